"""Files that need an answer: columns by a mapping, names by decisions, both remembered; what is asked, as a file."""

import json

import pandas as pd
import pytest

SLUG = "renew-pgwp-2020"
ODD = "Quand ?,Chose,Qui\n2020-11-03,appel,Mr. Immigration\n2020-11-04,appel,Mr. Immigration\n2020-11-05,danse,-\n"
MAPPING = """[columns]
date = "Quand ?"
tactic = "Chose"
target = "Qui"

[values.tactic]
danse = "rally"
"""


@pytest.fixture
def load(founding, tmp_path):
    """Imports a text as a file; other files are given as text by the name of their option."""

    def run(text, *more, code=0, **files):
        given = {"log": text, **{name: content for name, content in files.items() if content is not None}}
        for name, content in given.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        options = [part for name in files for part in (f"--{name}", tmp_path / name)]
        return founding("import", tmp_path / "log", "--campaign", SLUG, *options, *more, code=code)

    return run


@pytest.fixture
def written(tmp_path):
    """A file that a command wrote, as a table."""
    return lambda name: pd.read_csv(tmp_path / name, dtype=str, keep_default_na=False)


def told(out):
    return json.loads(out)


def test_a_file_without_a_known_day_says_how_to_name_its_column(founding, load):
    load(ODD, code=2)
    assert b"--mapping" in founding.err
    assert b"'Quand ?', 'Chose', 'Qui'" in founding.err
    assert len(founding.json("uploads")) == 1


def test_what_was_mapped_and_decided_once_needs_no_word_the_next_time(load):
    decisions = "kind,name,meaning\ntarget,Mr. Immigration,marco-mendicino\n"
    first = told(load(ODD, "--json", mapping=MAPPING, decisions=decisions))
    assert (first["added"], first["needs_decision"]) == (3, 0)
    again = told(load("Qui,Quand ?,Chose\nmr immigration,2020-11-06,appel\n", "--json"))
    assert again["added"] == 1


def test_a_dry_run_remembers_nothing(founding, load):
    load(ODD, "--dry-run", code=3, mapping=MAPPING)
    load(ODD, code=2)
    assert len(founding.json("uploads")) == 1


def test_open_questions_are_written_filled_in_and_passed_back(load, written):
    load(ODD, code=3, mapping=MAPPING, questions=None)
    asked = written("questions")
    assert list(asked) == ["name", "kind", "lines", "candidates", "meaning"]
    assert asked[["name", "kind", "lines", "meaning"]].to_numpy().tolist() == [["Mr. Immigration", "target", "2", ""]]
    answered = asked.assign(meaning="marco-mendicino").to_csv(index=False)
    receipt = told(load(ODD, "--json", decisions=answered))
    assert (receipt["added"], receipt["duplicate"], receipt["needs_decision"]) == (2, 1, 0)


def test_names_that_may_mean_several_are_asked_with_what_they_may_mean(load, written):
    load("date,tactic,riding\n2020-11-03,call,Eglinton Lawrenxe West\n", code=3, questions=None)
    assert "2013:35024 = Eglinton\u2014Lawrence" in written("questions")["candidates"][0]


def test_days_in_two_ways_are_one_question_that_decisions_answer(load, written):
    log = "date,tactic,target\n03/04/2020,call,-\n05/06/2020,call,-\n"
    load(log, code=3, questions=None)
    asked = written("questions")
    assert asked[["kind", "lines", "candidates"]].to_numpy().tolist() == [["date_order", "2", "dmy = dmy; mdy = mdy"]]
    receipt = told(load(log, "--json", decisions="kind,name,meaning\ndate_order,,mdy\n"))
    assert receipt["added"] == 2


def test_a_name_can_be_nobodys_or_leave_its_rows_out(load, written):
    log = "date,tactic,target\n2020-11-03,call,The Void\n2020-11-03,call,Test Row\n"
    decisions = "kind,name,meaning\ntarget,the void,-\ntarget,test row,refuse\n"
    receipt = told(load(log, "--json", code=3, decisions=decisions, rejects=None))
    assert (receipt["added"], receipt["refused"]) == (1, 1)
    assert written("rejects")["reason"].tolist() == ["Rows with 'Test Row' are left out, as decided."]


def test_a_mended_file_of_rejects_loads_as_it_is(load, written):
    log = "Reason,date,tactic,target\nx,2020-11-03,call,Mr. Immigration\ny,2020-13-45,call,-\nz,2020-11-05,call,-\n"
    load(log, code=3, rejects=None)
    table = written("rejects")
    assert list(table) == ["date", "tactic", "target", "reason"]
    mended = table.replace({"2020-13-45": "2020-11-04", "Mr. Immigration": "Marco Mendicino"}).to_csv(index=False)
    receipt = told(load(mended, "--json"))
    assert (receipt["rows"], receipt["added"], receipt["dropped_columns"]) == (2, 2, [])


def test_after_a_decision_the_same_file_gives_only_what_was_undecided(load):
    log = "date,tactic,target\n2020-11-03,call,Mr. Immigration\n2020-11-04,call,Marco Mendicino\n"
    first = told(load(log, "--json", code=3))
    assert (first["added"], first["needs_decision"]) == (1, 1)
    decisions = "kind,name,meaning\ntarget,Mr. Immigration,marco-mendicino\n"
    second = told(load(log, "--json", decisions=decisions))
    assert (second["added"], second["duplicate"]) == (1, 1)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"mapping": '[columns]\nwhen = "Quand ?"\n'}, "field 'when'"),
        ({"mapping": '[columns]\ndate = "Jour"\n'}, "No column of the file is named 'Jour'"),
        ({"mapping": '[column]\ndate = "Quand ?"\n'}, "section 'column'"),
        ({"mapping": "[columns]\ndate = 3\n"}, "quotation marks"),
        ({"mapping": "columns = 3\n"}, "is no section"),
        ({"mapping": "date: Quand\n"}, "no TOML file"),
        ({"mapping": '[values.mood]\nx = "call"\n'}, "kind 'mood'"),
        ({"mapping": '[values.tactic]\nx = "dance"\n'}, "can't mean 'dance'"),
        ({"decisions": "kind,name\ntarget,x\n"}, "no column 'meaning'"),
        ({"decisions": "kind,name,meaning,why\ntarget,x,-,z\n"}, "column 'why'"),
        ({"decisions": "kind,name,meaning\nperson,x,-\n"}, "kind 'person'"),
        ({"decisions": "kind,name,meaning\ntarget,x,nobody-of-this-name\n"}, "can't mean 'nobody-of-this-name'"),
        ({"decisions": "kind,name,meaning\ndate_order,,ymd\n"}, "not 'ymd'"),
    ],
)
def test_answers_that_mean_nothing_are_refused_and_change_nothing(founding, load, files, sentence):
    load("date,tactic\n2020-11-03,call\n", code=2, **files)
    assert sentence in founding.err.decode()
    assert len(founding.json("uploads")) == 1


def test_a_receipt_that_can_not_be_written_is_told_before_anything_is_kept(founding, load, tmp_path):
    load("date,tactic\n2020-11-03,call\n", "--receipt", tmp_path / "nowhere" / "r.csv", code=2)
    assert len(founding.json("uploads")) == 1


def test_the_history_of_an_action_says_what_each_upload_changed(founding, load):
    log = "action_id,date,tactic,quantity\na,2020-11-03,call,5\n"
    load(log)
    load(log.replace(",5", ",7"))
    rows = founding.json("uploads", "--campaign", SLUG, "--action", "a")
    assert [row["changes"].get("quantity") for row in rows] == [["", "5.0"], ["5.0", "7.0"]]
    assert b"quantity '5.0' to '7.0'" in founding("uploads", "--campaign", SLUG, "--action", "a")
    founding("uploads", "--action", "a", code=2)
    founding("uploads", "--campaign", SLUG, "--action", "gone", code=2)
