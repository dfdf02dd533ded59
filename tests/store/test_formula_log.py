"""A campaign's settings of the formula: kept with all that came before, untouched by files and folders."""

import json
from dataclasses import replace
from datetime import date

import pytest
from builders import campaign
from store_builders import DIRECTORY, TABLES, file_of, outcomes, row

from dashboard import snapshot
from dashboard.directory import Directory
from dashboard.errors import NotFoundError, UsageError
from dashboard.filters import Filters
from dashboard.own_names import OwnName
from dashboard.pressure import DEFAULTS, Settings
from dashboard.pressure.editing import with_number, with_own_tactic, without_own_tactic
from dashboard.store import Store

LONGER = with_number(DEFAULTS, "h", "call", 9)
VIGIL = with_own_tactic(DEFAULTS, OwnName("Candle vigil", "Veille aux chandelles", "people", "personnes"), 4, 20, 14)
CODE = "own-candle-vigil"


def save_folder(store, **changes):
    return store.save_campaign(campaign(**changes), TABLES, None, outcomes(), Directory(TABLES))


@pytest.fixture
def ready(store):
    save_folder(store)
    return store


def test_a_campaign_begins_with_the_default_settings(ready):
    assert ready.formula("renew") == (0, "")
    assert ready.formulas("renew").empty
    assert snapshot.load(ready, "renew").settings == DEFAULTS
    with pytest.raises(NotFoundError):
        ready.formula("nobody")


def test_settings_saved_are_those_the_campaign_is_counted_by_and_no_others(ready):
    save_folder(ready, slug="other")
    ready.save_formula("renew", LONGER.as_json(), after=0, who="ada")
    assert snapshot.load(ready, "renew").settings == LONGER
    assert snapshot.load(ready, "other").settings == DEFAULTS


def test_every_settings_stays_in_the_history_with_who_and_when(ready):
    ready.save_formula("renew", LONGER.as_json(), after=0, who="ada")
    ready.save_formula("renew", DEFAULTS.as_json(), after=1, who="bo")
    kept = ready.formulas("renew")
    assert kept[["number", "who"]].to_numpy().tolist() == [[1, "ada"], [2, "bo"]]
    assert [Settings.stored(text) for text in kept["content"]] == [LONGER, DEFAULTS]
    assert ready.formula("renew")[0] == 2


def test_saving_is_one_change_in_the_audit_trail_and_saving_the_same_is_none(ready):
    before = ready.revision()
    ready.save_formula("renew", LONGER.as_json(), after=0, who="ada")
    assert ready.revision() == before + 1
    entry = ready.audit(1).iloc[0]
    assert (entry["what"], entry["who"], entry["campaign"]) == ("formula_saved", "ada", "renew")
    assert json.loads(entry["ids"]) == {"number": 1}
    assert ready.save_formula("renew", LONGER.as_json(), after=0) == 1
    assert ready.revision() == before + 1


def test_settings_made_from_older_ones_than_are_there_are_refused(ready):
    ready.save_formula("renew", LONGER.as_json(), after=0, who="ada")
    with pytest.raises(UsageError, match="Somebody else has saved other settings since"):
        ready.save_formula("renew", with_number(DEFAULTS, "h", "call", 3).as_json(), after=0, who="bo")
    assert snapshot.load(ready, "renew").settings == LONGER


def test_an_own_tactic_with_logged_actions_does_not_go_unasked(ready):
    ready.save_formula("renew", VIGIL.as_json(), after=0)
    ready.commit("renew", file_of(row(tactic=CODE), row(tactic=CODE, quantity=3.0), row()), DIRECTORY)
    assert ready.actions_by_own_tactic("renew") == {CODE: 2}
    without = without_own_tactic(VIGIL, CODE).as_json()
    with pytest.raises(UsageError, match=r"^Actions logged as 'Candle vigil': 2. Without this tactic they stay"):
        ready.save_formula("renew", without, after=1)
    ready.save_formula("renew", without, after=1, leaving=[CODE])
    left = snapshot.load(ready, "renew")
    assert left.settings == DEFAULTS
    assert (ready.actions("renew")["tactic"] == CODE).sum() == 2
    # It does not ask again about a tactic that went, and the history brings it back with its name.
    ready.save_formula("renew", LONGER.as_json(), after=2)
    assert Settings.stored(ready.formulas("renew")["content"].iloc[0]) == VIGIL


def test_an_own_tactic_nobody_used_or_whose_upload_was_taken_back_goes_at_once(ready):
    ready.save_formula("renew", VIGIL.as_json(), after=0)
    receipt = ready.commit("renew", file_of(row(tactic=CODE)), DIRECTORY)
    ready.undo(receipt.upload_id)
    assert ready.actions_by_own_tactic("renew") == {}
    assert ready.save_formula("renew", DEFAULTS.as_json(), after=1) == 2


def test_the_campaigns_folder_loaded_again_changes_nothing_of_its_settings(ready):
    ready.save_formula("renew", LONGER.as_json(), after=0)
    revision = ready.revision()
    assert save_folder(ready) == (False, None)
    assert ready.revision() == revision
    save_folder(ready, demand="Something else")
    assert snapshot.load(ready, "renew").settings == LONGER


def test_settings_come_back_from_a_backup_with_their_history(ready, tmp_path):
    ready.save_formula("renew", LONGER.as_json(), after=0, who="ada")
    ready.save_formula("renew", VIGIL.as_json(), after=1, who="bo")
    ready.backup(tmp_path / "kept.zip")
    address = f"sqlite:///{tmp_path / 'again.sqlite'}"
    Store.restore(tmp_path / "kept.zip", address)
    with Store.open(address) as again:
        assert again.formulas("renew").equals(ready.formulas("renew"))
        assert again.own_tactics("renew") == VIGIL.own_tactics


def test_own_tactics_press_and_are_counted_under_their_own_code(ready):
    ready.save_formula("renew", VIGIL.as_json(), after=0)
    ready.commit("renew", file_of(row(tactic=CODE, quantity=20.0)), DIRECTORY)
    loaded = snapshot.load(ready, "renew")

    on_day = loaded.pressure(Filters(as_of=date(2020, 11, 24)), date(2020, 12, 1))
    assert on_day.total[0] == pytest.approx(2)  # half of 4 points at 20 people, on whoever holds the post
    assert replace(loaded, settings=DEFAULTS).pressure(Filters(), date(2020, 12, 1)).total.sum() == 0
