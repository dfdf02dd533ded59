"""Spreadsheets as people make them: a title above the columns, merged cells, totals, several sheets."""

import io
import math
import re
from datetime import date

import numpy as np
import pytest
import xlsxwriter
from reading import read

from dashboard.errors import UnusableFileError
from dashboard.ingest.heading import heading
from dashboard.ingest.limits import PAGE
from dashboard.ingest.sheets import _spread
from dashboard.ingest.wording import told_lines
from dashboard.words import words

LOG = "Jour;Activité;Députée;Nombre\n24/11/2020;appel;Marco Mendicino;12\n25/11/2020;visite;Chrystia Freeland;1\n"
PASSED = "The columns are named on line {}: what stands above it was passed over."


def workbook(*sheets):
    """A spreadsheet of these sheets: each a name, its rows, and ranges to merge with what they say."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "d mmm yyyy"}) as book:
        for name, rows, *merged in sheets:
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
            for where, value in merged:
                sheet.merge_range(where, value)
    return data.getvalue()


def told(file):
    return file.rows[["line", "date", "tactic", "quantity", "target_id"]].astype({"date": "str"}).to_numpy().tolist()


@pytest.mark.parametrize(
    "above", ["Suivi des appels\n", "Suivi;;;\n\n", '"Suivi, automne; 2020"\npar la section;;;\n;;;\n']
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_title_above_the_columns_is_passed_over_and_said(above, encoding):
    plain, file = read(LOG), read((above + LOG).encode(encoding))
    assert file.header == plain.header
    lines = above.count("\n")
    assert told(file) == [[line + lines, *rest] for line, *rest in told(plain)]
    assert PASSED.format(lines + 1) in file.notes
    assert not any("passed over" in note for note in plain.notes)
    assert len(file.raw) == 2


def test_rows_above_columns_that_we_know_are_rows_where_they_are_as_full():
    file = read(
        "Le moment,La chose,Cible\n2020-11-24,call,marco-mendicino\n".replace("Le moment,La chose", "date,What")
    )
    assert len(file.raw) == 1
    assert heading([["Foo", "Bar", "Baz"], ["date", "tactic", "note"]]) == 0
    assert heading([["a", "b", "", ""], ["date", "tactic", "note", "target"]]) == 1
    assert heading([["", ""], ["title", ""], ["date", "tactic"]]) == 2
    assert heading([["date", ""], ["2020-11-24", "call"]]) == 0
    assert heading([[], [""]]) == 0


def test_merged_cells_count_for_each_of_their_rows_but_numbers_for_the_first():
    rows = [
        ["date", "tactic", "target", "quantity"],
        ["", "", "Marco Mendicino", ""],
        ["", "", "Chrystia Freeland", ""],
        ["2020-11-25", "call", "Don Davies", 3],
    ]
    file = read(workbook(("Log", rows, ("A2:A3", date(2020, 11, 24)), ("D2:D3", 40), ("B2:B3", "call"))))
    assert told(file) == [
        [2, "2020-11-24", "call", 40.0, "marco-mendicino"],
        [3, "2020-11-24", "call", pytest.approx(math.nan, nan_ok=True), "chrystia-freeland"],
        [4, "2020-11-25", "call", 3.0, "don-davies"],
    ]
    assert "What merged cells say counts for each of their rows (line 3)." in file.notes


def test_merged_cells_that_cover_more_than_a_file_may_hold_are_refused():
    with pytest.raises(UnusableFileError, match="cells"):
        _spread([["x"]] * 1_000_000, [((0, 0), (999_999, 0))] * 1_000, PAGE)
    assert _spread([["x"]], [((5, 0), (1_000_000, 0))], PAGE) == []


def test_of_several_sheets_the_first_with_columns_that_we_know_is_read():
    log = [["Type", "Date", "MP"], ["call", "2020-11-24", "Marco Mendicino"]]
    data = workbook(("Read me", [["How to fill this in"]]), ("Empty", []), ("Nov", log), ("Dec", log))
    file = read(data)
    assert told(file)[0][:3] == [2, "2020-11-24", "call"]
    assert file.sheets == ("Nov", "Read me", "Empty", "Dec")
    assert "The sheet 'Nov' was read, not 'Read me', 'Empty', 'Dec'." in file.notes


@pytest.mark.parametrize("word", ["Total", "TOTAL :", "Totaux", "Somme"])
def test_a_line_of_totals_is_refused_as_such(word):
    file = read(f"date,tactic,quantity\n2020-11-24,call,3\n{word},,3\n")
    assert file.problems["fate"].tolist()[0] == "refused"
    assert "a line of totals is no action" in file.problems["reason"].tolist()[0]
    assert file.rows["line"].tolist() == [2]


def test_a_title_is_passed_over_in_a_spreadsheet_too():
    rows = [["Postering, November"], [], ["date", "tactic", "target"], ["2020-11-24", "call", "Marco Mendicino"]]
    file = read(workbook(("Log", rows)))
    assert told(file)[0][:3] == [4, "2020-11-24", "call"]
    assert PASSED.format(3) in file.notes
    assert np.array_equal(file.raw.index, [4])


NOTED = """date,date_precision,tactic,outcome,target,office,riding,province
2020-11-24,,rally,busy,-,,Eglinton-Lawrence,
2020-11-24,,call,,,,,
2020-11-24,,call,,Marco Mendicino,M5S 3A7,,
2020-11-25,,call,,Marco Mendicino,,Eglinton-Lawrence,QC
2020-11-26,,vm,busy,Marco Mendicino,,Eglinton-Lawrence,
2020-11-26,,call,,Marco Mendicin,,Eglinton-Lawrence,
2020-11-27,,call,,Marco Mendicino,,University-Rosedale,
2020-11-28,,call
"""


def test_the_order_of_days_is_told_in_french_too():
    log = "date,tactic\n03/04/2020,call\n24/04/2020,visit\n"
    for order, french in (("dmy", "le jour d\u2019abord"), ("mdy", "le mois d\u2019abord")):
        notes = [*read(log.replace("24/04", "05/06"), date_order=order).notes]
        assert any(french in words("fr").sentence(note) for note in notes)
    assert any("le jour d\u2019abord" in words("fr").sentence(note) for note in read(log).notes)


def test_what_a_receipt_tells_of_rows_is_told_in_french_too():
    notes = read(NOTED).notes
    assert len(notes) >= 7
    french = [words("fr").sentence(note) for note in notes]
    for note, told in zip(notes, french, strict=True):
        assert told != note
        assert not re.search(r"\b(lines?|rows?|doubt|and|the|was)\b", told, re.IGNORECASE), told


@pytest.mark.parametrize(
    ("lines", "english", "french"),
    [
        ([4], "line 4", "ligne 4"), ([4, 8], "lines 4 and 8", "lignes 4 et 8"),
        ([1, 2, 3, 4, 5, 6, 7], "lines 1, 2, 3, 4, 5 and 2 more", "lignes 1, 2, 3, 4, 5 et 2 de plus"),
    ],
)  # fmt: skip
def test_lines_are_told_in_both_languages(lines, english, french):
    told = told_lines(np.array(lines))
    assert told == english
    assert words("fr").sentence(told) == french
