"""Hostile files: each is refused whole in one clear sentence, or each of its rows has a fate; nothing breaks."""

import re
import time
import unicodedata

import pytest
from hostile.corpus import FILES, LIGHT
from hostile.spreadsheets import book, worksheet
from reading import CAMPAIGN, DIRECTORY, cell, column, problem, read, ridings, slip

from dashboard.apart import reading
from dashboard.errors import UnusableFileError
from dashboard.ingest import COMMAND, archive, lengths, parse_file, piece
from dashboard.ingest.decode import read_table
from dashboard.ingest.limits import PAGE, limits_of_size
from dashboard.ingest.personal import Public, personal

_LONGEST_SENTENCE = 1_000


def judged(file):
    """What the Upload page would tell of a file: its refusal, or what would become of its rows."""
    try:
        table = reading.read_table(file.make(), file.name)
        parsed = parse_file(table, name=file.name, campaign=CAMPAIGN, directory=DIRECTORY, ridings=ridings())
    except UnusableFileError as refusal:
        return str(refusal), None
    return "", slip(parsed)


def named(files):
    return pytest.mark.parametrize("file", files, ids=lambda file: ascii(file.about))


def test_there_are_more_than_a_hundred_hostile_files_each_told_apart():
    assert len({file.about for file in FILES}) == len(FILES) > 200


@named(LIGHT)
def test_a_hostile_file_is_told_in_one_sentence_or_row_by_row(file):
    told, receipt = judged(file)
    assert bool(told) == file.is_refused, told or receipt.counts
    if told:
        assert re.search(file.told, told)
        is_one_plain_sentence(told)
    else:
        assert sum(receipt.counts.values()) == receipt.rows == len(receipt.lines)
        for text in (*receipt.lines["reason"].unique(), *receipt.notes):
            assert is_plain(text), text


@pytest.mark.stress
@named([file for file in FILES if file not in LIGHT])
def test_a_heavy_file_is_told_in_one_sentence_or_row_by_row(file):
    test_a_hostile_file_is_told_in_one_sentence_or_row_by_row(file)


@pytest.mark.parametrize("ending", [" " * 19_000 + "@", "." * 19_000 + "@", "@" * 19_000, "1" * 19_000, ", : " * 4_000])
@pytest.mark.parametrize("begin", ["", "a at b", "lives", "lives at 1 ", "call 416", "born ", "a@b."])
def test_a_text_as_long_as_a_cell_is_looked_through_in_no_time(begin, ending):
    begun = time.process_time()
    personal(begin + ending, Public())
    assert time.process_time() - begun < 1, "what grows with the square of the length takes ten and more"


def test_cells_that_never_end_are_looked_through_in_no_time():
    begun = time.process_time()
    with pytest.raises(UnusableFileError, match="columns"):
        read_table(book(worksheet("<c r='A1 " * 300_000)))
    assert time.process_time() - begun < 2, "what grows with the square of the length takes minutes"


@pytest.mark.parametrize("text", ["12-15", "12 to 15", "12 - 15 people", "12 \u2013 15", "de 12 \u00e0 15"])
def test_spans_are_still_read(text):
    row = cell("quantity", text).rows.iloc[0]
    assert (row["quantity_low"], row["quantity_high"]) == (12, 15)


def test_a_small_file_gets_no_more_of_the_machine_on_the_command_line_than_on_the_pages():
    small, large = limits_of_size(COMMAND, 1_000), limits_of_size(COMMAND, 10**9)
    assert (small.memory, small.seconds, small.answer) == (PAGE.memory, PAGE.seconds, PAGE.answer)
    assert (large.memory, large.seconds) == (COMMAND.memory, COMMAND.seconds)
    assert (small.rows, small.bytes) == (COMMAND.rows, COMMAND.bytes)


@pytest.mark.parametrize("value", ['["\\ud800", "x"]', '"\\ud800; x"'])
def test_half_a_letter_of_json_is_a_question_mark_wherever_it_stands(value):
    file = read(f'[{{"date": "2020-11-24", "tactic": "call", "note": {value}, "\\udfff": "x"}}]')
    assert file.rows["note"].tolist() == ["?; x"]
    assert file.header[-1] == "?"


def test_of_very_many_unknown_names_the_first_are_compared_and_the_rest_are_asked_about_all_the_same(monkeypatch):
    monkeypatch.setattr(piece, "PATIENCE", 10 * 600 * 80)
    names = [f"Eglinton Lawrenz {number}" for number in range(40)]
    file = column("riding", *names)
    near = {one.shown.removesuffix(" (2013)"): bool(one.candidates) for one in file.asked}
    assert sorted(near) == sorted(names)
    assert near[names[0]]
    assert not near[names[-1]]
    assert [note for note in file.notes if note.startswith("So many names")]
    assert slip(file).counts["needs_decision"] == 40
    assert not [note for note in column("riding", *names[:3]).notes if note.startswith("So many names")]


def test_names_are_counted_one_by_one_in_however_few_cells_they_stand(monkeypatch):
    monkeypatch.setattr(lengths, "_MOST_NAMES", 5)
    file = column("target", "a1; a2; a3", "a3; a4; a5", "a6", "a1", "")
    assert file.problems.loc[file.problems["fate"] == "refused", "line"].tolist() == [4]
    assert "more than 5 different names" in file.problems.set_index("line")["reason"][4]


def test_a_cell_of_more_names_than_there_are_targets_is_refused():
    fate, reason = problem(cell("target", ";".join(f"n{number}" for number in range(1_001))))
    assert fate == "refused"
    assert reason.endswith("names more than 1,000: divide them among several rows.")


def test_a_text_no_cell_can_hold_is_found_wherever_tags_stand():
    assert not archive._has_text(b"<a>" + b"x" * 90 + b"</a>" + b"y" * 9, 100)
    assert archive._has_text(b"<a>" + b"x" * 200 + b"</a>", 100)
    assert archive._has_text(b"<a/>" * 99 + b"x" * 101 + b"<b/>" * 99, 100)
    assert not archive._has_text(b"<a/>" * 999, 100)
    assert not archive._has_text(b"no tag" * 99, 100)


def is_one_plain_sentence(told):
    assert told.endswith(".")
    assert len(told) <= _LONGEST_SENTENCE
    assert is_plain(told), told


def is_plain(text):
    """Whether nothing in a text moves a terminal, breaks a line of a log or turns what stands around it."""
    return not any(unicodedata.category(mark) in ("Cc", "Cf", "Cs", "Zl", "Zp") for mark in text)
