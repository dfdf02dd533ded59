"""``dashboard reference``: load, status and who, on the lists as their publishers make them."""

import pytest
from lists import REFERENCE, needs_reference

POST = "Minister of Immigration, Refugees and Citizenship"
HOLDERS = [
    ("Marco Mendicino", "2019-11-20", "2021-10-26"),
    ("Sean Fraser", "2021-10-26", "2023-07-26"),
    ("Marc Miller", "2023-07-26", "2025-03-14"),
    ("Rachel Bendayan", "2025-03-14", "2025-05-13"),
    ("Lena Metlege Diab", "2025-05-13", None),
]
LISTS = (
    "represent_house_of_commons_44th.json", "ourcommons_members_44th.xml", "ministers_2015_2025.csv",
    "parlinfo_offices_43rd_2020-10-01.csv", "parlinfo_roles_43rd_2020-10-01.csv",
)  # fmt: skip
BOUNDARIES = ("FED_CA_2023_EN.zip", "lfed000a16a_e.zip")
ORDERS = [LISTS[::-1], (LISTS[2], LISTS[4], LISTS[0], LISTS[3], LISTS[1])]


def paths(names):
    return [REFERENCE / name for name in names]


def held(told):
    return [(one["name"], one["from"], one["to"]) for one in told]


@needs_reference
def test_every_published_file_is_loaded_and_every_row_of_it_accounted_for(dashboard):
    dashboard("reference", "load", *paths(LISTS + BOUNDARIES))
    told = {(one["kind"], one["riding_order"]): one for one in dashboard.json("reference", "status")}
    assert [told["boundaries", order]["records"] for order in (2013, 2023)] == [338, 343]
    assert [told["representatives", 2013][name] for name in ("members", "offices")] == [337, 751]
    assert told["members", 2013]["members"] == 337
    assert [told["parlinfo_offices", 2013][name] for name in ("members", "offices")] == [336, 432]
    lists = [one for one in told.values() if one["kind"] != "boundaries"]
    assert len(lists) == len(LISTS)
    assert [one["unexplained"] for one in lists] == [0] * len(LISTS)
    for one in lists:
        assert one["licence"]
        assert one["name"]
        assert one["days_old"] > 0
    posts = {one["post"]: one for one in told["ministers", None]["posts"]}
    assert posts[POST]["post_fr"].startswith("Ministre de l")
    assert [one for one in held(posts[POST]["holders"]) if one[1] >= "2019-11-20"] == HOLDERS
    text = dashboard("reference", "status").decode()
    assert "boundaries (2023 order): 343 records" in text
    assert "doubts: " in text


@needs_reference
@pytest.mark.parametrize("names", ORDERS)
def test_lists_tell_the_same_whatever_the_order_they_are_loaded_in(dashboard, names):
    for path in paths(names):
        dashboard("reference", "load", path)
    assert held(dashboard.json("reference", "who", POST, "--from", "2019-11-20")) == HOLDERS
    french = "ministre de l'immigration, des refugies et de la citoyennete"
    assert held(dashboard.json("reference", "who", french, "--from", "2019-11-20")) == HOLDERS
    assert held(dashboard.json("reference", "who", POST, "--on", "2021-10-26")) == [HOLDERS[1]]
    ottawa = [("Catherine McKenna", "2020-11-24", "2021-09-19"), ("Yasir Naqvi", "2021-09-20", "2025-03-23")]
    assert held(dashboard.json("reference", "who", "Ottawa-Centre")) == ottawa
    people = dashboard.table("offices")["target"]
    assert people.nunique() == 395, "each member of both parliaments is one person"
    for again in (paths(names), [REFERENCE / names[0]]):
        told = dashboard.json("reference", "load", *again)
        assert {(one["news"], one["added"], one["changed"], one["closed"]) for one in told} == {(False, 0, 0, 0)}


@needs_reference
def test_one_person_of_two_parliaments_has_one_record(dashboard):
    dashboard("reference", "load", *paths(LISTS))
    for name in ("Harjit Sajjan", "Dan Vandal", "Patty Hajdu", "Rachael Thomas", "Jenny Kwan", "Navdeep Singh Bains"):
        held_by = {one["target_id"] for one in dashboard.json("reference", "who", name)}
        assert len(held_by) == 1, name


def test_who_answers_in_words_and_says_what_it_does_not_know(dashboard):
    dashboard("reference", "who", "Marco Mendicino", code=2)
    assert dashboard.err.startswith(b"Nobody and nothing is known by 'Marco Mendicino': write a post's title")
    dashboard("reference", "who", "2013:35024", "--on", "2020-01-01", "--from", "2020-01-01", code=2)
    assert b"--on" in dashboard.err
    assert dashboard("reference", "who", "2013:35024") == b"Nobody is known for '2013:35024' on these days.\n"
    assert b"Nothing is loaded yet" in dashboard("reference", "status")
