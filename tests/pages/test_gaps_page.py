"""Gaps and goals on the Plan page: what nobody has touched, and what is to be done by when."""

from datetime import date

import pytest
from looking import elements, opened, texts

from dashboard import config
from dashboard.planning.goals import Goal, goal_to_json
from dashboard.store import Store
from dashboard.ui.plan import calling

SLUG = "renew-pgwp-2020"
DAY = {"to": "2020-11-30", "plan": "gaps"}


def store():
    return Store.open(config.database_url())


def field(browser, kind, key):
    return next(one for one in getattr(browser, kind) if one.key == key)


def button(browser, label):
    return next(one for one in browser.button if one.label == label)


def table(browser, column):
    return next(one.value for one in browser.dataframe if column in one.value.columns)


def set_goal(browser, name, **fields):
    button(browser, "Set a goal").click().run()
    field(browser, "text_input", "goal-name").input(name)
    for key, value in fields.items():
        kind = {"times": "number_input", "by": "date_input", "roles": "multiselect"}.get(key, "selectbox")
        field(browser, kind, f"goal-{key}").set_value(value)
    return button(browser, "Save").click().run()


@pytest.fixture
def browser(founding):
    del founding
    return opened("plan", **DAY)


def test_offices_and_ridings_without_a_touch_are_listed_with_the_way_to_their_map(browser):
    assert not browser.exception
    never = set(table(browser, "Address")["Who"])
    assert never
    assert "Marco Mendicino" not in never
    lately = opened("plan", idle="60", **DAY)
    assert never <= set(table(lately, "Address")["Who"])
    assert any("Nothing was done from October 2, 2020 to November 30, 2020" in one.value for one in lately.caption)
    assert "Riding" in table(browser, "MP").columns


def test_an_office_left_alone_is_no_gap(browser):
    rows = table(browser, "Address")
    with store() as kept:
        kept.avoid(SLUG, "trudeau-constituency", "asked not to")
    left = table(opened("plan", **DAY), "Address")
    assert len(left) == len(rows) - rows["Who"].eq("Justin Trudeau").sum()


def test_a_goal_is_set_with_cabinet_suggested_and_its_progress_shown(browser):
    set_goal(browser, "Cabinet by December", by=date(2020, 12, 1))
    shown = texts(browser)
    assert "Cabinet by December" in shown
    assert any(text.startswith("Any action, 1 time at each office by December 1, 2020") for text in shown)
    assert "1 day is left." in shown
    with store() as kept:
        assert kept.goals(SLUG)["name"].tolist() == ["Cabinet by December"]
    field(browser, "toggle", "goal-left-0").set_value(True).run()
    left = table(browser, "Done")
    assert "Marco Mendicino" not in set(left["Who"])
    assert (left["Done"] == 0).all()


def test_calls_count_toward_a_goal_once_somebody_was_reached(founding, monkeypatch):
    del founding
    monkeypatch.setattr(calling, "TOO_SOON", 0)
    with store() as kept:
        kept.save_goal(SLUG, "Calls", goal_to_json(Goal(date(2100, 1, 1), 1, "call")))
    today = {"to": date.today().isoformat()}  # noqa: DTZ011 - the day of the page
    done = []
    for outcome in ("busy", "reached"):
        sheet = opened("plan", plan="calls", office="trudeau-constituency", **today)
        next(one for one in sheet.button if str(one.key).startswith(f"call-{outcome}-")).click().run()
        page = opened("plan", plan="gaps", **today)
        bar = next(one for one in elements(page._tree) if one.type == "progress")
        done.append(int(bar.proto.text.split()[0]))
    assert done[1] == done[0] + 1


def test_a_goal_is_changed_renamed_and_removed(browser):
    set_goal(browser, "First", by=date(2020, 12, 1))
    button(browser, "Change the goal").click().run()
    field(browser, "text_input", "goal-name").input("Second")
    field(browser, "number_input", "goal-times").set_value(3)
    button(browser, "Save").click().run()
    assert "Second" in texts(browser)
    assert any("3 times at each office" in text for text in texts(browser))
    with store() as kept:
        assert kept.goals(SLUG)["name"].tolist() == ["Second"]
    button(browser, "Remove the goal").click().run()
    with store() as kept:
        assert kept.goals(SLUG).empty


def test_a_goal_without_a_name_says_what_to_do_and_keeps_the_form(browser):
    set_goal(browser, "")
    assert any(text.startswith("Give the goal a name") for text in texts(browser))
    assert field(browser, "text_input", "goal-name") is not None


def test_a_goal_that_cannot_be_read_can_be_removed(browser):
    del browser
    with store() as kept:
        kept.save_goal(SLUG, "Odd", "{}")
    page = opened("plan", **DAY)
    assert any(text.startswith("A goal can't be read") for text in texts(page))
    button(page, "Remove the goal").click().run()
    assert not any(text.startswith("A goal can't be read") for text in texts(page))


def test_the_page_is_in_french(founding):
    del founding
    page = opened("plan", lang="fr", **DAY)
    assert not page.exception
    assert "Objectifs" in [one.value for one in page.subheader]
