"""Frames from queries and rows from frames, in typed columns all the way: no object per cell outlives a chunk."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import Column, ColumnElement, Connection, Double, Integer, MetaData, Select, Table, insert

from dashboard.errors import UnusableFileError
from dashboard.schema import DAY

_FETCH = 5_000
_WRITE = 20_000
_FEW = 500
_CELLS = 900
"""Cells in one statement: no SQLite is built to take fewer than a hundred more."""
_ARROW = {"str": pa.string(), "float64": pa.float64(), "int64": pa.int64(), "bool": pa.bool_(), DAY: pa.timestamp("s")}
_NUL = "\x00"


def frame_of(connection: Connection, statement: Select[Any]) -> pd.DataFrame:
    """The statement's rows as a frame in the project's column types, named and ordered as selected."""
    kinds = {column.name: kind_of(column) for column in statement.selected_columns}
    chunks: list[list[pa.Array]] = [[] for _ in kinds]
    cursor = connection.execute(statement).cursor
    while cursor and (rows := cursor.fetchmany(_FETCH)):
        for chunk, kind, values in zip(chunks, kinds.values(), zip(*rows, strict=True), strict=True):
            chunk.append(_arrow(values, kind))
    columns = [pa.chunked_array(chunk, _ARROW[kind]) for chunk, kind in zip(chunks, kinds.values(), strict=True)]
    # In one piece: rows are picked from columns in pieces several times as slowly.
    return pa.Table.from_arrays(columns, names=list(kinds)).combine_chunks().to_pandas()


def kind_of(column: ColumnElement[Any]) -> str:
    """The type that a column has in frames."""
    info = getattr(column, "info", {})  # labels and counts have none
    if "kind" in info:
        return str(info["kind"])
    if isinstance(column.type, Double):
        return "float64"
    return "int64" if isinstance(column.type, Integer) else "str"


def _arrow(values: tuple[Any, ...], kind: str) -> pa.Array:
    if kind == DAY:
        return pa.array(np.array(values, dtype="datetime64[s]"))
    if kind == "bool":
        return pa.array(np.array(values, dtype=bool))
    return pa.array(values, _ARROW[kind])


def rows_of(
    frame: pd.DataFrame, table: Table, columns: Iterable[str], *, first: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """The frame's rows as tuples of what the table holds for these columns; raises UnusableFileError on NUL.

    Where there is a ``first``, numbers that begin with it go before them.
    """
    names = list(columns)
    for start in range(0, len(frame), _WRITE):
        part = frame.iloc[start : start + _WRITE]
        numbers = [] if first is None else [range(first + start, first + start + len(part))]
        yield from zip(*numbers, *[cells_of(part[name], table.c[name]) for name in names], strict=True)


def cells_of(values: pd.Series, column: Column[Any]) -> list[Any]:
    """A column's cells as the table holds them; raises UnusableFileError on NUL."""
    kind = kind_of(column)
    if kind == DAY:
        codes, days = pd.factorize(values)
        texts = [*np.asarray(days).astype("datetime64[D]").astype(str).tolist(), ""]
        return [texts[code] for code in codes.tolist()]
    if kind == "float64":
        numbers = values.to_numpy(dtype="float64") + 0.0  # no negative zero: SQLite does not keep its sign
        return [None if number != number else number for number in numbers.tolist()]  # noqa: PLR0124 - NaN alone
    if kind in ("bool", "int64"):
        return list(values.to_numpy(dtype="int64").tolist())
    return plain_texts(values.tolist(), column.name)


def plain_texts(texts: list[str], what: str) -> list[str]:
    """The same texts; raises UnusableFileError when one holds NUL, which PostgreSQL can't store and SQLite hides."""
    if _NUL in "".join(texts):
        message = f"The column {what} holds a NUL character: remove it and try again."
        raise UnusableFileError(message)
    return texts


def blank_columns(frame: pd.DataFrame, table: Table, columns: Iterable[str]) -> dict[str, str | int | None]:
    """Those of the columns whose cells are all blank, with what the table holds for it; of few rows none."""
    if len(frame) < _FEW:
        return {}
    blank: dict[str, str | int | None] = {}
    for name in columns:
        first = cells_of(frame[name].iloc[:1], table.c[name])[0]
        alike = frame[name].isna() if first is None or frame[name].iloc[:1].isna().all() else frame[name] == first
        if (first in ("", None) or (type(first) is int and first == 0)) and bool(alike.all()):
            blank[name] = first
    return blank


def insert_rows(
    connection: Connection,
    table: Table,
    columns: Iterable[str],
    rows: Iterable[tuple[Any, ...]],
    same: Mapping[str, str | int | None] = MappingProxyType({}),
) -> None:
    """Adds the rows in one go, past the per-row work of statements: COPY on PostgreSQL, many rows in one on SQLite.

    ``same`` has columns whose cells are the same in all rows: numbers, words of ours or nothing, never people's text.
    """
    quote = connection.dialect.identifier_preparer.quote
    names = [*columns, *same]
    into = f"{quote(table.name)} ({', '.join(quote(name) for name in names)})"
    if connection.dialect.name != "postgresql":
        _insert_together(connection, into, len(names) - len(same), rows, same)
        return
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*row, *same.values()))
    finally:
        cursor.close()


def _insert_together(
    connection: Connection,
    into: str,
    width: int,
    rows: Iterable[tuple[Any, ...]],
    same: Mapping[str, str | int | None],
    otherwise: str = "",
) -> None:
    """Adds rows of so many cells to a table of SQLite, as many in each statement as it takes: alone they cost twice.

    Cells that are the ``same`` in all rows are said in the statement, which costs a tenth of handing them over.
    """
    row = f"({', '.join(['?'] * width + [_literal(cell) for cell in same.values()])})"
    cells, most = chain.from_iterable(rows), width * max(1, _CELLS // width)
    cursor = connection.connection.cursor()
    try:
        while some := tuple(islice(cells, most)):
            places = ", ".join([row] * (len(some) // width))
            cursor.execute(f"INSERT INTO {into} VALUES {places} {otherwise}", some)
    finally:
        cursor.close()


def add_up_rows(
    connection: Connection,
    table: Table,
    key: Collection[str],
    sums: Collection[str],
    columns: Collection[str],
    rows: list[tuple[Any, ...]],
    same: Mapping[str, str | int | None],
) -> None:
    """Adds the rows; where one of its key is there, the ``sums`` are added to it and other columns overwritten.

    ``same`` has columns whose cells are the same in all rows.
    """
    quote = connection.dialect.identifier_preparer.quote
    names = [*columns, *same]
    into = f"{quote(table.name)} ({', '.join(map(quote, names))})"
    changes = [f"{quote(name)} = {quote(table.name)}.{quote(name)} + excluded.{quote(name)}" for name in sums]
    changes += [f"{quote(name)} = excluded.{quote(name)}" for name in names if name not in (*key, *sums)]
    there = f"ON CONFLICT ({', '.join(map(quote, key))}) DO UPDATE SET {', '.join(changes)}"
    if connection.dialect.name != "postgresql":
        _insert_together(connection, into, len(columns), rows, same, there)
    elif len(rows) > _FEW:
        coming = f"CREATE TEMPORARY TABLE coming (LIKE {quote(table.name)}) ON COMMIT DROP"
        connection.exec_driver_sql(coming)
        insert_rows(connection, Table("coming", MetaData(), *[Column(name) for name in names]), columns, rows, same)
        listed = ", ".join(map(quote, names))
        connection.exec_driver_sql(f"INSERT INTO {into} SELECT {listed} FROM coming {there}")
        connection.exec_driver_sql("DROP TABLE coming")
    else:
        places = ", ".join(["%s"] * len(columns) + [_literal(cell) for cell in same.values()])
        _execute_many(connection, f"INSERT INTO {into} VALUES ({places}) {there}", rows)


def _literal(cell: str | int | None) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, int):
        return str(cell)
    if cell and not (cell.isascii() and cell.isalpha()):
        message = "only words of ours stand in statements"
        raise ValueError(message)
    return f"'{cell}'"


def update_rows(
    connection: Connection, table: Table, columns: Iterable[str], key: str, rows: list[tuple[Any, ...]]
) -> None:
    """Overwrites these columns of the rows that a key column names; in each tuple the key stands last."""
    quote = connection.dialect.identifier_preparer.quote
    mark = _mark(connection)
    cells = ", ".join(f"{quote(name)} = {mark}" for name in columns)
    _execute_many(connection, f"UPDATE {quote(table.name)} SET {cells} WHERE {quote(key)} = {mark}", rows)


def delete_rows(connection: Connection, table: Table, key: str, values: list[int]) -> None:
    """Deletes the rows whose key column holds one of these."""
    quote = connection.dialect.identifier_preparer.quote
    statement = f"DELETE FROM {quote(table.name)} WHERE {quote(key)} = {_mark(connection)}"
    _execute_many(connection, statement, [(value,) for value in values])


def _mark(connection: Connection) -> str:
    return "%s" if connection.dialect.name == "postgresql" else "?"


def _execute_many(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(statement, rows)
    finally:
        cursor.close()


def insert_one(connection: Connection, table: Table, **values: Any) -> None:  # noqa: ANN401 - cells of any column
    """Adds one row; raises UnusableFileError on NUL."""
    for name, value in values.items():
        if isinstance(value, str):
            plain_texts([value], name)
    connection.execute(insert(table).values(values))
