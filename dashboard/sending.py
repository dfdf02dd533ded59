"""The pages' connection: large messages go compressed, small ones as they are.

A run of a page sends about a hundred messages, most of them smaller than 500 bytes. While one is compressed other
threads have the processor, and to wait for it again costs more than the few bytes are worth: a quarter of the
processor time of a run.
"""

from collections.abc import Sequence
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame, Opcode

SMALL = 600
"""Bytes below which a message is not compressed."""


class LargeDeflate(PerMessageDeflate):
    """Compresses what is large; each message says whether it is compressed (RFC 7692, section 6)."""

    def encode(self, frame: Frame) -> Frame:
        """The frame as it is sent."""
        whole = frame.fin and frame.opcode is not Opcode.CONT
        return frame if whole and len(frame.data) < SMALL else super().encode(frame)


class _Factory(ServerPerMessageDeflateFactory):
    def process_request_params(
        self, params: Sequence[tuple[str, str | None]], accepted_extensions: Sequence[Any]
    ) -> tuple[list[tuple[str, str | None]], LargeDeflate]:
        answered, agreed = super().process_request_params(params, accepted_extensions)
        mine = LargeDeflate(
            agreed.remote_no_context_takeover,
            agreed.local_no_context_takeover,
            agreed.remote_max_window_bits,
            agreed.local_max_window_bits,
            agreed.compress_settings,
        )
        return answered, mine


class Connection(WebSocketsSansIOProtocol):
    """Uvicorn's connection of a page, with what it offers for all messages offered for large ones."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - as Uvicorn makes it
        super().__init__(*args, **more)
        self.conn.available_extensions = [_Factory(**vars(one)) for one in self.conn.available_extensions or ()]
