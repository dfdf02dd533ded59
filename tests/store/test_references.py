import json

import pytest
from builders import office, person, role, tables, term
from sqlalchemy import text
from store_builders import TABLES, Loaded, file_of, row, save_list

from dashboard.directory import Directory, resolve
from dashboard.store.connect import transaction

PEOPLE = [f"ref-{number}" for number in range(20)]


def source(day="2023-10-01", **more):
    return {
        "kind": "representatives", "publisher": "Represent", "licence": "Open", "riding_order": 2013, "records": 20,
        "as_of": day, "read_on": "2024-01-01", "doubts": ["one"], "content_hash": day, **more,
    }  # fmt: skip


def members(names, day="2023-10-01", last="", **of_office):
    """A list of members as of a day: each sits, and has an office, since that day as far as the list knows."""
    return tables(
        people=[person(name) for name in names],
        terms=[term(name, f"2023:{35001 + PEOPLE.index(name)}", day, last) for name in names],
        offices=[office(f"{name}-office", name, valid_from=day, address="1 Main St", **of_office) for name in names],
    )


def test_a_list_of_members_reads_back_beside_the_campaigns(filled):
    told = save_list(filled, "representatives", members(PEOPLE), source())
    assert told.counts == {"added": 60, "changed": 0, "closed": 0}
    reference = filled.reference_tables()
    assert reference.people["target_id"].tolist() == sorted(PEOPLE)
    assert len(reference.terms) == len(reference.offices) == 20
    assert filled.campaign_tables("renew").people.empty


def test_the_same_list_again_changes_nothing(store):
    save_list(store, "representatives", members(PEOPLE), source())
    revision = store.revision()
    again = save_list(store, "representatives", members(PEOPLE), source())
    assert (again.counts, again.news) == ({"added": 0, "changed": 0, "closed": 0}, False)
    assert store.revision() == revision


def test_a_later_list_keeps_first_days_and_closes_who_is_gone(store):
    save_list(store, "representatives", members(PEOPLE), source())
    later = members(PEOPLE[1:], "2024-05-01", phone="613-555-0100")
    told = save_list(store, "representatives", later, source("2024-05-01"))
    assert told.counts == {"added": 0, "changed": 19, "closed": 2}
    reference = store.reference_tables()
    gone = reference.offices.set_index("office_id").loc["ref-0-office"]
    assert str(gone["valid_to"].date()) == "2024-04-30"
    assert str(reference.terms["to"][0].date()) == "2024-04-30"
    assert reference.offices["valid_to"].isna().sum() == 19
    assert set(reference.offices["valid_from"].astype(str)) == {"2023-10-01"}
    assert reference.offices["phone"].tolist()[1:] == ["613-555-0100"] * 19
    assert len(reference.people) == 20


def test_who_comes_back_to_an_office_has_it_open_again(store):
    save_list(store, "representatives", members(PEOPLE), source())
    save_list(store, "representatives", members(PEOPLE[1:], "2024-05-01"), source("2024-05-01"))
    save_list(store, "representatives", members(PEOPLE, "2024-06-01"), source("2024-06-01"))
    assert store.reference_tables().offices["valid_to"].isna().all()


def test_a_part_of_a_list_closes_nothing(store):
    save_list(store, "representatives", members(PEOPLE), source())
    told = save_list(store, "representatives", members(PEOPLE[:3], "2024-05-01"), source("2024-05-01"))
    assert told.counts["closed"] == 0
    assert store.reference_tables().offices["valid_to"].isna().all()


def test_an_earlier_list_adds_history_and_does_not_overwrite_what_is_newer(store):
    save_list(store, "representatives", members(PEOPLE[1:], phone="new"), source())
    save_list(store, "representatives", members(PEOPLE, "2020-10-01", phone="old"), source("2020-10-01"))
    offices = store.reference_tables().offices.set_index("office_id")
    assert offices.loc["ref-1-office", "phone"] == "new"
    assert set(offices["valid_from"].astype(str)) == {"2020-10-01"}
    assert str(offices.loc["ref-0-office", "valid_to"].date()) == "2023-09-30"
    assert offices["valid_to"].isna().sum() == 19


def test_lists_without_a_day_go_by_the_day_they_were_read(store):
    save_list(store, "representatives", members(PEOPLE, ""), source("", read_on="2024-01-01", content_hash="a"))
    told = save_list(
        store, "representatives", members(PEOPLE[1:], ""), source("", read_on="2024-02-01", content_hash="b")
    )
    assert told.counts["closed"] == 2
    assert str(store.reference_tables().offices["valid_to"].max().date()) == "2024-01-31"
    assert len(store.sources()) == 2


def test_terms_that_do_not_overlap_are_two_and_a_corrected_end_is_one(store):
    first = tables(people=[person("ref-0")], terms=[term("ref-0", "2013:35001", "2015-10-19", "2019-09-11")])
    again = tables(people=[person("ref-0")], terms=[term("ref-0", "2013:35001", "2021-09-20")])
    save_list(store, "members", first, source("2019-01-01", kind="members"))
    save_list(store, "members", again, source("2022-01-01", kind="members"))
    ended = tables(people=[person("ref-0")], terms=[term("ref-0", "2013:35001", "2021-09-20", "2024-01-01")])
    save_list(store, "members", ended, source("2024-02-01", kind="members"))
    terms = store.reference_tables().terms
    assert terms["from"].astype(str).tolist() == ["2015-10-19", "2021-09-20"]
    assert terms["to"].astype(str).tolist() == ["2019-09-11", "2024-01-01"]


def test_roles_keep_the_days_they_come_with(store):
    for last in ("", "2021-10-26"):
        held = role("ref-0", "minister", "Minister of Immigration", "2019-11-20", last)
        save_list(store, "ministers", tables(people=[person("ref-0")], roles=[held]), source(kind="ministers"))
    assert store.reference_tables().roles["to"].astype(str).tolist() == ["2021-10-26"]


def test_sources_tell_what_was_loaded_and_a_newer_boundary_set_replaces_the_older(store):
    store.save_source(source(kind="boundaries", content_hash="a"))
    store.save_source(source("2024-01-01", kind="boundaries", content_hash="b"))
    store.save_source(source(kind="boundaries", riding_order=2023))
    revision = store.revision()
    store.save_source(source(kind="boundaries", riding_order=2023))
    assert store.revision() == revision == 3
    listed = store.sources()
    assert listed["riding_order"].tolist() == [2013, 2023]
    assert listed["content_hash"].tolist() == ["b", "2023-10-01"]
    assert listed["doubts"].tolist() == ['["one"]'] * 2
    assert set(listed["as_of"].astype(str)) == {"2024-01-01", "2023-10-01"}


def test_several_reference_files_are_kept_together_or_not_at_all(store):
    good = Loaded("boundaries", source(kind="boundaries"), None)
    bad = Loaded("representatives", source(), members(PEOPLE, phone="a\x00b"))
    with pytest.raises(Exception, match="NUL"):
        store.save_references([good, bad])
    assert store.sources().empty
    store.save_references([good, Loaded("representatives", source(), members(PEOPLE))])
    assert store.sources()["kind"].tolist() == ["boundaries", "representatives"]
    assert store.revision() == 1
    assert store.audit(9)["what"].tolist() == ["reference_loaded"] * 2


def test_a_part_of_a_list_says_that_it_ends_nothing(store):
    save_list(store, "representatives", members(PEOPLE), source())
    told = save_list(store, "representatives", members(PEOPLE[:3], "2024-05-01"), source("2024-05-01"))
    assert told.doubts[-1] == (
        "The list names 3 members where another names 20: it is taken for a part and ends nothing."
    )
    assert "taken for a part" in store.sources()["doubts"].tolist()[1]


def test_what_a_load_changed_is_told_and_kept_with_its_source(store):
    save_list(store, "representatives", members(PEOPLE, phone="1"), source())
    later = members(PEOPLE[:-1], "2024-05-01", phone="1")
    later.terms.loc[0, "riding"] = "2023:35099"
    later.offices.loc[1, "phone"] = "2"
    changes = save_list(store, "representatives", later, source("2024-05-01")).changes
    assert changes["moved"] == ["Ref-0 sits for 2023:35099 instead of 2023:35001."]
    assert changes["changed"] == ["Ref-1 has another phone at the office: 1 Main St."]
    assert changes["totals"] == {"added": 0, "changed": 1, "closed": 3, "moved": 1}
    assert "Ref-19 sat for 2023:35020 until 2024-04-30." in changes["closed"]
    assert json.loads(store.sources()["changes"].iloc[-1]) == changes


def test_a_list_that_its_publisher_corrected_takes_the_place_of_the_one_of_its_day(store):
    wrong = members(PEOPLE, phone="wrong")
    save_list(store, "representatives", wrong, source(content_hash="a"))
    save_list(store, "representatives", members(PEOPLE, phone="right"), source(content_hash="b"))
    assert store.sources()["content_hash"].tolist() == ["b"]
    assert set(store.reference_tables().offices["phone"]) == {"right"}


def test_two_halves_of_a_list_stand_beside_each_other(store):
    for half in (PEOPLE[:10], PEOPLE[10:]):
        save_list(store, "representatives", members(half), source(content_hash=half[0]))
    assert len(store.reference_tables().people) == 20
    assert store.reference_tables().offices["valid_to"].isna().all()


def test_the_same_file_read_on_another_day_or_without_its_day_is_known(store):
    save_list(store, "representatives", members(PEOPLE), source(content_hash="a"))
    for again in (source(content_hash="a", read_on="2024-03-01"), source("", content_hash="a", read_on="2024-03-01")):
        assert not save_list(store, "representatives", members(PEOPLE), again).news
    assert store.sources()["read_on"].astype(str).tolist() == ["2024-01-01"]


def test_a_file_loaded_again_with_its_day_is_of_that_day(store):
    save_list(store, "representatives", members(PEOPLE, ""), source("", content_hash="a"))
    save_list(store, "representatives", members(PEOPLE, "2022-01-01"), source("2022-01-01", content_hash="a"))
    assert store.sources()["as_of"].astype(str).tolist() == ["2022-01-01"]


def test_lists_under_their_own_keys_get_ids_that_stay_and_offices_keep_their_actions(filled):
    first = tables(
        people=[person("smith bob 35001", "Smith, Bob")],
        terms=[term("smith bob 35001", "2013:35001", "2020-10-01")],
        offices=[office("", "smith bob 35001", postal_code="M6A 1A3", address="511 Lawrence", valid_from="2020-10-01")],
    )
    save_list(filled, "parlinfo_offices", first, source("2020-10-01", kind="parlinfo_offices"))
    office_id = filled.reference_tables().offices["office_id"].iloc[0]
    assert office_id == "ref-bob-smith-constituency-m6a1a3-511"
    directory = Directory(TABLES, filled.reference_tables())
    filled.commit("renew", file_of(row(target_id="ref-bob-smith", office_id=office_id)), directory)
    later = tables(
        people=[person("hoc:7", "Bob Smith") | {"external_ids": "hoc:7"}],
        terms=[term("hoc:7", "2013:35001", "2023-10-01")],
        offices=[office("", "hoc:7", postal_code="K1A 0A6", address="House of Commons", valid_from="2023-10-01")],
    )
    save_list(filled, "representatives", later, source(kind="representatives"))
    reference = filled.reference_tables()
    assert reference.people[["target_id", "external_ids"]].to_numpy().tolist() == [["ref-bob-smith", "hoc:7"]]
    closed = reference.offices.set_index("office_id").loc[office_id]
    assert str(closed["valid_to"].date()) == "2023-09-30"
    resolved = resolve(filled.actions("renew"), Directory(TABLES, reference))
    assert resolved["target_id"].tolist() == ["ref-bob-smith"]


def test_two_records_that_turn_out_to_be_one_person_are_one_and_the_former_id_is_known(store):
    def list_of(key, name, kind, day, ids=""):
        listed = tables(people=[person(key, name) | {"external_ids": ids}], terms=[term(key, "2013:48026", day)])
        save_list(store, kind, listed, source(day, kind=kind, content_hash=kind + day))

    list_of("harder rachael 48026", "Harder, Rachael", "parlinfo_offices", "2020-10-01", "hoc:1")
    list_of("rachael thomas", "Rachael Thomas", "members", "2023-07-24")
    assert len(store.reference_tables().people) == 2
    list_of("hoc:1", "Rachael Thomas", "representatives", "2023-10-01", "hoc:1")
    people = store.reference_tables().people
    assert people[["target_id", "name", "external_ids"]].to_numpy().tolist() == [
        ["ref-1", "Rachael Thomas", "hoc:1 was:ref-rachael-thomas"]
    ]
    assert Directory(tables(), store.reference_tables()).name_of("ref-rachael-thomas") == "Rachael Thomas"


def test_what_a_corrected_list_no_longer_names_is_kept_where_an_action_names_it(filled):
    save_list(filled, "representatives", members(PEOPLE), source(content_hash="a"))
    directory = Directory(TABLES, filled.reference_tables())
    filled.commit("renew", file_of(row(target_id="", office_id="ref-0-office")), directory)
    save_list(filled, "representatives", members(PEOPLE[2:]), source(content_hash="b"))
    reference = filled.reference_tables()
    assert "ref-0-office" in set(reference.offices["office_id"])
    assert {"ref-0"} == set(reference.people["target_id"]) - set(PEOPLE[2:])


def test_what_an_older_version_loaded_counts_as_a_list_of_its_kind(store):
    save_list(store, "representatives", members(PEOPLE), source())
    with transaction(store._engine) as connection:
        connection.execute(text("DELETE FROM lists"))
    later = source("2024-05-01", kind="members")
    save_list(store, "members", members(PEOPLE[1:], "2024-05-01"), later, frozenset({"terms"}))
    reference = store.reference_tables()
    assert len(reference.people) == len(reference.offices) == 20
    assert str(reference.terms.set_index("target_id").loc["ref-0", "to"].date()) == "2024-04-30"


def test_another_copy_of_boundaries_takes_their_place_and_says_so(store):
    store.save_references([Loaded("boundaries", source(kind="boundaries", content_hash="a"))])
    (saved,) = store.save_references([Loaded("boundaries", source(kind="boundaries", content_hash="b"))])
    assert saved.changes["changed"] == ["The boundaries of the 2013 order take the place of those loaded before."]
    (again,) = store.save_references([Loaded("boundaries", source(kind="boundaries", content_hash="b"))])
    assert (again.news, again.changes) == (False, {})
