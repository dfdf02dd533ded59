"""The page of help: how to log and upload, what becomes of each row, how cells are read, every tactic and column."""

import html
from collections.abc import Iterable, Mapping

import streamlit as st

from dashboard import words as vocabulary
from dashboard.ingest import template
from dashboard.pressure import DEFAULTS
from dashboard.schema import FATES, TACTICS
from dashboard.ui import frame, plain_table, state
from dashboard.ui.guide import columns, reading, tactics
from dashboard.ui.text import _, n, words
from dashboard.words import N_

HEADS = {
    "log": N_("Log one action"),
    "upload": N_("Upload a file"),
    "fates": N_("What becomes of each row"),
    "undo": N_("Take it back"),
    "days": N_("How days are read"),
    "quantities": N_("How quantities are read"),
    "names": N_("How names are read"),
    "tactics": N_("Which tactic is it?"),
    "columns": N_("The columns"),
    "never": N_("What is never stored"),
}
"""The parts of the page by the anchor that leads to each."""

FATES_TOLD = {
    "added": N_("It is new and was kept."),
    "updated": N_("Its action was known by its id, and something changed: the new version counts, the old one stays."),
    "duplicate": N_("The same action is there already: nothing changed. Loading a file twice does no harm."),
    "needs_decision": N_(
        "Something can be meant in several ways, or a name is not known: you choose. Nothing is guessed."
    ),
    "refused": N_("It can\u2019t be an action as it stands. The reason says what to change."),
}
"""By fate: what it means for the row."""

_STEPS = (
    N_(
        "Take any file you have: CSV, XLSX, JSON, or the export of a form or call tool. The template is one to begin "
        "with."
    ),
    N_("Open Upload, choose the campaign, drop the file. Nothing is stored yet."),
    N_("Look at the preview: how many rows are new, the first rows as they would be kept, what was guessed."),
    N_("Answer what is asked: which columns are which, what a name means. It is remembered for the next file."),
    N_("Press Keep. All that can be kept is kept at once; the receipt says what became of each row."),
    N_(
        "Download the rows to mend, correct them in a spreadsheet, and load that file as it is. It has your own "
        "columns, and a reason for each row."
    ),
)
_NAMES = (
    N_(
        "People: first and last name in any order, with or without a title, a letter wrong; or the title of their post."
    ),
    N_("Who is meant is looked up on the day of the action: the minister of November is November\u2019s minister."),
    N_("Ridings: the name in English or French, or the five-digit code. The boundaries of the day count."),
    N_("Offices: the address, postal code or phone."),
    N_("A name with one near match is taken and listed with its score. With several, or none, you are asked."),
)
_NEVER = (
    N_(
        "Names, e-mail addresses, phone numbers and homes of those who took part. Columns of them are dropped and "
        "named."
    ),
    N_("The file itself, and its name."),
    N_("Where you stand, and where and when a photo was taken: only the picture is kept."),
    N_(
        "Personal data in notes: it is found and taken out, unless you choose to keep the note as a private one or to "
        "leave the row out. Look at your notes all the same: no search finds everything."
    ),
)


def show() -> None:
    """The whole page, with a way to each of its parts at the top."""
    st.markdown("  \n".join(f"[{_(head)}](#{anchor})" for anchor, head in HEADS.items()))
    _beginning()
    _upload()
    _cells()
    _tactics()
    _columns()
    _never()


def _beginning() -> None:
    _head("log")
    st.markdown(
        _(
            "Open **Log** on your phone: choose the office, what you did, how many. That is all. Without a signal it "
            "is kept on your phone and sent later; tapping twice logs once. Each entry can be taken back at once."
        )
    )
    frame.link("log", _("Log"), state.current())


def _upload() -> None:
    _head("upload")
    _list(_STEPS, numbered=True)
    frame.link("upload", _("Upload"), state.current())
    _head("fates")
    st.markdown(_("Every row of your file ends in exactly one of these five, and they add up to its rows."))
    told = [(words().named(vocabulary.FATES, fate), _(FATES_TOLD[fate])) for fate in FATES]
    plain_table.show([_("The row is"), _("What that means")], told)
    _head("undo")
    st.markdown(
        _(
            "Under *History* on Upload every upload can be taken back whole, at any time, and brought back again. Its "
            "rows then count as if they had never come; nothing is lost."
        )
    )


def _cells() -> None:
    _head("days")
    plain_table.show([_("You write"), _("It is read as")], reading.days(words()))
    _head("quantities")
    plain_table.show([_("You write"), _("It is read as")], reading.amounts(words()))
    _head("names")
    _list(_NAMES)


def _tactics() -> None:
    _head("tactics")
    st.markdown(
        _(
            "Each is counted in its own unit. *Points* are what it can add at most toward one target; half of them are "
            "reached with the number beside it. More of the same adds less and less."
        )
    )
    examples = dict(zip(TACTICS, template.examples(words().language), strict=True))
    cards = "".join(_card(tactic, examples[tactic]) for tactic in tactics.TOLD)
    st.html(f'<div class="sources tactics">{cards}</div>')


def _card(tactic: str, example: Mapping[str, str]) -> str:
    """A tactic in a box: what it is, its unit and points, an example row as it stands in the template."""
    say, of = words(), DEFAULTS.tactics[tactic]
    points = _("presses nobody")
    if of.w:
        points = _("at most {points}, half with {count}").format(
            points=n("{count} point", "{count} points", of.w, 0 if of.w == int(of.w) else 1),
            count=say.counted(tactic, of.u),
        )
    cells = "; ".join(f"{name}: {example[name]}" for name in template.COLUMNS if name != "note" and example.get(name))
    rows = {_("Unit"): say.named(vocabulary.UNITS, tactic), _("Points"): points, _("Example"): cells}
    told = "".join(f"<div><dt>{html.escape(k)}</dt><dd>{html.escape(v)}</dd></div>" for k, v in rows.items())
    name = html.escape(say.named(vocabulary.TACTICS, tactic))
    return f"<article><h4>{name}</h4><p>{html.escape(_(tactics.TOLD[tactic]))}</p><dl>{told}</dl></article>"


def _columns() -> None:
    _head("columns")
    st.markdown(
        _("Only `date` and `tactic` are needed. Other names for the same, in English or French, are understood too.")
    )
    rows = [(name, _(means) + "\n" + _(values)) for name, (means, values) in columns.MEANINGS.items()]
    plain_table.show([_("Column"), _("What it means, and what may stand in it")], rows)


def _never() -> None:
    _head("never")
    _list(_NEVER)


def _head(anchor: str) -> None:
    st.subheader(_(HEADS[anchor]), anchor=anchor)


def _list(sentences: Iterable[str], *, numbered: bool = False) -> None:
    st.markdown("\n".join(f"{'1.' if numbered else '-'} {_(sentence)}" for sentence in sentences))
