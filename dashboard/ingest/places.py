"""The columns that say toward whom and where: targets, offices and ridings of each row, matched to what is known."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.ingest.cells import Cells, Problems
from dashboard.ingest.choices import LEAVE_OUT
from dashboard.ingest.naming import Names, Naming, Telling, matched, parts
from dashboard.ingest.vocabulary import read_order
from dashboard.matching import Found, OfficeMatcher, RidingMatcher, TargetMatcher
from dashboard.schema import orders_on

Days = npt.NDArray[np.datetime64]
Numbers = npt.NDArray[np.float64]
Locate = Callable[[Numbers, Numbers, int], npt.NDArray[np.object_]]
"""The riding keys of places (degrees east, degrees north) in an order; "" where no polygon holds a place."""
_KEY = len("2013:35024")


def read_targets(
    columns: Mapping[str, Cells], days: Days, matcher: TargetMatcher, problems: Problems, told: Telling
) -> Names:
    """The targets of each row: by the id where there is one we know, else by the name or the post on the day."""
    ids, names = columns["target_id"], columns["target"]
    known = np.array([matcher.is_id(text) for text in ids.texts], dtype=bool)[ids.codes]
    cells = _either(ids, names, first=known | ~names.filled())

    def match(text: str, rows: npt.NDArray[np.intp]) -> list[Found]:
        unique, place = np.unique(days[rows], return_inverse=True)
        found = matcher.match(text, unique)
        return [found[one] for one in place]

    return matched(cells, Naming("target", match, np.full(len(days), "", dtype=object)), problems, told)


def read_offices(
    columns: Mapping[str, Cells], days: Days, targets: Names, matcher: OfficeMatcher, problems: Problems, told: Telling
) -> Names:
    """The offices of each row: by id, else by what the cell says of one, among the target's where the row has one."""
    ids, names = columns["office_id"], columns["office"]
    cells = _either(ids, names, first=ids.filled())
    owner = np.full(len(days), "", dtype=object)
    counts = np.bincount(targets.row, minlength=len(days))
    single = counts[targets.row] == 1
    owner[targets.row[single]] = targets.key[single]

    def match(text: str, rows: npt.NDArray[np.intp]) -> list[Found]:
        answers: list[Found] = [Found()] * len(rows)
        owners = owner[rows]
        for one in pd.unique(owners):
            mine = np.flatnonzero(owners == one)
            unique, place = np.unique(days[rows[mine]], return_inverse=True)
            found = matcher.match(text, one, unique)
            for at, number in zip(mine, place, strict=True):
                answers[at] = found[number]
        return answers

    def fits(meaning: str, whose: str) -> bool:
        return meaning == LEAVE_OUT or problems.asking.owner_of(meaning) == whose

    return matched(cells, Naming("office", match, owner, matcher.names_a_kind, fits), problems, told)


def read_ridings(
    columns: Mapping[str, Cells],
    days: Days,
    order: int | None,
    matcher: RidingMatcher,
    problems: Problems,
    told: Telling,
) -> Names:
    """The ridings of each row, in the order that the row, the campaign or the row's day gives."""
    names, codes = columns["riding"], columns["riding_code"]
    stated = columns["riding_order"].read(read_order, 0)
    problems.add_readings(stated)
    orders = stated.rows("int64")
    default = orders_on(days) if order is None else np.full(len(days), order)
    both = codes.filled() & names.filled()
    orders = np.where(orders > 0, orders, np.where(both, -1, default))
    cells = _both(codes, names)

    def match(text: str, rows: npt.NDArray[np.intp]) -> list[Found]:
        code, _, name = text.rpartition("\x1f")
        wanted = orders[rows]
        if code and name:
            wanted = np.where(wanted > 0, wanted, matcher.order_of_both(code, name) or default[rows])
        in_order = {
            order: matcher.agreed(code, name, order) if code and name else matcher.match(code or name, order)
            for order in pd.unique(wanted).tolist()
        }
        return list(map(in_order.__getitem__, wanted.tolist()))

    beside = np.where(orders > 0, orders, default).astype(str).astype(object)
    naming = Naming("riding", match, beside, lambda _: True, lambda key, order: key[:4] == order or len(key) < _KEY)
    return matched(cells, naming, problems, told)


def located(
    table: pd.DataFrame,
    points: pd.DataFrame,
    stated: Cells,
    days: Days,
    order: int | None,
    locate: Locate,
    without: npt.NDArray[np.bool_],
) -> tuple[pd.DataFrame, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The lines of ``paired`` with the riding whose polygon holds the row's point, where they have none.

    It is looked up in the order that the row, the campaign or the row's day gives, and not for rows ``without``. Also
    which rows got a riding, and which have a point that no polygon holds.
    """
    longitude, latitude = (points[name].to_numpy(dtype=float) for name in ("longitude", "latitude"))
    asked = np.zeros(len(days), dtype=bool)
    asked[table["row"][table["riding"] == ""]] = True
    asked &= np.isfinite(longitude) & np.isfinite(latitude) & ~without
    given = stated.read(read_order, 0).rows("int64")
    orders = np.where(given > 0, given, orders_on(days) if order is None else order)
    found = np.full(len(days), "", dtype=object)
    for one in np.unique(orders[asked]):
        mine = asked & (orders == one)
        found[mine] = locate(longitude[mine], latitude[mine], int(one))
    riding = table["riding"].to_numpy(dtype=object)
    riding = np.where((riding == "") & asked[table["row"]], found[table["row"]], riding)
    return table.assign(riding=riding), found != "", asked & (found == "")


def _either(first_cells: Cells, second_cells: Cells, *, first: npt.NDArray[np.bool_]) -> Cells:
    """One column that takes each row's cell from the first where ``first`` says so and it holds one."""
    take = first & first_cells.filled()
    if take.all() or not second_cells.filled().any():
        return first_cells
    if not take.any():
        return second_cells
    texts = [*first_cells.texts, *second_cells.texts]
    codes = np.where(take, first_cells.codes, second_cells.codes + len(first_cells.texts))
    return Cells(f"{first_cells.column} or {second_cells.column}", texts, codes)


def _both(codes: Cells, names: Cells) -> Cells:
    """One column of code and name together, where a row has both; parted cells are paired part by part."""
    if not codes.filled().any():
        return names
    if not names.filled().any():
        return codes
    pair = codes.codes * len(names.texts) + names.codes
    unique, places = np.unique(pair, return_inverse=True)
    texts = [_paired(codes.texts[one // len(names.texts)], names.texts[one % len(names.texts)]) for one in unique]
    return Cells(f"{codes.column} and {names.column}", texts, places)


def _paired(code: str, name: str) -> str:
    ones, others = parts(code), parts(name)
    if not ones or not others or len(ones) != len(others):
        return code or name
    return ";".join(f"{one}\x1f{other}" for one, other in zip(ones, others, strict=True))
