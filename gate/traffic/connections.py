"""Connections that wait for the rest of a request: for a while, and so many at once.

Uvicorn lets a request be half sent for ever, so that whoever opens a thousand of them, without an
account, uses up what the process may open. Why these bounds: docs/decisions/0048.
"""

import asyncio
from collections import Counter
from enum import Enum
from socket import socket
from typing import Any, Final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds: for a head of at most some kilobytes, and in which a body brings at least some bytes or
# an answer is taken up a little: a village's connection does, a held one does not.
HEAD_SECONDS: Final = 10.0
WINDOW_SECONDS: Final = 15.0
LEAST_OF_BODY: Final = 4096

# A browser holds six connections open, and an office may come from one address.
MOST_WAITING_OF_ONE: Final = 64
MOST_WAITING: Final = 384
MOST_CONNECTIONS: Final = 768

LARGEST_MESSAGE: Final = 8 * 1024 * 1024
"""Bytes of one message from a page: the largest table that is typed is far below."""


class Awaited(Enum):
    """What of a request is still to come."""

    HEAD = "head"
    BODY = "body"


class Waiting:
    """The connections that wait, in the order since when, each at its address."""

    def __init__(self, *, most: int = MOST_WAITING, most_of_one: int = MOST_WAITING_OF_ONE) -> None:
        """Let at most so many wait at once, in all and of one address."""
        self._most, self._most_of_one = most, most_of_one
        self._addresses: dict[BoundedConnection, str] = {}
        self._counts: Counter[str] = Counter()

    def add(self, one: "BoundedConnection", address: str) -> "BoundedConnection | None":
        """Let `one` wait; return which has to go for it: who has waited longest, if anybody."""
        self.remove(one)
        self._addresses[one] = address
        self._counts[address] += 1
        if self._counts[address] > self._most_of_one:
            return next(other for other, at in self._addresses.items() if at == address)
        return next(iter(self._addresses)) if len(self._addresses) > self._most else None

    def remove(self, one: "BoundedConnection") -> None:
        """Let `one` wait no more."""
        address = self._addresses.pop(one, None)
        if address is None:
            return
        self._counts[address] -= 1
        if not self._counts[address]:
            del self._counts[address]


class BoundedConnection(H11Protocol):
    """Uvicorn's connection; it ends where it keeps the server waiting, or too many do."""

    waiting: Waiting = Waiting()

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **named)
        self._awaited: Awaited | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._stall: asyncio.TimerHandle | None = None
        self._received = 0
        self._is_handed_over = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request, where there is room at all."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._await_what_misses()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._await(None)
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for what still misses."""
        self._received += len(data)
        super().data_received(data)
        self._await_what_misses()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._await_what_misses()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand over: whoever may open a websocket was asked for a session."""
        self._await(None)
        self._is_handed_over = True
        super().handle_websocket_upgrade(event)

    def pause_writing(self) -> None:
        """Watch whether the answer is taken up at all."""
        super().pause_writing()
        self._watch(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """The answer goes on."""
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None
        super().resume_writing()

    def _await_what_misses(self) -> None:
        if self._is_handed_over or self.transport.is_closing():
            self._await(None)
        elif self.conn.their_state is h11.IDLE:
            self._await(Awaited.HEAD)
        else:
            self._await(Awaited.BODY if self.conn.their_state is h11.SEND_BODY else None)

    def _await(self, awaited: Awaited | None) -> None:
        if awaited is self._awaited:
            return
        self._awaited = awaited
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if awaited is None:
            self.waiting.remove(self)
            return
        if awaited is Awaited.HEAD:
            self._timer = self.loop.call_later(HEAD_SECONDS, self.end)
        else:
            self._look_again()
        longest = self.waiting.add(self, self.client[0] if self.client else "")
        if longest is not None:
            longest.end()

    def _look_again(self) -> None:
        self._timer = self.loop.call_later(WINDOW_SECONDS, self._look, self._received)

    def _look(self, before: int) -> None:
        # Where the program itself does not read on, nobody is to blame for what does not come.
        if self.flow.read_paused or self._received - before >= LEAST_OF_BODY:
            self._look_again()
        else:
            self.end()

    def _watch(self, left: int) -> None:
        self._stall = self.loop.call_later(WINDOW_SECONDS, self._judge_stall, left)

    def _judge_stall(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left >= before:
            self.transport.abort()
        else:
            self._watch(left)

    def end(self) -> None:
        """Close it, and count it no more."""
        self._await(None)
        # A flood of them then leaves room at once for who comes next.
        self.connections.discard(self)
        self.transport.close()


_startup: Final = uvicorn.Server.startup


async def _bounded_startup(self: uvicorn.Server, sockets: list[socket] | None = None) -> None:
    self.config.http_protocol_class = BoundedConnection
    self.config.ws_max_size = LARGEST_MESSAGE
    await _startup(self, sockets)


def bound_connections() -> None:
    """Let the server that is about to start bound its connections.

    Streamlit makes it and hands nothing on, so it is told as it begins to listen.
    """
    uvicorn.Server.startup = _bounded_startup  # type: ignore[method-assign]
    allow_more_files()


def allow_more_files() -> None:
    """Let the process open as many files as its user may: each connection is one."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, which has no such bound
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
