import io
import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from dashboard.errors import UsageError
from dashboard.exports.files import FORMATS, write
from dashboard.schema import days

META = {"settings": "abc123", "filters": {"riding": "2013:35024"}}


def a_table():
    return pd.DataFrame(
        {
            "day": pd.Series(days(["2020-11-24", None])),
            "count": [3.0, np.nan],
            "points": [0.1, 1 / 3],
            "note": pd.Series(["=cmd()", "Montréal — « oui »"], dtype="str"),
            "split": [True, False],
        }
    )


def test_a_csv_has_iso_days_shortest_numbers_and_no_live_formula():
    assert write(a_table(), "csv", META).decode() == (
        "day,count,points,note,split\n2020-11-24,3,0.1,'=cmd(),yes\n,,0.3333333333333333,Montréal — « oui »,no\n"
    )


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t1", "\r1", "'=1", "''-2"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(text):
    data = write(pd.DataFrame({"note": pd.Series([text], dtype="str")}), "xlsx", META)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("rows").to_python()
    assert rows[1] == [f"'{text}"]


def test_json_says_null_for_what_is_missing():
    assert json.loads(write(a_table(), "json", META))[1] == {
        "day": None, "count": None, "points": 1 / 3, "note": "Montréal — « oui »", "split": False,
    }  # fmt: skip


def test_parquet_keeps_days_as_days_and_the_settings_hash():
    table = pq.read_table(io.BytesIO(write(a_table(), "parquet", META)))
    assert str(table.schema.field("day").type) == "date32[day]"
    assert json.loads(table.schema.metadata[b"dashboard"]) == META
    assert table.column("note").to_pylist()[0] == "=cmd()"


def test_geojson_keeps_properties_and_says_its_settings():
    table = a_table().assign(geometry=[{"type": "Point", "coordinates": [-79.4, 43.7]}, None])
    collection = json.loads(write(table, "geojson", META))
    assert collection["metadata"] == META
    assert [feature["geometry"] for feature in collection["features"]] == table["geometry"].tolist()
    assert collection["features"][0]["properties"]["day"] == "2020-11-24"


@pytest.mark.parametrize("file_format", FORMATS)
def test_equal_contents_give_equal_bytes(file_format):
    table = a_table().assign(geometry=[None, None])
    assert write(table, file_format, META) == write(table.copy(), file_format, dict(META))


def test_an_unknown_format_is_refused_with_the_ones_there_are():
    with pytest.raises(UsageError, match="csv, json"):
        write(a_table(), "pdf", META)
