"""Personal data in free text: taken out before anything is stored, kept in the private note, or its row refused."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Self

import numpy as np
import pandas as pd

from dashboard.directory import Directory
from dashboard.errors import UsageError
from dashboard.ingest.cells import Cells, Problems, Rows
from dashboard.ingest.personal import Found, Public, personal
from dashboard.ingest.personal_patterns import DIGIT_OR_AT

REMOVED = "[removed]"
_AT_AN_OFFICE = "\x1f"

PRIVACY = ("redact", "private", "refuse")
"""What becomes of personal data: taken out; moved to the private note; or its row is refused."""

_FREE = ("place", "group", "note")
_TEXT = (*_FREE, "private_note")
_OF_A_PLACE = frozenset(("postal code", "home address"))
_THINGS = {
    "e-mail address": "an e-mail address",
    "home address": "a home address",
    "birth date": "a birth date",
    "health card number": "a health card number",
    "passport number": "a passport number",
    "phone number": "a phone number",
    "number like a social insurance number": "a number like a social insurance number",
    "permit or application number": "a permit or application number",
    "client number": "a client number",
    "postal code": "a postal code",
}
_WHERE = {"place": "the place", "group": "the group", "note": "the note", "private_note": "the private note"}


class Redactor:
    """Takes what may identify someone out of text, except what is public.

    ``public`` are phones, e-mail addresses, postal codes and streets of offices: published, and nobody's private data.
    """

    def __init__(self, public: Iterable[str]) -> None:
        self._public = Public(public)
        self._changed: dict[tuple[str, str, bool], str] = {}
        self.found: Counter[str] = Counter()

    @classmethod
    def of(cls, directory: Directory) -> Self:
        """One that knows every office of a directory."""
        offices = directory.office_records
        return cls(pd.unique(offices[["phone", "email", "postal_code", "address"]].to_numpy(dtype=object).ravel()))

    def redact(self, text: str, *, at_an_office: bool = False) -> str:
        """The text with ``[removed]`` in place of what may identify someone.

        Where it says the place of something done ``at_an_office``, addresses and postal codes in it are that office's.
        """
        for one in reversed(self.suspects(text, at_an_office=at_an_office)):
            self.found[one.kind] += 1
            text = text[: one.first] + REMOVED + text[one.last :]
        return text

    def suspects(self, text: str, *, at_an_office: bool = False) -> list[Found]:
        """What in the text may identify someone."""
        found = personal(text, self._public)
        return [one for one in found if one.kind not in _OF_A_PLACE] if at_an_office else found

    def redact_cells(self, cells: Cells, *, place: bool = False) -> Cells:
        """The column with its distinct cells redacted; what a file says again in a later piece is counted once."""
        texts = [self._redact_cell(cells.column, text, place) if DIGIT_OR_AT.search(text) else text
                 for text in cells.texts]  # fmt: skip
        if place:
            texts = [text.removeprefix(_AT_AN_OFFICE) for text in texts]
        return Cells(cells.column, texts, cells.codes)

    def _redact_cell(self, column: str, text: str, place: bool) -> str:  # noqa: FBT001 - a fact about the column
        at_office = place and text.startswith(_AT_AN_OFFICE)
        key = (column, text, at_office)
        if key in self._changed:
            return self._changed[key]
        plain = text.removeprefix(_AT_AN_OFFICE) if place else text
        found = self.redact(plain, at_an_office=at_office)
        if found != plain:
            self._changed[key] = found
        return found

    def notes(self, privacy: str = "redact") -> list[str]:
        """The sentences for the receipt, none where nothing was found or rows that hold it were refused."""
        if not self.found or privacy == "refuse":
            return []
        replaced = f"Personal data in free text was replaced by {REMOVED}."
        if privacy == "private":
            replaced = f"Personal data in free text was replaced by {REMOVED} and kept in the private note."
        return [" ".join([replaced, *(_counted(kind, count) for kind, count in sorted(self.found.items()))])]


def _counted(kind: str, count: int) -> str:
    thing = _THINGS[kind]
    return f"Taken out in 1 place: {thing}." if count == 1 else f"Taken out in {count:,} places: {thing}."


def without_personal_data(
    columns: Mapping[str, Cells], redactor: Redactor, problems: Problems, privacy: str = "redact"
) -> dict[str, Cells]:
    """The columns with personal data dealt with as ``privacy`` says.

    "redact" takes it out of places, groups, notes and private notes; "private" takes it out of the first three and
    keeps their whole text in the private note; "refuse" makes each row that holds any a problem. Problems never
    quote it. Raises UsageError for another ``privacy``.
    """
    if privacy not in PRIVACY:
        message = f"Personal data can be dealt with as {', '.join(PRIVACY[:-1])} or {PRIVACY[-1]}, not as {privacy!r}."
        raise UsageError(message)
    columns = dict(columns)
    columns["place"] = _by_office(columns)
    fields = _FREE if privacy == "private" else _TEXT
    clean = {field: redactor.redact_cells(columns[field], place=field == "place") for field in fields}
    hits = {field: _changed(columns[field], clean[field]) for field in fields}
    if privacy == "refuse":
        _refuse(hits, columns, redactor, problems)
    if privacy == "private" and any(held.any() for held in hits.values()):
        clean["private_note"] = _moved(columns, hits)
    clean["evidence_url"] = _redacted_links(columns["evidence_url"], redactor)
    return columns | clean


def redacted_table(problems: pd.DataFrame, redactor: Redactor) -> pd.DataFrame:
    """A table of problems whose values and reasons quote nobody's personal data."""
    return problems.assign(
        **{
            name: _mapped(problems[name], lambda text: redactor.redact(text, at_an_office=True))
            for name in ("value", "reason")
        }
    )


def _mapped(texts: pd.Series, function: Callable[[str], str]) -> pd.Series:
    return texts.map({text: function(text) for text in texts.unique()}).astype(texts.dtype)


def _by_office(columns: Mapping[str, Cells]) -> Cells:
    """Places twice: as they stand in rows without an office, and in rows that name one, where a mark ends them."""
    place = columns["place"]
    at_office = columns["office"].filled() | columns["office_id"].filled()
    if not (at_office & place.filled()).any():
        return place
    return Cells(
        place.column,
        [*place.texts, *(_AT_AN_OFFICE + text for text in place.texts)],
        place.codes + np.where(at_office, len(place.texts), 0),
    )


def _redacted_links(cells: Cells, redactor: Redactor) -> Cells:
    """Links, but for those that carry somebody's e-mail address: a link can't be shortened."""
    texts = ["" if text and redactor.suspects(text) else text for text in cells.texts]
    return Cells(cells.column, texts, cells.codes)


def _changed(cells: Cells, clean: Cells) -> Rows:
    """Which rows held something."""
    pairs = zip(cells.texts, clean.texts, strict=True)
    return np.array([was.removeprefix(_AT_AN_OFFICE) != now for was, now in pairs], dtype=bool)[cells.codes]


def _moved(columns: Mapping[str, Cells], hits: Mapping[str, Rows]) -> Cells:
    """The private notes, each with the whole text of the row's cells that held something behind it."""
    notes = columns["private_note"]
    texts = np.array(notes.texts, dtype=object)[notes.codes]
    for field, held in hits.items():
        cells = columns[field]
        for row in np.flatnonzero(held):
            whole = cells.texts[cells.codes[row]].removeprefix(_AT_AN_OFFICE)
            texts[row] = f"{texts[row]}\n{whole}" if texts[row] else whole
    codes, unique = pd.factorize(texts)
    return Cells(notes.column, [str(text) for text in unique], codes)


def _refuse(hits: Mapping[str, Rows], columns: Mapping[str, Cells], redactor: Redactor, problems: Problems) -> None:
    for field, held in hits.items():
        cells = columns[field]
        reasons = {code: _reason(cells.texts[code], field, redactor) for code in set(cells.codes[held].tolist())}
        rows = np.flatnonzero(held)
        problems.add(rows, "refused", cells.column, "", [reasons[code] for code in cells.codes[rows]])


def _reason(text: str, field: str, redactor: Redactor) -> str:
    place = text.startswith(_AT_AN_OFFICE)
    kinds = dict.fromkeys(one.kind for one in redactor.suspects(text.removeprefix(_AT_AN_OFFICE), at_an_office=place))
    return " ".join(
        f"Take out what looks like {_THINGS[kind]} in {_WHERE[field]}, and load the row again." for kind in kinds
    )
