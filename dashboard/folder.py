"""A campaign's folder, ``campaign.toml``, ``actions.csv`` and ``outcomes.csv``, read with what to correct in it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from dashboard.campaign import REFERENCE_PREFIX, Campaign, DirectoryTables
from dashboard.errors import UnusableFileError, UsageError
from dashboard.plain import clean_lines
from dashboard.schema import OFFICE_KINDS, ROLE_KINDS, RidingKey

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")


@dataclass(frozen=True, slots=True)
class CampaignFolder:
    """What a campaign's folder holds; a file that is absent is None."""

    campaign: Campaign
    tables: DirectoryTables
    actions_csv: bytes | None
    outcomes_csv: bytes | None


def read_folder(path: Path) -> CampaignFolder:
    """The campaign in a folder; raises UnusableFileError naming what to correct in ``campaign.toml``."""
    definition = path / "campaign.toml"
    if not definition.is_file():
        message = f"There is no campaign.toml in {path}: name a folder that holds one."
        raise UnusableFileError(message)
    try:
        content = tomllib.loads(definition.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"campaign.toml can't be read ({error}): correct it and load it again."
        raise UnusableFileError(message) from error
    return CampaignFolder(
        campaign=_campaign(content),
        tables=_tables(content),
        actions_csv=_bytes(path / "actions.csv"),
        outcomes_csv=_bytes(path / "outcomes.csv"),
    )


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _campaign(content: Mapping[str, Any]) -> Campaign:
    name = content.get("name", "")
    names = name if isinstance(name, Mapping) else {"en": name, "fr": name}
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


def _term(target_id: str, term: Mapping[str, Any]) -> dict[str, Any]:
    try:
        riding = RidingKey.parse(f"{term.get('riding_order', '')}:{term.get('riding', '')}")
    except UsageError as error:
        message = f"A term of {target_id} has no usable riding: {error}"
        raise UnusableFileError(message) from error
    party = _text(term, "party", target_id)
    return {"target_id": target_id, "riding": str(riding), "party": party, **_span(target_id, term)}


def _role(target_id: str, role: Mapping[str, Any]) -> dict[str, Any]:
    kind = role.get("kind")
    if kind not in ROLE_KINDS:
        _refuse(f"kind of a role of {target_id}", f"one of {', '.join(ROLE_KINDS)}", kind)
    return {"target_id": target_id, "kind": kind, "title": _text(role, "title", target_id), **_span(target_id, role)}


def _office(target_id: str, office: Mapping[str, Any]) -> dict[str, Any]:
    kind = office.get("kind", "other")
    if kind not in OFFICE_KINDS:
        _refuse(f"kind of an office of {target_id}", f"one of {', '.join(OFFICE_KINDS)}", kind)
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


def _refuse(what: str, wanted: str, got: object) -> NoReturn:
    told = "it is missing" if got in (None, "") else f"it is {got!r}"
    message = f"In campaign.toml the {what} must be {wanted}; {told}."
    raise UnusableFileError(message)
