"""Connections that keep the server waiting end; who asks whole is answered meanwhile."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from gate.traffic import connections
from gate.traffic.connections import BoundedConnection, Waiting

WHOLE = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: here\r\nX: "
FORM = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 999999\r\n\r\n"


class Clockwork(asyncio.SelectorEventLoop):
    """A loop whose timers run when a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.timers: list[tuple[asyncio.TimerHandle, float]] = []

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Callable[..., Any], *args: Any, **named: Any
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(0, callback, args, self, **named)
        self.timers.append((handle, delay))
        return handle

    def pass_by(self, seconds: float) -> None:
        """Run what was to run within `seconds` from when it was asked for."""
        due = [timer for timer in self.timers if timer[1] <= seconds]
        self.timers = [timer for timer in self.timers if timer not in due]
        for handle, _ in due:
            if not handle.cancelled():
                handle._run()


@dataclass
class Wire:
    """What stands for a socket."""

    address: str
    written: bytes = b""
    buffered: int = 0
    is_closed: bool = False
    info: dict[str, object] = field(default_factory=dict)

    def get_extra_info(self, name: str) -> object:
        return {"peername": (self.address, 5), "sockname": ("127.0.0.1", 8501)}.get(name)

    def write(self, data: bytes) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    abort = close

    def get_write_buffer_size(self) -> int:
        return self.buffered

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


async def _reads_all(scope: Scope, receive: Receive, send: Send) -> None:
    del scope
    while (await receive()).get("more_body"):
        pass
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"ok"})


class Server:
    """Connections of one server, each to the wire that it came by."""

    def __init__(self) -> None:
        self.loop = Clockwork()
        self.config = uvicorn.Config(_reads_all, log_config=None)
        self.config.load()
        self.state = ServerState()
        self.connections: list[BoundedConnection] = []

    def opened(self, address: str, *sent: bytes) -> tuple[BoundedConnection, Wire]:
        wire = Wire(address)
        made = BoundedConnection(self.config, self.state, {}, _loop=self.loop)
        self.connections.append(made)
        made.connection_made(cast("asyncio.Transport", wire))
        for data in sent:
            made.data_received(data)
        self.settle()
        return made, wire

    def settle(self) -> None:
        for _ in range(5):
            self.loop.run_until_complete(asyncio.sleep(0))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(BoundedConnection, "waiting", Waiting(most=6, most_of_one=3))
    made = Server()
    yield made
    for connection in made.connections:
        connection.connection_lost(None)
    made.settle()
    made.loop.close()


def test_half_a_head_ends_after_its_time_and_a_whole_one_is_answered(server: Server) -> None:
    _, half = server.opened("10.0.0.1", HALF)
    _, silent = server.opened("10.0.0.2")
    _, whole = server.opened("10.0.0.3", WHOLE)
    server.loop.pass_by(connections.HEAD_SECONDS)
    assert half.is_closed
    assert silent.is_closed
    assert whole.written.startswith(b"HTTP/1.1 200")


def test_a_head_sent_in_drops_has_no_more_time_than_one_sent_at_once(server: Server) -> None:
    made, wire = server.opened("10.0.0.1", WHOLE, HALF)
    begun = len(server.loop.timers)
    for _ in range(50):
        made.data_received(b"y")
    assert len(server.loop.timers) == begun
    server.loop.pass_by(connections.HEAD_SECONDS)
    assert wire.is_closed


def test_who_has_waited_longest_goes_for_the_next_of_the_same_address(server: Server) -> None:
    wires = [server.opened("10.0.0.1", HALF)[1] for _ in range(5)]
    other = server.opened("10.0.0.2", HALF)[1]
    assert [wire.is_closed for wire in wires] == [True, True, False, False, False]
    assert not other.is_closed


def test_all_addresses_together_have_a_bound(server: Server) -> None:
    wires = [server.opened(f"10.0.0.{number}", HALF)[1] for number in range(8)]
    assert [wire.is_closed for wire in wires] == [True] * 2 + [False] * 6


def test_a_body_that_does_not_come_on_ends_and_one_that_comes_slowly_goes_on(
    server: Server,
) -> None:
    _, held = server.opened("10.0.0.1", FORM)
    made, slow = server.opened("10.0.0.2", FORM)
    made.data_received(b"x" * connections.LEAST_OF_BODY)
    server.loop.pass_by(connections.WINDOW_SECONDS)
    assert held.is_closed
    assert not slow.is_closed


def test_an_answer_that_nobody_takes_up_is_dropped(server: Server) -> None:
    made, wire = server.opened("10.0.0.1", FORM)
    wire.buffered = 100
    made.pause_writing()
    for left, is_dropped in ((50, False), (50, True)):
        made.data_received(b"x" * connections.LEAST_OF_BODY)
        wire.buffered = left
        server.loop.pass_by(connections.WINDOW_SECONDS)
        assert wire.is_closed is is_dropped


def test_the_server_that_starts_next_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn.Server, "startup", uvicorn.Server.startup)
    connections.bound_connections()
    served = uvicorn.Server(uvicorn.Config(_reads_all, log_config=None, port=0, lifespan="off"))

    async def start() -> None:
        served.config.load()
        served.lifespan = served.config.lifespan_class(served.config)
        await served.startup()
        await served.shutdown()

    asyncio.run(start())
    assert served.config.http_protocol_class is BoundedConnection
    assert served.config.ws_max_size == connections.LARGEST_MESSAGE
