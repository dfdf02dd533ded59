"""What the blanks of a script stand for at one office."""

from datetime import date
from typing import Any

from dashboard import words as vocabulary
from dashboard.directory.held import SEAT, Held
from dashboard.names import normal_form
from dashboard.reference.ridings import ridings
from dashboard.snapshot import Snapshot
from dashboard.translation import LANGUAGES
from dashboard.words import Words


def values(of: Snapshot, row: Any, say: Words, day: date) -> dict[str, str]:  # noqa: ANN401 - a row of offices
    """By blank, on a day, in the language of ``say`` (row: target_id, target, riding, kind, address)."""
    campaign = of.campaign
    return {
        "person": row.target,
        "title": _title(of, row.target_id, day, say),
        "riding": _riding(row.riding, say.language),
        "campaign": campaign.name(say.language),
        "demand": campaign.demand,
        "post": campaign.post_title(say.language),
        "office": ", ".join(filter(None, (say.named(vocabulary.OFFICE_KINDS, row.kind), row.address))),
    }


def _title(of: Snapshot, target_id: str, day: date, say: Words) -> str:
    """The first title that a person has on the day, else that they are a member; "" where neither is known.

    A title that is known in one language only is said in that, but for the campaign's own post.
    """
    held = of.directory.who(target_id, day, day)
    titles = [_in_language(of, one, say.language) for one in held if one.kind != SEAT]
    seats = [say._("Member of Parliament") for one in held if one.kind == SEAT]
    return next(filter(None, (*titles, *seats)), "")


def _in_language(of: Snapshot, one: Held, language: str) -> str:
    posts = {normal_form(of.campaign.post_title(known)) for known in LANGUAGES}
    if one.kind == "minister" and normal_form(one.what) in posts:
        return of.campaign.post_title(language)
    return one.what_fr if language == "fr" else one.what


def _riding(key: str, language: str) -> str:
    listed = ridings()
    named = listed.loc[listed["riding"] == key, f"name_{language}"]
    return str(named.iloc[0]) if len(named) else ""
