"""Which line names the columns: the first, or one below the title that people give their sheets."""

from collections.abc import Sequence

from dashboard.ingest.columns import recognised

LOOKED_AT = 20
"""Lines among which it is looked for."""

_LEAST = 2


def heading(lines: Sequence[Sequence[str]]) -> int:
    """The place of the line that names the columns: the first that is not blank, unless what is above is a title.

    A line below it is taken only where it has two columns that we know, and where every line above it has half as
    many filled cells at most and none that makes it the better one.
    """
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in lines[:LOOKED_AT]]
    first = next((place for place, count in enumerate(filled) if count), 0)
    most = 0
    for place, count in enumerate(filled):
        if place > first and 2 * most <= count and recognised(lines[place]) >= _LEAST > recognised(lines[first]):
            return place
        most = max(most, count)
    return first


def passed_over(line: int) -> str:
    """The sentence on what stands above the line that names the columns."""
    return f"The columns are named on line {line}: what stands above it was passed over."
