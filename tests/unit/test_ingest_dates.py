from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import cell, problem, read

from dashboard.ingest.cells import CellProblem
from dashboard.ingest.dates import read_days

EN = [f"{date(2020, month, 1):%B}" for month in range(1, 13)]
FR = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
]  # fmt: skip
ANY_DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def days(file):
    return [
        (str(row.date.date()), str(row.date_end.date()), row.date_precision)
        for row in file.rows.itertuples(index=False)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2020-11-24", "2020/11/24", "20201124", "24/11/2020", "11/24/2020", "24.11.2020", "24-11-2020", "Nov 24, 2020",
        "November 24th, 2020", "24 Nov 2020", "24-Nov-2020", "Tue, Nov 24, 2020", "Tuesday November 24 2020",
        "24 novembre 2020", "le 24 novembre 2020", "mardi 24 novembre 2020", "mar 24 nov. 2020", "24 NOVEMBRE 2020",
        "2020-11-24T23:30:00-05:00", "2020-11-24T23:30:00.000Z", "2020-11-24 08:00", "Nov 24, 2020 8:58:20 AM",
        "24/11/2020 13:05", "24 novembre 2020 à 9 h 30", "2020-11-24 08:00:00 -0500", "2020-W48-2", "44159",
        "2020/11/24 9:05:00 AM EST", "2020/11/24 9:05:00 AM GMT-5", "2020/11/24 9:05:00 a.m. UTC\u22125",
        "24/11/2020 3:04pm", "2020-11-24 9 AM", "24 nov. 2020 10 p.m.", "Tue Nov 24 2020 10:00:00 GMT-0500 (EST)",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert days(cell("date_end", "", day=written)) == [("2020-11-24", "2020-11-24", "day")]


@pytest.mark.parametrize("written", ["2020-11", "Nov 2020", "Nov. 2020", "novembre 2020", "11/2020", "2020/11"])
def test_a_month_is_its_first_to_its_last_day(written):
    assert days(cell("date_end", "", day=written)) == [("2020-11-01", "2020-11-30", "month")]


def test_a_week_is_its_monday_to_its_sunday():
    assert days(cell("date_end", "", day="2020-W48")) == [("2020-11-23", "2020-11-29", "week")]


@pytest.mark.parametrize(
    "written",
    [
        "2020-03-11 to 2020-03-20",
        "2020-03-11/2020-03-20",
        "du 11 mars 2020 au 20 mars 2020",
        "Mar 11-20, 2020",
        "March 11 - 20, 2020",
        "March 11 to March 20, 2020",
        "11-20 mars 2020",
        "du 11 au 20 mars 2020",
        "March 11th and 20th, 2020",
    ],
)
def test_two_days_are_a_range(written):
    assert days(cell("date_end", "", day=written)) == [("2020-03-11", "2020-03-20", "range")]


@pytest.mark.parametrize(
    ("day", "end", "precision", "read_as"),
    [
        ("2020-11-23", "", "week", ("2020-11-23", "2020-11-29", "week")),
        ("2020-11-01", "", "month", ("2020-11-01", "2020-11-30", "month")),
        ("2020-11-01", "", "mois", ("2020-11-01", "2020-11-30", "month")),
        ("2020-12-01", "2020-12-31", "month", ("2020-12-01", "2020-12-31", "month")),
        ("2020-11-23", "2020-11-25", "", ("2020-11-23", "2020-11-25", "range")),
        ("2020-11-23", "2020-11-23", "", ("2020-11-23", "2020-11-23", "day")),
        ("2020-05", "2020-07", "", ("2020-05-01", "2020-07-31", "range")),
        ("2020-11-23", "2020-11-25", "day", ("2020-11-23", "2020-11-25", "range")),
        ("2020-11-23", "", "range", ("2020-11-23", "2020-11-23", "range")),
    ],
)
def test_the_last_day_is_stated_or_follows_from_the_precision(day, end, precision, read_as):
    assert days(read(f"date,date_end,date_precision,tactic\n{day},{end},{precision},call\n")) == [read_as]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2020-13-45", "YYYY-MM-DD"), ("2020-02-30", "no day"), ("31/11/2020", "no day"), ("1899-12-31", "1900"),
        ("2101-01-01", "1900 to 2100"), ("9999-12", "1900 to 2100"), ("24/11/20", "two digits"), ("2020", "a year"),
        ("tomorrow", "YYYY-MM-DD"), ("2020-11-24 25:00", "time of day"), ("2020-W60", "no week"), ("12", "YYYY-MM-DD"),
        ("", "no day"),
    ],
)  # fmt: skip
def test_an_impossible_day_is_refused_with_what_to_do(written, told):
    fate, reason = problem(cell("note", "", day=written))
    assert fate == "refused"
    assert told in reason


def test_a_last_day_before_the_first_is_refused():
    assert "before the first day" in problem(cell("date_end", "2020-11-23"))[1]
    assert problem(cell("up_until", "2020-11-23", tactic="poster_office"))[0] == "refused"


def test_a_day_that_can_be_read_two_ways_is_asked_about():
    fate, reason = problem(cell("note", "", day="03/04/2020"))
    assert fate == "needs_decision"
    assert "2020-04-03" in reason
    assert "2020-03-04" in reason


@pytest.mark.parametrize(("order", "day"), [("dmy", "2020-04-03"), ("mdy", "2020-03-04")])
def test_the_asker_may_settle_the_order(order, day):
    file = cell("note", "", day="03/04/2020", date_order=order)
    assert days(file) == [(day, day, "day")]
    assert "as asked" in file.notes[0]


@pytest.mark.parametrize(("other", "day"), [("24/11/2020", "2020-04-03"), ("11/24/2020", "2020-03-04")])
def test_another_row_settles_the_order_and_the_receipt_says_which(other, day):
    file = read(f"date,tactic\n03/04/2020,call\n{other},rally\n")
    assert days(file)[0][0] == day
    assert other in file.notes[0]


def test_rows_that_contradict_each_other_settle_nothing():
    file = read("date,tactic\n03/04/2020,call\n24/11/2020,rally\n11/24/2020,rally\n")
    assert len(file.rows) == 2
    assert problem(file)[0] == "needs_decision"


def test_equal_day_and_month_are_not_asked_about():
    assert days(cell("note", "", day="04/04/2020")) == [("2020-04-04", "2020-04-04", "day")]


def test_spreadsheet_day_numbers_are_read_when_all_are_and_said():
    file = read("date,tactic\n44159,call\n44160.5,call\n")
    assert [first for first, _, _ in days(file)] == ["2020-11-24", "2020-11-25"]
    assert "spreadsheet day numbers" in file.notes[0]


def test_a_spreadsheet_day_number_among_written_days_is_asked_about():
    file = read("date,tactic\n44159,call\n2020-11-25,call\n")
    assert "2020-11-24" in problem(file)[1]
    assert problem(file)[0] == "needs_decision"


@given(ANY_DAY)
def test_every_day_is_read_back_from_every_form(day):
    forms = [
        f"{day:%Y-%m-%d}", f"{EN[day.month - 1]} {day.day}, {day.year}",
        f"{EN[day.month - 1][:3]} {day.day} {day.year}",
        f"{day.day} {FR[day.month - 1]} {day.year}", f"{day.day} {FR[day.month - 1].upper()} {day.year}",
        f"{day:%Y-%m-%d}T23:59:59-08:00", f"{day:%A}, {EN[day.month - 1]} {day.day}, {day.year} 11:59 PM",
    ]  # fmt: skip
    for form in forms:
        reading = read_days(form)
        assert (reading.first, reading.last, reading.other) == (day, day, None), form


@given(ANY_DAY)
def test_a_day_in_numbers_is_itself_in_one_of_its_readings(day):
    reading = read_days(f"{day.day:02}/{day.month:02}/{day.year}")
    assert reading.first == day
    assert (reading.other is not None) == (day.day <= 12 and day.day != day.month)


@given(ANY_DAY)
def test_a_month_ends_the_day_before_the_next_begins(day):
    reading = read_days(f"{day.year}-{day.month}")
    assert (reading.first.month, reading.last.month) == (day.month, day.month)
    assert (reading.last + timedelta(days=1)).day == 1


@given(st.text(max_size=30) | st.text("0123456789/-.:, TWapmnovjui+", max_size=20))
def test_any_other_text_is_a_reading_or_a_problem_and_never_an_error(text):
    try:
        reading = read_days(text)
    except CellProblem as told:
        assert told.reason.endswith(".")  # noqa: PT017 - either is right
    else:
        assert 1900 <= reading.first.year <= reading.last.year <= 2101
        assert reading.first <= reading.last


@pytest.mark.parametrize("written", ["week of 2020-11-23", "Week of November 23, 2020", "semaine du 23 novembre 2020"])
def test_a_week_may_be_named_by_its_first_day(written):
    assert days(cell("date_end", "", day=written)) == [("2020-11-23", "2020-11-29", "week")]


@pytest.mark.parametrize("written", ["early November 2020", "mid-November 2020", "fin novembre 2020"])
def test_a_part_of_a_month_is_known_no_better_than_the_month(written):
    assert days(cell("date_end", "", day=written)) == [("2020-11-01", "2020-11-30", "month")]


def test_a_span_over_new_year_that_says_its_year_once_begins_the_year_before():
    assert days(cell("date_end", "", day="Dec 28 - Jan 2, 2021")) == [("2020-12-28", "2021-01-02", "range")]


@given(ANY_DAY, st.integers(1, 27))
def test_every_span_within_a_month_is_read_back_however_it_is_shortened(day, more):
    last = day + timedelta(days=more)
    month, mois = EN[day.month - 1], FR[day.month - 1]
    if last.month == day.month:
        forms = [f"{month} {day.day}-{last.day}, {day.year}",
                 f"{month[:3]}. {day.day} to {last.day} {day.year}",
                 f"{day.day}-{last.day} {mois} {day.year}",
                 f"du {day.day} au {last.day} {mois} {day.year}"]  # fmt: skip
    else:
        forms = [f"{month} {day.day} - {EN[last.month - 1]} {last.day}, {last.year}",
                 f"du {day.day} {mois} au {last.day} {FR[last.month - 1]} {last.year}"]  # fmt: skip
    if last.year > 2100:
        return
    for form in forms:
        reading = read_days(form)
        assert (reading.first, reading.last, reading.precision) == (day, last, "range"), form
