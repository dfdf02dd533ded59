"""The Log page's side of its form: what it offers, and the keeping of what it sends."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import photos
from dashboard.errors import DashboardError, StoreError, UsageError
from dashboard.ingest.entry import as_file, is_entry_id, read_entry
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, log, offered, state
from dashboard.ui.text import know, preferred_language, use, words

_RECEIPTS = "log-receipts"
_MOST_RECEIPTS = 100
_WHO = "page"


def form(of: Snapshot) -> None:
    """The form; what it sends runs it alone, not the page around it."""
    _form(of)
    now = {"today": cached.today().isoformat(), "chosen": state.current().office}
    log.offer({**offered.data(of, cached.today(), words().language), **now}, "log-offer")


@st.fragment
def _form(of: Snapshot) -> None:
    use(preferred_language(state.current().lang))
    know(of.settings.own_names)
    told = {key: {**receipt, "told": words().sentence(receipt["told"])} for key, receipt in _receipts().items()}
    log.show(told, "log", lambda sent: _take(of, sent))


def _take(of: Snapshot, sent: list[Mapping[str, Any]]) -> None:
    """Keeps or takes back each entry, and has its receipt ready; what the store can't do now is sent again later."""
    receipts = _receipts()
    for entry in sent:
        if not is_entry_id(entry.get("id")):
            continue
        undoing = entry.get("do") == "undo"
        key = f"undo-{entry['id']}" if undoing else str(entry["id"])
        try:
            receipts.pop(key, None)
            receipts[key] = _undone(entry) if undoing else _kept(of, entry)
        except StoreError:
            break
        except DashboardError as error:
            receipts[key] = {"fate": "refused", "told": str(error)}
    for key in list(receipts)[:-_MOST_RECEIPTS]:
        del receipts[key]


def _kept(of: Snapshot, sent: Mapping[str, Any]) -> dict[str, str]:
    campaign = _campaign(of, sent)
    entry = read_entry(sent, campaign.directory, cached.today(), campaign.settings.own_tactics)
    file = as_file(entry, campaign.directory)
    photo = photos.stripped(entry.photo) if entry.photo else b""
    cached.store().log(campaign.campaign.slug, file, campaign.directory, photo=photo, who=_WHO)
    return {"fate": "logged", "told": " ".join(file.notes)}


def _undone(sent: Mapping[str, Any]) -> dict[str, str]:
    cached.store().take_back(str(sent.get("campaign")), str(sent["id"]), who=_WHO)
    return {"fate": "undone", "told": ""}


def _campaign(of: Snapshot, sent: Mapping[str, Any]) -> Snapshot:
    """The campaign that an entry was made for; raises UsageError where there is none of that slug."""
    slug = sent.get("campaign")
    if slug == of.campaign.slug:
        return of
    if slug not in set(cached.campaigns()["slug"]):
        message = "The campaign of this entry is not here any more: log it again in another one."
        raise UsageError(message)
    return cached.current(str(slug))


def _receipts() -> dict[str, dict[str, str]]:
    """Receipts of this session by entry, oldest first."""
    receipts: dict[str, dict[str, str]] = st.session_state.setdefault(_RECEIPTS, {})
    return receipts
