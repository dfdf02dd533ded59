"""The formula's settings on the Data page: changed, drawn before they are saved, kept, and brought back."""

import pytest
from looking import opened, texts

from dashboard import config, snapshot
from dashboard.ingest import Choices, parse_file
from dashboard.pressure import DEFAULTS
from dashboard.reference.ridings import ridings
from dashboard.store import Store

SLUG = "renew-pgwp-2020"


def field(browser, label):
    return next(one for one in browser.number_input if one.label == label)


def chosen(browser, what):
    """The page with the fields of a tactic, role or outcome open."""
    return next(one for one in browser.selectbox if one.label == "Change or add").set_value(what).run()


def pressed(browser, label):
    return next(one for one in browser.button if one.label == label).click().run()


def saved():
    with Store.open(config.database_url()) as store:
        return snapshot.load(store, SLUG).settings


@pytest.fixture
def changed(founding):  # noqa: ARG001 - the home it is set in
    """The page where the half-life of calls was set to 21 days and not saved."""
    browser = chosen(opened("data"), "tactic/call")
    return field(browser, "Half-life in days").set_value(21.0).run()


def test_a_changed_number_is_told_and_drawn_before_it_is_saved(changed):
    assert not changed.exception
    assert "\u2022 Call: half-life from 7 to 21 days" in texts(changed)
    assert any("They are farthest apart on January 31, 2021" in text for text in texts(changed))
    assert saved() == DEFAULTS


def test_what_is_saved_counts_on_every_page_and_stands_in_the_history(changed):
    after = pressed(changed, "Save these settings")
    settings = saved()
    assert settings.tactics["call"].h == 21
    assert not any("Not saved yet" in one.value for one in after.markdown)
    assert "Other than the default settings: Call: half-life from 7 to 21 days." in texts(after)
    assert any(text.startswith(f"Settings {settings.hash}, saved on ") for text in texts(after))
    assert any(settings.hash in one.value for one in opened("pressure").caption)
    assert any(settings.hash in one.proto.help for one in opened("map").metric)


def test_earlier_settings_are_brought_back_as_a_change_to_look_at_first(changed):
    browser = pressed(changed, "Save these settings")
    again = pressed(browser, "Reset to the default numbers")
    assert "\u2022 Call: half-life from 21 to 7 days" in texts(again)
    reset = pressed(again, "Save these settings")
    assert saved() == DEFAULTS
    back = next(one for one in reset.button if one.key == f"back-{SLUG}-1").click().run()
    assert "\u2022 Call: half-life from 7 to 21 days" in texts(back)
    pressed(back, "Save these settings")
    assert saved().tactics["call"].h == 21


def test_a_number_that_cannot_be_used_is_told_beside_its_field_and_changes_nothing(changed):
    wrong = field(changed, "Half of them at, in calls").set_value(-5.0).run()
    assert "Write a number from 0.001 to 1,000,000,000 here; -5 can't be used." in texts(wrong)
    discarded = pressed(wrong, "Discard")
    assert not any("can't be used" in text for text in texts(discarded))
    assert field(discarded, "Half of them at, in calls").value == 10
    assert saved() == DEFAULTS


def test_what_somebody_else_saved_meanwhile_is_not_written_over(changed):
    with Store.open(config.database_url()) as store:
        store.save_formula(SLUG, DEFAULTS.scaled(half_life=2).as_json(), after=0, who="bo")
    later = pressed(changed, "Save these settings")
    assert any(text.startswith("Somebody else has saved other settings since") for text in texts(later))
    assert saved() == DEFAULTS.scaled(half_life=2)


@pytest.mark.usefixtures("founding")
def test_a_tactic_of_ones_own_is_made_offered_everywhere_and_not_removed_unasked():
    browser = chosen(opened("data"), "tactic/+")
    for label, text in (("Name in English", "Die-in"), ("Unit in English, such as posters", "bodies")):
        next(one for one in browser.text_input if one.label == label).set_value(text)
    made = pressed(browser, "Add the tactic")
    assert "\u2022 A tactic of your own more: Die-in" in texts(made)
    pressed(made, "Save these settings")
    assert saved().own_tactics["own-die-in"].fr == "Die-in"
    offered = next(one for one in opened("map").selectbox if one.label == "Tactic")
    assert "Die-in" in offered.options
    with Store.open(config.database_url()) as store:
        loaded = snapshot.load(store, SLUG)
        parsed = parse_file(
            b"date,tactic,quantity,target\n2020-12-01,die-in,12,marco-mendicino\n",
            name="log.csv", campaign=loaded.campaign, directory=loaded.directory, ridings=ridings(),
            choices=Choices(own=loaded.settings.own_tactics),
        )  # fmt: skip
        assert store.commit(SLUG, parsed, loaded.directory).counts["added"] == 1
    open_ = chosen(opened("data"), "tactic/own-die-in")
    assert "1 logged action is of this tactic." in texts(open_)
    removing = pressed(open_, "Remove this tactic")
    assert any(text.startswith("1 action is logged as Die-in. It stays in the log") for text in texts(removing))
    refused = pressed(removing, "Save these settings")
    assert any(text.startswith("Actions logged as 'Die-in': 1.") for text in texts(refused))
    assert "own-die-in" in saved().tactics
    next(one for one in refused.checkbox if one.label == "Remove it all the same").check().run()
    pressed(refused, "Save these settings")
    assert saved() == DEFAULTS


@pytest.mark.usefixtures("founding")
def test_a_role_of_ones_own_weighs_from_its_first_day_on():
    browser = chosen(opened("data"), "role/+")
    next(one for one in browser.text_input if one.label == "Name in English").set_value("Chair")
    browser = pressed(browser, "Add the role")
    browser = chosen(browser, "role/own-chair")
    next(one for one in browser.selectbox if one.label == "Who").set_value("government-of-canada")
    browser = pressed(browser, "Add")
    assert "Government of Canada, always" in texts(browser)
    pressed(browser, "Save these settings")
    role = saved().own_roles["own-chair"]
    assert (role.name.en, [one.target_id for one in role.held]) == ("Chair", ["government-of-canada"])
    roles = next(one for one in opened("targets").selectbox if one.label == "Role")
    assert "Chair" in roles.options


def test_two_settings_are_compared_with_the_differences_in_words(changed):
    browser = pressed(changed, "Save these settings")
    assert any(text.startswith("They are farthest apart on ") for text in texts(browser))
    assert "\u2022 Call: half-life from 7 to 21 days" in texts(browser)


@pytest.mark.usefixtures("founding")
def test_the_page_says_it_in_french():
    browser = opened("data", lang="fr")
    assert "Ce sont les r\u00e9glages par d\u00e9faut." in texts(browser)
    assert any("au plus 33 points" in one.value for one in browser.caption)
