"""KoboToolbox and ODK: one submission a row, groups before the names, choices in columns of their own."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.ingest.column_words import asked_for
from dashboard.ingest.columns import named_field
from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools.questions import fields_of
from dashboard.ingest.tools.tool import Adapted, Around, Tool, added
from dashboard.names import normal_form

_SIGNS = frozenset((
    "_uuid", "_submission_time", "_validation_status", "_submission__uuid", "meta/instanceID", "meta-instanceID",
    "meta/rootUuid", "SubmissionDate", "PARENT_KEY", "formhub/uuid",
))  # fmt: skip
_IDS = ("meta/rootUuid", "_uuid", "meta/instanceID", "meta-instanceID", "instanceID", "KEY")
_DAYS = ("today", "start", "_submission_time", "SubmissionDate", "_submission__submission_time")
_OWN = re.compile(
    r"(?:.*[/-])?_.*|formhub/.*|(?:.*[/])?meta[/-].*|SET-OF-.*|(?:start|end|today|deviceid|username|simserial|audit|"
    r"subscriberid|phonenumber|KEY|PARENT_KEY|SubmissionDate|SubmitterID|SubmitterName|AttachmentsPresent|"
    r"AttachmentsExpected|Status|ReviewState|DeviceID|Edits|FormVersion|instanceID|instanceName)",
)
"""What the tool adds by itself: nothing that anybody answered."""

_POINT = re.compile(r"(?P<before>(?:.*/)?)_(?P<name>[^/]+)_(?P<part>latitude|longitude|altitude|precision)")
_POINT_ODK = re.compile(r"(?P<name>.+)-(?P<part>Latitude|Longitude|Altitude|Accuracy)")
_DEGREES = re.compile(
    r"\[?\s*(-?\d{1,3}\.\d+)(?:\s*,\s*|\s+)(-?\d{1,3}\.\d+)(?:[\s,]+-?\d+(?:\.\d+)?){0,2}\s*\]?|\[null, ?null\]"
)
_FILE = re.compile(
    r"[^/\\]+\.(?:jpe?g|png|gif|heic|webp|pdf|mp[34]|m4a|wav|amr|ogg|aac|3gp|mov|csv|docx?|xlsx?)", re.IGNORECASE
)
_GROUPED = re.compile(r"[\w.]+(?:-[\w.]+)+")
_TICKED = {
    "1": True,
    "true": True,
    "yes": True,
    "1.0": True,
    "": False,
    "0": False,
    "false": False,
    "no": False,
    "0.0": False,
}
_SEVERAL = frozenset(("tactic", "outcome", "target", "riding", "office", "group"))
_TAKEN_BACK = frozenset(("not approved", "validation status not approved", "non approuve", "rejected", "rejete"))
_REVIEWS = ("_validation_status", "ReviewState", "_submission__validation_status")
_UNSURE = frozenset(("on hold", "validation status on hold", "en attente", "hasissues", "has issues"))


def _knows(raw: RawTable) -> bool:
    return not _SIGNS.isdisjoint(raw.header) or {"KEY", "instanceID"} <= set(raw.header)


def _adapt(raw: RawTable, _around: Around) -> Adapted:
    cells, notes = raw.cells, []
    points = _point_columns(raw)
    ticks = _ticked(cells)
    told = [
        one for one in raw.header if not _OWN.fullmatch(one) and one not in {part for each in points for part in each}
    ]
    files = [one for one in told if _all_match(cells[one], _FILE)]
    files += [one for one in raw.header if one.endswith("_URL") and one.removesuffix("_URL") in files]
    told = [one for one in told if one not in files and one not in {part for parts in ticks.values() for part in parts}]
    fields = fields_of(
        [*told, *(one for one in ticks if one not in told)], {name: _last(name) for name in [*told, *ticks]}
    )
    cells, fields = _with_choices(cells, fields, ticks)
    fields["date"] = fields["date"] or next((one for one in _DAYS if one in raw.header), "")
    cells, fields["action_id"] = _with_id(cells, raw)
    cells, fields, more = _with_point(cells, fields, points, raw)
    notes += more
    if files:
        notes.append(f"Attachments are not loaded: {_listed(files)}.")
    repeats = _repeats(raw)
    if repeats:
        notes.append(f"Repeated questions have a table of their own, to be loaded apart: {_listed(repeats)}.")
    refused, unsure = _reviewed(raw)
    if unsure:
        notes.append(f"Doubt: rows that are on hold or have issues in their tool are taken all the same ({unsure}).")
    used = {*_IDS, "_validation_status", "ReviewState", *ticks, *(one for parts in ticks.values() for one in parts)}
    return Adapted(cells, fields, tuple(notes), refused, used=frozenset(used & set(raw.header)))


TOOL = Tool("kobo", "KoboToolbox, ODK", _knows, _adapt)


def _last(name: str) -> str:
    """The name of a question without the groups before it: ``group/date``, ``group-date``."""
    if named_field(name)[0]:
        return name
    last = name.rpartition("/")[2] if "/" in name and " / " not in name else name
    if not named_field(last)[0] and _GROUPED.fullmatch(last):
        last = last.rpartition("-")[2]
    return last


def _all_match(column: pd.Series, pattern: re.Pattern[str]) -> bool:
    texts = [text.strip() for text in column.unique() if text.strip()]
    return bool(texts) and all(pattern.fullmatch(text) for text in texts)


def _ticked(cells: pd.DataFrame) -> dict[str, list[str]]:
    """Questions with several answers of which each has a column of ticks: ``tactic/call``, ``tactic/rally``."""
    found: dict[str, list[str]] = {}
    for name in cells.columns:
        parent, _, choice = name.rpartition("/")
        of = named_field(_last(parent))[0] or asked_for(parent) if parent and choice else ""
        if of in _SEVERAL and all(text.strip().lower() in _TICKED for text in cells[name].unique()):
            found.setdefault(parent, []).append(name)
    return found


def _with_choices(
    cells: pd.DataFrame, fields: dict[str, str], ticks: Mapping[str, list[str]]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows with the ticked answers of each question in one cell, parted by ``;``."""
    for parent, columns in ticks.items():
        of = next((one for one, column in fields.items() if column == parent), "")
        if not of:
            continue
        texts = [""] * len(cells)
        for name in columns:
            choice = name.rpartition("/")[2].replace("_", " ")
            for row, text in enumerate(cells[name]):
                if _TICKED[text.strip().lower()]:
                    texts[row] = f"{texts[row]}; {choice}" if texts[row] else choice
        whole = cells[parent] if parent in cells.columns else [""] * len(cells)
        cells, fields[of] = added(cells, of, [text or one for text, one in zip(texts, whole, strict=True)])
    return cells, fields


def _with_id(cells: pd.DataFrame, raw: RawTable) -> tuple[pd.DataFrame, str]:
    """The rows with the id of each submission as it stays through edits and from one kind of export to the other."""
    if {"_submission__uuid", "_index"} <= set(raw.header):
        ids = cells["_submission__uuid"].str.strip() + "/" + cells["_index"].str.strip()
        return added(cells, "action_id", ids)
    there = [name for name in _IDS if name in raw.header]
    if not there:
        return cells, ""
    ids = pd.Series("", index=cells.index, dtype="str")
    for name in there:
        ids = ids.where(ids != "", cells[name].str.strip().str.removeprefix("uuid:"))
    return added(cells, "action_id", ids)


def _point_columns(raw: RawTable) -> list[tuple[str, ...]]:
    """The columns of each point in the file: latitude, longitude, and what else belongs to it."""
    found: dict[str, dict[str, str]] = {}
    for name in raw.header:
        match = _POINT.fullmatch(name) or _POINT_ODK.fullmatch(name)
        if match:
            whole = (match.groupdict().get("before") or "") + match["name"]
            found.setdefault(whole, {})[match["part"].lower()] = name
    points = []
    for whole, parts in found.items():
        if {"latitude", "longitude"} <= set(parts):
            rest = [column for part, column in parts.items() if part not in ("latitude", "longitude")]
            points.append((parts["latitude"], parts["longitude"], *rest, *([whole] if whole in raw.header else [])))
    return points


def _with_point(
    cells: pd.DataFrame, fields: dict[str, str], points: list[tuple[str, ...]], raw: RawTable
) -> tuple[pd.DataFrame, dict[str, str], list[str]]:
    """The rows with the place of each submission: of its own columns, of a question's, of a cell that holds both."""
    single = [name for name in raw.header if _all_match(cells[name], _DEGREES) and name not in fields.values()]
    single += [
        column
        for column in fields.values()
        if column
        and _all_match(cells[column], _DEGREES)
        and column in raw.header
        and column not in (fields["latitude"], fields["longitude"])
    ]
    for of, column in fields.items():
        if column in single:
            fields[of] = ""
    if fields["latitude"] and fields["longitude"]:
        return cells, fields, []
    if points:
        fields["latitude"], fields["longitude"] = points[0][:2]
        rest = [point[0] for point in points[1:]]
        return (
            cells,
            fields,
            [f"Of several places in a row only the first is used, not {_listed(rest)}."] if rest else [],
        )
    single.sort(key=lambda name: name.startswith("_"))
    if single:
        found = [_DEGREES.fullmatch(text.strip()) for text in cells[single[0]]]
        cells, fields["latitude"] = added(cells, "latitude", [(match and match[1]) or "" for match in found])
        cells, fields["longitude"] = added(cells, "longitude", [(match and match[2]) or "" for match in found])
    return cells, fields, []


def _repeats(raw: RawTable) -> list[str]:
    return [name.removeprefix("SET-OF-") for name in raw.header if name.startswith("SET-OF-")]


def _reviewed(raw: RawTable) -> tuple[dict[int, str], str]:
    """Why lines were taken back in their tool, and the lines about which it is not sure."""
    column = next((name for name in _REVIEWS if name in raw.header), "")
    if not column:
        return {}, ""
    refused, unsure = {}, []
    for line, text in raw.cells[column].items():
        form = normal_form(text)
        if form in _TAKEN_BACK:
            refused[int(line)] = f"The submission was not approved in its tool ({column}: {text.strip()})."
        elif form in _UNSURE:
            unsure.append(int(line))
    return refused, ", ".join(map(str, unsure))


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names))
