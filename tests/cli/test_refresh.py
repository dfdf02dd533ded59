"""A refresh brings everything or changes nothing; the publisher is a server on this machine with the real files."""

import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import publisher as at
import pytest

from dashboard import refreshing
from dashboard.cli import refreshing as command
from dashboard.errors import DashboardError
from dashboard.reference.fetch import Network
from dashboard.reference.ridings import ridings
from dashboard.sources import ADDRESSES, Address, Form
from dashboard.store import Store

SHARED = Path(__file__).parents[3] / "shared" / "reference"
TODAY = date(2023, 10, 2)
ZIP = Form(frozenset({"application/zip"}), (b"PK\x03\x04",))
JSON = Form(frozenset({"application/json"}), (b"{", b"["))
XML = Form(frozenset({"application/xml"}), (b"<?xml", b"<ArrayOf"))
CSV = Form(frozenset({"text/csv"}), (b"Precedence",))


def address(part, name, form, **more):
    step = f"Fetching {name}."
    return Address(part, f"https://{at.HOST}/{name}", "The publisher", step, form, 5_000_000, **more)


OLD = address("boundaries", "lfed000a16a_e.zip", ZIP, order=2013)
NEW = address("boundaries", "FED_CA_2023_EN.zip", ZIP, order=2023)
OFFICES = address("people", "represent_house_of_commons_44th.json", JSON, paged=True)
MEMBERS = address("people", "ourcommons_members_44th.xml", XML)
MINISTERS = address("people", "ministers_2015_2025.csv", CSV)
ALL = (OLD, NEW, OFFICES, MEMBERS, MINISTERS)

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the publishers' files are not here")


def name(one):
    return one.url.rpartition("/")[2]


def path(one):
    return f"/{name(one)}"


def members():
    return json.loads((SHARED / name(OFFICES)).read_bytes())["objects"]


def serve(publisher, *addresses):
    """Serves the shared files; the members' offices a hundred to a page."""
    for one in addresses:
        publisher.gives(path(one), (SHARED / name(one)).read_bytes(), next(iter(one.form.media_types)))
    listed = members()
    for first in range(0, len(listed), 100):
        following = f"{path(OFFICES)}?offset={first + 100}" if first + 100 < len(listed) else None
        page = {"objects": listed[first : first + 100], "meta": {"next": following, "total_count": len(listed)}}
        publisher.gives(path(OFFICES) + (f"?offset={first}" if first else ""), json.dumps(page).encode())


def give(publisher, listed):
    publisher.gives(path(OFFICES), json.dumps(listed).encode())


@pytest.fixture
def published(monkeypatch):
    with at.publishing() as publisher:
        monkeypatch.setattr(refreshing, "OFFICIAL", publisher.network())
        monkeypatch.setattr(command, "today", lambda: TODAY)
        yield publisher


@pytest.fixture
def from_addresses(monkeypatch):
    """Sets the table of addresses."""
    return lambda *addresses: monkeypatch.setattr(refreshing, "ADDRESSES", addresses)


def everything(home):
    """Every byte of the home folder."""
    return {file.relative_to(home): file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def refreshed_home(set_up_home, tmp_path_factory):
    """A home with members of a first refresh; to be copied."""
    home = shutil.copytree(set_up_home, tmp_path_factory.mktemp("refreshed") / "home")
    with at.publishing() as publisher, pytest.MonkeyPatch.context() as patch:
        patch.setattr(refreshing, "OFFICIAL", publisher.network())
        serve(publisher, OFFICES)
        refresh(home, OFFICES)
    return home


@pytest.fixture
def filled(refreshed_home, tmp_path, dashboard, published, from_addresses):
    """A home with members of a first refresh, which the publisher's later failures must not touch."""
    assert dashboard
    from_addresses(OFFICES)
    serve(published, OFFICES)
    return shutil.copytree(refreshed_home, tmp_path / "home")


def fails(dashboard, home):
    """The one sentence of a refresh that changes not one byte."""
    before = everything(home)
    dashboard("reference", "refresh", code=2)
    assert everything(home) == before
    return dashboard.err.decode()


def test_everything_comes_and_is_told(dashboard, published, from_addresses):
    from_addresses(*ALL)
    serve(published, *ALL)
    told = dashboard("reference", "refresh").decode()
    assert "2013 order" in told
    assert "337 records" in told
    steps = dashboard.err.decode().splitlines()
    assert [line.partition("] ")[2] for line in steps] == [f"{one.step} Done." for one in ALL] + [
        "Checking what came. Done."
    ]
    listed = {(one["kind"], one["riding_order"]): one for one in dashboard.json("reference", "status")}
    assert listed["boundaries", 2013]["records"] == 338
    assert listed["boundaries", 2023]["records"] == 343
    assert listed["representatives", 2013]["records"] == 337
    assert listed["representatives", 2013]["as_of"] == "2023-10-02"
    assert ("members", 2013) in listed
    assert ("ministers", None) in listed


def test_the_official_addresses_together_give_one_country(dashboard, published, monkeypatch):
    """The table as it is; only the way to its hosts ends on this machine."""
    monkeypatch.setattr(refreshing, "OFFICIAL", published.network(hosts=Network().hosts))
    files = [(SHARED / name(one)).read_bytes() for one in (OLD, NEW, OFFICES, MEMBERS)]
    files += [ministers("Minister of Immigration"), ministers("Ministre de l'Immigration"), SECRETARY]
    for one, content in zip(ADDRESSES, files, strict=True):
        parts = urlsplit(one.url)
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        published.gives(asked, content, f"{min(one.form.media_types)}; charset=utf-8")
    dashboard("reference", "refresh")
    assert len(published.asked) == len(ADDRESSES)
    listed = dashboard.json("reference", "status")
    kinds = [one["kind"] for one in listed]
    assert sorted(kinds) == ["boundaries", "boundaries", "members", "ministers", "ministers", "representatives"]
    assert not any("French" in doubt for one in listed for doubt in one["doubts"])


def ministers(title):
    return f"""<?xml version="1.0"?><ArrayOfMinister><Minister><PersonId>88738</PersonId>
        <PersonOfficialFirstName>Marco</PersonOfficialFirstName><PersonOfficialLastName>Mendicino</PersonOfficialLastName>
        <Title>{title}</Title><FromDateTime>2019-11-20T00:00:00</FromDateTime></Minister></ArrayOfMinister>""".encode()


SECRETARY = b"""<?xml version="1.0"?><ArrayOfParliamentarySecretary><ParliamentarySecretary><PersonId>7</PersonId>
    <PersonOfficialFirstName>Ada</PersonOfficialFirstName><PersonOfficialLastName>Byron</PersonOfficialLastName>
    <Title>Parliamentary Secretary to the Minister of Immigration</Title>
    <ConstituencyName>Toronto Centre</ConstituencyName>
    <CaucusShortName>Liberal</CaucusShortName></ParliamentarySecretary></ArrayOfParliamentarySecretary>"""


def test_boundaries_that_are_there_are_fetched_only_when_asked(dashboard, published, from_addresses):
    from_addresses(NEW, OFFICES)
    serve(published, NEW, OFFICES)
    dashboard("reference", "refresh")
    published.asked.clear()
    assert "kept" in dashboard("reference", "refresh").decode()
    assert path(NEW) not in [asked for asked, _headers in published.asked]
    dashboard("reference", "refresh", "--boundaries", "--only", "boundaries")
    assert [asked for asked, _headers in published.asked][-1] == path(NEW)


def test_one_part_alone_leaves_the_other(dashboard, published, from_addresses):
    from_addresses(NEW, OFFICES)
    serve(published, OFFICES)  # boundaries are not to be had
    dashboard("reference", "refresh", "--only", "people")
    assert {one["kind"] for one in dashboard.json("reference", "status")} == {"representatives"}


def test_a_part_that_is_not_there_is_refused(dashboard, published):
    dashboard("reference", "refresh", "--only", "senators", code=2)
    assert "--only boundaries" in dashboard.err.decode()
    assert published.asked == []


def test_the_same_again_brings_nothing_new(dashboard, filled):
    dashboard("reference", "refresh")
    assert b"nothing new" in dashboard.out
    assert filled.is_dir()


def test_what_is_another_than_before_is_told(dashboard, published, from_addresses, monkeypatch):
    from_addresses(OFFICES)
    give(published, house())
    dashboard("reference", "refresh")
    listed = house()
    gone, shorter, one, other = listed.pop(0), *listed[:3]
    shorter["offices"] = []
    for key in ("district_name", "related"):
        one[key], other[key] = other[key], one[key]
    give(published, listed)
    monkeypatch.setattr(command, "today", lambda: date(2026, 2, 1))
    told = dashboard("reference", "refresh").decode()
    assert f"closed: {gone['name']} sat for" in told
    assert f"closed: {shorter['name']} had the office until 2026-01-31" in told
    assert f"moved: {one['name']} sits for" in told
    assert f"moved: {other['name']} sits for" in told


def house():
    """Somebody for every riding of today, with an office each."""
    known = ridings()
    return [
        {
            "name": f"Ada {riding.code}",
            "district_name": riding.name_en,
            "party_name": "Liberal",
            "elected_office": "MP",
            "url": f"https://www.ourcommons.ca/members/en/ada({number})",
            "related": {"boundary_url": f"/boundaries/federal-electoral-districts/{riding.code}/"},
            "offices": [{"type": "constituency", "postal": f"{number + 1} Oak Street\nToronto, Ontario\nM6A 1A3"}],
        }
        for number, riding in enumerate(known[known["order"] == 2023].itertuples())
    ]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (at.nothing, "empty answer"),
        (at.web_page, "something else"),
        (at.web_page_that_says_json, "something else"),
        (at.cut_off, "broke off"),
        (at.cut_off_unseen, "broke off"),
        (at.bomb, "more than 5 MB"),
        (at.status(429), "overloaded"),
        (at.status(429, Retry_After="3600"), "left alone for 3600 seconds"),
        (at.status(500), "overloaded"),
        (at.status(404), "status 404"),
        (at.moved("https://10.0.0.1/"), "not an official address"),
        (at.moved("file:///etc/passwd"), "not an official address"),
        (at.moved(path(OFFICES)), "more than 5 times"),
        (at.endless, "without an end"),
        (at.next_page("https://other.example/"), "not an official address"),
    ],
)
def test_a_failure_changes_nothing_and_is_one_sentence(dashboard, filled, published, answer, told):
    published.does(path(OFFICES), answer)
    sentence = fails(dashboard, filled)
    assert told in sentence
    assert "The publisher" in sentence


def test_a_slow_publisher_changes_nothing(dashboard, filled, published, monkeypatch):
    monkeypatch.setattr(refreshing, "OFFICIAL", published.network(replace(at.QUICK, total=0.6)))
    published.does(path(OFFICES), at.trickle)
    assert "longer than" in fails(dashboard, filled)


def test_half_the_members_are_refused(dashboard, filled, published):
    give(published, members()[::2])
    assert "only 169 members for 338 seats" in fails(dashboard, filled)


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"objects": []}', b'{"objects": "?"}', b"[1, 2]", b'{"a": NaN}'])
def test_another_list_is_refused(dashboard, filled, published, content):
    published.gives(path(OFFICES), content)
    assert "represent_house_of_commons_44th.json" in fails(dashboard, filled)


def test_good_boundaries_wait_for_members_that_are_bad(filled, published):
    """Everything is checked before anything is written, whichever comes first."""
    serve(published, NEW)
    give(published, members()[::2])
    before = everything(filled)
    with pytest.raises(DashboardError, match="only 169"):
        refresh(filled, NEW, OFFICES)
    assert everything(filled) == before


@pytest.mark.parametrize("damage", ["cut", "lacking", "web page inside"])
def test_bad_boundaries_change_nothing(filled, published, damage):
    serve(published, OFFICES)
    whole = (SHARED / name(NEW)).read_bytes()
    published.gives(path(NEW), damaged(whole, damage), "application/zip")
    before = everything(filled)
    with pytest.raises(DashboardError) as told:
        refresh(filled, NEW, OFFICES)
    assert "\n" not in str(told.value)
    assert everything(filled) == before


def refresh(home, *addresses):
    with pytest.MonkeyPatch.context() as patch, Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        patch.setattr(refreshing, "ADDRESSES", addresses)
        return refreshing.run(store, home=home, today=TODAY)


def damaged(whole, how):
    if how == "cut":
        return whole[: len(whole) // 2]
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            if how == "lacking" and entry.endswith(".dbf"):
                continue
            page = how == "web page inside" and entry.endswith(".shp")
            new.writestr(entry, b"<!doctype html>" if page else old.read(entry))
    return buffer.getvalue()


def test_without_a_network_it_says_so(dashboard, monkeypatch):
    nowhere = replace(OFFICES, url="https://data.invalid/list")
    monkeypatch.setattr(refreshing, "ADDRESSES", (nowhere,))
    monkeypatch.setattr(refreshing, "OFFICIAL", replace(refreshing.OFFICIAL, hosts=frozenset({"data.invalid"})))
    dashboard("reference", "refresh", code=2)
    assert "There is no network" in dashboard.err.decode()
    assert "dashboard reference load" in dashboard.err.decode()
