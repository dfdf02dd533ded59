"""Who is to be called, in which order: what the ranking, one's own claims, today's calls and the hours leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from dashboard import planning
from dashboard import words as vocabulary
from dashboard.schema import ATTEMPTS
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, notes
from dashboard.ui.plan import claims, kept
from dashboard.ui.text import _, words

_DAYS = 7


@dataclass(frozen=True, eq=False)
class Sheet:
    """Offices to call in their order (rows of a ranking by office), last tries by office, and what else is known."""

    rows: pd.DataFrame
    tried: Mapping[str, str]
    mine: frozenset[str]
    closed: frozenset[str]
    done: int

    def after(self, office_id: str) -> str:
        """The office after this one, the first one after the last; "" where no other is left."""
        order = self.rows.index.tolist()
        if office_id not in order:
            return order[0] if order else ""
        others = order[order.index(office_id) + 1 :] + order[: order.index(office_id)]
        return others[0] if others else ""


def sheet(of: Snapshot) -> Sheet:
    """The sheet of whoever's name is on the page, as it stands now."""
    today, who = cached.today(), claims.who()
    calls = _calls(of, today)
    now = calls[calls["date"] >= today.isoformat()]
    tries = now["outcome"].isin(ATTEMPTS)
    done = frozenset(now["office_id"][~tries])
    tried = dict(zip(now["office_id"][tries], now["at"][tries], strict=True))
    rows = kept.ranked_calls(of, who).rows.set_index("office_id")
    rows = rows[~rows.index.isin(done)]
    mine = kept.mine(of, who)
    places = zip(rows.index, rows["province"], strict=True)
    shut = frozenset(office for office, province in places if _is_open(of, office, province) is False)
    order = planning.call_order(rows.index.tolist(), mine, tried, shut)
    return Sheet(rows.loc[order], _tried(calls), mine, shut, len(done))


def _is_open(of: Snapshot, office_id: str, province: str) -> bool | None:
    """Whether the office's noted hours say that it is open now; None where none are noted or they can't be read."""
    hours = notes.hours(of, office_id)
    return planning.open_at(hours, datetime.now(UTC), province) if hours else None


def _tried(calls: pd.DataFrame) -> dict[str, str]:
    """What became of the last call to each office that reached nobody, and when, in words."""
    last = calls.drop_duplicates("office_id", keep="last")
    last = last[last["outcome"].isin(ATTEMPTS)]
    return {
        office: _told(outcome, at)
        for office, outcome, at in zip(last["office_id"], last["outcome"], last["at"], strict=True)
    }


def _told(outcome: str, at: str) -> str:
    named = words().named(vocabulary.CALL_OUTCOMES, outcome)
    return _("{outcome}, {moment}").format(outcome=named, moment=_moment(at))


def _moment(at: str) -> str:
    """A moment of UTC as a day and a time where the person looking is, else where the server is."""
    moment = datetime.fromisoformat(at).astimezone(ZoneInfo(st.context.timezone) if st.context.timezone else None)
    return _("{day} at {time}").format(day=words().day(moment.date(), short=True), time=f"{moment:%H:%M}")


@cached.kept
def _calls(of: Snapshot, today: date) -> pd.DataFrame:
    """Calls of the last days by the offices that are shown: one known under two ids under that one."""
    rows = cached.store().calls_logged(of.campaign.slug, today - timedelta(days=_DAYS))
    return rows.assign(office_id=rows["office_id"].map(lambda office: of.directory.office_links.get(office, office)))
