from datetime import date

import pandas as pd
import pytest
from builders import campaign, office, person, tables, term
from sqlalchemy import text
from store_builders import DIRECTORY, TABLES, file_of, outcomes, reads, row

from dashboard.campaign import DirectoryTables
from dashboard.directory import Directory
from dashboard.errors import NotFoundError, UnusableFileError, UsageError
from dashboard.store.connect import transaction

COMMITMENT = {
    "outcome_id": "o1", "date": "2020-12-01", "date_precision": "day", "actor": "minister", "kind": "commitment",
    "rung": 2.0, "text": "Commits to taking action.",
}  # fmt: skip


def save(store, *, parsed=None, told=None, directory=TABLES, **changes):
    told = outcomes(COMMITMENT) if told is None else told
    return store.save_campaign(campaign(**changes), directory, parsed, told, Directory(directory))


def test_a_created_campaign_is_read_back_and_listed(store):
    made = campaign(ends=date(2021, 1, 31), riding_order=2013, example=True)
    store.create_campaign(made)
    store.create_campaign(campaign(slug="another"))
    assert store.campaign("renew") == made
    assert store.campaign("another").ends is None
    listed = store.campaigns()
    assert listed["slug"].tolist() == ["another", "renew"]
    assert listed["actions"].tolist() == [0, 0]
    assert listed["riding_order"].isna().tolist() == [True, False]


def test_a_slug_is_taken_once(store):
    store.create_campaign(campaign())
    with pytest.raises(UsageError, match="choose another slug"):
        store.create_campaign(campaign(name_en="Another"))
    assert store.campaign("renew").name_en == "Renew"


def test_an_unknown_campaign_is_not_found(store):
    for read in (store.campaign, store.campaign_tables, store.outcomes):
        with pytest.raises(NotFoundError, match="dashboard campaign list"):
            read("nowhere")


def test_a_loaded_folder_reads_back_as_it_says(store):
    changed, receipt = save(store, parsed=file_of(row(), row()))
    assert changed
    assert receipt.counts["added"] == 2
    stored = store.campaign_tables("renew")
    for name in ("people", "terms", "roles", "offices"):
        pd.testing.assert_frame_equal(getattr(stored, name), getattr(TABLES, name))
    pd.testing.assert_frame_equal(store.outcomes("renew"), outcomes(COMMITMENT))
    assert store.uploads()["kind"].tolist() == ["campaign"]


def test_loading_the_same_folder_again_changes_nothing(store):
    save(store, parsed=file_of(row(), row()))
    before, revision, audit = reads(store), store.revision(), store.audit(99)
    changed, receipt = save(store, parsed=file_of(row(), row()))
    assert not changed
    assert receipt.upload_id is None
    assert receipt.counts["duplicate"] == 2
    assert (reads(store), store.revision()) == (before, revision)
    assert len(store.audit(99)) == len(audit)


@pytest.mark.parametrize(
    "change",
    [
        {"demand": "More"},
        {"directory": tables(people=[person("marco")])},
        {"told": outcomes(COMMITMENT | {"rung": 3.0})},
        {"told": outcomes()},
        {"parsed": file_of(row(), row("2020-12-01"))},
    ],
)
def test_any_difference_in_the_folder_is_one_change(store, change):
    save(store, parsed=file_of(row()))
    before, revision = reads(store), store.revision()
    changed, _ = save(store, **change)
    assert changed
    assert reads(store) != before
    assert store.revision() == revision + 1


def test_a_folder_without_actions_leaves_those_there_as_they_are(store):
    save(store, parsed=file_of(row()))
    assert save(store) == (False, None)
    assert len(store.actions("renew")) == 1


def test_outcomes_become_those_of_the_folder(store):
    save(store)
    save(store, told=outcomes({"outcome_id": "o2", "date": "2021-01-08", "rung": None}, COMMITMENT | {"quote": "Yes"}))
    stored = store.outcomes("renew")
    assert stored[["outcome_id", "quote"]].to_numpy().tolist() == [["o1", "Yes"], ["o2", ""]]
    assert stored["rung"].isna().tolist() == [False, True]


def test_an_outcome_id_used_twice_is_refused_and_nothing_is_kept(store):
    with pytest.raises(UnusableFileError, match="'o1' twice"):
        save(store, parsed=file_of(row()), told=outcomes(COMMITMENT, COMMITMENT))
    assert store.campaigns().empty
    assert store.revision() == 0


def test_nul_in_a_folder_is_refused_whole(store):
    save(store)
    before = reads(store)
    for change in (
        {"demand": "a\x00b"},
        {"directory": tables(people=[person("marco", "a\x00b")])},
        {"told": outcomes(COMMITMENT | {"quote": "a\x00b"})},
    ):
        with pytest.raises(UnusableFileError, match="NUL"):
            save(store, **change)
    assert reads(store) == before


def without(**gone):
    """The directory of the tests without some of it: ``people="marco"``."""
    kept = {"people": TABLES.people, "terms": TABLES.terms, "roles": TABLES.roles, "offices": TABLES.offices}
    for name, key in gone.items():
        column = "office_id" if name == "offices" else "target_id"
        kept[name] = kept[name][kept[name][column] != key]
    return DirectoryTables(**kept)


MARCO_GONE = without(people="marco", terms="marco", roles="marco", offices="marco-office")


@pytest.mark.parametrize(
    ("left", "stated", "told"),
    [
        (MARCO_GONE, {}, r"no longer has the target Marco Mendicino \(marco\) but 2 actions name it"),
        (
            without(offices="marco-office"),
            {"target_id": "", "office_id": "marco-office"},
            r"no longer has the office marco-office but 2 actions name it",
        ),
    ],
    ids=["person", "office"],
)
def test_whom_an_action_names_a_folder_cannot_leave_out(store, left, stated, told):
    save(store, parsed=file_of(row(**stated), row("2020-11-25", **stated)))
    before, revision = reads(store), store.revision()
    with pytest.raises(UsageError, match=told) as error:
        save(store, directory=left, name_en="Another name")
    assert "\n" not in str(error.value)
    assert (reads(store), store.revision()) == (before, revision)


def test_who_is_named_by_no_action_any_more_can_be_left_out(store):
    save(store, parsed=file_of(row()))
    store.undo(1)
    save(store, directory=MARCO_GONE)
    assert "marco" not in store.campaign_tables("renew").people["target_id"].tolist()


def test_who_is_known_to_the_reference_can_be_left_out(store):
    save(store, parsed=file_of(row()))
    with transaction(store._engine) as connection:
        connection.execute(text("INSERT INTO people VALUES (9, NULL, 'marco', 'Marco', 'person', 0, '', '')"))
    save(store, directory=MARCO_GONE)
    assert all(finding.ok for finding in store.doctor())


def test_two_campaigns_may_use_one_id_for_different_people(store):
    save(store)
    other = tables(
        people=[person("marco", "Marco Polo")],
        terms=[term("marco", "2013:59035")],
        offices=[office("marco-office", "marco", city="Venice")],
    )
    save(store, slug="other", directory=other)
    assert store.campaign_tables("renew").people["name"].tolist() == ["Marco Mendicino", "Ircc"]
    assert store.campaign_tables("other").offices["city"].tolist() == ["Venice"]
    assert store.reference_tables().people.empty


def test_actions_of_one_campaign_are_not_the_others(store):
    for slug in ("one", "two"):
        store.create_campaign(campaign(slug=slug))
        assert store.commit(slug, file_of(row(source_id="a")), DIRECTORY).counts["added"] == 1
    assert store.campaigns()["actions"].tolist() == [1, 1]
    assert store.undo(1)["removed"] == 1
    assert len(store.actions("two")) == 1
