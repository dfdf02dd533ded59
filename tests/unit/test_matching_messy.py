"""A thousand messy names made from the real ones: none is taken for another, and hardly a plain one is asked about."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from builders import tables
from lists import load_real, needs_reference
from messy_names import messy_names

from dashboard.directory import Directory
from dashboard.matching import OfficeMatcher, RidingMatcher, TargetMatcher
from dashboard.reference.ridings import ridings
from dashboard.store import Store

LISTS = (
    "ministers_2015_2025.csv", "ourcommons_members_44th.xml", "parlinfo_offices_43rd_2020-10-01.csv",
    "parlinfo_roles_43rd_2020-10-01.csv", "represent_house_of_commons_44th.json",
)  # fmt: skip

pytestmark = needs_reference


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('real') / 'store.sqlite'}") as store:
        store.save_references(load_real(*LISTS))
        return Directory(tables(), store.reference_tables())


@pytest.fixture(scope="module")
def answer(directory):
    """What the matchers make of one messy name."""
    seats, targets, offices = RidingMatcher(ridings()), TargetMatcher(directory), OfficeMatcher(directory)

    def one(messy):
        day = np.array([messy.day], dtype="datetime64[D]")
        if messy.sort == "riding":
            return seats.match(messy.text.strip(), messy.order)
        return (
            targets.match(messy.text, day)[0]
            if messy.sort == "target"
            else offices.match(messy.text, messy.owner, day)[0]
        )

    return one


@pytest.fixture(scope="module")
def answered(directory, answer):
    """Every messy name with what the matchers make of it."""
    return [(messy, answer(messy)) for messy in messy_names(directory, ridings())]


def test_no_messy_name_is_silently_taken_for_another(answered):
    assert len(answered) == 1000
    wrong = [(messy, found) for messy, found in answered if found.key not in ("", messy.meaning.removeprefix("?"))]
    assert not wrong, wrong[:3]


def test_95_of_100_plain_names_are_matched_without_asking(answered, record_property):
    plain = defaultdict(Counter)
    for messy, found in answered:
        if messy.meaning and not messy.meaning.startswith("?"):
            plain[messy.kind]["taken" if found.key else "asked"] += 1
    counts = sum(plain.values(), Counter())
    share = counts["taken"] / counts.total()
    record_property("resolved", share)
    told = [f"{kind}: {dict(found)}" for kind, found in sorted(plain.items())]
    print(f"{share:.1%} of {counts.total()} plain names", *told, sep="\n")  # noqa: T201 - for whoever runs this with -s
    assert counts.total() >= 750
    assert share >= 0.95, told


def test_what_must_be_asked_about_is_asked_with_a_reason(answered):
    asked = [(messy, found) for messy, found in answered if not messy.meaning]
    assert len(asked) >= 100
    for messy, found in asked:
        assert not found.key, messy
        assert found.reason, messy


def test_two_members_of_one_surname_that_day_are_both_told(answered):
    shared = [(messy, found) for messy, found in answered if messy.kind == "surname of two"]
    assert len(shared) >= 20
    for messy, found in shared:
        assert (found.key, found.fate) == ("", "needs_decision"), messy
        assert len(found.candidates) >= 2, messy
