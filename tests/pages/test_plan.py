"""The Plan page: the ranking with its reasons, claims, offices left alone, weights and shifts."""

import re

import pytest
from looking import address, opened, texts

from dashboard import config
from dashboard.store import Store

DAY = {"to": "2020-11-30"}


def store():
    return Store.open(config.database_url())


def table(browser):
    return next(one.value for one in browser.dataframe if "Points an hour" in one.value.columns)


def button(browser, key):
    return next(one for one in browser.button if one.key == key)


@pytest.mark.usefixtures("founding")
def test_the_first_card_is_the_first_row_and_the_first_of_the_command():
    browser = opened("plan", **DAY)
    assert not browser.exception
    shown = texts(browser)
    first = table(browser).iloc[0]
    assert f"1. {first['Who']}" in shown
    assert first["Who"] == "Marco Mendicino"
    assert any(text.startswith("10 calls, 1.0 h: 1.50 points more") for text in shown)
    assert any("weight 1.00" in text and "by this tactic" in text for text in shown)


@pytest.mark.usefixtures("founding")
def test_a_starting_point_makes_ways_count_and_an_unknown_one_is_said():
    near = opened("plan", near="M6A 1A3", **DAY)
    assert table(near)["Km of the way"].max() > 500
    assert not any(text.startswith("No place") for text in texts(near))
    nowhere = opened("plan", near="Nowhere at all", **DAY)
    assert any(text.startswith("No place Nowhere at all is known") for text in texts(nowhere))
    assert "Km of the way" not in table(nowhere).columns


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize(("lang", "told"), [("en", "East end has it already."), ("fr", "East end l\u2019a déjà.")])
def test_who_comes_too_late_is_told_which_office_it_is_and_who_has_it(lang, told):
    browser = opened("plan", lang=lang, **DAY)
    with store() as kept:
        kept.claim("renew-pgwp-2020", ["mendicino-constituency"], "East end")
    next(one for one in browser.text_input if one.key == "plan-who").input("West end")
    button(browser, "claim-card-0").click().run()
    assert f"Marco Mendicino, 511 Lawrence Avenue, Toronto, ON: {told}" in texts(browser)
    assert "Marco Mendicino" not in {text.partition(". ")[2] for text in texts(browser)}


@pytest.mark.usefixtures("founding")
def test_a_claim_takes_the_office_off_the_list_and_giving_it_up_brings_it_back():
    browser = opened("plan", **DAY)
    button(browser, "claim-card-0").click().run()
    assert any(text.startswith("Write who goes there") for text in texts(browser))
    next(one for one in browser.text_input if one.key == "plan-who").input("East end").run()
    button(browser, "claim-card-0").click().run()
    assert "1 office claimed for 7 days." in texts(browser)
    assert "Marco Mendicino" not in set(table(browser)["Who"])
    with store() as kept:
        assert kept.claims("renew-pgwp-2020")["who"].tolist() == ["East end"]
    claims = opened("plan", plan="claims", **DAY)
    assert any(text.startswith("East end: Marco Mendicino, 511 Lawrence") for text in texts(claims))
    button(claims, "give-up-1").click().run()
    assert "Marco Mendicino" in set(table(opened("plan", **DAY))["Who"])


@pytest.mark.usefixtures("founding")
def test_an_office_left_alone_is_not_listed_until_it_may_be_approached():
    browser = opened("plan", plan="claims", **DAY)
    next(one for one in browser.selectbox if one.key == "avoid-office").set_value("trudeau-constituency")
    next(one for one in browser.text_input if one.key == "avoid-why").input("They asked us not to")
    next(one for one in browser.button if one.label == "Leave this office alone").click().run()
    assert any("They asked us not to" in text for text in texts(browser))
    assert "Justin Trudeau" not in set(table(opened("plan", **DAY))["Who"])
    button(browser, "approach-trudeau-constituency").click().run()
    assert "Justin Trudeau" in set(table(opened("plan", **DAY))["Who"])


@pytest.mark.usefixtures("founding")
def test_weights_are_in_the_address_and_reorder_by_the_shown_arithmetic():
    browser = opened("plan", weights="call:0.1,untouched:3", **DAY)
    shown = table(browser)
    assert shown["Score"].is_monotonic_decreasing
    expected = shown["Points more"] * shown["Weight"] / shown["Hours"]
    as_shown = 0.005 * (1 + shown["Weight"] / shown["Hours"]) + 1e-9  # both are written with two decimals
    assert ((shown["Score"] - expected).abs() <= as_shown).all()
    browser.toggle[0].set_value(True).run()
    next(one for one in browser.number_input if one.key == "weight-letter").set_value(2.0).run()
    assert address(browser)["weights"] == "call:0.1,letter:2,untouched:3"


@pytest.mark.usefixtures("founding")
def test_a_weight_that_cannot_be_read_is_said_and_left_out():
    assert any("Write weights as" in text for text in texts(opened("plan", weights="call=2", **DAY)))
    assert any("Set the factor of call" in text for text in texts(opened("plan", weights="call:-2", **DAY)))


@pytest.mark.usefixtures("founding")
def test_the_shifts_are_saved_for_the_campaign_and_reset():
    browser = opened("plan", **DAY)
    browser.toggle[0].set_value(True).run()
    next(one for one in browser.number_input if one.key == "shift-quantity-call").set_value(40.0)
    next(one for one in browser.number_input if one.key == "shift-hours-call").set_value(4.0)
    next(one for one in browser.button if one.label == "Save the shifts").click().run()
    assert any(text.startswith("40 calls, 4.0 h") for text in texts(opened("plan", tactic="call", **DAY)))
    next(one for one in browser.number_input if one.key == "shift-hours-call").set_value(0.0)
    next(one for one in browser.button if one.label == "Save the shifts").click().run()
    assert any(text.startswith("Set the hours of a shift") for text in texts(browser))
    next(one for one in browser.button if one.label == "Back to the defaults").click().run()
    assert any(text.startswith("10 calls, 1.0 h") for text in texts(opened("plan", tactic="call", **DAY)))


@pytest.mark.usefixtures("founding")
def test_never_touched_leaves_whom_nobody_has_touched():
    shown = table(opened("plan", untouched="1", **DAY))
    assert {"Marco Mendicino", "Chrystia Freeland"}.isdisjoint(shown["Who"])
    assert not table(opened("plan", idle="60", **DAY))["Who"].eq("Marco Mendicino").any()


@pytest.mark.usefixtures("founding")
def test_filters_that_leave_nobody_say_what_to_do():
    shown = texts(opened("plan", city="Nowhere", **DAY))
    assert any(text.startswith("No office is left by these filters") for text in shown)


RUN = "freeland-constituency,mendicino-constituency"


def said(browser, start):
    return any(text.startswith(start) for text in texts(browser))


@pytest.mark.usefixtures("founding")
def test_a_run_is_in_the_address_with_its_legs_and_its_totals():
    browser = opened("plan", plan="run", stops=RUN, near="M6A 1A3", stay="20", returns="1", **DAY)
    assert not browser.exception
    assert said(browser, "The run: 2 offices, about ")
    assert said(browser, "1. Marco Mendicino") or said(browser, "2. Marco Mendicino")
    assert said(browser, "Back to the start: ")
    assert any("20 min at each stop" in caption.value for caption in browser.caption)
    assert address(browser)["stops"] == RUN
    links = [one.proto.url for one in browser.get("link_button")]
    assert len(links) == 4
    assert all(link.startswith(("geo:43.", "maps:?daddr=43.")) for link in links)


@pytest.mark.usefixtures("founding")
def test_the_best_within_some_hours_are_put_into_the_address_and_can_be_claimed_at_once():
    browser = opened("plan", plan="run", near="M6A 1A3", stay="20", **DAY)
    assert said(browser, "Choose the offices of the run")
    next(one for one in browser.number_input if one.key == "run-most").set_value(2)
    button(browser, "run-best").click().run()
    best = set(address(browser)["stops"].split(","))
    assert best == {"mendicino-constituency", "bennett-constituency"}
    next(one for one in browser.text_input if one.key == "plan-who").input("East end").run()
    button(browser, "claim-run-1").click().run()
    assert "2 offices claimed for 7 days." in texts(browser)
    assert any("Claimed by East end" in text for text in texts(browser))
    fresh = opened("plan", plan="run", **DAY)
    next(one for one in fresh.text_input if one.key == "plan-who").input("East end").run()
    button(fresh, "run-claimed").click().run()
    assert set(address(fresh)["stops"].split(",")) == best


@pytest.mark.usefixtures("founding")
def test_a_run_says_what_is_missing():
    browser = opened("plan", plan="run", stops=f"{RUN},nobody-knows", stay="0", **DAY)
    assert said(browser, "Left out, since no such office is open")
    assert said(browser, "Set the minutes at a stop")
    button(browser, "run-best").click().run()
    assert said(browser, "Write where the run begins")
    far = opened("plan", plan="run", near="Yellowknife", **DAY)
    button(far, "run-best").click().run()
    assert said(far, "No office can be done within 3.0 hours")


@pytest.mark.usefixtures("founding")
def test_a_run_is_divided_among_groups():
    browser = opened("plan", plan="run", stops=f"{RUN},trudeau-constituency", near="M6A 1A3", parties="2", **DAY)
    assert said(browser, "Group 1: ")
    assert said(browser, "Group 2: ")
    packets = [one.proto.label for one in browser.get("download_button")]
    assert packets == ["Field packet of group 1", "Field packet of group 2"]


@pytest.mark.usefixtures("founding")
def test_where_the_way_begins_tells_who_is_nearest_with_power_over_the_demand():
    told = next(text for text in texts(opened("plan", near="M6A 1A3", **DAY)) if text.startswith("Nearest with power"))
    assert told.startswith("Nearest with power over the demand: Marco Mendicino, Decision-maker, ")
    far = texts(opened("plan", near="Peterborough", **DAY))
    assert any("Maryam Monsef, Other cabinet member" in text for text in far)


@pytest.mark.usefixtures("founding")
def test_the_cards_are_of_different_offices_each_at_its_best_shift():
    browser = opened("plan", **DAY)
    ranks = [int(found[1]) for text in texts(browser) if (found := re.match(r"(\d+)\. ", text))]
    shown = table(browser)
    offices = list(zip(shown["Who"], shown["Address"], strict=True))
    assert ranks == [place + 1 for place, office in enumerate(offices) if office not in offices[:place]][: len(ranks)]
    assert len(ranks) == 6
