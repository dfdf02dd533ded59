"""The views under the chart: direct and through others, the calendar of effort, two spans on one scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pressed import HOLDER, OTHER, TARGETS, campaigns, resolved, shown
from tries import examples

from dashboard import charts
from dashboard.pressure import actions_by_day, daily
from dashboard.words import Words

EN, FR = Words("en"), Words("fr")
LOOK = charts.look("light")
DAYS = shown(0, 60)


def measured(*records, days=DAYS, frame=None):
    codes = np.array([[HOLDER], [1], [OTHER]], dtype=np.int8).repeat(len(days), axis=1)
    return daily(resolved(*records) if frame is None else frame, TARGETS, codes, days)


def holding(days=DAYS):
    return np.array([[True], [False], [False]]).repeat(len(days), axis=1)


@examples(15)
@given(campaigns)
def test_direct_and_through_others_add_up_to_the_total(frame):
    pressed = measured(frame=frame)
    direct, through = charts.layers_by_way(pressed, holding(), EN)
    assert direct.points + through.points == pytest.approx(pressed.total)
    assert direct.points == pytest.approx(pressed.contribution[0])


def test_what_comes_through_others_is_told_with_how_many_they_are():
    pressed = measured({"quantity": 10}, {"quantity": 10, "target_id": "leader"}, {"target_id": "member"})
    told = charts.ways_told(pressed, holding(), EN)
    assert told.endswith("through 2 other targets.")
    assert charts.ways_told(measured(), holding(), EN) == ""


def test_a_successor_is_pressed_directly_from_the_day_on_which_the_post_is_theirs():
    pressed = measured({"quantity": 10}, {"quantity": 10, "target_id": "leader"})
    changing = holding()
    changing[:2, 30:] = ~changing[:2, 30:]
    direct, _ = charts.layers_by_way(pressed, changing, EN)
    assert direct.points[29] == pytest.approx(pressed.contribution[0, 29])
    assert direct.points[30] == pytest.approx(pressed.contribution[1, 30])


@examples(15)
@given(campaigns)
def test_every_action_is_once_in_the_calendar_whatever_its_targets_and_days(frame):
    values = actions_by_day(frame, shown(-10, 300))
    assert values.sum() == pytest.approx(frame["action_id"].nunique())


def test_an_action_of_four_days_toward_two_targets_is_a_quarter_on_each_day():
    frame = resolved(
        {"action_id": "a", "date_end": 3}, {"action_id": "a", "date_end": 3, "target_id": "leader"}
    )  # fmt: skip
    assert actions_by_day(frame, shown(0, 4)).tolist() == [0.25, 0.25, 0.25, 0.25, 0.0]


def drawn(days, values):
    steps = np.minimum(np.ceil(values), 5).astype(np.int8)
    return charts.calendar(days, values, charts.Classes(steps, ["1", "2", "3", "4", "5"]), EN, LOOK)


@examples(12)
@given(st.integers(1, 900), st.integers(0, 6))
def test_every_day_stands_once_in_the_calendar_in_the_row_of_its_weekday(count, offset):
    days = shown(offset, offset + count - 1)
    heat = drawn(days, np.arange(count, dtype=np.float64))["data"][0]
    rows = {text: row for row, line in enumerate(heat["text"]) for text in line if text}
    assert len(rows) == count
    assert all(
        row % 8 == 1 + charts.as_day(day).weekday() for day, row in zip(days, _in_order(rows, days), strict=True)
    )


def _in_order(rows, days):
    """The rows of the days, found by what is told of each."""
    by_day = {text.rsplit(": ", 1)[0]: row for text, row in rows.items()}
    return [by_day[EN.day(charts.as_day(day))] for day in days]


def test_every_cell_of_the_calendar_can_be_picked_and_says_its_day():
    days = shown(3, 40)
    figure = drawn(days, np.arange(len(days), dtype=np.float64))
    heat, squares = figure["data"][0], figure["data"][-1]
    assert [day for (day,) in squares["customdata"]] == [charts.as_day(day).isoformat() for day in days]
    cells = zip(squares["x"], squares["y"], squares["text"], strict=True)
    assert all(heat["text"][row][column] == text for column, row, text in cells)
    assert figure["layout"]["clickmode"] == "event+select"


def test_no_mark_of_the_calendar_reaches_into_the_next_week_where_a_phone_shows_a_year():
    days = shown(0, 364)
    figure = drawn(days, np.ones(len(days)))
    margin = figure["layout"]["margin"]
    width = (390 - 32 - margin["l"] - margin["r"]) / 53
    assert figure["data"][-1]["marker"]["size"] < width


def test_the_calendar_prints_its_scale_and_says_its_point():
    days = shown(0, 13)
    values = np.array([0, 0, 3, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0], dtype=np.float64)
    figure = drawn(days, values)
    assert [trace["name"] for trace in figure["data"] if "name" in trace] == ["1", "2", "3", "4", "5"]
    told = charts.calendar_told(days, values, EN)
    assert told == "Busiest day: March 3, 2020, 3 actions; most was done on a Tuesday. 11 days without any action."
    assert "mardi" in charts.calendar_told(days, values, FR)
    assert charts.calendar_told(days, values * 0, EN) == "Nothing was logged in these days."


def spans():
    early, late = shown(0, 9), shown(40, 59)
    records = ({"quantity": 10, "date": 2}, {"quantity": 30, "date": 45})
    return charts.Span("Early", measured(*records, days=early)), charts.Span("Late", measured(*records, days=late))


def test_two_spans_are_drawn_on_one_scale_from_their_own_first_day():
    figure = charts.comparing(spans(), EN, LOOK)
    lines = [trace for trace in figure["data"] if trace.get("name")]
    assert [trace["name"] for trace in lines] == ["Early", "Late"]
    assert {trace.get("yaxis", "y") for trace in figure["data"]} == {"y"}
    assert {trace["x0"] for trace in figure["data"]} == {1}
    by_date = charts.comparing(spans(), EN, LOOK, by_date=True)
    assert [trace["x0"] for trace in by_date["data"] if trace.get("name")] == ["2020-03-01", "2020-04-10"]
    assert by_date["layout"]["xaxis"]["range"] == ["2020-03-01", "2020-04-29"]


def test_what_two_spans_show_is_said_for_each():
    first, second = charts.comparing_told(spans(), EN).splitlines()
    assert first.startswith("Early: highest on day 3 (Mar 3, 2020, 1.50 points), ")
    assert second.startswith("Late: highest on day 6 (Apr 15, 2020, ")


def test_small_charts_of_several_pages_share_their_limits():
    pressed = measured({"quantity": 10}, {"target_id": "leader"}, {"target_id": "member"})
    top = charts.highest(pressed, [1, 2])
    pages = [charts.multiples(pressed, [place], str, EN, LOOK, top) for place in (1, 2)]
    assert len({tuple(page["layout"]["yaxis"]["range"]) for page in pages}) == 1
