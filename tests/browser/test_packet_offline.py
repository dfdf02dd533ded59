"""The field packet on a phone without a signal: five stops logged, saved, imported once, and the claims closed."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard import cli, config
from dashboard.store import Store, claims

SLUG = "renew-pgwp-2020"
OFFICES = [f"{name}-constituency" for name in ("mendicino", "freeland", "bennett", "trudeau", "zahid")]


@pytest.fixture
def packet(founding_home, tmp_path, monkeypatch):
    """A packet of five offices that are claimed."""
    shutil.copytree(founding_home, tmp_path / "home")
    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DASHBOARD_DATABASE_URL", raising=False)
    with Store.open(config.database_url()) as store:
        store.claim(SLUG, OFFICES, "East end")
    path = tmp_path / "packet.html"
    assert cli.run(["packet", "--campaign", SLUG, "--offices", *OFFICES, "-o", str(path)]) == 0
    return path


@pytest.fixture
def phone(browser):
    """A page of a phone without any network, watched: no complaint, and nothing but files is asked for."""
    screen = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    context = browser.new_context(locale="en-CA", offline=True, **screen)
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(("file:", "blob:")) or complaints.append(asked.url))
    yield page
    context.close()
    assert complaints == []


def receipt(capsys, path):
    capsys.readouterr()
    assert cli.run(["import", str(path), "--campaign", SLUG, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_five_stops_are_logged_offline_kept_saved_and_imported_once(phone, packet, tmp_path, capsys):
    phone.goto(packet.as_uri())
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for number in range(len(OFFICES)):
        stop = phone.locator("article").nth(number)
        tactic = "call" if number == 1 else "poster_office"
        stop.locator("[name=tactic]").select_option(tactic)
        if tactic == "call":
            stop.locator("[name=outcome]").select_option("reached")
        stop.locator("[name=quantity]").fill(str(number + 2))
        stop.locator("[name=note]").fill(f'=door "{number}", by the stairs')
        stop.get_by_role("button", name="Keep").tap()
    phone.reload()
    expect(phone.locator(".entries li"), "entries are kept in the phone").to_have_count(len(OFFICES))
    with phone.expect_download() as saving:
        phone.get_by_role("button", name="Save the entries").tap()
    path = tmp_path / saving.value.suggested_filename
    saving.value.save_as(path)
    with phone.expect_download() as saving:
        phone.get_by_role("button", name="Save the entries").tap()
    assert Path(saving.value.path()).read_bytes() == path.read_bytes(), "saved twice it is the same file"
    ids = [row["action_id"] for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())]
    with Store.open(config.database_url()) as store:
        claimed = store.claims(SLUG).set_index("office_id").loc[OFFICES, "claim_id"].tolist()
    assert [claims.claim_in(one) for one in ids] == claimed
    assert receipt(capsys, path)["added"] == len(OFFICES)
    again = shutil.copy(path, tmp_path / "again.csv")
    second = receipt(capsys, again)
    assert (second["added"], second["duplicate"]) == (0, len(OFFICES))
    with Store.open(config.database_url()) as store:
        assert set(store.claims(SLUG)["state"]) == {"done"}
        logged = store.actions(SLUG)
        assert set(ids) <= set(logged["action_id"])
    mine = logged[logged["action_id"].str.startswith("packet-")].set_index("office_id")
    assert mine.loc[OFFICES, "quantity"].tolist() == [2, 3, 4, 5, 6]
    assert mine.loc[OFFICES[0], "note"] == '=door "0", by the stairs'
    assert mine.loc[OFFICES[1], ["tactic", "outcome"]].tolist() == ["call", "reached"]


def test_a_phone_that_keeps_nothing_says_so_and_still_saves(phone, packet):
    phone.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    phone.goto(packet.as_uri())
    expect(phone.locator("#state")).to_contain_text("keeps nothing")
    stop = phone.locator("article").first
    for _ in range(2):
        stop.get_by_role("button", name="Keep").tap()
    stop.get_by_role("button", name="Take out").first.tap()
    expect(phone.locator("#state")).to_contain_text("Entries so far: 1")
    assert phone.locator("#copy").input_value().count("mendicino-constituency") == 1
    stop.locator("[name=quantity]").fill("-3")
    stop.get_by_role("button", name="Keep").tap()
    expect(stop.locator(".wrong")).to_contain_text("as a number")
    with phone.expect_download():
        phone.get_by_role("button", name="Save the entries").tap()
