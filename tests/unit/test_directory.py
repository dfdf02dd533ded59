from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from builders import actions, institution, office, person, role, tables, term
from hypothesis import given
from hypothesis import strategies as st
from tries import examples

from dashboard.directory import Directory, resolve
from dashboard.directory.parties import party_form
from dashboard.errors import NotFoundError
from dashboard.matching.who import Who
from dashboard.reference.ridings import ridings
from dashboard.schema import ROLES, RidingKey

POST, POST_FR = "Minister of Immigration", "Ministre de l'Immigration"


def roles_of(directory, target_id, *days):
    codes = directory.role_codes(POST, POST_FR, [target_id], np.array(days, dtype="datetime64[D]"))
    return [ROLES[code] for code in codes[0]]


def on(day):
    return np.array([day], dtype="datetime64[D]")


def test_the_day_on_which_a_successor_begins_is_the_successors():
    directory = Directory(
        tables(
            people=[person("old"), person("new")],
            roles=[
                role("old", "minister", POST, "2019-11-20", "2021-10-26"),
                role("new", "minister", "minister of  immigration", "2021-10-26"),
            ],
        )
    )
    assert roles_of(directory, "old", "2021-10-25", "2021-10-26") == ["holds_post", "anyone_else"]
    assert roles_of(directory, "new", "2021-10-25", "2021-10-26") == ["anyone_else", "holds_post"]
    assert directory.holder_of("MINISTER OF IMMIGRATION", np.datetime64("2021-10-26")) == "new"
    assert directory.holder_of(POST, np.datetime64("2021-10-25")) == "old"
    assert directory.holder_of(POST, np.datetime64("2019-11-19")) == ""


def test_every_role_toward_the_post_is_told_strongest_first():
    directory = Directory(
        tables(
            people=[
                person("pm"), person("minister"), person("secretary"), person("other"), person("backbencher"),
                person("critic"), institution("department", serves_post=True), institution("cabinet"),
            ],
            terms=[
                term("pm", "2013:24055"), term("backbencher", "2013:35001"),
                term("critic", "2013:35002", party="NDP"), term("minister", "2013:35024"),
            ],
            roles=[
                role("pm", "prime_minister", "Prime Minister"),
                role("minister", "minister", POST_FR), role("minister", "minister", "Minister of Finance"),
                role("secretary", "parliamentary_secretary", POST),
                role("other", "minister", "Minister of Finance"), role("other", "parliamentary_secretary", "Finance"),
                role("critic", "critic", POST), role("critic", "committee_chair", "Immigration"),
            ],
        )
    )  # fmt: skip
    expected = {
        "pm": "prime_minister", "minister": "holds_post", "secretary": "parliamentary_secretary",
        "other": "other_cabinet", "backbencher": "government_caucus", "critic": "anyone_else",
        "department": "own_department", "cabinet": "anyone_else", "nobody": "anyone_else",
    }  # fmt: skip
    assert {target: roles_of(directory, target, "2020-06-01")[0] for target in expected} == expected


def test_the_caucus_follows_the_prime_minister_of_the_day():
    directory = Directory(
        tables(
            people=[person("blue"), person("red"), person("member")],
            terms=[
                term("blue", "2013:48001", party="Conservative"),
                term("red", "2013:24055", party="Liberal Party of Canada"),
                term("member", "2013:35001", party="Liberal"),
            ],
            roles=[
                role("blue", "prime_minister", "PM", "2006-02-06", "2015-11-04"),
                role("red", "prime_minister", "Prime Minister", "2015-11-04"),
            ],
        )
    )
    assert roles_of(directory, "member", "2015-11-03", "2015-11-04") == ["anyone_else", "government_caucus"]
    assert roles_of(directory, "blue", "2015-11-03", "2015-11-04") == ["prime_minister", "anyone_else"]


def test_a_riding_is_its_order_and_number_never_the_number_alone():
    directory = Directory(
        tables(
            people=[person("mendicino"), person("oliphant")],
            terms=[term("mendicino", "2013:35024"), term("oliphant", "2023:35024")],
        )
    )
    found = directory.mp_on(["2013:35024", "2023:35024", "2013:99999"], np.repeat(on("2020-01-01"), 3))
    assert found.tolist() == ["mendicino", "oliphant", ""]
    assert len({RidingKey(2013, "35024"), RidingKey(2023, "35024")}) == 2


def test_a_by_election_moves_the_riding_on_the_successors_first_day():
    directory = Directory(
        tables(
            people=[person("a"), person("b")],
            terms=[term("b", "2013:35001", "2020-10-26"), term("a", "2013:35001", "2015-10-19", "2020-10-26")],
        )
    )
    days = np.array(["2015-10-18", "2020-10-25", "2020-10-26", "2024-01-01"], dtype="datetime64[D]")
    assert directory.mp_on(["2013:35001"] * 4, days).tolist() == ["", "a", "b", "b"]


def test_a_campaigns_own_terms_go_before_the_references_and_stay_as_they_are():
    own = tables(
        people=[person("mendicino", "Marco Mendicino")],
        terms=[term("mendicino", "2013:35024", "2015-10-19", "2021-10-26")],
        roles=[role("mendicino", "minister", POST, "2019-11-20", "2021-10-26")],
        offices=[office("m-office", "mendicino", postal_code="M6A 1A3", address="511 Lawrence Avenue")],
    )
    reference = tables(
        people=[person("ref-1", "Marco Mendicino"), person("ref-2", "Somebody Else")],
        terms=[term("ref-1", "2013:35024"), term("ref-2", "2013:35001")],
        offices=[
            office("ref-1-a", "ref-1", postal_code="m6a1a3", address="511 Lawrence Ave. West"),
            office("ref-1-hill", "ref-1", "legislature", postal_code="K1A 0A6"),
            office("ref-2-a", "ref-2", postal_code="M1M 1M1"),
        ],
    )
    directory = Directory(own, reference)
    assert directory.people["target_id"].tolist() == ["mendicino", "ref-2"]
    assert directory.offices["office_id"].tolist() == ["m-office", "ref-1-hill", "ref-2-a"]
    assert directory.offices["target_id"].tolist() == ["mendicino", "mendicino", "ref-2"]
    assert directory.office_records["office_id"].tolist() == ["m-office", "ref-1-a", "ref-1-hill", "ref-2-a"]
    assert directory.owner_of(["m-office", "ref-1-a", "gone"]).tolist() == ["mendicino", "mendicino", ""]
    days = np.array(["2020-01-01", "2023-01-01"], dtype="datetime64[D]")
    assert directory.mp_on(["2013:35024"] * 2, days).tolist() == ["mendicino", "mendicino"]
    assert roles_of(directory, "mendicino", *days) == roles_of(Directory(own), "mendicino", *days)


def test_an_actions_target_is_stated_or_the_offices_owner_or_the_ridings_member():
    directory = Directory(
        tables(
            people=[person("m"), institution("department")],
            terms=[term("m", "2013:35024", "2015-10-19", "2021-10-26")],
            offices=[office("m-office", "m"), office("hq", "department", "department", province="ON")],
        )
    )
    resolved = resolve(
        actions(
            {"date": "2020-11-01", "target_id": "m"},
            {"date": "2020-11-01", "office_id": "m-office"},
            {"date": "2020-11-01", "riding": "2013:35024"},
            {"date": "2014-11-01", "riding": "2013:35024"},
            {"date": "2020-11-01", "office_id": "hq"},
            {"date": "2020-11-01"},
            {"date": "2020-11-01", "target_id": "m", "riding": "2013:35001"},
            {"date": "2020-11-01", "target_id": "m", "riding": "2023:35026"},
        ),
        directory,
    )
    assert resolved["target_id"].tolist() == ["m", "m", "m", "", "department", "", "m", "m"]
    own = "2013:35024"
    assert resolved["riding"].tolist() == [own, own, own, own, "", "", own, "2023:35026"]
    assert resolved["province"].tolist() == ["ON", "ON", "ON", "ON", "ON", "", "ON", "ON"]
    assert resolved["contradiction"].tolist() == [False] * 6 + [True, False]
    assert resolved["share"].tolist() == [1.0] * 8


def test_a_split_quantity_is_divided_over_distinct_targets_and_a_repeat_counts_once():
    directory = Directory(
        tables(people=[person("m"), person("n")], terms=[term("m", "2013:35024")], offices=[office("o", "m")])
    )
    several = [{"target_id": "m"}, {"office_id": "o"}, {"target_id": "n"}, {"riding": "2013:35024"}]
    for split, share in ((False, [1, 0, 1, 0]), (True, [0.5, 0, 0.5, 0])):
        rows = [
            {"action_id": "a", "position": place, "date": "2020-01-01", "split": split, **target}
            for place, target in enumerate(several)
        ]
        assert resolve(actions(*rows), directory)["share"].tolist() == share


@pytest.mark.parametrize("size", [0, 1])
def test_resolving_keeps_every_row_and_its_types(size):
    rows = actions(*[{"date": "2020-01-01"}] * size)
    resolved = resolve(rows, Directory(tables()))
    assert len(resolved) == size
    assert all(str(resolved[name].dtype) == "str" for name in ("target_id", "riding", "province"))


def test_roles_change_on_their_days_and_no_other():
    spans = ["2020-01-01", "2020-02-10", "2020-03-05", "2020-04-30"]
    holders = [person(f"h{number}") for number in range(3)]
    roles = [role(f"h{number}", "minister", POST, first, last) for number, (first, last) in enumerate(pairwise(spans))]
    directory = Directory(tables(people=holders, roles=roles))
    days = np.arange("2020-01-01", "2020-05-01", dtype="datetime64[D]")
    codes = directory.role_codes(POST, "", ["h0", "h1", "h2"], days)
    assert (codes == ROLES.index("holds_post")).sum(axis=0).tolist() == [1] * len(days)
    changes = days[1:][(np.diff(codes, axis=1) != 0).any(axis=0)]
    assert changes.astype(str).tolist() == ["2020-02-10", "2020-03-05"]


@pytest.mark.parametrize(
    "names",
    [
        ("Liberal", "Liberal Party of Canada", "Parti libéral du Canada", "Libéral", "Liberal Caucus"),
        ("NDP", "New Democratic Party", "Nouveau Parti démocratique", "NPD", "new democratic party of Canada"),
        ("Conservative", "Conservative Party of Canada", "Parti conservateur du Canada", "Conservateur"),
        ("Bloc Québécois", "Bloc Quebecois", "Le Bloc québécois"),
        ("Green Party", "Green Party of Canada", "Parti vert du Canada", "Green"),
        ("Independent", "Indépendant", "Indépendante"),
    ],
)
def test_a_party_is_known_by_any_of_its_names(names):
    assert len({party_form(name) for name in names}) == 1


def test_parties_of_different_names_are_different():
    names = ("Liberal", "NDP", "Conservative Party of Canada", "Progressive Conservative", "Bloc Québécois", "Green",
             "Independent", "People's Party of Canada", "")  # fmt: skip
    assert len({party_form(name) for name in names}) == len(names)


@pytest.mark.parametrize("theirs", ["Liberal Party of Canada", "Libéral", "Parti libéral du Canada"])
def test_the_caucus_is_the_same_whatever_a_source_calls_the_party(theirs):
    directory = Directory(
        tables(
            people=[person("pm"), person("member")],
            terms=[term("pm", "2013:24055"), term("member", "2013:35001", party=theirs)],
            roles=[role("pm", "prime_minister", "Prime Minister")],
        )
    )
    assert roles_of(directory, "member", "2020-06-01") == ["government_caucus"]


def linked(name, *seats):
    """The reference's id linked to a campaign's Bob Smith (2013:35001), for someone of this name and these ridings."""
    own = tables(people=[person("bob", "Bob Smith")], terms=[term("bob", "2013:35001")])
    reference = tables(people=[person("ref-1", name)], terms=[term("ref-1", riding) for riding in seats])
    return Directory(own, reference).links


def test_the_reference_knows_a_campaigns_people_by_name_and_riding_also_in_the_next_order():
    assert linked("Smith, Bob", "2013:35001") == {"ref-1": "bob"}
    assert linked("Robert Smith", "2013:35001") == {"ref-1": "bob"}
    assert linked("Bob Smith", "2023:35002") == {"ref-1": "bob"}
    assert linked("Bob Smith") == {"ref-1": "bob"}
    assert linked("Robert Smith", "2023:35002") == linked("Bob Smith", "2023:48001") == linked("Ann Smith") == {}


def test_two_people_of_one_name_and_province_are_linked_to_neither():
    own = tables(
        people=[person("one", "Bob Smith"), person("two", "Bob Smith")],
        terms=[term("one", "2013:35001"), term("two", "2013:35002")],
    )
    there = tables(people=[person("ref-1", "Bob Smith")], terms=[term("ref-1", "2023:35003")])
    assert Directory(own, there).links == {}


def test_an_id_that_a_person_had_before_still_means_them_and_their_offices():
    reference = tables(
        people=[person("ref-1", "Bob Smith") | {"external_ids": "hoc:1 was:ref-bob-smith"}],
        terms=[term("ref-1", "2013:35001")],
        offices=[office("ref-1-constituency-k1a0a6-1", "ref-1", postal_code="K1A 0A6", address="1 Main")],
    )
    directory = Directory(tables(), reference)
    former = {"date": "2020-01-01", "office_id": "ref-bob-smith-constituency-k1a0a6-1"}
    resolved = resolve(actions({"date": "2020-01-01", "target_id": "ref-bob-smith"}, former), directory)
    assert resolved["target_id"].tolist() == ["ref-1", "ref-1"]
    assert resolved["office_id"].tolist() == ["", "ref-1-constituency-k1a0a6-1"]
    assert directory.name_of("ref-bob-smith") == "Bob Smith"
    assert directory.owner_of(["ref-bob-smith-constituency-k1a0a6-1"]).tolist() == ["ref-1"]


def asked(what, day="", last=""):
    """Who it was in a small reference: names with the first days of what they held."""
    title = "Minister of Immigration, Refugees and Citizenship"
    french = {"title_fr": "Ministre de l'Immigration, des Réfugiés et de la Citoyenneté"}
    reference = tables(
        people=[person("ref-1", "Marco Mendicino"), person("ref-2", "Sean Fraser"), person("ref-3", "Justin Trudeau")],
        terms=[term("ref-1", "2013:35024", "2015-10-19", "2025-03-23"), term("ref-2", "2013:12002", "2015-10-19")],
        roles=[
            role("ref-1", "minister", title, "2019-11-20", "2021-10-26") | french,
            role("ref-2", "minister", title, "2021-10-26", "2023-07-26") | french,
            role("ref-2", "parliamentary_secretary", "Minister of Finance", "2018-01-01", "2019-11-01"),
            role("ref-3", "prime_minister", "Prime Minister", "2015-11-04", "2025-03-14"),
        ],
    )
    days = [np.datetime64(one).astype(object) if one else None for one in (day, last or day)]
    found = Who(Directory(tables(), reference), ridings()).held(what, *days)
    return [(held.name.split(" ")[-1], held.first.isoformat()) for held in found]


@pytest.mark.parametrize(
    "what",
    [
        "Minister of Immigration, Refugees and Citizenship", "minister of immigration refugees & citizenship",
        "Ministre de l'Immigration, des Réfugiés et de la Citoyenneté", "immigration minister",
    ],
)  # fmt: skip
def test_a_post_is_asked_for_in_either_language_and_as_people_shorten_it(what):
    assert asked(what) == [("Mendicino", "2019-11-20"), ("Fraser", "2021-10-26")]
    assert asked(what, "2021-10-25") == [("Mendicino", "2019-11-20")]
    assert asked(what, "2021-10-26") == [("Fraser", "2021-10-26")]
    assert asked(what, "2019-11-19") == asked(what, "2023-07-27") == []
    assert asked(what, "2021-01-01", "2021-12-31") == [("Mendicino", "2019-11-20"), ("Fraser", "2021-10-26")]


def test_a_riding_and_a_person_are_asked_for_by_key_name_or_id():
    assert asked("2013:35024") == asked("Eglinton-Lawrence") == [("Mendicino", "2015-10-19")]
    assert asked("Mendicino") == asked("ref-1") == [("Mendicino", "2015-10-19"), ("Mendicino", "2019-11-20")]
    assert asked("Sean Fraser", "2019-01-01") == [("Fraser", "2015-10-19"), ("Fraser", "2018-01-01")]
    assert asked("PM", "2020-01-01") == [("Trudeau", "2015-11-04")]
    assert asked("parliamentary secretary to the Minister of Finance") == [("Fraser", "2018-01-01")]
    with pytest.raises(NotFoundError, match="Nobody and nothing is known by 'Xyzzy'"):
        asked("Xyzzy")


DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 15))
SPELLS = st.lists(st.tuples(st.sampled_from("abc"), DAYS, st.one_of(st.none(), DAYS)), max_size=6)


@examples(50)
@given(SPELLS, SPELLS, DAYS)
def test_the_fast_answers_are_those_of_who_held_it(seats, posts, day):
    def days(first, last):
        return first.isoformat(), last and max(first, last).isoformat()

    directory = Directory(
        tables(),
        tables(
            people=[person(who) for who in "abc"],
            terms=[term(who, "2013:35001", *days(first, last)) for who, first, last in seats],
            roles=[role(who, "minister", POST, *days(first, last)) for who, first, last in posts],
        ),
    )
    at = np.array([day], dtype="datetime64[D]")
    sat = [held.target_id for held in directory.who("2013:35001", day, day)]
    assert directory.mp_on(["2013:35001"], at)[0] in (sat or [""])
    held = [one.target_id for one in directory.who(POST.upper(), day, day)]
    assert directory.holder_of(POST, at[0]) in (held or [""])
    codes = directory.role_codes(POST, "", list("abc"), at)[:, 0]
    assert {who for who, code in zip("abc", codes, strict=True) if ROLES[code] == "holds_post"} == set(held)
