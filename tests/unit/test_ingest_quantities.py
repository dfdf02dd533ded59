import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import cell, column, problem, read

from dashboard.ingest.cells import CellProblem
from dashboard.ingest.quantities import MOST, Marks, marks_of, read_amount

NAN = math.nan


def amounts(file):
    return file.rows[["quantity", "quantity_low", "quantity_high"]].to_numpy().tolist()


def same(found, wanted):
    return all((math.isnan(a) and math.isnan(b)) or a == b for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", 12), ("12,000", 12_000), ("12 000", 12_000), ("12\u202f000", 12_000), ("12\u00a0000", 12_000),
        ("1,234,567", 1_234_567), ("1.234.567", 1_234_567), ("1,234.5", 1_234.5), ("1.234,5", 1_234.5), ("12.5", 12.5),
        ("12,5", 12.5), ("0", 0), ("1.6E+04", 16_000), ("16,000 signatures", 16_000), ("3 000 personnes", 3_000),
    ],
)  # fmt: skip
def test_a_number_is_read_however_its_digits_are_grouped(written, number):
    assert same(amounts(cell("quantity", written))[0], (number, NAN, NAN))


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("couple", 2, 2), ("a couple of people", 2, 2), ("few", 3, 5), ("several", 5, 9), ("a dozen", 12, 12),
        ("dozens", 24, 99), ("hundred", 100, 100), ("hundreds", 200, 999), ("Thousands", 2000, 9999),
        ("tens of thousands", 20_000, 99_999), ("des centaines", 200, 999), ("dizaines de milliers", 20_000, 99_999),
        ("over 5,000", 5_000, NAN), ("more than 5000", 5_000, NAN), ("5,000+", 5_000, NAN),
        ("plus de 12 000", 12_000, NAN),
        ("over a hundred", 100, NAN), ("200-999", 200, 999), ("200\u2013999", 200, 999), ("between 5 and 10", 5, 10),
        ("entre 5 et 10", 5, 10), ("about 200", 200, 200), ("", NAN, NAN), ("n/a", NAN, NAN), ("?", NAN, NAN),
    ],
)  # fmt: skip
def test_a_word_or_a_span_is_a_range(written, low, high):
    assert same(amounts(cell("quantity", written))[0], (NAN, low, high))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("-5", "less than 0"), ("(5)", "less than 0"), ("-5 - 10", "less than 0"), ("NaN", "no number"),
        ("inf", "no number"), ("1e13", "1,000,000,000,000"), ("1e999", "1,000,000,000,000"), ("many", "in digits"),
        ("12k", "in digits"), ("1,2,3", "in digits"), ("9-5", "swap"), ("over dozens", "in digits"), ("+", "in digits"),
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_refused_with_what_to_do(written, told):
    fate, reason = problem(cell("quantity", written))
    assert fate == "refused"
    assert told in reason


def test_a_point_before_three_digits_is_asked_about_unless_the_file_settles_it():
    assert problem(cell("quantity", "12.000"))[0] == "needs_decision"
    groups, decimals = column("quantity", "12.000", "1.234.567"), column("quantity", "12.000", "12.5")
    assert (amounts(groups)[0][0], amounts(decimals)[0][0]) == (12_000, 12)
    assert "1.234.567" in groups.notes[0]
    assert "12.5" in decimals.notes[0]


def test_a_comma_before_three_digits_is_asked_about_where_the_file_has_decimal_commas():
    assert problem(column("quantity", "12,000", "3,5"))[0] == "needs_decision"


def test_the_range_columns_are_read_and_must_be_in_order():
    file = read("date,tactic,quantity_low,quantity_high\n2020-11-24,rally,200,999\n2020-11-24,rally,9,5\n")
    assert same(amounts(file)[0], (NAN, 200, 999))
    assert "swap" in problem(file)[1]


def test_a_quantity_outside_its_own_range_is_refused():
    file = read("date,tactic,quantity,quantity_low,quantity_high\n2020-11-24,rally,5,200,999\n")
    assert "outside" in problem(file)[1]


@given(st.integers(0, int(MOST)), st.sampled_from([",", " ", "\u00a0", "\u202f"]))
def test_grouped_digits_are_the_number(number, mark):
    assert read_amount(f"{number:,}".replace(",", mark)).exact == number


@given(st.floats(0, MOST))
def test_a_number_written_by_a_program_reads_back_to_itself(number):
    assert read_amount(repr(number), Marks(point="decimals")).exact == number


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_span_has_its_ends_in_order_or_is_refused(low, high):
    try:
        amount = read_amount(f"{low}-{high}")
    except CellProblem:
        assert low > high
    else:
        assert (amount.low, amount.high) == (low, high)


@given(st.text(max_size=30) | st.text("0123456789,.+- \u202fadozenhuf", max_size=20))
def test_any_text_is_an_amount_or_a_problem_and_never_an_error(text):
    try:
        amount = read_amount(text, marks_of([text]))
    except CellProblem as told:
        assert told.reason.endswith(".")  # noqa: PT017 - either is right
    else:
        known = [one for one in (amount.exact, amount.low, amount.high) if not math.isnan(one)]
        assert all(0 <= one <= MOST for one in known)
