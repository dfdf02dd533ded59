import pytest
from looking import PAGES, address, figures, opened, texts

from dashboard.ui import reckoning
from dashboard.ui.pressing import room
from dashboard.ui.state import SHOWN

pytestmark = pytest.mark.usefixtures("founding")

CAMPAIGN = "renew-pgwp-2020"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_the_founding_campaign(name, language):
    browser = opened(name, lang=language)
    assert not browser.exception
    assert address(browser)["lang"] == language


def test_the_map_leads_with_five_figures():
    assert figures(opened()) == {
        "Offices postered": "4",
        "Offices called": "1",
        "Ridings touched": "5",
        "Call attempts": "about 600",
        "Pressure on the post, Jan 31, 2021": "2.2",
    }


def test_figures_are_written_as_the_language_writes_them():
    assert figures(opened(lang="fr"))["Pression sur le poste, 31 janv. 2021"] == "2,2"


def test_the_address_says_which_campaign_is_shown():
    assert address(opened()) == {"campaign": CAMPAIGN}


def test_a_deep_link_opens_the_same_view():
    link = {"campaign": CAMPAIGN, "riding": "2013:35024", "from": "2020-11-01", "to": "2020-11-30", "tactic": "call"}
    browser = opened(**link)
    assert address(browser) == link
    assert browser.selectbox("choose-riding").value == "2013:35024"
    assert str(browser.date_input("day-first").value) == "2020-11-01"
    assert figures(browser)["Call attempts"] == "0"


def test_choosing_a_filter_changes_the_figures_and_the_address():
    browser = opened()
    browser.selectbox("choose-tactic").select("poster_office").run()
    assert address(browser)["tactic"] == "poster_office"
    assert figures(browser)["Call attempts"] == "0"
    browser.button("clear").click().run()
    assert "tactic" not in address(browser)
    assert figures(browser)["Call attempts"] == "about 600"


def test_values_of_the_address_that_can_not_be_used_are_ignored_in_a_sentence():
    browser = opened(province="XX", view="globe")
    assert not browser.exception
    told = texts(browser)
    assert any(text.startswith("There is no province 'XX'") for text in told)
    assert any(text.startswith("There is no view 'globe'") for text in told)
    assert address(browser) == {"campaign": CAMPAIGN}
    assert not any("XX" in text for text in texts(browser.run())), "told once"


def test_the_sentence_about_a_bad_address_is_in_the_readers_language():
    assert any(
        text.startswith("Il n\u2019y a pas de province 'XX'") for text in texts(opened(lang="fr", province="XX"))
    )


def test_a_campaign_that_is_not_there_is_told_and_another_shown_next():
    browser = opened(campaign="gone")
    assert any("There is no campaign gone" in text for text in texts(browser))
    assert figures(browser.run())["Call attempts"] == "about 600"


def test_the_view_survives_a_change_of_page():
    browser = opened(province="ON", lang="fr")
    browser.switch_page("../pages/pressure.py").run()
    assert address(browser)["province"] == "ON"
    assert address(browser)["lang"] == "fr"
    browser.switch_page("../pages/map.py").run()
    assert browser.selectbox("choose-province").value == "ON"


def test_the_language_is_switched_in_the_footer_and_kept_in_the_address():
    browser = opened()
    browser.segmented_control(key="switch-lang").set_value("fr").run()
    assert address(browser)["lang"] == "fr"
    assert "Bureaux avec affiches" in figures(browser)


def test_the_language_set_for_everyone_is_used_until_another_is_asked_for(monkeypatch):
    monkeypatch.setenv("DASHBOARD_LANGUAGE", "fr")
    assert "Bureaux avec affiches" in figures(opened())
    assert "Offices postered" in figures(opened(lang="en"))


def test_a_riding_opens_its_card_with_a_phone_to_tap():
    browser = opened(riding="2013:35024")
    assert {"Eglinton\u2014Lawrence", "Ontario, boundaries of 2013", "Marco Mendicino, Liberal"} <= set(texts(browser))
    assert any('href="tel:+14167815583"' in element.proto.body for element in browser.get("html"))


@pytest.mark.parametrize("riding", ["2013:35024", "2023:35026"])
@pytest.mark.parametrize("order", ["2013", "2023"])
def test_eglinton_lawrence_is_the_same_place_in_either_order(riding, order):
    assert figures(opened(riding=riding, order=order))["Call attempts"] == "about 600"


def test_don_valley_west_stays_empty():
    for riding in ("2013:35021", "2023:35024"):
        assert set(figures(opened(riding=riding)).values()) <= {"0", "0.0"}


def test_the_office_card_shows_the_office_that_was_picked():
    browser = opened(view="offices", office="mendicino-constituency")
    assert "Marco Mendicino" in texts(browser)
    assert any("511 Lawrence Avenue" in text for text in texts(browser))


def test_what_filters_hide_is_counted():
    captions = [caption.value for caption in opened(province="ON").caption]
    assert any("not shown by these filters" in text for text in captions)


def test_the_table_has_fifty_rows_a_page():
    browser = opened(view="tiles")
    assert len(browser.dataframe[-1].value) == 50
    assert "Rows 1 to 50 of 338" in [caption.value for caption in browser.caption]
    next(button for button in browser.button if button.label == "Next").click().run()
    assert "Rows 51 to 100 of 338" in [caption.value for caption in browser.caption]


def test_the_most_touched_riding_comes_first():
    rows = opened(view="tiles").dataframe[-1].value
    assert rows["Riding"].iloc[0] == "Eglinton\u2014Lawrence"
    assert rows["Status"].iloc[0] == "\u25c6 Called and postered"


def test_a_day_opens_to_actions_that_add_up_to_its_value():
    browser = opened("pressure", day="2020-12-05")
    heading = next(item.value for item in browser.subheader if "add up" in item.value)
    rows = next(table.value for table in browser.dataframe if "Points" in table.value)
    assert heading.startswith("December 5, 2020: ")
    assert f"{rows['Points'].sum():.2f} points" in heading


def test_before_the_first_action_every_value_is_nothing():
    browser = opened("pressure", **{"from": "2020-03-01", "to": "2020-03-10"})
    assert any(caption.value.startswith("No pressure in these days") for caption in browser.caption)


def test_the_switch_under_the_chart_offers_every_view_that_an_address_may_ask_for():
    assert tuple(room.VIEWS) == SHOWN


def test_only_the_view_that_is_shown_is_computed(monkeypatch):
    monkeypatch.setattr(reckoning, "opened_on", lambda *_: pytest.fail("the actions of a day were asked for"))
    for name in SHOWN[1:]:
        browser = opened("pressure", show=name, day="2020-12-05")
        assert not browser.exception
        assert address(browser)["show"] == name


def test_the_pressure_page_lists_outcomes():
    rows = next(table.value for table in opened("pressure", show="outcomes").dataframe if "Rung" in table.value)
    assert rows["Kind"].tolist() == ["Commitment", "Policy change"]


def test_targets_are_listed_by_role_and_found_by_any_word():
    browser = opened("targets")
    assert browser.dataframe[0].value["Role"].iloc[0] == "Decision-maker"
    browser.text_input("search").input("peterborough").run()
    assert browser.dataframe[0].value["Who"].tolist() == ["Maryam Monsef"]


def test_a_target_is_shown_with_offices_history_and_what_was_held_when():
    browser = opened("targets", person="marco-mendicino")
    assert "Marco Mendicino" in texts(browser)
    assert any("6 actions" in caption.value for caption in browser.caption)
    held = [table.value for table in browser.dataframe if "To" in table.value][:2]
    assert [len(table) for table in held] == [1, 1]


def test_the_formula_is_shown_with_the_hash_of_its_settings():
    browser = opened("data")
    rows = next(table.value for table in browser.dataframe if "Half-life in days" in table.value)
    assert len(rows) == 16
    assert any("Settings " in caption.value for caption in browser.caption)
