"""Work in a process of its own: what it says is heard, how it ends is told, and there is one at a time."""

import sys

import pytest

from dashboard.apart import BusyError, running, start, task

LOAD = {"do": "load", "as_of": "", "accept_damaged": False}


@pytest.fixture
def process(monkeypatch, tmp_path):
    """Lets a task run a few lines of Python in place of the real work; ``body`` is what came on standard input."""
    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path))

    def says(script):
        begin = "import sys, json; body = sys.stdin.buffer.read()\n"
        monkeypatch.setattr(task, "_COMMAND", [sys.executable, "-P", "-c", begin + script])

    return says


def ended(begun):
    begun.wait(60)
    assert begun.done
    return begun


def test_steps_and_the_answer_are_heard(process):
    process("print(json.dumps({'step': 'Reading.'})); print(json.dumps({'told': [{'bytes': len(body)}]}))")
    done = ended(start(LOAD, [("a.json", b"12345"), ("b.json", b"67")]))
    assert done.steps == [{"step": "Reading."}]
    assert done.told[0]["bytes"] > 7
    assert (done.failed, running()) == ("", None)


def test_a_sentence_about_what_is_wrong_is_passed_on(process):
    process("print(json.dumps({'failed': 'The file is empty.'}))")
    assert ended(start(LOAD)).failed == "The file is empty."


@pytest.mark.parametrize(
    "end", ["", "import os; os.abort()", "print('{\"told\": [')", "sys.exit(1)", "print(json.dumps({'step': 'x'}))"]
)
def test_a_process_that_ends_without_an_answer_is_told_in_one_sentence(process, end):
    process(end)
    assert "nothing was changed" in ended(start(LOAD)).failed


def test_a_process_that_takes_too_long_is_ended(process, monkeypatch):
    process("import time; time.sleep(600)")
    monkeypatch.setattr(task, "_MOST_SECONDS", 0.5)
    assert "more time" in ended(start(LOAD)).failed


@pytest.mark.usefixtures("process")
def test_a_process_that_does_not_listen_is_no_reason_to_hang(monkeypatch):
    monkeypatch.setattr(task, "_COMMAND", [sys.executable, "-c", "pass"])
    assert ended(start(LOAD, [("large.zip", b"0" * 5_000_000)])).failed


def test_there_is_one_at_a_time(process, monkeypatch):
    process("import time; time.sleep(600)")
    monkeypatch.setattr(task, "_MOST_SECONDS", 2)
    first = start(LOAD)
    assert running() is first
    with pytest.raises(BusyError):
        start({"do": "refresh"})
    ended(first)
    process("print(json.dumps({'told': []}))")
    assert ended(start({"do": "refresh"})).failed == ""


def test_what_is_pressed_twice_is_begun_once_and_can_be_begun_again_later(process, monkeypatch):
    process("import time; time.sleep(600)")
    monkeypatch.setattr(task, "_MOST_SECONDS", 2)
    first = start(LOAD, stamp=("anna", 1))
    assert start(LOAD, stamp=("anna", 1)) is first
    with pytest.raises(BusyError):
        start(LOAD, stamp=("ben", 1))
    ended(first)
    assert ended(start(LOAD, stamp=("anna", 1))) is not first


def test_what_is_no_request_is_answered_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path))
    failed = ended(start(LOAD, [("sheet.pdf", b"%PDF-1.7\n")])).failed
    assert "sheet.pdf" in failed
    assert ended(start({"do": "load"}, [("empty.json", b"{}")])).failed


def test_a_fault_of_ours_is_told_without_its_words(monkeypatch, tmp_path, capfd):
    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path))
    failed = ended(start({"do": "load", "as_of": 5, "accept_damaged": False}, [("private.json", b"secret")])).failed
    assert "on our side" in failed
    assert "secret" not in capfd.readouterr().err
