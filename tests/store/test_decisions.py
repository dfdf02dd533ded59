"""What is remembered of how files were understood: kept with the upload, told in the audit trail, taken back."""

import json

import pytest
from builders import campaign
from reading import CAMPAIGN, DIRECTORY

from dashboard.errors import NotFoundError
from dashboard.ingest import Choices, Meanings, parse_file, remembered
from dashboard.reference.ridings import ridings
from dashboard.store import decisions
from dashboard.store.connect import writing

SLUG = CAMPAIGN.slug
ODD = b"When was it?,What,Whom\n2020-11-24,call,Mr M\n"
MAPPED = {"date": "When was it?", "target": "Whom"}
MEANT = {("target", "mr m"): "marco-mendicino"}


@pytest.fixture
def filled(store):
    store.create_campaign(CAMPAIGN)
    return store


def understood(store, data=ODD, **wanted):
    meanings = Meanings(DIRECTORY, ridings())
    choices = remembered(Choices(**wanted), store.decisions(SLUG), store.column_maps(SLUG), meanings)
    known = {"name": "log.csv", "campaign": CAMPAIGN, "directory": DIRECTORY, "ridings": ridings()}
    return parse_file(data, **known, choices=choices)


def kept(store, data=ODD, **wanted):
    return store.commit(SLUG, understood(store, data, **wanted), DIRECTORY, who="ana")


def test_the_next_file_like_one_that_was_mapped_and_decided_needs_neither(filled):
    assert kept(filled, columns=MAPPED, names=MEANT).counts["added"] == 1
    turned = b"WHOM;what;when was it\nmr. m;call;2020-11-25\n"
    file = understood(filled, turned)
    assert file.fields["date"] == ("when was it", "remembered")
    assert file.rows["target_id"].tolist() == ["marco-mendicino"]
    assert [(one.shown, one.who) for one in file.decided] == [("mr. m", "ana")]
    assert any("as decided earlier by ana" in note for note in file.notes)


def test_undoing_an_upload_forgets_nothing(filled):
    upload = kept(filled, columns=MAPPED, names=MEANT).upload_id
    filled.undo(upload)
    assert len(filled.decisions(SLUG)) == len(filled.column_maps(SLUG)) == 1


def test_what_is_taken_back_is_asked_again_and_told_in_the_audit_trail_by_its_id_alone(filled):
    kept(filled, columns=MAPPED, names=MEANT)
    filled.forget_decision(SLUG, int(filled.decisions(SLUG)["id"][0]), "ben")
    assert [one.shown for one in understood(filled).asked] == ["Mr M"]
    filled.forget_column_map(SLUG, int(filled.column_maps(SLUG)["id"][0]), "ben")
    trail = filled.audit()
    assert trail["what"].tolist()[:3] == ["columns_forgotten", "decision_forgotten", "upload"]
    assert trail["who"].tolist()[:3] == ["ben", "ben", "ana"]
    assert json.loads(trail["ids"][2]) == {"decisions": [1], "map": 1, "upload_id": 1}
    assert not trail["ids"].str.contains("mr m").any()
    with pytest.raises(NotFoundError, match="taken back already"):
        filled.forget_decision(SLUG, 1)
    with pytest.raises(NotFoundError, match="forgotten already"):
        filled.forget_column_map(SLUG, 1)


def test_a_name_decided_again_means_what_was_said_last_and_the_same_again_is_no_news(filled):
    name = ("target", "mr m")
    for meaning in ("ahmed-hussen", "ahmed-hussen", "-"):
        kept(filled, columns=MAPPED, names={name: meaning})
    assert [json.loads(ids).get("decisions") for ids in filled.audit()["ids"][:3]] == [[1], None, [1]]
    assert filled.decisions(SLUG)[["shown", "meaning", "who"]].to_numpy().tolist() == [["Mr M", "-", "ana"]]


def test_columns_are_kept_by_header_and_campaign(filled):
    filled.create_campaign(campaign(slug="other"))
    for _ in range(2):
        kept(filled, columns=MAPPED, names=MEANT)
    kept(filled, b"Day of it,What,Whom\n2020-11-24,call,Mr M\n", columns={"date": "Day of it", "target": "Whom"})
    assert [json.loads(ids).get("map") for ids in filled.audit()["ids"][:3]] == [2, None, 1]
    assert [json.loads(one)["date"] for one in filled.column_maps(SLUG)["fields"]] == ["When was it?", "Day of it"]
    assert filled.column_maps("other").empty
    assert filled.decisions("other").empty


def test_a_meaning_that_is_gone_is_asked_again(filled):
    with writing(filled._engine) as connection:
        decisions.save(connection, 1, {("target", "mr m"): ("Mr M", "someone-gone")}, who="ana")
    file = understood(filled, columns=MAPPED)
    assert [one.shown for one in file.asked] == ["Mr M"]
    assert not file.decided


def test_a_name_that_holds_personal_data_is_decided_but_not_remembered(filled):
    data = b"date,tactic,target\n2020-11-24,call,Ann ann@example.org\n"
    receipt = kept(filled, data, names={("target", "ann ann example org"): "-"})
    assert receipt.counts["added"] == 1
    assert filled.decisions(SLUG).empty


def test_whose_hill_office_it_is_is_decided_anew_for_each_file_and_beside_each_person_for_good(filled):
    data = b"date,tactic,target,office\n2020-11-24,call,,Hill office\n2020-11-24,call,Libby Davies,Hill office\n"
    file = understood(filled, data)
    assert {one.shown for one in file.asked} == {"Libby Davies", "Hill office"}
    meant = {("target", "libby davies"): "marco-mendicino", ("office", "hill office"): "hill-2"}
    assert sorted(kept(filled, data, names=meant).lines["fate"]) == ["added", "added"]
    assert filled.decisions(SLUG)["shown"].tolist() == ["Libby Davies"]


def test_every_upload_that_said_something_of_an_action_is_in_its_history(filled):
    first = b"action_id,date,tactic,quantity,private_note\na,2020-11-24,call,5,\n"
    kept(filled, first)
    assert filled.versions(SLUG, "a")["changes"][0]["quantity"] == ("", "5.0")
    kept(filled, first.replace(b",5,", b",7,the back door"))
    kept(filled, first.replace(b",5,", b",9,the back door"))
    told = filled.versions(SLUG, "a")
    assert told["upload_id"].tolist() == [1, 2, 3]
    assert told["changes"].tolist()[1:] == [
        {"quantity": ("5.0", "7.0"), "private_note": ("", "")},
        {"quantity": ("7.0", "9.0")},
    ]
    filled.undo(2)
    assert filled.versions(SLUG, "a")["state"].tolist() == ["active", "undone", "active"]
    with pytest.raises(NotFoundError, match="no action 'b'"):
        filled.versions(SLUG, "b")


def test_people_without_a_place_in_the_directory_are_no_meaning():
    meanings = Meanings(DIRECTORY, ridings())
    assert meanings.has("target", "ircc")
    assert meanings.has("riding", "2013:35024")
    assert meanings.has("office", "bloor")
    assert meanings.has("tactic", "call/voicemail")
    for kind, meaning in (("target", "nobody-known"), ("tactic", "-"), ("tactic", "rally/busy"), ("riding", "35024")):
        assert not meanings.has(kind, meaning)
