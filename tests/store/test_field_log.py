"""Actions logged one at a time: each once, whatever is sent again, and the store stays quick."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from builders import campaign, judged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import DIRECTORY, file_of, row
from tries import examples

from dashboard.errors import NotFoundError
from dashboard.store import Store
from dashboard.store.actions import active_rows
from dashboard.store.connect import reading

ID = "log-" + "a" * 20


def logged(store, action_id=ID, **more):
    return store.log("renew", file_of(row(source_id=action_id, **more)), DIRECTORY, who="page")


def ids(store):
    return store.actions("renew")["action_id"].tolist()


def same_as_rows(store):
    with reading(store._engine) as connection:
        pd.testing.assert_frame_equal(store.actions("renew"), active_rows(connection, 1))
    return True


def test_a_logged_action_is_an_upload_of_its_own(filled):
    assert logged(filled) == 1
    assert ids(filled) == [ID]
    upload = filled.uploads("renew").iloc[0]
    assert (upload["kind"], upload["rows"], upload["added"], upload["who"]) == ("log", 1, 1, "page")


def test_what_is_sent_again_changes_nothing_at_all(filled):
    logged(filled)
    before = filled.revision(), len(filled.uploads()), len(filled.audit())
    assert logged(filled) is None
    assert logged(filled, quantity=99.0) is None
    assert (filled.revision(), len(filled.uploads()), len(filled.audit())) == before
    assert filled.actions("renew")["quantity"].tolist() == [10.0]


def test_sent_at_the_same_moment_from_everywhere_it_is_kept_once(filled, address):
    with ThreadPoolExecutor(8) as pool:

        def send(_):
            with Store.open(address) as other:
                return logged(other)

        kept = list(pool.map(send, range(16)))
    assert sorted(kept, key=str) == [1, *[None] * 15]
    assert ids(filled) == [ID]


def test_two_that_say_the_same_are_two(filled):
    logged(filled)
    logged(filled, "log-" + "b" * 20)
    assert len(ids(filled)) == 2


def test_what_was_taken_back_does_not_come_back_by_being_sent_again(filled):
    logged(filled)
    assert filled.take_back("renew", ID)
    assert ids(filled) == []
    assert logged(filled) is None
    assert not filled.take_back("renew", ID)
    assert ids(filled) == []


def test_taken_back_it_can_be_brought_back_in_the_history(filled):
    number = logged(filled)
    filled.take_back("renew", ID)
    filled.redo(number)
    assert ids(filled) == [ID]
    assert same_as_rows(filled)


def test_only_what_was_logged_is_taken_back(filled):
    filled.commit("renew", file_of(row(source_id="of-a-file")), DIRECTORY)
    assert not filled.take_back("renew", "of-a-file")
    assert not filled.take_back("renew", "nobody's")
    assert ids(filled) == ["of-a-file"]


def test_an_id_that_a_file_has_brought_is_not_logged_again(filled):
    filled.commit("renew", file_of(row(source_id=ID)), DIRECTORY)
    assert logged(filled) is None
    assert len(filled.uploads()) == 1


def test_a_campaign_that_is_not_there_is_told(filled):
    with pytest.raises(NotFoundError):
        filled.log("gone", file_of(row(source_id=ID)), DIRECTORY)


DAYS = ("2020-11-23", "2020-11-24", "2020-11-25")
rows = st.lists(
    st.builds(
        row,
        st.sampled_from(DAYS),
        source_id=st.sampled_from(["", "", "x", "y", "é", "Z", "\U0001f4a7"]),
        quantity=st.sampled_from([1.0, 2.0]),
        target_id=st.sampled_from(["marco", "ircc"]),
    ),
    max_size=5,
)


@settings(examples(10), suppress_health_check=list(HealthCheck))
@given(files=st.lists(rows, min_size=1, max_size=4), turns=st.lists(st.integers(1, 4), max_size=4))
def test_what_is_kept_ready_a_piece_at_a_time_is_what_the_rows_say(new_store, files, turns):
    with Store.open(new_store("sqlite")) as store:
        store.create_campaign(campaign())
        for one in files:
            store.commit("renew", file_of(*unlike(one)), DIRECTORY)
            assert same_as_rows(store)
        for number in turns:
            if number <= len(files):
                undone = store.uploads("renew")["state"].iloc[number - 1] == "undone"
                (store.redo if undone else store.undo)(number)
                assert same_as_rows(store)


@settings(examples(10), suppress_health_check=list(HealthCheck))
@given(before=rows, after=rows)
def test_a_file_is_judged_alike_by_what_it_can_touch_and_by_everything(new_store, before, after):
    with Store.open(new_store("sqlite")) as store:
        store.create_campaign(campaign())
        store.commit("renew", file_of(*unlike(before)), DIRECTORY)
        known, parsed = store.actions("renew"), file_of(*unlike(after))
        touched = known["action_id"].isin(parsed.rows["source_id"]) | known["date"].isin(parsed.rows["date"])
        stems = known["action_id"].str.match(r"[0-9a-f]{20}-\d+$")
        found = [judged(parsed, part, DIRECTORY) for part in (known, known[touched | stems])]
        pd.testing.assert_frame_equal(*found)


def unlike(found):
    """The rows without those whose source id was there already."""
    seen, kept = set(), []
    for one in found:
        if not one["source_id"] or one["source_id"] not in seen:
            kept.append(one)
            seen.add(one["source_id"])
    return kept
