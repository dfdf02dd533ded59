"""What the Log page's form offers: offices, what can be done there, how calls go, and every sentence it says."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from dashboard import words as vocabulary
from dashboard.addresses import phones
from dashboard.directory.standing import standing
from dashboard.ingest.entry import LONGEST_GROUP, LONGEST_NOTE, TACTICS
from dashboard.photos import LONGEST_SIDE
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings
from dashboard.ui.text import _, words
from dashboard.words import N_

OUTCOMES = ("reached", "voicemail", "no_answer", "busy", "refused")
"""How a call may go, each one tap; what is rarer comes by a file."""

_LARGE = 5
_SUGGESTED = 12
_OFFICES = {
    "constituency": N_("{name}'s constituency office"),
    "legislature": N_("{name}'s Hill office"),
    "ministerial": N_("{name}'s ministerial office"),
}
_SHORT = {
    "call": N_("Call"),
    "poster_office": N_("Posters"),
    "office_visit": N_("Visit"),
    "letter": N_("Letter"),
    "petition_delivery": N_("Petition"),
    "rally": N_("Rally"),
}
_SAYINGS = {
    "where": N_("Which office?"),
    "near": N_("Nearest to me"),
    "locating": N_("Finding where you are..."),
    "lost": N_("Where you are can't be told: allow it in the browser, or search."),
    "private": N_("Where you are stays on this phone."),
    "search": N_("Name, riding, city or postal code"),
    "none": N_("No office is named so: try a part of the name or a city."),
    "nearest": N_("Nearest to you"),
    "latest": N_("Last used, and where the campaign presses"),
    "found": N_("Found"),
    "change": N_("Change office"),
    "what": N_("What did you do?"),
    "more": N_("Other"),
    "many": N_("How many? One tap logs it"),
    "calls": N_("How many calls?"),
    "went": N_("How did it go? One tap logs it"),
    "fewer": N_("One fewer"),
    "one_more": N_("One more"),
    "number": N_("How many"),
    "log": N_("Log {what}"),
    "log_number": N_("Log {count}"),
    "need_office": N_("Choose an office first"),
    "need_tactic": N_("Choose what you did"),
    "details": N_("Date, note, photo"),
    "day": N_("Date"),
    "note": N_("Note"),
    "note_help": N_("No names, phones or addresses of people: what looks like them is taken out."),
    "group": N_("Group"),
    "photo": N_("Photo"),
    "photo_help": N_("Only the picture is kept: no place, time or device."),
    "photo_kept": N_("Photo added"),
    "remove": N_("Remove the photo"),
    "heic": N_("The photo is in the HEIC or AVIF format, which can't be read here: send it as a JPEG."),
    "unreadable": N_("The file is no photo that can be read here: send a JPEG, PNG or WebP picture."),
    "full": N_("There is no room for the photo on this phone: log without it, or wait for the connection."),
    "sending": N_("Sending: {what}."),
    "logged": N_("Logged: {what}."),
    "waiting": N_("Kept on this phone; not sent yet: {what}."),
    "open": N_("Not sent yet, keep this page open: {what}."),
    "undoing": N_("Taking back: {what}."),
    "undone": N_("Taken back: {what}."),
    "refused": N_("Not logged: {what}."),
    "undo": N_("Undo"),
    "again": N_("Change it"),
    "discard": N_("Discard"),
    "offline": N_("No connection. What you choose and log is kept on this phone and sent once it is back."),
    "restored": N_("Taken up where you left it."),
    "and": N_("{one}, {other}"),
    "km": N_("{count} km"),
    "call": N_("Call {phone}"),
}


def data(of: Snapshot, today: date, language: str) -> Mapping[str, Any]:
    """All that the form needs to work without a connection."""
    return _data(of, today, language)


@cached.kept
def _data(of: Snapshot, today: date, _language: str) -> Mapping[str, Any]:
    say = words()
    rows = _open(of, today)
    return MappingProxyType(
        {
            "campaign": of.campaign.slug,
            "language": say.language,
            "offices": _offices(of, rows),
            "first": _first(of, rows, today),
            "tactics": [_tactic(code) for code in (*TACTICS, *of.settings.own_tactics)],
            "large": _LARGE,
            "outcomes": [[code, _sentence(say.named(vocabulary.CALL_OUTCOMES, code))] for code in OUTCOMES],
            "limits": {"note": LONGEST_NOTE, "group": LONGEST_GROUP, "side": LONGEST_SIDE},
            "say": {name: _(text) for name, text in _SAYINGS.items()},
        }
    )


def _open(of: Snapshot, today: date) -> pd.DataFrame:
    """The offices that stand today; of a list that tells of earlier days alone, all."""
    return standing(of.offices, np.datetime64(today, "D"))


def _offices(of: Snapshot, rows: pd.DataFrame) -> dict[str, list[Any]]:
    """The offices by columns: id, name, place, what else they are found by, phone, and where they are."""
    names = of.directory.names_of(rows["target_id"])
    named = ridings.names(words().language)
    patterns = {kind: _(pattern) for kind, pattern in _OFFICES.items()}
    return {
        "id": rows["office_id"].tolist(),
        "name": [
            patterns.get(kind, "{name}").replace("{name}", name) for kind, name in zip(rows["kind"], names, strict=True)
        ],
        "place": [_place(*cells) for cells in zip(rows["address"], rows["city"], strict=True)],
        "found": [
            f"{named.get(key, '')} {code}" for key, code in zip(rows["riding"], rows["postal_code"], strict=True)
        ],
        "phone": [next(iter(phones(text)), "") for text in rows["phone"]],
        "at": [
            [round(latitude, 4), round(longitude, 4)] if latitude == latitude else None  # noqa: PLR0124 - not missing
            for latitude, longitude in zip(rows["latitude"], rows["longitude"], strict=True)
        ],
    }


def _place(address: str, city: str) -> str:
    return address if city.casefold() in address.casefold() else ", ".join(filter(None, (address, city)))


def _first(of: Snapshot, rows: pd.DataFrame, today: date) -> list[str]:
    """Offices to begin with: of whoever holds the post, then those of the latest actions, then of others pressed."""
    holder = cached.holder(of, today) or cached.holder(of, of.campaign.last_day(today))
    theirs = rows.loc[rows["target_id"] == holder, "office_id"].tolist() if holder else []
    latest = [of.totals.office.names[code] for code in pd.unique(of.totals.office.codes[::-1])]
    pressed = rows.loc[rows["target_id"].isin(of.targets()), "office_id"]
    there = set(rows["office_id"])
    return [one for one in dict.fromkeys([*theirs, *latest, *pressed]) if one in there][:_SUGGESTED]


def _tactic(code: str) -> list[str]:
    """A tactic's code, its name on a button, and its count for one and for several."""
    name = _(_SHORT[code]) if code in _SHORT else words().named(vocabulary.TACTICS, code)
    if code not in vocabulary.UNITS:
        told = _("{unit}: {count}").replace("{unit}", words().unit(code))
        return [code, name, told, told]
    one, many = vocabulary.COUNTED[vocabulary.UNITS[code]]
    return [code, name, _plural(one, many, 1), _plural(one, many, 2)]


def _plural(one: str, many: str, count: int) -> str:
    """The counted phrase in its form for this count, with ``{count}`` still in it."""
    told = words().n(one, many, count)
    return told.replace(words().number(count), "{count}", 1)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
