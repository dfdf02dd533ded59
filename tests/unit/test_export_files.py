import csv
import io
import json
import zipfile

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hostile.payloads import PAYLOADS
from python_calamine import CalamineWorkbook

from dashboard.errors import UsageError
from dashboard.exports.files import FORMATS, write
from dashboard.ingest.decode import read_table
from dashboard.plain import clean
from dashboard.schema import days

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
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


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t1", "\r1", "\n1", "'=1", "''-2", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(text):
    data = write(pd.DataFrame({"note": pd.Series([text], dtype="str")}), "xlsx", META)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("rows").to_python()
    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_payload_is_live_in_a_download_and_all_come_back_as_they_were(payload):
    text = clean(payload, guarded=False)
    table = pd.DataFrame({"date": ["2020-11-24"], "tactic": ["call"], "note": [text], text: ["x"]})
    for file_format in ("csv", "xlsx"):
        data = write(table, file_format, {"filters": text})
        for cell in cells(data, file_format):
            assert not cell.startswith(LIVE), cell
        if file_format == "xlsx":
            assert b"<f>" not in b"".join(parts_of(data))
        if len(text) <= 200:
            back = read_table(data, f"x.{file_format}", "rows" if file_format == "xlsx" else None)
            assert back.header == tuple(table.columns)
            assert clean(back.cells["note"].iloc[0]) == text


def cells(data, file_format):
    if file_format == "csv":
        return [cell for row in csv.reader(io.StringIO(data.decode(), newline="")) for cell in row]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("rows").to_python()
    return [cell for row in rows for cell in row]


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


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
