import itertools

import pytest
from builders import campaign
from store_builders import DIRECTORY, RIDING, TABLES, file_of, outcomes, reads, row

from dashboard.errors import NotFoundError, UsageError


def orders(*ids):
    """Every order of these; two of them always, the others by make stress."""
    every = list(itertools.permutations(ids))
    return [every[1], every[-1], *[pytest.param(one, marks=pytest.mark.stress) for one in (every[0], *every[2:-1])]]


def visible(store):
    """What a person sees of the actions."""
    return store.actions("renew").drop(columns="upload_id").to_csv(index=False)


def test_an_undone_upload_leaves_the_campaign_as_it_was(filled):
    filled.commit("renew", file_of(row(source_id="a")), DIRECTORY)
    before = filled.actions("renew").to_csv()
    filled.commit("renew", file_of(row(source_id="a", quantity=70, target_id="ircc"), row(), row()), DIRECTORY)
    assert filled.undo(2) == {"upload_id": 2, "removed": 2, "reverted": 1}
    assert filled.actions("renew").to_csv() == before
    assert filled.uploads()["state"].tolist() == ["active", "undone"]


def test_undo_then_redo_leaves_every_read_as_it_was(filled):
    filled.commit("renew", file_of(row(source_id="a"), row()), DIRECTORY)
    filled.commit(
        "renew", file_of(row(source_id="a", note="new", target_id="", riding=RIDING), row(), row()), DIRECTORY
    )
    before = reads(filled)
    for upload_id in (2, 1):
        filled.undo(upload_id)
        assert reads(filled) != before
        filled.redo(upload_id)
        assert reads(filled) == before


def test_undo_of_an_undone_upload_and_redo_of_an_active_one_say_what_to_do(filled):
    filled.commit("renew", file_of(row()), DIRECTORY)
    with pytest.raises(UsageError, match="undo 1"):
        filled.redo(1)
    filled.undo(1)
    with pytest.raises(UsageError, match="redo 1"):
        filled.undo(1)
    with pytest.raises(NotFoundError, match="no upload 7"):
        filled.undo(7)
    with pytest.raises(NotFoundError, match="no upload 7"):
        filled.redo(7)


def test_an_undo_removes_a_row_even_if_later_uploads_repeated_it(filled):
    for _ in range(2):
        filled.commit("renew", file_of(row()), DIRECTORY)
    assert filled.undo(1)["removed"] == 1
    assert filled.actions("renew").empty
    assert filled.undo(2) == {"upload_id": 2, "removed": 0, "reverted": 0}


def test_rows_that_came_back_otherwise_are_duplicates_on_redo(filled):
    filled.commit("renew", file_of(row(), row("2020-12-01")), DIRECTORY)
    filled.undo(1)
    filled.commit("renew", file_of(row()), DIRECTORY)
    assert filled.redo(1) == {"upload_id": 1, "restored": 1, "updated": 0, "duplicates": 1}
    assert sorted(filled.actions("renew")["upload_id"]) == [1, 2]
    before = reads(filled)
    for upload_id in (1, 2):
        filled.undo(upload_id)
        filled.redo(upload_id)
        assert reads(filled) == before


@pytest.mark.parametrize("order", orders(1, 2, 3))
def test_an_action_is_there_as_long_as_any_active_upload_added_it(filled, order):
    states = {}
    filled.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY)

    def moved(upload_id, active):
        (filled.undo if upload_id in active else filled.redo)(upload_id)
        active = active ^ {upload_id}
        assert states.setdefault(active, reads(filled)) == reads(filled)
        assert len(filled.actions("renew")) == (2 if 1 in active else 1 if active else 0)
        assert [finding.what for finding in filled.doctor() if not finding.ok] == []
        return active

    for rows in ([row(), row("2020-12-01")], [row()], [row()]):
        active = frozenset(filled.uploads().query("state == 'active'")["upload_id"])
        for upload_id in active:
            filled.undo(upload_id)
        filled.commit("renew", file_of(*rows), DIRECTORY)
    active = frozenset([3])
    for upload_id in (*order, *order, *reversed(order), 1, 2, 1, 3):
        active = moved(upload_id, active)


def test_an_action_undone_with_its_upload_can_come_back_by_another_file(filled):
    filled.commit("renew", file_of(row(source_id="a")), DIRECTORY)
    filled.undo(1)
    assert filled.commit("renew", file_of(row(source_id="a", quantity=3)), DIRECTORY).counts["added"] == 1
    assert filled.actions("renew")["quantity"].tolist() == [3]


@pytest.mark.parametrize("order", orders(2, 3, 4))
def test_updates_can_be_taken_back_and_brought_back_in_any_order(filled, order):
    only = {
        2: file_of(row(source_id="a", quantity=20), columns=frozenset({"quantity"})),
        3: file_of(row(source_id="a", note="three", quantity=30), columns=frozenset({"note", "quantity"})),
        4: file_of(row(source_id="a", target_id="ircc"), columns=frozenset({"target_id"})),
    }
    filled.commit("renew", file_of(row(source_id="a")), DIRECTORY)
    for file in only.values():
        filled.commit("renew", file, DIRECTORY)

    def expected(active):
        quantity = 30 if 3 in active else 20 if 2 in active else 10
        return [quantity, "three" if 3 in active else "", "ircc" if 4 in active else "marco"]

    active = {2, 3, 4}
    for change, sign in [(filled.undo, -1), (filled.redo, 1)]:
        for upload_id in order:
            change(upload_id)
            active = active - {upload_id} if sign < 0 else active | {upload_id}
            assert filled.actions("renew")[["quantity", "note", "target_id"]].iloc[0].tolist() == expected(active)


def test_an_update_taken_back_while_its_action_is_away_stays_back_when_the_action_returns(filled):
    filled.commit("renew", file_of(row(source_id="a")), DIRECTORY)
    before = visible(filled)
    filled.commit("renew", file_of(row(source_id="a", quantity=20)), DIRECTORY)
    filled.undo(1)
    filled.undo(2)
    filled.redo(1)
    assert visible(filled) == before
    filled.redo(2)
    assert filled.actions("renew")["quantity"].tolist() == [20]


def test_a_new_update_builds_on_what_is_there_after_an_undo(filled):
    filled.commit("renew", file_of(row(source_id="a")), DIRECTORY)
    filled.commit("renew", file_of(row(source_id="a", note="two")), DIRECTORY)
    filled.undo(2)
    filled.commit("renew", file_of(row(source_id="a", quantity=5), columns=frozenset({"quantity"})), DIRECTORY)
    assert filled.actions("renew")[["quantity", "note"]].iloc[0].tolist() == [5, ""]
    filled.redo(2)
    assert filled.actions("renew")[["quantity", "note"]].iloc[0].tolist() == [5, "two"]
