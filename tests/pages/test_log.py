"""The Log page's side of its form: what it offers, what it keeps, and what it answers."""

import base64
import io
import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hostile.pictures import FILES, MARK, POLYGLOTS
from looking import elements, opened, texts
from PIL import Image

from dashboard import snapshot
from dashboard.errors import StoreError
from dashboard.store import Store
from dashboard.ui import cached, entering, log, offered

SLUG = "renew-pgwp-2020"
ID = "log-" + "0v" * 10


@pytest.fixture
def store(founding):
    with Store.open(f"sqlite:///{founding / 'dashboard.sqlite'}") as opened_:
        yield opened_


@pytest.fixture
def receipts(monkeypatch):
    """The receipts of a session that has no browser."""
    kept = {}
    monkeypatch.setattr(entering, "_receipts", lambda: kept)
    return kept


def test_offices_of_a_list_that_ended_are_offered_until_a_newer_one_is_there(store):
    of, today = snapshot.load(store, SLUG), date(2026, 3, 1)
    ended = replace(of, seated=of.seated.assign(valid_to=pd.Timestamp("2025-03-23")))
    assert len(of.seated) > 5
    assert sorted(offered.data(ended, today, "en")["offices"]["id"]) == sorted(of.seated["office_id"])
    newer = ended.seated.assign(valid_to=ended.seated["valid_to"].where(ended.seated.index > 1))
    assert len(offered.data(replace(of, seated=newer), today, "en")["offices"]["id"]) == 2


def entry(**more):
    return {
        "do": "log", "id": ID, "campaign": SLUG, "office": "trudeau-constituency", "tactic": "call", "outcome": "busy",
        "count": 3, "day": "2021-01-11", "note": "", "group": "", "photo": "",
    } | more  # fmt: skip


def send(*entries):
    entering._take(cached.current(SLUG), list(entries))


def logged(store):
    actions = store.actions(SLUG)
    return actions[actions["action_id"].str.startswith("log-")]


def form(browser):
    """What was sent to the browser for the form to offer."""
    sent = [json.loads(one.proto.json) for one in elements(browser.main) if one.type == "bidi_component"]
    return next(data for data in sent if "offices" in data)


@pytest.mark.usefixtures("founding")
def test_the_form_has_all_it_needs_without_a_connection():
    browser = opened("log")
    assert not browser.exception
    sent = form(browser)
    lengths = {len(column) for column in sent["offices"].values()}
    assert lengths == {len(cached.current(SLUG).offices)}
    assert set(sent["first"]) <= set(sent["offices"]["id"])
    assert sent["first"]
    assert sent["tactics"][0] == ["call", "Call", "{count} call", "{count} calls"]
    assert [code for code, _ in sent["outcomes"]] == ["reached", "voicemail", "no_answer", "busy", "refused"]


@pytest.mark.usefixtures("founding")
def test_the_office_of_the_address_is_chosen():
    assert form(opened("log", office="trudeau-constituency"))["chosen"] == "trudeau-constituency"


@pytest.mark.usefixtures("founding")
def test_the_form_speaks_french():
    sent = form(opened("log", lang="fr"))
    assert sent["tactics"][0] == ["call", "Appel", "{count} appel", "{count} appels"]
    assert sent["say"]["where"] == "Quel bureau\u00a0?"


@pytest.mark.usefixtures("founding")
def test_the_campaign_is_asked_for_only_where_there_are_several():
    assert not opened("log").selectbox


@pytest.mark.usefixtures("store")
def test_offices_that_have_closed_are_not_offered():
    of = cached.current(SLUG)
    of.offices.loc[0, "valid_to"] = "2020-01-01"
    rows = offered._open(of, date(2020, 11, 24))
    assert len(rows) == len(of.offices) - 1


def test_an_entry_is_kept_once_and_its_receipt_is_there_however_often_it_comes(store, receipts):
    for _ in range(3):
        send(entry())
    assert receipts == {ID: {"fate": "logged", "told": ""}}
    row = logged(store).iloc[0]
    assert (row["tactic"], row["outcome"], row["quantity"], row["office_id"]) == (
        "call", "busy", 3.0, "trudeau-constituency",
    )  # fmt: skip
    assert len(logged(store)) == 1


def test_taken_back_once_and_for_all(store, receipts):
    send(entry(), entry(do="undo"))
    assert logged(store).empty
    assert receipts[f"undo-{ID}"]["fate"] == "undone"
    send(entry(), entry(do="undo"))
    assert logged(store).empty
    assert store.uploads(SLUG)["state"].tolist()[-1] == "undone"


def test_each_entry_of_several_has_its_own_receipt(store, receipts):
    other = "log-" + "1a" * 10
    send(entry(tactic="training"), entry(id=other), {"id": "nonsense"}, {})
    assert receipts[ID]["fate"] == "refused"
    assert receipts[other]["fate"] == "logged"
    assert set(receipts) == {ID, other}
    assert logged(store)["action_id"].tolist() == [other]


@pytest.mark.usefixtures("store")
def test_an_entry_of_a_campaign_that_is_gone_is_told(receipts):
    send(entry(campaign="gone"))
    assert "not here any more" in receipts[ID]["told"]


def test_what_the_store_can_not_do_now_has_no_receipt_and_comes_again(store, receipts, monkeypatch):
    def away(*_, **__):
        message = "The database can't be used right now: try again."
        raise StoreError(message)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "log", away)
        send(entry())
    assert receipts == {}
    send(entry())
    assert receipts[ID]["fate"] == "logged"
    assert len(logged(store)) == 1


def picture():
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "MAKER-4711"
    Image.new("RGB", (60, 40), (200, 20, 20)).save(made, "JPEG", exif=exif)
    return base64.b64encode(made.getvalue()).decode()


@pytest.mark.usefixtures("receipts")
def test_a_photo_is_kept_bare_shown_in_the_history_and_gone_when_taken_back(store, founding):
    send(entry(photo=picture()))
    kept = store.photos(SLUG, [ID])[ID]
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"MAKER-4711" not in kept
    stored = b"".join(path.read_bytes() for path in founding.glob("dashboard.sqlite*"))
    assert b"MAKER-4711" not in stored
    assert base64.b64encode(b"MAKER-4711")[:12] not in stored

    def shown():
        page = opened("targets", person="justin-trudeau")
        return [one.proto.body for one in elements(page.main) if one.type == "html" and "data:image" in one.proto.body]

    assert len(shown()) == 1
    assert 'alt="Call, Jan 11, 2021"' in shown()[0]
    behind = opened("pressure", show="effort", part="evidenced")
    assert any(caption.value == "1 action" for caption in behind.caption)
    rows = next(table.value for table in behind.dataframe if "Toward" in table.value)
    assert rows["Toward"].tolist() == ["Justin Trudeau"]
    send(entry(do="undo"))
    assert shown() == []


def test_an_entry_whose_photo_is_none_is_refused_whole(store, receipts):
    send(entry(photo=base64.b64encode(b"<svg/>").decode()))
    assert receipts[ID]["fate"] == "refused"
    assert "JPEG" in receipts[ID]["told"]
    assert logged(store).empty


@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, about what a camera says
def test_hostile_photos_are_refused_whole_or_kept_bare(store, receipts, founding):
    sent = [file for file in FILES if file.is_refused or file in POLYGLOTS[:2]]
    for number, file in enumerate(sent):
        name = f"log-{number:020}"
        send(entry(id=name, photo=base64.b64encode(file.make()).decode()))
        assert receipts[name]["fate"] == ("refused" if file.is_refused else "logged"), file.about
    kept = store.photos(SLUG, logged(store)["action_id"].tolist())
    assert len(kept) == len(logged(store)) == 2
    assert all(photo.startswith(b"\xff\xd8\xff") for photo in kept.values())
    stored = b"".join(path.read_bytes() for path in founding.glob("dashboard.sqlite*"))
    assert MARK not in stored
    assert b"index.html" not in stored


@pytest.mark.usefixtures("store")
def test_personal_data_in_a_note_is_told_to_be_taken_out(receipts):
    send(entry(note="ring 514-555-0199"))
    assert "Personal data" in receipts[ID]["told"]


def test_what_was_logged_stands_together_by_day_in_the_history(store, receipts):
    ids = [f"log-{n:020d}" for n in range(12)]
    send(*[entry(id=one) for one in ids])
    send(entry(id=ids[0], do="undo"))
    page = opened("upload")
    assert not page.exception
    assert [one.label.split(" on ")[0] for one in page.expander if "logged" in one.label] == ["12 actions logged"]
    assert "3 calls, line busy, Justin Trudeau" in texts(page)
    assert len(texts(page)) < 30
    back = next(button for button in page.button if button.label == "Take back")
    back.click().run()
    assert len(logged(store)) == 10
    assert len(receipts) == 13


@pytest.mark.parametrize(
    "state",
    [None, {}, {"sent": None}, {"sent": {"entries": "x"}}, {"sent": {"entries": [1, "x", None]}}, {"sent": [entry()]}],
)
def test_what_no_form_would_send_is_passed_over(state):
    assert log.read(state) == []


def test_no_more_than_a_few_entries_are_taken_at_once():
    assert len(log.read({"sent": {"entries": [entry()] * 500}})) == 20
