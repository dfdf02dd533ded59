"""The founding campaign: every row of the account, no number invented, people and offices as published."""

import csv
import io
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.addresses import phone, postal_code
from dashboard.folder import read_folder
from dashboard.names import normal_form
from dashboard.reference.postal import points
from dashboard.reference.ridings import riding_keys, ridings
from dashboard.reference.shipped import shipped
from dashboard.schema import OUTCOME_KINDS, PRECISIONS, TACTICS

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
CAMPAIGN = "campaigns/renew-pgwp-2020"


def table(name, **options):
    path = REFERENCE / name
    if not path.is_file():
        pytest.skip("the published tables are not here")
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig", **options)


def rows(name):
    return list(csv.DictReader(io.StringIO(shipped(f"{CAMPAIGN}/{name}").read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def founding():
    return read_folder(shipped(CAMPAIGN))


@pytest.fixture(scope="module")
def actions():
    return {row["action_id"]: row for row in rows("actions.csv")}


def test_the_founding_campaign_reads_without_complaint(founding):
    assert founding.campaign.slug == "renew-pgwp-2020"
    assert founding.campaign.riding_order == 2013
    assert founding.campaign.name_fr != founding.campaign.name_en
    assert len(founding.tables.people) == 13
    assert founding.tables.people.set_index("target_id")["serves_post"].loc[
        ["ircc", "government-of-canada"]
    ].tolist() == [
        True,
        False,
    ]


def test_people_of_the_founding_campaign_hold_ridings_of_the_2013_order(founding):
    terms = founding.tables.terms
    assert len(terms) == 11
    assert set(terms["riding"]) <= riding_keys(2013)
    assert (terms["from"] <= np.datetime64("2020-03-01")).all()
    assert (terms["to"] >= np.datetime64("2021-01-31")).all()


def test_offices_are_those_of_the_library_of_parliament(founding):
    published = table("parlinfo_offices_43rd_2020-10-01.csv")
    surnames = published["DisplayName"].str.partition(",")[0].map(normal_form)
    offices = founding.tables.offices.set_index("target_id")
    for person in founding.tables.people.query("kind == 'person'").itertuples():
        office = offices.loc[person.target_id]
        listed = published[surnames.map(normal_form(person.name).endswith)]
        same = listed[listed["PostalCode"].map(postal_code) == office["postal_code"]]
        assert office["phone"] in set(same["Phone"].map(phone)), person.name
        riding = ridings().set_index("riding")["name_en"][_riding(founding, person.target_id)]
        assert normal_form(riding) in set(same["ConstituencyEn"].map(normal_form))


def _riding(founding, target_id):
    return founding.tables.terms.set_index("target_id")["riding"][target_id]


def test_every_constituency_office_can_be_placed_near_its_riding(founding):
    offices = founding.tables.offices.query("kind == 'constituency'")
    latitudes, longitudes = points(offices["postal_code"])
    middles = ridings().set_index("riding").loc[[_riding(founding, name) for name in offices["target_id"]]]
    assert np.abs(latitudes - middles["latitude"]).max() < 0.5
    assert np.abs(longitudes - middles["longitude"]).max() < 0.5


def test_ministers_bear_the_titles_and_days_of_the_published_table(founding):
    published = table("ministers_2015_2025.csv")
    people = founding.tables.people.set_index("target_id")["name"]
    roles = founding.tables.roles.query("kind in ['minister', 'prime_minister']")
    assert len(roles) == 9
    for role in roles.itertuples():
        name = published["First Name"] + " " + published["Last Name"]
        held = published[(name == people[role.target_id]) & (published["Title"] == role.title)]
        days = set(zip(held["Start Date"].str[:10], held["End Date"].str[:10], strict=True))
        assert (str(role[4])[:10], str(role.to)[:10]) in days, role


def test_the_french_post_is_that_of_the_published_table(founding):
    published = table("ministers_2015_2025.csv")
    french = set(published.loc[published["Title"] == founding.campaign.post, "Titre"].map(normal_form))
    assert normal_form(founding.campaign.post_fr) in french


def test_other_roles_bear_the_days_of_the_library_of_parliament(founding):
    published = table("parlinfo_roles_43rd_2020-10-01.csv")
    kinds = {"parliamentary_secretary": "Parliamentary Secretary", "critic": "Critic", "committee_chair": "Chair"}
    roles = founding.tables.roles[founding.tables.roles["kind"].isin(kinds)]
    assert len(roles) == 5
    people = founding.tables.people.set_index("target_id")["name"]
    for role in roles.itertuples():
        surname = published["DisplayName"].str.partition(",")[0].map(normal_form)
        own = published[
            surname.map(normal_form(people[role.target_id]).endswith) & (published["RoleEn"] == kinds[role.kind])
        ]
        assert str(role[4])[:10] in set(own["StartDate"].str[:10]), role


def test_terms_begin_no_earlier_than_a_published_table_says(founding):
    published = table("parlinfo_offices_43rd_2020-10-01.csv")
    surnames = published["DisplayName"].str.partition(",")[0].map(normal_form)
    people = founding.tables.people.set_index("target_id")["name"]
    for term in founding.tables.terms.itertuples():
        own = published[surnames.map(normal_form(people[term.target_id]).endswith)]
        stated = {date.fromisoformat(day[:10]) for day in own["StartDate"]} | {date(2015, 10, 19)}
        assert term[4].date() in stated, term.target_id


def test_every_row_of_the_account_is_there_once(actions):
    assert len(actions) == len(rows("actions.csv")) == 24
    counts = pd.Series([row["tactic"] for row in actions.values()]).value_counts().to_dict()
    assert counts == {
        "rally": 6, "poster_office": 4, "petition_online": 2, "organizing_meeting": 2, "info_session": 1, "letter": 1,
        "training": 1, "media_hit": 1, "installation": 1, "petition_delivery": 1, "online_action": 1,
        "poster_riding": 1, "meeting": 1, "call": 1,
    }  # fmt: skip


def test_actions_use_the_words_of_the_field(actions, founding):
    targets = {*founding.tables.people["target_id"], "-", ""}
    offices = {*founding.tables.offices["office_id"], ""}
    for identity, row in actions.items():
        assert identity.startswith(row["date"][:7])
        assert row["tactic"] in TACTICS
        assert row["date_precision"] in PRECISIONS
        assert row["target"] in targets
        assert row["office"] in offices
        assert founding.campaign.starts <= date.fromisoformat(row["date"]) <= founding.campaign.ends


@pytest.mark.parametrize(
    ("identity", "low", "high"),
    [
        ("2020-03-information-sessions", "2300", ""),
        ("2020-04-petition", "12000", ""),
        ("2020-05-weekly-meetings", "200", "999"),
        ("2020-08-work-experience-meetings", "2000", "9999"),
        ("2020-08-petition-renew", "5000", ""),
        ("2020-09-media", "3", ""),
        ("2020-11-24-online-actions", "24", "99"),
        ("2020-12-calls", "200", "999"),
    ],
)
def test_words_for_numbers_are_ranges_and_no_number_is_invented(actions, identity, low, high):
    row = actions[identity]
    assert (row["quantity"], row["quantity_low"], row["quantity_high"]) == ("", low, high)


def test_rallies_and_posters_have_no_number_because_the_account_gives_none(actions):
    for row in actions.values():
        if row["tactic"] in {"rally", "poster_office", "poster_riding", "training"}:
            assert (row["quantity"], row["quantity_low"], row["quantity_high"]) == ("", "", "")


def test_calls_are_one_row_without_an_outcome(actions):
    assert actions["2020-12-calls"]["outcome"] == ""
    assert actions["2020-12-calls"]["target"] == "marco-mendicino"


def test_outcomes_are_the_two_of_the_account():
    found = rows("outcomes.csv")
    assert [(row["date"], row["kind"]) for row in found] == [
        ("2020-12-01", "commitment"),
        ("2021-01-08", "policy_change"),
    ]
    assert all(row["kind"] in OUTCOME_KINDS for row in found)
    assert "one time" in found[1]["text"]
