import pytest

from dashboard.errors import UnusableFileError
from dashboard.ingest.outcomes import parse_outcomes
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
