"""What the views under the chart show of the founding campaign, and where their figures lead."""

from datetime import date

import pytest
from looking import address, figures, opened, texts

from dashboard import charts
from dashboard.filters import Filters
from dashboard.ui import cached, reckoning
from dashboard.words import words

pytestmark = pytest.mark.usefixtures("founding")


def captions(browser):
    return [caption.value for caption in browser.caption]


def test_the_chart_says_how_much_is_direct_and_how_much_comes_through_how_many_others():
    assert any(
        "on whoever holds the post, and 0.43 through 6 other targets." in text for text in captions(opened("pressure"))
    )
    browser = opened("pressure", by="way")
    assert not browser.exception
    assert address(browser)["by"] == "way"


def test_everyone_who_is_pressed_stands_in_order_with_in_how_many_settings_the_place_holds():
    browser = opened("pressure", show="targets")
    order = next(table.value for table in browser.dataframe if "Rank" in table.value)
    assert order["Rank"].is_monotonic_increasing
    assert order["Who"].iloc[0] == "Marco Mendicino"
    assert order["Points"].is_monotonic_decreasing
    assert order["Rank holds in"].iloc[0] == "81 of 81 settings"
    assert ((order["Lowest"] <= order["Points"]) & (order["Points"] <= order["Highest"])).all()


def test_figures_beside_the_number_say_their_day_and_what_they_are():
    browser = opened("pressure", show="effort", to="2020-12-05")
    assert any(item.value == "Beside the number, on December 5, 2020" for item in browser.subheader)
    assert figures(browser) == {
        "Offices touched": "4", "Ridings touched": "4", "First uses": "3", "Reachability": "100%", "Evidence": "0%"
    }  # fmt: skip
    assert any("Used for the first time in these 28 days: " in text and "Call" in text for text in texts(browser))


def table_of(browser):
    return next(table.value for table in browser.dataframe if "Note" in table.value)


def test_each_figure_beside_the_number_opens_to_its_actions_and_the_address_leads_back():
    browser = opened("pressure", show="effort", to="2020-12-05")
    browser.button("open-offices").click().run()
    assert address(browser)["part"] == "offices"
    rows = table_of(opened("pressure", **address(browser)))
    assert len(rows) == len(table_of(browser)) == 5
    assert set(rows["Toward"]) == {"Marco Mendicino", "Carolyn Bennett", "Navdeep Bains", "Maryam Monsef"}
    browser.button("open-contacts").click().run()
    assert set(table_of(browser)["Tactic"]) == {"Call"}
    browser.button("open-firsts").click().run()
    named = next(text for text in texts(browser) if text.startswith("Used for the first time"))
    assert all(tactic in named for tactic in set(table_of(browser)["Tactic"]))
    browser.button("close-behind").click().run()
    assert "part" not in address(browser)


def test_a_day_of_the_calendar_opens_to_its_actions_and_the_address_leads_back():
    browser = opened("pressure", show="effort", day="2020-11-24")
    assert not browser.exception
    assert {"Petition delivery", "Online action"} <= set(table_of(browser)["Tactic"])
    assert any(item.value == date(2020, 11, 24) for item in browser.date_input)


def test_a_bar_of_effort_opens_to_its_actions():
    browser = opened("pressure", show="effort")
    browser.selectbox("choose-part").select("poster_office").run()
    assert address(browser)["part"] == "poster_office"
    rows = next(table.value for table in browser.dataframe if "Note" in table.value)
    assert set(rows["Tactic"]) == {"Posters at an office"}
    assert len(rows) == 4


def test_the_calendar_says_its_point():
    told = captions(opened("pressure", show="effort"))
    assert any(text.startswith("Busiest day: November 24, 2020, ") for text in told)


def test_two_spans_of_a_campaign_are_compared_and_the_address_brings_them_back():
    browser = opened("pressure", show="compare")
    assert any(text.startswith("Choose a campaign") for text in captions(browser))
    browser.selectbox("choose-other").select("renew-pgwp-2020").run()
    assert any(text.startswith("These are the days shown above") for text in captions(browser))
    link = {
        "show": "compare", "other": "renew-pgwp-2020", "other_from": "2020-08-01", "other_to": "2020-10-31",
        "align": "date",
    }  # fmt: skip
    browser = opened("pressure", **link)
    told = next(text for text in texts(browser) if "highest on day" in text)
    assert len(told.splitlines()) == 2
    assert "Aug 1, 2020 to Oct 31, 2020: highest on day" in told
    assert link.items() <= address(browser).items()


def test_a_campaign_that_is_not_there_is_not_compared_with():
    browser = opened("pressure", show="compare", other="gone")
    assert not browser.exception
    assert any(text.startswith("Choose a campaign") for text in captions(browser))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_how_soft_a_day_is_stands_with_its_range_each_assumption_and_the_81_settings(language):
    browser, say = opened("pressure", show="soft", day="2020-11-30", lang=language), words(language)
    assert not browser.exception
    of = cached.current("renew-pgwp-2020")
    day = reckoning.pressure_on(of, Filters(campaign=of.campaign.slug), date(2020, 11, 30))
    ends = [say.number(float(value[0]), 2) for value in (day.total, day.total_low, day.total_high)]
    head = next(item.value for item in browser.subheader if say.day(date(2020, 11, 30)) in item.value)
    assert all(end in head for end in ends)
    told = next(text for text in captions(browser) if of.settings.hash in text and ends[0] in text)
    assert all(say._(name) in told for name in charts.ASSUMPTIONS.values())
    listed = " ".join(element.proto.body for element in browser.get("html"))
    factors = {"en": "0.5, 1 or 1.5", "fr": "0,5, 1 ou 1,5"}[language]
    assert f"{factors} " in listed


def test_the_ridings_of_a_day_are_a_table_that_adds_up_and_lead_to_what_is_behind_them():
    browser = opened("pressure", show="ridings", day="2020-12-01")
    assert not browser.exception
    table = next(table.value for table in browser.dataframe if "Riding" in table.value)
    assert table["Who"].iloc[0] == "Marco Mendicino"
    assert table["Points"].is_monotonic_decreasing
    told = next(text for text in captions(browser) if text.startswith("December 1, 2020: "))
    assert f" points, {table['Points'].sum():.3f} of them on the members of {len(table)} ridings, " in told
    assert any("sat for no riding" in text for text in texts(browser))


def test_a_day_after_all_that_are_shown_is_the_last_of_them():
    browser = opened("pressure", show="ridings", day="2031-01-01", to="2020-12-05")
    assert any(text.startswith("December 5, 2020: ") for text in captions(browser))
