"""Who waits for a file is told which step is under way; who turns away meanwhile loses nothing of it."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from dashboard.ui.upload import steps

TURN = RerunData(query_string="riding=x")


class Place:
    """A place on a page that keeps what was shown there."""

    def __init__(self):
        self.shown, self.turned = [], False

    def progress(self, share, text):
        if self.turned:
            raise RerunException(TURN)
        self.shown.append((round(share, 2), text))

    def empty(self):
        self.shown.append(None)


@pytest.fixture
def place(monkeypatch):
    made = Place()
    monkeypatch.setattr(steps.st, "empty", lambda: made)
    return made


def test_each_step_is_told_with_how_much_of_it_is_done(place):
    told = steps.Steps()
    told.begin(steps.READING)
    told.begin(steps.UNDERSTANDING, 2_000)
    told.more(500)
    told.hear("comparing", 2_000)
    told.hear("keeping", 1_000)
    told.end()
    assert place.shown == [
        (0.0, "Reading the file"),
        (0.0, "Understanding its rows"),
        (0.25, "Understanding its rows: 500 of 2,000 rows"),
        (0.0, "Comparing its rows with what is known"),
        (1.0, "Comparing its rows with what is known: 2,000 of 2,000 rows"),
        (0.0, "Keeping what is new"),
        (0.5, "Keeping what is new: 1,000 of 2,000 rows"),
        None,
    ]


def test_who_turns_to_something_else_waits_for_it_until_the_work_is_done(place, monkeypatch):
    waiting = []
    run = SimpleNamespace(script_requests=SimpleNamespace(request_rerun=waiting.append))
    monkeypatch.setattr(steps, "get_script_run_ctx", lambda: run)
    told = steps.Steps(10)
    place.turned = True
    told.hear("keeping", 5)
    told.hear("keeping", 5)
    assert waiting == []
    told.end()
    assert waiting == [TURN]
    assert place.shown == []
