"""Offices and roles from the tables of the Library of Parliament."""

from datetime import date

import numpy as np
import pytest
from lists import csv, doubts, load, load_real, needs_reference, rows

from dashboard.errors import UnusableFileError
from dashboard.reference.lookup import locate
from dashboard.reference.posts import title_of, titre_of

OFFICES = (
    "PersonId,HOCPersonId,DisplayName,ConstituencyEn,ConstituencyFr,ProvinceEn,PartyEn,OfficeId,StreetEn,StreetFr,"
    "CityEn,CityFr,PostalCode,Phone,Fax,TollFree,Email,StartDate,EndDate,IsPending"
)
ROLES = (
    "PersonId,HOCPersonId,DisplayName,RoleEn,RoleFr,PortfolioEn,PortfolioFr,OrganizationEn,OrganizationFr,OrgType,"
    "StartDate,EndDate,IsActing,GroupingTitleEn"
)
LIBERAL = "Liberal Party of Canada"


def office(street="12 Oak Street", person="10038", house="992", **more):
    cells = {
        "PersonId": person, "HOCPersonId": house, "DisplayName": "Byron, Ada", "ConstituencyEn": "Eglinton--Lawrence",
        "ProvinceEn": "Ontario", "PartyEn": LIBERAL, "OfficeId": "0", "StreetEn": street, "CityEn": "Toronto",
        "PostalCode": "M6A 1A3 ", "Phone": "416-555-0199", "StartDate": "2017-09-29T00:00:00Z", "IsPending": "False",
    } | more  # fmt: skip
    return [cells.get(column, "") for column in OFFICES.split(",")]


def role(name="Minister", portfolio="Health", **more):
    cells = {
        "PersonId": "10038", "HOCPersonId": "992", "DisplayName": "Byron, Ada", "RoleEn": name,
        "PortfolioEn": portfolio,
        "OrgType": "Government", "StartDate": "2019-11-20T05:00:00Z", "IsActing": "False", "GroupingTitleEn": "",
    } | more  # fmt: skip
    return [cells.get(column, "") for column in ROLES.split(",")]


def offices(*listed, **options):
    (loaded,) = load(csv(OFFICES, *listed), **options)
    return loaded


def roles(*listed, **options):
    (loaded,) = load(csv(ROLES, *listed), **options)
    return loaded


def test_an_office_is_read_with_its_member_and_term():
    loaded = offices(office(), as_of=date(2020, 10, 1))
    assert rows(loaded.tables.people, "target_id", "name", "external_ids") == [
        ("parlinfo:10038", "Ada Byron", "hoc:992 parlinfo:10038")
    ]
    assert rows(loaded.tables.terms, "riding", "party", "from", "to") == [
        ("2013:35024", "Liberal", "2020-10-01", "2025-03-23")
    ]
    assert rows(loaded.tables.offices, "office_id", "kind", "address", "city", "province", "postal_code") == [
        ("", "constituency", "12 Oak Street", "Toronto", "ON", "M6A 1A3")
    ]
    assert rows(loaded.tables.offices, "valid_from", "valid_to", "position") == [("2017-09-29", "", "postal_code")]
    assert (loaded.kind, loaded.covers) == ("parlinfo_offices", {"terms", "constituency"})


def test_a_person_without_the_houses_id_is_told_by_the_librarys():
    people = offices(office(house="0"), office(person="11", house="0", DisplayName="Bo")).tables.people
    assert rows(people, "external_ids", "name") == [("parlinfo:10038", "Ada Byron"), ("parlinfo:11", "Bo")]


@pytest.mark.parametrize(
    ("street", "address"),
    [
        ("551 Main Street<br>P.O. Box 1150", "551 Main Street, P.O. Box 1150"),
        ("50 Airport Drive, <br> P.O. Box  338", "50 Airport Drive, P.O. Box 338"),
        ("Room A-213 &amp; A-214<BR/>5 Elm", "Room A-213 & A-214, 5 Elm"),
        ("79 11th Street West (Main Office)", "79 11th Street West"),
    ],
)
def test_line_breaks_and_remarks_are_no_part_of_an_address(street, address):
    assert rows(offices(office(street)).tables.offices, "address", "city") == [(address, "Toronto")]


def test_all_phones_of_an_office_are_kept_with_the_local_one_first():
    listed = office(Phone="1-866-691-3577; 306-691-3577", TollFree="1-866-691-3577")
    assert rows(offices(listed).tables.offices, "phone") == [("306-691-3577; 866-691-3577",)]


def test_a_province_that_is_none_is_told_by_the_riding():
    assert rows(offices(office(ProvinceEn="Bristol")).tables.offices, "province", "city") == [("ON", "Toronto")]


def test_an_office_without_a_postal_code_is_placed_by_its_city_and_doubtful():
    assert "at 12 Oak Street is placed by its city: it has no postal code" in doubts(offices(office(PostalCode="")))


def test_without_a_day_the_latest_first_day_counts_and_is_told():
    loaded = offices(office(), office("1 Elm", StartDate="2020-09-16T04:00:00Z"))
    assert loaded.source["as_of"] == "2020-09-16"
    assert "taken as of 2020-09-16" in doubts(loaded)


def test_the_same_office_twice_is_one_and_a_nameless_row_is_told():
    loaded = offices(office(), office(), office(person=""))
    assert (loaded.summary["rows"], loaded.summary["offices"], loaded.summary["unexplained"]) == (3, 1, 1)


def test_a_list_in_which_nobody_sits_for_a_riding_of_ours_is_read_with_doubts():
    loaded = offices(office(ConstituencyEn="Atlantis"))
    assert (len(loaded.tables.offices), len(loaded.tables.terms)) == (1, 0)
    assert "Byron, Ada sits for Atlantis, which is not in our list of the 2013 order" in doubts(loaded)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (role(), ("minister", "Minister of Health")),
        (role("Parliamentary Secretary"), ("parliamentary_secretary", "Minister of Health")),
        (role("Critic"), ("critic", "Health")),
        (role("Assistant Critic"), ("critic", "Health")),
        (role("Prime Minister", ""), ("prime_minister", "Prime Minister")),
        (role("Cabinet Member", "", OrgType="Ministry"), ("minister", "Cabinet Member")),
        (role("Minister of State", "Sport", GroupingTitleEn="Cabinet"), ("minister", "Minister of State (Sport)")),
        (role("Chair", "", OrgType="Committee", OrganizationEn="Standing Committee on Health"),
         ("committee_chair", "Standing Committee on Health")),
        (role("Vice-Chair", "", OrgType="Committee", OrganizationEn="Subcommittee on Agenda"),
         ("committee_member", "Subcommittee on Agenda")),
        (role("Member", "", OrgType="Committee", OrganizationEn="Standing Committee on Health"),
         ("committee_member", "Standing Committee on Health")),
    ],
)  # fmt: skip
def test_every_role_has_its_kind_and_title(cells, said):
    loaded = roles(cells)
    assert rows(loaded.tables.roles, "kind", "title") == [said]
    assert rows(loaded.tables.roles, "from", "to") == [("2019-11-20", "")]
    assert (loaded.kind, loaded.covers) == ("parlinfo_roles", frozenset())


def test_the_prime_minister_of_house_and_ministry_is_one():
    twice = [role("Prime Minister", "", OrgType=kind) for kind in ("Ministry", "Chamber of Parliament (Fed)")]
    loaded = roles(*twice)
    assert len(loaded.tables.roles) == 1
    assert (loaded.summary["rows"], loaded.summary["explained"], loaded.summary["unexplained"]) == (2, 0, 0)


def test_other_roles_are_left_out_by_name():
    loaded = roles(role(), role("Government Department Representative", ""))
    assert (loaded.summary["explained"], loaded.summary["unexplained"]) == (1, 0)
    assert "because Government Department Representative is no role that we follow" in doubts(loaded)


@pytest.mark.parametrize(
    ("portfolio", "title"),
    [
        ("Immigration, Refugees and Citizenship", "Minister of Immigration, Refugees and Citizenship"),
        ("Leader of the Government in the House of Commons", "Leader of the Government in the House of Commons"),
        ("President of the Treasury Board", "President of the Treasury Board"),
        ("Treasury Board", "President of the Treasury Board"),
        ("Deputy Prime Minister", "Deputy Prime Minister"),
        ("Minister of State for Sport", "Minister of State for Sport"),
        ("Canada Water Agency", "Minister responsible for the Canada Water Agency"),
    ],
)
def test_a_portfolio_is_turned_into_a_title_unless_it_is_one(portfolio, title):
    assert title_of(portfolio) == title


@pytest.mark.parametrize(
    ("portfolio", "title"),
    [
        ("Immigration, des Réfugiés et de la Citoyenneté",
         "Ministre de l'Immigration, des Réfugiés et de la Citoyenneté"),
        ("Affaires étrangères", "Ministre des Affaires étrangères"),
        ("Santé", "Ministre (Santé)"),
        ("Conseil du trésor", "Président du Conseil du Trésor"),
        ("Vice-premier ministre", "Vice-premier ministre"),
        ("Agence canadienne de l'eau", "Ministre responsable de l'Agence canadienne de l'eau"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_french_title_never_guesses_an_article(portfolio, title):
    assert titre_of(portfolio) == title


@pytest.mark.parametrize("content", [csv(OFFICES, office(person="")), csv(ROLES, role("Usher"))])
def test_a_table_that_names_nobody_is_refused(content):
    with pytest.raises(UnusableFileError, match="names nobody with an id"):
        load(content)


# --- the real tables -----------------------------------------------------------------------------------------------


@needs_reference
def test_all_336_members_and_432_offices_of_the_43rd_parliament_are_read():
    (loaded,) = load_real("parlinfo_offices_43rd_2020-10-01.csv", as_of=date(2020, 10, 1))
    summary = loaded.summary
    assert (summary["rows"], summary["members"], summary["offices"], summary["placed"]) == (432, 336, 432, 432)
    assert (summary["explained"], summary["unexplained"]) == (0, 0)
    assert loaded.tables.terms["riding"].nunique() == 336
    assert (loaded.tables.offices["province"] != "").all()
    assert loaded.tables.offices["phone"].str.contains(";").sum() >= 58
    assert not loaded.tables.offices["address"].str.contains("<").any()


@needs_reference
def test_all_180_roles_of_autumn_2020_are_explained():
    (loaded,) = load_real("parlinfo_roles_43rd_2020-10-01.csv")
    assert (loaded.summary["rows"], loaded.summary["explained"], loaded.summary["unexplained"]) == (180, 1, 0)
    kinds = loaded.tables.roles["kind"].value_counts().to_dict()
    assert kinds == {
        "minister": 102, "parliamentary_secretary": 45, "committee_member": 18, "critic": 5, "committee_chair": 2,
        "prime_minister": 1,
    }  # fmt: skip


@needs_reference
def test_nearly_every_office_lies_in_its_members_riding_and_the_others_are_doubts(tmp_path):
    names = ("ridings_2013_250m.parquet", "parlinfo_offices_43rd_2020-10-01.csv")
    _, loaded = load_real(*names, home=tmp_path)
    placed = loaded.tables.offices[loaded.tables.offices["position"] == "postal_code"]
    own = placed["target_id"].map(loaded.tables.terms.set_index("target_id")["riding"]).to_numpy(dtype=object)
    lies_in = locate(placed["longitude"], placed["latitude"], 2013, tmp_path)
    assert np.mean(lies_in == own) > 0.97
    outside = [doubt for doubt in loaded.summary["doubts"] if "lies outside their riding" in doubt]
    assert len(outside) == sum((lies_in != "") & (lies_in != own))
