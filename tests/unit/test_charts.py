import numpy as np
import pandas as pd
import pytest
from pressed import HOLDER, OTHER, resolved, shown

from dashboard import charts
from dashboard import look as palette
from dashboard.pressure import daily
from dashboard.schema import OUTCOME_COLUMNS, TACTICS, frame
from dashboard.words import Words

EN, FR = Words("en"), Words("fr")
LOOK = charts.look("light")
NASTY = '<a href="http://x.test">![](http://x.test/y.png)</a>'
NOBODY = frame([], OUTCOME_COLUMNS)
DAYS = shown(0, 120)


def measured(*records, days=DAYS):
    targets = ("minister", "leader", "member")
    codes = np.array([[HOLDER], [1], [OTHER]], dtype=np.int8).repeat(len(days), axis=1)
    return daily(resolved(*records), targets, codes, days)


def outcome(**more):
    return {"outcome_id": "o", "date": "2020-04-01", "date_precision": "day", "actor": "Minister", "kind": "commitment",
            "rung": 3, "text": "Commits", **more}  # fmt: skip


def drawn(pressed, outcomes=NOBODY, capacity=None, words=EN):
    none = np.zeros(len(pressed.days))
    beneath = charts.Beneath(outcomes, none if capacity is None else capacity)
    return charts.pressure(pressed, charts.layers_by_tactic(pressed, words), beneath, words, LOOK)


def named(figure):
    return {trace["name"]: trace for trace in figure["data"] if "name" in trace}


def test_layers_by_tactic_add_up_to_the_total():
    pressed = measured({"tactic": "call", "quantity": 10}, {"tactic": "rally", "date": 9, "target_id": "leader"})
    layers = charts.layers_by_tactic(pressed, EN)
    assert {layer.name for layer in layers} == {"Call", "Rally"}
    assert sum(layer.points for layer in layers) == pytest.approx(pressed.total)


def test_layers_by_target_add_up_to_the_total_and_begin_with_the_most_pressed():
    pressed = measured({"quantity": 10}, {"quantity": 10, "target_id": "leader"}, {"target_id": "member"})
    layers = charts.layers_by_target(pressed, str.title, EN)
    assert [layer.name for layer in layers] == ["Minister", "Leader", "Member"]
    assert sum(layer.points for layer in layers) == pytest.approx(pressed.total)


def test_many_targets_share_a_layer_for_the_rest():
    targets = [f"t{number}" for number in range(12)]
    pressed = daily(
        resolved(*({"target_id": name} for name in targets)), targets, np.full((12, 121), OTHER, np.int8), DAYS
    )
    layers = charts.layers_by_target(pressed, str, EN)
    assert layers[-1].name == "5 other targets"
    assert sum(layer.points for layer in layers) == pytest.approx(pressed.total)


def test_every_pressing_tactic_has_a_colour_of_its_own():
    colours = [charts.TACTIC_COLOURS[tactic] for tactic in TACTICS if tactic in charts.TACTIC_COLOURS]
    assert len(colours) == len(set(colours)) == 13


def test_the_range_is_said_to_be_no_confidence_interval():
    assert "Range over 81 settings, not a confidence interval" in named(drawn(measured({})))


def test_outcomes_lie_in_a_strip_under_the_line_with_the_ladder_as_steps():
    figure = drawn(
        measured({}), frame([outcome(), outcome(outcome_id="p", kind="refusal", rung=None)], OUTCOME_COLUMNS)
    )
    markers, steps = named(figure)["Outcomes"], named(figure)["Commitment ladder, 0 to 5"]
    assert markers["yaxis"] == steps["yaxis"] == "y2"
    assert figure["layout"]["yaxis2"]["domain"][1] < figure["layout"]["yaxis"]["domain"][0]
    assert steps["line"]["shape"] == "hv"
    assert markers["marker"]["symbol"] == ["star", "x"]


def test_capacity_has_a_line_of_its_own_and_none_where_there_is_none():
    people = np.zeros(len(DAYS))
    assert not any("Capacity" in name for name in named(drawn(measured({}), capacity=people)))
    people[3] = 40
    line = next(trace for name, trace in named(drawn(measured({}), capacity=people)).items() if "Capacity" in name)
    assert line["yaxis"] == "y3"


def test_only_the_total_answers_the_pointer_so_that_a_click_finds_its_day():
    answering = [trace for trace in drawn(measured({}))["data"] if trace.get("hoverinfo") != "skip"]
    assert [trace["name"] for trace in answering] == ["Total"]
    assert "markers" in answering[0]["mode"]
    assert answering[0]["text"][0].startswith("<b>")


def test_a_figure_says_nothing_of_a_template_or_a_page():
    figure = drawn(measured({}))
    assert figure["layout"]["template"] == {}
    assert all(type(trace) is dict for trace in figure["data"])


def test_text_from_data_can_bring_no_tag_and_no_link():
    assert charts.plain(NASTY + "\n x") == (
        "&lt;a href=&quot;http://x.test&quot;&gt;![](http://x.test/y.png)&lt;/a&gt; x"
    )
    pressed = measured({}, {"target_id": "leader"})
    layers = charts.layers_by_target(pressed, lambda _: NASTY, EN)
    beneath = charts.Beneath(frame([outcome(text=NASTY, actor=NASTY)], OUTCOME_COLUMNS), np.zeros(len(DAYS)))
    figures = [
        charts.pressure(pressed, layers, beneath, EN, LOOK),
        charts.multiples(pressed, [0, 1], lambda _: NASTY, EN, LOOK),
    ]
    assert "<a" not in str(figures)


def test_the_point_of_the_chart_is_said_in_words():
    pressed = measured({"quantity": 10, "date": 2})
    told = charts.pressure_told(pressed, EN)
    assert told.startswith("Pressure was highest on March 3, 2020 (1.5 points)")
    assert "81" in told
    assert "3 mars 2020 (1,5 points)" in charts.pressure_told(pressed, FR)


def test_days_without_pressure_are_said_to_be_so():
    assert charts.pressure_told(measured({"date": 400}), EN).startswith("No pressure")


def test_small_charts_share_their_limits():
    figure = charts.multiples(measured({"quantity": 10}, {"target_id": "member"}), [0, 2], str, EN, LOOK)
    assert figure["layout"]["yaxis"]["range"] == figure["layout"]["yaxis2"]["range"]
    assert len(figure["layout"]["annotations"]) == 2


def test_small_charts_say_who_came_first_or_that_nobody_did():
    pressed = measured({"target_id": "leader"})
    assert charts.multiples_told(pressed, [1], str.title, EN).startswith("Of the others, Leader was pressed most")
    fallen = measured({"target_id": "leader", "quantity": 40}, {"target_id": "member", "date": 120, "quantity": 40})
    assert "Leader was pressed most" in charts.multiples_told(fallen, [2, 1], str.title, EN)
    assert charts.multiples_told(pressed, [], str, EN) == "Nobody else was pressed in these days."


def test_effort_is_told_in_units():
    totals = pd.Series({"call": 600.0, "rally": 1.0})
    figure = charts.effort(totals, EN, LOOK)
    assert figure["data"][0]["text"] == ["600 calls", "1 person"]
    assert figure["layout"]["hovermode"] == "closest", "a click opens the bar that it is on"
    assert charts.effort_told(totals, EN) == "Call: 600 calls; Rally: 1 person."
    assert charts.effort_told(totals[:0], EN) == "Nothing was logged in these days."


@pytest.mark.parametrize(("last", "most"), [(0, 1), (10, 8), (45, 8), (365, 8), (4000, 8)])
def test_axes_of_time_have_few_ticks_in_the_readers_language(last, most):
    figure = drawn(measured({}, days=shown(0, last)), words=FR)
    ticks = figure["layout"]["xaxis"]["ticktext"]
    assert 1 <= len(ticks) <= most
    assert "mars" in ticks[0] or last > 365


def test_dark_and_light_have_their_own_ink():
    assert charts.look("dark").ink != charts.look("light").ink == charts.look(None).ink


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_layer_stands_out_from_its_ground(theme):
    ground = luminance({"light": palette.LIGHT, "dark": palette.DARK}[theme]["ground"])
    for colour in {*charts.TACTIC_COLOURS.values()} - PALE:
        lights = sorted([luminance(charts.look(theme).toned(colour)), ground])
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 2.5, colour


PALE = {"#56b4e9", "#e8b23a", "#44aa99"}
"""Light fills, which the line of the total bounds."""


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
