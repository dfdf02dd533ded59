import json
import random
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import UnusableFileError, UsageError
from dashboard.reference.load import File, load_files
from dashboard.reference.lookup import locate
from dashboard.schema import OFFICE_COLUMNS

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
LIST = REFERENCE / "represent_house_of_commons_44th.json"
TODAY = date(2024, 1, 31)

needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the shared reference files are not here")

HILL = {"type": "legislature", "postal": "House of Commons\nOttawa, Ontario\nCanada\nK1A 0A6", "tel": "1 613 992-1234"}
OAK = {"type": "constituency", "postal": "12 Oak Street\nToronto, Ontario\nM6A 1A3", "tel": "1 416 555-0199"}


def member(name="Ada Byron", code="35024", district="Eglinton—Lawrence", number=7, offices=(HILL, OAK), **more):
    return {
        "name": name,
        "elected_office": "MP",
        "representative_set_name": "House of Commons",
        "party_name": "Liberal",
        "email": "ada.byron@parl.gc.ca",
        "district_name": district,
        "url": f"https://www.ourcommons.ca/members/en/ada-byron({number})" if number else "",
        "related": {"boundary_url": f"/boundaries/federal-electoral-districts/{code}/"},
        "offices": list(offices),
    } | more


def load(*members, home=Path("nowhere"), meta=None, **options):
    content = {"objects": list(members), "meta": meta or {}}
    (loaded,) = load_files([File("members.json", json.dumps(content).encode())], home=home, today=TODAY, **options)
    return loaded


def doubts(loaded):
    return " ".join(json.loads(loaded.source["doubts"]))


def test_a_member_has_the_key_of_the_house_a_term_and_offices():
    tables = load(member()).tables
    assert tables.people.iloc[0].tolist() == ["hoc:7", "Ada Byron", "person", False, "hoc:7"]
    assert tables.terms.loc[0, ["target_id", "riding", "party"]].tolist() == ["hoc:7", "2013:35024", "Liberal"]
    office = tables.offices.set_index("kind").loc["constituency"]
    assert (office["target_id"], office["office_id"]) == ("hoc:7", "")
    assert (office["address"], office["city"], office["province"]) == ("12 Oak Street", "Toronto", "ON")
    assert (office["phone"], office["email"], office["position"]) == (
        "416-555-0199",
        "ada.byron@parl.gc.ca",
        "postal_code",
    )
    assert tables.offices.dtypes.astype(str).to_dict() == OFFICE_COLUMNS


def test_a_bare_list_is_read_like_objects():
    (loaded,) = load_files([File("x", json.dumps([member()]).encode())], home=Path("nowhere"), today=TODAY)
    assert loaded.source["records"] == 1


def test_pages_that_come_together_are_one_list():
    pages = [
        File(f"{number}.json", json.dumps({"objects": [one], "meta": {"total_count": 2}}).encode())
        for number, one in enumerate([member(), member("Bo", "35110", "University—Rosedale", 8)])
    ]
    (loaded,) = load_files(pages, home=Path("nowhere"), today=TODAY)
    assert loaded.source["records"] == 2


def test_without_a_day_a_term_has_no_beginning_and_a_doubt_says_so():
    loaded = load(member())
    assert loaded.tables.terms["from"].isna().all()
    assert loaded.source["as_of"] == TODAY.isoformat()
    assert "does not say its day and is taken as of 2024-01-31: give its day with --as-of" in doubts(loaded)


def test_a_list_of_the_2013_order_without_a_day_speaks_of_the_last_day_of_that_order_at_most():
    (loaded,) = load_files([File("x", json.dumps([member()]).encode())], home=Path("nowhere"), today=date(2026, 1, 1))
    assert loaded.source["as_of"] == "2025-03-23"


def test_a_day_after_today_is_refused():
    with pytest.raises(UsageError, match="2024-02-01, which lies after today"):
        load(member(), as_of=date(2024, 2, 1))


def test_with_a_day_terms_and_offices_begin_on_it():
    loaded = load(member(), as_of=date(2023, 10, 1))
    assert loaded.tables.terms.loc[0, "from"] == pd.Timestamp(2023, 10, 1)
    assert loaded.tables.offices.loc[0, "read_on"] == pd.Timestamp(2023, 10, 1)
    assert "--as-of" not in doubts(loaded)
    assert loaded.source["as_of"] == "2023-10-01"


def test_a_term_for_a_riding_of_the_2013_order_ends_with_the_order():
    assert load(member()).tables.terms.loc[0, "to"] == pd.Timestamp(2025, 3, 23)
    assert load(member(code="35026")).tables.terms["to"].isna().all()


def test_the_order_is_told_by_code_and_name_together_and_not_by_the_name_of_the_set():
    assert load(member(code="35026")).tables.terms.loc[0, "riding"] == "2023:35026"


def test_a_member_without_a_number_is_known_by_name_and_riding():
    assert load(member("José Côté", number=None)).tables.people.loc[0, "target_id"] == "jose cote 35024"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([member(offices=[OAK | {"postal": "12 Oak Street"}])], "Ada Byron at 12 Oak Street is not on the map: it"),
        ([member(offices=[OAK | {"postal": "1 Elm\nX0X 9Z9"}])], "its postal code X0X 9Z9 is not in our list"),
        ([member(), member("Bo", number=8)], "2 members are listed for the riding 2013:35024"),
        ([member()], "holds 1 of 338 members"),
        ([*[member(number=n) for n in range(1, 20)], member("Bo", district="Atlantis")], "Bo sits for Atlantis"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_said(members, said):
    assert said in doubts(load(*members))


def test_an_office_of_unknown_kind_is_another_office():
    assert load(member(offices=[OAK | {"type": "residence"}])).tables.offices.loc[0, "kind"] == "other"


@pytest.mark.parametrize("odd", [{"related": "x"}, {"related": None, "district_id": "35024"}])
def test_odd_values_are_taken_as_missing(odd):
    odd = member(district="Ajax", code="35001") | {"offices": "x", "url": None} | odd
    assert load(*[member(number=number) for number in range(1, 20)], odd).source["records"] == 20


def test_names_alone_tell_the_order_where_no_codes_are_given():
    one = member(district="Bonavista—Burin—Trinity", related=None)
    assert load(one).tables.terms.loc[0, "riding"] == "2013:10002"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (
            [member(representative_set_name="Toronto City Council", elected_office="Councillor")],
            "no members of the House",
        ),
        ([member(district="Atlantis")], "neither the 2013 nor the 2023 order"),
    ],
)
def test_a_list_of_others_is_refused(members, said):
    with pytest.raises(UnusableFileError, match=said):
        load(*members)


def bulk(*rows, encoding="cp1252", columns="District name,Primary role,Name,Party name,Email,URL,Source URL"):
    """Represent's bulk CSV: rows of cells before the offices, and the offices after them."""
    office = ",Office type,Address,Phone,Fax"
    text = columns + office * 2 + "\r\n" + "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    (loaded,) = load_files([File("bulk.csv", text.encode(encoding))], home=Path("nowhere"), today=TODAY)
    return loaded


BULK = ("Bonavista\u2014Burin\u2014Trinity", "MP", "Zo\xe9 C\xf4t\xe9", "Liberal", "z@parl.gc.ca",
        "https://www.ourcommons.ca/Members/en/zoe-cote(7)", "")  # fmt: skip
OFFICES = ("constituency", "12 Oak Street\nToronto ON  M6A 1A3", "1 416 555-0199", "", "legislature",
           "House of Commons\nOttawa ON  K1A 0A6", "1 613 992-1234", "1 613 992-1235")  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_the_bulk_file_repeats_columns_for_every_office(encoding):
    loaded = bulk((*BULK, *OFFICES), encoding=encoding)
    assert (loaded.kind, loaded.summary["offices"]) == ("representatives", 2)
    assert loaded.tables.people.iloc[0].tolist() == ["hoc:7", "Zo\xe9 C\xf4t\xe9", "person", False, "hoc:7"]
    office = loaded.tables.offices.set_index("kind").loc["constituency"]
    assert office[["address", "city", "postal_code", "phone"]].tolist() == [
        "12 Oak Street", "Toronto", "M6A 1A3", "416-555-0199"
    ]  # fmt: skip


def test_empty_offices_of_the_bulk_file_are_none():
    loaded = bulk((*BULK, *OFFICES[:4], "", "", "", ""))
    assert loaded.tables.offices["kind"].tolist() == ["constituency"]


def test_the_bulk_file_of_a_council_is_refused():
    with pytest.raises(UnusableFileError, match="no members of the House of Commons"):
        bulk(("Ward 3", "Councillor", *BULK[2:], *OFFICES))


# --- the real list ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    files = [File.read(LIST), File.read(REFERENCE / "ridings_2013_250m.parquet")]
    boundaries, people = load_files(files, home=home, today=TODAY)
    return home, boundaries, people


@needs_reference
def test_all_members_and_offices_of_the_44th_parliament_are_read(real):
    summary = real[2].summary
    assert (summary["members"], summary["offices"], summary["placed"]) == (337, 751, 750)
    assert (summary["rows"], summary["explained"], summary["unexplained"]) == (337, 0, 0)
    assert json.loads(real[2].source["counts"])["offices"] == 751
    assert real[2].covers == {"terms", "constituency", "legislature"}


@needs_reference
def test_the_one_office_without_a_postal_code_is_a_doubt(real):
    assert [doubt for doubt in real[2].summary["doubts"] if "no postal code" in doubt] == [
        "The office of Kevin Vuong at 111 Peter Street is not on the map: it has no postal code."
    ]


@needs_reference
def test_the_offices_are_the_same_in_any_order_of_the_list(real):
    content = json.loads(LIST.read_bytes())
    shuffler = random.Random(1)
    shuffler.shuffle(content["objects"])
    for record in content["objects"]:
        shuffler.shuffle(record["offices"])
    offices = load(*content["objects"]).tables.offices
    assert offices.equals(real[2].tables.offices)


@needs_reference
def test_every_office_on_the_hill_has_the_same_point(real):
    offices = real[2].tables.offices
    hill = offices[offices["kind"] == "legislature"]
    assert len(hill) == 337
    assert len(hill[["latitude", "longitude"]].drop_duplicates()) == 1


@needs_reference
def test_nearly_every_constituency_office_lies_in_its_members_riding(real):
    home, _, people = real
    offices = people.tables.offices[people.tables.offices["kind"] == "constituency"]
    own = offices["target_id"].map(people.tables.terms.set_index("target_id")["riding"])
    lies_in = locate(offices["longitude"], offices["latitude"], 2013, home)
    inside = np.mean(lies_in == own.to_numpy(dtype=object))
    assert inside > 0.97
    outside = [doubt for doubt in people.summary["doubts"] if "lies outside their riding" in doubt]
    assert len(outside) == sum((lies_in != "") & (lies_in != own.to_numpy(dtype=object)))
