"""Claims that cannot collide, offices left alone, goals, scripts and shifts, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from builders import campaign, office, person, tables
from store_builders import DIRECTORY, TABLES, file_of, outcomes, row

from dashboard.directory import Directory
from dashboard.errors import NotFoundError, UsageError
from dashboard.store import Store, claims

TODAY = datetime.now(UTC).date()
OFFICES = [f"office-{number}" for number in range(12)]


@pytest.fixture
def planned(store):
    """A campaign with one person's office and twelve of another."""
    more = tables(
        people=[person("ada", "Ada")], offices=[office(name, "ada", address=f"{name} Street") for name in OFFICES]
    )
    both = tables(
        **{
            name: getattr(TABLES, name).to_dict("records") + getattr(more, name).to_dict("records")
            for name in ("people", "terms", "roles", "offices")
        }
    )
    store.save_campaign(campaign(), both, None, outcomes(), Directory(both))
    return store


def states(store):
    return store.claims("renew").set_index("office_id")["state"].to_dict()


def at(monkeypatch, moment):
    monkeypatch.setattr(claims, "now", lambda: moment)


def test_an_office_is_claimed_once_and_the_second_is_told_by_whom(planned):
    first = planned.claim("renew", ["marco-office", "office-1"], "East end")
    second = planned.claim("renew", ["office-1", "office-2"], "West end")
    assert set(first.made) == {"marco-office", "office-1"}
    assert set(second.made) == {"office-2"}
    assert second.refused == {"office-1": "East end has it already."}
    assert planned.claims("renew")["who"].tolist() == ["East end", "East end", "West end"]


def test_claims_made_at_the_same_moment_by_two_servers_go_to_exactly_one_each(planned, address):
    start = Barrier(2)

    def all_of_them(store):
        start.wait()
        return [store.claim("renew", [name], f"group {id(store)}") for name in OFFICES]

    with Store.open(address) as other, ThreadPoolExecutor(2) as threads:
        ours, theirs = threads.map(all_of_them, (planned, other))
    for mine, yours in zip(ours, theirs, strict=True):
        assert len(mine.made) + len(yours.made) == 1
        assert len(mine.refused) + len(yours.refused) == 1
    assert len(planned.claims("renew")) == len(OFFICES)


def test_a_claim_lapses_and_the_office_can_be_claimed_anew(planned, monkeypatch):
    at(monkeypatch, "2020-11-20T12:00:00+00:00")
    planned.claim("renew", ["office-1"], "ada", days=2)
    at(monkeypatch, "2020-11-22T11:00:00+00:00")
    assert states(planned) == {"office-1": "open"}
    at(monkeypatch, "2020-11-22T13:00:00+00:00")
    assert states(planned) == {"office-1": "lapsed"}
    assert planned.claim("renew", ["office-1"], "bob").made
    assert planned.claims("renew")["state"].tolist() == ["lapsed", "open"]


def test_a_claim_given_up_frees_the_office_once(planned):
    (number,) = planned.claim("renew", ["office-1"], "ada").made.values()
    assert planned.give_up("renew", number, "ada")
    assert not planned.give_up("renew", number, "ada")
    assert planned.claim("renew", ["office-1"], "bob").made
    with pytest.raises(NotFoundError):
        planned.give_up("renew", 99)


def test_a_claim_is_done_when_something_is_logged_there_and_follows_undo_and_redo(planned, monkeypatch):
    at(monkeypatch, "2020-11-24T01:30:00+00:00")
    planned.claim("renew", ["marco-office", "office-1"], "ada", days=60)
    at(monkeypatch, "2020-11-25T12:00:00+00:00")
    here = file_of(row("2020-11-23", office_id="marco-office"))
    upload = planned.commit("renew", here, DIRECTORY).upload_id
    assert states(planned) == {"marco-office": "done", "office-1": "open"}
    assert planned.claims("renew")["upload_id"].iloc[0] == upload
    planned.undo(upload)
    assert states(planned)["marco-office"] == "open"
    planned.redo(upload)
    assert states(planned)["marco-office"] == "done"


def test_what_was_logged_before_a_claim_does_not_close_it(planned, monkeypatch):
    at(monkeypatch, "2020-11-24T12:00:00+00:00")
    planned.claim("renew", ["marco-office"], "ada", days=60)
    planned.commit("renew", file_of(row("2020-11-01", office_id="marco-office")), DIRECTORY)
    assert states(planned) == {"marco-office": "open"}


def packed(claim, number=1, **more):
    """An entry of a field packet, logged under a claim."""
    return row(source_id=f"packet-0a1b2c3d-9F3E-c{claim}-{number}-{number:08x}", **more)


def claimed(store, who, days=60):
    (number,) = store.claim("renew", ["marco-office"], who, days).made.values()
    return number


def test_an_entry_of_a_packet_is_the_visit_of_its_claim_once_however_often_it_is_loaded(planned, monkeypatch):
    at(monkeypatch, "2020-11-24T12:00:00+00:00")
    file = file_of(packed(claimed(planned, "ada"), office_id="marco-office"))
    first = planned.commit("renew", file, DIRECTORY)
    assert states(planned) == {"marco-office": "done"}
    bobs = claimed(planned, "bob")
    second = planned.commit("renew", file, DIRECTORY)
    assert (first.counts["added"], second.counts["duplicate"]) == (1, 1)
    assert planned.claims("renew")["state"].tolist() == ["done", "open"]
    planned.commit("renew", file_of(packed(bobs, 2, office_id="marco-office")), DIRECTORY)
    assert planned.claims("renew")["state"].tolist() == ["done", "done"]


@pytest.mark.parametrize("ended", ["given_up", "lapsed"])
def test_a_claim_that_ended_stays_as_it_ended_and_whoever_has_the_office_since_keeps_it(planned, monkeypatch, ended):
    at(monkeypatch, "2020-11-24T12:00:00+00:00")
    adas = claimed(planned, "ada", days=2)
    if ended == "given_up":
        planned.give_up("renew", adas)
    else:
        at(monkeypatch, "2020-11-27T12:00:00+00:00")
    planned.commit("renew", file_of(packed(adas, office_id="marco-office")), DIRECTORY)
    assert states(planned) == {"marco-office": ended}
    bobs = claimed(planned, "bob")
    planned.commit("renew", file_of(packed(adas, 2, date="2020-11-28", office_id="marco-office")), DIRECTORY)
    assert planned.claims("renew")["state"].tolist() == [ended, "open"]
    planned.commit("renew", file_of(row("2020-11-28", office_id="marco-office")), DIRECTORY)
    assert planned.claims("renew")["state"].tolist() == [ended, "done"], bobs


def test_a_claim_past_its_time_is_not_done_by_what_is_logged_later_under_no_claim(planned, monkeypatch):
    at(monkeypatch, "2020-11-24T12:00:00+00:00")
    claimed(planned, "ada", days=2)
    at(monkeypatch, "2020-11-27T12:00:00+00:00")
    planned.commit("renew", file_of(row("2020-11-27", office_id="marco-office")), DIRECTORY)
    assert states(planned) == {"marco-office": "lapsed"}


@pytest.mark.parametrize("claim", [99, 2])
def test_a_claim_that_nobody_knows_or_of_another_office_says_nothing_and_the_office_tells(planned, monkeypatch, claim):
    at(monkeypatch, "2020-11-24T12:00:00+00:00")
    planned.claim("renew", ["marco-office", "office-1"], "ada", days=60)
    planned.commit("renew", file_of(packed(claim, office_id="marco-office")), DIRECTORY)
    assert states(planned) == {"marco-office": "done", "office-1": "open"}


@pytest.mark.parametrize(
    ("action_id", "claim"),
    [
        ("packet-0a1b2c3d-9F3E-c12-1-0011aabb", 12),
        ("packet-0a1b2c3d-9F3E-1-0011aabb", None),
        ("packet-0a1b2c3d-9F3E-c0-1-0011aabb", None),
        ("packet-0a1b2c3d-9F3E-c12-1-0011aabb and more", None),
        ("log-9F3E-c12-1-0011aabb", None),
        ("", None),
    ],
)
def test_the_claim_is_read_from_a_packets_ids_alone(action_id, claim):
    assert claims.claim_in(action_id) == claim


def test_an_undone_visit_does_not_take_an_office_from_whoever_claimed_it_since(planned, monkeypatch):
    at(monkeypatch, "2020-11-24T12:00:00+00:00")
    planned.claim("renew", ["marco-office"], "ada", days=60)
    upload = planned.commit("renew", file_of(row(office_id="marco-office")), DIRECTORY).upload_id
    planned.claim("renew", ["marco-office"], "bob", days=60)
    planned.undo(upload)
    assert planned.claims("renew")["state"].tolist() == ["given_up", "open"]


@pytest.mark.parametrize(("who", "days"), [("", 7), ("x" * 61, 7), ("ada", 0), ("ada", 61), ("ada", float("nan"))])
def test_a_claim_needs_a_name_and_a_time(planned, who, days):
    with pytest.raises(UsageError):
        planned.claim("renew", ["office-1"], who, days)
    assert planned.claims("renew").empty


def test_a_claim_of_an_office_nobody_knows_claims_nothing(planned):
    with pytest.raises(NotFoundError):
        planned.claim("renew", ["office-1", "nowhere"], "ada")
    assert planned.claims("renew").empty


def test_an_office_not_to_be_approached_cannot_be_claimed_until_it_may_be(planned):
    planned.avoid("renew", "office-1", "They asked us not to.", "ada")
    planned.avoid("renew", "office-1", "Staff were threatened.", "ada")
    assert planned.avoided("renew")["reason"].tolist() == ["Staff were threatened."]
    assert planned.claim("renew", ["office-1"], "bob").refused == {"office-1": "It is not to be approached."}
    assert planned.approach("renew", "office-1")
    assert not planned.approach("renew", "office-1")
    assert planned.claim("renew", ["office-1"], "bob").made
    with pytest.raises(NotFoundError):
        planned.avoid("renew", "nowhere", "")


def test_goals_are_kept_by_name_and_taken_away(planned):
    planned.save_goal("renew", "Cabinet once", '{"role":"other_cabinet"}', "ada")
    planned.save_goal("renew", "Cabinet once", '{"role":"other_cabinet","times":2}', "ada")
    assert planned.goals("renew")[["name", "content"]].to_numpy().tolist() == [
        ["Cabinet once", '{"role":"other_cabinet","times":2}']
    ]
    planned.remove_goal("renew", "Cabinet once")
    assert planned.goals("renew").empty
    with pytest.raises(NotFoundError):
        planned.remove_goal("renew", "Cabinet once")
    with pytest.raises(UsageError):
        planned.save_goal("renew", " ", "{}")


def test_every_version_of_a_script_stays_and_the_same_text_is_no_new_one(planned):
    assert [planned.save_script("renew", "en", text) for text in ("Hello", "Hello", "Good day", "Hello")] == [
        1,
        1,
        2,
        3,
    ]
    assert planned.save_script("renew", "fr", "Bonjour\nici") == 1
    kept = planned.scripts("renew")[["language", "version", "text"]].to_numpy().tolist()
    assert kept == [["en", 1, "Hello"], ["en", 2, "Good day"], ["en", 3, "Hello"], ["fr", 1, "Bonjour\nici"]]
    with pytest.raises(UsageError):
        planned.save_script("renew", "en", "x" * 10_001)


def test_the_table_of_shifts_is_kept_and_reset(planned):
    assert planned.shifts("renew") == ""
    planned.save_shifts("renew", '{"call":1}')
    planned.save_shifts("renew", '{"call":2}')
    assert planned.shifts("renew") == '{"call":2}'
    planned.save_shifts("renew", "")
    assert planned.shifts("renew") == ""


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_plans_come_back_from_a_backup_on_either_database(planned, tmp_path, new_store, target):
    planned.claim("renew", ["office-1"], "ada")
    planned.avoid("renew", "office-2", "no")
    planned.save_script("renew", "en", "Hello")
    planned.save_goal("renew", "Once", "{}")
    planned.save_shifts("renew", "{}")
    planned.backup(tmp_path / "b.zip")
    address = new_store(target)
    Store.restore(tmp_path / "b.zip", address)
    with Store.open(address) as restored:
        for name in ("claims", "avoided", "goals", "scripts", "shifts"):
            assert str(getattr(restored, name)("renew")) == str(getattr(planned, name)("renew")), name


def test_a_call_that_reached_nobody_leaves_the_claim_open_and_is_told_with_its_moment(planned):
    planned.claim("renew", ["marco-office"], "ada")
    for sign, outcome, state in (("a", "busy", "open"), ("b", "reached", "done")):
        made = row(TODAY, source_id="log-" + sign * 20, outcome=outcome, office_id="marco-office")
        planned.log("renew", file_of(made), DIRECTORY)
        assert states(planned) == {"marco-office": state}
    calls = planned.calls_logged("renew", TODAY)
    assert calls["outcome"].tolist() == ["busy", "reached"]
    assert calls["office_id"].tolist() == ["marco-office"] * 2
    assert calls["at"].str.startswith("20").all()
    planned.take_back("renew", "log-" + "b" * 20)
    assert planned.calls_logged("renew", TODAY)["outcome"].tolist() == ["busy"]
    assert planned.calls_logged("renew", TODAY + timedelta(days=1)).empty
