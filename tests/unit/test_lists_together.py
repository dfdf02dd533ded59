"""What several lists say together: pure, without a store."""

from itertools import permutations

import pytest
from builders import office, person, role, tables, term
from hypothesis import given
from hypothesis import strategies as st
from tries import examples

from dashboard.store.lists import Kept, rows_in
from dashboard.store.merging import merged

SITS, ALL = frozenset({"terms"}), frozenset({"terms", "constituency", "legislature"})
HELD = frozenset({"roles"})


def listing(kind, day, covers, **lists):
    """A list under its own keys: people are made of whoever has a term, a role or an office."""
    keys = dict.fromkeys(row["target_id"] for rows in lists.values() for row in rows)
    people = [person(key, key.replace("-", " ").title()) for key in keys]
    source = {"id": 0, "kind": kind, "as_of": day, "read_on": day, "riding_order": None, "content_hash": f"{kind}{day}"}
    return Kept(source, covers, rows_in(tables(people=people, **lists)))


def sitting(day, *seats, kind="representatives", since=None):
    """Who sits where on a day: (person, riding) or (person, riding, party)."""
    terms = [term(who, f"2023:{riding}", day if since is None else since, party=(*party, "Liberal")[0])
             for who, riding, *party in seats]  # fmt: skip
    return listing(kind, day, SITS, terms=terms)


def together(*lists):
    """The rows that lists make, loaded in this order."""
    fresh = [Kept({**one.source, "id": number}, one.covers, one.tables) for number, one in enumerate(lists)]
    return merged(fresh).rows


def told(rows, name="terms"):
    columns = {
        "terms": ("target_id", "riding", "party", "from", "to"),
        "roles": ("target_id", "title", "title_fr", "from", "to"),
        "offices": ("office_id", "phone", "valid_from", "valid_to"),
    }[name]
    return [tuple(row[column] for column in columns) for row in rows[name]]


def terms(*lists):
    return [(who[4:], riding[5:], first, last) for who, riding, _, first, last in told(together(*lists))]


FULL = [("ann", "35001"), ("bob", "35002"), ("cal", "35003"), ("dee", "35004"), ("eve", "35005"), ("fay", "35006"),
        ("gus", "35007"), ("hal", "35008"), ("ida", "35009"), ("jim", "35010")]  # fmt: skip


def test_who_is_succeeded_left_the_day_before_the_successor_began():
    before = sitting("2025-06-01", *FULL)
    after = sitting("2026-06-01", *FULL[1:], ("zoe", "35001"), since="2025-09-20")
    found = terms(before, after)
    assert ("ann", "35001", "2025-06-01", "2025-09-19") in found
    assert ("zoe", "35001", "2025-09-20", "") in found
    assert ("bob", "35002", "2025-06-01", "") in found


def test_who_left_a_seat_empty_left_before_the_list_that_lacks_them():
    found = terms(sitting("2025-06-01", *FULL), sitting("2026-06-01", *FULL[1:]))
    assert ("ann", "35001", "2025-06-01", "2026-05-31") in found


def test_who_sits_for_another_riding_has_left_the_first():
    found = terms(sitting("2025-06-01", *FULL), sitting("2026-06-01", *FULL[1:], ("ann", "35011"), since="2025-12-01"))
    assert [row for row in found if row[0] == "ann"] == [
        ("ann", "35001", "2025-06-01", "2025-11-30"),
        ("ann", "35011", "2025-12-01", ""),
    ]


def test_who_was_away_from_a_whole_list_came_back_for_a_second_term():
    lists = sitting("2025-06-01", *FULL), sitting("2026-06-01", *FULL[1:]), sitting("2027-06-01", *FULL)
    assert [row[2:] for row in terms(*lists) if row[0] == "ann"] == [("2025-06-01", "2026-05-31"), ("2027-06-01", "")]
    part = sitting("2026-06-01", *FULL[5:])
    assert [row[2:] for row in terms(lists[0], part, lists[2]) if row[0] == "ann"] == [("2025-06-01", "")]


def test_a_list_that_knows_since_when_corrects_when_someone_was_first_seen():
    seen, known = sitting("2025-06-01", *FULL), sitting("2025-07-01", *FULL, kind="members", since="2025-04-28")
    assert {row[2] for row in terms(seen, known)} == {"2025-04-28"}


def test_a_change_of_party_is_told_by_the_lists_and_names_of_a_party_are_no_change():
    lists = [
        sitting("2025-06-01", ("ann", "35001", "Liberal"), ("bob", "35002", "New Democratic Party")),
        sitting("2025-09-01", ("ann", "35001", "Liberal Party of Canada"), ("bob", "35002", "NDP"), kind="members"),
        sitting("2025-12-01", ("ann", "35001", "Independent"), ("bob", "35002", "Nouveau Parti démocratique")),
    ]
    assert [row[2:] for row in told(together(*lists))] == [
        ("Liberal Party of Canada", "2025-06-01", "2025-11-30"),
        ("Independent", "2025-12-01", ""),
        ("Nouveau Parti démocratique", "2025-06-01", ""),
    ]


def test_terms_of_the_2013_order_end_with_it():
    old = listing("members", "2024-01-01", SITS, terms=[term("ann", "2013:35001", "2021-09-20")])
    new = sitting("2025-06-01", ("ann", "35001"))
    assert terms(old, new) == [("ann", "35001", "2021-09-20", "2025-03-23"), ("ann", "35001", "2025-06-01", "")]


def test_an_open_end_of_an_older_list_never_beats_a_known_end_of_a_newer():
    older = sitting("2026-01-01", *FULL, since="2025-04-28")
    ended = [term(who, f"2023:{riding}", "2025-04-28", "2025-12-01" if who == "ann" else "") for who, riding in FULL]
    newer = listing("members", "2026-02-01", SITS, terms=ended)
    assert ("ann", "35001", "2025-04-28", "2025-12-01") in terms(older, newer)


def offices(day, phone="1", *, keys=("ann", "bob"), kind="representatives", covers=ALL, **more):
    kept = [office("", key, phone=phone, valid_from=day, postal_code="K1A 0A6", address="1 Main St") for key in keys]
    seats = [term(key, f"2023:3500{place}", day) for place, key in enumerate(("ann", "bob"))]
    return listing(kind, day, covers, terms=seats, offices=[one | more for one in kept])


def test_an_office_keeps_its_id_while_its_phone_changes_and_closes_when_a_list_lacks_it():
    rows = told(together(offices("2025-06-01"), offices("2025-09-01", "2")), "offices")
    assert rows == [
        ("ref-ann-constituency-k1a0a6-1", "2", "2025-06-01", ""),
        ("ref-bob-constituency-k1a0a6-1", "2", "2025-06-01", ""),
    ]
    gone = [offices("2025-06-01"), offices("2025-09-01", postal_code="K1A 0A7"), offices("2025-12-01")]
    assert {row[2:] for row in told(together(*gone[:2]), "offices")} == {
        ("2025-06-01", "2025-08-31"),
        ("2025-09-01", ""),
    }
    assert told(together(*gone), "offices")[0][2:] == ("2025-06-01", "")


def test_a_list_ends_only_offices_of_the_kinds_it_names_all_of():
    hill = offices("2025-06-01", kind="representatives")
    for row in hill.tables["offices"]:
        row["kind"] = "legislature"
    constituencies = offices("2025-09-01", kind="parlinfo_offices", covers=frozenset({"terms", "constituency"}))
    assert {row[3] for row in told(together(hill, constituencies), "offices")} == {""}


def test_alike_offices_of_one_person_at_one_place_keep_their_numbers():
    def two(day, *phones):
        return listing(
            "representatives", day, ALL, terms=[term("ann", "2023:35001", day)],
            offices=[office("", "ann", phone=phone, address="1 Main", valid_from=day) for phone in phones],
        )  # fmt: skip

    first = merged([Kept({**two("2025-06-01", "1", "2").source, "id": 1}, ALL, two("2025-06-01", "1", "2").tables)])
    assert [row[:2] for row in told(first.rows, "offices")] == [
        ("ref-ann-constituency-unplaced-1", "1"), ("ref-ann-constituency-unplaced-1-2", "2"),
    ]  # fmt: skip
    lists = two("2025-06-01", "1", "2"), two("2025-09-01", "2", "3")
    assert sorted(row[1:] for row in told(together(*lists), "offices")) == [
        ("2", "2025-06-01", ""), ("3", "2025-06-01", ""),
    ]  # fmt: skip


POST, POST_FR = "Minister of Immigration", "Ministre de l'Immigration"


def roles(kind, day, *held):
    """Ministers as a list of a day tells them: (person, title, first, last), French titles last."""
    rows = [
        role(who, "minister", title, first, last) | {"title_fr": (*french, "")[0]}
        for who, title, first, last, *french in held
    ]
    return listing(kind, day, HELD, roles=rows)


def test_a_role_told_by_two_publishers_is_one_with_the_newest_days_and_both_languages():
    library = roles("parlinfo_roles", "2020-10-01", ("marco", POST, "2019-11-20", "", POST_FR))
    house = roles("ministers", "2025-09-16", ("marco", POST.upper(), "2019-11-21", "2021-10-26"))
    assert told(together(library, house), "roles") == [("ref-marco", POST.upper(), POST_FR, "2019-11-21", "2021-10-26")]


def test_titles_in_french_alone_join_the_same_list_in_english():
    english = roles("ministers", "2025-09-16", ("marco", POST, "2019-11-20", "2021-10-26"))
    french = roles("ministers", "2025-09-16", ("marco", POST_FR, "2019-11-20", "2021-10-26", POST_FR))
    for lists in permutations((english, french)):
        assert told(together(*lists), "roles") == [("ref-marco", POST, POST_FR, "2019-11-20", "2021-10-26")]


def test_who_held_a_post_twice_held_it_twice():
    held = [("ann", POST, "2015-11-04", "2018-07-18"), ("ann", POST, "2019-11-20", "2021-10-26")]
    older = roles("ministers", "2017-01-01", ("ann", POST, "2015-11-04", ""))
    assert [row[3:] for row in told(together(older, roles("ministers", "2022-01-01", *held)), "roles")] == [
        ("2015-11-04", "2018-07-18"), ("2019-11-20", "2021-10-26"),
    ]  # fmt: skip


def test_a_minister_whom_a_later_list_lacks_left_when_the_next_one_began():
    before = roles("ministers", "2025-06-01", ("ann", POST, "2025-05-13", ""), ("bob", "Finance", "2025-05-13", ""))
    after = roles("ministers", "2026-06-01", ("zoe", POST, "2026-01-10", ""), ("cal", "Health", "2026-01-10", ""))
    assert [row[3:] for row in told(together(before, after), "roles")][:2] == [
        ("2025-05-13", "2026-01-10"), ("2025-05-13", "2026-05-31"),
    ]  # fmt: skip


def test_what_only_one_publisher_calls_a_role_ends_with_the_post_or_the_cabinet():
    library = roles(
        "parlinfo_roles", "2020-10-01", ("ann", "Cabinet Member", "2015-11-04", ""),
        ("ann", "Minister of Works Canada", "2019-11-20", ""), ("bob", "Minister of Works", "2019-11-20", ""),
    )  # fmt: skip
    house = roles(
        "ministers", "2025-09-16", ("ann", "Minister of Works", "2019-11-20", "2021-10-26"),
        ("ann", "Minister of Health", "2021-10-26", "2023-07-26"), ("cal", "Minister of Health", "2023-07-26", ""),
    )  # fmt: skip
    ends = {(row[0], row[1]): row[4] for row in told(together(library, house), "roles")}
    assert ends["ref-ann", "Cabinet Member"] == "2023-07-26"
    assert ends["ref-ann", "Minister of Works Canada"] == "2021-10-26"


def test_a_parliamentary_secretary_is_one_while_a_member_at_the_most():
    served = listing(
        "parlinfo_roles", "2020-10-01", HELD, roles=[role("ann", "parliamentary_secretary", POST, "2019-12-12")]
    )
    sat = listing("members", "2022-01-01", SITS, terms=[term("ann", "2013:35001", "2015-10-19", "2021-09-19")])
    assert told(together(served, sat), "roles")[0][4] == "2021-09-19"


def test_a_parliamentary_secretary_is_one_until_the_next_term_or_a_seat_in_cabinet():
    served = listing(
        "parlinfo_roles", "2020-10-01", HELD, roles=[role("ann", "parliamentary_secretary", POST, "2019-12-12")]
    )
    again = listing("members", "2022-01-01", SITS, terms=[term("ann", "2013:35001", "2021-09-20")])
    assert told(together(served, again), "roles")[0][4] == "2021-09-19"
    promoted = roles("ministers", "2022-01-01", ("ann", "Minister of Health", "2021-01-12", ""))
    ends = {row[1]: row[4] for row in told(together(served, again, promoted), "roles")}
    assert ends == {POST: "2021-01-11", "Minister of Health": ""}


def test_an_office_that_no_list_ends_has_ended_when_its_member_left():
    listed = offices("2023-10-01")
    for row in listed.tables["terms"]:
        row["riding"] = row["riding"].replace("2023:", "2013:")
    assert {row[3] for row in told(together(listed), "offices")} == {"2025-03-23"}


LISTS = [
    sitting("2025-06-01", *FULL),
    sitting("2025-09-01", *FULL[2:], ("zoe", "35001"), kind="members", since="2025-07-07"),
    sitting("2026-01-01", *FULL[:-1], ("yan", "35010"), ("bob", "35012")),
    sitting("2025-08-01", *FULL[:3]),
    roles("ministers", "2025-10-01", ("ann", POST, "2025-05-13", "", POST_FR), ("cal", "Health", "2025-05-13", "")),
    roles("parlinfo_roles", "2025-07-01", ("ann", "Cabinet Member", "2025-05-13", ""), ("dee", POST, "2024-01-01", "")),
    offices("2025-06-01"),
    offices("2025-10-01", "2", kind="parlinfo_offices", postal_code="K1A 0A7"),
]  # fmt: skip


def plain(rows):
    return {name: [tuple(value for key, value in row.items() if key not in ("own_key", "given")) for row in kept]
            for name, kept in rows.items()}  # fmt: skip


@examples(20)
@given(st.lists(st.integers(0, len(LISTS) - 1), unique=True, min_size=2), st.randoms())
def test_the_order_of_loading_makes_no_difference(chosen, random):
    lists = [LISTS[place] for place in chosen]
    shuffled = random.sample(lists, len(lists))
    assert plain(together(*lists)) == plain(together(*shuffled))


def test_every_order_of_four_lists_gives_the_same():
    expected = plain(together(*LISTS[:4]))
    assert all(plain(together(*lists)) == expected for lists in permutations(LISTS[:4]))


@pytest.mark.parametrize("name", ["terms", "roles", "offices"])
def test_no_record_ends_before_it_begins(name):
    first, last = ("valid_from", "valid_to") if name == "offices" else ("from", "to")
    assert all(not row[last] or row[first] <= row[last] for row in together(*LISTS)[name])
