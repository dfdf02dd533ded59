"""What is sent to a page: a browser reads compressed and plain messages one after the other."""

import os

import pytest
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from dashboard.sending import SMALL, LargeDeflate

SIDE = (False, False, 12, 12)


@pytest.fixture
def server():
    return LargeDeflate(*SIDE, {"memLevel": 5})


def message(data, *, fin=True, opcode=Opcode.BINARY):
    return Frame(opcode, data, fin)


def test_small_messages_go_as_they_are_and_large_ones_compressed_in_any_order(server):
    browser = PerMessageDeflate(*SIDE)
    for data in (b"a" * 5_000, b"small", os.urandom(SMALL), b"", b"a" * 5_000, b"b" * (SMALL - 1), b"a" * SMALL):
        sent = server.encode(message(data))
        assert sent.rsv1 is (len(data) >= SMALL)
        assert bytes(browser.decode(sent).data) == data


def test_a_message_in_parts_is_compressed_whole(server):
    browser = PerMessageDeflate(*SIDE)
    parts = [message(b"first ", fin=False), message(b"second", opcode=Opcode.CONT)]
    assert b"".join(bytes(browser.decode(server.encode(part)).data) for part in parts) == b"first second"
