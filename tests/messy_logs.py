"""Logs as volunteers keep them, made by hypothesis, and the ways in which programs save one and the same log."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

FIRST_DAY = date(2020, 11, 2)
NAMES = {
    "action_id": ("action_id", "uuid", "KEY"),
    "date": ("date", "Day", "When", "jour", "Date de l'action", "horodateur"),
    "date_end": ("date_end", "End date", "Date de fin"),
    "date_precision": ("date_precision", "précision"),
    "tactic": ("tactic", "Type", "Activity type", "tactique", "MOYEN"),
    "outcome": ("outcome", "Result", "résultat", "disposition"),
    "quantity": ("quantity", "Count", "how many", "nombre", "Quantité"),
    "quantity_low": ("quantity_low", "at least", "au moins"),
    "quantity_high": ("quantity_high", "at most", "au plus"),
    "target": ("target", "MP name", "decision-maker", "député", "cible"),
    "office": ("office", "MP office", "bureau de circonscription"),
    "riding": ("riding", "Constituency", "circonscription", "comté"),
    "riding_order": ("riding_order", "rep order"),
    "province": ("province", "prov"),
    "place": ("place", "where", "lieu", "Endroit"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lng"),
    "split": ("split", "shared", "partagé"),
    "group": ("group", "Organization", "groupe"),
    "note": ("note", "Comments", "remarques", "Commentaire"),
    "evidence_url": ("evidence_url", "link", "preuve"),
    "up_until": ("up_until", "still up", "encore en place le"),
    "private_note": ("private_note", "note privée"),
    "": ("Weather", "Volunteer name", "Courriel", "Nº de bannière", "reason"),
}
"""The fields of a log with names that their columns have; "" for columns that are nobody's."""

_OPTIONAL = tuple(field for field in NAMES if field not in ("date", "tactic", "latitude", "longitude", ""))
_DAYS = tuple(FIRST_DAY + timedelta(days=number) for number in range(9))
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre")  # fmt: skip
_DAY_FORMS = (
    "{0:%Y-%m-%d}", "{0:%Y-%m-%d}", "{0:%d/%m/%Y}", "{0:%b} {0.day}, {0:%Y}", "{0.day} {month} {0:%Y}", "{0:%Y%m%d}",
    "{0:%b} {0.day}, {0:%Y} 8:58:20 AM", "{0:%Y-%m-%d}T21:40:00-05:00", "{0:%Y-%m}", "{0:%G}-W{0:%V}",
    "{0:%Y-%m-%d} to {1:%Y-%m-%d}", "{0.day}.{0.month}.{0:%Y}",
)  # fmt: skip
_GOOD = {
    "date_end": ("", "", "", "2020-12-31", "Dec 24, 2020"),
    "date_precision": ("", "", "", "", "range"),
    "tactic": ("call", "Call", "appels", "vm", "Poster", "affichage", "poster_riding", "visite", "manif", "letter",
               "remise de pétition", "meeting"),
    "outcome": ("", "", "reached", "VM", "no answer", "répondeur", "occupé"),
    "quantity": ("", "5", "5", "12", "12,000", "12 000", "hundreds", "over 5,000", "environ 50", "two dozen", "1.5",
                 "10-20", "12.000", "une centaine"),
    "quantity_low": ("", "", "3"),
    "quantity_high": ("", "", "40"),
    "target": ("", "Mendicino", "MENDICINO, Marco", "marco-mendicino", "Freeland; Mendicino", "Immigration Minister",
               "l'hon. Chrystia Freeland", "-", "Don Davies", "IRCC", "Ahmed Hussen ; ahmed hussen"),
    "office": ("", "", "", "eglinton", "M6A 1A3", "344 Bloor St. West", "416-781-5583"),
    "riding": ("", "", "35024", "Eglinton-Lawrence", "University—Rosedale", "papineau"),
    "riding_order": ("", "2013", "2013"),
    "province": ("", "ON", "Ontario"),
    "place": ("", "in front of the library", "Métro Jean-Talon"),
    "split": ("", "", "no", "oui"),
    "group": ("", "Migrant Students", "Étudiant·e·s « unies »"),
    "note": ("", "", "good", "Good ", 'é, "x"; y', "e\u0301te\u0301", "=SUM(1)", "'tis so", "two\nlines", "tab\there",
             "call me: jo@example.org or 514-555-0199", "#1 | first", "5", "🪧 up", "+1", "2020-11-03", "a\u00a0b"),
    "evidence_url": ("", "", "https://example.org/a?b=1,2"),
    "up_until": ("", "", "2021-01-31"),
    "private_note": ("", "", "ask for the manager", "-"),
    "point": (("", ""), ("43.7191", "-79.4352"), ("45.5", "-73.6"), ("43.7", "-79.5")),
    "": ("", "sunny", "Jo Tremblay", "jo@example.org", "3"),
}  # fmt: skip
BAD = {
    "date": ("", "2020-13-45", "31/02/2021", "1850-01-01", "soon"),
    "date_end": ("2019-01-01", "later"),
    "date_precision": ("about",),
    "tactic": ("", "flying", "call and rally"),
    "outcome": ("dunno",),
    "quantity": ("-3", "lots of it all", "1.2.3"),
    "target": ("Nobody Known", "Mendicino; Nobody Known"),
    "office": ("K1A 0A6", "the one on the corner"),
    "riding": ("99999", "Nowhere"),
    "riding_order": ("1996",),
    "split": ("perhaps",),
    "evidence_url": ("a photo",),
    "up_until": ("2019-01-01",),
}
"""Cells that nobody can use as they stand, for a human being to mend."""

Row = dict[str, str]


@dataclass(frozen=True)
class Log:
    """A log: its columns in their order (field, number of its name), and its rows in groups that belong together.

    ``right`` has what each row would have said without slips, in the same order; ids begin with ``prefix``.
    """

    columns: tuple[tuple[str, int], ...]
    groups: tuple[tuple[Row, ...], ...]
    right: tuple[tuple[Row, ...], ...]
    prefix: str = ""

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [NAMES[field][number] for field, number in self.columns]

    def table(self, order: Random | None = None) -> "Table":
        """The log as it stands, or with its rows in another order."""
        rows = [self.cells(row) for group in self.groups for row in group]
        return Table(self.header, order.sample(rows, len(rows)) if order else rows)

    def cells(self, row: Row) -> list[str]:
        """One row as the file has it."""
        if row.get("action_id"):
            row = row | {"action_id": self.prefix + row["action_id"]}
        return [row.get(field or NAMES[""][number], "") for field, number in self.columns]

    def part(self, order: Random) -> "Log":
        """Some of the log: whole groups, as an export of fewer days has them."""
        kept = [place for place in range(len(self.groups)) if order.random() < 0.5]
        return replace(self, groups=tuple(self.groups[place] for place in kept))

    def mended(self) -> "Log":
        """The log with every slip put right."""
        return replace(self, groups=self.right)

    def without(self, cell: str) -> "Log":
        """The log with this cell blank wherever it stands."""

        def blank(groups: tuple[tuple[Row, ...], ...]) -> tuple[tuple[Row, ...], ...]:
            return tuple(
                tuple({field: "" if text == cell else text for field, text in row.items()} for row in group)
                for group in groups
            )

        return replace(self, groups=blank(self.groups), right=blank(self.right))

    def otherwise_named(self, order: Random) -> "Log":
        """The same log with its columns in another order and under other names of theirs."""
        columns = [
            (field, order.randrange(len(NAMES[field])) if field else number) for field, number in self.columns
        ]  # fmt: skip
        return replace(self, columns=tuple(order.sample(columns, len(columns))))


@dataclass(frozen=True)
class Table:
    """Names of columns and rows of text."""

    header: list[str]
    rows: list[list[str]]


@st.composite
def logs(draw: st.DrawFn, *, slips: bool = True, twins: bool = True, most: int = 7) -> tuple[Log, Log]:
    """A log, and the same with more groups at its end. ``slips``: some cells can't be used; ``twins``: rows repeat."""
    fields = ["date", "tactic", *draw(st.lists(st.sampled_from(_OPTIONAL), unique=True, max_size=12))]
    fields += ["latitude", "longitude"] if draw(st.integers(0, 4)) == 0 else []
    columns = [(field, draw(st.integers(0, len(NAMES[field]) - 1))) for field in fields]
    columns += [("", number) for number in draw(st.lists(st.integers(0, len(NAMES[""]) - 1), unique=True, max_size=3))]
    columns = draw(st.permutations(columns))
    kinds = ("one", "one", "one", "twins", "places", "again", "contrary") if twins else ("one", "one", "places")
    groups = draw(st.lists(st.sampled_from(kinds), max_size=most))
    right = [_group(draw, kind, number, fields, named="action_id" in fields) for number, kind in enumerate(groups)]
    wrong = [tuple(_slipped(draw, row) for row in group) for group in right] if slips else right
    count = draw(st.integers(0, len(groups)))
    whole = Log(tuple(columns), tuple(wrong), tuple(right))
    return replace(whole, groups=whole.groups[:count], right=whole.right[:count]), whole


def _group(draw: st.DrawFn, kind: str, number: int, fields: list[str], *, named: bool) -> tuple[Row, ...]:
    row = _row(draw, fields)
    if named and (kind not in ("one", "twins") or draw(st.booleans())):
        row["action_id"] = f"a{number}"
    if kind == "twins":
        row.pop("action_id", None)
        return (row,) * draw(st.integers(2, 3))
    if kind == "again":
        return row, row
    if kind == "contrary":
        return row, row | {"tactic": "rally"}
    if kind == "places" and named:
        return row | {"target": "Mendicino"}, row | {"target": "Freeland"}
    return (row,)


def _row(draw: st.DrawFn, fields: list[str]) -> Row:
    row = {field: draw(st.sampled_from(_GOOD[field])) for field in fields if field in _GOOD}
    row |= {name: draw(st.sampled_from(_GOOD[""])) for name in NAMES[""]}
    row["latitude"], row["longitude"] = draw(st.sampled_from(_GOOD["point"]))
    first, last = sorted(draw(st.tuples(st.sampled_from(_DAYS), st.sampled_from(_DAYS))))
    return row | {"date": draw(st.sampled_from(_DAY_FORMS)).format(first, last, month=_MONTHS[first.month - 1])}


def _slipped(draw: st.DrawFn, row: Row) -> Row:
    if draw(st.integers(0, 5)):
        return row
    field = draw(st.sampled_from([field for field in BAD if field in row]))
    return row | {field: draw(st.sampled_from(BAD[field]))}


@dataclass(frozen=True)
class Dialect:
    """How a program saves a table of text."""

    delimiter: str = ","
    encoding: str = "utf-8"
    line: str = "\n"
    quoting: int = csv.QUOTE_MINIMAL
    stated: bool = False
    blank_lines: bool = False

    def saved(self, table: Table) -> tuple[str, bytes]:
        """A name and the bytes of a file with this table."""
        text = io.StringIO(newline="")
        rows = [[cell.replace("\n", self.line) for cell in row] for row in table.rows]
        csv.writer(text, delimiter=self.delimiter, lineterminator=self.line, quoting=self.quoting).writerows(
            [table.header, *rows]
        )
        told = (f"sep={self.delimiter}{self.line}" if self.stated else "") + text.getvalue()
        told += self.line * 2 if self.blank_lines else ""
        try:
            return "kopie (2).CSV", told.encode(self.encoding)
        except UnicodeEncodeError:
            return "kopie (2).CSV", told.encode("utf-8-sig")


class Spreadsheet:
    """Saves a table as XLSX: whole and decimal numbers as numbers, ISO days as days, as spreadsheets keep them."""

    def saved(self, table: Table) -> tuple[str, bytes]:
        """A name and the bytes of a file with this table."""
        data = io.BytesIO()
        with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
            sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
            for place, row in enumerate([table.header, *table.rows]):
                for column, cell in enumerate(row):
                    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) and _is_day(cell):
                        sheet.write_datetime(place, column, date.fromisoformat(cell), day)
                    elif re.fullmatch(r"-?([1-9]\d*|0)(\.\d*[1-9])?", cell):
                        sheet.write_number(place, column, float(cell))
                    elif cell:
                        sheet.write_string(place, column, cell)
        return "log.xlsx", data.getvalue()


class Objects:
    """Saves a table as a JSON list of objects, blank cells as null."""

    def saved(self, table: Table) -> tuple[str, bytes]:
        """A name and the bytes of a file with this table."""
        records = [dict(zip(table.header, map(_value, row), strict=True)) for row in table.rows]
        return "log.json", json.dumps(records, ensure_ascii=False, indent=1).encode()


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).year > 1900
    except ValueError:
        return False


def _value(cell: str) -> Any:
    return int(cell) if re.fullmatch(r"[1-9]\d*", cell) else cell or None


PLAIN = Dialect()
DIALECTS: Sequence[Dialect | Spreadsheet | Objects] = (
    Dialect(encoding="utf-8-sig"),
    Dialect(";", line="\r\n"),
    Dialect("\t", "utf-16", "\r\n"),
    Dialect(",", "cp1252", "\r\n", csv.QUOTE_ALL),
    Dialect("|", quoting=csv.QUOTE_ALL, blank_lines=True),
    Dialect(";", "cp1252"),
    Dialect(",", line="\r"),
    Dialect(";", "utf-8-sig", "\r\n", csv.QUOTE_ALL, stated=True),
    Spreadsheet(),
    Objects(),
)
