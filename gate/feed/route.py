"""Data for other programs, by token: read and never written, one answer made at a time."""

import secrets
from asyncio import Semaphore
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from charts.stamp import Stamp, stamp
from exchange import filenames
from exchange.feed.documents import SCHEMA
from exchange.feed.tables import Material, table
from gate import clock, paths
from gate.feed.credential import carried
from gate.feed.request import Wanted, view_asked, wanted
from models.accounts import throttle
from models.feed.commands import note_use
from models.feed.queries import Reader, reader_of
from models.progress import queries as progress_queries
from models.reporting.queries import events
from models.store.store import Store
from rules.access import may_read_figures
from rules.feed.token import Dataset
from rules.periods import wita_day
from rules.progress.briefing import brief
from rules.values import Moment, Programme
from words.addresses import Address
from words.feed import sentences

# An answer takes a core for a while; those who ask at once wait in line, and pages go on.
ANSWERS_AT_ONCE: Final = 1

_READING: Final = frozenset({"GET", "HEAD"})
_NEVER_KEPT: Final = {"Cache-Control": "no-store"}
# A copy may be kept by who asked, and is asked after each time: the answer is then 304.
_KEPT_BY_READER: Final = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}


class Feed:
    """ASGI: everything below the address of data, whatever the method."""

    def __init__(self, store: Store) -> None:
        """Read `store`."""
        self._store = store
        self._slots = Semaphore(ANSWERS_AT_ONCE)
        # A newer program may reckon otherwise: what was kept from an earlier one is not called new.
        self._edition = secrets.token_hex(8)

    def routes(self) -> list[Route]:
        """Return the route; it takes every method, so that none falls through to Streamlit."""
        return [Route(paths.FEED + "{rest:path}", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        await (await self._answer(Request(scope, receive)))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in _READING:
            return _told(405, sentences.READING_ONLY, {"Allow": "GET, HEAD"})
        token = carried(request.headers.get("authorization", ""))
        if token is None:
            return _unauthorised()
        async with self._slots:
            return await run_in_threadpool(self._for_token, request, token)

    def _for_token(self, request: Request, token: str) -> Response:
        at = clock.now()
        with self._store.read() as connection:
            reader = reader_of(connection, token)
        if reader is None:
            return self._refused(request, at)
        asked = wanted(request.url.path)
        if asked is None:
            return _told(404, sentences.UNKNOWN)
        if asked.dataset is Dataset.FIGURES and not may_read_figures(reader.agency):
            return _told(403, sentences.FIGURES_OF_ALL)
        return self._read(request, reader, asked, at)

    def _refused(self, request: Request, at: datetime) -> Response:
        """A wrong token, one that was revoked, one that never was: all in the same words."""
        address = request.client.host if request.client else ""
        with self._store.write() as connection:
            again_at = throttle.admit_wrong_token(connection, address=address, at=at)
        return _unauthorised() if again_at is None else _too_many(again_at, at)

    def _read(self, request: Request, reader: Reader, asked: Wanted, at: datetime) -> Response:
        with self._store.read() as connection:
            programmes = progress_queries.programmes(connection)
        view = view_asked(request.query_params, programmes, at)
        if isinstance(view, str):
            return _told(400, view)
        tag = self._tag(view.programme, reader, asked, view.moment)
        is_known = tag in _known_tags(request)
        again_at = self._counted(reader, at, is_made=not is_known)
        if again_at is not None:
            return _too_many(again_at, at)
        if is_known:
            return Response(status_code=304, headers=_KEPT_BY_READER | {"ETag": tag})
        return self._made(reader, asked, view)

    def _counted(self, reader: Reader, at: datetime, *, is_made: bool) -> datetime | None:
        """Keep that the token is used; return when it may be used again, once that is too often."""
        if not is_made and reader.last_used_on == wita_day(at):
            return None
        with self._store.write() as connection:
            note_use(connection, reader, at=at)
            if not is_made:
                return None
            return throttle.admit_reading(connection, token=reader.number, at=at)

    def _made(self, reader: Reader, asked: Wanted, view: Address) -> Response:
        """Make the document, and name it by what the store held as it was read."""
        moment = view.moment
        with self._store.of(view.programme.code).read() as connection:
            programme = progress_queries.programme(connection)
            known = (connection, reader.actor, moment.as_of, moment.known_on)
            board = progress_queries.board(*known)
            told = events(*known) if asked.dataset is Dataset.REPORTS else ()
        material = Material(
            stamp(programme, moment), board, brief(board, moment), told, reader.agency
        )
        headers = {
            "ETag": self._tag(programme, reader, asked, moment),
            "Content-Disposition": _attachment(asked, material.stamp),
        }
        content = asked.document.write(table(asked.dataset, material), material)
        kind = asked.document.media_type
        return Response(content, media_type=kind, headers=_KEPT_BY_READER | headers)

    def _tag(self, programme: Programme, reader: Reader, asked: Wanted, moment: Moment) -> str:
        """What tells this answer from every other one; it changes with the data alone."""
        told = (
            *(SCHEMA, self._edition, programme.code, programme.version, programme.chain_head),
            *(asked.dataset, asked.ending, reader.agency, moment),
        )
        return f'"{sha256(repr(told).encode()).hexdigest()[:32]}"'


def _known_tags(request: Request) -> set[str]:
    """What the program has kept; a proxy may have marked it as weak on the way."""
    kept = request.headers.get("if-none-match", "").split(",")
    return {tag.strip().removeprefix("W/") for tag in kept}


def _attachment(asked: Wanted, of: Stamp) -> str:
    return f'attachment; filename="{filenames.of(asked.dataset.value, of, asked.ending)}"'


def _unauthorised() -> Response:
    """Ask for a token as Excel understands it: with its box for a name and a password."""
    challenge = {"WWW-Authenticate": 'Basic realm="Pantau Sentra", charset="UTF-8"'}
    return _told(401, sentences.UNAUTHORISED, challenge)


def _too_many(again_at: datetime, at: datetime) -> Response:
    seconds = int((again_at - at).total_seconds()) + 1
    return _told(429, sentences.too_many(again_at), {"Retry-After": str(seconds)})


def _told(status: int, sentence: str, headers: Mapping[str, str] = _NEVER_KEPT) -> Response:
    return PlainTextResponse(sentence, status_code=status, headers=_NEVER_KEPT | dict(headers))
