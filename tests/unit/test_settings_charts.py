"""How much rests on the settings, as bars and as two lines: what they show and what they say."""

import numpy as np
import pandas as pd
import pytest
from pressed import TARGETS, pressure, resolved, shown

from dashboard import charts
from dashboard.pressure import DEFAULTS, one_at_a_time, variations_on
from dashboard.words import words

LIGHT = charts.look("light")
LOG = resolved({"quantity": 30.0}, {"tactic": "rally", "quantity": 80.0, "target_id": "leader", "date": 5})


def table(day=20):
    return one_at_a_time(variations_on(LOG, TARGETS, np.array([0, 1, 6], dtype=np.int8), shown(day, day)[0]))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_bars_go_from_the_total_to_where_each_assumption_alone_takes_it(language):
    found = table()
    figure = charts.one_at_a_time(found, words(language), LIGHT)
    assert [trace["type"] for trace in figure["data"]] == ["bar", "bar"]
    for trace, side in zip(figure["data"], ("less", "more"), strict=True):
        ends = np.array(trace["base"]) + np.array(trace["x"])
        assert ends == pytest.approx(found[side].to_numpy(), abs=2e-4)
        assert len(trace["y"]) == len(trace["text"]) == 4
    assert figure["layout"]["shapes"][0]["x0"] == found["total"].iloc[0]


def test_what_moves_the_total_most_comes_first_and_is_told_in_words():
    found = table()
    assert found["span"].is_monotonic_decreasing
    assert set(found["assumption"]) == {"half_life", "saturation", "roles", "weights"}
    alone = {
        "half_life": [DEFAULTS.scaled(half_life=factor) for factor in (0.5, 2)],
        "weights": [DEFAULTS.scaled(weights=move) for move in (0.5, 1)],
    }
    by_name = found.set_index("assumption")
    for name, settings in alone.items():
        totals = [pressure(LOG, shown(20, 20), table=one).total[0] for one in settings]
        assert by_name.loc[name, ["less", "more"]].tolist() == pytest.approx(totals)
    told = charts.one_at_a_time_told(found, words("en"))
    assert told.startswith(f"The total is {found['total'].iloc[0]:.2f}. One assumption moved alone")
    assert all(word in told for word in ("Half-lives: ", " halved, ", " doubled", " halfway to equal", " all equal"))


def test_a_day_without_pressure_has_no_bar_and_one_sentence():
    found = one_at_a_time(np.zeros((81, 3)))
    charts.one_at_a_time(found, words("en"), LIGHT)
    assert charts.one_at_a_time_told(found, words("en")) == "The total is 0.00, whatever the settings."


def lines():
    return [
        charts.Line(name, pressure(LOG, shown(0, 30), table=one))
        for name, one in (("<b>old</b>", DEFAULTS), ("new", DEFAULTS.scaled(half_life=2)))
    ]


def test_two_settings_are_two_lines_on_one_scale_and_their_names_are_text():
    old, new = lines()
    figure = charts.compared(old, new, words("en"), LIGHT)
    assert [trace["name"] for trace in figure["data"]] == ["&lt;b&gt;old&lt;/b&gt;", "new"]
    top = figure["layout"]["yaxis"]["range"][1]
    assert top >= max(old.daily.total.max(), new.daily.total.max())
    assert "yaxis2" not in figure["layout"]


def test_where_two_lines_are_farthest_apart_is_told():
    old, new = lines()
    told = charts.compared_told(old, new, words("en"))
    day = pd.Timestamp(new.daily.days[int(abs(new.daily.total - old.daily.total).argmax())])
    assert f"{day:%B} {day.day}, {day.year}" in told
    assert charts.compared_told(old, old, words("en")) == "Both lines are the same in these days."
