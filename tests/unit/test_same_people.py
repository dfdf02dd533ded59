import pytest

from dashboard.directory.person_names import alike, name_form
from dashboard.matching.same_people import Listed, People


def one(name, *ids, ridings=()):
    return Listed(name, name, frozenset(ids), frozenset(ridings))


def joined(*lists):
    """The number of everyone in lists joined one after the other, and what is doubtful in the last."""
    met = People()
    told = [met.join(listed) for listed in lists]
    return [list(found.values()) for found, _ in told], told[-1][1]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Sajjan, Harjit S.", "harjit sajjan"),
        ("Hon. Harjit S. Sajjan", "harjit sajjan"),
        ("Petitpas Taylor, Ginette", "ginette petitpas taylor"),
        ("François-Philippe Champagne", "francois philippe champagne"),
        ("Kevin Lamoureux (Liberal)", "kevin lamoureux"),
        ("J. J. Lee", "j j lee"),
    ],
)
def test_names_have_one_form_however_they_are_written(name, form):
    assert name_form(name) == form


@pytest.mark.parametrize(
    ("these", "those"),
    [
        ("bob bratina", "robert bratina"),
        ("dan vandal", "daniel vandal"),
        ("navdeep bains", "navdeep singh bains"),
        ("jenny kwan", "jenny wai ching kwan"),
        ("patty hajdu", "patricia hajdu"),
        ("soraya martinez", "soraya martinez ferrada"),
    ],
)
def test_short_names_and_left_out_ones_go_together(these, those):
    assert alike(these, those)
    assert alike(those, these)


@pytest.mark.parametrize(
    ("these", "those"),
    [("ben carr", "jim carr"), ("don davies", "libby davies"), ("rachael thomas", "rachael harder"), ("", "a b")],
)
def test_a_surname_alone_or_a_first_name_alone_is_not_enough(these, those):
    assert not alike(these, those)


def test_an_id_in_common_is_the_same_person_whatever_the_name():
    before = [one("Rachael Harder", "hoc:1", "parlinfo:9", ridings=["2013:48026"])]
    assert joined(before, [one("Rachael Thomas", "hoc:1")]) == ([[0], [0]], [])


def test_the_same_name_in_the_same_riding_is_the_same_person_unless_their_ids_differ():
    father = [one("John Smith", "hoc:1", ridings=["2013:35001"])]
    assert joined(father, [one("John Q. Smith", ridings=["2013:35001"])])[0] == [[0], [0]]
    assert joined(father, [one("John Smith", "parlinfo:1", ridings=["2013:35001"])])[0] == [[0], [0]]
    assert joined(father, [one("John Smith", "hoc:2", ridings=["2013:35001"])])[0] == [[0], [1]]


def test_a_short_first_name_in_the_same_riding_is_taken_and_told():
    known = [one("Bratina, Bob", ridings=["2013:35037"])]
    assert joined(known, [one("Robert Bratina", ridings=["2013:35037"])]) == (
        [[0], [0]],
        ["Robert Bratina is taken for Bratina, Bob."],
    )


def test_who_sits_for_a_riding_of_the_next_order_in_the_same_province_is_the_same_person():
    known = [one("Chrystia Freeland", ridings=["2013:35110"]), one("John Smith", ridings=["2013:35001"])]
    found, doubts = joined(known, [one("Chrystia Freeland", ridings=["2023:35117"])])
    assert (found, doubts) == ([[0, 1], [0]], [])
    assert joined(known, [one("John Smith", ridings=["2023:48001"])])[0] == [[0, 1], [2]]
    moved = joined(known, [one("John Smith", ridings=["2013:35002"])])
    assert moved[0] == [[0, 1], [1]]
    assert "sat for another riding before" in moved[1][0]


def test_a_minister_is_the_one_member_of_the_name_and_nobody_where_there_are_two():
    members = [one("Marc Miller", ridings=["2013:24068"]), one("Sean Fraser", ridings=["2013:12002"])]
    assert joined(members, [one("Marc Miller"), one("Mark Carney")]) == ([[0, 1], [0, 2]], [])
    twice = [*members, one("Marc  Miller", ridings=["2013:35001"])]
    found, doubts = joined(twice, [one("Marc Miller")])
    assert found == [[0, 1, 2], [3]]
    assert doubts == ["Marc Miller has the name of several people: who it is can't be told."]


def test_two_of_one_list_are_never_one_by_their_names():
    twins = [one("John Smith", ridings=["2013:35001"]), one("Smith, John", ridings=["2013:35001"])]
    assert joined(twins)[0] == [[0, 1]]
    known = [one("John Smith", ridings=["2013:35001"])]
    assert joined(known, twins)[0] == [[0], [0, 1]]
