"""What people have decided about a file, with it or with one before: its columns, its days, what its names mean."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pandas as pd

from dashboard.directory import Directory
from dashboard.ingest.columns import FIELDS, IGNORED
from dashboard.names import normal_form
from dashboard.own_names import NONE, OwnNames
from dashboard.schema import CALL_OUTCOMES, TACTICS

KINDS = ("target", "office", "riding", "tactic", "outcome")
"""Kinds of names that can be decided about."""

NOBODY, LEAVE_OUT = "-", "refuse"
"""Meanings of a name beside those that are there: that it is nobody's, and that rows with it are left out."""

DATE_ORDERS = ("dmy", "mdy")


class Known(NamedTuple):
    """What a name was decided to mean earlier, and by whom."""

    meaning: str
    who: str


@dataclass(frozen=True)
class Choices:
    """What is decided about a file: ``columns`` and ``names`` with this file, ``maps`` and ``known`` with earlier ones.

    ``columns`` has our fields with the file's column each ("" for none); ``names`` has kind and normal form with the
    meaning each: an id of a target or office, a riding's key, a tactic (``call/voicemail`` with an outcome), an
    outcome, ``-`` or ``refuse``. ``maps`` has the columns by ``header_key``. ``own`` are the campaign's own tactics.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    privacy: str = "redact"
    sheet: str = ""
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    known: Mapping[tuple[str, str], Known] = field(default_factory=dict)
    own: OwnNames = field(default_factory=lambda: NONE)

    def meaning(self, kind: str, form: str) -> Known:
        """What a name means as decided: with this file (by ``""``), else earlier; no meaning where nobody decided."""
        if (kind, form) in self.names:
            return Known(self.names[kind, form], "")
        return self.known.get((kind, form), Known("", ""))

    def wishes(self, header: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Our fields with the column wished for each and how it came about: "chosen" now or "remembered"."""
        earlier = self.maps.get(header_key(header), {})
        return {name: (column, "remembered") for name, column in earlier.items()} | {
            name: (column, "chosen") for name, column in self.columns.items()
        }


class Meanings:
    """All that names can mean in a campaign, and how to call it."""

    def __init__(self, directory: Directory, ridings: pd.DataFrame, own: OwnNames = NONE) -> None:
        self._directory, self.own = directory, own
        self._ridings = dict(zip(ridings["riding"].astype("str"), ridings["name_en"].astype("str"), strict=True))
        offices = directory.offices
        told = zip(offices["address"], offices["city"], strict=True)
        self._offices = dict(zip(offices["office_id"], (", ".join(filter(None, one)) for one in told), strict=True))
        self._people = {*directory.people["target_id"], *directory.links}

    def has(self, kind: str, meaning: str) -> bool:
        """Whether a name of this kind can mean that."""
        if meaning in (NOBODY, LEAVE_OUT):
            return meaning == LEAVE_OUT or kind != "tactic"
        if kind == "tactic":
            tactic, _, outcome = meaning.partition("/")
            return (tactic in TACTICS or tactic in self.own) and (
                not outcome or (tactic == "call" and outcome in CALL_OUTCOMES)
            )
        there = {"target": self._people, "riding": self._ridings, "outcome": CALL_OUTCOMES}
        return self._is_office(meaning) if kind == "office" else meaning in there.get(kind, ())

    def label(self, kind: str, meaning: str) -> str:
        """What to call a meaning; itself where it has no other name."""
        if kind == "target":
            return self._directory.name_of(meaning)
        if kind == "office":
            owner = self._directory.name_of(str(self._directory.owner_of([meaning])[0]))
            return ", ".join(filter(None, (owner, self._offices.get(meaning, "")))) or meaning
        if kind == "tactic" and meaning in self.own:
            return self.own[meaning].en
        return self._ridings.get(meaning, meaning)

    def owner_of(self, office_id: str) -> str:
        """Whose office this is, "" for none."""
        return str(self._directory.owner_of([office_id])[0])

    def _is_office(self, meaning: str) -> bool:
        return meaning in self._offices or bool(self.owner_of(meaning))


def remembered(choices: Choices, decisions: pd.DataFrame, column_maps: pd.DataFrame, meanings: Meanings) -> Choices:
    """The choices with what the campaign remembers under them, as ``Store.decisions`` and ``Store.column_maps`` tell.

    Meanings that are no more, such as a target that is gone, are left out, so that they are asked again.
    """
    known = {
        (row.kind, row.form): Known(row.meaning, row.who or "somebody")
        for row in decisions.itertuples(index=False)
        if meanings.has(row.kind, row.meaning)
    }
    maps = {row.header: _read_map(row.fields) for row in column_maps.itertuples(index=False)}
    return replace(choices, known=known, maps=maps, own=meanings.own)


def header_key(header: Iterable[str]) -> str:
    """The same for all files with these columns, in any order and writing."""
    forms = sorted(form_of(name) for name in header if normal_form(name) not in IGNORED)
    return hashlib.sha256("\n".join(forms).encode()).hexdigest()


def form_of(name: str) -> str:
    """The form under which a name is remembered, never empty."""
    return normal_form(name) or name.strip().casefold()


def _read_map(text: str) -> dict[str, str]:
    return {name: str(column) for name, column in json.loads(text).items() if name in FIELDS}
