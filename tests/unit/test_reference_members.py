"""Who sits in the House of Commons, from its own lists."""

from datetime import date

import pytest
from lists import csv, doubts, load, load_real, needs_reference, rows, xml

from dashboard.errors import UnusableFileError

HEADER = (
    "Honorific Title,First Name,Last Name,Constituency,Province / Territory,Political Affiliation,Start Date,End Date"
)
FRENCH = (
    "Titre honorifique,Prénom,Nom de famille,Circonscription,Province / Territoire,Affiliation politique,"
    "Date de début,Date de fin"
)
ADA = ("", "Ada", "Byron", "Eglinton-Lawrence", "Ontario", "Liberal", "2021-09-20 12:00:00 AM", "")
COLUMNS = ("target_id", "riding", "party", "from", "to")


def record(**changes):
    return {
        "PersonShortHonorific": "",
        "PersonOfficialFirstName": "Ada",
        "PersonOfficialLastName": "Byron",
        "ConstituencyName": "Eglinton—Lawrence",
        "ConstituencyProvinceTerritoryName": "Ontario",
        "CaucusShortName": "Liberal",
        "FromDateTime": "2021-09-20T00:00:00",
        "ToDateTime": None,
    } | changes


def members(*records):
    (loaded,) = load(xml("MemberOfParliament", *records))
    return loaded


def test_a_row_is_a_person_with_a_term_of_exact_days():
    loaded = members(record())
    assert rows(loaded.tables.terms, *COLUMNS) == [
        ("ada byron eglinton lawrence", "2013:35024", "Liberal", "2021-09-20", "2025-03-23")
    ]
    assert rows(loaded.tables.people, "name", "external_ids") == [("Ada Byron", "")]
    assert (loaded.kind, loaded.covers) == ("members", {"terms"})


def test_newer_files_have_the_houses_own_id():
    loaded = members({"PersonId": 89156} | record())
    assert rows(loaded.tables.people, "target_id", "external_ids") == [("hoc:89156", "hoc:89156")]


def test_a_term_that_has_ended_says_when_and_its_member_sits_no_more():
    loaded = members(record(ToDateTime="2023-01-31T23:59:59"), record(PersonOfficialFirstName="Bo"))
    assert rows(loaded.tables.terms, "to") == [("2023-01-31",), ("2025-03-23",)]
    assert "2 members are listed" not in doubts(loaded)


def test_the_first_day_tells_the_order_and_terms_of_the_newer_one_stay_open():
    loaded = members(record(FromDateTime="2025-04-28T00:00:00"))
    assert rows(loaded.tables.terms, "riding", "to") == [("2023:35026", "")]
    assert loaded.source["riding_order"] == 2023


def test_the_list_is_of_its_latest_day_unless_told_otherwise():
    content = xml("MemberOfParliament", record(), record(FromDateTime="2023-07-24T00:00:00"))
    (loaded,) = load(content)
    assert loaded.source["as_of"] == "2023-07-24"
    assert "taken as of 2023-07-24, the latest day in it: give its day with --as-of" in doubts(loaded)
    (told,) = load(content, as_of=date(2023, 10, 1))
    assert told.source["as_of"] == "2023-10-01"
    assert "--as-of" not in doubts(told)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (HEADER, ADA),
        (FRENCH, (*ADA[:5], "Libéral", *ADA[6:])),
        (HEADER.replace(",", ";"), ADA),
    ],
)
def test_the_csv_says_the_same_in_english_and_in_french(header, row):
    separator = ";" if ";" in header else ","
    (loaded,) = load(csv(header, row).replace('","', f'"{separator}"'))
    assert rows(loaded.tables.terms, *COLUMNS) == [
        ("ada byron eglinton lawrence", "2013:35024", "Liberal", "2021-09-20", "2025-03-23")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_is_read(encoding):
    row = ("", "Zoé", "Côté", "Montmagny—L'Islet—Kamouraska—Rivière-du-Loup", "Québec", "NPD", *ADA[6:])
    (loaded,) = load(csv(FRENCH, row).encode(encoding))
    assert rows(loaded.tables.people, "name") == [("Zoé Côté",)]
    assert rows(loaded.tables.terms, "party") == [("NDP",)]


def test_rows_that_say_nothing_are_explained_or_told():
    odd = (record(ConstituencyName="Atlantis"), record(FromDateTime="some day"), record())
    loaded = members(*odd)
    assert (loaded.summary["rows"], loaded.summary["explained"], loaded.summary["unexplained"]) == (3, 1, 1)
    assert "1 row was left out because their riding is not in our list of the 2013 order" in doubts(loaded)
    assert "1 row was not used" in doubts(loaded)


def test_a_list_without_any_riding_of_ours_is_refused():
    with pytest.raises(UnusableFileError, match="sits for a riding of ours"):
        members(record(ConstituencyName="Atlantis"))


@needs_reference
def test_all_337_members_of_the_44th_parliament_have_their_exact_first_days():
    (loaded,) = load_real("ourcommons_members_44th.xml")
    summary = loaded.summary
    assert (summary["rows"], summary["members"], summary["explained"], summary["unexplained"]) == (337, 337, 0, 0)
    days = loaded.tables.terms["from"].astype("str").value_counts().to_dict()
    assert days == {"2021-09-20": 331, "2023-06-19": 4, "2022-12-12": 1, "2023-07-24": 1}
    assert loaded.tables.terms["riding"].nunique() == 337
