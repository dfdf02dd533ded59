"""Every row is usable, a duplicate, asked about or refused, each with its reason; nothing is guessed in silence."""

import math
from dataclasses import replace

import numpy as np
import pytest
from builders import judged, rejects_of
from reading import CAMPAIGN, DIRECTORY, cell, column, problem, read, slip, stored

from dashboard.campaign import Campaign
from dashboard.errors import UsageError
from dashboard.ingest import Choices
from dashboard.ingest.columns import UnmappedFileError
from dashboard.ingest.privacy import REMOVED
from dashboard.ingest.template import EXAMPLE_NOTES
from dashboard.schema import TACTICS


def one(file):
    assert len(file.rows) == 1, file.problems["reason"].tolist()
    return file.rows.iloc[0]


def places(file):
    return file.rows[["target_id", "office_id", "riding"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("written", "tactic"),
    [
        *[(tactic, tactic) for tactic in TACTICS], ("Poster", "poster_office"), ("postering", "poster_office"),
        ("postered", "poster_office"), ("flyer posted", "poster_office"), ("Affichage", "poster_office"),
        ("phone", "call"), ("Phoned", "call"), ("appel", "call"), ("visit", "office_visit"),
        ("delegation", "office_visit"), ("visite", "office_visit"), ("Petition delivered", "petition_delivery"),
        ("remise de pétition", "petition_delivery"),
        ("protest", "rally"), ("picket", "rally"), ("manif", "rally"), ("Manifestation", "rally"), ("email", "letter"),
        ("courriel", "letter"), ("Lettre", "letter"), ("Office Visit", "office_visit"),
    ],
)  # fmt: skip
def test_a_tactic_is_known_by_its_names_in_both_languages(written, tactic):
    assert one(read(f"date,tactic\n2020-11-24,{written}\n"))["tactic"] == tactic


@pytest.mark.parametrize("written", ["vm", "Left message", "message vocal"])
def test_a_message_left_is_a_call_with_its_outcome(written):
    row = one(read(f"date,tactic\n2020-11-24,{written}\n"))
    assert (row["tactic"], row["outcome"]) == ("call", "voicemail")


def test_a_tactic_nobody_knows_is_asked_about_with_the_nearest():
    fate, reason = problem(read("date,tactic\n2020-11-24,pstering\n"))
    assert fate == "needs_decision"
    assert "poster_office" in reason
    assert problem(read("date,tactic\n2020-11-24,\n"))[0] == "refused"


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("reached", "reached"), ("Spoke with", "reached"), ("Left Message", "voicemail"), ("répondeur", "voicemail"),
        ("hung up", "refused"), ("Not Home", "no_answer"), ("occupé", "busy"), ("mailbox full", "mailbox_full"),
        ("Wrong Number", "wrong_number"), ("unknown", "unknown"), ("", ""),
    ],
)  # fmt: skip
def test_an_outcome_is_known_by_its_names(written, outcome):
    assert one(cell("outcome", written))["outcome"] == outcome


def test_an_outcome_nobody_knows_is_asked_about():
    assert problem(cell("outcome", "reachd"))[0] == "needs_decision"
    assert "reached" in problem(cell("outcome", "reachd"))[1]


def test_only_calls_have_an_outcome_and_another_one_is_left_out_and_said():
    file = cell("outcome", "done", tactic="rally")
    assert one(file)["outcome"] == ""
    assert "line 2" in file.notes[0]


def test_synonyms_of_columns_are_mapped_in_both_languages():
    file = read(
        "Jour;Tactique;Nombre;Député;Circonscription;Résultat;Remarque\n2020-11-24;appel;3;Mendicino;Eglinton-Lawrence;rejoint;ok\n"
    )
    row = one(file)
    assert (row["quantity"], row["target_id"], row["riding"]) == (3, "marco-mendicino", "2013:35024")
    assert (row["outcome"], row["note"]) == ("reached", "ok")
    assert file.dropped_columns == ()


@pytest.mark.parametrize(
    "names",
    [
        "When,What", "timestamp,Action Type", "action_date,moyen", "DATE,Type", "Date of call,What was done",
        "Date / Jour,Tactique (type)",
        "On which day?,What kind of action was it?", "Quel jour,Ce qui a \u00e9t\u00e9 fait",
    ],
)  # fmt: skip
def test_date_and_tactic_have_many_names(names):
    assert len(read(f"{names}\n2020-11-24,call\n").rows) == 1


def test_two_columns_whose_words_ask_for_the_same_are_not_chosen_between():
    with pytest.raises(UnmappedFileError):
        read("date,What type of action first?,What type of action then?\n2020-11-24,call,visit\n")


@pytest.mark.parametrize("header", ["D\u00e9put\u00e9 / MP", "MP (name of MP)", "D\u00e9put\u00e9|MP"])
def test_a_column_whose_name_is_said_twice_is_known(header):
    assert read(f"date,tactic,{header}\n2020-11-24,call,Mendicino\n").rows["target_id"].tolist() == ["marco-mendicino"]


def test_a_column_whose_name_says_two_things_is_not_guessed():
    file = read("date,tactic,MP / Note\n2020-11-24,call,Mendicino\n")
    assert file.dropped_columns == ("MP / Note",)


def test_unknown_columns_are_dropped_and_named():
    file = read("date,tactic,Volunteer name,E-mail,note\n2020-11-24,call,Ann,a@example.org,x\n")
    assert file.dropped_columns == ("Volunteer name", "E-mail")
    assert "Ann" not in file.rows.to_string()


def test_of_two_columns_for_one_field_the_nearer_name_is_used_and_the_other_named():
    file = read("Timestamp,date,tactic\n2021-01-01,2020-11-24,call\n")
    assert str(one(file)["date"].date()) == "2020-11-24"
    assert file.dropped_columns == ("Timestamp",)
    assert "'Timestamp'" in file.notes[0]


def test_only_what_the_file_speaks_of_can_change_an_action():
    assert read("date,tactic,note\n2020-11-24,call,a\n").content_columns == {"date", "tactic", "note"}
    spoken = read("date,tactic,quantity,mp\n2020-11,vm,hundreds,Mendicino\n").content_columns
    assert spoken == {
        "date",
        "date_end",
        "date_precision",
        "tactic",
        "outcome",
        "quantity",
        "quantity_low",
        "quantity_high",
        "target_id",
    }


@pytest.mark.parametrize(("text", "split"), [("yes", True), ("oui", True), ("no", False), ("", False), ("1", True)])
def test_split_is_yes_or_no(text, split):
    assert one(cell("split", text))["split"] == split


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("split", "perhaps"), ("evidence_url", "javascript:alert(1)"), ("evidence_url", "www.example.org"),
        ("evidence_url", "see https://example.org"), ("riding_order", "2003"), ("date_precision", "year"),
        ("latitude", "43.7"), ("action_id", "x" * 201), ("riding", "99999"), ("riding", "3502"),
    ],
)  # fmt: skip
def test_a_cell_that_can_only_be_wrong_refuses_its_row(name, text):
    fate, reason = problem(cell(name, text))
    assert fate == "refused"
    assert reason.endswith(".")


def test_the_riding_99999_is_told_what_to_do():
    reason = problem(cell("riding", "99999"))[1]
    assert reason == "No riding has the code 99999: correct the code or write the riding's name."


def test_links_are_kept():
    assert one(cell("evidence_url", "https://example.org/a?b=c"))["evidence_url"] == "https://example.org/a?b=c"
    two = "https://example.org/a; http://example.org/b"
    assert one(cell("evidence_url", two))["evidence_url"] == "https://example.org/a http://example.org/b"


def test_a_point_is_kept_and_must_lie_on_the_globe():
    row = one(read("date,tactic,lat,long\n2020-11-24,rally,43.7160,-79.4270\n"))
    assert (row["latitude"], row["longitude"]) == (43.716, -79.427)
    assert "90" in problem(read("date,tactic,lat,long\n2020-11-24,rally,143.7,-79.4\n"))[1]
    assert math.isnan(one(cell("note", ""))["latitude"])


def in_squares(_longitude, latitude, order):
    """A riding of each order, whose polygon is all that lies north of 45 degrees."""
    keys = {2013: "2013:35024", 2023: "2023:35026"}
    return np.where(np.asarray(latitude) > 45, keys[order], "").astype(object)


NORTH, SOUTH = "45.5,-75.7", "44.5,-75.7"


def at_points(*rows, **options):
    log = "date,tactic,riding_order,target,latitude,longitude\n" + "".join(f"{row}\n" for row in rows)
    return read(log, locate=in_squares, **options)


@pytest.mark.parametrize(
    ("row", "order", "key"),
    [
        (f"2024-05-01,poster_riding,,,{NORTH}", None, "2013:35024"),
        (f"2025-05-01,poster_riding,,,{NORTH}", None, "2023:35026"),
        (f"2025-05-01,poster_riding,2013,,{NORTH}", None, "2013:35024"),
        (f"2024-05-01,poster_riding,,,{NORTH}", 2023, "2023:35026"),
        (f"2024-05-01,poster_riding,,,{SOUTH}", None, ""),
        (f"2020-11-24,rally,,Immigration Refugees and Citizenship Canada,{NORTH}", None, "2013:35024"),
        (f"2020-11-24,rally,,Chrystia Freeland,{NORTH}", None, ""),
        (f"2020-11-24,rally,,-,{NORTH}", None, ""),
    ],
)
def test_a_point_without_a_riding_gets_the_one_that_holds_it_in_the_order_of_its_day(row, order, key):
    file = at_points(row, campaign=replace(CAMPAIGN, riding_order=order))
    assert file.rows["riding"].tolist() == [key]


def test_the_receipt_tells_which_points_got_a_riding_and_which_lie_in_none():
    file = at_points(f"2024-05-01,call,,,{NORTH}", f"2024-05-01,call,,,{SOUTH}", "2024-05-02,call,,,,")
    assert "Rows with a point and no riding got the riding in which the point lies (line 2)." in file.notes
    assert "Rows with a point stay without a riding, as no boundaries loaded hold it (line 3)." in file.notes


def test_without_boundaries_a_point_stays_without_a_riding_and_that_is_told():
    file = read(f"date,tactic,latitude,longitude\n2024-05-01,call,{NORTH}\n")
    assert file.rows["riding"].tolist() == [""]
    assert any("no boundaries loaded hold it (line 2)" in note for note in file.notes)


def test_a_riding_that_is_stated_stands_wherever_the_point_lies():
    log = f"date,tactic,riding,latitude,longitude\n2020-11-24,poster_riding,Vancouver East,{NORTH}\n"
    assert read(log, locate=in_squares).rows["riding"].tolist() == ["2013:59035"]


@pytest.mark.parametrize(("first", "then"), [(None, in_squares), (in_squares, None), (in_squares, in_squares)])
def test_a_file_of_points_comes_in_once_whether_boundaries_were_loaded_before_or_after(first, then):
    log = f"date,tactic,latitude,longitude\n2024-05-01,call,{NORTH}\n2024-05-01,call,46,-70\n"
    known = stored(read(log, locate=first))
    assert judged(read(log, locate=then), known, DIRECTORY)["fate"].tolist() == ["duplicate"] * 2


def test_another_point_is_another_action_though_its_riding_was_not_known_before():
    log = f"date,tactic,latitude,longitude\n2024-05-01,call,{NORTH}\n"
    known = stored(read(log))
    assert judged(read(log.replace(NORTH, "46,-70"), locate=in_squares), known, DIRECTORY)["fate"].tolist() == ["added"]


def test_several_targets_are_parted_by_semicolons_and_a_repeated_one_counts_once():
    file = cell("target", "Mendicino; Freeland ;Marco Mendicino;")
    assert [target for target, _, _ in places(file)] == ["marco-mendicino", "chrystia-freeland"]
    assert file.rows["action"].nunique() == 1


def test_a_row_of_which_one_target_is_not_known_waits_whole():
    file = cell("target", "Mendicino; Nobody Known")
    assert file.rows.empty
    assert problem(file)[0] == "needs_decision"


def test_a_target_by_id_is_preferred_to_its_name():
    assert places(read("date,tactic,target_id,target\n2020-11-24,call,ircc,Mendicino\n"))[0][0] == "ircc"
    assert (
        places(read("date,tactic,target_id,target\n2020-11-24,call,unknown-id,Mendicino\n"))[0][0] == "marco-mendicino"
    )


def test_nobody_is_a_dash_and_keeps_where_it_was_as_its_place():
    file = read("date,tactic,target,riding\n2020-11-24,info session,-,Eglinton—Lawrence\n")
    assert places(file) == [["", "", ""]]
    assert one(file)["place"] == "Eglinton—Lawrence"
    assert "line 2" in file.notes[0]


@pytest.mark.parametrize("text", ["-;Marco Mendicino", "Marco Mendicino; -", "\u2013;Freeland"])
def test_nobody_beside_somebody_is_asked_about(text):
    fate, reason = problem(cell("target", text))
    assert fate == "needs_decision"
    assert "names somebody too" in reason


def test_nobody_twice_is_nobody():
    assert places(cell("target", "-;-")) == [["", "", ""]]


def test_a_row_that_names_no_target_is_effort_and_that_is_said():
    file = cell("target", "")
    assert places(file) == [["", "", ""]]
    assert "count as effort" in file.notes[0]


@pytest.mark.parametrize(
    ("targets", "offices", "ridings", "wanted"),
    [
        ("Mendicino", "eglinton", "35024", [["marco-mendicino", "eglinton", "2013:35024"]]),
        ("", "eglinton; bloor", "", [["", "eglinton", ""], ["", "bloor", ""]]),
        ("", "", "35024; 35110", [["", "", "2013:35024"], ["", "", "2013:35110"]]),
        ("Freeland; Mendicino", "eglinton; bloor", "35024; 35110",
         [["chrystia-freeland", "bloor", "2013:35110"], ["marco-mendicino", "eglinton", "2013:35024"]]),
        ("Mendicino", "eglinton; hill", "", [["marco-mendicino", "eglinton", ""], ["marco-mendicino", "hill", ""]]),
    ],
)  # fmt: skip
def test_targets_offices_and_ridings_of_a_row_are_paired(targets, offices, ridings, wanted):
    file = read(f'date,tactic,target,office,riding\n2020-11-24,poster,"{targets}","{offices}","{ridings}"\n')
    assert places(file) == wanted


def test_a_target_and_a_riding_that_contradict_each_other_are_kept_and_listed_as_a_doubt():
    file = read("date,tactic,target,riding\n2020-11-24,call,Mendicino,35110\n2020-11-24,call,Freeland,35110\n")
    assert [note for note in file.notes if note.startswith("Doubt")] == [
        "Doubt: target and riding contradict each other, and the target decides (line 2)."
    ]


def test_an_office_of_another_and_a_riding_in_another_province_are_doubts():
    file = read("date,tactic,target,office,riding,province\n2020-11-24,call,Freeland,eglinton,35110,QC\n")
    assert sum(note.startswith("Doubt") for note in file.notes) == 2


def test_near_matches_are_listed_with_their_score():
    file = column("riding", "Eglinton—Lawrense")
    assert file.matched[0][:3] == ("riding", "Eglinton—Lawrense", "Eglinton—Lawrence")
    assert 90 <= file.matched[0].score < 100
    assert "score" in file.notes[0]
    assert not column("riding", "eglinton lawrence").matched


@pytest.mark.parametrize(
    ("day", "stated", "order", "key"),
    [
        ("2020-11-24", "", None, "2013:35024"), ("2025-03-23", "", None, "2013:35024"),
        ("2025-03-24", "", None, "2023:35024"), ("2025-03-24", "", 2013, "2013:35024"),
        ("2025-03-24", "2023", 2013, "2023:35024"), ("2020-11-24", "2023", None, "2023:35024"),
    ],
)  # fmt: skip
def test_the_order_is_the_rows_else_the_campaigns_else_that_of_the_day(day, stated, order, key):
    campaign = Campaign(**{name: getattr(CAMPAIGN, name) for name in CAMPAIGN.__slots__} | {"riding_order": order})
    file = read(f"date,tactic,riding,riding_order\n{day},call,35024,{stated}\n", campaign=campaign)
    assert one(file)["riding"] == key


def test_code_and_name_together_settle_the_order():
    text = "date,tactic,riding,riding_code\n2020-11-24,call,Don Valley West,35024\n"
    assert one(read(text))["riding"] == "2023:35024"
    assert problem(read(text.replace("Don Valley West", "Papineau")))[0] == "needs_decision"


def test_rows_of_one_id_that_differ_in_target_are_one_action():
    file = read("action_id,date,tactic,target\na,2020-11-24,call,Mendicino\na,2020-11-24,call,Freeland\n")
    assert file.rows["action"].tolist() == [0, 0]
    assert slip(file).counts["added"] == 2
    assert set(slip(file).lines["action_id"]) == {"a"}


def test_an_exact_repeat_of_an_id_is_a_duplicate_of_its_line():
    file = read(
        "action_id,date,tactic,target\na,2020-11-24,call,Mendicino\nb,2020-11-24,call,-\na,2020-11-24,call,Mendicino\n"
    )
    assert problem(file) == ("duplicate", "Repeats line 2.")
    assert slip(file).counts == {"added": 2, "updated": 0, "duplicate": 1, "needs_decision": 0, "refused": 0}


def test_an_id_with_two_contents_is_asked_about_on_every_line():
    file = read(
        "action_id,date,tactic,note\na,2020-11-24,call,x\na,2020-11-24,call,x\na,2020-11-24,call,y\nb,2020-11-24,call,y\n"
    )
    assert file.problems[["line", "fate"]].to_numpy().tolist() == [[line, "needs_decision"] for line in (2, 3, 4)]
    assert "lines 2, 3 and 4" in file.problems["reason"][0]
    assert file.rows["source_id"].tolist() == ["b"]


def test_an_action_of_which_one_line_is_bad_waits_whole_so_that_mending_it_loses_no_target():
    file = read("action_id,date,tactic,target\na,2020-11-24,call,Mendicino\na,2020-11-24,call,Nobody Known\n")
    assert file.rows.empty
    assert file.problems["fate"].tolist() == ["needs_decision"] * 2


def test_all_that_is_wrong_with_a_row_is_told_at_once():
    receipt = slip(read("date,tactic,quantity,riding\n2020-13-45,flying,-4,99999\n"))
    assert receipt.counts["refused"] == 1
    for told in ("2020-13-45", "flying", "-4", "99999"):
        assert told in receipt.lines["reason"][0]


def test_the_mended_rejects_load_and_their_reason_is_not_a_column_of_ours():
    file = read("date,tactic,Helper\n2020-13-45,call,Ann\n2020-11-24,call,Bea\n")
    rejects = rejects_of(slip(file))
    assert list(rejects.columns) == ["date", "tactic", "Helper", "reason"]
    mended = read(rejects.assign(date="2020-11-25").to_csv(index=False))
    assert slip(mended).counts["added"] == 1
    assert mended.dropped_columns == ("Helper",)


@pytest.mark.parametrize(
    "secret",
    [
        "ann.lee@example.org",
        "416-555-0199",
        "(416) 555 0199",
        "+1 416 555-0199",
        "4165550199",
        "046 454 286",
        "046454286",
    ],
)
def test_personal_data_in_free_text_is_removed_and_counted(secret):
    file = read(f"date,tactic,note,place,group\n2020-11-24,call,ask {secret} again,at {secret},{secret}\n")
    row = one(file)
    assert (row["note"], row["place"], row["group"]) == (f"ask {REMOVED} again", f"at {REMOVED}", REMOVED)
    assert "Taken out in 3 places: a" in " ".join(file.notes)


@pytest.mark.parametrize(
    "public",
    [
        "416-781-5583",
        "1 416 781 5583",
        "marco.mendicino@parl.gc.ca",
        "16,000 of 52000",
        "2020-11-24",
        "123 456 789",
        "35024",
    ],
)
def test_published_contacts_and_other_numbers_stay(public):
    assert one(cell("note", f"call {public} now"))["note"] == f"call {public} now"


def test_a_private_note_is_kept_as_it_is_where_that_is_chosen():
    kept = cell("private_note", "ann@example.org", choices=Choices(privacy="private"))
    assert one(kept)["private_note"] == "ann@example.org"
    assert one(cell("private_note", "ann@example.org"))["private_note"] == "[removed]"
    assert one(cell("private_note", "her door"))["private_note"] == "her door"


def test_columns_have_their_types_also_when_there_is_no_row():
    kinds = dict(read("date,tactic\n").rows.dtypes.astype(str))
    assert kinds == dict(read("date,tactic\n2020-11-24,call\n").rows.dtypes.astype(str))
    assert "object" not in kinds.values()


def test_an_example_row_with_another_day_is_somebodys_action():
    assert one(cell("note", EXAMPLE_NOTES["en"], day="2021-02-03"))["note"] == EXAMPLE_NOTES["en"]
    assert problem(cell("note", EXAMPLE_NOTES["en"]))[0] == "needs_decision"


def test_a_wrong_date_order_is_told():
    with pytest.raises(UsageError, match="dmy"):
        cell("note", "", date_order="ymd")


def test_an_export_of_ours_comes_back_as_duplicates():
    first = read(
        "date,tactic,quantity,target,riding,note\n2020-11-24,call,12.125,Mendicino;Freeland,,a\n2020-11-24,poster_riding,1.5,,35024,\n"
    )
    here = stored(first)
    names = {"marco-mendicino": "Marco Mendicino", "chrystia-freeland": "Chrystia Freeland", "": ""}
    lines = [
        "action_id,date,date_end,date_precision,tactic,quantity,target_id,target,office_id,riding_order,riding_code,riding,note,upload_id"
    ]
    for row in here.itertuples():
        amount = "" if math.isnan(row.quantity) else repr(row.quantity)
        who = row.target_id or "marco-mendicino"
        seat = {
            "marco-mendicino": "2013,35024,Eglinton—Lawrence",
            "chrystia-freeland": "2013,35110,University—Rosedale",
        }[who]
        day = row.date.date()
        lines.append(f"{row.action_id},{day},{day},day,{row.tactic},{amount},{who},{names[who]},,{seat},{row.note},1")
    counts = slip(read("\n".join(lines)), here).counts
    assert counts == {"added": 0, "updated": 0, "duplicate": 3, "needs_decision": 0, "refused": 0}


def test_a_file_in_which_no_row_of_several_targets_is_understood_is_asked_about():
    parsed = read("date,tactic,target,office\n2020-11-24,call,;Nobody At All;Nor Anyone,;no office;none either\n")
    assert parsed.rows.empty
    assert set(parsed.problems["fate"]) == {"needs_decision"}
