"""The audit trail on its page: every change of the store, filtered by the address, and as the file of the command."""

import subprocess
import sys

import pytest
from builders import campaign
from looking import address, opened, texts

from dashboard import config
from dashboard.store import Store
from dashboard.store.audit import Wanted
from dashboard.ui import trail

pytestmark = pytest.mark.usefixtures("founding")


def html(browser):
    return " ".join(element.proto.body for element in browser.get("html"))


def captions(browser):
    return [caption.value for caption in browser.caption]


def test_the_trail_tells_what_was_done_in_words_of_both_languages():
    english, french = html(opened("audit", lang="en")), html(opened("audit", lang="fr"))
    assert "Campaign loaded from its folder" in english
    assert "Actions taken in<br><small>upload: 1</small>" in english
    assert "Actions re\u00e7ues<br><small>t\u00e9l\u00e9versement\u00a0: 1</small>" in french


def test_the_address_filters_the_trail_and_what_is_left_out_is_counted():
    with Store.open(config.database_url()) as store:
        store.create_campaign(campaign(slug="other"), who="<b>ana</b>")
    browser = opened("audit", lang="en", who="<b>ana</b>")
    assert "1 change, 2 not shown by these filters" in captions(browser)
    assert "&lt;b&gt;ana&lt;/b&gt;" in html(browser)
    browser.selectbox("choose-who").select("").run()
    browser.selectbox("choose-what").select("upload").run()
    assert address(browser)["what"] == "upload"
    assert "1 change, 2 not shown by these filters" in captions(browser)
    assert "1 change, 2 not shown by these filters" in captions(opened("audit", lang="en", campaign="other"))
    assert "2 changes, 1 not shown by these filters" in captions(opened("audit", lang="en", who=trail.NOBODY))
    assert "3 changes" in captions(opened("audit", lang="en", who="somebody else"))


def test_a_long_trail_is_turned_page_by_page():
    with Store.open(config.database_url()) as store:
        for number in range(30):
            store.create_campaign(campaign(slug=f"c-{number}"))
    browser = opened("audit", lang="en")
    assert "Rows 1 to 25 of 32" in captions(browser)
    assert "c-29" in html(browser)
    next(button for button in browser.button if button.label == "Next").click().run()
    assert "Campaign loaded from its folder" in html(browser)


def test_the_download_is_what_the_command_writes():
    told = subprocess.run(
        [sys.executable, "-m", "dashboard", "audit", "--kind", "upload"], capture_output=True, check=True
    )
    opened("audit")
    assert trail.file(Wanted(what="upload")) == told.stdout
    assert told.stdout.startswith(b"at,who,what,campaign,ids\n")


def test_the_data_page_leads_to_the_trail():
    browser = opened("data", lang="en")
    assert "See every change" in [link.proto.label for link in browser.get("page_link")]
    assert not any("This did not work" in text for text in texts(browser))
