import io

import pandas as pd
import pytest
from looking import figures, opened, texts
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard.apart import reading
from dashboard.ingest import template_csv
from dashboard.ui.upload import at_hand

pytestmark = pytest.mark.usefixtures("founding")

LOG = b"""date,tactic,quantity,target
2020-12-10,call,40,marco-mendicino
2020-12-11,poster_office,5,chrystia-freeland
2020-13-45,call,1,marco-mendicino
"""


def uploaded(browser, data=LOG, name="log.csv"):
    return browser.file_uploader[0].set_value((name, data, "text/csv")).run()


def html(browser):
    return " ".join(element.proto.body for element in browser.get("html"))


def kept(browser):
    return next(button for button in browser.button if button.label.startswith("Keep")).click().run()


def test_a_file_is_previewed_before_anything_is_stored():
    browser = uploaded(opened("upload"))
    assert not browser.exception
    counts = figures(browser)
    assert counts == {"Added": "2", "Updated": "0", "Duplicate": "0", "Needs a decision": "0", "Refused": "1"}
    assert figures(opened())["Call attempts"] == "about 600"


def test_the_reason_of_each_refused_line_is_shown_in_the_readers_language():
    for language, fate, begin in (("en", "Refused", "There is no day"), ("fr", "Refus\u00e9es", "Le jour")):
        told = html(uploaded(opened("upload", lang=language)))
        assert f"<td>4</td><td>{fate}</td><td>{begin}" in told


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
    for data, told in ((b"", "is empty"), (b"%PDF-1.7\n", "PDF")):
        browser = uploaded(opened("upload"), data)
        assert not browser.exception
        assert any(told in text for text in texts(browser)), data
    assert figures(opened())["Call attempts"] == "about 600"


def test_the_templates_own_rows_are_asked_about_and_not_kept():
    browser = uploaded(opened("upload"), template_csv())
    assert figures(browser)["Added"] == "0"
    assert figures(browser)["Needs a decision"] == "16"
    assert next(button for button in browser.button if button.label.startswith("Keep")).disabled
    assert "Nothing can be kept yet: decide about what is asked above, or mend the file." in texts(browser)
    written_over = template_csv().replace(b"Example: write over it", b"")
    assert figures(uploaded(opened("upload"), written_over))["Added"] == "16"
    browser = uploaded(opened("upload", lang="fr"), template_csv())
    assert "<td>C\u2019est une ligne d\u2019exemple" in html(browser)


ODD = (
    b"Quand ?,Chose,Qui,Courriel\n2020-12-10,appel,Mr. Immigration,ann@example.org\n"
    b"2020-12-11,appel,Mr. Immigration,\n2020-12-12,danse,-,\n"
)


def select(browser, label):
    return next(box for box in browser.selectbox if box.label.startswith(label))


def question(browser, kind):
    """The box that asks what a name of this kind means."""
    return next(box for box in browser.selectbox if box.label == "What it means" and box.key.startswith(f"{kind}-"))


def mapped(browser):
    select(browser, "Day").set_value("Quand ?").run()
    select(browser, "Tactic").set_value("Chose").run()
    return select(browser, "Toward whom").set_value("Qui").run()


def subheaders(browser):
    return [item.value for item in browser.subheader]


def test_a_file_of_unknown_columns_is_mapped_decided_kept_and_the_next_needs_no_click():
    browser = uploaded(opened("upload"), ODD)
    assert not browser.exception
    assert "Which columns are these?" in subheaders(browser)
    assert "Quand ?: 2020-12-10, 2020-12-11, 2020-12-12" in select(browser, "Day").options
    mapped(browser)
    assert figures(browser)["Needs a decision"] == "3"
    question(browser, "target").set_value("+all").run()
    question(browser, "target").set_value("marco-mendicino").run()
    question(browser, "tactic").set_value("rally").run()
    assert not browser.exception
    assert (figures(browser)["Added"], figures(browser)["Needs a decision"]) == ("3", "0")
    kept(browser)
    assert figures(opened())["Call attempts"] == "about 602"
    again = uploaded(opened("upload"), b"Qui;quand;Chose;courriel\nmr immigration;2020-12-20;appel;\n")
    assert figures(again)["Added"] == "1"
    assert any("Columns taken as in an earlier file" in text for text in texts(again))
    assert any("as decided earlier by page" in text for text in texts(again))


def test_nothing_is_remembered_of_a_file_that_is_not_kept():
    mapped(uploaded(opened("upload"), ODD))
    assert "Which columns are these?" in subheaders(uploaded(opened("upload"), ODD))


def test_what_is_remembered_is_listed_and_each_can_be_forgotten():
    browser = mapped(uploaded(opened("upload"), ODD))
    question(browser, "target").set_value("-").run()
    kept(browser)
    browser = opened("upload")
    assert "Remembered decisions" in subheaders(browser)
    assert any("Mr. Immigration" in text for text in texts(browser))
    browser.button("forget-name-1").click().run()
    browser.button("forget-map-1").click().run()
    assert "Remembered decisions" not in subheaders(browser)
    assert "Which columns are these?" in subheaders(uploaded(opened("upload"), ODD))


def test_a_column_taken_by_its_name_can_be_another():
    browser = uploaded(opened("upload"), b"date,day,tactic\n2020-12-10,2020-11-10,call\n")
    select(browser, "Day").set_value("day").run()
    rows = next(table.value for table in browser.dataframe if "Toward" in table.value)
    assert str(rows["From"].iloc[0])[:10] == "2020-11-10"
    select(browser, "Toward whom").set_value("date").run()
    assert figures(browser)["Needs a decision"] == "1"
    select(browser, "Toward whom").set_value("").run()
    assert figures(browser)["Added"] == "1"


def test_a_name_that_is_nowhere_becomes_a_place_of_the_campaign():
    browser = uploaded(opened("upload"), b"date,tactic,target\n2020-12-10,rally,Passport Hall Moncton\n")
    question(browser, "target").set_value("+new").run()
    assert next(one for one in browser.text_input if one.label == "Name").value == "Passport Hall Moncton"
    button(browser, "Save the place").click().run()
    assert any("address" in text for text in texts(browser))
    field(browser, "Address").set_value("1 Main Street, Moncton, NB")
    button(browser, "Save the place").click().run()
    assert not browser.exception
    assert figures(browser)["Added"] == "1"
    rows = next(table.value for table in browser.dataframe if "Toward" in table.value)
    assert rows["Toward"].tolist() == ["Passport Hall Moncton"]


def button(browser, label):
    return next(one for one in browser.button if one.label == label)


def field(browser, label):
    return next(one for one in browser.text_input if one.label.startswith(label))


def test_days_in_two_ways_are_asked_about_once_for_the_file():
    browser = uploaded(opened("upload"), b"date,tactic\n03/04/2020,call\n05/06/2020,call\n")
    select(browser, "Days such as").set_value("mdy").run()
    assert figures(browser)["Added"] == "2"
    rows = next(table.value for table in browser.dataframe if "Toward" in table.value)
    assert [str(day)[:10] for day in rows["From"]] == ["2020-03-04", "2020-05-06"]


def test_a_person_chooses_what_becomes_of_personal_data():
    browser = uploaded(opened("upload"), b"date,tactic,note\n2020-12-10,call,ask ann@example.org\n")
    select(browser, "Personal data").set_value("refuse").run()
    assert figures(browser)["Refused"] == "1"
    select(browser, "Personal data").set_value("redact").run()
    assert figures(browser)["Added"] == "1"


def test_rows_left_open_are_to_be_mended_or_decided_about_with_the_same_file():
    log = b"date,tactic,target\n2020-12-10,call,Mr. Immigration\n2020-12-11,call,Marco Mendicino\n"
    browser = kept(uploaded(opened("upload"), log))
    assert any("Names were left open" in text for text in texts(browser))
    browser = uploaded(opened("upload"), log)
    question(browser, "target").set_value("-").run()
    assert (figures(browser)["Added"], figures(browser)["Duplicate"]) == ("1", "1")


def test_the_history_of_an_action_tells_what_each_upload_said():
    log = b"action_id,date,tactic,quantity\nmine,2020-12-10,call,5\n"
    kept(uploaded(opened("upload"), log))
    browser = kept(uploaded(opened("upload"), log.replace(b",5", b",7")))
    field(browser, "Id of the action").set_value("mine").run()
    told = next(table.value["What it said"].tolist() for table in browser.dataframe if "What it said" in table.value)
    assert told[1] == "How many: 5.0 \u2192 7.0"
    field(browser, "Id of the action").set_value("nowhere").run()
    assert any("no action 'nowhere'" in text for text in texts(browser))


def test_in_french_everything_that_is_asked_is_in_french():
    browser = uploaded(opened("upload", lang="fr"), ODD)
    assert "Que disent ces colonnes?" in subheaders(browser)
    select(browser, "Jour").set_value("Quand ?").run()
    select(browser, "Tactique").set_value("Chose").run()
    select(browser, "Envers qui").set_value("Qui").run()
    assert "2 noms à préciser" in subheaders(browser)
    box = next(box for box in browser.selectbox if box.label == "Ce que cela veut dire")
    assert "Laisser ces lignes de côté" in box.options


@pytest.mark.parametrize(("data", "told"), [(LOG, ""), (b"%PDF-1.7", "a PDF document")])
def test_the_bytes_of_a_file_are_let_go_once_it_is_read_or_refused_and_it_is_read_once(monkeypatch, data, told):
    emptied = []
    monkeypatch.setattr(at_hand, "UploadedFileRec", lambda *parts: emptied.append(parts) or UploadedFileRec(*parts))
    browser = uploaded(opened("upload"), data)
    assert [(name, left) for _, name, _, left in emptied] == [("log.csv", b"")]
    assert browser.session_state["file-0"].getvalue() == b""
    monkeypatch.setattr(reading, "read_table", None)
    browser.run()
    assert not browser.exception
    assert any(told in text for text in texts(browser)) if told else figures(browser)["Added"] == "2"


def test_the_bytes_of_a_spreadsheet_with_other_sheets_stay_until_it_is_gone():
    book = io.BytesIO()
    with pd.ExcelWriter(book) as writer:
        for name in ("Log", "Other"):
            pd.DataFrame({"date": ["2020-12-10"], "tactic": ["call"]}).to_excel(writer, sheet_name=name, index=False)
    browser = uploaded(opened("upload"), book.getvalue(), "log.xlsx")
    assert browser.session_state["file-0"].getvalue()
    assert "upload-table" in browser.session_state
    browser.file_uploader[0].set_value([]).run()
    assert "upload-table" not in browser.session_state
