"""Nothing is lost: the five fates add up, and a file judged against itself is all duplicates."""

import csv
import io

from builders import rejects_of
from hypothesis import given
from hypothesis import strategies as st
from reading import read, slip, stored
from tries import examples

from dashboard.schema import FATES

HEADER = ("action_id", "date", "date_end", "tactic", "outcome", "quantity", "target", "office", "riding", "note")
CELLS = {
    "action_id": ["", "", "", "a", "b"],
    "date": ["2020-11-24", "2020-11", "24/11/2020", "03/04/2020", "2020-13-45", "", "1.12.2020"],
    "date_end": ["", "", "", "2020-12-31", "2019-01-01"],
    "tactic": ["call", "call", "Poster", "vm", "manif", "flying", ""],
    "outcome": ["", "", "reached", "vm", "dunno"],
    "quantity": ["", "5", "hundreds", "over 5", "12.000", "-3", "1.5"],
    "target": ["", "-", "Mendicino", "MENDICINO, Marco; Freeland", "Davies", "Nobody Known", "Immigration Minister"],
    "office": ["", "", "", "eglinton", "K1A 0A6", "M5S 3A7"],
    "riding": ["", "", "35024", "Eglinton-Lawrence", "99999", "35024; 35110", "Nowhere"],
    "note": ["", 'é, "x"', "=1", "two\nlines", "  "],
}  # fmt: skip
GOOD = {
    "date": ["2020-11-24", "2020-11", "24/11/2020"],
    "tactic": ["call", "Poster"],
    "quantity": ["", "5", "hundreds"],
    "target": ["Mendicino", "-", "Freeland; Mendicino"],
    "note": ["", "x"],
}
ROWS = st.lists(st.tuples(*(st.sampled_from(CELLS[name]) for name in HEADER)), max_size=14)
GOOD_ROWS = st.lists(st.tuples(*(st.sampled_from(cells) for cells in GOOD.values())), max_size=14)
EVIDENCE = ("24/11/2020", "call", "", "-", "the order is settled")


def written(header, rows, delimiter=",", encoding="utf-8", line="\n"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line).writerows([header, *rows])
    return text.getvalue().encode(encoding)


@examples(10)
@given(ROWS)
def test_every_row_ends_in_exactly_one_of_five(rows):
    file = read(written(HEADER, rows))
    receipt = slip(file)
    assert sum(receipt.counts[fate] for fate in FATES) == receipt.rows == len(file.raw)
    assert receipt.lines["line"].tolist() == file.raw.index.tolist()
    assert len(rejects_of(receipt)) == receipt.counts["refused"] + receipt.counts["needs_decision"]
    told = receipt.lines[receipt.lines["fate"] != "added"]
    assert told["reason"].str.endswith(".").all()


@examples(10)
@given(ROWS, st.randoms())
def test_a_file_loaded_again_in_any_order_and_dialect_adds_and_changes_nothing(rows, random):
    first = read(written(HEADER, rows))
    shuffled = random.sample(rows, len(rows))
    again = read(written(HEADER, shuffled, ";", "utf-16", "\r\n"))
    before, after = slip(first).counts, slip(again, stored(first)).counts
    assert (after["added"], after["updated"]) == (0, 0)
    assert after["duplicate"] == before["added"] + before["duplicate"]
    assert (after["refused"], after["needs_decision"]) == (before["refused"], before["needs_decision"])


@examples(8)
@given(GOOD_ROWS, GOOD_ROWS)
def test_a_newer_file_that_overlaps_an_older_one_adds_only_what_is_new(older, newer):
    here = stored(read(written(GOOD, [EVIDENCE, *older])))
    counts = slip(read(written(GOOD, [*newer, EVIDENCE, *older])), here).counts
    assert (counts["duplicate"], counts["added"]) == (len(older) + 1, len(newer))
