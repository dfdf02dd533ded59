import numpy as np
import pytest
from reading import DIRECTORY, POST, POST_FR

from dashboard.matching import OfficeMatcher, RidingMatcher, TargetMatcher
from dashboard.reference.ridings import ridings

RIDINGS = RidingMatcher(ridings())
TARGETS = TargetMatcher(DIRECTORY, POST, POST_FR)
OFFICES = OfficeMatcher(DIRECTORY)


def target(text, day="2020-11-24"):
    return TARGETS.match(text, np.array([day], dtype="datetime64[D]"))[0]


def office(text, whose=""):
    return OFFICES.match(text, whose, np.array(["2020-11-24"], dtype="datetime64[D]"))[0]


def test_every_riding_is_found_by_its_names_whatever_the_dash_case_and_accent():
    for riding in ridings().itertuples():
        for name in (riding.name_en, riding.name_fr):
            for written in (
                name,
                name.upper(),
                name.replace("—", "--"),
                name.replace("—", " - "),
                name.replace("é", "e"),
            ):
                found = RIDINGS.match(written, riding.order)
                assert (found.key, found.score) == (riding.riding, 100), written


def test_every_riding_is_found_by_its_code_and_by_its_key():
    for riding in ridings().itertuples():
        assert RIDINGS.match(riding.code, riding.order).key == riding.riding
        assert RIDINGS.match(riding.riding, 2013).key == riding.riding


def test_one_code_names_another_riding_in_the_other_order():
    assert RIDINGS.match("35024", 2013).name == "Eglinton—Lawrence"
    assert RIDINGS.match("35024", 2023).name == "Don Valley West"


@pytest.mark.parametrize(
    "text", ["Eglinton—Lawrence (35024)", "35024 Eglinton—Lawrence", "Eglinton—Lawrence / Eglinton—Lawrence"]
)
def test_a_riding_is_found_by_code_and_name_together(text):
    assert RIDINGS.match(text, 2013).key == "2013:35024"


def test_a_code_and_a_name_that_disagree_are_asked_about():
    found = RIDINGS.match("Eglinton—Lawrence (35024)", 2023)
    assert (found.key, found.fate) == ("", "needs_decision")
    assert "Don Valley West" in found.reason
    assert RIDINGS.order_of_both("35024", "Eglinton—Lawrence") == 2013


@pytest.mark.parametrize(("code", "order"), [("99999", 2013), ("35123", 2023), ("3502", 2013), ("62002", 2013)])
def test_a_code_that_no_riding_has_is_refused(code, order):
    found = RIDINGS.match(code, order)
    assert (found.key, found.fate) == ("", "refused")
    assert code in found.reason


def test_a_code_of_the_other_order_only_is_refused_and_the_order_named():
    codes = ridings().groupby("order")["code"].agg(set)
    found = RIDINGS.match(min(codes[2023] - codes[2013]), 2013)
    assert found.fate == "refused"
    assert "riding_order 2023" in found.reason


@pytest.mark.parametrize(
    ("written", "key"),
    [("Eglinton Lawrense", "2013:35024"), ("Toronto Center", "2013:35108"), ("Rosedale—University", "2013:35110")],
)
def test_one_near_name_is_taken_with_its_score(written, key):
    found = RIDINGS.match(written, 2013)
    assert found.key == key
    assert 90 <= found.score < 100


@pytest.mark.parametrize(
    "written", ["Brampton Wast", "BramptonW est", "Brampton", "Eglinton", "Don Valleyu-est", "Nowhere"]
)
def test_a_name_that_fits_several_or_none_is_asked_about(written):
    found = RIDINGS.match(written, 2013)
    assert (found.key, found.fate) == ("", "needs_decision")
    assert "create a place" in found.reason


def test_a_name_of_the_other_order_is_never_taken_for_a_near_one():
    names = ridings().set_index("riding")["name_en"]
    for order, other in ((2013, 2023), (2023, 2013)):
        there = set(names[names.index.str.startswith(str(order))])
        for name in set(names[names.index.str.startswith(str(other))]) - there:
            assert RIDINGS.match(name, order).score in (0, 100), name


@pytest.mark.parametrize(
    "written",
    [
        "marco-mendicino", "Marco Mendicino", "MARCO MENDICINO", "Mendicino", "Hon. Marco Mendicino",
        "The Honourable Marco Mendicino", "l'honorable Marco Mendicino", "MENDICINO, Marco", "Mendicino, Hon. Marco",
        "Marco Mendicino, MP", "Marco Mendicino (Eglinton—Lawrence)", "Minister Mendicino", "M. Mendicino",
        "le ministre Mendicino", "Marco A. Mendicino",
    ],
)  # fmt: skip
def test_a_person_is_found_as_people_write_them(written):
    assert target(written).key == "marco-mendicino"


@pytest.mark.parametrize(
    "written",
    [
        POST,
        POST_FR,
        "Immigration Minister",
        "Minister of Immigration",
        "the Minister of Immigration",
        "ministre de l'Immigration",
    ],
)
def test_a_post_is_who_held_it_on_the_day(written):
    assert target(written, "2018-05-01").key == "ahmed-hussen"
    assert target(written, "2020-05-01").key == "marco-mendicino"
    assert target(written, "2019-11-20").key == "marco-mendicino", "the successor has the day"
    assert target(written, "2022-05-01").key == ""


@pytest.mark.parametrize("written", ["IRCC", "ircc", "Immigration, Refugees and Citizenship Canada"])
def test_an_institution_is_found_by_id_and_name(written):
    assert target(written).key == "ircc"


def test_a_surname_of_two_is_who_sat_on_the_day():
    assert target("Davies").key == "don-davies"
    assert target("Davies", "2010-05-01").key == "libby-davies"


def test_a_surname_is_asked_about_when_nobody_or_several_of_that_name_sat():
    assert target("Davies", "1999-05-01").fate == "needs_decision"
    assert "Don Davies" in target("Davies", "1999-05-01").reason


def test_a_whole_name_is_taken_before_the_days_known_and_said():
    found = target("Marco Mendicino", "2014-05-01")
    assert found.key == "marco-mendicino"
    assert found.score < 100
    assert "not known to have sat" in found.name


def test_a_whole_name_of_someone_who_sits_no_more_is_asked_about():
    found = target("Libby Davies")
    assert (found.key, found.fate) == ("", "needs_decision")
    assert found.candidates == ("libby-davies",)
    assert target("Libby Davies", "2010-05-01").key == "libby-davies"


def test_one_near_person_is_taken_with_the_score_and_a_far_one_is_asked_about():
    assert target("Marco Mendicinno").key == "marco-mendicino"
    assert target("Marco Mendicinno").score < 100
    for written in ("Mendocini", "Nobody Known", "Smith", "Minister of Magic", "Minister"):
        assert (target(written).key, target(written).fate) == ("", "needs_decision"), written


@pytest.mark.parametrize(
    "written",
    ["eglinton", "M6A 1A3", "m6a1a3", "416-781-5583", "1 (416) 781 5583", "511 Lawrence Ave W", "511 Lawrence Avenue"],
)
def test_an_office_is_found_by_what_tells_it_apart(written):
    assert office(written).key == "eglinton"


def test_offices_that_share_an_address_are_told_apart_by_their_target():
    assert office("K1A 0A6").fate == "needs_decision"
    assert office("K1A 0A6", "chrystia-freeland").key == "hill-2"
    assert office("Hill office", "marco-mendicino").key == "hill"
    assert office("bureau de circonscription", "chrystia-freeland").key == "bloor"
    assert office("Hill office").key == ""


def test_an_office_that_nobody_knows_is_asked_about():
    assert office("12 Nowhere Street").fate == "needs_decision"
