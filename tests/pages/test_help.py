"""The page of help: everything it tells comes from what the code has, in both languages."""

import math

import pytest
from looking import opened

from dashboard import words as vocabulary
from dashboard.ingest.template import COLUMNS
from dashboard.pressure import DEFAULTS
from dashboard.schema import FATES, TACTICS
from dashboard.ui import tables
from dashboard.ui.guide import page, reading, tactics
from dashboard.words import words


def html(browser):
    return " ".join(element.proto.body for element in browser.get("html"))


def test_every_tactic_and_every_fate_is_told():
    assert tuple(tactics.TOLD) == TACTICS
    assert tuple(page.FATES_TOLD) == FATES


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_tells_each_tactic_with_its_unit_its_points_and_an_example(language):
    browser, say = opened("help", lang=language), words(language)
    told = html(browser)
    assert not browser.exception
    for tactic in TACTICS:
        card = told.partition(f"<h4>{say.named(vocabulary.TACTICS, tactic)}</h4>")[2].partition("</article>")[0]
        assert f"<dd>{say.named(vocabulary.UNITS, tactic)}</dd>" in card, tactic
        assert "date: 2020-11" in card
        if DEFAULTS.tactics[tactic].w:
            assert say.counted(tactic, DEFAULTS.tactics[tactic].u) in card, tactic
    for name in COLUMNS:
        assert f"<td>{name}</td>" in told
    for fate in FATES:
        assert f"<td>{say.named(vocabulary.FATES, fate)}</td>" in told
    links = "".join(element.value for element in browser.markdown)
    heads = {header.proto.anchor for header in browser.subheader}
    assert heads == set(page.HEADS)
    assert all(f"(#{anchor})" in links for anchor in heads)


def test_how_days_and_quantities_are_read_is_what_the_reader_does():
    english, french = dict(reading.days(words("en"))), dict(reading.days(words("fr")))
    assert english["2020-11"] == "November 1, 2020 to November 30, 2020"
    assert english["03/04/2020"] == "April 3, 2020 or March 4, 2020: you are asked once for the whole file"
    assert french["24 novembre 2020"] == "24 novembre 2020"
    amounts = dict(reading.amounts(words("en")))
    assert amounts["over 200"] == "over 200 calls"
    assert amounts["about 40"] == "about 40 calls"
    assert amounts["12.000"].startswith("'12.000' may be thousands or decimals")
    assert dict(reading.amounts(words("fr")))["des dizaines"] == "de 20 \u00e0 99 appels"


def test_a_quantity_known_by_its_upper_end_alone_is_told():
    say = words("en")
    assert tables.quantity(say, math.nan, math.nan, 50, "call") == "up to 50 calls"
    assert tables.quantity(say, math.nan, 40, 40, "call") == "about 40 calls"
    assert tables.quantity(say, math.nan, math.nan, math.nan, "call") == ""


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("name", ["log", "upload"])
def test_the_pages_where_actions_are_logged_lead_to_it(name):
    labels = [link.proto.label for link in opened(name, lang="en").get("page_link")]
    assert "Help with tactics and columns" in labels
