"""What a reference file is, told by its content; and what is none of them, told in one sentence."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import REFERENCE, csv, load, load_real, needs_reference, xml

from dashboard.errors import UnusableFileError
from dashboard.reference.detect import Detected, detect
from dashboard.sources import HOUSE_MEMBERS, HOUSE_MINISTERS, HOUSE_SECRETARIES, LIBRARY_OFFICES, REPRESENT_CSV

MEMBERS = "Honorific Title,First Name,Last Name,Constituency,Province / Territory,Political Affiliation,Start Date"
MEMBER = ("", "Ada", "Byron", "Ajax", "Ontario", "Liberal", "2021-09-20")
BILLION_LAUGHS = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY a "&lol;&lol;">]><ArrayOfMinister>&a;</ArrayOfMinister>'


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (csv(MEMBERS, MEMBER), HOUSE_MEMBERS),
        (csv("First Name,Last Name,Title,Start Date", ("a", "b", "c", "d")), HOUSE_MINISTERS),
        (csv("First Name,Last Name,Title,Constituency", ("a", "b", "c", "d")), HOUSE_SECRETARIES),
        (csv("PersonId,DisplayName,ConstituencyEn,OfficeId,StreetEn", "abcde"), LIBRARY_OFFICES),
        (csv("District name,Primary role,Name,Office type", ("a", "MP", "b", "c")), REPRESENT_CSV),
        (xml("CabinetMember", {"Title": "T", "PersonOfficialFirstName": "A", "PersonOfficialLastName": "B",
                               "FromDateTime": "2020-01-01"}), HOUSE_MINISTERS),
    ],
)  # fmt: skip
def test_columns_and_elements_tell_the_format(content, source):
    assert detect(content.encode(), "x").format == source.name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<!DOCTYPE html><html><body>Not found</body></html>", "is a web page and not data"),
        ("<html><head><title>Members</title>", "is a web page and not data"),
        (xml("MemberOfParliament", {"PersonOfficialFirstName": "Ada"})[:-9], "cut off"),
        (BILLION_LAUGHS, "can't be read"),
        (xml("MemberOfParliament"), "names nobody"),
        (xml("Senator", {"Name": "Ada"}), "XML of another kind"),
        ('{"objects": [], "meta": {}}', "names nobody"),
        ("[]", "names nobody"),
        (json.dumps([{"name": "\ud800", "district_name": "Ajax", "offices": []}]), "JSON of another kind"),
        (MEMBERS, "names nobody"),
        (csv(MEMBERS, MEMBER, MEMBER)[:-20], "in the middle of a row"),
        (csv(MEMBERS, MEMBER) + '"","Bo', "in the middle of a row"),
        (csv(MEMBERS, MEMBER) + '"","Bo"', "in the middle of a row"),
        (csv("First name,Shoe size", ("Ada", "38")), "a table with other columns"),
        ("Dear all,\nthe list follows.\n", "a table with other columns"),
        ("just words", "in a format unknown to us"),
        (",,,\n,,,", "in a format unknown to us"),
        (b"\xff\xfe \x00\r\x00", "is empty"),
        (b"\x00\x01\x02\x81", "in a format unknown to us"),
        (csv(MEMBERS, MEMBER).encode("utf-16")[:-1], "in a format unknown to us"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_one_sentence_that_says_what_to_do(content, said):
    data = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(UnusableFileError, match=said) as refused:
        detect(data, "list.csv")
    assert str(refused.value).count(". ") == 0
    assert str(refused.value).startswith("list.csv")


TEXTS = st.text(max_size=40)
CELLS = st.one_of(st.none(), st.booleans(), st.integers(), TEXTS, st.lists(st.dictionaries(TEXTS, TEXTS), max_size=2))
RECORDS = st.fixed_dictionaries(
    {"name": CELLS, "district_name": CELLS, "offices": CELLS}, optional={"related": CELLS, "url": CELLS}
)
KNOWN = (
    MEMBERS,
    "First Name,Last Name,Title,Start Date",
    "PersonId,DisplayName,RoleEn,PortfolioEn",
    "PersonId,DisplayName,ConstituencyEn,OfficeId,StreetEn",
    "District name,Primary role,Office type,Address",
)


def tables():
    """Files with a header that is known and any cells below it."""
    row = st.lists(
        st.text(st.characters(exclude_characters='"\x00', exclude_categories=["Cs"]), max_size=9), max_size=9
    )
    return st.builds(lambda header, listed: csv(header, *listed), st.sampled_from(KNOWN), st.lists(row, max_size=4))


@given(st.binary(max_size=300) | TEXTS.map(lambda text: text.encode("utf-8", "ignore")))
def test_no_bytes_do_more_than_be_refused(data):
    with suppress(UnusableFileError):
        assert isinstance(detect(data, "x"), Detected)


@given(st.one_of(tables(), st.lists(RECORDS, min_size=1, max_size=4).map(json.dumps)))
def test_no_content_under_known_columns_does_more_than_be_refused(content):
    try:
        (loaded,) = load(content.encode("utf-8", "ignore"))
    except UnusableFileError:
        return
    assert loaded.summary["rows"] >= loaded.summary["explained"] + loaded.summary["unexplained"]


@needs_reference
def test_all_files_of_the_shared_folder_load_in_one_call(tmp_path):
    loaded = load_real(*sorted(path.name for path in REFERENCE.iterdir()), home=tmp_path)
    told = {(one.kind, one.source["riding_order"]): one.summary for one in loaded}
    assert [one.kind for one in loaded[:2]] == ["boundaries", "boundaries"]
    assert (told["boundaries", 2013]["records"], told["boundaries", 2023]["records"]) == (338, 343)
    assert len(told) == len(loaded) == 7
    assert all(one.summary["unexplained"] == 0 for one in loaded[2:])
    passed = "The boundaries of the same order in lfed000a16a_e.zip were checked and passed over."
    assert passed in told["boundaries", 2013]["doubts"]


@needs_reference
@pytest.mark.parametrize("name", ["represent_house_of_commons_44th.json", "ourcommons_members_44th.xml",
                                  "ministers_2015_2025.csv", "parlinfo_offices_43rd_2020-10-01.csv"])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_real_lists_say_the_same_in_every_encoding(name, encoding):
    text = (REFERENCE / name).read_bytes().decode("utf-8-sig")
    (loaded,) = load(text.encode(encoding))
    (real,) = load_real(name)
    assert {**loaded.summary, "files": 0, "content_hash": 0} == {**real.summary, "files": 0, "content_hash": 0}


@needs_reference
@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
@pytest.mark.parametrize("name", ["represent_house_of_commons_44th.json", "ourcommons_members_44th.xml"])
def test_real_lists_cut_off_anywhere_are_refused(name, share):
    data = (REFERENCE / name).read_bytes()
    with pytest.raises(UnusableFileError, match="cut off"):
        load(data[: int(len(data) * share)])
