"""Outcomes by hand, from files and from folders: none is lost, each change is in the history and can be taken back."""

import json

import pytest
from builders import campaign
from store_builders import DIRECTORY, TABLES, outcomes

from dashboard.errors import NotFoundError, UnusableFileError, UsageError

PROMISE = {
    "outcome_id": "o1", "date": "2020-12-01", "date_precision": "day", "actor": "minister", "kind": "commitment",
    "rung": 3.0, "text": "Commits to taking action.",
}  # fmt: skip
REFUSAL = PROMISE | {"outcome_id": "o2", "date": "2020-06-01", "kind": "refusal", "rung": None, "text": "« No »"}


@pytest.fixture
def begun(store):
    store.create_campaign(campaign())
    return store


def ids(store):
    return store.outcomes("renew")["outcome_id"].tolist()


def folder(store, *told):
    return store.save_campaign(campaign(), TABLES, None, outcomes(*told), DIRECTORY)[0]


def test_an_outcome_entered_by_hand_is_read_back_and_can_be_changed(begun):
    assert begun.save_outcome("renew", outcomes(REFUSAL))
    assert begun.outcomes("renew").equals(outcomes(REFUSAL))
    revision = begun.revision()
    assert not begun.save_outcome("renew", outcomes(REFUSAL))
    assert begun.revision() == revision
    assert begun.save_outcome("renew", outcomes(REFUSAL | {"rung": 0.0}))
    assert begun.outcomes("renew")["rung"].tolist() == [0.0]


def test_a_file_adds_updates_and_leaves_and_the_same_file_again_changes_nothing(begun):
    begun.save_outcome("renew", outcomes(REFUSAL))
    wanted = outcomes(PROMISE, REFUSAL | {"text": "Not now"}, REFUSAL | {"outcome_id": "o3"})
    assert begun.judge_outcomes("renew", wanted) == {"o1": "added", "o2": "updated", "o3": "added"}
    assert begun.load_outcomes("renew", wanted) == {"o1": "added", "o2": "updated", "o3": "added"}
    before, revision, audit = begun.outcomes("renew"), begun.revision(), begun.audit_count()
    assert set(begun.load_outcomes("renew", wanted).values()) == {"duplicate"}
    assert begun.outcomes("renew").equals(before)
    assert (begun.revision(), begun.audit_count()) == (revision, audit)


def test_what_was_taken_out_comes_back_with_its_history(begun):
    begun.save_outcome("renew", outcomes(PROMISE), who="ana")
    begun.save_outcome("renew", outcomes(PROMISE | {"text": "Takes it back"}), who="ana")
    begun.remove_outcome("renew", "o1", who="bea")
    assert ids(begun) == []
    removed, changed, added = begun.outcome_history("renew").itertuples(index=False)
    assert (removed.who, removed.after, json.loads(removed.before)["text"]) == ("bea", "", "Takes it back")
    assert (added.before, json.loads(changed.before)["text"]) == ("", "Commits to taking action.")
    begun.take_back_outcome("renew", removed.id)
    assert begun.outcomes("renew")["text"].tolist() == ["Takes it back"]
    begun.take_back_outcome("renew", changed.id)
    assert begun.outcomes("renew").equals(outcomes(PROMISE))
    begun.take_back_outcome("renew", added.id)
    assert ids(begun) == []


def test_a_change_is_not_taken_back_over_a_later_one(begun):
    begun.save_outcome("renew", outcomes(PROMISE))
    first = begun.outcome_history("renew")["id"].iloc[0]
    begun.save_outcome("renew", outcomes(PROMISE | {"text": "Other"}))
    with pytest.raises(UsageError, match="later change back first"):
        begun.take_back_outcome("renew", first)
    assert begun.outcomes("renew")["text"].tolist() == ["Other"]


def test_what_is_not_there_can_not_be_removed_or_taken_back(begun):
    with pytest.raises(NotFoundError, match="no outcome 'o9'"):
        begun.remove_outcome("renew", "o9")
    with pytest.raises(NotFoundError, match="no change 9"):
        begun.take_back_outcome("renew", 9)
    assert begun.revision() == 1


def test_a_folder_loaded_again_leaves_what_was_entered_beside_it(store):
    folder(store, PROMISE)
    store.save_outcome("renew", outcomes(REFUSAL))
    assert not folder(store, PROMISE)
    assert ids(store) == ["o2", "o1"]
    assert folder(store)
    assert ids(store) == ["o2"]


def test_a_folder_that_says_otherwise_is_right_and_what_stood_there_can_be_brought_back(store):
    folder(store, PROMISE)
    store.save_outcome("renew", outcomes(PROMISE | {"text": "By hand"}))
    assert folder(store, PROMISE)
    assert store.outcomes("renew")["text"].tolist() == [PROMISE["text"]]
    store.take_back_outcome("renew", store.outcome_history("renew")["id"].iloc[0])
    assert store.outcomes("renew")["text"].tolist() == ["By hand"]


@pytest.mark.parametrize("wrong", [(PROMISE, PROMISE), (REFUSAL, PROMISE | {"quote": "a\x00b"})])
def test_a_file_that_can_not_be_kept_whole_is_not_kept_at_all(begun, wrong):
    with pytest.raises(UnusableFileError):
        begun.load_outcomes("renew", outcomes(*wrong))
    assert ids(begun) == []
    assert begun.outcome_history("renew").empty
    assert begun.revision() == 1
