"""The Targets page: cards over time, search, notes on offices, places added by hand."""

import json
import shutil
from datetime import date
from types import SimpleNamespace

import pytest
from builders import actions, campaign, institution, office, person, role, tables, term
from looking import address, elements, opened, texts

from dashboard.directory import Directory
from dashboard.identity import Parsed, empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.schema import OUTCOME_COLUMNS, frame
from dashboard.store import Store

EGLINTON, SAME = "2013:35024", "2023:35026"
KNOWN = tables(
    people=[person("ada", "Ada Roy"), person("bea", "Béa Côté"), institution("hq", serves_post=True)],
    terms=[
        term("ada", EGLINTON, "2015-10-19", "2021-09-19"),
        term("bea", SAME, "2025-04-28", party="Conservative"),
        term("bea", "2013:24066", "2019-10-21", "2021-09-19", party="Conservative"),
    ],
    roles=[
        role("ada", "minister", "Minister of Immigration", "2019-11-20") | {"title_fr": "Ministre de l'Immigration"},
        role("ada", "parliamentary_secretary", "Minister of Health", "2018-01-01", "2019-11-19"),
    ],
    offices=[
        office("ada-hill", "ada", "legislature", address="House of Commons", phone="613-992-0946"),
        office(
            "ada-main", "ada", address="511 Lawrence Avenue", city="Toronto", postal_code="M6A 1A3",
            phone="416-781-5583 / 416 555 0123 x 12", source="A publisher", read_on="2020-12-01",
        ),
        office("ada-old", "ada", address="1 Old Street", city="North York", valid_to="2018-06-30"),
        office("bea-main", "bea", address="2 rue Principale", city="Montréal", postal_code="H2P 2X2"),
    ],
)  # fmt: skip


def parsed(*records):
    rows = actions(*records).assign(line=range(2, 2 + len(records)), action=range(len(records)), source_id="")
    rows = rows[list(ROW_TYPES)].astype(ROW_TYPES)
    return Parsed.of(("a",), rows[["note"]].set_axis(rows["line"]), rows, empty_problems(), content_columns=frozenset())


@pytest.fixture(scope="module")
def minister_home(set_up_home, tmp_path_factory):
    """A campaign with a minister of two offices and one closed one, an opponent, and a headquarters."""
    done = parsed(
        {"date": "2018-03-01", "tactic": "rally", "target_id": "ada", "office_id": "ada-old"},
        {"date": "2020-11-24", "tactic": "call", "quantity": 9, "target_id": "ada", "office_id": "ada-main"},
    )
    made = campaign(starts=date(2018, 1, 1), riding_order=2013)
    folder = shutil.copytree(set_up_home, tmp_path_factory.mktemp("minister") / "home")
    with Store.open(f"sqlite:///{folder / 'dashboard.sqlite'}") as new:
        new.save_campaign(made, KNOWN, done, frame([], OUTCOME_COLUMNS), Directory(KNOWN))
    return folder


@pytest.fixture
def store(home, minister_home):
    """The store of that campaign, for one test alone."""
    shutil.copytree(minister_home, home, dirs_exist_ok=True)
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as opened_store:
        yield opened_store


def tables_of(browser, *columns):
    return [table.value for table in browser.dataframe if set(columns) <= set(table.value.columns)]


def people(browser):
    listed = tables_of(browser, "Who", "Role")
    return listed[0]["Who"].tolist() if listed else []


def links(browser):
    return " ".join(element.proto.body for element in browser.get("html"))


def press(browser, label):
    next(button for button in browser.button if button.label == label).click()
    return browser.run()


@pytest.mark.usefixtures("store")
def test_a_persons_card_says_the_role_on_the_day_shown():
    browser = opened("targets", person="ada", to="2020-12-01")
    assert "Decision-maker, on December 1, 2020" in texts(browser)
    assert "Liberal, Eglinton\u2014Lawrence" in texts(browser)
    earlier = opened("targets", person="ada", to="2019-01-01")
    assert "Anyone else, on January 1, 2019" in texts(earlier)


@pytest.mark.usefixtures("store")
def test_a_persons_card_has_ridings_and_posts_with_their_exact_days():
    browser = opened("targets", person="ada", to="2020-12-01")
    (held,) = tables_of(browser, "Riding", "Boundaries", "From")
    assert held[["Riding", "From", "To"]].to_numpy().tolist() == [
        ["Eglinton\u2014Lawrence", "Oct 19, 2015", "Sep 19, 2021"]
    ]
    (posts,) = tables_of(browser, "Post")
    assert posts.to_numpy().tolist() == [
        ["Minister of Immigration", "Nov 20, 2019", "still"],
        ["Parliamentary secretary: Minister of Health", "Jan 1, 2018", "Nov 19, 2019"],
    ]


@pytest.mark.usefixtures("store")
def test_posts_are_told_in_french_where_their_french_titles_are_known():
    (posts,) = tables_of(opened("targets", person="ada", to="2020-12-01", lang="fr"), "Poste")
    assert posts["Poste"].tolist()[0] == "Ministre de l'Immigration"


@pytest.mark.usefixtures("store")
def test_every_phone_of_an_office_can_be_tapped_with_its_extension():
    told = links(opened("targets", person="ada", to="2020-12-01"))
    assert 'href="tel:+14167815583"' in told
    assert 'href="tel:+14165550123;ext=12"' in told
    assert "416-555-0123, ext. 12" in told


@pytest.mark.usefixtures("store")
def test_an_office_says_how_old_its_record_is():
    told = texts(opened("targets", person="ada", to="2020-12-01"))
    assert any(text.startswith("Read on December 1, 2020, ") and text.endswith("A publisher") for text in told)


@pytest.mark.usefixtures("store")
def test_a_closed_office_is_folded_away_with_its_last_day_and_keeps_its_actions():
    browser = opened("targets", person="ada", to="2020-12-01")
    folded = next(fold for fold in browser.expander if fold.label == "1 closed office")
    told = [element.value for element in folded.text]
    assert "Closed; the last day was June 30, 2018" in told
    assert "1 action, the last on March 1, 2018: Rally" in told
    assert any("2 actions" in caption.value for caption in browser.caption)


@pytest.mark.usefixtures("store")
def test_an_office_asked_for_opens_its_owners_card_and_comes_first():
    def places(browser):
        return [text for text in texts(browser) if "Lawrence Avenue" in text or "House" in text or "Old" in text]

    assert places(opened("targets", person="ada"))[0].startswith("511 Lawrence")
    assert places(opened("targets", office="ada-hill"))[0] == "House of Commons"
    assert places(opened("targets", office="ada-old"))[0] == "1 Old Street, North York"
    assert "Ada Roy" in texts(opened("targets", office="ada-old", person="bea"))


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("key", [EGLINTON, SAME])
def test_a_ridings_card_says_who_held_it_when_in_both_orders(key):
    browser = opened("targets", riding=key, to="2020-12-01")
    assert "Ada Roy, Liberal" in texts(browser)
    (held,) = tables_of(browser, "Who", "Party", "From", "Boundaries")
    assert held.to_numpy().tolist() == [
        ["Béa Côté", "Conservative", "Apr 28, 2025", "still", "2023"],
        ["Ada Roy", "Liberal", "Oct 19, 2015", "Sep 19, 2021", "2013"],
    ]
    assert any("2 actions" in caption.value for caption in browser.caption)


@pytest.mark.usefixtures("store")
def test_the_way_leads_from_a_person_to_the_riding_and_back():
    browser = press(opened("targets", person="ada", to="2020-12-01"), "Who held this riding when")
    assert address(browser)["riding"] == EGLINTON
    assert "person" not in address(browser)
    browser = press(browser, "All about this target")
    assert address(browser)["person"] == "ada"


def test_a_first_day_that_no_list_tells_is_not_known_before_that_of_the_earliest(store):
    listed = tables(people=[person("ref-1", "Cy Li")], terms=[term("ref-1", "2013:59035", "2020-10-01")])
    source = {"kind": "parlinfo_offices", "as_of": "2020-10-01"}
    store.save_references([SimpleNamespace(kind="parlinfo_offices", source=source, tables=listed, covers=("terms",))])
    (held,) = tables_of(opened("targets", riding="2013:59035"), "Who", "From")
    assert held["From"].tolist() == ["not known before Oct 1, 2020"]


def test_offices_known_only_from_later_on_are_folded_away_unless_there_are_no_others(store):
    moved = tables(
        people=KNOWN.people.to_dict("records"),
        offices=[
            office("ada-main", "ada", address="511 Lawrence Avenue"),
            office("ada-new", "ada", address="9 New Street", valid_from="2024-01-01"),
            office("bea-new", "bea", address="8 New Street", valid_from="2024-01-01"),
            *KNOWN.offices[KNOWN.offices["office_id"] == "ada-old"].to_dict("records"),
        ],
    )
    store.save_campaign(campaign(), moved, None, frame([], OUTCOME_COLUMNS), Directory(moved))
    browser = opened("targets", person="ada", to="2020-12-01")
    folded = next(fold for fold in browser.expander if fold.label == "1 office known only from later on")
    assert {"9 New Street", "Known since January 1, 2024"} <= {element.value for element in folded.text}
    browser = opened("targets", person="bea", to="2020-12-01")
    assert len(browser.expander) == 0
    assert "8 New Street" in texts(browser)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("roy ada", ["Ada Roy"]),
        ("COTE", ["Béa Côté"]),
        ("eglinton lawrence", ["Ada Roy", "Béa Côté"]),
        ("montreal", ["Béa Côté"]),
        ("north york", ["Ada Roy"]),
        ("555-0123", ["Ada Roy"]),
    ],
)
def test_people_are_found_by_name_riding_city_and_phone(text, found):
    assert people(opened("targets", q=text)) == found


@pytest.mark.usefixtures("store")
def test_what_is_searched_is_in_the_address_and_a_link_brings_it_back():
    browser = opened("targets")
    browser.text_input("search").input("cote").run()
    assert address(browser)["q"] == "cote"
    again = opened("targets", **address(browser))
    assert again.text_input("search").value == "cote"
    assert people(again) == ["Béa Côté"]


@pytest.mark.usefixtures("store")
def test_a_misspelt_name_is_answered_with_what_comes_nearest():
    browser = opened("targets", q="Adda Roy")
    assert any(text.startswith("Nothing is named Adda Roy: nearest are Ada Roy") for text in texts(browser))
    assert people(browser)[0] == "Ada Roy"
    assert any(text.startswith("Nothing is named xqzyk: try") for text in texts(opened("targets", q="xqzyk")))


@pytest.mark.usefixtures("store")
def test_a_riding_is_found_although_nobody_is_known_there():
    browser = opened("targets", q="don valley ouest")
    (found,) = tables_of(browser, "Riding", "Boundaries", "MP")
    assert found[["Riding", "Boundaries"]].to_numpy().tolist() == [
        ["Don Valley West", "2013"],
        ["Don Valley West", "2023"],
    ]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("text", ["M6A 1A3", "m6a1a3", "M6A"])
def test_a_postal_code_finds_the_offices_near_it_nearest_first(text):
    browser = opened("targets", q=text, to="2020-12-01")
    power, near = tables_of(browser, "Km, straight line")
    assert near["Who"].tolist() == ["Ada Roy", "Béa Côté"]
    assert power[["Who", "Role"]].to_numpy().tolist() == [["Ada Roy", "Decision-maker"]]
    assert near["Km, straight line"].iloc[0] < 3
    assert 450 < near["Km, straight line"].iloc[1] < 550
    assert any("load boundaries on the Data page" in text for text in texts(browser))


@pytest.mark.usefixtures("store")
def test_a_city_where_nobody_has_an_office_finds_those_near_it():
    near = tables_of(opened("targets", q="Orangeville"), "Km, straight line")[-1]
    assert near["Who"].iloc[0] == "Ada Roy"


@pytest.mark.usefixtures("store")
def test_the_list_is_filtered_by_role_and_province():
    assert people(opened("targets", role="own_department")) == ["Hq"]
    assert people(opened("targets", province="QC", to="2020-12-01")) == ["Béa Côté"]


def test_hours_and_access_are_written_changed_and_removed(store):
    browser = press(opened("targets", person="ada", office="ada-main"), "Add hours and access")
    browser.text_area("hours-ada-main").input("Mon to Thu 9-16")
    browser.text_area("access-ada-main").input("Ramp")
    browser = press(browser, "Save")
    assert {"Hours: Mon to Thu 9-16", "Access: Ramp"} <= set(texts(browser))
    browser = press(browser, "Change hours and access")
    assert browser.text_area("hours-ada-main").value == "Mon to Thu 9-16"
    browser = press(browser, "Remove the note")
    assert store.office_notes("renew").empty
    assert not any(text.startswith("Hours:") for text in texts(browser))


def test_a_note_that_is_too_long_is_told_and_nothing_is_kept(store, monkeypatch):
    monkeypatch.setattr("dashboard.ui.notes.LONGEST", 600)
    browser = press(opened("targets", person="ada", office="ada-main"), "Add hours and access")
    browser.text_area("hours-ada-main").input("x" * 501)
    browser = press(browser, "Save")
    assert any("at most 500 characters each" in text for text in texts(browser))
    assert browser.text_area("hours-ada-main").value == "x" * 501
    assert store.office_notes("renew").empty


def test_a_place_is_added_and_its_card_opens(store):
    browser = press(opened("targets"), "Add a place")
    browser.text_input("place-name").input("Consulate")
    browser.text_input("place-address").input("1 Main Street, Toronto, ON")
    browser.text_input("place-phone").input("416-555-0199")
    browser.selectbox("place-riding").select(EGLINTON)
    browser = press(browser, "Save the place")
    assert address(browser)["person"] == "consulate"
    assert {"Consulate", "Added by hand", "Consulate is kept with this campaign."} <= set(texts(browser))
    assert 'href="tel:+14165550199"' in links(browser)
    assert json.loads(store.audit(1)["ids"].iloc[0])["target_id"] == "consulate"
    assert people(opened("targets", q="consulate")) == ["Consulate"]


def test_a_place_without_a_name_is_refused_in_a_sentence_and_the_form_stays_filled(store):
    browser = press(opened("targets"), "Add a place")
    browser.text_input("place-address").input("1 Main Street")
    browser = press(browser, "Save the place")
    assert any(text.startswith("Give the place a name") for text in texts(browser))
    assert browser.text_input("place-address").value == "1 Main Street"
    assert len(store.campaign_tables("renew").people) == 3


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "link",
    [{"person": "marco-mendicino"}, {"riding": SAME}, {"office": "mendicino-constituency"}, {"q": "papineau"},
     {"q": "M6A 1A3"}, {"person": "nobody"}, {"office": "nowhere"}, {"riding": "2013:99999"}],
)  # fmt: skip
def test_every_deep_link_opens_on_the_founding_campaign(language, link):
    browser = opened("targets", lang=language, **link)
    assert not browser.exception
    assert {name: address(browser)[name] for name in link} == link


@pytest.mark.usefixtures("founding")
def test_the_founding_campaigns_targets_are_listed_by_role():
    listed = tables_of(opened("targets"), "Who", "Role")[0]
    assert listed["Role"].tolist()[:3] == ["Decision-maker", "Prime Minister", "Parliamentary secretary to the post"]


def test_a_form_shows_what_was_typed_as_text(store):
    store.save_office_note("renew", "ada-main", "![](http://x.test)", "<img src=x onerror=alert(1)>\u202etxt")
    browser = press(opened("targets", office="ada-main"), "Change hours and access")
    for element in elements(browser.main):
        if element.type not in ("text", "text_area"):
            assert "x.test" not in str(element.proto)
            assert "onerror" not in str(element.proto)
        assert "\u202e" not in str(element.proto)
