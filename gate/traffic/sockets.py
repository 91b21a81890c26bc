"""The websocket of a page: one person's, and it carries what a page of ours sends.

Streamlit takes up a session for whoever names its id, unless it belongs to another identity. So it
is told the identity, by a header that only this module can set.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate.accounts.guard import visitor
from gate.accounts.sessions import Visitors
from gate.refusal import refuse_websocket
from gate.traffic.told import Told
from gate.traffic.uploads import Uploads
from rules.access import may_hand_in_files
from rules.values import AccountId, Actor

PERSON: Final = "x-sentra-person"

# Tabs, with those that a dropped line left behind.
MOST_OF_ONE: Final = 24

NOT_MADE: Final = "Berkas belum dapat dibuat. Coba lagi; bila terulang, beri tahu administrator."
SESSION_ENDED: Final = "Sesi Anda sudah berakhir. Masuk lagi, lalu unduh berkasnya."

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


class Messages(Protocol):
    """How the messages between a page and Streamlit are read and changed."""

    def read(self, message: bytes) -> Sent | None:
        """Return what a page sent; None where it is no message, which Streamlit refuses itself."""

    def is_not_made(self, message: bytes) -> bool:
        """Whether it tells a page that a file could not be made."""

    def reworded(self, message: bytes, sentence: str) -> bytes:
        """Return it with `sentence`."""


class Sockets:
    """ASGI: binds each websocket to who opened it; everything else passes."""

    def __init__(
        self, app: ASGIApp, *, told: Told, uploads: Uploads, messages: Messages, visitors: Visitors
    ) -> None:
        """Note in `told` what goes out, and in `uploads` which files a page holds."""
        self._app = app
        self._told = told
        self._uploads = uploads
        self._messages = messages
        self._visitors = visitors
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
            said = message.get("bytes") or b""
            self._told.note(person.account_id, said)
            if self._messages.is_not_made(said):
                sentence = await self._why_not_made(HTTPConnection(scope))
                message = dict(message) | {"bytes": self._messages.reworded(said, sentence)}
            await send(message)

        self._open[person.account_id] += 1
        try:
            await self._app(_named(scope, person), heard, tell)
        finally:
            self._open[person.account_id] -= 1

    async def _why_not_made(self, connection: HTTPConnection) -> str:
        is_signed_in = await self._visitors.actor(connection) is not None
        return NOT_MADE if is_signed_in else SESSION_ENDED

    def _is_taken(self, person: Actor, sent: bytes) -> bool:
        """Whether a page of ours sends this; what cannot be read is Streamlit's to refuse."""
        message = self._messages.read(sent)
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
