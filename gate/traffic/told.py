"""Which addresses the server told to whom: nobody else is answered under them.

Streamlit keeps media, downloads that are made on a click, and places for uploads under names, and
answers whoever knows one. What it tells a person passes here, so that a name is good for that
person alone (docs/decisions/0049).
"""

import re
from collections import OrderedDict, defaultdict
from pathlib import PurePosixPath
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from gate.accounts.guard import visitor
from gate.refusal import told as refusal
from rules.values import AccountId

MEDIA: Final = "/media/"
NOT_THERE: Final = "Berkas ini tidak ada lagi. Muat ulang halaman, lalu unduh lagi."
UPLOADS: Final = "/_stcore/upload_file/"

# What one person has been told longest ago is forgotten: pages of many hours go before.
MOST: Final = 20_000

_MEDIA_NAME: Final = re.compile(rb"/media/([0-9a-f]{32,64})")
_UPLOAD_PLACE: Final = re.compile(rb"/_stcore/upload_file/([0-9a-f-]{36}/[0-9a-f-]{36})")
# A text of exactly 32 hexadecimal signs after its length, as Streamlit names what is made later.
_MADE_LATER: Final = re.compile(rb"\x20([0-9a-f]{32})")
_NAMES: Final = (_MEDIA_NAME, _UPLOAD_PLACE, _MADE_LATER)


class Told:
    """What each person was told, in the order in which it was told last."""

    def __init__(self, *, most: int = MOST) -> None:
        """Remember at most so many names of a person."""
        self._most = most
        self._of: defaultdict[AccountId, OrderedDict[bytes, None]] = defaultdict(OrderedDict)

    def note(self, person: AccountId, message: bytes) -> None:
        """Remember the names in a message that goes out to `person`."""
        names = self._of[person]
        for pattern in _NAMES:
            for name in pattern.findall(message):
                names[name] = None
                names.move_to_end(name)
        while len(names) > self._most:
            names.popitem(last=False)

    def knows(self, person: AccountId, name: str) -> bool:
        """Whether `person` was told this name."""
        return name.encode() in self._of[person]


class MediaGuard:
    """ASGI: answers for media whom the server told of them, and nobody else."""

    def __init__(self, app: ASGIApp, *, told: Told) -> None:
        """Ask `told` who knows a name."""
        self._app = app
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or say that there is nothing."""
        if scope["type"] == "http" and scope["path"].startswith(MEDIA):
            name = PurePosixPath(scope["path"].removeprefix(MEDIA)).stem
            if not self._told.knows(visitor(scope).account_id, name):
                await refusal(404, NOT_THERE)(scope, receive, send)
                return
        await self._app(scope, receive, send)
