"""What each office, target and riding has had."""

import numpy as np
import pandas as pd
import pytest
from builders import office
from hypothesis import given
from hypothesis import strategies as st
from pressed import START, records, resolved, shown
from tries import examples

from dashboard.coverage import CoverageIndex, Removed, by_riding, coverage
from dashboard.pressure import Rows
from dashboard.schema import CALL_OUTCOMES, DAY, OFFICE_COLUMNS, STATUSES, frame

HOME = "2013:35024"
NEXT = "2013:35110"
NAMES = {"minister": "The Minister", "member": "A Member"}


def offices():
    seats = [
        office("hill", "minister", "legislature", address="House of Commons", province="ON"),
        office("home", "minister", address="511 Lawrence Avenue", province="ON"),
        office("far", "member", address="1100 Cremazie", province="QC"),
    ]
    riding = pd.Series([HOME, HOME, "2013:24055"], dtype="str")
    return frame(seats, OFFICE_COLUMNS).assign(riding=riding)


def at(office_id="home", **record):
    return {"office_id": office_id, "riding": HOME, "tactic": "poster_office", **record}


def covered(*actions, first=None, last=60, tactics=None):
    table = CoverageIndex(resolved(*actions), offices(), NAMES).table(
        None if first is None else shown(first, first)[0], shown(last, last)[0], tactics
    )
    return table.set_index(table["office_id"].where(table["kind"].isin(["constituency", "legislature"]), table["kind"]))


def standing(actions, *gone, first=None, last=60, tactics=None):
    """The table of what is still up when some of the actions were found removed."""
    index = CoverageIndex(resolved(*actions), offices(), NAMES)
    days = (None if first is None else shown(first, first)[0], shown(last, last)[0])
    table = index.table(*days, tactics, Removed.of(Rows.of(resolved(*gone)), index.places))
    return table.set_index(covered(*actions, first=first, last=last, tactics=tactics).index)


def test_offices_have_a_row_each_in_the_order_given_though_nothing_happened():
    table = coverage(resolved({}).iloc[:0], offices(), NAMES, shown(0, 0)[0])
    assert table["office_id"].tolist() == ["hill", "home", "far"]
    assert table["target"].tolist() == ["The Minister", "The Minister", "A Member"]
    assert table["status"].tolist() == ["none"] * 3
    assert table["last_tactic"].tolist() == [""] * 3
    assert table[["last_action", "days_since"]].isna().all(axis=None)


def test_columns_have_the_types_of_the_project():
    table = covered(at(), at(tactic="call"))
    types = {name: str(table[name].dtype) for name in ("office_id", "last_action", "days_since", "postered", "status")}
    assert types == {
        "office_id": "str", "last_action": DAY, "days_since": "float64", "postered": "int64", "status": "category",
    }  # fmt: skip
    assert tuple(table["status"].cat.categories) == STATUSES


def test_postered_visited_and_rallied_count_actions_and_not_posters_or_people():
    row = covered(
        at(quantity=40), at(quantity=2), at(tactic="office_visit"), at(tactic="rally", quantity=300), at(tactic="call")
    ).loc["home"]
    assert row[["postered", "visited", "rallied", "riding_postered", "actions"]].tolist() == [2, 1, 1, 0, 5]


def test_calls_are_sums_of_quantities_and_an_attempt_is_not_a_contact():
    calls = [at(tactic="call", quantity=3, outcome=outcome) for outcome in CALL_OUTCOMES]
    row = covered(*calls, at(tactic="call", quantity_low=200, quantity_high=999)).loc["home"]
    assert (row["called_attempts"], row["called_contacts"]) == (8 * 3 + 599.5, 4 * 3 + 599.5)


def test_calls_whose_quantity_is_a_range_are_told_to_be_estimates():
    table = covered(
        at(tactic="call", quantity=3), at("far", tactic="call", quantity_low=200), at("far", quantity_low=2)
    )
    assert table.loc[["home", "far"], "estimated"].tolist() == [0, 1]


def test_a_hill_office_is_in_the_province_of_its_members_riding_as_an_action_there_is():
    hill = office("hill-qc", "member", "legislature", address="House of Commons", province="ON")
    places = frame([hill], OFFICE_COLUMNS).assign(riding=pd.Series(["2013:24055"], dtype="str"))
    assert coverage(resolved({}).iloc[:0], places, NAMES, shown(0, 0)[0])["province"].tolist() == ["QC"]


def test_an_office_of_no_riding_is_in_the_province_of_its_address():
    ircc = office("ircc-hq", "ircc", "department", province="ON")
    places = frame([ircc], OFFICE_COLUMNS).assign(riding=pd.Series([""], dtype="str"))
    assert coverage(resolved({}).iloc[:0], places, NAMES, shown(0, 0)[0])["province"].tolist() == ["ON"]


@pytest.mark.parametrize(
    ("actions", "status"),
    [
        ([at("far")], "none"),
        ([at(tactic="call", outcome="busy")], "attempted"),
        ([at(tactic="call", outcome="busy"), at(tactic="call", outcome="voicemail")], "called"),
        ([at(), at(tactic="call", outcome="busy")], "postered"),
        ([at(), at(tactic="call")], "called_and_postered"),
        ([at(tactic="rally")], "other"),
        ([at(tactic="training")], "other"),
        ([at(tactic="rally"), at(tactic="call", outcome="busy")], "attempted"),
    ],
)
def test_the_status_of_an_office_says_the_most_that_was_done(actions, status):
    assert covered(*actions).loc["home", "status"] == status


@pytest.mark.parametrize(
    ("others", "status"),
    [
        ([], "other"),
        ([at(tactic="call")], "called"),
        ([at(tactic="call", outcome="busy")], "attempted"),
        ([at()], "postered"),
        ([at(), at(tactic="call")], "called_and_postered"),
    ],
)
def test_without_removed_posters_an_office_is_what_still_stands_and_never_untouched(others, status):
    gone = at(quantity=17)
    whole, left = covered(gone, *others), standing([gone, *others], gone)
    row = left.loc["home"]
    assert (row["status"], row["removed"], row["postered"]) == (status, 1, whole.loc["home", "postered"] - 1)
    same = [name for name in whole.columns if name not in ("status", "postered")]
    pd.testing.assert_frame_equal(left[same], whole[same])
    assert left["status"].dtype == whole["status"].dtype


def test_posters_are_taken_off_the_place_they_were_put_up_at_and_no_other():
    of_riding = {"tactic": "poster_riding", "riding": HOME}
    of_target = {"tactic": "poster_office", "riding": HOME}
    unlisted = at("closed")
    every = (at(), at("far"), of_riding, of_target, unlisted)
    whole = covered(*every)
    for gone, place in zip(every, ("home", "far", "riding", "target", "other"), strict=True):
        left = standing(every, gone)
        changed = left.index[left["status"] != whole["status"].to_numpy()]
        assert changed.tolist() == [place]
        assert left.loc[place, ["postered", "riding_postered", "status"]].tolist() == [0, 0, "other"]


def test_a_riding_sums_up_what_still_stands():
    left = standing([at(), at("hill", tactic="call")], at())
    assert by_riding(left).set_index("riding").loc[HOME].tolist() == [2.0, "called"]


def test_actions_that_name_no_office_are_on_their_targets_row():
    table = covered(at(), {"tactic": "call", "quantity": 7, "riding": HOME, "province": "ON"})
    row = table.loc["target"]
    assert row[["office_id", "target_id", "target", "riding", "province"]].tolist() == [
        "", "minister", "The Minister", HOME, "ON",
    ]  # fmt: skip
    assert (row["status"], row["called_contacts"]) == ("called", 7)
    assert table.loc["home", "status"] == "postered"


def test_postering_of_a_riding_is_on_the_ridings_row_with_its_member_and_their_constituency_office():
    row = covered({"tactic": "poster_riding", "riding": HOME, "quantity": 500}).loc["riding"]
    assert row[["office_id", "target_id", "riding"]].tolist() == ["home", "minister", HOME]
    assert row[["postered", "riding_postered", "status"]].tolist() == [0, 1, "postered"]


def test_removed_posters_are_taken_off_on_the_days_and_among_the_tactics_that_are_shown():
    gone = [at(date=3), at(date=8)]
    left = {last: standing(gone, *gone, last=last).loc["home"] for last in (2, 5, 9)}
    assert [left[last]["status"] for last in left] == ["none", "other", "other"]
    assert [left[last]["removed"] for last in left] == [0, 1, 2]
    assert standing(gone, gone[0], first=5).loc["home", ["status", "removed"]].tolist() == ["postered", 0]
    assert standing(gone, *gone, tactics={"call"}).loc["home", ["status", "removed"]].tolist() == ["none", 0]


def test_one_postering_of_two_offices_is_gone_at_both_and_its_posters_are_counted_once():
    twice = {"action_id": "a", "quantity": 17}
    rows = Rows.of(resolved(at(**twice), at("far", **twice)))
    gone = Removed.of(rows, CoverageIndex(rows, offices(), NAMES).places)
    counts = gone.between(None, 10**6, None, 3)["poster_office"]
    assert counts.tolist() == [0, 1, 1]
    assert [gone.posters(np.array(keep)) for keep in ([True, True], [False, True], [False, False])] == [17, 17, 0]


def test_a_ridings_member_is_the_latest_known_one():
    poster = {"tactic": "poster_riding", "riding": HOME}
    row = covered({**poster, "target_id": "member"}, {**poster, "date": 5}, {**poster, "date": 9, "target_id": ""}).loc[
        "riding"
    ]
    assert (row["target_id"], row["riding_postered"]) == ("minister", 3)


def test_actions_toward_a_riding_whose_member_is_unknown_are_on_its_row_and_nobodys():
    row = covered({"target_id": "", "riding": NEXT, "quantity": 4}).loc["riding"]
    assert row[["office_id", "target_id", "target", "riding"]].tolist() == ["", "", "", NEXT]
    assert (row["called_attempts"], row["status"]) == (4, "called")


def test_effort_toward_nobody_is_on_no_row():
    table = covered({"target_id": "", "tactic": "training", "quantity": 50})
    assert table["actions"].sum() == 0
    assert len(table) == 3


def test_an_office_that_is_not_listed_keeps_its_actions_on_a_row_of_its_own():
    table = coverage(resolved(at("closed", province="ON")), offices(), NAMES, shown(5, 5)[0])
    row = table.iloc[3]
    assert row[["office_id", "target_id", "kind", "riding", "status"]].tolist() == [
        "closed", "minister", "other", HOME, "postered",
    ]  # fmt: skip


def test_an_action_at_two_offices_of_one_person_touched_both_and_is_counted_once_at_each():
    twice = {"action_id": "a", "tactic": "call", "quantity": 10}
    table = covered(at("home", **twice), at("hill", **twice, share=0.0), at("home", **twice, share=0.0))
    assert table.loc[["home", "hill"], "called_contacts"].tolist() == [10, 10]
    assert table.loc[["home", "hill"], "actions"].tolist() == [1, 1]


def test_a_split_quantity_is_divided():
    half = {"action_id": "a", "tactic": "call", "quantity": 10, "split": True, "share": 0.5}
    table = covered(at("home", **half), at("far", **half, target_id="member"))
    assert table.loc[["home", "far"], "called_attempts"].tolist() == [5, 5]


@pytest.mark.parametrize(
    ("first", "last", "counts"), [(None, 60, 1), (None, 9, 0), (10, 10, 1), (20, 60, 1), (21, 60, 0), (12, 15, 1)]
)
def test_an_action_counts_where_its_days_and_those_asked_for_overlap(first, last, counts):
    assert covered(at(date=10, date_end=20), first=first, last=last).loc["home", "actions"] == counts


def test_the_last_action_is_no_later_than_the_last_day_asked_for():
    actions = at(tactic="rally", date=3), at(date=1, date_end=30)
    assert covered(*actions, last=2).loc["home", ["last_tactic", "days_since"]].tolist() == ["poster_office", 0]
    row = covered(*actions, last=33).loc["home"]
    assert (row["last_action"], row["days_since"]) == (pd.Timestamp(START) + pd.Timedelta(days=30), 3)


def test_of_actions_ending_on_one_day_the_later_row_is_the_last():
    assert covered(at(), at(tactic="rally")).loc["home", "last_tactic"] == "rally"


def test_tactics_choose_what_counts_and_offices_stay():
    table = covered(at(), at(tactic="call"), {"tactic": "rally"}, tactics={"call"})
    assert table.loc["home", ["postered", "status"]].tolist() == [0, "called"]
    assert "target" not in table.index
    assert len(table) == 3


def test_ridings_put_all_their_rows_together():
    table = covered(
        at(),
        at("far", riding="2013:24055", tactic="call", outcome="busy"),
        {"tactic": "call", "riding": HOME, "quantity": 9},
        {"tactic": "poster_riding", "riding": NEXT, "target_id": ""},
        {"tactic": "rally", "target_id": "department"},
    )
    ridings = by_riding(table).set_index("riding")
    assert ridings["value"].to_dict() == {"2013:24055": 1, HOME: 2, NEXT: 1}
    assert ridings["status"].to_dict() == {"2013:24055": "attempted", HOME: "called_and_postered", NEXT: "postered"}
    assert by_riding(table, "called_attempts").set_index("riding").loc[HOME, "value"] == 9


def test_ridings_of_no_rows_are_none():
    table = coverage(resolved({}).iloc[:0], offices().iloc[:0], NAMES, shown(0, 0)[0])
    assert table.empty
    assert by_riding(table).empty


def test_changing_a_table_leaves_the_index_as_it_was():
    index = CoverageIndex(resolved(at()), offices(), NAMES)
    day = shown(5, 5)[0]
    before = index.table(None, day)
    changed = index.table(None, day)
    changed.loc[0, ["target", "postered"]] = ["Somebody", 9]
    assert index.table(None, day).equals(before)


@st.composite
def placed(draw):
    record = draw(records())
    where = {"office_id": ["", "home", "far"], "riding": ["", HOME, NEXT], "target_id": ["minister", "member", ""]}
    return {**record, **{name: draw(st.sampled_from(values)) for name, values in where.items()}, "share": 1.0}


@examples(20)
@given(st.lists(placed(), min_size=1, max_size=8), st.integers(0, 60), st.integers(0, 120))
def test_every_action_toward_anyone_is_on_exactly_one_row(rows, first, length):
    actions = resolved(*rows)
    days = shown(first, first + length)
    table = CoverageIndex(actions, offices(), NAMES).table(days[0], days[-1])
    begun = actions["date"] <= pd.Timestamp(days[-1])
    over = actions["date_end"] >= pd.Timestamp(days[0])
    toward = (actions[["office_id", "riding", "target_id"]] != "").any(axis=1)
    due = actions[begun & over & toward]
    assert table["actions"].sum() == len(due)
    assert table["postered"].sum() == (due["tactic"] == "poster_office").sum()
    assert table["called_attempts"].sum() >= table["called_contacts"].sum()
    assert np.array_equal(table["last_action"].isna(), table["actions"] == 0)
    assert np.array_equal(table["status"] == "none", table["actions"] == 0)
