"""Questions are asked once, answers are taken at their word, and no row is lost whatever is decided."""

import pytest
from builders import rejects_of
from hypothesis import given
from hypothesis import strategies as st
from reading import DIRECTORY, cell, column, problem, read, slip, stored
from test_ingest_accounting import HEADER, ROWS, written
from tries import examples

from dashboard.errors import UnusableFileError
from dashboard.ingest import Choices, Meanings, UnmappedFileError
from dashboard.ingest.answers import questions_table, read_decisions
from dashboard.ingest.choices import header_key
from dashboard.reference.ridings import ridings
from dashboard.schema import CALL_OUTCOMES, FATES, TACTICS

MEANINGS = Meanings(DIRECTORY, ridings())
ANSWERS = {
    "target": ["marco-mendicino", "ircc", "-", "refuse"],
    "office": ["eglinton", "bloor", "-", "refuse"],
    "riding": ["2013:35024", "2023:35024", "-", "refuse"],
    "tactic": [*TACTICS[:3], "call/voicemail", "refuse"],
    "outcome": [*CALL_OUTCOMES[:2], "-", "refuse"],
}


def one(file):
    return file.rows.iloc[0].to_dict()


def asked(file):
    return [(one.kind, one.form, one.lines) for one in file.asked]


def test_a_name_is_asked_about_once_with_all_its_rows_and_what_it_may_mean():
    file = column("target", "Davies", "davies ; DAVIES", "Marco Mendicino", "Davies", day="2003-11-24")
    question = next(one for one in file.asked if one.form == "davies")
    assert (question.kind, question.shown, question.lines) == ("target", "Davies", 3)
    assert dict(question.candidates) == {"don-davies": "Don Davies", "libby-davies": "Libby Davies"}
    assert question.reason.endswith(".")


def test_an_answer_stands_for_every_writing_of_the_name():
    file = column("target", "Mister X", "mister-x", names={("target", "mister x"): "ircc"})
    assert file.rows["target_id"].tolist() == ["ircc", "ircc"]
    assert [(question.shown, question.meaning, question.lines) for question in file.decided] == [
        ("Mister X", "ircc", 2)
    ]
    assert any("as decided" in note for note in file.notes)


def test_a_near_match_gives_way_to_an_answer_and_an_exact_one_does_not():
    names = {("target", "marco mendicinno"): "ircc", ("target", "marco mendicino"): "ircc"}
    file = column("target", "Marco Mendicinno", "Marco Mendicino", names=names)
    assert file.rows["target_id"].tolist() == ["ircc", "marco-mendicino"]
    assert not file.matched


def test_nobody_beside_somebody_is_left_out_and_alone_is_effort():
    names = {("target", "mister x"): "-"}
    assert one(cell("target", "Mister X", names=names))["target_id"] == ""
    file = cell("target", "Mister X; Marco Mendicino", names=names)
    assert file.rows["target_id"].tolist() == ["marco-mendicino"]
    assert one(cell("riding", "Nowhere At All", names={("riding", "nowhere at all"): "-"}))["riding"] == ""


def test_a_riding_is_decided_for_its_order():
    asked_about = cell("riding", "Nowhere")
    assert asked(asked_about) == [("riding", "nowhere 2013", 1)]
    here = {("riding", "nowhere"): "2013:35024"}
    assert one(cell("riding", "Nowhere", names=here))["riding"] == "2013:35024"
    assert cell("riding", "Nowhere", day="2025-06-01", names=here).asked
    there = {("riding", "nowhere 2023"): "2023:35024"}
    assert one(cell("riding", "Nowhere", day="2025-06-01", names=here | there))["riding"] == "2023:35024"


def test_an_office_of_a_kind_is_decided_beside_whose_it_is():
    log = (
        "date,tactic,target,office\n2020-11-24,call,Ahmed Hussen,Hill office\n2020-11-24,call,Don Davies,Hill office\n"
    )
    assert sorted(asked(read(log))) == [
        ("office", "hill office ahmed hussen", 1), ("office", "hill office don davies", 1)
    ]  # fmt: skip
    file = read(log, names={("office", "hill office ahmed hussen"): "hill"})
    assert asked(file) == [("office", "hill office don davies", 1)]


def test_tactics_and_outcomes_are_decided_too():
    assert asked(cell("note", "x", tactic="dancing")) == [("tactic", "dancing", 1)]
    file = cell(
        "outcome", "hm", tactic="rang them up there", names={("tactic", "rang them up there"): "call/voicemail"}
    )
    assert asked(file) == [("outcome", "hm", 1)]
    names = {("tactic", "rang them up there"): "call", ("outcome", "hm"): "busy"}
    row = one(cell("outcome", "hm", tactic="rang them up there", names=names))
    assert (row["tactic"], row["outcome"]) == ("call", "busy")


def test_rows_left_out_are_refused_with_that_reason():
    file = column("target", "Test Row", names={("target", "test row"): "refuse"})
    assert problem(file) == ("refused", "Rows with 'Test Row' are left out, as decided.")


def test_days_in_two_ways_are_one_question_for_the_file():
    log = "date,tactic,up_until\n03/04/2020,call,05/06/2020\n05/06/2020,call,\n"
    assert asked(read(log)) == [("date_order", "", 2)]
    assert not read(log, choices=Choices(date_order="mdy")).asked


def test_a_file_of_unknown_columns_tells_what_it_has():
    with pytest.raises(UnmappedFileError) as caught:
        read("Alpha,Beta,note\n2020-11-24,call,x\n2020-11-25,call,y\n")
    found = caught.value.found
    assert found.missing == ("date", "tactic")
    assert found.samples["Alpha"] == ("2020-11-24", "2020-11-25")
    assert found.mapped["note"] == ("note", "name")
    with pytest.raises(UnmappedFileError) as caught:
        read("Alpha,Beta,note\n2020-11-24,call,x\n", columns={"date": "Alpha"})
    assert caught.value.found.missing == ("tactic",)


def test_columns_are_taken_as_chosen_before_any_name():
    log = "date,day,tactic,note\n2020-11-24,2020-12-24,call,x\n"
    file = read(log, columns={"date": "day", "note": ""})
    assert str(one(file)["date"])[:10] == "2020-12-24"
    assert file.fields["date"] == ("day", "chosen")
    assert file.dropped_columns == ("date", "note")
    with pytest.raises(UnusableFileError, match="No column of the file is named 'days'"):
        read(log, columns={"date": "days"})


def test_the_key_of_a_header_knows_neither_order_nor_writing_nor_our_reasons():
    assert header_key(["Quand ?", "Quoi"]) == header_key(["QUOI", "quand", "reason"])
    assert header_key(["Quand", "Quoi"]) != header_key(["Quand"])


def test_questions_filled_in_are_decisions():
    file = read("date,tactic,target\n03/04/2020,dancing,Mister X\n")
    table = questions_table(file.asked)
    meant = {"date_order": "dmy", "tactic": "rally", "target": "don-davies"}
    text = table.assign(meaning=table["kind"].map(meant)).to_csv(index=False)
    order, names = read_decisions(text.encode(), MEANINGS)
    decided = read("date,tactic,target\n03/04/2020,dancing,Mister X\n", choices=Choices(date_order=order, names=names))
    assert not decided.asked
    assert one(decided)["target_id"] == "don-davies"


@examples(12)
@given(ROWS, st.randoms())
def test_every_row_ends_in_exactly_one_of_five_whatever_is_decided(rows, random):
    data = written(HEADER, rows)
    names = {(question.kind, question.form): random.choice(ANSWERS[question.kind])
             for question in read(data).asked if question.kind in ANSWERS and random.random() < 0.8}  # fmt: skip
    choices = Choices(names=names, date_order=random.choice(["", "dmy"]), privacy=random.choice(["redact", "refuse"]))
    file = read(data, choices=choices)
    receipt = slip(file)
    assert sum(receipt.counts[fate] for fate in FATES) == receipt.rows == len(rows)
    assert receipt.lines["line"].tolist() == file.raw.index.tolist()
    assert not {(question.kind, question.form) for question in file.asked} & names.keys()
    again = slip(read(data, choices=choices), stored(file)).counts
    assert (again["added"], again["updated"]) == (0, 0)
    assert len(rejects_of(receipt)) == receipt.counts["refused"] + receipt.counts["needs_decision"]
