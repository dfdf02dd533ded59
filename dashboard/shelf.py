"""Frames put away packed, to be taken out one after another: many rows take a tenth of their room."""

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa

_FEW = 250_000
"""Rows that stay unpacked."""


class Shelf:
    """Frames in the order they were put away, all with the same columns; they are packed once they are many.

    Their text must be text, and their index counted from 0 or named.
    """

    def __init__(self, *frames: pd.DataFrame) -> None:
        self._frames: list[pd.DataFrame | pa.Buffer] = []
        self._packed = 0
        self.rows = 0
        """How many there are in all frames."""
        for frame in frames:
            self.put(frame)

    def put(self, frame: pd.DataFrame) -> None:
        """Puts one more frame away."""
        self.rows += len(frame)
        self._frames.append(frame)
        if self.rows > _FEW and len(self._frames) > 1:
            self._frames[self._packed :] = map(_packed, self._frames[self._packed :])
            self._packed = len(self._frames)

    def __len__(self) -> int:
        """How many frames there are."""
        return len(self._frames)

    def __getitem__(self, place: int) -> pd.DataFrame:
        """One of the frames, as it was."""
        return _unpacked(self._frames[place])

    def __iter__(self) -> Iterator[pd.DataFrame]:
        """The frames one after another, as they were."""
        return map(_unpacked, self._frames)

    def columns(self, *names: str) -> Iterator[pd.DataFrame]:
        """These columns of the frames, in their own order and without an index; the others are not unpacked."""
        for one in self._frames:
            yield one[_in_order(one.columns, names)] if isinstance(one, pd.DataFrame) else _unpacked(one, names)

    def whole(self) -> pd.DataFrame:
        """All rows in one frame."""
        frames = list(self)
        return frames[0] if len(frames) == 1 else pd.concat(frames)


def _packed(frame: pd.DataFrame | pa.Buffer) -> pa.Buffer:
    table = pa.Table.from_pandas(frame)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(table)
    return pa.py_buffer(
        sink.getvalue().to_pybytes()
    )  # a copy of the size it has: the stream's room is half as much more


def _unpacked(packed: pd.DataFrame | pa.Buffer, names: tuple[str, ...] = ()) -> pd.DataFrame:
    if isinstance(packed, pd.DataFrame):
        return packed
    with pa.ipc.open_file(pa.py_buffer(packed)) as file:
        if not names:
            return file.read_all().to_pandas()
        wanted = [place for place, name in enumerate(file.schema.names) if name in names]
    with pa.ipc.open_file(pa.py_buffer(packed), options=pa.ipc.IpcReadOptions(included_fields=wanted)) as file:
        return file.read_all().to_pandas(ignore_metadata=True)


def _in_order(columns: pd.Index, names: tuple[str, ...]) -> list[str]:
    return [name for name in columns if name in names]
