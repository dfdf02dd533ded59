"""A table of text as bytes between two processes: a line of JSON, then the cells as an Arrow stream. Never a pickle.

What comes from a process that read a hostile file is checked like any other input.
"""

import json
from dataclasses import asdict, replace
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.errors import UnusableFileError
from dashboard.ingest.limits import Limits
from dashboard.ingest.raw import RawTable

_LINES = "line"


class BrokenAnswerError(Exception):
    """Bytes that are no answer of ours."""


def request(name: str, sheet: str | None, limits: Limits, size: int) -> bytes:
    """The line that goes before a file's bytes."""
    return json.dumps({"name": name, "sheet": sheet, "limits": asdict(limits), "size": size}).encode() + b"\n"


def requested(line: bytes) -> tuple[str, str | None, Limits, int]:
    """Name, sheet, limits and size of the file that follows."""
    said = json.loads(line)
    return said["name"], said["sheet"], Limits(**said["limits"]), said["size"]


def answer(table: RawTable) -> tuple[bytes, pa.Buffer]:
    """A table as its line and its stream."""
    head = {
        "header": table.header,
        "broken": list(table.broken.items()),
        "short": list(table.short.items()),
        "notes": table.notes,
        "guarded": table.guarded,
        "sheets": table.sheets,
    }
    columns = [pa.array(table.cells.index, type=pa.int64())]
    columns += [pa.array(table.cells[name], type=pa.large_string()) for name in table.header]
    stream = pa.BufferOutputStream()
    numbered = pa.table(columns, [_LINES, *map(str, range(len(table.header)))])
    with pa.ipc.new_stream(stream, numbered.schema) as writer:
        writer.write_table(numbered)
    return _line({"table": head}), stream.getvalue()


def refusal(error: UnusableFileError) -> bytes:
    """The sentence about a file that can't be used."""
    return _line({"refused": str(error)})


def fault(error: BaseException) -> bytes:
    """Where the reader failed, without the message, which may hold what people typed."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else ""
    return _line({"fault": f"{type(error).__name__} {where}"})


def answered(data: memoryview) -> RawTable | str:
    """The table, or what went wrong; raises UnusableFileError as the reader did, BrokenAnswerError for what is none."""
    try:
        line, stream = _parted(data)
        said = json.loads(line)
        if "refused" in said:
            raise UnusableFileError(str(said["refused"]))
        if "fault" in said:
            return str(said["fault"])[:200]
        return _table(said["table"], stream)
    except (pa.ArrowException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenAnswerError from error


def _parted(data: memoryview) -> tuple[bytes, memoryview]:
    size = int.from_bytes(data[:8], "big")
    return bytes(data[8 : 8 + size]), data[8 + size :]


def _line(said: dict[str, Any]) -> bytes:
    text = json.dumps(said).encode()
    return len(text).to_bytes(8, "big") + text


def _table(said: dict[str, Any], stream: memoryview) -> RawTable:
    header = tuple(map(str, said["header"]))
    with pa.ipc.open_stream(pa.py_buffer(stream)) as reader:
        found = reader.read_all()
    found.validate(full=True)
    schema = [(_LINES, pa.int64()), *((str(place), pa.large_string()) for place in range(len(header)))]
    if found.schema.remove_metadata() != pa.schema(schema) or any(column.null_count for column in found.columns):
        raise BrokenAnswerError
    lines = pd.Index(found[_LINES].to_numpy(), dtype="int64", name="line")
    cells = found.drop_columns([_LINES]).rename_columns(list(header)).to_pandas()
    table = RawTable(header, cells.set_axis(lines), _by_line(said["broken"], str), _by_line(said["short"], int))
    sheets, notes = tuple(map(str, said["sheets"])), tuple(map(str, said["notes"]))
    return replace(table, notes=notes, guarded=bool(said["guarded"]), sheets=sheets)


def _by_line(pairs: list[list[Any]], kind: type) -> dict[int, Any]:
    return {int(line): kind(value) for line, value in pairs}
