import json

import pytest
from builders import campaign, institution, office, person, tables, term
from store_builders import TABLES, file_of, outcomes, reads, row, save_list

from dashboard.directory import Directory
from dashboard.errors import NotFoundError, UsageError
from dashboard.new_place import NewPlace
from dashboard.store import Store

EMBASSY = NewPlace.read(
    "High Commission", address="1 Main Street, Ottawa, ON", code="k1a0a6", phone="(613) 992-0946 x 5"
)
LISTED = tables(
    people=[person("ref-1", "Someone")],
    terms=[term("ref-1", "2013:35001")],
    offices=[office("ref-1-constituency-k1a0a6", "ref-1", postal_code="K1A 0A6", address="1 Main")],
)


def save(store, directory=TABLES, **changes):
    return store.save_campaign(campaign(**changes), directory, None, outcomes(), Directory(directory))


def note(store, slug="renew"):
    return store.office_notes(slug)[["office_id", "hours", "access"]].to_numpy().tolist()


@pytest.fixture
def ready(store):
    save(store)
    return store


def test_hours_and_access_of_an_office_are_kept_and_read_back(ready):
    assert ready.save_office_note("renew", "marco-office", "Mon to Fri 9-17", "Ramp at the back\nRing twice", "ada")
    assert note(ready) == [["marco-office", "Mon to Fri 9-17", "Ramp at the back\nRing twice"]]
    assert ready.office_notes("renew")["who"].tolist() == ["ada"]


def test_a_note_is_one_change_with_ids_alone_in_the_audit_trail(ready):
    before = ready.revision()
    ready.save_office_note("renew", "marco-office", "Mon to Fri", "", "ada")
    assert ready.revision() == before + 1
    entry = ready.audit(1).iloc[0]
    assert (entry["what"], entry["who"], entry["campaign"]) == ("office_note_saved", "ada", "renew")
    assert json.loads(entry["ids"]) == {"office_id": "marco-office"}


def test_the_same_note_sent_twice_is_saved_once(ready):
    ready.save_office_note("renew", "marco-office", "Mon to Fri", "")
    revision, audit = ready.revision(), len(ready.audit())
    assert not ready.save_office_note("renew", "marco-office", " Mon to Fri ", "")
    assert (ready.revision(), len(ready.audit())) == (revision, audit)
    assert len(note(ready)) == 1


def test_a_note_is_changed_and_cleared(ready):
    ready.save_office_note("renew", "marco-office", "Mon to Fri", "Ramp")
    ready.save_office_note("renew", "marco-office", "Tue", "")
    assert note(ready) == [["marco-office", "Tue", ""]]
    assert ready.save_office_note("renew", "marco-office", "", " ")
    assert note(ready) == []
    assert not ready.save_office_note("renew", "marco-office", "", "")


def test_a_note_is_plain_text(ready):
    ready.save_office_note("renew", "marco-office", "9\u202e-17\x00", "a\x1bb\u200b\r\nc")
    assert note(ready) == [["marco-office", "9-17", "ab\nc"]]


def test_a_note_of_more_than_500_characters_is_refused_and_nothing_is_kept(ready):
    revision = ready.revision()
    assert ready.save_office_note("renew", "marco-office", "x" * 500, "")
    with pytest.raises(UsageError, match="at most 500 characters each: shorten the one of 501"):
        ready.save_office_note("renew", "marco-office", "ok", "x" * 501)
    assert note(ready) == [["marco-office", "x" * 500, ""]]
    assert ready.revision() == revision + 1


def test_a_note_needs_an_office_of_the_campaign_or_the_reference(ready):
    save(ready, tables(people=[person("a")], offices=[office("theirs", "a")]), slug="other")
    for office_id in ("nowhere", "theirs"):
        with pytest.raises(NotFoundError, match="no office"):
            ready.save_office_note("renew", office_id, "Mon", "")
    with pytest.raises(NotFoundError, match="no campaign"):
        ready.save_office_note("gone", "marco-office", "Mon", "")
    assert note(ready) == []


def test_notes_are_each_campaigns_own(ready):
    save(ready, slug="other")
    ready.save_office_note("renew", "marco-office", "Mon", "")
    ready.save_office_note("other", "marco-office", "Tue", "")
    assert note(ready) == [["marco-office", "Mon", ""]]
    assert note(ready, "other") == [["marco-office", "Tue", ""]]


def test_notes_outlive_a_refresh_of_the_reference_and_a_load_of_the_folder(ready):
    source = {"kind": "representatives", "as_of": "2024-01-01", "read_on": "2024-01-02"}
    save_list(ready, "representatives", LISTED, source)
    office_id = ready.reference_tables().offices["office_id"].iloc[0]
    ready.save_office_note("renew", office_id, "Mon", "Ramp")
    save_list(ready, "representatives", LISTED, source | {"as_of": "2024-06-01"})
    save(ready, demand="More")
    assert note(ready) == [[office_id, "Mon", "Ramp"]]


def test_notes_and_places_are_in_the_backup(ready, tmp_path):
    ready.save_office_note("renew", "marco-office", "Mon", "Ramp")
    ready.add_place("renew", EMBASSY)
    ready.backup(tmp_path / "kept.zip")
    address = f"sqlite:///{tmp_path / 'again.sqlite'}"
    Store.restore(tmp_path / "kept.zip", address)
    with Store.open(address) as again:
        assert note(again) == note(ready)
        assert reads(again) == reads(ready)


def test_a_place_added_by_hand_is_an_institution_with_an_office(ready):
    revision = ready.revision()
    target_id, office_id = ready.add_place("renew", EMBASSY, "ada")
    assert (target_id, office_id) == ("high-commission", "high-commission-other")
    stored = ready.campaign_tables("renew")
    added = stored.people.set_index("target_id").loc[target_id]
    assert (added["name"], added["kind"], added["serves_post"]) == ("High Commission", "institution", False)
    its = stored.offices.set_index("office_id").loc[office_id]
    assert its[["address", "postal_code", "city", "province", "phone"]].tolist() == [
        "1 Main Street, Ottawa, ON", "K1A 0A6", "Ottawa", "ON", "613-992-0946 ext. 5",
    ]  # fmt: skip
    assert ready.revision() == revision + 1
    assert json.loads(ready.audit(1)["ids"].iloc[0]) == {"office_id": office_id, "target_id": target_id}
    assert all(finding.ok for finding in ready.doctor())


def test_the_same_place_sent_twice_is_added_once(ready):
    first, revision = ready.add_place("renew", EMBASSY), ready.revision()
    assert ready.add_place("renew", EMBASSY) == first
    assert ready.revision() == revision


def test_a_place_of_a_known_institutions_name_becomes_another_office_of_it(ready):
    place = NewPlace.read("IRCC", kind="department", address="2 Side Street, Toronto, ON")
    assert ready.add_place("renew", place)[0] == "ircc"
    other = NewPlace.read("ircc", kind="department", address="3 Side Street, Toronto, ON")
    assert ready.add_place("renew", other) == ("ircc", "ircc-department-2")
    assert ready.campaign_tables("renew").people["target_id"].tolist() == ["marco", "ircc"]


def test_ids_of_places_are_made_of_their_names_and_never_taken_twice(ready):
    names = ("Marco", "Été à l'Étranger", "ref one", "移民局", "marco!", "移民")
    made = [ready.add_place("renew", NewPlace.read(name, phone="613-992-0946"))[0] for name in names]
    assert made == ["marco-2", "ete-a-l-etranger", "place-ref-one", "place", "marco-2", "place-2"]


def test_a_place_in_a_riding_is_found_there_but_sits_for_nobody(ready):
    place = NewPlace.read("Consulate", address="1 Main Street", riding="2013:59035")
    target_id, _ = ready.add_place("renew", place)
    known = Directory(ready.campaign_tables("renew"))
    assert known.home_riding([target_id], ["2020-12-01"]).tolist() == ["2013:59035"]
    assert known.mp_on(["2013:59035"], ["2020-12-01"]).tolist() == [""]


def test_a_place_with_the_name_of_a_person_is_refused(ready):
    before = reads(ready)
    with pytest.raises(UsageError, match="name of a person"):
        ready.add_place("renew", NewPlace.read("marco MENDICINO", address="1 Main Street"))
    with pytest.raises(NotFoundError, match="no campaign"):
        ready.add_place("gone", EMBASSY)
    assert reads(ready) == before


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"name": " \u202e", "address": "1 Main"}, "Give the place a name"),
        ({"name": "A"}, "an address, a postal code or a phone number"),
        ({"name": "A", "code": "M6A"}, "is no postal code"),
        ({"name": "A", "phone": "12"}, "is no phone number"),
        ({"name": "A", "address": "1 Main", "riding": "35024"}, "35024"),
        ({"name": "A", "address": "1 Main", "kind": "constituency"}, "no kind of place"),
        ({"name": "A" * 201, "address": "1 Main"}, "at most 200"),
    ],
)
def test_a_place_that_can_not_be_used_is_refused_in_one_sentence(told, sentence):
    with pytest.raises(UsageError, match=sentence):
        NewPlace.read(**told)


def test_loading_the_folder_again_leaves_places_added_by_hand(ready):
    ready.add_place("renew", EMBASSY)
    before = reads(ready)
    assert save(ready) == (False, None)
    assert reads(ready) == before
    assert save(ready, tables(people=[person("new")], offices=[office("new-office", "new")]))[0]
    stored = ready.campaign_tables("renew")
    assert sorted(stored.people["target_id"]) == ["high-commission", "new"]
    assert sorted(stored.offices["office_id"]) == ["high-commission-other", "new-office"]


def test_actions_at_a_place_added_by_hand_stay_there_when_the_folder_is_loaded_again(ready):
    target_id, office_id = ready.add_place("renew", EMBASSY)
    known = Directory(ready.campaign_tables("renew"))
    ready.commit("renew", file_of(row(target_id=target_id, office_id=office_id)), known)
    save(ready, demand="More")
    assert ready.actions("renew")["office_id"].tolist() == [office_id]
    assert office_id in ready.campaign_tables("renew").offices["office_id"].tolist()


def test_an_office_added_by_hand_keeps_its_institution_when_the_folder_drops_it(ready):
    ready.add_place("renew", NewPlace.read("Ircc", kind="department", address="2 Side Street"))
    save(ready, tables(people=[person("marco")]))
    stored = ready.campaign_tables("renew")
    assert sorted(stored.people["target_id"]) == ["ircc", "marco"]
    assert stored.people.set_index("target_id").loc["ircc", "serves_post"]
    assert all(finding.ok for finding in ready.doctor())


def test_a_folder_that_takes_up_a_place_added_by_hand_has_the_last_word(ready):
    target_id, office_id = ready.add_place("renew", EMBASSY)
    folder = tables(
        people=[institution(target_id) | {"name": "The Commission"}], offices=[office(office_id, target_id)]
    )
    save(ready, folder)
    stored = ready.campaign_tables("renew")
    assert stored.people["name"].tolist() == ["The Commission"]
    assert stored.offices["address"].tolist() == [""]
    assert save(ready, folder) == (False, None)
