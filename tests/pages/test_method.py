"""The page about the method: its numbers are those of the code and of the campaign, its example that of the formula."""

from datetime import date
from pathlib import Path

import pytest
import slow_pressure as slow
from looking import opened

from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.formula_words import amount
from dashboard.pressure import DEFAULTS
from dashboard.ui import cached
from dashboard.ui.method import example, page
from dashboard.words import words

SLUG = "renew-pgwp-2020"


def html(browser):
    return " ".join(element.proto.body for element in browser.get("html"))


def slow_actions(of):
    """The campaign's resolved actions as the slow formula reads them."""
    rows = of.chosen(Filters()).to_dict("records")
    numbers, days = ("quantity", "quantity_low", "quantity_high"), ("date", "date_end", "up_until")
    for row in rows:
        row.update({name: None if row[name] != row[name] else row[name] for name in numbers})
        row.update({name: None if row[name] != row[name] else row[name].date() for name in days})
    return rows


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_tells_every_number_of_the_campaigns_settings_with_their_hash(language):
    browser, say = opened("method", lang=language), words(language)
    told = html(browser)
    assert not browser.exception
    assert any(DEFAULTS.hash in text.value for text in browser.text)
    for name, of in DEFAULTS.tactics.items():
        row = told.partition(f"<td>{say.named(vocabulary.TACTICS, name)}<br>")[2].partition("</tr>")[0]
        assert all(f"<td>{amount(value, say)}</td>" in row for value in (of.w, of.u, of.h)), name
    for role, weight in DEFAULTS.roles.items():
        name = say.named(vocabulary.ROLES, role).replace("'", "&#x27;")
        assert f"<td>{name}</td><td>{amount(weight, say)}</td>" in told
    for outcome, factor in DEFAULTS.outcomes.items():
        assert f"<td>{say.named(vocabulary.CALL_OUTCOMES, outcome)}</td><td>{amount(factor, say)}</td>" in told
    assert {header.proto.anchor for header in browser.subheader} == set(page.HEADS)


@pytest.mark.usefixtures("founding")
def test_the_worked_example_is_what_the_slow_formula_gives():
    of = cached.current(SLUG)
    steps = example._found(of).steps
    actions = slow_actions(of)
    mine = next(row for row in actions if row["action_id"] == example.ACTION)
    targets = sorted({row["target_id"] for row in actions} - {""})
    codes = of.roles(targets, [example.DAY])[:, 0]
    roles = dict(zip(targets, codes.tolist(), strict=True))
    left = slow.part(mine, example.DAY, slow.TACTICS["petition_delivery"][2])
    assert steps.left == pytest.approx(left, rel=1e-9)
    assert steps.stock == pytest.approx(left, rel=1e-9)
    points = slow.points(actions, "marco-mendicino", "petition_delivery", example.DAY)
    assert steps.points == pytest.approx(points, rel=1e-9)
    assert steps.part == pytest.approx(slow.share(mine, actions, roles, example.DAY), rel=1e-9)
    assert steps.total == pytest.approx(slow.total(actions, roles, example.DAY), rel=1e-9)


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_is_told_step_by_step(language):
    browser, say = opened("method", lang=language), words(language)
    told, steps = html(browser), example._found(cached.current(SLUG)).steps
    quantity, left, points = say.number(16000), say.number(steps.left, 2), say.number(steps.points, 2)
    assert f"<td>1 \u00d7 {quantity} = {quantity}</td>" in told
    assert f"<td>{quantity} \u00d7 2^(\u22126 \u00f7 21) = {left}</td>" in told
    assert f"<td>3 \u00d7 {left} \u00f7 ({left} + {say.number(5000)}) = {points}</td>" in told
    assert say.number(steps.total, 2) in told
    assert say.day(date(2020, 11, 24)) in told


@pytest.mark.usefixtures("home")
def test_without_any_campaign_the_page_tells_the_default_numbers_and_how_to_see_the_example():
    browser = opened("method", lang="en")
    assert not browser.exception
    assert any(DEFAULTS.hash in text.value for text in browser.text)
    assert any("not loaded here" in caption.value for caption in browser.caption)


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("name", ["pressure", "data", "map"])
def test_figures_lead_to_the_page(name):
    assert "How the figures are made" in [link.proto.label for link in opened(name, lang="en").get("page_link")]


def test_the_document_has_the_same_formula():
    document = Path(__file__).parents[2] / "docs" / "pressure.md"
    assert "\n".join(page.FORMULA) in document.read_text(encoding="utf-8")
