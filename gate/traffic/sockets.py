"""The websocket of a page: one person's, and it carries what a page of ours sends.

Streamlit takes up a session for whoever names its id, unless it belongs to another identity. So it
is told the identity, by a header that only this module can set.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate.accounts.guard import visitor
from gate.refusal import refuse_websocket
from gate.traffic.told import Told
from gate.traffic.uploads import Uploads
from rules.access import may_hand_in_files
from rules.values import AccountId, Actor

PERSON: Final = "x-sentra-person"

# Tabs, with those that a dropped line left behind.
MOST_OF_ONE: Final = 24

_FILE_PLACES: Final = "file_urls_request"
_MADE_LATER: Final = "backend_operation_request"
_SENT_BY_PAGES: Final = frozenset({"rerun_script", "stop_script", "app_heartbeat"})


class Sent(Protocol):
    """A message of a page: of which kind, which files it holds, what it asks for by name."""

    @property
    def kind(self) -> str: ...  # noqa: D102

    @property
    def held(self) -> Sequence[str]: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102


Reader: TypeAlias = Callable[[bytes], Sent | None]
"""Reads a message; None where it is none, which Streamlit refuses itself."""


class Sockets:
    """ASGI: binds each websocket to who opened it; everything else passes."""

    def __init__(self, app: ASGIApp, *, told: Told, uploads: Uploads, read: Reader) -> None:
        """Note in `told` what goes out, and in `uploads` which files a page holds."""
        self._app = app
        self._told = told
        self._uploads = uploads
        self._read = read
        self._open: Counter[AccountId] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what belongs to this person."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        person = visitor(scope)
        if self._open[person.account_id] >= MOST_OF_ONE:
            await refuse_websocket(scope, receive, send)
            return

        async def heard() -> Message:
            while True:
                message = await receive()
                sent = message.get("bytes")
                if sent is None or self._is_taken(person, sent):
                    return message

        async def tell(message: Message) -> None:
            self._told.note(person.account_id, message.get("bytes") or b"")
            await send(message)

        self._open[person.account_id] += 1
        try:
            await self._app(_named(scope, person), heard, tell)
        finally:
            self._open[person.account_id] -= 1

    def _is_taken(self, person: Actor, sent: bytes) -> bool:
        """Whether a page of ours sends this; what cannot be read is Streamlit's to refuse."""
        message = self._read(sent)
        if message is None:
            return True
        for file in message.held:
            self._uploads.hold(file)
        if message.kind == _FILE_PLACES:
            return may_hand_in_files(person)
        if message.kind == _MADE_LATER:
            return self._told.knows(person.account_id, message.name)
        return message.kind in _SENT_BY_PAGES


def _named(scope: Scope, person: Actor) -> Scope:
    name = PERSON.encode()
    headers = [pair for pair in scope["headers"] if pair[0].lower() != name]
    return dict(scope) | {"headers": [*headers, (name, str(person.account_id).encode())]}
