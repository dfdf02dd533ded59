import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import cell, column, problem, read

from dashboard.ingest.cells import CellProblem
from dashboard.ingest.digits import MOST, Marks, SeenMarks, marks_of
from dashboard.ingest.number_words import cardinal
from dashboard.ingest.quantities import read_amount

NAN = math.nan


def amounts(file):
    return file.rows[["quantity", "quantity_low", "quantity_high"]].to_numpy().tolist()


def seen(text):
    marks = SeenMarks()
    marks.see(text)
    return marks


def same(found, wanted):
    return all((math.isnan(a) and math.isnan(b)) or a == b for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", 12), ("12,000", 12_000), ("12 000", 12_000), ("12\u202f000", 12_000), ("12\u00a0000", 12_000),
        ("1,234,567", 1_234_567), ("1.234.567", 1_234_567), ("1,234.5", 1_234.5), ("1.234,5", 1_234.5),
        ("12.5", 12.5),
        ("12,5", 12.5), ("0", 0), ("1.6E+04", 16_000), ("16,000 signatures", 16_000), ("3 000 personnes", 3_000),
        ("1'000", 1_000), ("twenty-five", 25), ("vingt et un", 21), ("quatre-vingt-dix-sept", 97), ("a call", 1),
        ("un appel", 1), ("one", 1), ("none", 0), ("aucune", 0), ("x3", 3), ("3 x", 3),
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
        ("entre 5 et 10", 5, 10), ("about 200", 200, 200), ("12k", 12_000, 12_000), ("1.5k", 1500, 1500),
        ("2 million", 2e6, 2e6), ("two dozen", 24, 24), ("3 dozen", 36, 36), ("half a dozen", 6, 6),
        ("trois douzaines", 36, 36), ("une demi-douzaine", 6, 6), ("une dizaine", 10, 10), ("des dizaines", 20, 99),
        ("une trentaine de personnes", 30, 30), ("une centaine", 100, 100), ("deux cents", 200, 200),
        ("five thousand", 5000, 5000), ("a few hundred", 300, 500), ("several hundred people", 500, 900),
        ("quelques centaines", 300, 500), ("un millier", 1000, 1000), ("nearly 200", 200, 200), ("200ish", 200, 200),
        ("pr\u00e8s de 200", 200, 200), ("une trentaine environ", 30, 30), ("up to 50", NAN, 50),
        ("less than 50 people", NAN, 50), ("jusqu'\u00e0 50", NAN, 50), ("moins de 50", NAN, 50),
        ("100 or more", 100, NAN),
        ("100 ou plus", 100, NAN), ("au moins une centaine", 100, NAN), ("plus d'une centaine", 100, NAN),
        ("5 or 6", 5, 6), ("between two and three hundred", 200, 300), ("5-10k", 5000, 10_000),
        ("2-3 dozen", 24, 36), ("50-100", 50, 100), ("20 \u00e0 30", 20, 30), ("", NAN, NAN), ("n/a", NAN, NAN),
        ("?", NAN, NAN),
    ],
)  # fmt: skip
def test_a_word_or_a_span_is_a_range(written, low, high):
    assert same(amounts(cell("quantity", written))[0], (NAN, low, high))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("-5", "less than 0"), ("(5)", "less than 0"), ("-5 - 10", "less than 0"), ("NaN", "no number"),
        ("inf", "no number"), ("1e13", "1,000,000,000,000"), ("1e999", "1,000,000,000,000"), ("many", "in digits"),
        ("12q", "in digits"), ("two three", "in digits"), ("5m", "in digits"), ("1,2,3", "in digits"),
        ("9-5", "swap"), ("over dozens", "in digits"), ("+", "in digits"),
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
        amount = read_amount(text, marks_of([seen(text)]))
    except CellProblem as told:
        assert told.reason.endswith(".")  # noqa: PT017 - either is right
    else:
        known = [one for one in (amount.exact, amount.low, amount.high) if not math.isnan(one)]
        assert all(0 <= one <= MOST for one in known)


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNS = [
    "z\xe9ro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
DIX = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]


def english(number):
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for size, word in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            return f"{english(number // size)} {word}" + (
                f" {'and ' if rest < 100 else ''}{english(rest)}" if rest else ""
            )
    raise AssertionError(number)


def french(number):
    if number < 20:
        return UNS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        if tens in (7, 9):
            tens, rest = tens - 1, rest + 10
        if not rest:
            return DIX[tens] + ("s" if tens == 8 else "")
        return f"{DIX[tens]} et {french(rest)}" if rest in (1, 11) and tens < 8 else f"{DIX[tens]}-{french(rest)}"
    size, word = (1000, "mille") if number >= 1000 else (100, "cent")
    times, rest = divmod(number, size)
    lead = word if times == 1 else f"{french(times)} {word}{'s' if size == 100 and not rest else ''}"
    return f"{lead} {french(rest)}" if rest else lead


@given(st.integers(0, 999_999))
def test_every_number_in_words_is_that_number(number):
    for said in (english(number), french(number)):
        amount = read_amount(said)
        assert number in (amount.exact, amount.low), said
        assert amount.high in (amount.low, amount.exact) or math.isnan(amount.high)


WORDS = sorted({*ONES, *TENS[2:], "hundred", "thousand", "and"})


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5))
def test_words_that_nobody_says_together_are_no_number(words):
    number = cardinal(words)
    if number is not None:
        said = [word for word in words if word != "and"]
        told = [word for word in english(number).replace("-", " ").split() if word != "and"]
        assert told in (said, ["one", *said]) or number == 0 or "hundred" in said


@given(
    st.integers(2, 99),
    st.sampled_from([("dozen", 12), ("hundred", 100), ("k", 1000), ("douzaines", 12), ("milliers", 1000)]),
)
def test_a_number_of_dozens_or_thousands_is_as_many_times_them(number, times):
    amount = read_amount(f"{number} {times[0]}")
    assert amount.low == amount.high == number * times[1]
