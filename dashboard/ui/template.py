"""The template of an action log as a file: CSV, or a spreadsheet with lists to choose from and help beside it."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from dashboard import words as vocabulary
from dashboard.campaign import Campaign
from dashboard.directory import Directory
from dashboard.ingest import template as own
from dashboard.matching import OfficeMatcher
from dashboard.names import normal_form
from dashboard.own_names import NONE, OwnNames
from dashboard.schema import CALL_OUTCOMES, ORDERS, PRECISIONS, TACTICS, order_on
from dashboard.translation import LANGUAGES
from dashboard.ui import ridings
from dashboard.ui.guide.columns import MEANINGS

_ROWS = 1000
_STRICT = ("tactic", "outcome", "date_precision", "split", "riding_order")
"""Lists that hold all there is; of the others the sheet has what is known, and more may be written."""

_DAYS = ("date", "date_end", "up_until")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_WIDTHS = {
    "date": 12,
    "date_end": 12,
    "tactic": 26,
    "outcome": 20,
    "target": 26,
    "office": 34,
    "riding": 30,
    "note": 34,
}


def file(
    kind: str, campaign: Campaign, directory: Directory, today: date, language: str, tactics: OwnNames = NONE
) -> bytes:
    """The template as "csv" or "xlsx", in the words of a language, with the campaign's own targets and offices.

    ``tactics`` are those of the campaign's own.
    """
    if kind != "xlsx":
        return own.template_csv(language, tactics)
    return _spreadsheet(lists(campaign, directory, today, language, tactics), own.examples(language, tactics))


def lists(
    campaign: Campaign, directory: Directory, today: date, language: str, tactics: OwnNames = NONE
) -> dict[str, list[str]]:
    """What can be chosen in which column: the codes in words, and whom and where the campaign presses."""
    say = vocabulary.words(language).with_own(tactics)
    day = min(today, campaign.ends or today)
    order = campaign.riding_order or order_on(day)
    return {
        "tactic": say.renamed(vocabulary.TACTICS, (*TACTICS, *tactics)),
        "outcome": say.renamed(vocabulary.CALL_OUTCOMES, CALL_OUTCOMES),
        "date_precision": say.renamed(vocabulary.PRECISIONS, PRECISIONS),
        "split": [say._("yes"), say._("no")],
        "riding_order": [str(one) for one in ORDERS],
        "target": ["-", *_targets(directory, np.datetime64(day, "D"))],
        "office": _offices(directory, np.datetime64(day, "D"), say),
        "riding": [ridings.names(language)[key] for key in ridings.options(order, language)],
    }


def _targets(directory: Directory, day: np.datetime64) -> list[str]:
    """Everyone but former members by name, or by id where several have the name."""
    terms, people = directory.terms, directory.people
    to = terms["to"].to_numpy()
    sitting = terms.loc[np.isnat(to) | (to >= day), "target_id"]
    former = set(terms["target_id"]) - set(sitting)
    people = people[~people["target_id"].isin(former)]
    alike = Counter(map(normal_form, people["name"]))
    told = zip(people["target_id"], people["name"], strict=True)
    return _sorted(target_id if alike[normal_form(name)] > 1 else name for target_id, name in told)


def _offices(directory: Directory, day: np.datetime64, say: vocabulary.Words) -> list[str]:
    """Open offices by address where that is read as this one, else by id; on the Hill all in one, beside a target."""
    offices = directory.offices
    to = offices["valid_to"].to_numpy()
    open_ = offices[(np.isnat(to) | (to >= day)) & (offices["kind"] != "legislature").to_numpy()]
    matcher, days, found = OfficeMatcher(directory), np.array([day]), []
    for row in open_.itertuples(index=False):
        where = _address(row.address, row.city, row.province, row.postal_code)
        is_told = row.postal_code and matcher.match(where, "", days)[0].key == row.office_id
        found.append(where if is_told else row.office_id)
    hill = [say.named(vocabulary.OFFICE_KINDS, "legislature")] if len(open_) < len(offices) else []
    return hill + _sorted(found)


def _address(address: str, *parts: str) -> str:
    """The address with its city, province and postal code, where it does not say them itself."""
    said = f" {normal_form(address)} "
    return ", ".join(filter(None, (address, *(part for part in parts if f" {normal_form(part)} " not in said))))


def _sorted(texts: Iterable[str]) -> list[str]:
    """In alphabetical order, without what a spreadsheet would take for a formula when it is chosen."""
    return sorted((text for text in texts if text[:1] not in ("", *"=+-@\t\r")), key=normal_form)


def _spreadsheet(choices: Mapping[str, Sequence[str]], rows: Sequence[Mapping[str, str]]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only where this file is asked for

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = {
            "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _actions(book.add_worksheet("actions"), choices, rows, formats)
        _help(book.add_worksheet(own.HELP_SHEET), formats)
        _lists(book.add_worksheet(own.LISTS_SHEET), choices, formats)
    return buffer.getvalue()


def _actions(
    sheet: Any,  # noqa: ANN401 - the library has no types
    choices: Mapping[str, Sequence[str]],
    rows: Sequence[Mapping[str, str]],
    formats: Mapping[str, Any],
) -> None:
    """The sheet to write on: columns with a comment each, example rows, lists to choose from."""
    for column, name in enumerate(own.COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 14), formats["day"] if name in _DAYS else None)
        sheet.write_string(0, column, name, formats["bold"])
        sheet.write_comment(0, column, _told(name), {"x_scale": 2.2, "y_scale": 1.8, "author": ""})
        if name in choices:
            _offer(sheet, column, name, choices)
    for place, row in enumerate(rows, start=1):
        for name, text in row.items():
            _write(sheet, place, own.COLUMNS.index(name), text, formats["day"])
    sheet.freeze_panes(1, 0)


def _offer(sheet: Any, column: int, name: str, choices: Mapping[str, Sequence[str]]) -> None:  # noqa: ANN401 - as above
    if choices[name]:
        letter = chr(ord("A") + list(choices).index(name))
        source = f"='{own.LISTS_SHEET}'!${letter}$2:${letter}${len(choices[name]) + 1}"
        kind = "warning" if name in _STRICT else "information"
        sheet.data_validation(1, column, _ROWS, column, {"validate": "list", "source": source, "error_type": kind})


def _write(sheet: Any, row: int, column: int, text: str, day: Any) -> None:  # noqa: ANN401 - as above
    """A day as a day and a number as a number, so that a spreadsheet keeps them as such; all else as text."""
    if _DAY.fullmatch(text):
        sheet.write_datetime(row, column, datetime.fromisoformat(text), day)
    elif _NUMBER.fullmatch(text):
        sheet.write_number(row, column, float(text))
    else:
        sheet.write_string(row, column, text)


def _help(sheet: Any, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - as above
    """What each column means and what may stand in it, in both languages."""
    says = [vocabulary.words(language) for language in LANGUAGES]
    heads = [head for say in says for head in (say._("Meaning"), say._("What may stand in it"))]
    for column, head in enumerate(["", *heads]):
        sheet.write_string(0, column, head, formats["bold"])
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, len(heads), 44)
    for row, name in enumerate(own.COLUMNS, start=1):
        sheet.write_string(row, 0, name, formats["bold"])
        for column, text in enumerate(say._(part) for say in says for part in MEANINGS[name]):
            sheet.write_string(row, column + 1, text, formats["wrapped"])
    sheet.freeze_panes(1, 1)


def _lists(sheet: Any, choices: Mapping[str, Sequence[str]], formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - as above
    for column, (name, values) in enumerate(choices.items()):
        sheet.write_string(0, column, name, formats["bold"])
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
        for row, value in enumerate(values, start=1):
            _write(sheet, row, column, value, None)


def _told(name: str) -> str:
    """A column's help in both languages."""
    return "\n\n".join(" ".join(vocabulary.words(one)._(part) for part in MEANINGS[name]) for one in LANGUAGES)
