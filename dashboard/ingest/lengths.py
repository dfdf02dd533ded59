"""Cells that are longer than anything that could stand in their column, and columns of more names than there can be.

They are refused before anybody tries to read them: reading a number or finding a name takes time that grows with more
than the length of the text.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from dashboard.ingest.cells import Cells, Problems, quoted
from dashboard.ingest.naming import parts

_LONGEST, _LONGEST_ADDRESS = 300, 2_000
_MOST_NAMES, _MOST_IN_A_CELL, _MOST_WORDS = 5_000, 1_000, 1_000
_FREE = frozenset(("note", "private_note", "place", "group"))
_NAMES = frozenset(("target", "office", "riding"))
_WORDS = frozenset(("tactic", "outcome"))


def without_long_cells(
    columns: Mapping[str, Cells], problems: Problems, seen: defaultdict[str, set[str]]
) -> dict[str, Cells]:
    """The columns with such cells blank, their rows refused; text in which people write freely is left as it is.

    ``seen`` are the different names that came before in the file, by field; those of this piece are added.
    """
    kept = dict(columns)
    for field, cells in columns.items():
        if field in _NAMES:
            kept[field] = _names(cells, seen[field], problems)
        elif field not in _FREE:
            longest = _LONGEST_ADDRESS if field == "evidence_url" else _LONGEST
            kept[field] = _short(cells, longest, problems, lambda text: [text])
        if field in _WORDS:
            kept[field] = _few(kept[field], seen[field], _MOST_WORDS, problems, lambda text: [text] if text else [])
    return kept


def _names(cells: Cells, seen: set[str], problems: Problems) -> Cells:
    """The column with no names too long, nor too many in a cell or together."""
    short = _short(cells, _LONGEST, problems, parts)
    crowded = [place for place, text in enumerate(short.texts) if len(parts(text)) > _MOST_IN_A_CELL]
    fitting = _without(
        short,
        crowded,
        problems,
        lambda cell: f"{cell} names more than {_MOST_IN_A_CELL:,}: divide them among several rows.",
    )
    return _few(fitting, seen, _MOST_NAMES, problems, parts)


def _short(cells: Cells, longest: int, problems: Problems, parts: Callable[[str], list[str]]) -> Cells:
    """The column without cells of which a part has more than so many letters."""
    long = [
        place
        for place, text in enumerate(cells.texts)
        if len(text) > longest and any(len(part) > longest for part in parts(text))
    ]
    return _without(cells, long, problems, lambda cell: f"{cell} has more than {longest:,} characters: shorten it.")


def _few(cells: Cells, seen: set[str], most: int, problems: Problems, named: Callable[[str], list[str]]) -> Cells:
    """The column with no more different names than can be looked up."""
    rest = []
    for place, text in enumerate(cells.texts):
        new = [name for name in named(text) if name not in seen]
        if len(seen) + len(new) > most:
            rest.append(place)
        else:
            seen.update(new)
    return _without(
        cells,
        rest,
        problems,
        lambda cell: (
            f"{cell} is one of more than {most:,} different names: see that the right column is used, or divide "
            f"the file."
        ),
    )


def _without(cells: Cells, places: list[int], problems: Problems, why: Callable[[str], str]) -> Cells:
    if not places:
        return cells
    texts, gone = list(cells.texts), np.zeros(len(cells.texts), dtype=bool)
    gone[places] = True
    shown = {place: quoted(texts[place]) for place in places}
    for place in places:
        texts[place] = ""
    rows = np.flatnonzero(gone[cells.codes])
    told = [shown[code] for code in cells.codes[rows].tolist()]
    problems.add(rows, "refused", cells.column, told, [*map(why, told)])
    return replace(cells, texts=texts)
