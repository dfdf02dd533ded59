"""Every figure opens to the actions behind it, and those add up to it."""

import pytest
from looking import address, figures, opened, texts

from dashboard.pressure import GROUPS
from dashboard.ui import frame

pytestmark = pytest.mark.usefixtures("founding")

DAY = {"day": "2020-12-05"}


def tables(browser):
    """The groups that are shown and the actions under them."""
    return [table.value for table in browser.dataframe if "Points" in table.value]


def heading(browser):
    return next(item.value for item in browser.subheader if "add" in item.value and "points" in item.value)


@pytest.mark.parametrize("by", GROUPS)
def test_a_day_opens_by_tactic_target_riding_or_upload_and_each_adds_up(by):
    browser = opened("pressure", group=by, **DAY)
    groups, rows = tables(browser)
    total = float(heading(browser).split(" points")[0].rsplit(" ", 1)[1])
    assert groups["Points"].sum() == pytest.approx(total, abs=0.01)
    assert rows["Points"].sum() == pytest.approx(total, abs=0.01)


def test_many_actions_are_told_by_upload_once_somebody_asks_for_them_to_be_read(monkeypatch):
    monkeypatch.setattr("dashboard.ui.pressing.opened.FEW", 3)
    linked = {"group": "upload", "part": "1", **DAY}
    browser = opened("pressure", **linked)
    assert not browser.exception
    assert not [table for table in tables(browser) if "Actions" in table]
    browser.button("read-all").click().run()
    groups, rows = tables(browser)
    assert groups["Points"].sum() == pytest.approx(rows["Points"].sum(), abs=0.01)
    monkeypatch.setattr("dashboard.ui.pressing.opened.MOST", 4)
    browser = opened("pressure", **linked)
    assert any("up to 4 actions" in text.value for text in browser.caption)


def test_a_group_opens_to_its_actions_and_the_address_leads_back_to_them():
    browser = opened("pressure", group="target", **DAY)
    browser.selectbox("choose-part").select("marco-mendicino").run()
    link = address(browser)
    assert link["part"] == "marco-mendicino"
    groups, rows = tables(opened("pressure", **link))
    assert set(rows["Toward"]) == {"Marco Mendicino"}
    assert rows["Points"].sum() == pytest.approx(groups.set_index("What").loc["Marco Mendicino", "Points"], abs=0.01)


def test_another_way_to_group_closes_the_group_that_was_open():
    browser = opened("pressure", group="target", part="marco-mendicino", **DAY)
    browser.segmented_control(key="switch-group").set_value("riding").run()
    assert "part" not in address(browser)


def test_without_a_day_the_last_one_shown_is_open():
    assert heading(opened("pressure")).startswith("January 31, 2021: ")


def test_a_mean_over_28_days_opens_too_and_goes_back_to_its_last_day():
    browser = opened("pressure", day="2020-11-30", over="28")
    assert heading(browser).startswith("Mean of the 28 days up to November 30, 2020: ")
    groups, rows = tables(browser)
    assert groups["Points"].sum() == pytest.approx(rows["Points"].sum(), abs=0.01)
    browser.button("day-alone").click().run()
    assert heading(browser).startswith("November 30, 2020: ")


@pytest.mark.parametrize(
    ("name", "tactics"),
    [("postered", {"Posters at an office"}), ("called", {"Call"}), ("attempts", {"Call"})],
)
def test_a_count_of_the_map_opens_to_its_actions(name, tactics):
    browser = opened()
    browser.button(f"open-{name}").click().run()
    assert address(browser)["behind"] == name
    rows = next(table.value for table in browser.dataframe if "Note" in table.value)
    assert set(rows["Tactic"]) == tactics
    assert len(rows) == int(figures(browser)["Offices postered"]) if name == "postered" else 1
    browser.button("close-behind").click().run()
    assert "behind" not in address(browser)


def test_the_actions_behind_a_count_are_those_of_the_filters():
    browser = opened(behind="ridings", province="ON", tactic="rally")
    rows = next(table.value for table in browser.dataframe if "Note" in table.value)
    assert rows["Toward"].tolist() == ["Chrystia Freeland"]


def test_a_place_on_the_map_opens_to_all_its_actions():
    browser = opened(office="mendicino-constituency", view="offices")
    browser.button("open-place").click().run()
    rows = next(table.value for table in browser.dataframe if "Note" in table.value)
    assert set(rows["Tactic"]) == {"Petition delivery", "Posters at an office"}


def test_the_pressure_on_the_map_leads_to_what_it_is_made_of(monkeypatch):
    links = []
    monkeypatch.setattr(frame, "link", lambda name, _label, view: links.append((name, view.to_params())))
    shown = float(figures(opened())["Pressure on the post, Jan 31, 2021"])
    page, link = links[0]
    groups, rows = tables(opened(page, **link))
    assert rows["Points"].sum() == pytest.approx(shown, abs=0.06)
    assert groups.set_index("What").loc["Marco Mendicino", "Points"] == pytest.approx(rows["Points"].sum(), abs=0.01)


def test_a_targets_card_says_its_points_its_place_and_in_how_many_settings_that_holds(monkeypatch):
    links = []
    monkeypatch.setattr(frame, "link", lambda name, _label, view: links.append((name, view.to_params())))
    browser = opened("targets", person="marco-mendicino", province="QC")
    assert any(" of 33 points on Jan 31, 2021; " in text for text in texts(browser))
    assert any(text.startswith("Place 1 of ") and text.endswith(" of 81 settings") for text in texts(browser))
    page, link = links[0]
    assert "province" not in link, "points are those of the whole campaign"
    assert len(tables(opened(page, **link))) == 2
