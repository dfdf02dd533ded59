import pytest
from looking import OF_A_CAMPAIGN, PAGES, opened

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_on_an_empty_store(name, language):
    assert not opened(name, lang=language).exception


@pytest.mark.parametrize("name", OF_A_CAMPAIGN)
def test_an_empty_store_says_what_to_do_next(name):
    browser = opened(name)
    assert "Nothing here yet" in [title.value for title in browser.title]
    assert "dashboard run --demo" in browser.code[0].value
