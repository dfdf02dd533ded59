"""Parts of spreadsheets, put together by hand so that each of them can lie."""

import io
import zipfile

from hostile.hostile_file import HostileFile

_OFFICE = "http://schemas.openxmlformats.org"
_MAIN, _PACKAGE = f"{_OFFICE}/spreadsheetml/2006/main", f"{_OFFICE}/package/2006/relationships"
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
UNREADABLE, UNSAFE = "spreadsheet can't be read", "could not be read safely|more memory"
DAMAGED, LARGE = "damaged or encrypted archive", "unpacks to"
NO_SPREADSHEET = "zip archive and not a spreadsheet"
MEGABYTE = 1_000_000


def text_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{text_cell("A1", "date")}{text_cell("B1", "tactic")}{text_cell("C1", "note")}</row>'
GOOD = f'<row r="2">{text_cell("A2", "2020-11-24")}{text_cell("B2", "call")}{text_cell("C2", "hello")}</row>'


def worksheet(rows="", before="", after=""):
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{HEAD}{rows}</sheetData>{after}</worksheet>'


def workbook(sheets='<sheet name="Log" sheetId="1" r:id="rId1"/>', before=""):
    return f'{before}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def relations(target="worksheets/sheet1.xml", kind="worksheet", more=""):
    link = f'<Relationship Id="rId1" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{link}{more}</Relationships>'


def strings(items="<si><t>x</t></si>", count="1"):
    return f'<sst xmlns="{_MAIN}" count="{count}" uniqueCount="{count}">{items}</sst>'


def parts(sheet=None, **more):
    """The parts of a spreadsheet by name, some of them replaced or added (``__`` for a slash, ``_`` for a point)."""
    known = {
        "_rels/.rels": relations("xl/workbook.xml", "officeDocument"),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(),
        "xl/worksheets/sheet1.xml": worksheet(GOOD) if sheet is None else sheet,
    }
    return known | {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}


def packed(contents, method=zipfile.ZIP_DEFLATED, comment=b""):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in contents.items() if isinstance(contents, dict) else contents:
            archive.writestr(zipfile.ZipInfo(name), content, method)
        archive.comment = comment
    return data.getvalue()


def book(sheet=None, *, method=zipfile.ZIP_DEFLATED, comment=b"", **more):
    return packed(parts(sheet, **more), method, comment)


def cells(rows, **more):
    return book(worksheet(rows), **more)


def shared(rows, text):
    """A spreadsheet with a table of shared strings."""
    table = f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    contents = parts(worksheet(rows), xl__sharedStrings_xml=text)
    return packed(contents | {"xl/_rels/workbook.xml.rels": relations(more=table)})


def styled(values):
    """A spreadsheet whose first column is shown as days."""
    formats = f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    table = f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    rows = "".join(
        f'<row r="{line}"><c r="A{line}" s="1"><v>{value}</v></c>{text_cell(f"B{line}", "call")}</row>'
        for line, value in enumerate(values, start=2)
    )
    contents = parts(worksheet(rows), xl__styles_xml=formats)
    return packed(contents | {"xl/_rels/workbook.xml.rels": relations(more=table)})


def file(about, make, told="", name="log.xlsx"):
    return HostileFile(about, make, told, name)
