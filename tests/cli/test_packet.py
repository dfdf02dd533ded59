"""The field packet: one file with nothing from elsewhere in it, and what it saves is imported once."""

import hashlib
import re
from base64 import b64encode

import pytest

from dashboard import config
from dashboard.store import Store

SLUG = ("--campaign", "renew-pgwp-2020")
OFFICES = ("mendicino-constituency", "freeland-constituency", "trudeau-constituency")
NASTY = "<img src=x onerror=alert(1)> \"'&"


@pytest.fixture
def packet(founding, tmp_path):
    def made(*more, code=0):
        path = tmp_path / "packet.html"
        founding("packet", *SLUG, "--offices", *OFFICES, "-o", path, "--as-of", "2020-11-30", *more, code=code)
        return path.read_text(encoding="utf-8") if code == 0 else founding.err.decode()

    return made


def hashes(page, tag):
    texts = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    return [f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]


def test_a_packet_asks_nothing_of_anybody_and_allows_its_own_script_and_style_alone(packet):
    page = packet()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    (script,), (style,) = hashes(page, "script"), hashes(page, "style")
    allowed = f"default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
    assert policy == allowed
    assert not re.search(r"https?:|//[a-z]|\ssrc=|url\(|\sstyle=|\son[a-z]+=", page.replace("\n  //", ""))
    assert {link.partition(":")[0] for link in re.findall(r'href="([^"]+)"', page)} == {"tel", "geo", "maps"}


def test_offices_stay_as_they_are_named_or_come_in_a_short_order_from_a_place(packet):
    def order(page):
        return re.findall(r'data-office="([^"]+)"', page)

    assert order(packet()) == list(OFFICES)
    assert order(packet("--from-postal", "H2P 2X2"))[0] == "trudeau-constituency"
    assert packet() == packet(), "the same packet is the same file"


def test_a_packet_speaks_french_and_calls(packet):
    page = packet("--lang", "fr")
    assert '<html lang="fr">' in page
    assert "Pochette de terrain" in page
    assert 'href="tel:+14167815583"' in page


@pytest.mark.usefixtures("founding")
def test_what_people_wrote_is_text_in_a_packet_and_nothing_of_who_went_is_in_it(packet):
    with Store.open(config.database_url()) as store:
        store.save_script(SLUG[1], "en", f"Say {{person}} {NASTY}")
        store.save_office_note(SLUG[1], OFFICES[0], f"Nine to five {NASTY}", "Ring twice", who="page")
        store.claim(SLUG[1], [OFFICES[0]], "Somebody of the east end")
    page = packet()
    assert page.count("&lt;img src=x onerror=alert(1)&gt; &quot;&#x27;&amp;") >= 4
    assert "<img" not in page
    assert "Say Marco Mendicino" in page
    assert "Access: Ring twice" in page
    assert "east end" not in page


@pytest.mark.usefixtures("founding")
def test_a_stop_that_is_claimed_carries_the_id_of_the_open_claim_and_no_other_does(packet):
    def codes(page):
        return [code.partition("-")[2] for code in re.findall(r'data-code="([^"]+)"', page)]

    assert codes(packet()) == ["", "", ""]
    with Store.open(config.database_url()) as store:
        given_up, kept = store.claim(SLUG[1], OFFICES[:2], "East end").made.values()
        store.give_up(SLUG[1], given_up)
    assert codes(packet()) == ["", f"c{kept}", ""]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--offices", "nobody"), "There is no open office 'nobody'"),
        (("--from-postal", "nowhere at all"), "No place"),
        (("--lang", "xx"), "There is no language"),
        (("--mode", "swimming"), "There is no way to travel"),
        (("--stay", "0"), "--stay"),
        (("--as-of", "30/11/2020"), "YYYY-MM-DD"),
    ],
)
def test_what_a_packet_cannot_be_made_of_is_told_in_a_sentence(packet, more, said):
    assert said in packet(*more, code=2)
