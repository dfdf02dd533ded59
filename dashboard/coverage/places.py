"""The places that actions are counted at: offices, targets and ridings."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from dashboard.pressure.codes import Codes, Flags, Ints
from dashboard.pressure.rows import Rows
from dashboard.schema import PROVINCES

_CODE = slice(5, 7)
"""Where a riding's key has the digits of its province."""

COLUMNS = ("office_id", "target_id", "target", "kind", "address", "riding", "province")


def places_of(
    rows: Rows, offices: pd.DataFrame, names: Mapping[str, str], ordered: Ints
) -> tuple[pd.DataFrame, Ints, int]:
    """All places as a frame, the place of each row in it (-1: presses nobody), and how many of them are offices.

    Offices come first, as given, then offices that only actions name; then targets, then ridings, by their ids.
    ``ordered`` are the rows by their last days: what is not known of a place is told by its latest action.
    """
    (office, at_office), (target, of_target), (riding, of_riding) = counted_at(rows).values()
    known = offices["office_id"].tolist()
    groups = (
        (office, at_office, [*known, *_others(office, at_office, known)]),
        (target, of_target, _others(target, of_target)),
        (riding, of_riding, _others(riding, of_riding)),
    )
    place, begin = np.full(len(rows), -1), 0
    for codes, chosen, wanted in groups:
        place[chosen] = begin + codes.placed_in(wanted)[chosen]
        begin += len(wanted)
    sizes = [len(wanted) for _, _, wanted in groups]
    full = ~target.equals("") & ~riding.equals("")
    told = _told_by(place, ordered, full, begin)[len(known) :]
    kinds = np.repeat(["other", "target", "riding"], [sizes[0] - len(known), *sizes[1:]])
    columns = {"office_id": office, "target_id": target, "riding": riding, "province": rows.province}
    teller = pd.DataFrame({name: pd.Series(codes.texts(told), dtype="str") for name, codes in columns.items()})
    return _described(offices, teller, kinds, names), place, sizes[0]


def counted_at(rows: Rows) -> dict[str, tuple[Codes, Flags]]:
    """By what rows are counted, ``office``, ``target`` or ``riding``: the codes of these, and which rows are."""
    office, target, riding = rows.office, rows.target, rows.riding
    at_office, to_target, in_riding = (~codes.equals("") for codes in (office, target, riding))
    of_riding = ~at_office & in_riding & (rows.tactic.equals("poster_riding") | ~to_target)
    of_target = ~at_office & ~of_riding & to_target
    return {"office": (office, at_office), "target": (target, of_target), "riding": (riding, of_riding)}


def _others(codes: Codes, chosen: Flags, known: Collection[str] = ()) -> list[str]:
    """Texts of the chosen rows that are not known yet, in alphabetical order."""
    used = {codes.names[code] for code in np.unique(codes.codes[chosen])}
    return sorted(used.difference(known))


def _told_by(place: Ints, ordered: Ints, full: Flags, size: int) -> Ints:
    """The row that tells about each place: the latest, or better the latest naming target and riding both."""
    told = np.full(size, -1)
    placed = ordered[place[ordered] >= 0]
    for rows in (placed, placed[full[placed]]):
        told[place[rows]] = rows
    return told


def _described(
    offices: pd.DataFrame, told: pd.DataFrame, kinds: "np.typing.NDArray[np.str_]", names: Mapping[str, str]
) -> pd.DataFrame:
    seats = offices[offices["kind"] == "constituency"].drop_duplicates("target_id")
    known = dict(zip(seats["target_id"], seats["office_id"], strict=True))
    seat = [known.get(target, "") for target in told["target_id"]]
    others = pd.DataFrame(
        {
            "office_id": np.select([kinds == "other", kinds == "riding"], [told["office_id"], seat], ""),
            "target_id": told["target_id"].to_numpy(),
            "kind": kinds,
            "address": "",
            "riding": told["riding"].to_numpy(),
            "province": told["province"].to_numpy(),
        }
    )
    shared = [name for name in COLUMNS if name != "target"]
    known = offices.assign(province=_provinces(offices))
    places = pd.concat([known[shared], others[shared]], ignore_index=True).astype("str")
    places["target"] = pd.Series([names.get(name, "") for name in places["target_id"]], dtype="str")
    return places[list(COLUMNS)]


def _provinces(offices: pd.DataFrame) -> list[str]:
    """The province of each office's riding, as of an action there: a Hill office is its member's, not Ontario's."""
    pairs = zip(offices["riding"], offices["province"], strict=True)
    return [PROVINCES.get(riding[_CODE], "") or province for riding, province in pairs]
