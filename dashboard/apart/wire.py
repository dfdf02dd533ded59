"""Tables of text as bytes between two processes: JSON, then the cells as an Arrow stream. Never a pickle.

A file's answer is a part for each piece of its table, then the end or what is wrong with it.

What comes from a process that read a hostile file is checked like any other input.
"""

import json
import struct
from dataclasses import asdict, replace
from typing import IO, Any

import pandas as pd
import pyarrow as pa

from dashboard.errors import UnusableFileError
from dashboard.ingest.limits import Limits
from dashboard.ingest.raw import RawTable

_LINES = "line"
_SIZES = struct.Struct(">QQ")


class BrokenAnswerError(Exception):
    """Bytes that are no answer of ours."""


def request(name: str, sheet: str | None, limits: Limits, size: int) -> bytes:
    """The line that goes before a file's bytes."""
    return json.dumps({"name": name, "sheet": sheet, "limits": asdict(limits), "size": size}).encode() + b"\n"


def requested(line: bytes) -> tuple[str, str | None, Limits, int]:
    """Name, sheet, limits and size of the file that follows."""
    said = json.loads(line)
    return said["name"], said["sheet"], Limits(**said["limits"]), said["size"]


Parts = tuple[bytes, pa.Buffer | bytes, bytes]


def answer(table: RawTable) -> Parts:
    """What is told of a table, or of a piece of one."""
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
    return _parts({"table": head}, stream.getvalue())


def end() -> Parts:
    """What is told when there are no more pieces."""
    return _parts({"end": True})


def refusal(error: UnusableFileError) -> Parts:
    """What is told of a file that can't be used."""
    return _parts({"refused": str(error)})


def fault(error: BaseException) -> Parts:
    """Where the reader failed, without the message, which may hold what people typed."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else ""
    return _parts({"fault": f"{type(error).__name__} {where}"})


def heard(source: IO[bytes], most: int) -> tuple[bytes, bytes]:
    """The two parts of what is told next; raises BrokenAnswerError where it breaks off or is over ``most`` bytes."""
    sizes = source.read(_SIZES.size)
    if len(sizes) < _SIZES.size or sum(_SIZES.unpack(sizes)) > most:
        raise BrokenAnswerError
    first, second = _SIZES.unpack(sizes)
    head, stream = source.read(first), source.read(second)
    if len(head) < first or len(stream) < second:
        raise BrokenAnswerError
    return head, stream


def understood(head: bytes, stream: bytes) -> RawTable | str | None:
    """The table, None at the end, or where reading it failed; raises UnusableFileError as the reader did.

    Raises BrokenAnswerError for what is no answer of ours.
    """
    try:
        said = json.loads(head)
        if "refused" in said:
            raise UnusableFileError(str(said["refused"]))
        if "table" in said:
            return _table(said["table"], stream)
        return None if "end" in said else str(said["fault"])[:200]
    except (pa.ArrowException, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenAnswerError from error


def _parts(said: dict[str, Any], stream: pa.Buffer | bytes = b"") -> Parts:
    head = json.dumps(said).encode()
    return _SIZES.pack(len(head), len(memoryview(stream))), head, stream


def _table(said: dict[str, Any], stream: bytes) -> RawTable:
    header = tuple(map(str, said["header"]))
    with pa.ipc.open_stream(pa.py_buffer(stream)) as reader:
        found = reader.read_all()
    found.validate(full=True)
    schema = [(_LINES, pa.int64()), *((str(place), pa.large_string()) for place in range(len(header)))]
    if found.schema != pa.schema(schema) or any(column.null_count for column in found.columns):
        raise BrokenAnswerError
    lines = pd.Index(found[_LINES].to_numpy(), dtype="int64", name="line")
    cells = found.drop_columns([_LINES]).rename_columns(list(header)).to_pandas()
    table = RawTable(header, cells.set_axis(lines), _by_line(said["broken"], str), _by_line(said["short"], int))
    sheets, notes = tuple(map(str, said["sheets"])), tuple(map(str, said["notes"]))
    return replace(table, notes=notes, guarded=bool(said["guarded"]), sheets=sheets)


def _by_line(pairs: list[list[Any]], kind: type) -> dict[int, Any]:
    return {int(line): kind(value) for line, value in pairs}
