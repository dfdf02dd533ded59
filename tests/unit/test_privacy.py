"""Personal data in free text and in columns: found, and numbers that only look like it left alone."""

from collections import Counter, defaultdict

import pandas as pd
import pytest
from personal_texts import OFFICE, look_alikes, personal_texts
from reading import cell, column, read

from dashboard.errors import UsageError
from dashboard.ingest import Choices
from dashboard.ingest.people_columns import named_for_people, personal_columns
from dashboard.ingest.personal import Public, personal
from dashboard.ingest.privacy import REMOVED, Redactor

PUBLIC = Public(OFFICE.values())


def redacted(text):
    return Redactor(OFFICE.values()).redact(text)


def left(secret, text):
    """Whether a part of a secret that still tells it apart is left: the whole of it, or six of its signs in a row."""
    return any(secret[start : start + 6] in text for start in range(max(1, len(secret) - 5)))


def test_90_of_100_pieces_of_personal_data_are_found_of_every_kind(record_property):
    found = defaultdict(Counter)
    for one in personal_texts():
        found[one.kind][not left(one.secret, redacted(one.text))] += 1
    share = sum(counts[True] for counts in found.values()) / sum(counts.total() for counts in found.values())
    record_property("found", share)
    print(f"{share:.1%} found of {sum(counts.total() for counts in found.values())}")  # noqa: T201 - with -s
    assert sum(counts.total() for counts in found.values()) >= 180
    assert share >= 0.9, {kind: dict(counts) for kind, counts in found.items()}
    assert all(counts[True] / counts.total() >= 0.7 for counts in found.values())


def test_at_most_10_of_100_look_alikes_are_taken_for_personal_data(record_property):
    wrong = [one for one in look_alikes() if redacted(one.text) != one.text]
    share = len(wrong) / len(look_alikes())
    record_property("false_alarms", share)
    print(f"{share:.1%} false alarms of {len(look_alikes())}")  # noqa: T201 - with -s
    assert len(look_alikes()) + len(personal_texts()) >= 300
    assert share <= 0.1, wrong


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("write to ann@example.org or 416 555 0199", ["e-mail address", "phone number"]),
        ("SIN 046 454 286", ["number like a social insurance number"]),
        ("UCI 12-3456-7890", ["client number"]),
        ("permit U123456789", ["permit or application number"]),
        ("passport AB123456", ["passport number"]),
        ("OHIP 1234-567-890-AB and RAMQ ABCD 1234 5678", ["health card number"] * 2),
        ("née le 3 mai 1990, habite au 12 rue Principale", ["birth date", "home address"]),
        ("H2X 1Y4", ["postal code"]),
        ("https://example.org/4165550199/ann@example.org", ["e-mail address"]),
    ],
)
def test_what_is_found_is_named(text, kinds):
    assert [one.kind for one in personal(text, PUBLIC)] == kinds


def test_what_is_published_of_offices_stays():
    text = "Rang 1 (416) 781-5583, wrote to Marco.Mendicino@parl.gc.ca at 511 Lawrence Avenue West, M6A1A3; K1A 0A6."
    assert redacted(text) == text


@pytest.mark.parametrize("mark", ["a", "1", "a1", "1 ", "@", "a@", "416-", "lives at 1 a ", "at a.", "né "])
def test_a_long_cell_of_one_mark_is_read_through_all_the_same(mark):
    personal((mark * 20_000)[:20_000], PUBLIC)


def only(file):
    assert file.problems.empty, file.problems.to_dict("records")
    return file.rows.iloc[0]


def test_by_default_personal_data_is_taken_out_and_said():
    file = cell("note", "her cell is 647-555-0142")
    assert only(file)["note"] == f"her cell is {REMOVED}"
    assert only(file)["private_note"] == ""
    assert f"replaced by {REMOVED}. Taken out in 1 place: a phone number." in " ".join(file.notes)


def test_it_can_be_kept_in_the_private_note_with_the_whole_text():
    text = "date,tactic,note,private_note\n2020-11-24,call,ann@example.org calls,her door\n2020-11-25,call,busy,\n"
    rows = read(text, choices=Choices(privacy="private")).rows
    assert rows["note"].tolist() == [f"{REMOVED} calls", "busy"]
    assert rows["private_note"].tolist() == ["her door\nann@example.org calls", ""]


def test_rows_that_hold_it_can_be_refused_and_the_reason_does_not_repeat_it():
    file = column("note", "ann@example.org or 647 555 0142", "busy", "DOB 1990-05-03").problems
    assert file.empty
    text = 'date,tactic,note\n2020-11-24,call,"ann@example.org or 647 555 0142"\n2020-11-25,call,busy\n'
    problems = read(text, choices=Choices(privacy="refuse")).problems
    assert problems[["line", "fate"]].to_numpy().tolist() == [[2, "refused"]]
    assert "an e-mail address in the note" in problems["reason"][0]
    assert "a phone number in the note" in problems["reason"][0]
    assert "example.org" not in problems.to_csv()


def test_another_choice_is_refused():
    with pytest.raises(UsageError, match="redact, private or refuse"):
        cell("note", "busy", choices=Choices(privacy="keep"))


def test_postal_codes_and_addresses_in_the_place_of_an_action_at_an_office_stay():
    text = 'date,tactic,office,place\n2020-11-24,call,eglinton,"12 Elm St, H2X 1Y4"\n2020-11-24,call,,"H2X 1Y4"\n'
    assert read(text).rows["place"].tolist() == ["12 Elm St, H2X 1Y4", REMOVED]


def test_a_link_with_somebodys_address_in_it_is_left_out():
    assert only(cell("evidence_url", "https://example.org/?u=ann@example.org"))["evidence_url"] == ""
    assert only(cell("evidence_url", "https://example.org/6475550142"))["evidence_url"].endswith("0142")


def test_reasons_do_not_repeat_personal_data_of_other_columns():
    problems = cell("target", "ann@example.org").problems
    assert len(problems) == 1
    assert "ann@" not in problems.to_csv()


@pytest.mark.parametrize(
    "name",
    [
        "email", "E-mail", "Courriel", "Phone Number", "Téléphone", "cell", "First name", "Last_Name", "Prénom", "Nom",
        "Nom de famille", "Name", "Full name", "Volunteer", "Bénévole", "Home address", "Adresse", "Postal code",
        "Code postal", "zip", "Date of birth", "DOB", "Date de naissance", "Work permit #", "Numéro de permis", "UCI",
        "Submitted by", "Rempli par", "can2_phone", "username", "deviceid", "What is your email?", "Passport no.",
    ],
)  # fmt: skip
def test_a_column_named_for_people_is_known(name):
    assert named_for_people(name)


@pytest.mark.parametrize(
    "name",
    [
        "tactic", "target", "mp", "mp_name", "Name of MP", "office", "office phone", "MP e-mail", "Téléphone du bureau",
        "riding", "riding_name", "note", "place", "status", "start", "_id", "weather", "number of volunteers",
        "Nombre de bénévoles", "How many people", "photo", "version", "colour of poster", "nomination", "filename",
    ],
)  # fmt: skip
def test_a_column_of_actions_targets_and_offices_is_not(name):
    assert not named_for_people(name)


def test_a_column_that_nobody_knows_is_known_by_its_cells():
    columns = {
        "q1": ["ann@example.org", "bob@example.org", "", "n/a"],
        "q2": ["416 555 0199", "(647) 555-0142", "5145550142", ""],
        "q3": ["12 flyers", "2020-11-24", "call 416 555 0199", ""],
        "q4": ["H2X 1Y4", "M4C 1B5", "", ""],
        "q5": ["", "", "", ""],
    }
    cells = pd.DataFrame(columns)
    assert personal_columns(cells, list(columns)) == ("q1", "q2", "q4")


def test_columns_of_people_are_dropped_and_named_and_others_only_dropped():
    file = read(
        "date,tactic,First name,contact info,Weather,Number,mp\n"
        "2020-11-24,call,Ann,ann@example.org,mild,416 555 0199,Marco Mendicino\n"
        "2020-11-25,call,Bob,bob@example.org,cold,647 555 0142,Marco Mendicino\n"
    )
    assert file.dropped_columns == ("First name", "contact info", "Weather", "Number")
    assert file.personal_columns == ("First name", "contact info", "Number")
    assert file.rows["target_id"].tolist() == ["marco-mendicino"] * 2
    assert file.rows["quantity"].isna().tolist() == column("qty", "", "").rows["quantity"].isna().tolist()
