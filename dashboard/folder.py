"""A campaign's folder, ``campaign.toml``, ``actions.csv`` and ``outcomes.csv``, read with what to correct in it."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from dashboard.campaign import REFERENCE_PREFIX, Campaign, DirectoryTables
from dashboard.errors import UnusableFileError, UsageError
from dashboard.plain import clean_lines
from dashboard.schema import OFFICE_KINDS, ROLE_KINDS, RidingKey

_SPAN = ("from", "to")
_KEYS = {
    "campaign": (
        "slug", "name", "demand", "post", "post_fr", "starts", "ends", "riding_order", "people", "institutions",
    ),
    "name": ("en", "fr"),
    "owner": ("id", "name", "serves_post", "terms", "roles", "offices"),
    "term": ("riding_order", "riding", "party", *_SPAN),
    "role": ("kind", "title", "title_fr", *_SPAN),
    "office": (
        "id", "kind", "address", "postal_code", "city", "province", "phone", "email", "latitude", "longitude", *_SPAN,
    ),
}  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")


@dataclass(frozen=True, slots=True)
class CampaignFolder:
    """What a campaign's folder holds; a file that is absent is None."""

    campaign: Campaign
    tables: DirectoryTables
    actions_csv: bytes | None
    outcomes_csv: bytes | None


def read_folder(path: Path, ridings: Collection[str] = ()) -> CampaignFolder:
    """The campaign in a folder; raises UnusableFileError naming what to correct in ``campaign.toml``.

    With the keys of all ``ridings`` also where a term is for a riding that does not exist.
    """
    definition = path / "campaign.toml"
    if not definition.is_file():
        message = f"There is no campaign.toml in {path}: name a folder that holds one."
        raise UnusableFileError(message)
    try:
        content = tomllib.loads(definition.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"campaign.toml can't be read ({error}): correct it and load it again."
        raise UnusableFileError(message) from error
    tables = _tables(content)
    if ridings:
        _check_ridings(tables.terms, ridings)
    return CampaignFolder(
        campaign=_campaign(content),
        tables=tables,
        actions_csv=_bytes(path / "actions.csv"),
        outcomes_csv=_bytes(path / "outcomes.csv"),
    )


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _campaign(content: Mapping[str, Any]) -> Campaign:
    name = content.get("name", "")
    names = name if isinstance(name, Mapping) else {"en": name, "fr": name}
    _check_keys(content, "campaign", "the campaign")
    _check_keys(names, "name", "the campaign's name")
    order = content.get("riding_order")
    if order not in (None, 2013, 2023):
        _refuse("riding_order", "2013 or 2023", order)
    starts = _day(content, "starts", "the campaign")
    if starts is None:
        _refuse("starts", "the campaign's first day, for example starts = 2020-03-01", None)
    return Campaign(
        slug=_text(content, "slug", "the campaign"),
        name_en=_text(names, "en", "the campaign's name") or _text(names, "fr", "the campaign's name"),
        name_fr=_text(names, "fr", "the campaign's name") or _text(names, "en", "the campaign's name"),
        demand=_text(content, "demand", "the campaign"),
        post=_text(content, "post", "the campaign"),
        post_fr=_text(content, "post_fr", "the campaign"),
        starts=starts,
        ends=_day(content, "ends", "the campaign"),
        riding_order=order,
    )


def _tables(content: Mapping[str, Any]) -> DirectoryTables:
    people: list[dict[str, Any]] = []
    terms: list[dict[str, Any]] = []
    roles: list[dict[str, Any]] = []
    offices: list[dict[str, Any]] = []
    for kind, owner in _owners(content):
        target_id = _id(owner, kind)
        _check_keys(owner, "owner", target_id)
        name = _text(owner, "name", target_id)
        if not name:
            _refuse(f"name of {target_id}", "a name", None)
        serves = bool(owner.get("serves_post", False))
        people.append({"target_id": target_id, "name": name, "kind": kind, "serves_post": serves})
        terms += [_term(target_id, term) for term in _list(owner, "terms", target_id)]
        roles += [_role(target_id, role) for role in _list(owner, "roles", target_id)]
        offices += [_office(target_id, office) for office in _list(owner, "offices", target_id)]
    _unique([str(person["target_id"]) for person in people], "people and institutions")
    _unique([str(office["office_id"]) for office in offices], "offices")
    return DirectoryTables.of(people, terms, roles, offices)


def _owners(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for person in _list(content, "people", "the campaign"):
        yield "person", person
    for institution in _list(content, "institutions", "the campaign"):
        yield "institution", institution


def _check_keys(record: Mapping[str, Any], what: str, whose: str) -> None:
    """A key that is written wrong would leave out what it says without a word."""
    for key in record:
        if key not in _KEYS[what]:
            message = f"In campaign.toml the key {key!r} of {whose} is not known{_perhaps(key, _KEYS[what])}"
            raise UnusableFileError(message)


def _perhaps(text: str, known: Collection[str]) -> str:
    near = get_close_matches(text, sorted(known), n=1)
    return f": did you mean {near[0]!r}?" if near else f": use one of {', '.join(known)}."


def _check_ridings(terms: pd.DataFrame, ridings: Collection[str]) -> None:
    for target_id, riding in zip(terms["target_id"], terms["riding"], strict=True):
        if riding not in ridings:
            near = get_close_matches(riding, [key for key in ridings if key[:4] == riding[:4]], n=1, cutoff=0)
            perhaps = f": did you mean {near[0]}?" if near else "."
            message = f"In campaign.toml a term of {target_id} is for {riding}, a riding that does not exist{perhaps}"
            raise UnusableFileError(message)


def _term(target_id: str, term: Mapping[str, Any]) -> dict[str, Any]:
    _check_keys(term, "term", f"a term of {target_id}")
    try:
        riding = RidingKey.parse(f"{term.get('riding_order', '')}:{term.get('riding', '')}")
    except UsageError as error:
        message = f"A term of {target_id} has no usable riding: {error}"
        raise UnusableFileError(message) from error
    party = _text(term, "party", target_id)
    return {"target_id": target_id, "riding": str(riding), "party": party, **_span(target_id, term)}


def _role(target_id: str, role: Mapping[str, Any]) -> dict[str, Any]:
    _check_keys(role, "role", f"a role of {target_id}")
    titles = {name: _text(role, name, target_id) for name in ("title", "title_fr")}
    kind = _kind(role.get("kind"), f"a role of {target_id}", ROLE_KINDS)
    return {"target_id": target_id, "kind": kind, **titles, **_span(target_id, role)}


def _office(target_id: str, office: Mapping[str, Any]) -> dict[str, Any]:
    _check_keys(office, "office", f"an office of {target_id}")
    kind = _kind(office.get("kind", "other"), f"an office of {target_id}", OFFICE_KINDS)
    texts = ("address", "postal_code", "city", "province", "phone", "email")
    return {
        "office_id": _id(office, "office"),
        "target_id": target_id,
        "kind": kind,
        **{name: _text(office, name, target_id) for name in texts},
        **{name: _number(office, name, target_id) for name in ("latitude", "longitude")},
        "valid_from": _day(office, "from", target_id),
        "valid_to": _day(office, "to", target_id),
        "source": "campaign",
    }


def _kind(kind: object, whose: str, kinds: Collection[str]) -> object:
    if kind not in kinds:
        near = get_close_matches(str(kind), kinds, n=1)
        _refuse(f"kind of {whose}", f"one of {', '.join(kinds)}", kind, f", did you mean {near[0]!r}?" if near else ".")
    return kind


def _span(target_id: str, record: Mapping[str, Any]) -> dict[str, date | None]:
    first, last = _day(record, "from", target_id), _day(record, "to", target_id)
    if first and last and last < first:
        _refuse(f"to of {target_id}", f"a day on or after {first}", last)
    return {"from": first, "to": last}


def _id(record: Mapping[str, Any], what: str) -> str:
    text = _text(record, "id", what)
    if not _ID.fullmatch(text) or text.startswith(REFERENCE_PREFIX):
        _refuse(f"id of a {what}", "letters, digits and hyphens (not starting with ref-)", text)
    return text


def _text(record: Mapping[str, Any], name: str, whose: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        _refuse(f"{name} of {whose}", "text in quotation marks", value)
    return clean_lines(value)


def _number(record: Mapping[str, Any], name: str, whose: str) -> float:
    value = record.get(name, float("nan"))
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(f"{name} of {whose}", "a number", value)
    return float(value)


def _day(record: Mapping[str, Any], name: str, whose: str) -> date | None:
    value = record.get(name)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        _refuse(f"{name} of {whose}", "a day without quotation marks, for example 2020-03-01", value)
    return date.fromisoformat(str(value))


def _list(record: Mapping[str, Any], name: str, whose: str) -> list[Mapping[str, Any]]:
    value = record.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        _refuse(f"{name} of {whose}", f"a list of tables ([[{name}]])", value)
    return list(value)


def _unique(ids: list[str], what: str) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        message = f"campaign.toml uses the same id twice among {what}: {', '.join(twice)}. Give each its own."
        raise UnusableFileError(message)


def _refuse(what: str, wanted: str, got: object, end: str = ".") -> NoReturn:
    told = "it is missing" if got in (None, "") else f"it is {got!r}"
    message = f"In campaign.toml the {what} must be {wanted}; {told}{end}"
    raise UnusableFileError(message)
