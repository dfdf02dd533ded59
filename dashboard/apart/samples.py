"""A file of every kind that can be read, to be read once before the files of others: libraries load what they need."""

import io
import zipfile

_TEXT = "date,tactic,note\n2020-11-24,call,d\xe9j\xe0\n"
_OFFICE = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
_BOOK = {
    "_rels/.rels": (
        f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_OFFICE}/spreadsheetml/2006/main" xmlns:r="{_RELATIONS}">'
        f'<sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet xmlns="{_OFFICE}/spreadsheetml/2006/main"><sheetData><row r="1">'
        f'<c r="A1" t="inlineStr"><is><t>date</t></is></c><c r="B1" t="inlineStr"><is><t>tactic</t></is></c></row>'
        f'<row r="2"><c r="A2"><v>44159</v></c><c r="B2" t="inlineStr"><is><t>call</t></is></c></row>'
        f"</sheetData></worksheet>"
    ),
}


def samples() -> list[bytes]:
    """Small files of every kind and encoding."""
    records = b'[{"date": "2020-11-24", "tactic": "call", "note": null}]'
    return [*(_TEXT.encode(encoding) for encoding in ("utf-8-sig", "cp1252", "utf-16")), records, _spreadsheet()]


def _spreadsheet() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _BOOK.items():
            archive.writestr(name, content)
    return data.getvalue()
