"""Who goes where: claims made and given up, and offices that nobody is to approach."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.errors import UsageError
from dashboard.snapshot import Snapshot
from dashboard.store.claims import LONGEST, Claimed
from dashboard.ui import cached, pressed, tables, widgets
from dashboard.ui.plan import kept
from dashboard.ui.text import _, n, words
from dashboard.words import N_, NN_

STATES = {
    "open": N_("Claimed"),
    "done": N_("Done"),
    "given_up": N_("Given up"),
    "lapsed": N_("Lapsed"),
}
_WHO, _TOLD = "plan-who", "claim-told"
_DAYS = 7


def show(of: Snapshot) -> None:
    """Open claims with a way to give each up, past ones, and the offices left alone."""
    name()
    rows = kept.claims(of)
    waiting = rows[rows["state"] == kept.OPEN]
    if waiting.empty:
        st.caption(_("Nobody has claimed an office: claim some in the list of next-best offices."))
    named = names_of(of)
    for row in waiting.itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            until = words().day(pd.Timestamp(row.until).date())
            st.text(_("{who}: {office}, until {day}").format(who=row.who, office=named(row.office_id), day=until))
            give_up = _giving_up(of, row.claim_id)
            st.button(_("Give up"), key=f"give-up-{row.claim_id}", on_click=give_up)
    _past(rows[rows["state"] != kept.OPEN], named)
    _avoided(of, named)


def who() -> str:
    """The name that claims are made for now, as it is typed; "" for none."""
    return str(st.session_state.get(_WHO, ""))


def name() -> None:
    """Whom claims are made for; kept on this page, and what came of the last one told."""
    st.text_input(_("Who goes (a pseudonym or a group)"), key=_WHO, max_chars=LONGEST, width=360)
    if told := st.session_state.pop(_TOLD, ""):
        widgets.note(told)


def button(of: Snapshot, office_id: str, key: str) -> None:
    """A button that claims one office."""
    st.button(_("Claim"), key=f"claim-{key}", icon=":material/front_hand:", on_click=_claiming(of, [office_id]))


def button_for_all(of: Snapshot, offices: Sequence[str], key: str) -> None:
    """A button that claims several offices at once; those that are taken stay so, and who has each is told."""
    label = n("Claim {count} office", "Claim all {count} offices", len(offices))
    st.button(label, key=f"claim-{key}", icon=":material/front_hand:", on_click=_claiming(of, list(offices)))


def _claiming(of: Snapshot, offices: list[str]) -> Callable[[], None]:
    """Claims what is free; then tells how many that was, and of each office that was not."""
    return pressed.once(
        lambda: cached.store().claim(of.campaign.slug, offices, who(), _DAYS), partial(_claimed, of), failed=_TOLD
    )


def _claimed(of: Snapshot, found: Claimed) -> None:
    say, named = words(), names_of(of)
    told = [f"{named(office)}: {say.sentence(reason)}" for office, reason in found.refused.items()]
    if found.made:
        sentence = NN_("{count} office claimed for {days} days.", "{count} offices claimed for {days} days.")
        told.insert(0, n(*sentence, len(found.made), days=str(_DAYS)))
    st.session_state[_TOLD] = "\n".join(told)


def _giving_up(of: Snapshot, claim_id: int) -> Callable[[], None]:
    return pressed.once(lambda: cached.store().give_up(of.campaign.slug, claim_id, who=who()), failed=_TOLD)


def _past(rows: pd.DataFrame, named: "Named") -> None:
    if rows.empty:
        return
    st.caption(_("Earlier claims"))
    rows = rows.iloc[::-1].head(tables.PAGE)
    table = pd.DataFrame(
        {
            _("Who"): rows["who"].to_numpy(),
            _("Office"): [named(office) for office in rows["office_id"]],
            _("What became of it"): words().renamed(STATES, rows["state"]),
            _("Until"): [day[:10] for day in rows["until"]],
        }
    )
    tables.show(table, "past-claims")


def _avoided(of: Snapshot, named: "Named") -> None:
    """Offices left alone, with the reason and a way back; and a way to leave one alone."""
    st.subheader(_("Not to be approached"))
    for row in kept.avoided(of).itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{named(row.office_id)}: {row.reason}" if row.reason else named(row.office_id))
            again = _approaching(of, row.office_id)
            st.button(_("Approach again"), key=f"approach-{row.office_id}", on_click=again)
    offices = dict(sorted(((office, named(office)) for office in of.offices["office_id"]), key=lambda pair: pair[1]))
    with st.form("avoid", border=False, clear_on_submit=True):
        st.selectbox(_("Office"), list(offices), index=None, key="avoid-office", format_func=offices.__getitem__)
        st.text_input(_("Why"), key="avoid-why", max_chars=200)
        st.form_submit_button(_("Leave this office alone"), on_click=_avoiding(of))


def _avoiding(of: Snapshot) -> Callable[[], None]:
    def avoid() -> None:
        office = st.session_state["avoid-office"]
        if not office:
            raise UsageError(_("Choose the office that is to be left alone."))
        cached.store().avoid(of.campaign.slug, office, str(st.session_state["avoid-why"]), who=who())

    return pressed.once(avoid, failed=_TOLD)


def _approaching(of: Snapshot, office_id: str) -> Callable[[], None]:
    return pressed.once(lambda: cached.store().approach(of.campaign.slug, office_id, who=who()), failed=_TOLD)


class Named:
    """Offices by whose they are and where."""

    def __init__(self, of: Snapshot) -> None:
        names = of.directory.names_of(of.offices["target_id"])
        self._told = {
            office: ", ".join(filter(None, (who, address)))
            for office, who, address in zip(of.offices["office_id"], names, of.offices["address"], strict=True)
        }

    def __call__(self, office_id: str) -> str:
        """Whose office it is and where; its id where it is not known any more."""
        return self._told.get(office_id, office_id)


@cached.kept
def names_of(of: Snapshot) -> Named:
    """All offices by whose they are and where."""
    return Named(of)
