"""Files on their way into a form: from whom, how many at once, and for how long.

Streamlit holds them in memory, as many as come, until the page that they were put into is gone; and
a form holds what it has taken over until it is sent or given up, or its session ends.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from gate.accounts.guard import visitor
from gate.refusal import told as refusal
from gate.traffic.told import UPLOADS, Told
from rules.access import may_hand_in_files
from rules.values import AccountId

# Bytes: of one person a form full of the largest files, and of all what an office PC bears.
MOST_OF_ONE: Final = 96 * 1024 * 1024
MOST: Final = 256 * 1024 * 1024
UNUSED_SECONDS: Final = 600.0
LOOK_SECONDS: Final = 60.0

NO_RIGHT: Final = "Akun ini tidak mengirim berkas."
NOT_TOLD: Final = "Tempat berkas ini tidak dikenal. Muat ulang halaman, lalu pilih lagi berkasnya."
NO_SIZE: Final = "Ukuran berkas tidak disebutkan. Pilih lagi berkasnya."
NO_ROOM: Final = "Terlalu banyak berkas menunggu dikirim. Kirim atau lepaskan dahulu yang ada."
BUSY: Final = "Sedang banyak berkas yang dikirim. Coba lagi sebentar lagi."


class Shelf(Protocol):
    """Where uploaded files lie."""

    def size(self, session: str, file: str) -> int | None:
        """Return how many bytes of a file are kept, also by a form; None once none are."""

    def remove(self, session: str, file: str) -> None:
        """Take a file away, if it is there."""

    def is_open(self, session: str) -> bool:
        """Whether somebody looks at the page of this session."""


@dataclass(slots=True)
class _Upload:
    """A file on its way or on the shelf; `since` when nobody was known to use it."""

    person: AccountId
    session: str
    size: int
    since: float
    is_arriving: bool = True
    is_held: bool = False


class Uploads:
    """What lies on the shelf, and whose it is."""

    def __init__(self, shelf: Shelf, now: Callable[[], float] = time.monotonic) -> None:
        """Keep account of `shelf`; `now` counts seconds."""
        self._shelf = shelf
        self._now = now
        self._files: dict[str, _Upload] = {}

    def admit(self, person: AccountId, session: str, file: str, size: int) -> str:
        """Keep room for a file that begins to arrive; return why not where there is none."""
        self.give_back()
        others = [upload for name, upload in self._files.items() if name != file]
        if size + sum(one.size for one in others if one.person == person) > MOST_OF_ONE:
            return NO_ROOM
        if size + sum(one.size for one in others) > MOST:
            return BUSY
        self._files[file] = _Upload(person, session, size, self._now())
        return ""

    def arrived(self, file: str) -> None:
        """Note that no more of a file comes: it lies on the shelf, or nothing of it does."""
        upload = self._files.get(file)
        if upload is not None:
            upload.is_arriving = False

    def hold(self, file: str) -> None:
        """Note that a page holds a file."""
        upload = self._files.get(file)
        if upload is not None:
            upload.is_held = True

    def give_back(self) -> None:
        """Take from the shelf what no page has held, or no page is open for, for a while.

        What a form made smaller counts as what it is now.
        """
        now = self._now()
        for name, upload in list(self._files.items()):
            if upload.is_arriving:
                continue
            size = self._shelf.size(upload.session, name)
            if size is None:
                del self._files[name]
                continue
            upload.size = size
            if upload.is_held and self._shelf.is_open(upload.session):
                upload.since = now
            elif now - upload.since >= UNUSED_SECONDS:
                self._shelf.remove(upload.session, name)
                del self._files[name]


async def give_back_for_ever(uploads: Uploads) -> None:
    """Give back what nobody uses, until it is cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        uploads.give_back()


class UploadGuard:
    """ASGI: lets in, within bounds, files of who reports, into places that they were told."""

    def __init__(self, app: ASGIApp, *, told: Told, uploads: Uploads) -> None:
        """Ask `told` whose place it is, and `uploads` for room."""
        self._app = app
        self._told = told
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] != "http" or not scope["path"].startswith(UPLOADS):
            await self._app(scope, receive, send)
            return
        person, place = visitor(scope), scope["path"].removeprefix(UPLOADS)
        if not may_hand_in_files(person):
            await refusal(403, NO_RIGHT)(scope, receive, send)
        elif not self._told.knows(person.account_id, place):
            await refusal(404, NOT_TOLD)(scope, receive, send)
        elif scope["method"] == "PUT":
            await self._put(person.account_id, place, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _put(
        self, person: AccountId, place: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        session, _, file = place.partition("/")
        length = Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            await refusal(411, NO_SIZE)(scope, receive, send)
            return
        problem = self._uploads.admit(person, session, file, int(length))
        if problem:
            await refusal(413 if problem == NO_ROOM else 503, problem)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._uploads.arrived(file)
