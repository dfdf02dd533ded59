import pytest

from dashboard.errors import UnusableFileError
from dashboard.ingest.decode import read_table
from dashboard.ingest.outcomes import LONGEST, parse_outcomes, read_outcomes
from dashboard.ingest.privacy import Redactor
from dashboard.schema import OUTCOME_COLUMNS

HEAD = "outcome_id,date,date_precision,actor,kind,rung,text,quote,source_url,other_factors\n"


def test_outcomes_are_read_in_their_columns():
    rows = parse_outcomes((HEAD + "o1,2020-12-01,day,The minister,commitment,3,Said so,,,\n").encode())
    assert list(rows.columns) == list(OUTCOME_COLUMNS)
    assert rows.loc[0, ["outcome_id", "kind", "rung"]].tolist() == ["o1", "commitment", 3.0]


@pytest.mark.parametrize("data", [b"", b"\n", HEAD.encode()])
def test_a_file_without_rows_holds_no_outcomes(data):
    assert parse_outcomes(data).empty


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("o1,2020-13-01,day,A,vote,1,,,,", "Line 2 .*date must be a day"),
        (",2020-12-01,day,A,vote,1,,,,", "outcome_id"),
        ("o1,2020-12-01,day,A,victory,1,,,,", "kind must be one of reply"),
        ("o1,2020-12-01,fortnight,A,vote,1,,,,", "date_precision"),
        ("o1,2020-12-01,day,A,vote,6,,,,", "rung must be"),
        ("o1,2020-12-01,day,A,vote,1,,,,\no1,2020-12-02,day,A,vote,1,,,,", "Lines 2 and 3"),
    ],
)
def test_a_wrong_line_is_told_with_what_to_correct(row, told):
    with pytest.raises(UnusableFileError, match=told):
        parse_outcomes(f"{HEAD}{row}\n".encode())


def read(text, redactor=None):
    return read_outcomes(read_table((HEAD + text).encode(), "outcomes.csv"), redactor)


def test_every_row_of_a_file_is_accounted_for():
    found = read(
        "o1,2020-12-01,day,A,commitment,3,Yes,,,\n"
        "o2,2020-12-01,day,A,victory,3,,,,\n"
        "o1,2020-12-01,day,A,commitment,3,Yes,,,\n"
        "o1,2020-12-01,day,A,commitment,3,No,,,\n"
        "o3,2020-12-02,month,A,refusal,,,,,,too,many\n"
        "o4,2020-12-02,month,A,reversal,0,,,,\n"
    )
    assert found.outcomes["outcome_id"].tolist() == ["o1", "o4"]
    assert found.lines == (2, 7)
    assert set(found.refused) == {3, 5, 6}
    assert found.repeats == {4: "Repeats line 2."}
    assert "Lines 2 and 5" in found.refused[5]
    assert len(found.lines) + len(found.refused) + len(found.repeats) == found.rows == 6


def test_personal_data_in_an_outcome_is_taken_out_and_told():
    found = read('o1,2020-12-01,day,A,reply,1,"Wrote to ana.roy@example.org",,,\n', Redactor(()))
    assert "ana.roy" not in found.outcomes["text"].iloc[0]
    assert any("replaced by [removed]" in note for note in found.notes)


def test_columns_that_are_not_ours_are_named_and_long_cells_refused():
    table = read_table(f"outcome_id,date,actor,kind,mood,text\no,2020-01-01,A,vote,x,{'y' * (LONGEST + 1)}\n".encode())
    found = read_outcomes(table)
    assert found.dropped_columns == ("mood",)
    assert "shorten it" in found.refused[2]


def test_a_text_guarded_against_spreadsheets_reads_back_as_it_was():
    assert read("o1,2020-12-01,day,'=A,reply,,'+1,,,\n").outcomes[["actor", "text"]].to_numpy().tolist() == [
        ["=A", "+1"]
    ]
