"""A file that comes in pieces says what it says in one: wherever it is parted, and in every dialect."""

import csv
import io
from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest
from builders import judged, receipt_of, rejects_of
from reading import DIRECTORY, nothing_known, read, stored

from dashboard import shelf
from dashboard.errors import UnusableFileError
from dashboard.ingest import encoded
from dashboard.ingest.decode import read_table
from dashboard.shelf import Shelf

WHOLE = 10_000_000
HEADER = ("action_id", "date", "tactic", "quantity", "target", "riding", "note", "latitude", "longitude")
NAMES = (
    "Marco Mendicino",
    "Freeland",
    "Mendicino; Freeland",
    "-",
    "Nobody Known",
    "Immigration Minister",
    "Mendicinno",
)


@pytest.fixture
def parted(monkeypatch):
    """Parts files after so many bytes, and packs all but single pieces."""

    def at(size):
        monkeypatch.setattr(encoded, "AT_ONCE", size)
        monkeypatch.setattr(shelf, "_FEW", 0 if size < WHOLE else WHOLE)

    return at


def log(seed, rows=60, line="\n", quoting=csv.QUOTE_MINIMAL):
    """A log with something of everything that is settled by, told of or asked about the whole file."""
    chance = Random(seed)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=line, quoting=quoting)
    writer.writerow(HEADER)
    for number in range(rows):
        day = date(2020, 3, 1) + timedelta(days=chance.randrange(40))
        written = chance.choice((day.isoformat(), f"{day.day:02}/{day.month:02}/{day.year}", "", "soon", "2020-11"))
        points = chance.choice((("", ""), ("43.7", "-79.4"), ("43.7", "")))
        writer.writerow((
            chance.choice(("", "", f"id-{chance.randrange(12)}", f"own-{number}")),
            written,
            chance.choice(("call", "rally", "dance", "call")),
            chance.choice(("12", "1.234", "12,5", "over 20", "")),
            chance.choice(NAMES),
            chance.choice(("", "Davenport", "Eglinton-Lawrence")),
            chance.choice(("", "two\nlines", "ask jo@example.test", 'said "no"', "416-555-0199", "é")),
            *points,
        ))  # fmt: skip
    return text.getvalue()


def told(content, known=None, **options):
    """All that is told of a file, and what becomes of its rows."""
    file = read(content, **options)
    slip = receipt_of(file, nothing_known() if known is None else known, DIRECTORY)
    return {
        "lines": slip.lines.to_dict("records"), "counts": slip.counts, "rejects": rejects_of(slip).to_csv(),
        "notes": file.notes, "asked": file.asked, "matched": file.matched, "personal": file.personal,
        "content": file.content_columns, "dropped": file.dropped_columns,
    }  # fmt: skip


# They are parted in different places, and each ends its lines in its own way.
@pytest.mark.parametrize("seed", [1, *[pytest.param(seed, marks=pytest.mark.stress) for seed in (0, 2, 3, 4, 5)]])
def test_a_file_in_pieces_is_told_as_in_one(parted, seed):
    content = log(seed, line=Random(seed).choice(("\n", "\r\n", "\r")))
    parted(WHOLE)
    whole, known = told(content), stored(read(log(seed, 20)))
    again = told(content, known)
    parted(Random(seed).randrange(100, 900))
    assert told(content) == whole
    assert told(content, known) == again


def test_a_file_in_pieces_again_is_all_duplicates_of_itself(parted):
    content = log(3, quoting=csv.QUOTE_ALL)
    parted(300)
    file = read(content)
    assert len(file.usable) > 3
    rows = pd.concat(
        [
            part.merge(ids[["action", "action_id"]], on="action")
            for part, ids in zip(file.usable, receipt_of(file, nothing_known(), DIRECTORY).judged, strict=True)
        ]
    )
    rows = rows.assign(position=rows.groupby("action_id").cumcount(), upload_id=1)
    assert set(judged(file, rows, DIRECTORY)["fate"]) == {"duplicate"}


def test_rows_of_one_id_are_one_action_however_far_apart_they_stand(parted):
    rows = [f"own-{number},2020-11-24,call,Freeland,\n" for number in range(50)]
    rows[3] = "far,2020-11-24,call,Freeland,\n"
    rows[46] = "far,2020-11-24,call,Mendicino,\n"
    rows[5] = rows[45] = "same,2020-11-24,rally,Freeland,a note\n"
    rows[7], rows[44] = "other,2020-11-24,call,Freeland,\n", "other,2020-11-25,call,Freeland,\n"
    content = "action_id,date,tactic,target,note\n" + "".join(rows)
    parted(200)
    slip = receipt_of(read(content), nothing_known(), DIRECTORY)
    by_line = slip.lines.set_index("line")
    assert by_line.index.is_monotonic_increasing
    assert by_line.loc[[5, 48], "action_id"].tolist() == ["far", "far"]
    assert by_line.loc[[7, 47], "fate"].tolist() == ["added", "duplicate"]
    assert by_line.loc[[9, 46], "fate"].tolist() == ["needs_decision"] * 2
    assert "lines 9 and 46" in by_line.loc[9, "reason"]


def test_one_row_at_the_end_settles_the_days_of_the_first(parted):
    parted(60)
    content = "date,tactic\n" + "03/04/2020,call\n" * 30 + "25/04/2020,call\n"
    assert {str(day)[:10] for day in read(content).rows["date"]} == {"2020-04-03", "2020-04-25"}
    assert "'25/04/2020'" in " ".join(read(content).notes)


def test_a_late_number_settles_those_before_it(parted):
    parted(60)
    content = "date,tactic,quantity\n" + "2020-11-24,call,1.250\n" * 20 + '2020-11-24,call,"1.250.000"\n'
    assert read(content).rows["quantity"].tolist() == [1250.0] * 20 + [1_250_000.0]


def test_a_quote_that_runs_over_pieces_is_one_cell_and_lines_are_counted_on(parted):
    parted(40)
    content = 'date,tactic,note\n2020-11-24,call,"' + "a line\n" * 30 + 'end"\n2020-11-25,rally,\n'
    table = read_table(content.encode())
    assert table.cells.index.tolist() == [2, 33]
    assert table.cells["note"].iloc[0].count("\n") == 30


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"date,tactic\n" + b"2020-11-24,call\n" * 30 + b'2020-11-24,"call\n', "line 32 opens a quotation mark"),
        (b"date,tactic\n" + b"2020-11-24,call\n" * 30 + b"2020-11-24,c\x00ll\n", "Line 32"),
        (b"date,tactic\n" + "2020-11-24,café\n".encode() * 30 + b"2020-11-24,caf\xe9\n", "line 32"),
        ("date,tactic\n2020-11-24,call\n".encode("utf-16")[:-1], "breaks off"),
    ],
)
def test_what_is_wrong_in_a_late_piece_is_told_by_its_line(parted, content, what):
    parted(64)
    with pytest.raises(UnusableFileError, match=what):
        read_table(content)


def test_what_is_put_away_comes_back_as_it_was(parted):
    parted(64)
    frames = [
        pd.DataFrame({"day": pd.Series([pd.Timestamp("2020-11-24"), pd.NaT]).astype("datetime64[s]"), "text": ["é", ""],
                      "many": [1.5, float("nan")], "yes": [True, False]}).astype({"text": "str"})
        for _ in range(3)
    ]  # fmt: skip
    kept = Shelf(*frames)
    assert kept.rows == 6
    for was, now in zip(frames, kept, strict=True):
        pd.testing.assert_frame_equal(was, now)
    assert [list(frame.columns) for frame in kept.columns("yes", "text")] == [["text", "yes"]] * 3
