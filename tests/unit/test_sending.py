"""What is sent to a page: a browser reads compressed and plain messages one after the other."""

import asyncio
import os

import pytest
import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.datastructures import Headers
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from dashboard.sending import SMALL, Connection, LargeDeflate

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


async def nothing(_scope, _receive, _send):
    """An application that does nothing."""


async def agreed(kind):
    """What a connection of a kind answers a browser that offers what Chromium does, and what it then uses."""
    connection = kind(uvicorn.Config(nothing, ws=kind), ServerState(), {}).conn
    offered = Headers({"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"})
    return connection.process_extensions(offered)


def test_a_browser_is_answered_as_by_uvicorn_and_gets_large_messages_compressed():
    answered, (used,) = asyncio.run(agreed(Connection))
    usual, (by_uvicorn,) = asyncio.run(agreed(WebSocketsSansIOProtocol))
    assert type(used) is LargeDeflate
    assert answered == usual
    assert used.compress_settings == by_uvicorn.compress_settings
