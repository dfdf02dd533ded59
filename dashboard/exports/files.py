"""One table as the bytes of a file: equal contents give equal bytes, whatever the format."""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd

from dashboard.errors import UsageError

Meta = Mapping[str, Any]

FORMATS = ("csv", "json", "xlsx", "geojson", "parquet")
TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet would run, in some languages also in wide signs."""

_XLSX_ROWS = 1_048_575


def write(table: pd.DataFrame, file_format: str, meta: Meta) -> bytes:
    """The table in one of FORMATS; raises UsageError for a format this table can't take.

    A geojson takes its places from a column ``geometry`` of mappings.
    """
    if file_format not in _WRITERS:
        message = f"There is no format {file_format!r}: use one of {', '.join(FORMATS)}."
        raise UsageError(message)
    return _WRITERS[file_format](table, meta)


def sidecar(meta: Meta) -> bytes:
    """The text of ``FILE.meta.json``, for formats that hold nothing beside their rows."""
    return _json(meta, indent=2) + b"\n"


def csv_parts(tables: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """A table that comes in pieces of the same columns as a CSV that is written piece by piece."""
    for place, table in enumerate(tables):
        yield _csv(table, {}, header=place == 0)


def _csv(table: pd.DataFrame, _: Meta, *, header: bool = True) -> bytes:
    texts = pd.DataFrame({name: _as_text(table[name], neutral=True) for name in _plain(table)})
    names = [_neutral(str(name)) for name in texts] if header else False
    return texts.to_csv(index=False, header=names, lineterminator="\n").encode("utf-8")


def _json_rows(table: pd.DataFrame, _: Meta) -> bytes:
    return b"[" + b",\n".join(_json(row) for row in _records(table)) + b"]\n"


def _geojson(table: pd.DataFrame, meta: Meta) -> bytes:
    features = [
        {"type": "Feature", "geometry": shape, "properties": row}
        for shape, row in zip(table["geometry"], _records(table), strict=True)
    ]
    head = _json({"type": "FeatureCollection", "metadata": meta})[:-1]
    return head + b',"features":[\n' + b",\n".join(_json(feature) for feature in features) + b"\n]}\n"


def _parquet(table: pd.DataFrame, meta: Meta) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - only where a file of this kind is asked for
    import pyarrow.parquet as pq  # noqa: PLC0415

    plain = table[_plain(table)]
    arrow = pa.Table.from_pandas(plain, preserve_index=False)
    for place, name in enumerate(plain.columns):
        if _is_day(plain[name]):
            arrow = arrow.set_column(place, name, arrow.column(name).cast(pa.date32()))
    buffer = io.BytesIO()
    pq.write_table(arrow.replace_schema_metadata({"dashboard": _json(meta)}), buffer)
    return buffer.getvalue()


def _xlsx(table: pd.DataFrame, meta: Meta) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only where a file of this kind is asked for

    if len(table) > _XLSX_ROWS:
        message = f"A spreadsheet holds {_XLSX_ROWS:,} rows and this table has {len(table):,}: export it as csv."
        raise UsageError(message)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # A fixed time of making: equal contents give equal bytes.
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "comments": _json(meta).decode()})
        sheet = book.add_worksheet("rows")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(_plain(table)):
            sheet.write_string(0, column, _neutral(str(name)), bold)
            _write_column(sheet, column, table[name])
        sheet.freeze_panes(1, 0)
        about = book.add_worksheet("about")
        for row, (key, value) in enumerate(sorted(meta.items())):
            about.write_string(row, 0, key)
            about.write_string(row, 1, value if isinstance(value, str) else _json(value).decode())
    return buffer.getvalue()


def _write_column(sheet: Any, column: int, values: pd.Series) -> None:  # noqa: ANN401 - the library has no types
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        for row, number in enumerate(values, start=1):
            if not np.isnan(number):
                sheet.write_number(row, column, number)
        return
    for row, text in enumerate(_as_text(values, neutral=True), start=1):
        if text:
            sheet.write_string(row, column, text)


_WRITERS: dict[str, Callable[[pd.DataFrame, Meta], bytes]] = {
    "csv": _csv,
    "json": _json_rows,
    "xlsx": _xlsx,
    "geojson": _geojson,
    "parquet": _parquet,
}


def _plain(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.columns if name != "geometry"]


def _as_text(values: pd.Series, *, neutral: bool) -> list[str]:
    """Cells as text: ISO days, numbers in shortest exact form, nothing for what is missing."""
    if _is_day(values):
        return ["" if text == "NaT" else text for text in values.to_numpy().astype("datetime64[D]").astype(str)]
    if pd.api.types.is_bool_dtype(values):
        return ["yes" if value else "no" for value in values]
    if pd.api.types.is_numeric_dtype(values):
        return ["" if np.isnan(number) else _shortest(number) for number in values.tolist()]
    texts = values.tolist()
    return list(map(_neutral, texts)) if neutral else texts


def _neutral(text: str) -> str:
    """The text with a guard before what a spreadsheet would run."""
    return f"'{text}" if _FORMULA.match(text) else text


def _shortest(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {name: _as_values(table[name]) for name in _plain(table)}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _as_values(values: pd.Series) -> list[Any]:
    """Cells as JSON values: null for a missing number or day, whole numbers without a fraction."""
    if _is_day(values):
        return [text or None for text in _as_text(values, neutral=False)]
    if pd.api.types.is_bool_dtype(values):
        return [bool(value) for value in values]
    if pd.api.types.is_numeric_dtype(values):
        return [_number(number) for number in values.tolist()]
    return values.tolist()


def _number(number: float) -> float | None:
    if np.isnan(number):
        return None
    return int(number) if float(number).is_integer() else number


def _is_day(values: pd.Series) -> bool:
    return pd.api.types.is_datetime64_any_dtype(values)


def _json(value: Any, indent: int | None = None) -> bytes:  # noqa: ANN401 - anything JSON can hold
    text = json.dumps(value, ensure_ascii=False, sort_keys=indent is not None, indent=indent, default=str)
    return text.encode("utf-8")
