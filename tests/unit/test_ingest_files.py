"""What a file is, is decided by its content; what can't be used is refused whole, with what to do."""

import csv
import io
import json
import zipfile
from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from reading import read, slip, stored
from tries import examples

from dashboard.errors import DashboardError, UnusableFileError
from dashboard.ingest import Limits
from dashboard.ingest.decode import read_table

SMALL = Limits(bytes=10_000, rows=3, columns=5, cell=50, expanded=200_000)
HEADER = ["date", "tactic", "quantity", "target", "note"]
ROWS = [
    [
        "2020-11-24",
        "call",
        "12",
        "Marco Mendicino",
        'Sa réponse : « peut-être », "no" in short; œuvre \u2013 l\u2019été',
    ],
    ["2020-11-25", "poster_office", "", "Chrystia Freeland", "two\nlines, and more"],
    ["2020-11-26", "rally", "hundreds", "IRCC", "=1+1"],
    ["2020-11-26", "letter", "over 5", "-", ""],
]
PLAIN = [row if "\n" not in row[4] else [*row[:4], row[4].replace("\n", " ")] for row in ROWS]


def dialect(rows=ROWS, delimiter=",", line="\n", quoting=csv.QUOTE_MINIMAL, encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line, quoting=quoting).writerows([HEADER, *rows])
    return text.getvalue().encode(encoding)


def spreadsheet(rows=ROWS, **sheets):
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, content in {"Log": [HEADER, *rows], **sheets}.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(content):
                sheet.write_row(place, 0, row)
    return data.getvalue()


def said(file):
    """The rows of a file without their line numbers."""
    assert file.problems.empty, file.problems["reason"].tolist()
    return file.rows.drop(columns="line").astype(object).fillna("").to_numpy().tolist()


DIALECTS = {
    "BOM": dialect(encoding="utf-8-sig"),
    "semicolons": dialect(delimiter=";"),
    "tabs": dialect(delimiter="\t"),
    "bars": dialect(delimiter="|"),
    "CRLF": dialect(line="\r\n"),
    "all quoted": dialect(quoting=csv.QUOTE_ALL),
    "UTF-16": dialect(encoding="utf-16"),
    "Windows-1252": dialect(encoding="cp1252", delimiter=";", line="\r\n"),
    "neutralised": dialect([[("'" + text if text[:1] in ("=", "-") else text) for text in row] for row in ROWS]),
    "blank lines": dialect().replace(b"\n2020", b"\n\n ,,,,\n2020"),
    "a stated delimiter": b"sep=;\r\n" + dialect(delimiter=";"),
    "wide": dialect([[*row, "", ""] for row in ROWS]),
    "JSON": json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode(),
    "XLSX": spreadsheet(),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_one_log_says_the_same_in_every_dialect(name):
    plain = read(dialect())
    file = read(DIALECTS[name])
    assert said(file) == said(plain)
    assert set(slip(file, stored(plain)).lines["fate"]) == {"duplicate"}


def test_one_log_says_the_same_with_the_lines_of_old_spreadsheets():
    assert said(read(dialect(PLAIN, line="\r"))) == said(read(dialect(PLAIN)))


def test_lines_are_those_of_the_file():
    assert read(dialect()).raw.index.tolist() == [2, 3, 5, 6]
    assert read(DIALECTS["XLSX"]).raw.index.tolist() == [2, 3, 4, 5]
    assert read(b"\n\ndate,tactic\n\n2020-11-24,call\n").raw.index.tolist() == [5]


def test_a_formula_mark_is_taken_off_once():
    assert read(DIALECTS["neutralised"]).rows["note"].tolist()[2] == "=1+1"
    assert read("date,tactic,note\n2020-11-24,call,''=x\n").rows["note"].tolist() == ["'=x"]


def test_control_and_direction_marks_are_stripped():
    file = read("date,tactic,place\n2020-11-24,call,a\x07b\u202ec\u2066d\u200b e\u00a0f\n")
    assert file.rows["place"].tolist() == ["abcd e f"]


def test_spreadsheet_days_and_numbers_are_read_as_what_they_show():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["date", "tactic", "quantity", "split"])
        sheet.write_datetime(1, 0, datetime(2020, 11, 24), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
        sheet.write_row(1, 1, ["rally", 12000, True])
    row = read(data.getvalue()).rows.iloc[0]
    assert (str(row["date"].date()), row["quantity"], row["split"]) == ("2020-11-24", 12_000, True)


def test_the_sheet_is_chosen_by_name_and_the_others_are_named():
    data = spreadsheet(Other=[HEADER, ["2020-12-01", "call", 1, "-", ""]])
    assert "'Other'" in read(data).notes[0]
    assert read(data, sheet="Other").rows["date"].astype(str).tolist() == ["2020-12-01"]
    with pytest.raises(UnusableFileError, match=r"no sheet 'Third'.*'Log', 'Other'"):
        read(data, sheet="Third")


@pytest.mark.parametrize(
    "data", [b"date,tactic", b"date,tactic\n", b"\xef\xbb\xbfdate;tactic\r\n\r\n", b"date,tactic\n,\n"]
)
def test_a_header_with_no_rows_is_fine(data):
    file = read(data)
    assert slip(file).rows == 0
    assert file.rows.empty
    assert file.problems.empty


def archive(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


UNUSABLE = {
    "empty": (b"", "is empty"),
    "blank": (b"\xef\xbb\xbf \r\n", "is empty"),
    "PDF": (b"%PDF-1.7\n\xe2\xe3", "PDF"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "PNG"),
    "JPEG": (b"\xff\xd8\xff\xe0", "JPEG"),
    "gzip": (b"\x1f\x8b\x08", "gzip"),
    "web page": (b"<!DOCTYPE html><html>", "web page"),
    "old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
    "zip": (archive(a_txt="hello"), "zip archive and not a spreadsheet"),
    "damaged zip": (b"PK\x03\x04\x00\x00", "damaged"),
    "entities": (archive(xl__workbook_xml="<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"), "XML"),
    "NUL": (b"date,tactic\n2020-11-24,ca\x00ll\n", "Line 2.*NUL"),
    "UTF-16 without BOM": ("date,tactic\n".encode("utf-16-le"), "NUL"),
    "cut UTF-16": (b"\xff\xfed", "UTF-16"),
    "mixed encodings": ("date,tactic,note\n2020-11-24,call,é\n".encode() + b"2020-11-24,call,\xe9\n", "mixes.*line 3"),
    "no text": (b"date,tactic\n2020-11-24,\x81\x8d\n", "Line 2.*no readable text"),
    "open quote": (b'date,tactic\n2020-11-24,"call\n2020-11-25,call\n', "line 2.*never closed"),
    "text after a quote": (b'date,tactic\n2020-11-24,"call"s\n', "line 2.*after a closing quotation mark"),
    "twins": (b"date,tactic,Note,note\n", "Two columns are named 'note'"),
    "control characters": (b"date,tactic,no\x07te\n", "column 3 holds control characters"),
    "long name": (f"date,tactic,{'x' * 201}\n".encode(), "column 3 has more than 200"),
    "no date": (b"tactic,quantity\ncall,3\n", "'tactic', 'quantity'.*name one of them 'date'"),
    "no tactic": (b"date,quantity\n2020-11-24,3\n", "'date', 'quantity'.*name one of them 'tactic'"),
    "prose": (b"Dear all,\nplease find the log attached.\n", "No column says"),
    "JSON of something else": (b'{"date": "2020-11-24"}', "list of objects"),
    "broken JSON": (b'[{"date": "2020-11-24"', "line 1"),
    "JSON twins": (b'[{"date": "2020-11-24", "date": "2020-11-25"}]', "'date' twice"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_used_is_refused_with_one_sentence(name):
    data, told = UNUSABLE[name]
    with pytest.raises(UnusableFileError, match=f"(?s){told}") as refusal:
        read(data)
    assert str(refusal.value).endswith(".")
    assert str(refusal.value).count("\n") == 0


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"x" * 10_001, "MB are allowed"),
        (b"date,tactic\n" + b"2020-11-24,call\n" * 4, "more than 3 rows"),
        (b"a,b,c,d,e,f\n", "6 columns and 5 are allowed"),
        (b"date,tactic,note\n2020-11-24,call," + b"x" * 51 + b"\n", "column 'note' of line 2 has more than 50"),
        (spreadsheet([ROWS[0]] * 4), "more than 3 rows"),
        (archive(xl__workbook_xml="<workbook/>", big_bin=b"0" * 300_000), "unpacks to"),
        (archive(xl__workbook_xml="", xl__worksheets__a_xml='<c r="A1048576">'), "more than 3 rows"),
        (archive(xl__workbook_xml="", xl__worksheets__a_xml='<c r="XFD1">'), "more than 5 columns"),
        (json.dumps([{"date": "2020-11-24"}] * 4).encode(), "more than 3 rows"),
    ],
)
def test_a_file_past_a_limit_is_refused_and_the_limit_named(data, told):
    with pytest.raises(UnusableFileError, match=told):
        read_table(
            data,
            limits=Limits(
                **{
                    **{s: getattr(SMALL, s) for s in SMALL.__slots__},
                    "bytes": max(len(data) - (data[:1] == b"x"), 10_000),
                }
            ),
        )


def test_a_name_that_contradicts_the_content_is_said():
    assert "named .csv but holds a spreadsheet" in read(spreadsheet(), name="log.csv").notes[0]
    assert "named .xlsx but holds a table of text" in read(dialect(), name="log.XLSX").notes[0]
    assert not read(dialect(), name="log.txt").notes
    assert not read(dialect(), name="log").notes


def test_letters_lost_on_the_way_are_said():
    assert "lost" in read("date,tactic,note\n2020-11-24,call,Montr\ufffdal\n").notes[0]


def test_french_in_windows_1252_is_not_taken_for_mixed_encodings():
    text = "date,tactic,note\n2020-11-24,call,« SANTÉ » — CITÉ\u2019S\n2020-11-25,call,À\u00a0: É\u00a0!\n"
    assert read(text.encode("cp1252")).rows["note"].tolist() == ["« SANTÉ » — CITÉ\u2019S", "À\u00a0: É\u00a0!"]


def test_a_row_with_too_many_cells_is_refused_and_kept_whole_for_mending():
    file = read("date,tactic,note\n2020-11-24,call,hello, world\n")
    assert file.problems["fate"].tolist() == ["refused"]
    assert "4 cells" in file.problems["reason"][0]
    assert "hello" in file.raw.iloc[0]["note"]
    assert "world" in file.raw.iloc[0]["note"]


def test_a_row_that_ends_early_is_blank_in_the_rest_and_that_is_said():
    file = read("date,tactic,quantity,note\n2020-11-24,call\n2020-11-25,call,3,a\n")
    assert file.rows["note"].tolist() == ["", "a"]
    assert "line 2" in file.notes[0]


def test_a_row_that_ends_before_its_tactic_is_refused():
    file = read("date,quantity,tactic\n2020-11-24,3\n")
    assert set(file.problems["fate"]) == {"refused"}
    assert "ends after 2 of 3 cells" in file.problems["reason"][0]


@examples(30)
@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: ("date,tactic,note\n" + text).encode("utf-8", "replace"))
)
def test_any_bytes_are_a_log_or_refused_with_a_sentence(data):
    try:
        file = read(data)
    except DashboardError as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - either is right
    else:
        receipt = slip(file)
        assert sum(receipt.counts.values()) == receipt.rows == len(file.raw)


@examples(15)
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=8), min_size=3, max_size=3),
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_cells_survive_every_dialect(rows, delimiter, line, quoting, encoding):
    text = io.StringIO(newline="")
    names = ["date", "tactic", "note"]
    csv.writer(text, delimiter=delimiter, lineterminator=line, quoting=quoting).writerows([names, *rows])
    table = read_table(text.getvalue().encode(encoding))
    assert table.header == tuple(names)
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    assert table.cells.to_numpy().tolist() == wanted
