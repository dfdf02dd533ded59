"""A button pressed again while its callback works: Streamlit runs the callback a second time, beside the first."""

from threading import Event, Thread

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import StopException

from dashboard.errors import UsageError
from dashboard.ui import pressed


@pytest.fixture
def session(monkeypatch):
    made = {}
    monkeypatch.setattr(pressed.st, "session_state", made)
    return made


def test_two_presses_at_once_do_it_once_and_the_last_one_tells_of_it():
    began, go_on, told, done = Event(), Event(), [], []

    def do():
        began.set()
        assert go_on.wait(30)
        done.append("kept")
        return "receipt"

    def tell(receipt):
        told.append(receipt)
        if len(told) == 1:
            raise StopException  # what the session says to a run in whose place another has begun

    press = pressed.once(do, tell, failed="failed")

    def first_press():
        with pytest.raises(StopException):
            press()

    first, second = Thread(target=first_press), Thread(target=press)
    first.start()
    assert began.wait(30)
    second.start()
    go_on.set()
    for thread in (first, second):
        thread.join(30)
    assert done == ["kept"]
    assert told == ["receipt", "receipt"]


def test_a_run_that_ends_before_anything_is_done_leaves_it_to_the_next_press():
    tries, told = [], []

    def do():
        tries.append("")
        if len(tries) == 1:
            raise StopException
        return "done"

    press = pressed.once(do, told.append, failed="failed")
    with pytest.raises(StopException):
        press()
    press()
    assert told == ["done"]


def test_why_it_could_not_be_done_is_told_and_the_next_press_tries_again(session):
    answers = [UsageError("No day."), "done"]
    told = []

    def do():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    press = pressed.once(do, told.append, failed="failed")
    press()
    assert session == {"failed": "No day."}
    assert told == []
    press()
    assert told == ["done"]
