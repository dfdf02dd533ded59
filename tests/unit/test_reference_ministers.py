"""Ministers and parliamentary secretaries from the House of Commons."""

from datetime import date

import pytest
from lists import csv, doubts, load, load_real, needs_reference, rows, xml

from dashboard.errors import UnusableFileError
from dashboard.reference.posts import posts_served

HEADER = "Precedence,Honorific Title,First Name,Last Name,Province / Territory,Title,Start Date,End Date"
FRENCH = "Préséance,Titre honorifique,Prénom,Nom de famille,Province / Territoire,Titre,Date de début,Date de fin"
COLUMNS = ("target_id", "kind", "title", "title_fr", "from", "to")
HEALTH = ("Minister of Health", "Ministre de la Santé")


def row(title="Minister of Health", first="2019-11-20 15:00:00", last="", name=("Ada", "Byron")):
    return ("1", "Hon.", *name, "Ontario", title, first, last)


def record(title="Minister of Health", first="2019-11-20T15:00:00", last=None, number=7):
    return {
        "PersonId": number, "OrderOfPrecedence": 1, "PersonShortHonorific": "Hon.", "PersonOfficialFirstName": "Ada",
        "PersonOfficialLastName": "Byron", "Title": title, "FromDateTime": first, "ToDateTime": last,
    }  # fmt: skip


def only(*files, **options):
    (loaded,) = load(*files, **options)
    return loaded


def test_a_row_is_a_role_of_exact_days():
    loaded = only(csv(HEADER, row(last="2021-10-26 10:29:59")))
    assert rows(loaded.tables.roles, *COLUMNS) == [
        ("ada byron", "minister", "Minister of Health", "", "2019-11-20", "2021-10-26")
    ]
    assert (loaded.kind, loaded.covers, loaded.source["riding_order"]) == ("ministers", {"roles"}, None)


def test_xml_has_the_houses_id():
    loaded = only(xml("Minister", record()))
    assert rows(loaded.tables.people, "target_id", "name", "external_ids") == [("hoc:7", "Ada Byron", "hoc:7")]


def test_both_titles_of_one_file_are_kept():
    header = HEADER.replace("Title,Start", "Title,Titre,Start")
    loaded = only(csv(header, (*row()[:6], HEALTH[1], *row()[6:])))
    assert rows(loaded.tables.roles, "title", "title_fr") == [HEALTH]


@pytest.mark.parametrize(
    "french", [csv(FRENCH, row("Ministre de la Santé")), xml("Minister", record("Ministre de la Santé"))]
)
def test_french_alone_is_told_apart_and_stands_in_for_english(french):
    loaded = only(french)
    assert rows(loaded.tables.roles, "title", "title_fr") == [(HEALTH[1], HEALTH[1])]
    assert "French only" in doubts(loaded)


def test_french_that_comes_with_english_gives_its_titles():
    english = [record(), record("Minister of Sport", "2018-07-18T10:00:00", "2019-11-20T14:59:59")]
    titles = {"Minister of Health": "Ministre de la Santé", "Minister of Sport": "Ministre des Sports"}
    french = [one | {"Title": titles[one["Title"]]} for one in english]
    loaded = only(xml("Minister", *english), xml("Minister", *french))
    assert dict(rows(loaded.tables.roles, "title", "title_fr")) == titles
    assert loaded.summary["files"] == ["0.dat", "1.dat"]
    assert "French only" not in doubts(loaded)


def test_several_titles_of_a_person_on_the_same_days_are_several_roles():
    loaded = only(csv(HEADER, row(), row("Minister of Sport")))
    assert [title for (title,) in rows(loaded.tables.roles, "title")] == ["Minister of Health", "Minister of Sport"]


@pytest.mark.parametrize(
    ("spells", "said"),
    [
        ([("2019-11-20", "2021-10-26"), ("2021-10-26", "2023-07-26")], [("2019-11-20", "2023-07-26")]),
        ([("2020-08-18", ""), ("2019-11-20", "2020-08-17")], [("2019-11-20", "")]),
        ([("2025-03-14", ""), ("2025-03-14", "2025-03-21")], [("2025-03-14", "")]),
        ([("2015-11-04", "2018-07-18"), ("2019-11-20", "")], [("2015-11-04", "2018-07-18"), ("2019-11-20", "")]),
    ],
)
def test_tenures_that_overlap_or_follow_day_on_day_are_one(spells, said):
    loaded = only(csv(HEADER, *(row(first=first, last=last) for first, last in spells)))
    assert rows(loaded.tables.roles, "from", "to") == said
    assert loaded.summary["unexplained"] == 0


def test_the_prime_minister_is_one_and_the_governor_general_no_minister():
    loaded = only(csv(HEADER, row("Prime Minister"), row("The Governor General of Canada", name=("Mary", "Simon"))))
    assert rows(loaded.tables.roles, "kind", "title") == [("prime_minister", "Prime Minister")]
    assert len(loaded.tables.people) == 1
    assert loaded.summary["explained"] == 1
    assert "1 row was left out because the Governor General is not a minister" in doubts(loaded)


def test_secretaries_of_state_are_ministers_under_their_own_title():
    loaded = only(csv(HEADER, row("Secretary of State (Sport)")))
    assert rows(loaded.tables.roles, "kind", "title") == [("minister", "Secretary of State (Sport)")]
    assert loaded.summary["secretaries_of_state"] == 1


def test_days_yet_to_come_do_not_make_the_day_of_the_list():
    content = csv(HEADER, row(last="2027-01-01 00:00:00"))
    assert only(content).source["as_of"] == "2019-11-20"
    assert only(content, as_of=date(2020, 1, 1)).source["as_of"] == "2020-01-01"


def test_a_list_without_a_single_tenure_is_refused():
    with pytest.raises(UnusableFileError, match="names nobody with a title and a day"):
        only(csv(HEADER, row(first="soon")))


# --- parliamentary secretaries -------------------------------------------------------------------------------------


def secretary(title="Parliamentary Secretary to the Minister of Health", **more):
    return {
        "PersonId": 9, "PersonShortHonorific": "", "PersonOfficialFirstName": "Bo", "PersonOfficialLastName": "Fox",
        "Title": title, "ConstituencyName": "Ajax", "ProvinceTerritoryName": "Ontario", "CaucusShortName": "Liberal",
    } | more  # fmt: skip


def test_a_parliamentary_secretary_serves_a_post_from_the_lists_day_on():
    loaded = only(xml("ParliamentarySecretary", secretary()), as_of=date(2026, 2, 1))
    assert rows(loaded.tables.roles, *COLUMNS) == [
        ("hoc:9", "parliamentary_secretary", "Minister of Health", "", "2026-02-01", "")
    ]
    assert rows(loaded.tables.terms, "riding", "from") == [("2023:35001", "2026-02-01")]
    assert (loaded.kind, loaded.covers) == ("ministers", frozenset())


def test_where_the_list_says_since_when_that_day_counts():
    loaded = only(xml("ParliamentarySecretary", secretary(FromDateTime="2025-06-05T00:00:00", ToDateTime=None)))
    assert rows(loaded.tables.roles, "from") == [("2025-06-05",)]


def test_secretaries_come_as_csv_too():
    header = "Honorific Title,First Name,Last Name,Title,Constituency,Province / Territory,Political Affiliation"
    loaded = only(csv(header, ("", "Bo", "Fox", "Parliamentary Secretary to the Prime Minister", "Ajax", "ON", "NDP")))
    assert rows(loaded.tables.roles, "kind", "title") == [("parliamentary_secretary", "Prime Minister")]
    assert "does not say its day" in doubts(loaded)


@pytest.mark.parametrize(
    ("titles", "posts"),
    [
        (("Parliamentary Secretary to the Minister of Health", "Secrétaire parlementaire de la ministre de la Santé"),
         [HEALTH]),
        (("Parliamentary Secretary to the Minister of Health and to the Minister of Sport",
          "Secrétaire parlementaire du ministre de la Santé et de la ministre des Sports"),
         [HEALTH, ("Minister of Sport", "Ministre des Sports")]),
        (("Parliamentary Secretary to the Minister of Immigration, Refugees and Citizenship", ""),
         [("Minister of Immigration, Refugees and Citizenship", "")]),
        (("", "Secrétaire parlementaire du ministre de la Santé"), [(HEALTH[1], HEALTH[1])]),
    ],
)  # fmt: skip
def test_the_posts_that_a_secretary_serves_are_read_from_the_title(titles, posts):
    assert posts_served(*titles) == posts


# --- the real list -------------------------------------------------------------------------------------------------


@needs_reference
def test_all_233_tenures_of_115_portfolios_are_explained():
    (loaded,) = load_real("ministers_2015_2025.csv")
    summary = loaded.summary
    assert (summary["rows"], summary["tenures"], summary["portfolios"]) == (233, 233, 115)
    assert (summary["explained"], summary["unexplained"]) == (1, 0)
    assert (loaded.tables.roles["title_fr"] != "").all()


@needs_reference
def test_the_immigration_post_has_five_holders_with_exact_days():
    (loaded,) = load_real("ministers_2015_2025.csv")
    roles = loaded.tables.roles
    post = roles[roles["title"] == "Minister of Immigration, Refugees and Citizenship"]
    assert rows(post, "target_id", "from", "to") == [
        ("marco mendicino", "2019-11-20", "2021-10-26"),
        ("sean fraser", "2021-10-26", "2023-07-26"),
        ("marc miller", "2023-07-26", "2025-03-14"),
        ("rachel bendayan", "2025-03-14", "2025-05-13"),
        ("lena metlege diab", "2025-05-13", ""),
    ]


@needs_reference
def test_there_is_one_prime_minister_at_a_time():
    (loaded,) = load_real("ministers_2015_2025.csv")
    roles = loaded.tables.roles
    assert rows(roles[roles["kind"] == "prime_minister"], "target_id", "from", "to") == [
        ("justin trudeau", "2015-11-04", "2025-03-14"),
        ("mark carney", "2025-03-14", ""),
    ]
