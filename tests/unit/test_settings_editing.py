"""Settings changed one number at a time; tactics and roles of a campaign's own; what differs in two."""

from datetime import date

import pytest

from dashboard.errors import UsageError
from dashboard.own_names import OwnName, is_own, own_code
from dashboard.pressure import DEFAULTS, Held, Settings
from dashboard.pressure.editing import (
    Change,
    differences,
    with_default_numbers,
    with_number,
    with_own_role,
    with_own_tactic,
    without_own_role,
    without_own_tactic,
)
from dashboard.words import TACTICS, words

NAME = OwnName("Candle vigil", "Veille aux chandelles", "people", "personnes")
VIGIL = with_own_tactic(DEFAULTS, NAME, 4, 20, 14)
ADVISER = with_own_role(DEFAULTS, OwnName("Adviser", "Conseil"), 0.6, [Held("ada", date(2020, 3, 1))])


@pytest.mark.parametrize(
    ("kind", "code", "value"),
    [
        ("w", "call", 4.5),
        ("u", "rally", 80),
        ("h", "meeting", 30),
        ("role", "anyone_else", 0),
        ("outcome", "busy", 0.25),
    ],
)
def test_one_number_changed_is_one_difference_and_another_hash(kind, code, value):
    changed = with_number(DEFAULTS, kind, code, value)
    assert [(one.kind, one.code, one.new) for one in differences(DEFAULTS, changed)] == [(kind, code, value)]
    assert changed.hash != DEFAULTS.hash
    assert differences(changed, with_number(changed, kind, code, differences(changed, DEFAULTS)[0].new)) == differences(
        changed, DEFAULTS
    )


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("w", -1, "from 0 to 1,000 here; -1 can't be used"),
        ("w", 1e300, "from 0 to 1,000 here; 1e"),
        ("u", 0, "from 0.001 to 1,000,000,000 here; 0 can't be used"),
        ("h", float("nan"), "from 0.1 to 36,500 here; nan can't be used"),
        ("h", None, "from 0.1 to 36,500 here.$"),
        ("w", True, "from 0 to 1,000 here.$"),
    ],
)
def test_a_number_that_cannot_be_used_is_told_with_what_can(kind, value, told):
    with pytest.raises(UsageError, match=f"^Write a number {told}"):
        with_number(DEFAULTS, kind, "call", value)


def test_most_points_of_a_target_follow_the_weights():
    assert with_number(DEFAULTS, "w", "call", 4).most_points == 34
    assert VIGIL.most_points == 37


def test_an_own_tactic_has_a_code_no_tactic_of_the_dashboard_ever_has():
    assert tuple(VIGIL.own_tactics) == ("own-candle-vigil",)
    assert not any(is_own(code) for code in DEFAULTS.tactics)
    again = with_own_tactic(VIGIL, OwnName("Candle-Vigil!!", "Autre", "x"), 1, 1, 1, code="own-candle-vigil")
    assert tuple(again.own_tactics) == ("own-candle-vigil",)
    assert own_code("Été & lumière") == "own-ete-lumiere"
    assert own_code("移民局") == "own-name"
    assert all(is_own(own_code("x" * 90, taken)) for taken in ((), (own_code("x" * 90),)))


def test_an_own_tactic_is_written_and_read_back_with_its_names():
    read = Settings.from_json(VIGIL.as_json())
    assert (read, read.hash) == (VIGIL, VIGIL.hash)
    both = with_own_role(VIGIL, OwnName("Adviser", "Conseil"), 0.6, [Held("ada", None, date(2020, 3, 1))])
    assert Settings.from_json(both.as_json()) == both
    assert Settings.from_json(both.as_json()).role_names[-1] == "own-adviser"


def test_a_new_name_changes_no_hash_and_a_new_number_or_holder_does():
    named = with_own_tactic(VIGIL, OwnName("Vigil at night", "Veille", "people", "gens"), 4, 20, 14, "own-candle-vigil")
    assert named.hash == VIGIL.hash
    assert with_number(VIGIL, "w", "own-candle-vigil", 5).hash != VIGIL.hash
    moved = with_own_role(ADVISER, OwnName("Adviser", "Conseil"), 0.6, [Held("bo")], "own-adviser")
    assert moved.hash != ADVISER.hash


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (OwnName("Phone bank", "Autre", "x", "x"), "Files that say 'Phone bank' are read as call already"),
        (OwnName("Something", "Manifestation", "x", "x"), "Files that say 'Manifestation' are read as rally already"),
        (OwnName("candle VIGIL", "Autre", "x", "x"), "There is one called 'candle VIGIL' already"),
        (OwnName("", "Autre", "x", "x"), "Write a name in English"),
        (OwnName("Sit", "Assis", "", ""), "Write a name in English, and for a tactic its unit"),
        (OwnName("x" * 41, "y", "x", "x"), "at most 40 characters: shorten the one of 41"),
    ],
)
def test_names_that_files_could_not_be_read_by_are_refused(name, told):
    with pytest.raises(UsageError, match=f"^.*{told}"):
        with_own_tactic(VIGIL, name, 1, 1, 1)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_tactic_of_ones_own_can_be_called_as_the_dashboard_calls_one_of_its(language):
    for name in words(language).renamed(TACTICS, TACTICS):
        with pytest.raises(UsageError, match="are read as"):
            with_own_tactic(DEFAULTS, OwnName(name, name, "x", "x"), 1, 1, 1)


def test_a_name_is_plain_text_and_the_french_one_may_be_left_out():
    made = with_own_tactic(DEFAULTS, OwnName(" Die\u202e-in\n", "", "bodies", ""), 1, 1, 1)
    assert made.own_tactics["own-die-in"] == OwnName("Die-in", "Die-in", "bodies", "bodies")


def test_an_own_role_that_ends_before_it_begins_is_refused():
    with pytest.raises(UsageError, match="begins on 2020-03-02 can't end on 2020-03-01: swap the days"):
        with_own_role(DEFAULTS, OwnName("Adviser", ""), 0.6, [Held("ada", date(2020, 3, 2), date(2020, 3, 1))])


def test_own_roles_stand_among_the_others_by_what_they_weigh():
    assert ADVISER.roles_by_strength[:4] == ("holds_post", "prime_minister", "own-adviser", "parliamentary_secretary")


def test_what_is_added_and_removed_is_told_and_taking_it_out_gives_the_old_settings_back():
    assert [(one.kind, one.code) for one in differences(DEFAULTS, VIGIL)] == [("tactic_added", "own-candle-vigil")]
    assert [one.kind for one in differences(VIGIL, DEFAULTS)] == ["tactic_removed"]
    assert [one.kind for one in differences(DEFAULTS, ADVISER)] == ["role_added"]
    assert differences(ADVISER, with_own_role(ADVISER, OwnName("Adviser", "Conseil"), 0.6, [], "own-adviser")) == (
        Change("role_held", "own-adviser"),
    )
    assert without_own_tactic(VIGIL, "own-candle-vigil") == DEFAULTS == without_own_role(ADVISER, "own-adviser")


def test_default_numbers_come_back_and_what_is_a_campaigns_own_stays():
    changed = with_number(with_number(VIGIL, "h", "call", 9), "role", "prime_minister", 0.1)
    assert with_default_numbers(changed) == VIGIL
