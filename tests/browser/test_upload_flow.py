"""A file nobody has seen before, on a large screen and a phone: mapped, decided, kept, taken back, brought back."""

import json
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect
from test_app import settled

ODD = """Le moment;La chose;Combien;Cible de l'action;Mot
10/12/2020;appel;4;Mr. Immigration;rien
25/12/2020;danse;30;-;
26/12/2020;affichage;5;Davies;
"""
SOON = 4_000
AFTER = 500
"""Milliseconds after a choice: by then the server has been told of it, and works."""

NEXT = ODD.replace("10/12/2020", "11/12/2020").replace("25/12", "27/12").replace("26/12", "28/12")


def load(page, text):
    field = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    field.set_input_files({"name": "journal.csv", "mimeType": "text/csv", "buffer": text.encode()})
    settled(page)


def pick(box, wanted):
    """Chooses from a list as people do: opens it, writes the beginning, presses the line; again where it closed."""
    option = box.page.get_by_role("option", name=wanted).first

    def opened():
        box.click()
        box.fill(wanted)
        with suppress(TooLate):
            option.wait_for(timeout=SOON)
        return option.is_visible()

    assert any(opened() for _ in range(4))
    option.click()
    box.page.wait_for_timeout(AFTER)
    settled(box.page)


def boxes(page, label):
    return page.get_by_role("combobox", name=label)


def question(page, name):
    """What the name of a question may mean."""
    asked = page.locator("[class*='st-key-question-']").filter(has=page.get_by_text(name, exact=True))
    return asked.get_by_role("combobox")


def shows(page, *counts):
    """Waits until so many rows are added, duplicate, undecided and refused."""
    for label, count in zip(("Added", "Duplicate", "Needs a decision", "Refused"), counts, strict=True):
        metric = page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")
        expect(metric).to_have_text(str(count))
    settled(page)


def nothing_serious(page):
    found = Axe().run(page).response["violations"]
    assert [json.dumps(rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")] == []


@pytest.mark.usefixtures("size")
def test_a_file_of_unknown_columns_is_mapped_decided_kept_once_and_taken_back(page, fresh_app_url):
    page.goto(f"{fresh_app_url}/upload?campaign=renew-pgwp-2020")
    settled(page)
    load(page, ODD)
    expect(page.get_by_text("Which columns are these?")).to_be_visible()
    nothing_serious(page)
    pick(boxes(page, "Day").first, "Le moment")
    pick(boxes(page, "Tactic").first, "La chose")
    shows(page, 2, 0, 1, 0)
    expect(page.get_by_text("Which columns are these?")).to_have_count(0)
    page.get_by_text("columns are used").click()
    pick(boxes(page, "Toward whom").first, "Cible de l'action")
    shows(page, 0, 0, 3, 0)
    nothing_serious(page)
    pick(question(page, "Mr. Immigration"), "Another one")
    pick(question(page, "Mr. Immigration"), "Marco Mendicino")
    pick(question(page, "danse"), "Rally")
    pick(question(page, "Davies"), "Leave these rows out")
    shows(page, 2, 0, 0, 1)
    page.get_by_role("button", name="Keep 2 action rows").dblclick()
    expect(page.get_by_text("Receipt of upload 2")).to_be_visible()
    settled(page)
    assert page.get_by_role("button", name="Take back").count() == 2
    nothing_serious(page)
    page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_text("Upload 2 taken back: 2 actions gone.")).to_be_visible()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("Upload 2 brought back: 2 actions restored.")).to_be_visible()
    page.get_by_role("button", name="Load another file").click()
    expect(page.get_by_role("button", name="Template as CSV")).to_be_visible()
    settled(page)
    load(page, NEXT)
    shows(page, 2, 0, 0, 1)
    expect(page.get_by_role("button", name="Keep 2 action rows")).to_be_visible()
    expect(page.get_by_text("Which columns are these?")).to_have_count(0)


def test_what_a_name_or_column_says_is_text_and_loads_nothing(page, fresh_app_url):
    payload = "![x](http://127.0.0.2/a.png)<img src=http://127.0.0.2/b.png>"
    page.goto(f"{fresh_app_url}/upload?campaign=renew-pgwp-2020")
    settled(page)
    load(page, f'Le moment,La chose,Cible,"{payload}"\n2020-12-10,appel,"{payload}","{payload}"\n')
    pick(boxes(page, "Day").first, "Le moment")
    pick(boxes(page, "Tactic").first, "La chose")
    expect(page.locator("[class*='st-key-question-']").get_by_text(payload, exact=True)).to_be_visible()
    pick(question(page, payload), "Nobody")
    page.get_by_role("button", name="Keep 1 action row").click()
    expect(page.get_by_text("Receipt of upload 2")).to_be_visible()
    page.get_by_text("What names mean").click()
    expect(page.get_by_text(f"\u201c{payload}\u201d")).to_be_visible()
    assert page.locator("img[src*='127.0.0.2']").count() == 0
