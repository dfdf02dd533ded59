"""The template: an example of each tactic, lists to choose from, help in both languages; as it is, it loads."""

import io
import re
import zipfile
from datetime import date, datetime, time
from xml.etree import ElementTree as ET

import pytest
import python_calamine
import xlsxwriter
from reading import CAMPAIGN, DIRECTORY, read

from dashboard.ingest.template import COLUMNS, EXAMPLE_NOTES, HELP_SHEET, LISTS_SHEET, examples
from dashboard.schema import CALL_OUTCOMES, ORDERS, PRECISIONS, TACTICS
from dashboard.ui import template
from dashboard.ui.guide.columns import MEANINGS
from dashboard.words import words

DAY = date(2020, 12, 1)
LISTED = ("date_precision", "tactic", "outcome", "target", "office", "riding", "riding_order", "split")
NAMES = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def made(kind, language="en"):
    return template.file(kind, CAMPAIGN, DIRECTORY, DAY, language)


def choices(language="en"):
    return template.lists(CAMPAIGN, DIRECTORY, DAY, language)


def sheets(data):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def saved_again(data, change=lambda cell: cell):
    """What another program makes of a spreadsheet when it saves it: the values alone, days and numbers as such."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets(data).items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(map(change, cells)):
                    if isinstance(value, date):
                        sheet.write_datetime(row, column, datetime.combine(value, time()), day)
                    elif value != "":
                        sheet.write(row, column, value)
    return buffer.getvalue()


def written_over(cell):
    return "" if cell in EXAMPLE_NOTES.values() else cell


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "saved again"])
def test_the_templates_own_rows_are_asked_about_and_load_once_they_are_written_over(kind, language):
    data = saved_again(made("xlsx", language)) if kind == "saved again" else made(kind, language)
    file = read(data)
    assert set(zip(file.problems["fate"], file.problems["column"], strict=True)) == {("needs_decision", "note")}
    assert len(file.problems) == len(TACTICS)
    assert file.rows.empty
    assert file.sheets == file.dropped_columns == ()
    assert "sheet " not in " ".join(file.notes)
    if kind == "csv":
        over = read(data.replace(EXAMPLE_NOTES[language].encode(), b""))
    else:
        over = read(saved_again(data, written_over))
    assert over.problems.empty
    assert set(over.rows["tactic"]) == set(TACTICS)
    assert over.rows.set_index("tactic").loc["petition_delivery", "quantity"] == 16_000
    assert over.rows.set_index("tactic").loc["rally", "quantity_low"] == 200


def test_the_spreadsheet_has_the_same_rows_as_the_csv():
    for language in ("en", "fr"):
        header, *rows = sheets(made("xlsx", language))["actions"]
        told = [dict(zip(header, row, strict=True)) for row in rows]
        assert header == list(COLUMNS)
        plain = [{name: _plain(cell) for name, cell in row.items() if cell != ""} for row in told]
        assert plain == [{name: text for name, text in row.items() if text} for row in examples(language)]


def _plain(cell):
    return f"{cell:g}" if isinstance(cell, float) else cell.isoformat() if isinstance(cell, date) else cell


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_list_of_the_spreadsheet_is_offered_in_its_column(language):
    data = made("xlsx", language)
    found = {}
    for one in part(data, "xl/worksheets/sheet1.xml").iterfind(".//s:dataValidation", NAMES):
        column = re.fullmatch(r"([A-Z])2:\1\d+", one.get("sqref"))[1]
        source = re.fullmatch(rf"'{LISTS_SHEET}'!\$([A-Z])\$2:\$\1\$(\d+)", one.findtext("s:formula1", "", NAMES))
        found[COLUMNS[ord(column) - ord("A")]] = (ord(source[1]) - ord("A"), int(source[2]))
        assert one.get("type") == "list"
        assert one.get("errorStyle") in ("warning", "information")
    assert set(found) == set(LISTED)
    rows = sheets(data)[LISTS_SHEET]
    for name, (column, last) in found.items():
        listed = [_plain(row[column]) for row in rows[1:last]]
        assert listed == choices(language)[name]
        assert all(listed)
        assert rows[0][column] == name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_choice_of_every_list_is_read_as_what_it_says(language):
    found = choices(language)
    for name, codes in (("tactic", TACTICS), ("outcome", CALL_OUTCOMES), ("date_precision", PRECISIONS)):
        rows = [f"2020-11-{place + 1:02},call,{text}" for place, text in enumerate(found[name])]
        if name == "tactic":
            rows = [row.replace(",call", "") for row in rows]
            file = read("date,tactic\n" + "\n".join(rows))
        else:
            file = read(f"date,tactic,{name}\n" + "\n".join(rows))
        assert file.problems.empty, file.problems["reason"].tolist()
        assert file.rows[name].tolist() == list(codes)
    yes_no = read(f"date,tactic,split\n2020-11-01,call,{found['split'][0]}\n2020-11-02,call,{found['split'][1]}\n")
    assert yes_no.rows["split"].tolist() == [True, False]
    for name, key in (("target", "target_id"), ("office", "office_id"), ("riding", "riding")):
        rows = [f'2020-12-01,call,{place + 1},"{text}"' for place, text in enumerate(found[name])]
        if name == "office":
            rows = [row for row in rows if "Hill" not in row and "Colline" not in row]
        file = read(f"date,tactic,quantity,{name}\n" + "\n".join(rows))
        assert file.problems.empty, file.problems["reason"].tolist()
        assert not file.matched
        assert file.rows[key].nunique() == len(rows)
    assert found["riding_order"] == [str(order) for order in ORDERS]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_hill_office_of_the_list_is_the_targets_own(language):
    hill = choices(language)["office"][0]
    file = read(f"date,tactic,target,office\n2020-12-01,call,Marco Mendicino,{hill}\n")
    assert file.rows["office_id"].tolist() == ["hill"]


def test_every_column_has_help_in_both_languages_in_a_comment_and_on_a_sheet():
    assert tuple(MEANINGS) == COLUMNS
    data = made("xlsx")
    rows = sheets(data)[HELP_SHEET]
    comments = ["".join(one.itertext()) for one in part(data, "xl/comments1.xml").iterfind(".//s:comment", NAMES)]
    for name, row, comment in zip(COLUMNS, rows[1:], comments, strict=True):
        texts = [words(language)._(text) for language in ("en", "fr") for text in MEANINGS[name]]
        assert row == [name, *texts]
        assert all(text in comment for text in texts)


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_is_not_offered():
    assert template._sorted(["=1+1", "b", "@x", "A", "-x"]) == ["A", "b"]
