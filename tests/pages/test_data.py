from pathlib import Path

import pytest
from looking import opened, texts

MEMBERS = Path(__file__).parents[3] / "shared" / "reference" / "represent_house_of_commons_44th.json"

pytestmark = pytest.mark.usefixtures("founding")


def loaded(data, name):
    browser = opened("data")
    browser.file_uploader[0].set_value([(name, data, "application/octet-stream")])
    next(button for button in browser.button if button.label == "Load").click()
    return browser.run()


def test_members_and_offices_are_loaded_with_their_doubts():
    if not MEMBERS.exists():
        pytest.skip("the reference files are not beside the project")
    browser = loaded(MEMBERS.read_bytes(), MEMBERS.name)
    assert "337 records loaded." in texts(browser)
    assert browser.dataframe[0].value["What"].tolist() == ["Members and their offices"]
    assert any(expander.label.endswith("doubts") for expander in browser.expander)


@pytest.mark.parametrize(("data", "told"), [(b"%PDF-1.7\n", "a PDF"), (b"", "is empty"), (b'{"a": [', "cut off")])
def test_a_file_that_can_not_be_used_says_what_to_load_instead(data, told):
    browser = loaded(data, "file.bin")
    assert not browser.exception
    assert any(told in text for text in texts(browser))


def test_without_references_the_page_says_what_the_map_shows():
    assert any(text.startswith("No boundaries and no members are loaded") for text in texts(opened("data")))
