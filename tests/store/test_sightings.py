"""The life of posters: how they were found on which day, what follows for the log, and every sighting taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pandas as pd
import pytest
from store_builders import DIRECTORY, file_of, row

from dashboard.errors import NotFoundError, UsageError
from dashboard.store import Sighting, Store

HUNG, LATER, LAST = date(2020, 11, 24), date(2020, 11, 30), date(2020, 12, 5)


@pytest.fixture
def postered(filled):
    """A store with one action of posters at two targets, its first upload."""
    poster = row(source_id="p", tactic="poster_office", quantity=12.0)
    filled.commit("renew", file_of(poster, {**poster, "target_id": "ircc"}), DIRECTORY)
    return filled


def see(store, state, day=LATER, **more):
    return store.see("renew", Sighting("p", day, state, **more), DIRECTORY, who="page")


def up_until(store):
    found = store.actions("renew")["up_until"].unique()
    assert len(found) == 1
    return None if pd.isna(found[0]) else pd.Timestamp(found[0]).date()


def frozen(store):
    return store.totals("renew").astype(str).to_csv(index=False)


def wrong(store):
    return [finding.what for finding in store.doctor() if not finding.ok]


def test_seen_up_they_count_as_up_till_that_day_and_as_nothing_else(postered):
    before = postered.actions("renew")
    number = see(postered, "seen")
    after = postered.actions("renew")
    assert up_until(postered) == LATER
    pd.testing.assert_frame_equal(after.drop(columns="up_until"), before.drop(columns="up_until"))
    upload = postered.uploads("renew").iloc[-1]
    assert (upload["upload_id"], upload["kind"], upload["updated"], upload["who"]) == (number, "poster", 1, "page")


def test_an_earlier_day_moves_nothing_back(postered):
    see(postered, "seen", LAST)
    see(postered, "seen", LATER)
    assert up_until(postered) == LAST
    assert postered.sightings("renew")["date"].astype(str).tolist() == ["2020-11-30", "2020-12-05"]


def test_states_alone_are_those_of_the_sightings_that_count(postered):
    see(postered, "removed", LAST, photo=b"picture")
    taken = see(postered, "seen", LATER)
    postered.undo(taken)
    whole = postered.sightings("renew")
    pd.testing.assert_frame_equal(postered.poster_states("renew"), whole[["action_id", "date", "state"]])
    assert whole["state"].tolist() == ["removed"]


@pytest.mark.parametrize("state", ["damaged", "removed"])
def test_found_gone_they_were_up_till_they_were_last_seen(postered, state):
    see(postered, state)
    assert up_until(postered) is None
    see(postered, "seen")
    see(postered, state, LAST)
    assert up_until(postered) == LATER
    assert postered.sightings("renew")["state"].iloc[-1] == state


def test_taken_back_and_brought_back_in_the_history_totals_and_sightings_follow(postered):
    bare, at_first = frozen(postered), wrong(postered)
    number = see(postered, "seen", photo=b"jpeg")
    moved = frozen(postered)
    assert moved != bare
    postered.undo(number)
    assert (up_until(postered), frozen(postered)) == (None, bare)
    assert postered.sightings("renew").empty
    assert postered.sighting_photo("renew", number) == b""
    postered.redo(number)
    assert (up_until(postered), frozen(postered)) == (LATER, moved)
    assert postered.sighting_photo("renew", number) == b"jpeg"
    postered.recount()
    assert frozen(postered) == moved
    assert wrong(postered) == at_first


def test_a_double_tap_is_one_sighting_from_everywhere(postered, address):
    with ThreadPoolExecutor(4) as pool:

        def send(_):
            with Store.open(address) as other:
                return see(other, "seen")

        kept = [one for one in pool.map(send, range(6)) if one]
    assert len(kept) == 1
    before = postered.revision(), len(postered.uploads()), postered.audit_count()
    assert see(postered, "seen") is None
    assert (postered.revision(), len(postered.uploads()), postered.audit_count()) == before


def test_changed_ones_mind_on_one_day_the_last_word_counts(postered):
    assert all(see(postered, state) for state in ("seen", "removed", "seen"))
    assert postered.sightings("renew")["state"].tolist() == ["seen", "removed", "seen"]


def test_what_cannot_be_is_refused_and_changes_nothing(postered):
    postered.commit("renew", file_of(row(source_id="call")), DIRECTORY)
    before = postered.revision()
    with pytest.raises(UsageError, match="put up on 2020-11-24"):
        see(postered, "seen", date(2020, 11, 23))
    with pytest.raises(UsageError, match="Only posters"):
        postered.see("renew", Sighting("call", LATER, "seen"), DIRECTORY)
    with pytest.raises(UsageError, match="Only posters"):
        see(postered, "eaten")
    with pytest.raises(NotFoundError):
        postered.see("renew", Sighting("gone", LATER, "seen"), DIRECTORY)
    assert postered.revision() == before


def test_a_backup_keeps_them(postered, tmp_path, new_store, database):
    number = see(postered, "seen", photo=b"jpeg")
    postered.backup(tmp_path / "kept")
    address = new_store(database)
    Store.restore(tmp_path / "kept", address)
    with Store.open(address) as restored:
        assert restored.sighting_photo("renew", number) == b"jpeg"
        pd.testing.assert_frame_equal(restored.sightings("renew"), postered.sightings("renew"))
