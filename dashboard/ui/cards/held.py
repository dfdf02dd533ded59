"""Who held what when, as tables with days written out; a pick opens the other one's card."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard import words as vocabulary
from dashboard.directory.held import SEAT, Held
from dashboard.names import normal_form
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings, state, tables
from dashboard.ui.text import _, words

_DAYLESS = ("representatives", "parlinfo_offices")
"""Kinds of lists that say who sits on their day and not since when: a term begins with the first that names it."""


def terms(of: Snapshot, target: str) -> list[Held]:
    """Ridings a person sat for, latest first."""
    return _listed([one for one in of.directory.who(target) if one.kind == SEAT])


def show_terms(of: Snapshot, held: Sequence[Held], key: str) -> None:
    """Ridings with their boundaries, party and days; a pick opens the riding's card."""
    named = ridings.names(words().language)
    keys = [one.what for one in held]
    table = pd.DataFrame(
        {
            _("Riding"): [named.get(riding, riding) for riding in keys],
            **_days(of, held),
            _("Party"): [one.party for one in held],
            _("Boundaries"): [riding[:4] for riding in keys],
        }
    )
    tables.show(table, key, lambda place: state.change(riding=keys[place], person="", office=""), (_("Party"),))


def show_holders(of: Snapshot, keys: Sequence[str], key: str) -> int:
    """Everyone who sat for a riding, in either order, latest first, and how many; a pick opens the person's card."""
    held = _listed([one for riding in keys for one in of.directory.who(riding)])
    ids = [one.target_id for one in held]
    table = pd.DataFrame(
        {
            _("Who"): [one.name for one in held],
            _("Party"): [one.party for one in held],
            **_days(of, held),
            _("Boundaries"): [one.what[:4] for one in held],
        }
    )
    if ids:
        tables.show(table, key, lambda place: state.change(person=ids[place], riding="", office=""))
    return len(ids)


def roles(of: Snapshot, target: str) -> pd.DataFrame:
    """Posts a person held, latest first, in this run's language where their titles are known in it."""
    say = words()
    held = _listed([one for one in of.directory.who(target) if one.kind != SEAT])
    kinds = say.renamed(vocabulary.ROLE_KINDS, [one.kind for one in held])
    titles = [one.what_fr if say.language == "fr" else one.what for one in held]
    posts = [_post(kind, title) for kind, title in zip(kinds, titles, strict=True)]
    return pd.DataFrame({_("Post"): posts, **_days(of, held)})


def _post(kind: str, title: str) -> str:
    """The title, after the kind of role where the title does not begin with it."""
    if not title or title.casefold().startswith(kind.casefold()):
        return title or kind
    return _("{kind}: {title}").format(kind=kind, title=title)


def _days(of: Snapshot, held: Sequence[Held]) -> dict[str, list[str]]:
    """First and last day of each in words; both are said even where they are not known."""
    say, seen = words(), _days_of_lists(of)
    first = []
    for one in held:
        told = say.day(one.first, short=True) if one.first else _("not known")
        unsaid = one.kind == SEAT and one.source == "reference" and one.first in seen
        first.append(_("not known before {day}").format(day=told) if unsaid else told)
    return {_("From"): first, _("To"): [say.day(one.last, short=True) if one.last else _("still") for one in held]}


@cached.kept
def _days_of_lists(of: Snapshot) -> frozenset[date]:
    """The days of which such lists speak."""
    lists = of.sources[of.sources["kind"].isin(_DAYLESS)]
    return frozenset(day.date() for day in lists["as_of"].dropna())


def _listed(held: list[Held]) -> list[Held]:
    """The latest first, without what the reference says of a time that the campaign tells itself."""
    own = [one for one in held if one.source == "campaign"]
    kept = [one for one in held if one.source == "campaign" or not any(_within(one, other) for other in own)]
    return sorted(kept, key=lambda one: (one.last or date.max, one.first or date.min), reverse=True)


def _within(one: Held, other: Held) -> bool:
    """Whether one is the same as the other, for days that the other has all of."""
    same = (one.target_id, one.kind, normal_form(one.what)) == (other.target_id, other.kind, normal_form(other.what))
    begins = (other.first or date.min) <= (one.first or date.min)
    return same and begins and (one.last or date.max) <= (other.last or date.max)
