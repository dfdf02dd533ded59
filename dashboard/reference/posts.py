"""Titles of posts as publishers write them: whose they are, in which language, which tenures are one."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from dashboard.names import normal_form

_FRENCH = re.compile(
    r"(((vice )?premiere? )?ministre|presidente?|secretaire|procureure?|leader du|whip en chef|represent)\b"
)
_ENGLISH = re.compile(
    r"(((associate|(deputy )?prime) )?minister|president of|secretary|leader of|attorney|chief|parliamentary)\b"
)
_SERVING = re.compile(r"parliamentary secretary to (?:the )?", re.IGNORECASE)
_SERVING_FR = re.compile(r"secr[ée]taire parlementaire (?:de la |du |des |de l.|de |au |à la |à )?", re.IGNORECASE)
_AND = re.compile(
    r",? and (?:to )?(?:the )?(?=(?:Associate |Deputy )?(?:Prime )?Minister|President of|Leader of|Secretary of)"
)
_AND_FR = re.compile(
    r",? et (?:de la |du |de l.|de )(?=ministre|premi|vice-premi|présiden|leader|secrétaire)", re.IGNORECASE
)
_GOVERNOR_GENERAL = re.compile(r"governor general|gouverneure? generale?")
_TITLE = re.compile(
    r"(associate |deputy |prime )*minister\b|president of|leader of|secretary of state|attorney general"
)
_TITLE_FR = re.compile(r"(vice |premiere? )*ministre\b|president|leader d|secretaire d|procureure? general")
_TREASURY = ("President of the Treasury Board", "Président du Conseil du Trésor")
_VOWELS = "aeiou"


def is_french(titles: Iterable[str]) -> bool:
    """Whether titles are in French rather than in English."""
    forms = [normal_form(title) for title in titles]
    return sum(bool(_FRENCH.match(form)) for form in forms) > sum(bool(_ENGLISH.match(form)) for form in forms)


def is_governor_general(*titles: str) -> bool:
    """Whether a title is the Governor General's, who is listed with ministers and is none."""
    return any(_GOVERNOR_GENERAL.search(normal_form(title)) for title in titles)


def posts_served(title: str, title_fr: str) -> list[tuple[str, str]]:
    """The posts, English and French, that a parliamentary secretary of this title serves; several in one title."""
    posts = _AND.split(_SERVING.sub("", title, count=1)) if title else []
    posts_fr = [_capital(one) for one in _AND_FR.split(_SERVING_FR.sub("", title_fr, count=1))] if title_fr else []
    if len(posts) == len(posts_fr):
        return list(zip(posts, posts_fr, strict=True))
    return [(post, "") for post in posts] or [(post, post) for post in posts_fr]


def title_of(portfolio: str) -> str:
    """The title of the minister of a portfolio as tables of the Library of Parliament name it."""
    form = normal_form(portfolio)
    if not form or _TITLE.match(form):
        return portfolio
    if form == "treasury board":
        return _TREASURY[0]
    return f"Minister responsible for the {portfolio}" if "agency" in form.split() else f"Minister of {portfolio}"


def titre_of(portfolio: str) -> str:
    """The French title of the minister of a portfolio; in brackets where grammar alone does not tell the article."""
    form = normal_form(portfolio)
    if not form or _TITLE_FR.match(form):
        return portfolio
    if form == "conseil du tresor":
        return _TREASURY[1]
    first = form.split()[0]
    responsible = "responsable " if first in ("agence", "initiative") else ""
    if first.endswith(("s", "x")):
        return f"Ministre {responsible}des {portfolio}"
    return f"Ministre {responsible}de l'{portfolio}" if first[0] in _VOWELS else f"Ministre ({portfolio})"


def joined(roles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Roles with those of one person and title that overlap or follow one another day on day made one."""
    done: dict[tuple[str, str, str], dict[str, Any]] = {}
    whole = []
    for role in sorted(roles, key=lambda role: (role["from"] or date.min, role["to"] or date.max)):
        key = (role["target_id"], role["kind"], normal_form(role["title"]))
        before = done.get(key)
        if before and (before["to"] is None or role["from"] <= before["to"] + timedelta(days=1)):
            before["to"] = None if None in (before["to"], role["to"]) else max(before["to"], role["to"])
            before["title_fr"] = before["title_fr"] or role["title_fr"]
            continue
        done[key] = dict(role)
        whole.append(done[key])
    return whole


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
