"""What comes over the network is bounded in time, size and place, and anything but a good answer is one sentence."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

import publisher as at
import pytest

from dashboard.errors import NetworkError
from dashboard.reference.fetch import Limits, Network, fetch
from dashboard.reference.pace import Pacer, asked_to_wait
from dashboard.sources import ADDRESSES, PARTS, Address, Form

JSON = Form(frozenset({"application/json"}), (b"{", b"["))
LIST = Address(
    "people", f"https://{at.HOST}/list", "The publisher", "Fetching.", JSON, most_bytes=1_000_000, paged=True
)


@pytest.fixture
def published():
    with at.publishing() as publisher:
        yield publisher


def refused(published, limits=at.QUICK):
    """The one sentence for what the publisher does."""
    with pytest.raises(NetworkError) as told:
        fetch(LIST, published.network(limits), lambda _received: None)
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "data.example" in sentence
    return sentence


def test_pages_are_followed_to_the_last(published):
    published.gives("/list", b'{"objects": [1], "meta": {"next": "/list?offset=1"}}')
    published.gives("/list?offset=1", b'{"objects": [2], "meta": {"next": null}}')
    told = []
    pages = fetch(LIST, published.network(), told.append)
    assert [b"[1]" in pages[0], b"[2]" in pages[1]] == [True, True]
    assert told[-1] == sum(map(len, pages))


def test_requests_tell_nothing_but_the_project_and_keep_no_cookies(published):
    published.gives("/list", b'{"meta": {"next": "/list?offset=1"}}')
    published.gives("/list?offset=1", b"[]")
    fetch(LIST, published.network())
    for _path, headers in published.asked:
        assert headers["User-Agent"] == "campaign-dashboard"
        assert set(headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_settings_of_the_machine_do_not_change_the_way(published, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    published.gives("/list", b"[]")
    assert fetch(LIST, published.network()) == [b"[]"]


def test_a_redirect_to_an_official_host_is_followed(published):
    published.does("/list", at.moved("/elsewhere", 301))
    published.gives("/elsewhere", b"[]")
    assert fetch(LIST, published.network()) == [b"[]"]


def test_the_body_of_a_redirect_is_not_read(published):
    published.does("/list", at.moved_with_an_endless_body)
    published.gives("/elsewhere", b"[]")
    assert fetch(LIST, published.network()) == [b"[]"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (at.nothing, "gave an empty answer"),
        (at.web_page, "gave something else"),
        (at.web_page_that_says_json, "gave something else"),
        (at.cut_off, "broke off before the end"),
        (at.cut_off_unseen, "broke off before the end"),
        (at.cut_off_chunk, "broke off before the end"),
        (at.bomb, "gave more than 1 MB"),
        (at.too_large, "gave more than 1 MB"),
        (at.endless, "a list without an end"),
        (at.next_page("/list"), "a list without an end"),
        (at.status(404), "the status 404"),
        (at.status(403), "the status 403"),
        (at.moved("/list"), "sends us on more than 5 times"),
    ],
)
def test_anything_but_a_good_answer_is_refused(published, answer, told):
    published.does("/list", answer)
    assert told in refused(published)


@pytest.mark.parametrize("way", [at.moved, at.next_page])
@pytest.mark.parametrize(
    "place",
    [
        "https://other.example/list",
        "http://data.example/list",
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://localhost/",
        "https://2130706433/",
        "https://data.example@10.0.0.1/",
        "https://who:what@data.example/",
        "https://data.example:8443/",
        "https://data.example.other.example/",
        "//other.example/",
        "file:///etc/passwd",
        "ftp://data.example/list",
        "https://[broken/",
    ],
)
def test_no_answer_leads_away_from_the_official_hosts(published, way, place):
    published.does("/list", way(place))
    assert "not an official address" in refused(published)
    assert len(published.asked) == 1


@pytest.mark.parametrize("answer", [at.silent, at.trickle, at.trickling_headers])
def test_a_slow_answer_is_given_up(published, answer):
    published.does("/list", answer)
    began = time.monotonic()
    told = refused(published, replace(at.QUICK, silence=0.5, total=0.8))
    assert "longer than" in told or "in time" in told
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("code", [429, 500, 502, 503])
def test_an_overloaded_publisher_is_asked_twice_more_with_growing_pauses(published, code):
    published.does("/list", at.status(code))
    assert "out of order or overloaded" in refused(published)
    assert len(published.asked) == 3
    assert published.slept == [0.01, 0.02]


def test_a_publisher_that_recovers_is_heard(published):
    answers = [at.status(500), lambda handler: at.reply(handler, b"[]")]
    published.does("/list", at.one_by_one(*answers))
    assert fetch(LIST, published.network()) == [b"[]"]


def test_the_time_a_publisher_asks_for_is_given(published):
    answers = [at.status(429, Retry_After="1"), lambda handler: at.reply(handler, b"[]")]
    published.does("/list", at.one_by_one(*answers))
    assert fetch(LIST, published.network()) == [b"[]"]
    assert published.slept == [1.0]


def test_a_publisher_that_asks_for_an_hour_is_left_alone(published):
    published.does("/list", at.status(429, Retry_After="3600"))
    assert "left alone for 3600 seconds" in refused(published)
    assert len(published.asked) == 1
    assert published.slept == []


@pytest.mark.parametrize("text", ["", "soon", "-3", "1.5", "Thu, 99 Foo 2020"])
def test_a_wait_that_says_nothing_is_none(text):
    assert asked_to_wait(text) is None


def test_a_wait_may_be_a_time():
    later = datetime.now(UTC) + timedelta(seconds=90)
    assert 80 < asked_to_wait(format_datetime(later)) <= 90
    assert asked_to_wait("Wed, 21 Oct 2015 07:28:00 GMT") == 0


def test_no_network_is_told_as_that():
    nowhere = Network(hosts=frozenset({"data.invalid"}), limits=Limits(total=20))
    with pytest.raises(NetworkError, match="There is no network"):
        fetch(replace(LIST, url="https://data.invalid/list"), nowhere)


def test_a_publisher_that_is_gone_is_told(published):
    network = published.network()
    published._base = "http://127.0.0.1:9"
    with pytest.raises(NetworkError, match="can't be reached"):
        fetch(LIST, network)


def test_a_publisher_that_can_not_prove_who_it_is_is_refused(published):
    published._base = published._base.replace("http:", "https:")
    assert "can't prove" in refused(published)


def test_an_address_of_a_host_that_is_not_in_the_table_is_not_asked(published):
    with pytest.raises(NetworkError, match="not an official address"):
        fetch(replace(LIST, url="http://data.example/list"), published.network())
    assert published.asked == []


def test_requests_keep_to_so_many_a_minute():
    now, asked = [0.0], []

    def sleep(seconds):
        now[0] += seconds

    pacer = Pacer(60, lambda: now[0], sleep)
    for _ in range(200):
        pacer.wait()
        asked.append(now[0])
        now[0] += 0.1
    assert asked[59] < 6
    assert all(later - sooner > 59.99 for sooner, later in zip(asked, asked[60:], strict=False))


def test_every_official_address_is_whole():
    for address in ADDRESSES:
        parts = urlsplit(address.url)
        assert parts.scheme == "https"
        assert parts.hostname
        assert address.part in PARTS
        assert address.step.endswith(".")
        assert (address.order is not None) == (address.part == "boundaries")
    assert {address.order for address in ADDRESSES} == {2013, 2023, None}
