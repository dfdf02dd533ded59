"""The Data page as people meet it: a file is loaded, its changes are told, and loading it again changes nothing."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MEMBERS = Path(__file__).parents[3] / "shared" / "reference" / "represent_house_of_commons_44th.json"


def chosen(page, file):
    return page.get_by_test_id("stFileUploader").get_by_title(file.name)


def load(page, *files):
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(files)
    for file in files:
        expect(chosen(page, file)).to_have_count(1)
    page.get_by_test_id("stBaseButton-secondaryFormSubmit").dblclick()


@pytest.mark.usefixtures("size")
def test_members_are_loaded_once_and_again_changes_nothing(page, own_app_url):
    if not MEMBERS.exists():
        pytest.skip("the reference files are not beside the project")
    page.goto(f"{own_app_url}/data?lang=en")
    expect(page.get_by_text("No list of members is loaded")).to_be_visible()
    load(page, MEMBERS)
    expect(page.get_by_text("337 records, 751 offices.")).to_be_visible()
    expect(page.locator(".sources article").first).to_contain_text("337 members, 751 offices")
    expect(chosen(page, MEMBERS)).to_have_count(0)
    load(page, MEMBERS)
    expect(page.get_by_text("337 records, 751 offices. Nothing changed.")).to_be_visible()
    expect(page.locator(".sources article")).to_have_count(1)
    found = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []


def test_a_file_that_can_not_be_used_takes_nothing_down(page, own_app_url, tmp_path):
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK\x03\x04 and no more")
    page.goto(f"{own_app_url}/data?lang=en")
    load(page, bad)
    expect(page.get_by_text("This did not work")).to_be_visible()
    expect(page.locator("[class*=st-key-problem-]")).to_contain_text("bad.zip")
    expect(page.get_by_text("No list of members is loaded")).to_be_visible()
