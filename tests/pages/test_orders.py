"""A riding is drawn in its own place, whichever representation order is shown, and a filter means it in both."""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from looking import address, figures, opened, texts

from dashboard import cli, exports, snapshot
from dashboard.cli.folders import load_folder
from dashboard.cli.opening import today
from dashboard.filters import Filters
from dashboard.reference.namesakes import namesake, same_named
from dashboard.reference.ridings import ridings as all_ridings
from dashboard.store import Store
from dashboard.ui import listing, rows

SLUG = "renew-pgwp-2020"
HOME = {2013: "2013:35024", 2023: "2023:35026"}
"""Eglinton—Lawrence in each order."""
ELSEWHERE = {2013: "2013:35021", 2023: "2023:35024"}
"""Don Valley West in each order: in the 2023 order it has the number that Eglinton—Lawrence had before."""
DRAWN = {2013: 5, 2023: 4}
"""Peterborough—Kawartha has another name in the 2023 order: it is told, not drawn."""
TABLES = [name for name in exports.TABLES if name not in ("ridings", "outcomes")]


@pytest.fixture(scope="module")
def founding_case(founding_home, tmp_path_factory):
    home = shutil.copytree(founding_home, tmp_path_factory.mktemp("orders") / "home")
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        yield snapshot.load(store, SLUG)


@pytest.mark.parametrize("order", [2013, 2023])
def test_eglinton_lawrence_is_drawn_in_eglinton_lawrence_and_never_in_don_valley_west(founding_case, order):
    drawn = rows.of_ridings(founding_case, Filters(campaign=SLUG), order).set_index("riding")
    assert drawn.loc[HOME[order], "status"] == "called_and_postered"
    assert drawn.loc[HOME[order], "value"] >= 6
    assert drawn.loc[HOME[order], "mp_id"] == "marco-mendicino"
    assert drawn.loc[ELSEWHERE[order], ["status", "value"]].tolist() == ["none", 0]
    touched = drawn.index[drawn["status"] != "none"]
    assert {key[:4] for key in touched} == {str(order)}
    assert len(touched) == DRAWN[order]
    assert rows.elsewhere(founding_case, Filters(campaign=SLUG), order) == 5 - DRAWN[order]
    assert rows.from_the_other_order(founding_case, Filters(campaign=SLUG), order) == (4 if order == 2023 else 0)


def test_a_namesake_has_the_name_and_the_province_and_is_its_own_namesakes():
    listed = all_ridings().set_index("riding")
    for key in listed.index:
        for other in same_named(key):
            assert listed.loc[other, "province"] == listed.loc[key, "province"]
            assert key in same_named(other)
    assert namesake("2013:35024", 2023) == "2023:35026"
    assert same_named("2013:99999") == ("2013:99999",)


@pytest.mark.parametrize("name", TABLES)
def test_a_filter_by_riding_leaves_the_same_rows_whichever_orders_key_is_given(founding_case, name):
    one, other = (exports.table(name, founding_case, Filters(riding=key), today()) for key in HOME.values())
    assert one.equals(other)
    assert len(one) > 0


def test_a_filter_by_riding_lists_the_riding_of_both_orders(founding_case):
    found = exports.table("ridings", founding_case, Filters(riding=HOME[2013]), today())
    assert set(zip(found["riding_order"], found["riding_code"], strict=True)) == {(2013, "35024"), (2023, "35026")}


@pytest.mark.parametrize("name", ["actions", "coverage"])
def test_the_namesake_by_number_alone_is_not_meant(founding_case, name):
    found = exports.table(name, founding_case, Filters(riding=ELSEWHERE[2023]), today())
    assert not (found["riding"] == "Eglinton—Lawrence").any()


@pytest.mark.parametrize("province", ["ON", "QC", "BC"])
def test_a_filter_by_province_means_the_ridings_province_in_every_table(founding_case, province):
    filters = Filters(province=province)
    done, had = (exports.table(name, founding_case, filters, today()) for name in ("actions", "coverage"))
    assert set(done["province"]) <= {province}
    assert set(had["province"]) <= {province}
    touched = had[had["status"] != "none"]
    assert set(touched["target_id"]) == set(done["target_id"]) - {""}
    listed = exports.table("offices", founding_case, filters, today())
    assert set(listed["office_id"]) == set(had["office_id"]) - {""}


FILTERS = [
    Filters(),
    Filters(riding=HOME[2013]),
    Filters(riding=HOME[2023]),
    Filters(province="QC"),
    Filters(person="marco-mendicino", tactic="call"),
    Filters(status="called_and_postered"),
    Filters(first=date(2020, 11, 1), last=date(2020, 12, 31)),
]


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.to_params()))
def test_the_pages_download_is_the_commands_export_byte_for_byte(founding_case, capfdbinary, filters):
    options = [text for name, value in filters.to_params().items() for text in (f"--{name}", value)]
    capfdbinary.readouterr()
    assert cli.run(["export", "coverage", "--campaign", SLUG, *options]) == 0
    assert listing.file(founding_case, replace(filters, campaign=SLUG)) == capfdbinary.readouterr().out


BOTH = """
slug = "both"
name = "Both"
demand = "All of it"
post = "Minister"
post_fr = "Ministre"
starts = 2024-06-01
ends = 2025-12-31
""" + "".join(
    f"""
[[people]]
id = "{name}"
name = "{name.title()} Example"
  [[people.terms]]
  riding_order = {order}
  riding = "{code}"
  from = {first}
  to = {last}
  [[people.offices]]
  id = "o-{name}"
  kind = "constituency"
"""
    for name, order, code, first, last in (
        ("ann", 2013, "35024", "2021-10-26", "2025-03-23"),
        ("ben", 2023, "35026", "2025-04-28", "2026-12-31"),
        ("cal", 2013, "35084", "2021-10-26", "2025-03-23"),
    )
)
"""Eglinton—Lawrence before and after the 2023 order came into force, and Peterborough—Kawartha before."""

BOTH_ACTIONS = """date,tactic,quantity,office
2024-07-01,call,3,o-ann
2025-06-01,call,4,o-ben
2024-08-01,call,5,o-cal
"""


@pytest.fixture
def both_orders(set_up_home, tmp_path):
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "campaign.toml").write_text(BOTH, encoding="utf-8")
    (folder / "actions.csv").write_text(BOTH_ACTIONS, encoding="utf-8")
    home = shutil.copytree(set_up_home, tmp_path / "home")
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        load_folder(store, folder)
        yield snapshot.load(store, "both")


@pytest.mark.parametrize("order", [2013, 2023])
def test_a_campaign_across_both_orders_counts_each_on_its_own_map_and_tells_the_rest(both_orders, order):
    filters = Filters(campaign="both")
    drawn = rows.of_ridings(both_orders, filters, order).set_index("riding")
    assert drawn.loc[HOME[order], "called_attempts"] == 7
    assert drawn.loc["2013:35084" if order == 2013 else "2023:35084", "called_attempts"] == (5 if order == 2013 else 0)
    assert rows.from_the_other_order(both_orders, filters, order) == 1
    assert rows.elsewhere(both_orders, filters, order) == (0 if order == 2013 else 1)


def test_the_order_in_force_says_who_sat_for_a_riding_of_that_name(both_orders):
    for key in HOME.values():
        assert rows.member(both_orders, key, date(2024, 7, 1)) == "ann"
        assert rows.member(both_orders, key, date(2025, 7, 1)) == "ben"
    assert rows.member(both_orders, "2023:35084", date(2024, 7, 1)) == ""


SAID = "Also counted: the riding of the same name in the 2013 boundaries."


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize("page", ["map", "pressure", "targets"])
def test_pages_say_in_one_line_that_the_namesake_is_counted(page):
    assert texts(opened(page, riding=HOME[2023])).count(SAID) == 1
    assert SAID not in texts(opened(page, riding=HOME[2013]))


@pytest.mark.usefixtures("founding")
def test_another_order_keeps_the_figures_and_turns_to_the_riding_of_that_name():
    browser = opened(riding=HOME[2013], view="tiles")
    before = figures(browser)
    browser.segmented_control(key="switch-order").set_value(2023).run()
    assert address(browser)["riding"] == HOME[2023]
    assert figures(browser) == before
    assert "Marco Mendicino, Liberal" in texts(browser)


@pytest.mark.usefixtures("founding")
def test_a_riding_that_no_other_has_the_name_of_stays_chosen():
    browser = opened(riding="2013:35084", view="tiles")
    browser.segmented_control(key="switch-order").set_value(2023).run()
    assert address(browser)["riding"] == "2013:35084"


@pytest.mark.usefixtures("founding")
def test_the_line_under_the_map_says_what_is_drawn_and_of_which_order():
    told = texts(opened(view="tiles", order="2023"))
    assert any(text.startswith("Tiles: ") and "2023" in text for text in told)
    assert any("their shapes are not loaded" in text for text in texts(opened(view="ridings")))
    assert any(text.startswith("Offices: ") for text in texts(opened(view="offices")))


@pytest.mark.usefixtures("founding")
def test_another_province_takes_the_map_away_from_a_city():
    browser = opened(zoom="toronto")
    assert address(browser)["zoom"] == "toronto"
    browser.selectbox("choose-tactic").select("call").run()
    assert address(browser)["zoom"] == "toronto"
    browser.selectbox("choose-province").select("AB").run()
    assert "zoom" not in address(browser)
