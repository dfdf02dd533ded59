"""The map draws what still stands: removed posters are counted beside it, shown by a switch, and back when undone."""

import json
from datetime import date

import pytest
from looking import address, elements, figures, opened, texts

from dashboard import cli, config, exports
from dashboard.filters import Filters
from dashboard.schema import STATUSES
from dashboard.store import Sighting, Store, Wanted
from dashboard.ui import cached, posted, rows

SLUG = "renew-pgwp-2020"
BENNETT, AT_BENNETT = "2020-12-posters-bennett", "bennett-constituency"
MINISTER, AT_MINISTER = "2020-11-posters-minister-office", "mendicino-constituency"
FOUND = date(2020, 12, 20)
LINE = "1 removed poster not shown"


@pytest.fixture(autouse=True)
def _a_day_in_december(monkeypatch, founding):
    del founding
    monkeypatch.setattr(cached, "today", lambda: date(2020, 12, 24))


def saw(action, state="removed", day=FOUND):
    with Store.open(config.database_url()) as store:
        return store.see(SLUG, Sighting(action, day, state), cached.current(SLUG).directory)


def log(home, line):
    file = home / "more.csv"
    file.write_text(f"tactic,date,target,office\n{line}\n", encoding="utf-8")
    assert cli.run(["import", str(file), "--campaign", SLUG]) == 0


def legend(browser):
    """What the map was sent to count in its legend, by status."""
    sent = [json.loads(one.proto.json) for one in elements(browser.main) if one.type == "bidi_component"]
    counts = next(one["counts"] for one in sent if "counts" in one)
    return dict(zip(STATUSES, counts, strict=True))


def statuses(filters=None):
    found = rows.of_places(cached.current(SLUG), filters or Filters(campaign=SLUG))
    found = found[found["kind"] != "riding"]
    return dict(zip(found["office_id"], found["status"].astype(str), strict=True))


def captions(browser):
    return [one.value for one in browser.caption]


def switch(browser):
    return next((one for one in browser.toggle if one.key == "posters-removed"), None)


@pytest.mark.parametrize("view", ["offices", "ridings", "tiles"])
def test_a_removed_poster_is_no_mark_of_a_poster_any_more_and_the_switch_draws_it_again(view):
    before = opened("map", view=view)
    assert switch(before) is None
    saw(BENNETT)
    browser = opened("map", view=view)
    assert not browser.exception
    assert legend(browser)["postered"] == legend(before)["postered"] - 1
    assert legend(browser)["other"] == legend(before)["other"] + 1
    assert legend(browser)["none"] == legend(before)["none"]
    assert LINE in captions(browser)
    switch(browser).set_value(True).run()
    assert legend(browser) == legend(before)
    assert LINE not in captions(browser)
    assert address(browser)["removed"] == "1"
    again = opened("map", **address(browser))
    assert legend(again) == legend(before)
    switch(again).set_value(False).run()
    assert "removed" not in address(again)
    assert legend(again)["other"] == legend(before)["other"] + 1


def test_one_that_was_called_too_is_called(home):
    log(home, f"call,2020-12-02,marco-mendicino,{AT_MINISTER}")
    assert statuses()[AT_MINISTER] == "called_and_postered"
    saw(MINISTER)
    assert statuses()[AT_MINISTER] == "called"


def test_an_office_that_was_postered_twice_keeps_its_mark_till_both_are_gone(home):
    log(home, f"poster_office,2020-12-02,carolyn-bennett,{AT_BENNETT}")
    saw(BENNETT)
    assert statuses()[AT_BENNETT] == "postered"
    assert switch(opened("map"))
    newer = cached.current(SLUG).actions(Wanted(begun_from=date(2020, 12, 2), tactic="poster_office"))
    saw(newer["action_id"].iloc[0])
    assert statuses()[AT_BENNETT] == "other"


def test_posters_of_a_whole_riding_are_taken_off_its_mark():
    """The minister's riding keeps the posters at the office, so the riding's own row tells."""
    saw("2020-11-posters-minister-riding")
    table = rows.of_places(cached.current(SLUG), Filters(campaign=SLUG))
    row = table[table["kind"] == "riding"].iloc[0]
    assert (row["riding_postered"], row["status"], row["actions"]) == (0, "other", 1)


def test_taking_the_sighting_back_and_finding_them_up_again_both_restore_the_mark():
    taken = saw(BENNETT)
    with Store.open(config.database_url()) as store:
        store.undo(taken)
    assert statuses()[AT_BENNETT] == "postered"
    saw(BENNETT)
    saw(BENNETT, "hung", date(2020, 12, 22))
    assert statuses()[AT_BENNETT] == "postered"
    assert switch(opened("map")) is None


@pytest.mark.parametrize(
    ("filters", "status", "hidden"),
    [
        ({"last": date(2020, 12, 19)}, "postered", 0),
        ({"last": FOUND}, "other", 1),
        ({"as_of": date(2020, 12, 19)}, "postered", 0),
        ({"as_of": FOUND}, "other", 1),
        ({"first": date(2020, 12, 10)}, "other", 1),
        ({"first": date(2020, 11, 1), "last": date(2020, 11, 30)}, "none", 0),
        ({"tactic": "call"}, "none", 0),
        ({"status": "postered"}, None, 1),
        ({"province": "QC"}, None, 0),
    ],
)
def test_what_was_found_after_the_days_shown_or_is_left_out_by_filters_is_not_hidden(filters, status, hidden):
    saw(BENNETT)
    chosen = Filters(campaign=SLUG, **filters)
    assert statuses(chosen).get(AT_BENNETT) == status
    assert posted.hidden(cached.current(SLUG), chosen) == hidden


def test_what_was_seen_up_later_does_not_change_the_map_of_the_day_it_was_found_gone():
    saw(BENNETT)
    saw(BENNETT, "seen", date(2020, 12, 22))
    assert statuses()[AT_BENNETT] == "postered"
    assert statuses(Filters(campaign=SLUG, last=FOUND))[AT_BENNETT] == "other"


def test_a_campaign_that_has_ended_shows_its_posters_as_they_are_today(monkeypatch):
    monkeypatch.setattr(cached, "today", lambda: date(2021, 6, 1))
    saw(BENNETT, day=date(2021, 5, 1))
    assert statuses()[AT_BENNETT] == "other"
    assert statuses(Filters(campaign=SLUG, last=date(2021, 1, 31)))[AT_BENNETT] == "postered"


def test_the_figures_and_the_file_tell_what_was_done_and_the_page_says_so():
    before = opened("map", view="offices")
    file = exports.file("coverage", cached.current(SLUG), Filters(campaign=SLUG), cached.today(), "csv")[0]
    saw(BENNETT)
    browser = opened("map", view="offices")
    assert figures(browser) == figures(before)
    assert "The file tells all that was done: removed posters are counted in it." in texts(browser)
    after = cached.current(SLUG)
    assert exports.file("coverage", after, Filters(campaign=SLUG), cached.today(), "csv")[0] == file


def test_the_line_is_in_the_readers_language():
    saw(BENNETT)
    assert "1 affiche retirée n\u2019est pas montrée" in captions(opened("map", lang="fr"))
