"""A campaign's actions are kept ready in one piece, which is never believed once any of them has changed."""

from random import Random

import pandas as pd
import pytest
from builders import campaign
from sqlalchemy import insert, select, update
from store_builders import DIRECTORY, TABLES, file_of, outcomes, row

from dashboard.store import ready
from dashboard.store.actions import active_rows
from dashboard.store.connect import reading, writing
from dashboard.store.schema import action_targets, actions, ready_actions


def kept(store):
    with reading(store._engine) as connection:
        return connection.execute(select(ready_actions.c.campaign_id)).scalars().all()


def same_as_rows(store):
    """Whether the store's answer is what the actions' own rows say."""
    with reading(store._engine) as connection:
        pd.testing.assert_frame_equal(store.actions("renew"), active_rows(connection, 1))
    return True


@pytest.fixture
def busy(filled):
    """A store with an action of every kind of cell, and its upload."""
    rows = (row(note="déjà vu\x1f", latitude=43.71915000000001, group="a"), row("2020-11-25", quantity=None))
    filled.commit("renew", file_of(*rows), DIRECTORY)
    return filled


def test_an_upload_leaves_the_actions_ready(busy):
    assert kept(busy) == [1]
    assert same_as_rows(busy)


def test_undo_redo_and_updates_leave_what_they_made_ready(busy):
    update_ = file_of(row(source_id="x", note="before"))
    busy.commit("renew", update_, DIRECTORY)
    busy.commit("renew", file_of(row(source_id="x", note="after")), DIRECTORY)
    for change in (busy.undo, busy.redo):
        change(3)
        assert kept(busy) == [1]
        assert same_as_rows(busy)


@pytest.mark.parametrize(
    "change",
    [
        update(actions).where(actions.c.id == 1).values(note="by hand"),
        update(action_targets).where(action_targets.c.row_id == 1).values(target_id="ircc"),
        insert(action_targets).values(row_id=1, position=9, target_id="ircc", office_id="", riding=""),
        action_targets.delete().where(action_targets.c.row_id == 2),
    ],
    ids=["action", "target", "new target", "target gone"],
)
def test_a_change_of_an_action_or_a_target_by_anyone_is_seen_at_once(busy, change):
    with writing(busy._engine) as connection:
        connection.execute(change)
    assert same_as_rows(busy)


def test_a_campaign_without_a_kept_one_gets_it_anew(busy):
    with writing(busy._engine) as connection:
        ready.forget(connection, 1)
    assert kept(busy) == []
    assert same_as_rows(busy)
    busy.make_ready()
    assert kept(busy) == [1]
    assert same_as_rows(busy)


def random_change(store, chance):
    """Any change that people make: files small and large, new or known ids, days in any order, undo and redo."""
    numbers = chance.sample(range(900), chance.choice([1, 2, 5, 600]))
    days = [f"2020-11-{chance.randint(1, 28):02}" for _ in numbers]
    named = chance.random() < 0.6
    rows = [
        row(day, note=str(chance.randint(0, 3)), **({"source_id": f"id {number}"} if named else {}))
        for number, day in zip(numbers, days, strict=True)
    ]
    store.commit("renew", file_of(*rows), DIRECTORY)
    uploads = store.uploads()
    one = uploads.iloc[chance.randrange(len(uploads))]
    if chance.random() < 0.4:
        (store.redo if one["state"] == "undone" else store.undo)(int(one["upload_id"]))


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_the_actions_read_fast_are_those_of_their_rows(filled, seed, monkeypatch):
    monkeypatch.setattr("dashboard.store.actions._WORN", 9)
    chance = Random(seed)
    for _ in range(12):
        random_change(filled, chance)
        assert kept(filled) == [1]
        assert same_as_rows(filled)
    wrong = [finding.what for finding in filled.doctor() if not finding.ok]
    assert wrong == [] or ("nobody knows" in wrong[0] and len(wrong) == 1), "the campaign of this test has no people"


def test_a_few_new_actions_leave_the_kept_one_as_it_is(busy, monkeypatch):
    monkeypatch.setattr(ready, "keep", None)
    busy.commit("renew", file_of(row("2020-11-24", source_id="new"), row("2019-01-01")), DIRECTORY)
    assert len(busy.actions("renew")) == 4
    assert same_as_rows(busy)


def test_an_id_made_for_an_action_that_has_moved_to_another_day_is_not_given_twice(busy):
    made = busy.actions("renew")["action_id"].iloc[-1]
    busy.commit("renew", file_of(row("2020-12-31", quantity=None, source_id=made)), DIRECTORY)
    receipt = busy.commit("renew", file_of(row("2020-11-25", quantity=None)), DIRECTORY)
    assert receipt.counts["added"] == 1
    assert busy.actions("renew")["action_id"].nunique() == 3


def test_a_change_that_is_not_kept_leaves_it(busy):
    def given_up():
        with writing(busy._engine) as connection:
            connection.execute(update(actions).values(note="never"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        given_up()
    assert kept(busy) == [1]
    assert same_as_rows(busy)


def test_what_was_taken_back_is_not_kept_ready(busy):
    busy.undo(1)
    assert kept(busy) == [1]
    assert busy.actions("renew").empty


def test_a_backup_does_without_it_and_a_restored_store_makes_it_anew(busy, address, tmp_path):
    before = busy.actions("renew")
    busy.backup(tmp_path / "kept")
    busy.restore(tmp_path / "kept", address)
    assert kept(busy) == []
    pd.testing.assert_frame_equal(busy.actions("renew"), before)
    busy.make_ready()
    assert kept(busy) == [1]


def test_a_kept_one_of_other_columns_is_not_read(busy):
    with writing(busy._engine) as connection:
        ready.keep(connection, 1, active_rows(connection, 1).drop(columns="note"))
    assert same_as_rows(busy)


def test_doctor_tells_of_a_kept_one_that_says_something_else(busy):
    with writing(busy._engine) as connection:
        ready.keep(connection, 1, active_rows(connection, 1).assign(note="forged"))
    told = [finding.what for finding in busy.doctor() if not finding.ok]
    assert told[-1:] == ["1 campaigns whose actions are kept ready otherwise than they are"]


def test_a_campaign_folder_leaves_its_actions_ready(store):
    store.save_campaign(campaign(), TABLES, file_of(row()), outcomes(), DIRECTORY)
    assert kept(store) == [1]
