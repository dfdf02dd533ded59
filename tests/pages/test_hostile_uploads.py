"""Hostile files on the Upload page: a sentence or a receipt, shown as text; nothing breaks and nothing is half kept."""

import re
import sqlite3

import pytest
from hostile.corpus import FILES, LIGHT
from hostile.payloads import ELSEWHERE
from looking import elements, figures, opened, texts
from test_plain_text import CLEAN, shown_of

SOME = LIGHT[5 :: len(LIGHT) // 8]
_ALIVE = (f"//{ELSEWHERE}", "alert(1)", ":red[", "=cmd", "\u202e", "\x1b")


def hostile(files):
    return pytest.mark.parametrize("file", files, ids=lambda file: ascii(file.about))


def contents(home):
    """All that the store holds of actions and uploads."""
    with sqlite3.connect(home / "dashboard.sqlite") as store:
        return [line for line in store.iterdump() if "changes" not in line[:40]]


def nothing_is_alive(browser):
    """Sees that no payload stands where it would be drawn as markdown or markup."""
    assert not browser.exception
    for block in (browser.main, browser.sidebar):
        for element in elements(block):
            if element.type not in CLEAN:
                assert not [sign for sign in _ALIVE if sign in shown_of(element)], element.type


@hostile(SOME)
def test_a_hostile_file_is_told_as_text_and_kept_whole_or_not_at_all(founding, file):
    browser, before = opened("upload"), contents(founding)
    browser.file_uploader[0].set_value((file.name, file.make(), "text/csv")).run(timeout=120)
    nothing_is_alive(browser)
    assert contents(founding) == before
    keep = [button for button in browser.button if button.label.startswith("Keep")]
    if file.is_refused:
        asked = "Which columns are these?" in [item.value for item in browser.subheader]
        assert asked or any(re.search(file.told, text) for text in texts(browser))
        assert not keep
        return
    counts = {label: int(value.replace(",", "")) for label, value in figures(browser).items()}
    keep[0].click().run(timeout=120)
    nothing_is_alive(browser)
    kept = {label: int(value.replace(",", "")) for label, value in figures(browser).items()}
    assert kept == counts


@pytest.mark.stress
@hostile([file for file in FILES if file not in SOME])
def test_every_hostile_file_is_told_as_text_and_kept_whole_or_not_at_all(founding, file):
    test_a_hostile_file_is_told_as_text_and_kept_whole_or_not_at_all(founding, file)
