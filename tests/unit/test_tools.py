"""Exports of the tools that campaigns use load as they are: no column is mapped by hand."""

from datetime import date
from functools import cache

import numpy as np
import pytest
from builders import judged, rejects_of
from reading import DIRECTORY, read, slip, stored
from tool_exports import DIALECTS, EXPORTS, KOBO_TAIL, UUIDS, export

from dashboard.ingest.choices import Choices
from dashboard.ingest.decode import read_table
from dashboard.ingest.tools import TOOLS, tool_of

PEOPLE = ("Field", "Other", "Third", "Fourth", "Voter", "Personne", "example.org", "555-01", "Elm St", "sam")


def said(file):
    """What each row became, without its line."""
    columns = ["source_id", "date", "date_end", "tactic", "outcome", "quantity", "split", "note", "target_id",
               "office_id", "riding"]  # fmt: skip
    return file.rows[columns].astype(object).fillna("").to_numpy().tolist()


@cache
def in_plain(name):
    """What an export says in its own dialect, as stored, and what became of its rows: the same beside every other."""
    file = read(export(name))
    return said(file), stored(file), slip(file).counts


def told(file, *columns):
    rows = file.rows.assign(date=file.rows["date"].astype(str))
    return [tuple(row) for row in rows[list(columns)].to_numpy().tolist()]


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_loads_with_no_mapping_and_accounts_for_each_row(name):
    file = read(export(name))
    receipt = slip(file)
    assert receipt.counts["added"] > 0
    assert receipt.counts["needs_decision"] == 0
    assert sum(receipt.counts.values()) == receipt.rows == len(EXPORTS[name][1])
    assert receipt.lines["line"].tolist() == file.raw.index.tolist()


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_says_the_same_in_every_dialect_and_adds_nothing_twice(name, dialect):
    (rows, known, first), other = in_plain(name), read(export(name, dialect))
    assert said(other) == rows
    counts = slip(other, known).counts
    assert (counts["added"], counts["updated"], counts["duplicate"]) == (0, 0, first["added"] + first["duplicate"])


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_that_overlaps_an_older_one_adds_only_what_is_new(name):
    rows = EXPORTS[name][1]
    older, whole = read(export(name, rows=rows[:-1])), read(export(name, "XLSX"))
    counts = slip(whole, stored(older)).counts
    assert counts["updated"] == 0
    assert counts["added"] == slip(whole).counts["added"] - slip(older).counts["added"]


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_of_the_people_in_an_export_is_in_what_would_be_stored(name):
    file = read(export(name))
    kept = " ".join(map(str, file.rows.to_numpy().ravel()))
    assert not [one for one in PEOPLE if one in kept]


@pytest.mark.parametrize("name", EXPORTS)
def test_the_receipt_says_whose_export_it_read(name):
    tool = tool_of(read_table(export(name)))
    assert f"Read as an export of {tool.name}." in read(export(name)).notes


def test_every_tool_has_a_sample():
    found = {tool_of(read_table(export(name))) for name in EXPORTS}
    assert found == set(TOOLS)


def test_our_own_logs_are_nobodys_export():
    assert tool_of(read_table(b"date,tactic,quantity,target,note\n2020-11-24,call,1,-,\n")) is None


@pytest.mark.parametrize("name", ["kobo names", "kobo labels", "kobo labels FR", "ODK"])
def test_submissions_are_dated_by_their_question_placed_by_their_point_and_refused_when_not_approved(name):
    file = read(export(name))
    assert told(file, "date", "tactic", "quantity", "target_id") == [
        ("2020-11-24", "call", 12, "marco-mendicino"), ("2020-11-25", "poster_office", 30, "chrystia-freeland"),
    ]  # fmt: skip
    assert "not approved" in slip(file).lines["reason"].iloc[2]
    assert file.rows["outcome"].tolist() == ["", ""]


def test_one_submission_has_one_id_in_every_export_of_its_tool():
    ids = [read(export(name)).rows["source_id"].tolist() for name in ("kobo names", "kobo labels", "ODK")]
    assert ids[0] == ids[1] == ids[2] == UUIDS[:2]


def test_an_edited_submission_keeps_its_id():
    header = ("date", "tactic", "quantity", "meta/instanceID", "meta/rootUuid", "_uuid")
    first = export_of(header, [["2020-11-24", "call", "1", "uuid:b", "uuid:a", "b"]])
    edited = export_of(header, [["2020-11-24", "call", "2", "uuid:c", "uuid:a", "c"]])
    assert slip(read(edited), stored(read(first))).counts["updated"] == 1


def test_a_submission_with_no_date_question_has_its_own_day():
    header = ("start", "end", "tactic", *KOBO_TAIL)
    row = ["2020-11-24T10:00:00", "2020-11-25T01:00:00", "call", *EXPORTS["kobo names"][1][0][-10:]]
    file = read(export_of(header, [row]))
    assert told(file, "date", "date_precision") == [("2020-11-24", "day")]


def test_the_point_of_a_submission_is_taken_from_whichever_columns_hold_it():
    for header, cells in (
        (("spot", "_spot_latitude", "_spot_longitude"), ("43.7 -79.4 0 0", "43.7", "-79.4")),
        (("spot-Latitude", "spot-Longitude"), ("43.7", "-79.4")),
        (("location",), ("43.7 -79.4 0 5",)),
        (("_geolocation",), ("[43.7, -79.4]",)),
    ):
        file = read(export_of((*header, "date", "tactic", "_uuid"), [[*cells, "2020-11-24", "call", "a"]]))
        assert told(file, "latitude", "longitude", "place") == [(43.7, -79.4, "")], header


def test_several_answers_to_what_was_done_are_asked_about():
    header = ("date", "tactic", "tactic/call", "tactic/rally", "_uuid")
    file = read(export_of(header, [["2020-11-24", "call rally", "1", "1", "a"], ["2020-11-24", "call", "1", "0", "b"]]))
    assert file.rows["tactic"].tolist() == ["call"]
    assert slip(file).counts["needs_decision"] == 1
    assert {meaning for meaning, _ in file.asked[0].candidates} == {"call", "rally"}


def test_several_targets_ticked_are_one_action():
    header = ("date", "tactic", "mp/marco_mendicino", "mp/chrystia_freeland", "_uuid")
    file = read(export_of(header, [["2020-11-24", "call", "1", "1", "a"]]))
    assert set(file.rows["target_id"]) == {"marco-mendicino", "chrystia-freeland"}
    assert file.rows["action"].nunique() == 1


def test_repeats_and_attachments_are_named():
    header = ("date", "tactic", "picture", "SET-OF-offices", "KEY", "instanceID")
    file = read(export_of(header, [["2020-11-24", "call", "a.jpg", "x", "uuid:a", "uuid:a"]]))
    notes = " ".join(file.notes)
    assert "'picture'" in notes
    assert "'offices'" in notes


def test_a_table_of_repeats_has_ids_of_its_own():
    header = ("date", "tactic", "_index", "_parent_index", "_submission__uuid", "_submission__submission_time")
    rows = [["2020-11-24", "call", "1", "1", "a", ""], ["2020-11-24", "call", "2", "1", "a", ""]]
    assert read(export_of(header, rows)).rows["source_id"].tolist() == ["a/1", "a/2"]


def test_people_become_counts_by_riding_and_day():
    file = read(export("Action Network"))
    assert told(file, "date", "tactic", "quantity", "riding") == [
        ("2020-11-24", "petition_online", 2, "2013:35024"),
        ("2020-11-24", "petition_online", 1, "2013:35110"),
        ("2020-11-25", "email_form", 1, "2013:35110"),
    ]
    receipt = slip(file)
    assert receipt.counts["added"] == receipt.rows == 4
    assert receipt.lines["reason"].iloc[1] == "Counted in line 2."


def test_a_part_of_an_export_counts_fewer_people_and_takes_nobody_back():
    whole = read(export("Action Network"))
    part = read(export("Action Network", rows=EXPORTS["Action Network"][1][1:2]))
    assert slip(part, stored(whole)).counts["duplicate"] == 1
    counts = slip(whole, stored(part)).counts
    assert (counts["updated"], counts["added"]) == (2, 2)


def test_people_are_counted_by_postal_code_where_boundaries_are_loaded():
    header, rows = EXPORTS["Action Network"]
    at = header.index("Riding")
    without = [name for name in header if name != "Riding"], [row[:at] + row[at + 1 :] for row in rows]
    file = read(export_of(*without), locate=Polygons())
    assert file.rows["riding"].tolist() == ["2013:35024", "2013:35110", "2013:35110"]
    assert file.rows["quantity"].tolist() == [2, 1, 1]
    assert file.rows["latitude"].isna().all()
    nowhere = read(export_of(*without))
    assert set(nowhere.rows["riding"]) == {""}
    assert any("count without one" in note for note in nowhere.notes)


def test_people_of_a_riding_that_is_not_known_are_all_asked_about_and_load_once_mended():
    header, rows = EXPORTS["Action Network"]
    at = header.index("Riding")
    wrong = [[*row[:at], "Nowhere at all", *row[at + 1 :]] for row in rows[:2]] + rows[2:]
    file = read(export_of(header, wrong))
    receipt = slip(file)
    assert receipt.counts["needs_decision"] == 2
    rejects = rejects_of(receipt)
    assert len(rejects) == 2
    mended = export_of((*header, "reason"), [[*row, "mended"] for row in rows[:2]])
    assert read(mended).rows["quantity"].tolist() == [2]
    assert slip(read(mended), stored(file)).counts["added"] == 2


def test_an_export_that_does_not_say_what_people_did_counts_online_actions_and_says_so():
    header, rows = EXPORTS["Action Network"]
    at = header.index("Action Type")
    file = read(export_of([*header[:at], *header[at + 1 :]], [[*row[:at], *row[at + 1 :]] for row in rows]))
    assert set(file.rows["tactic"]) == {"online_action"}
    assert any("online actions" in note for note in file.notes)


def test_calls_to_voters_press_nobody_in_power_and_the_receipt_says_so():
    header, rows = EXPORTS["VAN"]
    at = header.index("MP")
    file = read(export_of([*header[:at], *header[at + 1 :]], [[*row[:at], *row[at + 1 :]] for row in rows]))
    assert set(file.rows["target_id"] + file.rows["office_id"] + file.rows["riding"]) == {""}
    assert any("nobody in power" in note for note in file.notes)


def test_calls_to_a_list_of_offices_are_to_those_offices():
    file = read(export("CallHub"))
    assert told(file, "office_id", "target_id", "outcome") == [
        ("eglinton", "marco-mendicino", "reached"), ("bloor", "chrystia-freeland", "voicemail"),
        ("bloor", "chrystia-freeland", "no_answer"),
    ]  # fmt: skip


def test_a_voter_with_a_name_like_a_members_is_not_taken_for_one():
    header = ("Contact Name", "Canvass Result", "Date Contacted")
    rows = [["Marco Mendicino", "Left Message", "2020-11-24"], ["Voter One", "Left Message", "2020-11-24"]]
    assert set(read(export_of(header, rows)).rows["target_id"]) == {""}


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("Canvassed", "reached"), ("Not Home", "no_answer"), ("Left Message", "voicemail"), ("Refused", "refused"),
        ("Wrong Number", "wrong_number"), ("Disconnected", "wrong_number"), ("Busy", "busy"), ("ANSWER", "reached"),
        ("NO_ANSWER", "no_answer"), ("MACHINE", "voicemail"), ("Talking to Correct Person", "reached"),
        ("Answering Machine", "voicemail"), ("meaningful_interaction", "reached"), ("bad_info", "wrong_number"),
        ("Mauvais num\u00e9ro", "wrong_number"), ("Absent", "no_answer"), ("Occup\u00e9", "busy"),
    ],
)  # fmt: skip
def test_results_of_calls_are_outcomes(result, outcome):
    header = ("MP", "Canvass Result", "Date Contacted")
    file = read(export_of(header, [["Marco Mendicino", result, "2020-11-24"]]))
    assert file.rows["outcome"].tolist() == [outcome]


def test_two_columns_that_ask_the_same_are_both_left_out():
    header = ("Timestamp", "What did you do?", "How many calls?", "How many posters?")
    file = read(export_of(header, [["11/24/2020 9:05:00", "Call", "3", "4"]]))
    assert file.rows["quantity"].isna().all()
    assert {"How many calls?", "How many posters?"} <= set(file.dropped_columns)


def export_of(header, rows):
    return DIALECTS["plain"](header, rows)


class Polygons:
    """Two ridings, parted at 79.41 degrees west."""

    def __call__(self, lon, _lat, order):
        return np.array([f"{order}:{'35024' if one < -79.41 else '35110'}" for one in lon], dtype=object)

    def points(self, codes):
        west = np.array([-79.43 if code.startswith("M6A") else -79.40 for code in codes])
        return np.full(len(codes), 43.7), west


def test_a_wish_of_the_person_goes_before_what_the_tool_says():
    file = read(export("kobo labels"), choices=Choices(columns={"note": "Which MP?", "target": ""}))
    assert set(file.rows["note"]) == {"Marco Mendicino", "Chrystia Freeland"}


def test_days_of_an_export_are_local_as_written():
    file = read(export("ODK"))
    assert file.rows["date"].dt.date.tolist()[0] == date(2020, 11, 24)
    assert len(judged(file, stored(file), DIRECTORY)) == 2
