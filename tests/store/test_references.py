import pytest
from builders import office, person, role, tables, term
from store_builders import Loaded, save_list

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
        terms=[term(name, f"2013:{35001 + PEOPLE.index(name)}", day, last) for name in names],
        offices=[office(f"{name}-office", name, valid_from=day, **of_office) for name in names],
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
