"""Streamlit's bundle, sent small: compressed once, kept in memory.

Streamlit 1.67 sends its 7 MB of scripts as they are, which a village's connection pays for.
"""

import gzip
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate.paths import BUNDLE

CAPACITY: Final = 32 * 1024 * 1024
_LEVEL: Final = 6
_COMPRESSIBLE: Final = frozenset({".css", ".js", ".json", ".map", ".svg", ".txt", ".wasm"})
_CONDITIONS: Final = frozenset({b"if-none-match", b"if-modified-since", b"accept-encoding"})
_PLAIN_BODY: Final = frozenset({"content-length", "content-encoding", "etag", "vary"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A compressed file with the headers it is sent under."""

    body: bytes
    headers: dict[str, str]

    def answer(self, asked: Headers) -> Response:
        """Return the file, or word that the browser has it already."""
        known = {
            tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")
        }
        if self.headers["etag"] in known:
            return Response(status_code=304, headers=self.headers)
        return Response(self.body, headers=self.headers)


class Compression:
    """ASGI: sends text files under `prefix` compressed to those who accept it."""

    def __init__(self, app: ASGIApp, *, prefix: str = BUNDLE, capacity: int = CAPACITY) -> None:
        """Keep at most `capacity` bytes; what does not fit is sent as it is."""
        self._app = app
        self._prefix = prefix
        self._room = capacity
        self._kept: dict[str, Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, compress for the first time, or pass on."""
        if scope["type"] != "http" or not self._is_compressible(scope["path"]):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if scope["method"] != "GET" or "range" in asked or not _accepts_gzip(asked):
            await self._app(scope, receive, _varying(send))
            return
        answer = self._kept.get(scope["path"]) or await self._compress(scope)
        await (answer.answer(asked) if isinstance(answer, Kept) else answer)(scope, receive, send)

    def _is_compressible(self, path: str) -> bool:
        return path.startswith(self._prefix) and PurePosixPath(path).suffix in _COMPRESSIBLE

    async def _compress(self, scope: Scope) -> Kept | Response:
        """Take the whole plain answer; keep it compressed when it is the file itself."""
        plain = await _whole(self._app, scope)
        # Streamlit answers an unknown file with its page: that is no file of this name.
        is_page = plain.headers.get("content-type", "").startswith("text/html")
        if plain.status_code != 200 or is_page:  # noqa: PLR2004
            return plain
        body = await run_in_threadpool(gzip.compress, bytes(plain.body), _LEVEL, mtime=0)
        if len(body) > self._room:
            return plain
        kept = Kept(body, _headers(plain))
        if scope["path"] not in self._kept:
            self._room -= len(body)
            self._kept[scope["path"]] = kept
        return kept


def _headers(plain: Response) -> dict[str, str]:
    headers = {key: value for key, value in plain.headers.items() if key not in _PLAIN_BODY}
    tag = plain.headers.get("etag", '""').removeprefix("W/").strip('"')
    return headers | {
        "content-encoding": "gzip",
        "etag": f'"{tag}-gzip"',
        "vary": "Accept-Encoding",
    }


def _accepts_gzip(asked: Headers) -> bool:
    for part in asked.get("accept-encoding", "").lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() == "gzip":
            # Everything but q=0 is a yes.
            return not weight.strip() or bool(weight.strip().removeprefix("q=").strip("0."))
    return False


def _varying(send: Send) -> Send:
    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return add


async def _whole(app: ASGIApp, scope: Scope) -> Response:
    """Return the complete plain answer of `app`, asked without conditions."""
    headers = [pair for pair in scope["headers"] if pair[0].lower() not in _CONDITIONS]
    start: Message = {}
    body = bytearray()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await app(dict(scope) | {"headers": headers, "extensions": {}}, _waiting, collect)
    response = Response(bytes(body), status_code=start["status"])
    response.raw_headers = list(start["headers"])
    return response


async def _waiting() -> Message:
    """Say nothing for ever: a visitor who leaves must not cut short what is kept for the others."""
    await anyio.sleep_forever()
    raise AssertionError
