"""Tables as people read them: columns named in their language, codes in words, statuses by shape and not by colour."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import words as vocabulary
from dashboard.quantity import estimated
from dashboard.rounding import rounded
from dashboard.snapshot import Snapshot
from dashboard.store import Wanted
from dashboard.ui import ridings
from dashboard.ui.text import _, words

SHAPES = {
    "none": "\u25cb",
    "attempted": "\u25b3",
    "called": "\u25cf",
    "postered": "\u25a0",
    "called_and_postered": "\u25c6",
    "other": "\u2715",
}
"""The shape of each status as a character."""

PAGE = 50


def places(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the coverage table: offices, targets and ridings with what each has had."""
    say = words()
    named = ridings.names(say.language)
    return pd.DataFrame(
        {
            _("Status"): statuses(rows["status"]),
            _("Who"): rows["target"].to_numpy(),
            _("Office"): say.renamed(vocabulary.OFFICE_KINDS, rows["kind"]),
            _("Address"): rows["address"].to_numpy(),
            _("Riding"): [named.get(key, "") for key in rows["riding_key"]],
            _("Posterings"): (rows["postered"] + rows["riding_postered"]).to_numpy(),
            **_calls(rows),
            _("Last action"): rows["last_action"].to_numpy(),
            _("By"): say.renamed(vocabulary.TACTICS, rows["last_tactic"].astype("str")),
        }
    )


def by_riding(rows: pd.DataFrame, of: Snapshot) -> pd.DataFrame:
    """Rows of ridings with what each has had and who sat for it."""
    say = words()
    named = ridings.names(say.language)
    return pd.DataFrame(
        {
            _("Status"): statuses(rows["status"]),
            _("Riding"): [named[key] for key in rows["riding"]],
            _("Province"): say.renamed(vocabulary.PROVINCES, rows["province"]),
            _("MP"): of.directory.names_of(rows["mp_id"]),
            _("Actions"): rows["value"].to_numpy(),
            _("Posterings"): (rows["postered"] + rows["riding_postered"]).to_numpy(),
            **_calls(rows),
        }
    )


def actions(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the actions export, latest first."""
    say = words()
    rows = rows.iloc[::-1]
    return pd.DataFrame(
        {
            _("From"): rows["date"].to_numpy(),
            _("To"): rows["date_end"].to_numpy(),
            _("Tactic"): say.renamed(vocabulary.TACTICS, rows["tactic"].astype("str")),
            _("How many"): quantities(rows),
            _("Outcome"): [
                say.named(vocabulary.CALL_OUTCOMES, outcome) if outcome else "" for outcome in rows["outcome"]
            ],
            _("Toward"): rows["target"].to_numpy(),
            _("Note"): rows["note"].to_numpy(),
            _("Source"): rows["evidence_url"].to_numpy(),
        }
    )


def contributions(rows: pd.DataFrame, of: Snapshot) -> pd.DataFrame:
    """Rows of the contributions export: what was done toward whom, and its part of the day's points."""
    say = words()
    known = of.actions(Wanted(ids=set(rows["action_id"])))
    known = known.drop_duplicates("action_id").set_index("action_id").reindex(rows["action_id"])
    return pd.DataFrame(
        {
            _("Points"): rows["points"].to_numpy(),
            _("Tactic"): say.renamed(vocabulary.TACTICS, rows["tactic"]),
            _("Quantity"): _whole(rows["quantity"]),
            **_estimates(estimated(known)),
            _("Toward"): of.directory.names_of(rows["target_id"]),
            _("From"): known["date"].to_numpy(),
            _("To"): known["date_end"].to_numpy(),
            _("Note"): known["note"].to_numpy(),
        }
    )


def _calls(rows: pd.DataFrame) -> dict[str, Any]:
    """The columns about calls, in whole numbers."""
    called = {_("Calls"): _whole(rows["called_attempts"]), _("Contacts"): _whole(rows["called_contacts"])}
    return called | _estimates(rows["estimated"].to_numpy() > 0)


def _whole(column: pd.Series) -> list[float]:
    return [rounded(value) for value in column.tolist()]


def _estimates(flags: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """A column that says which numbers are about right, where any is: they come from a range."""
    return {_("Estimate"): np.where(flags, _("about"), "")} if flags.any() else {}


def quantities(rows: pd.DataFrame) -> list[str]:
    """What was counted, in words: a number, a range, or at least so many."""
    say = words()
    columns = zip(
        rows["quantity"], rows["quantity_low"], rows["quantity_high"], rows["tactic"].astype("str"), strict=True
    )
    return [quantity(say, *values) for values in columns]


def statuses(column: pd.Series) -> list[str]:
    """Statuses by shape and word."""
    named = {code: f"{SHAPES[code]} {words().named(vocabulary.STATUSES, code)}" for code in SHAPES}
    return [named[code] for code in column.astype("str")]


def packed(table: pd.DataFrame) -> pa.Table:
    """The table as a browser gets it: packing costs more than showing, so tables that are kept are kept packed."""
    return pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)


def show(
    table: pd.DataFrame | pa.Table,
    key: str,
    on_pick: Callable[[int], None] | None = None,
    optional: Collection[str] = (),
    digits: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """A table of plain cells, ``optional`` columns only where they say anything; a pick of a row calls back.

    Numbers of the columns in ``digits`` are written with so many decimals, rounded as everywhere else.
    """
    selecting: dict[str, Any] = {}
    if on_pick:
        selecting = {"on_select": lambda: _picked(key, on_pick), "selection_mode": "single-row"}
    if digits:
        table = table.assign(**{name: table[name].map(partial(rounded, digits=d)) for name, d in _of(table, digits)})
    if optional:
        table = table[[name for name in table.columns if name not in optional or (table[name] != "").any()]]
    st.dataframe(table, hide_index=True, placeholder="", key=key, column_config=_columns(table, digits), **selecting)


def _of(table: pd.DataFrame, digits: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(name, some) for name, some in digits.items() if name in table]


def _picked(key: str, on_pick: Callable[[int], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        on_pick(rows[0])


def _columns(table: pd.DataFrame | pa.Table, digits: Mapping[str, int]) -> dict[str, Any]:
    """Days as days and numbers in the browser's manner; everything else is text as it is."""
    kinds = (
        zip(table.schema.names, map(_kind, table.schema.types), strict=True)
        if isinstance(table, pa.Table)
        else ((name, table[name].dtype.kind) for name in table.columns)
    )
    columns: dict[str, Any] = {}
    for name, kind in kinds:
        if kind == "M":
            columns[name] = st.column_config.DateColumn(format="YYYY-MM-DD")
        elif kind in "if":
            step = 10.0 ** -digits[name] if name in digits else None
            columns[name] = st.column_config.NumberColumn(format="localized", step=step)
    return columns


def _kind(of: pa.DataType) -> str:
    """A type's kind by the letter that numpy has for it."""
    if pa.types.is_timestamp(of):
        return "M"
    return "f" if pa.types.is_integer(of) or pa.types.is_floating(of) else "O"


def quantity(say: vocabulary.Words, exact: float, low: float, high: float, tactic: str) -> str:
    """One quantity in words: so many, about, at least or at most so many, or a range; "" where nothing is known."""
    if exact == exact:  # noqa: PLR0124 - not missing
        return say.counted(tactic, exact)
    if low == high:
        return say.about(say.counted(tactic, low))
    if low == low and high == high:  # noqa: PLR0124
        return say._("{low} to {high}").format(low=say.number(low), high=say.counted(tactic, high))
    if low == low:  # noqa: PLR0124
        return say._("over {low}").format(low=say.counted(tactic, low))
    if high == high:  # noqa: PLR0124
        return say._("up to {high}").format(high=say.counted(tactic, high))
    return ""
