"""Each table of the public interface, from one snapshot and one set of filters."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import planning
from dashboard.coverage import Removed
from dashboard.errors import UsageError
from dashboard.exports.columns import COLUMNS
from dashboard.filters import Filters
from dashboard.pressure import Rows
from dashboard.pressure import contributions as shares
from dashboard.reference.namesakes import same_named
from dashboard.reference.ridings import ridings as shipped_ridings
from dashboard.schema import DAY, PROVINCES
from dashboard.snapshot import Snapshot, positioned, seated
from dashboard.store import Wanted

Builder = Callable[[Snapshot, Filters, date], pd.DataFrame]


def table(name: str, snapshot: Snapshot, filters: Filters, today: date, *, private: bool = False) -> pd.DataFrame:
    """The rows of one of TABLES under these filters, in their fixed order; raises UsageError for another name."""
    if name not in TABLES:
        message = f"There is no table {name!r}: use one of {', '.join(TABLES)}."
        raise UsageError(message)
    rows = TABLES[name](snapshot, filters, today)
    columns = [*COLUMNS[name], "private_note"] if private and name == "actions" else list(COLUMNS[name])
    plain = rows[columns].reset_index(drop=True)
    return plain.astype({column: "str" for column in columns if plain[column].dtype == "category"})


def meta(name: str, snapshot: Snapshot, filters: Filters, today: date) -> dict[str, Any]:
    """What stands beside the rows: the settings' hash, the filters, the days shown and the reference's dates."""
    first, last = snapshot.days(filters, today)
    sources = snapshot.sources
    return {
        "table": name,
        "campaign": snapshot.campaign.slug,
        "settings": snapshot.settings.hash,
        "filters": filters.to_params(),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "reference": [
            {"kind": kind, "as_of": _iso(as_of), "read_on": _iso(read_on)}
            for kind, as_of, read_on in zip(sources["kind"], sources["as_of"], sources["read_on"], strict=True)
        ],
    }


def actions(snapshot: Snapshot, filters: Filters, _today: date) -> pd.DataFrame:
    """One row per action and target whose days overlap the days chosen; without a choice, all of them.

    An action that the filters leave for one of its targets is told with all of them: half of it, imported again, would
    take the others away.
    """
    wanted = Wanted(begun_to=filters.last or filters.as_of, ended_from=filters.first, tactic=filters.tactic)
    rows = snapshot.actions(wanted)
    left = snapshot.left_of(Rows.of(rows), filters)
    if not left.all():
        rows = rows[rows["action_id"].isin(rows["action_id"][left])]
    rows = rows.sort_values(["date", "action_id", "position"], kind="stable")
    return _with_riding(_named(rows, snapshot))


def coverage(snapshot: Snapshot, filters: Filters, today: date, removed: Removed | None = None) -> pd.DataFrame:
    """What each office, target and riding has had in the days chosen; days since are counted to the last of them.

    Posterings that are ``removed`` don't count as posters; see ``CoverageIndex.table``.
    """
    _, last = snapshot.days(filters, today)
    first = np.datetime64(filters.first, "D") if filters.first else None
    tactics = {filters.tactic} if filters.tactic else None
    rows = snapshot.index.table(first, np.datetime64(last, "D"), tactics, removed)
    rows = rows[_open(rows, snapshot, last)]
    rows = _with_riding(rows)
    chosen = {"province": filters.province, "target_id": filters.person, "status": filters.status}
    return _narrowed(rows, riding_key=_ridings_of(filters), **chosen)


def pressure(snapshot: Snapshot, filters: Filters, today: date) -> pd.DataFrame:
    """One row per day and target, and the campaign's total of each day after its targets."""
    daily = snapshot.pressure(filters, today)
    ids, count = [*daily.targets, "campaign"], len(daily.days)
    codes = snapshot.roles(daily.targets, daily.days)
    roles = np.array(snapshot.settings.role_names, dtype=object)
    blank = np.full((1, count), "", dtype=object)

    def column(targets: npt.NDArray[Any], campaign: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.vstack([targets, campaign[None, :]]).T.ravel()

    names = [*snapshot.directory.names_of(np.array(daily.targets, dtype=object)), snapshot.campaign.name_en]
    return pd.DataFrame(
        {
            "date": np.repeat(daily.days.astype(DAY), len(ids)),
            "target_id": pd.Series(ids * count, dtype="str"),
            "target": pd.Series(names * count, dtype="str"),
            "role": pd.Series(np.vstack([roles[codes], blank]).T.ravel(), dtype="str"),
            "weight": column(daily.weights, np.ones(count)),
            "points": column(daily.points, daily.total),
            "contribution": column(daily.contribution, daily.total),
            "low": column(daily.low, daily.total_low),
            "high": column(daily.high, daily.total_high),
        }
    )


def contributions(snapshot: Snapshot, filters: Filters, today: date) -> pd.DataFrame:
    """Every action's part in the campaign's total at the end of the last day shown."""
    _, last = snapshot.days(filters, today)
    as_of = np.datetime64(filters.as_of or last, "D")
    chosen = snapshot.chosen(filters, Wanted(begun_to=as_of.item(), tactic=filters.tactic))
    basis = snapshot.basis(filters)
    targets = snapshot.targets(basis)
    codes = snapshot.roles(targets, np.array([as_of]))[:, 0]
    rows = shares(chosen, targets, codes, as_of, snapshot.settings, basis)
    return rows.assign(as_of=pd.Series(as_of.astype(DAY), index=rows.index))


def offices(snapshot: Snapshot, filters: Filters, today: date) -> pd.DataFrame:
    """Every record of an office that was open on the day, or on any day where none is chosen.

    A place that the campaign and the reference both know is listed under each of its ids.
    """
    rows = seated(snapshot.directory.office_records, snapshot.directory, snapshot.days(filters, today)[1])
    rows = positioned(rows)
    if filters.as_of or filters.last:
        rows = rows[_standing(rows, snapshot.days(filters, today)[1])]
    rows = _with_riding(rows)
    rows["target"] = pd.Series(snapshot.directory.names_of(rows["target_id"]), index=rows.index, dtype="str")
    # The province column is the address's; the filter means the riding's, here as in the coverage and the actions.
    rows["home"] = [PROVINCES.get(key[5:7], "") or own for key, own in rows[["riding_key", "province"]].to_numpy()]
    rows = _narrowed(rows, riding_key=_ridings_of(filters), home=filters.province, target_id=filters.person)
    return rows.sort_values("office_id", kind="stable")


def outcomes(snapshot: Snapshot, filters: Filters, _today: date) -> pd.DataFrame:
    """The campaign's outcomes in the days chosen."""
    rows = snapshot.outcomes
    for chosen, keep in ((filters.first, rows["date"].ge), (filters.last, rows["date"].le)):
        if chosen:
            rows = rows[keep(pd.Timestamp(chosen)).reindex(rows.index)]
    return rows.sort_values(["date", "outcome_id"], kind="stable")


def ridings(snapshot: Snapshot, filters: Filters, today: date) -> pd.DataFrame:
    """Both lists of ridings with who sat for them on the day asked for, else today."""
    rows = shipped_ridings().rename(columns={"order": "riding_order", "code": "riding_code"})
    rows = rows.sort_values(["riding_order", "riding_code"], kind="stable").reset_index(drop=True)
    on = np.full(len(rows), np.datetime64(filters.as_of or filters.last or today, "D"))
    directory = snapshot.directory
    mps = directory.mp_on(rows["riding"], on)
    rows["mp_id"] = pd.Series(mps, dtype="str")
    rows["mp"] = pd.Series(directory.names_of(mps), dtype="str")
    rows["party"] = pd.Series(directory.party_on(mps, on), dtype="str")
    return _narrowed(rows, riding=_ridings_of(filters), province=filters.province, mp_id=filters.person)


def next_best(snapshot: Snapshot, filters: Filters, today: date) -> pd.DataFrame:
    """What one more shift at each office would add at the end of the last day shown, the most for an hour first."""
    day = filters.as_of or snapshot.days(filters, today)[1]
    asked = {"province": filters.province, "tactic": filters.tactic, "person": filters.person}
    wishes = planning.wishes_of(snapshot, day, ridings=_ridings_of(filters), **asked)
    return _with_riding(planning.next_best(snapshot, wishes).rows)


TABLES: dict[str, Builder] = {
    "actions": actions,
    "coverage": coverage,
    "pressure": pressure,
    "contributions": contributions,
    "offices": offices,
    "outcomes": outcomes,
    "ridings": ridings,
    "next": next_best,
}


def _ridings_of(filters: Filters) -> tuple[str, ...]:
    return same_named(filters.riding) if filters.riding else ()


def _narrowed(rows: pd.DataFrame, **asked: str | tuple[str, ...]) -> pd.DataFrame:
    """The rows whose columns hold what is asked for; "" and () ask for nothing."""
    for column, wanted in asked.items():
        if wanted:
            rows = rows[rows[column].isin([wanted] if isinstance(wanted, str) else wanted)]
    return rows


def _iso(day: Any) -> str:  # noqa: ANN401 - a cell
    return "" if pd.isna(day) else str(day)[:10]


def _standing(offices: pd.DataFrame, day: date) -> npt.NDArray[np.bool_]:
    at = pd.Timestamp(day)
    opened = offices["valid_from"].isna() | (offices["valid_from"] <= at)
    still = offices["valid_to"].isna() | (offices["valid_to"] >= at)
    standing: npt.NDArray[np.bool_] = (opened & still).to_numpy()
    return standing


def _open(rows: pd.DataFrame, snapshot: Snapshot, day: date) -> npt.NDArray[np.bool_]:
    """Rows of offices that stand on the day or were touched: a closed office keeps its actions."""
    gone = snapshot.seated.loc[~_standing(snapshot.seated, day), "office_id"]
    keep: npt.NDArray[np.bool_] = (~rows["office_id"].isin(gone) | (rows["status"] != "none")).to_numpy()
    return keep


def _named(rows: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    names = snapshot.directory.names_of(rows["target_id"])
    return rows.assign(target=pd.Series(names, index=rows.index, dtype="str"))


def _with_riding(rows: pd.DataFrame) -> pd.DataFrame:
    """The riding's key taken apart into order, code and English name; the key itself stays as ``riding_key``."""
    known = _known_ridings()
    known = known.take(known.index.get_indexer(pd.Index(rows["riding"]))).set_axis(rows.index)
    found = rows.assign(
        riding_key=rows["riding"], riding_order=known["order"], riding_code=known["code"], riding=known["name_en"]
    )
    return found if "province" in rows else found.assign(province=known["province"])


@cache
def _known_ridings() -> pd.DataFrame:
    """Order, code, name and province by the riding's key; last a row of nothing, which -1 takes."""
    listed = shipped_ridings().set_index("riding")[["order", "code", "name_en", "province"]]
    known = listed.astype({"order": "float64", "code": "str", "name_en": "str", "province": "str"})
    nothing = pd.DataFrame({"order": [np.nan], "code": "", "name_en": "", "province": ""}, index=["nowhere"])
    return pd.concat([known, nothing.astype(known.dtypes)])
