"""How large a file may be, on the pages and on the command line."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file; past one of them it is refused whole."""

    bytes: int
    rows: int
    columns: int = 200
    cell: int = 20_000
    header: int = 200
    entries: int = 500
    expanded: int = 100 * MEGABYTE


PAGE = Limits(bytes=25 * MEGABYTE, rows=200_000)
COMMAND = Limits(bytes=2_000 * MEGABYTE, rows=20_000_000)
