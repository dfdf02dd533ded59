"""Who held what when, as tables with days written out; a pick opens the other one's card."""

import numpy as np
import pandas as pd

from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings, state, tables
from dashboard.ui.text import _, words

_DAYLESS = ("representatives", "parlinfo_offices")
"""Kinds of lists that say who sits on their day and not since when: a term begins with the first that names it."""


def terms(of: Snapshot, target: str) -> pd.DataFrame:
    """Ridings a person sat for, latest first."""
    return _latest_first(of.directory.terms[of.directory.terms["target_id"] == target])


def show_terms(of: Snapshot, rows: pd.DataFrame, key: str) -> None:
    """Ridings with their boundaries, party and days; a pick opens the riding's card."""
    named = ridings.names(words().language)
    keys = rows["riding"].tolist()
    table = pd.DataFrame(
        {
            _("Riding"): [named.get(riding, riding) for riding in keys],
            _("Boundaries"): [riding[:4] for riding in keys],
            _("Party"): rows["party"].to_numpy(),
            **_days(of, rows),
        }
    )
    tables.show(table, key, lambda place: state.change(riding=keys[place], person="", office=""), (_("Party"),))


def show_holders(of: Snapshot, keys: tuple[str, ...], key: str) -> int:
    """Everyone who sat for a riding, in either order, latest first, and how many; a pick opens the person's card."""
    people, held = of.directory.people, of.directory.terms
    standing = people.loc[people["kind"] == "institution", "target_id"]
    rows = _latest_first(held[held["riding"].isin(keys) & ~held["target_id"].isin(standing)])
    ids = rows["target_id"].tolist()
    table = pd.DataFrame(
        {
            _("Who"): of.directory.names_of(ids),
            _("Party"): rows["party"].to_numpy(),
            **_days(of, rows),
            _("Boundaries"): [riding[:4] for riding in rows["riding"]],
        }
    )
    if ids:
        tables.show(table, key, lambda place: state.change(person=ids[place], riding="", office=""))
    return len(ids)


def roles(of: Snapshot, target: str) -> pd.DataFrame:
    """Posts a person held, latest first, in this run's language where their titles are known in it."""
    say = words()
    rows = _latest_first(of.directory.roles[of.directory.roles["target_id"] == target])
    french = rows["title_fr"].where(rows["title_fr"] != "", rows["title"])
    titles = french if say.language == "fr" else rows["title"]
    kinds = say.renamed(vocabulary.ROLE_KINDS, rows["kind"])
    posts = [_post(kind, title) for kind, title in zip(kinds, titles, strict=True)]
    return pd.DataFrame({_("Post"): posts, **_days(of, rows)})


def _post(kind: str, title: str) -> str:
    """The title, after the kind of role where the title does not begin with it."""
    if not title or title.casefold().startswith(kind.casefold()):
        return title or kind
    return _("{kind}: {title}").format(kind=kind, title=title)


def _days(of: Snapshot, rows: pd.DataFrame) -> dict[str, list[str]]:
    """First and last day of each row in words; both are said even where they are not known."""
    say, seen = words(), _days_of_lists(of)
    first, last = [], []
    for source, begin, end in zip(rows["source"], rows["from"], rows["to"], strict=True):
        told = say.day(begin.date(), short=True) if pd.notna(begin) else ""
        if source == "reference" and begin in seen:
            told = _("not known before {day}").format(day=told)
        first.append(told or _("not known"))
        last.append(say.day(end.date(), short=True) if pd.notna(end) else _("still"))
    return {_("From"): first, _("To"): last}


@cached.kept
def _days_of_lists(of: Snapshot) -> frozenset[pd.Timestamp]:
    """The days of which such lists speak."""
    lists = of.sources[of.sources["kind"].isin(_DAYLESS)]
    return frozenset(lists["as_of"].dropna())


def _latest_first(rows: pd.DataFrame) -> pd.DataFrame:
    ends = np.where(rows["to"].isna(), np.datetime64("9999-12-31", "s"), rows["to"].to_numpy())
    return rows.assign(ends=ends).sort_values(["ends", "from"], ascending=False, kind="stable", na_position="last")
