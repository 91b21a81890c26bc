"""Evidence files handed out: by this route alone, to whoever may see them, never as a page."""

import logging
import unicodedata
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gate import paths
from gate.accounts.sessions import Visitors
from gate.refusal import unauthorised
from models.evidence import queries as evidence
from models.evidence.folder import EvidenceFolder
from models.meetings import queries as meetings
from models.store.store import Store
from rules.errors import NotAllowed, UnknownCode
from rules.evidence.errors import LostEvidence, WithheldEvidence
from rules.evidence.files import THUMBNAIL_KIND, KeptFile
from rules.values import Actor
from settings import Settings
from words import errors

_LOG: Final = logging.getLogger(__name__)
_NEVER_KEPT: Final = {"Cache-Control": "no-store"}
_UNKNOWN: Final = "Berkas bukti ini tidak ada."

# So that nothing below the address is ever passed on to Streamlit.
_ANY: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

_Finder = Callable[[Connection, Actor, int], KeptFile]
_Answer = Callable[[KeptFile], Response]


class Evidence:
    """The routes of evidence: the file itself, and a picture's thumbnail."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._visitors = Visitors(store, settings)
        self._folder = EvidenceFolder(settings.evidence_dir)

    def routes(self) -> list[Route]:
        """Return the routes; the last one answers for every other address below them."""
        return [
            Route(paths.EVIDENCE + "{number:int}", self.file, methods=["GET"]),
            Route(paths.EVIDENCE + "{number:int}/kecil", self.thumbnail, methods=["GET"]),
            Route(paths.FOLLOW_UPS + "{number:int}", self.follow_up, methods=["GET"]),
            Route(paths.FOLLOW_UPS + "{number:int}/kecil", self.small_follow_up, methods=["GET"]),
            Route(paths.EVIDENCE + "{rest:path}", _nothing, methods=_ANY),
        ]

    async def file(self, request: Request) -> Response:
        """Hand out a file to be saved, never to be opened in the browser."""
        return await self._handed(request, _of_report, self._whole)

    async def thumbnail(self, request: Request) -> Response:
        """Hand out the thumbnail of a picture, to be shown; other files have none."""
        return await self._handed(request, _of_report, self._small)

    async def follow_up(self, request: Request) -> Response:
        """Hand out a file that proves a follow-up, in the same way."""
        return await self._handed(request, _of_follow_up, self._whole)

    async def small_follow_up(self, request: Request) -> Response:
        """Hand out the thumbnail of a picture that proves a follow-up."""
        return await self._handed(request, _of_follow_up, self._small)

    async def _handed(self, request: Request, find: _Finder, answer: _Answer) -> Response:
        # The guard has checked the session already; what gives out bytes checks once more.
        actor = await self._visitors.actor(request)
        if actor is None:
            return unauthorised()
        number = request.path_params["number"]
        return await run_in_threadpool(self._found, actor, number, find, answer)

    def _found(self, actor: Actor, number: int, find: _Finder, answer: _Answer) -> Response:
        try:
            with self._store.read() as connection:
                kept = find(connection, actor, number)
            return answer(kept)
        except NotAllowed as refusal:
            return _told(403, refusal.explanation)
        except UnknownCode:
            return _told(404, _UNKNOWN)
        except WithheldEvidence as withheld:
            return _told(410, errors.error(withheld))
        except LostEvidence as lost:
            _LOG.error("evidence %d is missing or altered: %s", number, lost.digest)
            return _told(500, errors.error(lost))

    def _whole(self, kept: KeptFile) -> Response:
        headers = _NEVER_KEPT | {"Content-Disposition": attachment(kept.name)}
        content = self._folder.read(kept.sha256)
        return Response(content, media_type=kept.kind.media_type, headers=headers)

    def _small(self, kept: KeptFile) -> Response:
        if kept.thumbnail is None:
            return _told(404, _UNKNOWN)
        content = self._folder.read(kept.thumbnail)
        return Response(content, media_type=THUMBNAIL_KIND.media_type, headers=_NEVER_KEPT)


def _of_report(connection: Connection, actor: Actor, number: int) -> KeptFile:
    return evidence.one(connection, actor, number).kept


def _of_follow_up(connection: Connection, actor: Actor, number: int) -> KeptFile:
    return meetings.follow_up_file(connection, actor, number).kept


def attachment(name: str) -> str:
    """Return the header that lets a browser save a file as `name` (RFC 6266, RFC 5987)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    quotable = "".join("_" if sign in '"\\%;' else sign for sign in plain)
    return f"attachment; filename=\"{quotable}\"; filename*=UTF-8''{quote(name, safe='')}"


async def _nothing(request: Request) -> Response:
    del request
    return _told(404, _UNKNOWN)


def _told(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence, status_code=status, headers=_NEVER_KEPT)
