"""The next-best offices: one sentence that says why, the first as cards to act on, every shift in a table."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard import words as vocabulary
from dashboard.planning import NEXT_COLUMNS, Ranking, Reasons
from dashboard.snapshot import Snapshot
from dashboard.ui import frame, ridings, state, tables, widgets
from dashboard.ui.plan import arithmetic, asking, claims, kept
from dashboard.ui.text import _, n, words

_CARDS, _ROWS = 6, 20


def show(of: Snapshot) -> None:
    """What is asked, why the first goes first, a card for each of the first offices, all shifts, and the arithmetic."""
    asking.start()
    asking.around(of)
    ranking = kept.ranking(of)
    if ranking.rows.empty:
        widgets.note(_("No office is left by these filters: clear some, or load members and offices on the Data page."))
        return
    widgets.note(kept.headline(ranking, words().language))
    _closed(of)
    claims.name()
    reasons = Reasons(ranking, words())
    best_of_each = (~ranking.rows["office_id"].duplicated()).to_numpy().nonzero()[0]
    for place, row in enumerate(ranking.told(best_of_each[:_CARDS].tolist())):
        _card(of, row, reasons.of(row), f"card-{place}")
    _table(ranking)
    arithmetic.show(of)


def _card(of: Snapshot, row: Mapping[str, Any], reasons: Sequence[str], key: str) -> None:
    """One shift: what, for whom, what it adds, why, and what to do about it; each element more is sent six times."""
    say = words()
    with st.container(border=True, key=f"shift-{key}"):
        what = say.counted(row["tactic"], row["quantity"])
        st.text(f"{row['rank']}. {row['target']}")
        told = _("{what}, {hours} h: {gain} points more, {each} an hour; in the top ten under {held} of 81 settings")
        st.text(
            told.format(
                what=what,
                hours=say.number(row["hours"], 1),
                gain=say.number(row["gain"], 2),
                each=say.number(row["gain_per_hour"], 2),
                held=say.number(row["stability"]),
            )
        )
        kind = say.named(vocabulary.OFFICE_KINDS, row["kind"])
        where = ", ".join(filter(None, (kind, row["address"], row["postal_code"])))
        st.text(". ".join(reasons) + ".\n" + where)
        with st.container(horizontal=True, vertical_alignment="center"):
            if row["tactic"] == "call":
                widgets.phone_links(row["phone"])
            claims.button(of, row["office_id"], key)
            view = state.current().with_(office=row["office_id"], person=row["target_id"], tactic="", riding="")
            frame.link("targets", _("Open"), view)
            frame.link("log", _("Log it"), state.current().with_(office=row["office_id"]))


def _table(ranking: Ranking) -> None:
    """Every shift, a page at a time, and all of the arithmetic as a file."""
    rows = ranking.rows
    st.caption(n("{count} possible shift", "{count} possible shifts", len(rows)))
    part = widgets.pager("next", len(rows), _ROWS)
    tables.show(_readable(rows, part), "next-best", digits=_digits())
    widgets.download(
        _("Download all rows"), lambda: exports.write(rows[list(NEXT_COLUMNS)], "csv", {}), "next.csv", "text/csv"
    )


def _readable(every: pd.DataFrame, part: slice) -> pd.DataFrame:
    """Some of the rows; weights and ways have a column where any of the rows has one."""
    say, named = words(), ridings.names(words().language)
    rows = every.iloc[part]
    weighed = (every["factor"] != 1).any() or (every["score"] != every["gain_per_hour"]).any()
    weights = {_("Weight"): rows["factor"].to_numpy(), _("Score"): rows["score"].to_numpy()} if weighed else {}
    way = {_("Km of the way"): rows["distance_km"].to_numpy()} if every["distance_km"].notna().any() else {}
    table = {
        _("Rank"): rows["rank"].to_numpy(),
        _("Who"): rows["target"].to_numpy(),
        _("Role"): say.renamed(vocabulary.ROLES, rows["role"]),
        _("What"): [say.counted(*pair) for pair in zip(rows["tactic"], rows["quantity"], strict=True)],
        _("Hours"): rows["hours"].to_numpy(),
        _("Points more"): rows["gain"].to_numpy(),
        _("Points an hour"): rows["gain_per_hour"].to_numpy(),
        **weights,
        _("Top ten, of 81"): rows["stability"].to_numpy(),
        _("Days since last touch"): rows["days_since"].to_numpy(),
        **way,
        _("Office"): say.renamed(vocabulary.OFFICE_KINDS, rows["kind"]),
        _("Address"): rows["address"].to_numpy(),
        _("Riding"): [named.get(key, "") for key in rows["riding"]],
    }
    return pd.DataFrame(table)


def _digits() -> dict[str, int]:
    two = (_("Points more"), _("Points an hour"), _("Score"))
    return dict.fromkeys(two, 2) | dict.fromkeys((_("Hours"), _("Km of the way"), _("Weight")), 1)


def _closed(of: Snapshot) -> None:
    """How many offices are not in the list since somebody has them or nobody is to go there."""
    taken, avoided = len(kept.claimed_by(of)), len(kept.avoided(of))
    told = []
    if taken:
        told.append(n("{count} claimed office is not listed.", "{count} claimed offices are not listed.", taken))
    if avoided:
        told.append(
            n(
                "{count} office not to be approached is left out.",
                "{count} offices not to be approached are left out.",
                avoided,
            )
        )
    if told:
        st.caption(" ".join(told))
