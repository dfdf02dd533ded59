import io

import pandas as pd
import pytest
from looking import figures, opened, texts

from dashboard.ui import template

pytestmark = pytest.mark.usefixtures("founding")

LOG = b"""date,tactic,quantity,target
2020-12-10,call,40,marco-mendicino
2020-12-11,poster_office,5,chrystia-freeland
2020-13-45,call,1,marco-mendicino
"""


def uploaded(browser, data=LOG, name="log.csv"):
    return browser.file_uploader[0].set_value((name, data, "text/csv")).run()


def kept(browser):
    return next(button for button in browser.button if button.label.startswith("Keep")).click().run()


def test_a_file_is_previewed_before_anything_is_stored():
    browser = uploaded(opened("upload"))
    assert not browser.exception
    counts = figures(browser)
    assert counts == {"Added": "2", "Updated": "0", "Duplicate": "0", "Needs a decision": "0", "Refused": "1"}
    assert figures(opened())["Call attempts"] == "about 600"


def test_the_reason_of_each_refused_line_is_shown_in_the_readers_language():
    for language, column, begin in (("en", "Reason", "There is no day"), ("fr", "Raison", "Le jour")):
        browser = uploaded(opened("upload", lang=language))
        rows = next(table.value for table in browser.dataframe if column in table.value)
        assert rows[column].iloc[0].startswith(begin)


def test_a_kept_file_changes_the_map_and_can_be_taken_back_and_brought_back():
    browser = kept(uploaded(opened("upload")))
    assert not browser.exception
    assert any("Receipt of upload 2" in item.value for item in browser.subheader)
    assert figures(opened())["Call attempts"] == "about 640"
    browser.button("turn-2").click().run()
    assert any("2 actions gone" in text for text in texts(browser))
    assert figures(opened())["Call attempts"] == "about 600"
    browser.button("turn-2").click().run()
    assert figures(opened())["Call attempts"] == "about 640"


def test_a_file_is_kept_once_however_often_the_button_is_pressed():
    browser = uploaded(opened("upload"))
    button = next(button for button in browser.button if button.label.startswith("Keep"))
    button.click().run()
    button.click().run()

    assert len([text for text in texts(opened("upload")) if text.startswith("Upload ")]) == 2


def test_the_preview_shows_whose_office_a_row_names_and_in_which_riding():
    log = b"date,tactic,quantity,office_id\n2020-12-11,poster_office,5,mendicino-constituency\n"
    browser = uploaded(opened("upload"), log)
    rows = next(table.value for table in browser.dataframe if "Toward" in table.value)
    assert rows[["Toward", "Riding"]].to_numpy().tolist() == [["Marco Mendicino", "Eglinton\u2014Lawrence"]]


def test_the_same_file_again_has_nothing_new():
    kept(uploaded(opened("upload")))
    browser = uploaded(opened("upload"), name="renamed.csv")
    assert figures(browser)["Added"] == "0"
    assert any("Nothing in this file is new" in text for text in texts(browser))


def test_a_file_that_can_not_be_used_says_what_to_do_and_changes_nothing():
    for data, told in ((b"", "is empty"), (b"%PDF-1.7\n", "PDF"), (b"what,who\n1,2\n", "No column says")):
        browser = uploaded(opened("upload"), data)
        assert not browser.exception
        assert any(told in text for text in texts(browser)), data
    assert figures(opened())["Call attempts"] == "about 600"


def test_the_templates_own_rows_are_asked_about_and_not_kept():
    browser = uploaded(opened("upload"), template.file("csv"))
    assert figures(browser)["Added"] == "0"
    assert figures(browser)["Needs a decision"] == "16"
    written_over = template.file("csv").replace(b"Example: write over it", b"")
    assert figures(uploaded(opened("upload"), written_over))["Added"] == "16"
    browser = uploaded(opened("upload", lang="fr"), template.file("csv"))
    reasons = next(table.value["Raison"] for table in browser.dataframe if "Raison" in table.value)
    assert reasons.iloc[0].startswith("C\u2019est une ligne d\u2019exemple")


def test_the_spreadsheet_of_the_template_has_the_same_rows():
    sheet = pd.read_excel(io.BytesIO(template.file("xlsx")), dtype=str, keep_default_na=False, engine="calamine")
    table = pd.read_csv(io.BytesIO(template.file("csv")), dtype=str, keep_default_na=False)
    assert sheet.to_dict("list") == table.to_dict("list")
