"""The call sheet under one thumb: a double tap logs one call, the next office comes, and it is taken back."""

import pytest
from playwright.sync_api import expect

from dashboard.store import Store

SLUG = "renew-pgwp-2020"
LEAST = 48
"""Pixels that a thumb hits without looking."""


@pytest.fixture
def size():
    """The call sheet is for phones."""
    return "phone"


def logged(store):
    actions = store.actions(SLUG)
    return actions["outcome"][actions["action_id"].str.startswith("log-")].tolist()


def test_a_double_tap_logs_one_call_goes_on_and_is_taken_back(page, fresh_app_url, app_home, size):
    assert size == "phone"
    page.goto(f"{fresh_app_url}/plan?plan=calls&to=2020-11-30")
    title = page.locator(".st-key-call [class*='st-key-title-']")
    expect(title).to_have_text("Marco Mendicino")
    buttons = page.locator(".st-key-call-outcomes button")
    expect(buttons).to_have_count(7)
    boxes = [buttons.nth(place).bounding_box() for place in range(buttons.count())]
    assert min(box["height"] for box in boxes) >= LEAST
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    assert page.locator(".st-key-call a.phone").get_attribute("href") == "tel:+14167815583"
    page.wait_for_timeout(800)
    page.get_by_role("button", name="No answer").dblclick()
    expect(page.get_by_text("Logged: no answer, Marco Mendicino")).to_be_visible()
    expect(title).not_to_have_text("Marco Mendicino")
    with Store.open(f"sqlite:///{app_home / 'dashboard.sqlite'}") as store:
        assert logged(store) == ["no_answer"]
        page.reload()
        expect(title).not_to_have_text("Marco Mendicino")
        assert logged(store) == ["no_answer"]
        page.wait_for_timeout(800)
        page.get_by_role("button", name="Reached").click()
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_text("Taken back: reached")).to_be_visible()
        assert logged(store) == ["no_answer"]
