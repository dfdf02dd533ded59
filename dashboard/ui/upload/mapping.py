"""Which column of a file says what: told where it is known, asked where it is not, and changed at will."""

from collections.abc import Mapping

import streamlit as st

from dashboard.identity import Mapped, Parsed
from dashboard.ingest.columns import REQUIRED, Unmapped, samples
from dashboard.ui import widgets
from dashboard.ui.text import _, n, words
from dashboard.ui.upload import wishes
from dashboard.words import N_

FIELDS = {
    "date": N_("Day"),
    "tactic": N_("Tactic"),
    "target": N_("Toward whom"),
    "riding": N_("Riding"),
    "office": N_("Office"),
    "quantity": N_("How many"),
    "outcome": N_("How the call went"),
    "note": N_("Note"),
    "date_end": N_("Last day"),
    "date_precision": N_("How exact the day is"),
    "action_id": N_("Id of the action"),
    "target_id": N_("Id of the target"),
    "office_id": N_("Id of the office"),
    "riding_code": N_("Code of the riding"),
    "riding_order": N_("Representation order"),
    "quantity_low": N_("At least how many"),
    "quantity_high": N_("At most how many"),
    "province": N_("Province"),
    "place": N_("Place"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "split": N_("Divided among its targets"),
    "group": N_("Group"),
    "evidence_url": N_("Link"),
    "up_until": N_("Last seen up"),
    "private_note": N_("Private note"),
}
"""What people call our fields, the most needed first."""

_MAIN = tuple(FIELDS)[:8]
_HOW = {"remembered": N_("as remembered"), "chosen": N_("as you chose")}
_LONGEST = 60


def ask(file_id: str, unmapped: Unmapped) -> None:
    """Asks which columns are the day and the tactic, where nothing in the file says so."""
    st.subheader(_("Which columns are these?"))
    st.caption(_("Nothing is stored yet. What you choose is remembered for the next file with these columns."))
    sheet(file_id, unmapped.sheets)
    for field in REQUIRED:
        _choice(file_id, field, unmapped.samples, unmapped.mapped, none=_("Choose a column"))
    with st.expander(_("Other columns")):
        for field in FIELDS:
            if field not in REQUIRED:
                _choice(file_id, field, unmapped.samples, unmapped.mapped)


def show(file_id: str, parsed: Parsed) -> None:
    """Which columns are taken for what, folded away, each to be changed."""
    sheet(file_id, parsed.sheets)
    used = sum(bool(one.column) for one in parsed.fields.values())
    label = n("{count} column is used", "{count} columns are used", used)
    if parsed.dropped_columns:
        label = _("{used}, {left} not kept").format(used=label, left=words().number(len(parsed.dropped_columns)))
    with st.expander(label, icon=":material/view_column:"):
        found = samples(next(iter(parsed.cells)))
        for field in _shown(parsed.fields, everything=bool(st.session_state.get(f"all-fields-{file_id}"))):
            _choice(file_id, field, found, parsed.fields)
        st.toggle(_("All that a file can say"), key=f"all-fields-{file_id}")


def sheet(file_id: str, sheets: tuple[str, ...]) -> None:
    """Which sheet of a spreadsheet is read, where it has several."""
    if sheets:
        key = f"sheet-{file_id}"
        widgets.hold(key, wishes.of(file_id).sheet or sheets[0])
        st.selectbox(_("Sheet"), sheets, key=key, on_change=_pick_sheet, args=(file_id, key))


def _shown(fields: Mapping[str, Mapped], *, everything: bool) -> list[str]:
    return [field for field in FIELDS if everything or field in _MAIN or (field in fields and fields[field].column)]


def _choice(
    file_id: str, field: str, found: Mapping[str, tuple[str, ...]], fields: Mapping[str, Mapped], *, none: str = ""
) -> None:
    """One field, and the file's columns to choose it from with their first values."""
    mapped = fields.get(field, Mapped("", ""))
    label = _(FIELDS[field])
    if mapped.how in _HOW:
        label = _("{field} ({how})").format(field=label, how=_(_HOW[mapped.how]))
    key = f"column-{field}-{file_id}"
    widgets.hold(key, mapped.column)
    shown = {"": none or _("None of them"), mapped.column: mapped.column or none or _("None of them")}
    shown |= {name: _told(name, values) for name, values in found.items()}
    shown.setdefault(mapped.column, _("Worked out of the tool's own columns"))
    st.selectbox(
        label, list(shown), key=key, format_func=lambda name: shown.get(name, name), on_change=_choose,
        args=(file_id, field, key),
    )  # fmt: skip


def _told(name: str, values: tuple[str, ...]) -> str:
    """A column by its name and what it begins with."""
    told = ", ".join(values)
    told = told if len(told) <= _LONGEST else told[:_LONGEST] + "\u2026"
    return _("{column}: {values}").format(column=name, values=told) if told else name


def _choose(file_id: str, field: str, key: str) -> None:
    if (column := st.session_state.get(key)) is not None:  # a press may come twice, the second when the file is kept
        wishes.choose_column(file_id, field, column)


def _pick_sheet(file_id: str, key: str) -> None:
    wishes.change(file_id, sheet=st.session_state.get(key, ""), columns={})
