import pytest

from dashboard.addresses import phone, postal_code, province, street_number
from dashboard.reference.offices import distinct, office_id, read_address


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("511 Lawrence Avenue", "511"),
        ("506-10 Kingsbridge Garden Circle", "10"),
        ("10 Kingsbridge Garden Circle, Unit 506", "10"),
        ("3105 - 29th Street", "3105"),
        ("201-1st Avenue W, Unit A", "201"),
        ("10122-B Main Street", "10122"),
        ("A-40 Inglis Place", "40"),
        ("5-1A Duncan Avenue North", "1"),
        ("207A-201 Churchill Drive", "201"),
        ("202-10235 124 St NW", "10235"),
        ("Galeries Aylmer; 181 Principale Street, Suite B3-B", "181"),
        ("Riverview Commons - 5 Montpelier Street, Unit A-213/A-214", "5"),
        ("Peguis Commercial Complex, Suite 5", ""),
        ("PO Box 59", ""),
        ("House of Commons", ""),
        ("", ""),
    ],
)
def test_the_street_number_is_the_buildings_and_not_the_units(address, number):
    assert street_number(address) == number


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1 613 992-0946", "613-992-0946"),
        ("1 1-800-665-8711", "800-665-8711"),
        ("(613) 992-0946 ext. 12", "613-992-0946 ext. 12"),
        ("+1 613.992.0946 poste 5", "613-992-0946 ext. 5"),
        ("1 missing", ""),
        ("911", ""),
        ("", ""),
    ],
)
def test_a_phone_number_has_one_form(written, read):
    assert phone(written) == read


@pytest.mark.parametrize(
    ("written", "read"), [("Ottawa ON  K1A0A6", "K1A 0A6"), ("h2p-2x2", "H2P 2X2"), ("D1A 1A1", ""), ("", "")]
)
def test_a_postal_code_has_one_form(written, read):
    assert postal_code(written) == read


@pytest.mark.parametrize("name", ["Quebec", "Québec", "QC", "qc"])
def test_a_province_is_known_by_any_of_its_names(name):
    assert province(name) == "QC"


@pytest.mark.parametrize(
    ("published", "address", "city"),
    [
        ("5515 130 Ave NW (Main office)\nEdmonton, Alberta\nT5A 1B7", "5515 130 Ave NW", "Edmonton"),
        ("7 Elm Road\r\n (Main office)\nSuite 6\nEdmonton, Alberta\nT5A 1B7", "7 Elm Road, Suite 6", "Edmonton"),
        ("Main office - Richmond\n12 Oak Street\nEdmonton AB  T5A 1B7", "12 Oak Street", "Edmonton"),
        ("Main office - 12 Oak Street\nEdmonton, Alberta\nT5A 1B7", "12 Oak Street", "Edmonton"),
        ("Constituency office\n12 Oak Street\nEdmonton, Alberta T5A 1B7\nCanada", "12 Oak Street", "Edmonton"),
        ("Office Tower 12\nEdmonton, Alberta\nT5A 1B7", "Office Tower 12", "Edmonton"),
        ("Red Deer County, Alberta\nT5A 1B7", "", "Red Deer County"),
    ],
)  # fmt: skip
def test_published_lines_become_address_city_province_and_code(published, address, city):
    assert read_address([published]) == {
        "address": address,
        "city": city,
        "province": "AB",
        "postal_code": "T5A 1B7",
    }


def test_lines_without_a_city_are_all_address():
    assert read_address(["111 Peter Street (Main office)"])["address"] == "111 Peter Street"


def test_an_office_has_the_same_id_however_its_unit_is_written():
    assert (
        office_id("ref-1", "constituency", "L5R 3K6", "506-10 Kingsbridge Circle")
        == office_id("ref-1", "constituency", "L5R 3K6", "10 Kingsbridge Circle, Unit 506")
        == "ref-1-constituency-l5r3k6-10"
    )


def test_offices_of_one_id_are_told_apart_the_same_way_in_any_order():
    two = [{"office_id": "a", "address": address, "phone": ""} for address in ("1 Oak", "1 Elm")]
    assert distinct(two) == distinct(two[::-1])
    assert [office["office_id"] for office in distinct(two)] == ["a", "a-2"]


def test_an_office_listed_twice_is_kept_once():
    assert len(distinct([{"office_id": "a", "address": "1 Oak", "phone": ""}] * 2)) == 1
