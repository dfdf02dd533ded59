"""What people type is text: no payload from data reaches anything that draws markdown, markup or a link."""

import shutil
from datetime import date

import pytest
from builders import actions, campaign, institution, office, person, role, tables, term
from looking import PAGES, elements, opened

from dashboard.directory import Directory
from dashboard.identity import Parsed, empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.new_place import NewPlace
from dashboard.planning.goals import Goal, goal_to_json
from dashboard.schema import OUTCOME_COLUMNS, frame
from dashboard.store import Store
from dashboard.ui.state import PLANS, SHOWN

PAYLOADS = (
    "![](http://x.test/a.png)",
    "<img src=//x.test onerror=alert(1)>",
    "[a](javascript:alert(1))",
    ":red[x]",
    "$x$",
    "\u202egpj.exe",
)
NASTY = " ".join(PAYLOADS)
CLEAN = {
    "text",
    "arrow_data_frame",
    "dataframe",
    "selectbox",
    "multiselect",
    "bidi_component",
    "plotly_chart",
    "text_input",
    "text_area",
}
"""Elements that show text as it is, and the figures, which are looked into."""


def parsed():
    records = actions(
        {"date": "2020-12-10", "tactic": "call", "quantity": 3, "target_id": "minister", "note": NASTY, "group": NASTY},
        {"date": "2020-12-11", "tactic": "rally", "target_id": "ircc", "office_id": "hq", "note": NASTY},
    )
    rows = records.assign(line=range(2, 4), action=range(2), source_id=["s1", "s2"], evidence_url="https://x.test/a")
    rows = rows[list(ROW_TYPES)].astype(ROW_TYPES)
    return Parsed.of(
        ("a",), rows[["note"]].set_axis(rows["line"]), rows, empty_problems(), content_columns=frozenset({"note"})
    )


@pytest.fixture(scope="module")
def nasty_home(set_up_home, tmp_path_factory):
    """A store in which every text is an attack."""
    known = campaign(name_en=f"N {NASTY}", name_fr=f"N {NASTY}", demand=NASTY, post=NASTY, post_fr=NASTY)
    of = tables(
        people=[person("minister", NASTY), institution("ircc", serves_post=True) | {"name": NASTY}],
        terms=[term("minister", "2013:35024", party=NASTY)],
        roles=[role("minister", "minister", NASTY)],
        offices=[
            office(
                "home",
                "minister",
                address=NASTY,
                phone=f"416-781-5583 {NASTY}",
                city=NASTY,
                latitude=43.7,
                longitude=-79.4,
            ),
            office("hq", "ircc", "department", address=NASTY, phone=NASTY, latitude=43.7, longitude=-79.4),
        ],
    )
    outcomes = frame(
        [
            {
                "outcome_id": "o",
                "date": "2020-12-12",
                "actor": NASTY,
                "kind": "reply",
                "rung": 1,
                "text": NASTY,
                "quote": NASTY,
            }
        ],
        OUTCOME_COLUMNS,
    )
    folder = shutil.copytree(set_up_home, tmp_path_factory.mktemp("nasty") / "home")
    with Store.open(f"sqlite:///{folder / 'dashboard.sqlite'}") as store:
        store.save_campaign(known, of, parsed(), outcomes, Directory(of))
        store.save_office_note("renew", "home", NASTY, NASTY)
        store.save_goal("renew", f"G {NASTY}", goal_to_json(Goal(date(2100, 1, 1), party=NASTY)))
        store.save_script("renew", "en", f"{{person}} {{title}} {{demand}} {{office}} {{{NASTY[:30]}}} {NASTY}")
        store.add_place(
            "renew", NewPlace.read(f"P {NASTY}"[:200], address=NASTY, code="M6A 1A3", phone=f"613-992-0946 {NASTY}")
        )
    return folder


@pytest.fixture
def nasty(home, nasty_home):
    shutil.copytree(nasty_home, home, dirs_exist_ok=True)


VIEWS = [
    ("map", {"riding": "2013:35024", "view": "tiles"}),
    ("map", {"office": "home", "view": "offices"}),
    ("map", {"office": "43.7000,-79.4000", "view": "offices"}),
    ("pressure", {"day": "2020-12-12", "by": "target"}),
    *(("pressure", {"show": name}) for name in SHOWN),
    ("targets", {"person": "minister"}),
    ("targets", {"riding": "2013:35024"}),
    ("targets", {"office": "home"}),
    ("targets", {"q": NASTY}),
    ("targets", {"q": "x test"}),
    ("targets", {"q": "416-781"}),
    ("targets", {"q": "M6A 1A3"}),
    *(("plan", {"plan": name, "near": "M6A 1A3", "stops": "home"}) for name in PLANS),
    *((name, {}) for name in PAGES),
]


def shown_of(element):
    """What an element shows: of a link to a page its label, as its address is encoded."""
    return element.proto.label if element.type == "page_link" else str(element.proto)


@pytest.mark.usefixtures("nasty")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("name", "address"), VIEWS)
def test_text_from_data_is_shown_as_text_only(name, address, language):
    browser = opened(name, lang=language, **address)
    assert not browser.exception
    for block in (browser.main, browser.sidebar):
        for element in elements(block):
            shown = shown_of(element)
            if element.type not in CLEAN:
                assert "x.test" not in shown, element.type
                assert ":red[" not in shown, element.type
            elif element.type == "plotly_chart":  # its text alternative is an attribute, where no mark-up is read
                assert '"data"' in element.proto.spec
                assert "<img" not in element.proto.spec
                assert "<a" not in element.proto.spec


@pytest.mark.usefixtures("nasty")
@pytest.mark.parametrize("parameter", ["campaign", "province", "riding", "person", "office", "view", "day", "status"])
def test_text_from_the_address_is_shown_as_text_only(parameter):
    browser = opened("map", **{parameter: NASTY})
    assert not browser.exception
    told = {element.type for element in elements(browser.main) if "x.test" in shown_of(element)}
    assert told <= CLEAN
