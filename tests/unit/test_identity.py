import numpy as np
import pandas as pd
import pytest
from builders import judged as judge
from builders import receipt_of, rejects_of
from hypothesis import given
from hypothesis import strategies as st
from tries import examples

from dashboard.campaign import DirectoryTables
from dashboard.directory import Directory
from dashboard.identity import Parsed, empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET, FATES, frame

RIDING = "2013:35024"
EVERYTHING = frozenset(ACTION_CONTENT + ACTION_TARGET)
DIRECTORY = Directory(
    DirectoryTables.of(
        people=[{"target_id": "marco", "name": "Marco Mendicino", "kind": "person"}],
        terms=[{"target_id": "marco", "riding": RIDING, "party": "Liberal", "from": "2015-10-19"}],
        offices=[{"office_id": "marco-office", "target_id": "marco", "kind": "constituency"}],
    )
)


def row(day="2020-11-24", **fields):
    return {
        "date": day, "date_end": day, "date_precision": "day", "tactic": "call", "quantity": 10.0, "target_id": "marco",
        **fields,
    }  # fmt: skip


def parsed(*rows, problems=(), columns=EVERYTHING):
    """A file of these rows: each its own line and action unless it says otherwise."""
    records = [{"line": place + 2, "action": place, **one} for place, one in enumerate(rows)]
    table = frame(records, ROW_TYPES)
    table["action"] = pd.factorize(table["action"])[0]
    told = pd.DataFrame(list(problems), columns=empty_problems().columns) if problems else empty_problems()
    lines = sorted({*table["line"], *told["line"]})
    raw = pd.DataFrame({"what": [f"line {line}" for line in lines]}, index=lines, dtype="str")
    return Parsed.of(("what",), raw, table, told, content_columns=columns)


def known(*rows):
    """Actions of the store, as a file of these rows left them there."""
    records = [{"action_id": f"a{place}", **one} for place, one in enumerate(rows)]
    types = {"action_id": "str", **{name: kind for name, kind in ROW_TYPES.items() if name not in ("line", "action")}}
    table = frame(records, types)
    return table.assign(position=table.groupby("action_id").cumcount(), upload_id=1)


def stored(file, judged):
    rows = file.rows.merge(judged[["action", "action_id"]], on="action")
    return rows.assign(position=rows.groupby("action_id").cumcount(), upload_id=1)


def fates(file, actions):
    return judge(file, actions, DIRECTORY)["fate"].tolist()


def test_a_row_that_nothing_is_known_of_is_added_with_an_id_made_of_its_content():
    one, other = judge(parsed(row()), known(), DIRECTORY), judge(parsed(row(), row()), known(), DIRECTORY)
    assert one["fate"].tolist() == ["added"]
    assert one["action_id"][0] == other["action_id"][0]
    assert other["action_id"].str[-2:].tolist() == ["-1", "-2"]


def test_the_same_row_again_is_a_duplicate_of_the_action_it_became():
    judged = judge(parsed(row()), known(row()), DIRECTORY)
    assert judged[["fate", "action_id"]].to_numpy().tolist() == [["duplicate", "a0"]]
    assert "a0" in judged["reason"][0]


def test_two_equal_rows_stay_two_and_a_third_is_new():
    assert fates(parsed(row(), row()), known(row(), row())) == ["duplicate", "duplicate"]
    assert fates(parsed(row(), row(), row()), known(row(), row())) == ["duplicate", "duplicate", "added"]


@pytest.mark.parametrize(
    "change",
    [
        {"tactic": "rally"}, {"quantity": 11.0}, {"quantity": np.nan}, {"quantity_low": 5.0}, {"quantity_high": 50.0},
        {"outcome": "reached"}, {"note": "with banner"}, {"date_end": "2020-11-25"}, {"target_id": "other"},
        {"office_id": "marco-office"}, {"target_id": "", "riding": "2013:35025"},
    ],
)  # fmt: skip
def test_a_row_without_id_that_says_anything_else_is_another_action(change):
    assert fates(parsed(row(**change)), known(row())) == ["added"]


@pytest.mark.parametrize("change", [{"place": "corner"}, {"group": "MSU"}, {"split": True}, {"note": " "}])
def test_a_row_without_id_is_the_same_action_whatever_is_not_part_of_its_identity(change):
    assert fates(parsed(row(**change)), known(row())) == ["duplicate"]


def test_notes_are_compared_without_spaces_and_case():
    assert fates(parsed(row(note="Two  Banners\n")), known(row(note="two banners"))) == ["duplicate"]


def test_a_riding_and_its_member_are_the_same_place():
    riding = row(target_id="", riding=RIDING)
    assert fates(parsed(row()), known(riding)) == ["duplicate"]
    assert fates(parsed(riding), known(row())) == ["duplicate"]
    assert fates(parsed(riding, row()), known(row())) == ["added", "duplicate"]


def test_the_order_of_targets_and_their_repeats_do_not_matter():
    two = [row(target_id="a", action=0), row(target_id="b", action=0)]
    again = [row(target_id="b", action=0), row(target_id="a", action=0), row(target_id="b", action=0)]
    here = known(*[{**one, "action_id": "x"} for one in two])
    assert fates(parsed(*again), here) == ["duplicate"]
    assert fates(parsed(two[0]), here) == ["added"]


def test_an_id_that_is_known_with_the_same_content_is_a_duplicate():
    assert fates(parsed(row(source_id="a0")), known(row())) == ["duplicate"]


def test_an_id_that_is_known_with_other_content_is_an_update_that_names_what_changes():
    judged = judge(parsed(row(source_id="a0", note="mended", quantity=12.0)), known(row()), DIRECTORY)
    assert judged[["fate", "action_id", "changed"]].to_numpy().tolist() == [["updated", "a0", "quantity note"]]


def test_an_id_that_is_new_is_added_under_that_id_even_beside_an_equal_action():
    judged = judge(parsed(row(source_id="mine")), known(row()), DIRECTORY)
    assert judged[["fate", "action_id"]].to_numpy().tolist() == [["added", "mine"]]


def test_only_columns_of_the_file_can_change_an_action():
    file = parsed(row(source_id="a0"), columns=frozenset({"date", "tactic", "quantity"}))
    assert fates(file, known(row(note="kept", group="kept", target_id="other"))) == ["duplicate"]


def test_a_new_first_day_takes_its_last_day_along():
    file = parsed(row("2020-11-25", source_id="a0"), columns=frozenset({"date", "tactic"}))
    assert judge(file, known(row()), DIRECTORY)["changed"].tolist() == ["date date_end date_precision"]


def test_targets_of_an_id_are_compared_as_they_resolve():
    exported = row(source_id="a0", target_id="marco", office_id="marco-office", riding=RIDING)
    assert fates(parsed(exported), known(row(target_id="", office_id="marco-office"))) == ["duplicate"]
    judged = judge(parsed({**exported, "office_id": ""}), known(row(target_id="", office_id="marco-office")), DIRECTORY)
    assert judged["changed"].tolist() == ["targets"]


def test_an_action_claimed_by_an_id_of_the_file_is_not_the_twin_of_a_row_without_one():
    assert fates(parsed(row(), row(source_id="a0")), known(row())) == ["added", "duplicate"]


def test_new_ids_avoid_those_that_are_taken():
    first = judge(parsed(row()), known(), DIRECTORY)["action_id"][0]
    taken = known({**row(quantity=99.0), "action_id": first})
    both = judge(parsed(row(quantity=99.0, source_id=first), row()), taken, DIRECTORY)
    assert both["action_id"].tolist() == [first, first[:-1] + "2"]
    assert both["fate"].tolist() == ["duplicate", "added"]


def test_a_row_that_was_corrected_since_is_there_already():
    first = judge(parsed(row()), known(), DIRECTORY)["action_id"][0]
    corrected = known({**row(quantity=99.0), "action_id": first})
    found = judge(parsed(row(), row()), corrected, DIRECTORY)
    assert found["fate"].tolist() == ["duplicate", "added"]
    assert found["action_id"].tolist() == [first, first[:-1] + "2"]


def test_an_empty_file_is_judged_to_nothing():
    assert judge(parsed(), known(row()), DIRECTORY).empty


def test_a_receipt_has_every_line_once_and_its_counts_add_up():
    problem = (9, "refused", "date", "2020-13-45", "There is no such day.")
    file = parsed(row(action=0), row(action=0, target_id="b", line=2), row(), problems=[problem])
    slip = receipt_of(file, known(), DIRECTORY, upload_id=7)
    assert slip.rows == 3
    assert slip.lines["line"].tolist() == [2, 4, 9]
    assert slip.counts == {"added": 2, "updated": 0, "duplicate": 0, "needs_decision": 0, "refused": 1}
    assert slip.as_json() == {"upload_id": 7, "rows": 3, **slip.counts, "dropped_columns": []}
    assert rejects_of(slip).to_dict("records") == [{"what": "line 9", "reason": "There is no such day."}]


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["2020-11-24", "2020-12-01"]),
        tactic=st.sampled_from(["call", "rally"]),
        quantity=st.sampled_from([1.0, np.nan]),
        note=st.sampled_from(["", "a"]),
        target_id=st.sampled_from(["marco", ""]),
        riding=st.sampled_from([RIDING, ""]),
    ),
    max_size=12,
)


@examples(10)
@given(ROWS, st.randoms())
def test_a_file_judged_against_itself_in_any_order_is_all_duplicates(rows, random):
    file = parsed(*rows)
    first = judge(file, known(), DIRECTORY)
    shuffled = random.sample(rows, len(rows))
    again = judge(parsed(*shuffled), stored(file, first), DIRECTORY)
    assert set(first["fate"]) <= {"added"}
    assert set(again["fate"]) <= {"duplicate"}
    assert again["action_id"].is_unique
    assert set(judge(parsed(*shuffled), known(), DIRECTORY)["action_id"]) == set(first["action_id"])


@examples(10)
@given(ROWS, ROWS)
def test_an_overlapping_file_adds_only_what_is_not_there_yet(older, newer):
    file = parsed(*older)
    here = stored(file, judge(file, known(), DIRECTORY))
    judged = judge(parsed(*older, *newer), here, DIRECTORY)
    assert (judged["fate"] == "duplicate").sum() == len(older)
    assert (judged["fate"] == "added").sum() == len(newer)
    slip = receipt_of(parsed(*older, *newer), here, DIRECTORY)
    assert sum(slip.counts[fate] for fate in FATES) == slip.rows == len(older) + len(newer)
