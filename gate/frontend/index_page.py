"""Streamlit's one HTML page, made ours: Indonesian, with our name, and without a white flash."""

import re
from collections.abc import Collection
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

TITLE: Final = "Pantau Sentra"
_READING: Final = frozenset({"GET", "HEAD"})
_NO_SCRIPT: Final = (
    "<noscript><p>Pantau Sentra memerlukan JavaScript. Nyalakan JavaScript pada peramban Anda,"
    " lalu muat ulang halaman ini.</p></noscript>"
)
# The ground of the theme, so that the page is not white before its scripts have come. Until the
# server has told them the theme, Streamlit's scripts take one of two of their own, the dark one
# where the system is dark: both are made ours (docs/decisions/0007).
_GROUND: Final = """\
<meta name="color-scheme" content="only light">
    <style>body{background:#FAF8F4}</style>
    <script>
      window.__streamlit = { LIGHT_THEME: {
        base: 0, primaryColor: "#0B5D6B", backgroundColor: "#FAF8F4",
        secondaryBackgroundColor: "#F1EDE5", textColor: "#1B2A3A"
      } }
      window.__streamlit.DARK_THEME = window.__streamlit.LIGHT_THEME
    </script>"""
_CHANGES: Final = (
    (re.compile(r'<html lang="[^"]*"'), '<html lang="id"'),
    (re.compile(r"<title>.*?</title>", re.DOTALL), f"<title>{TITLE}</title>\n    {_GROUND}"),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), _NO_SCRIPT),
    # The pointer to the agent interface, which is switched off.
    (re.compile(r'<link rel="service-desc"[^>]*>'), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
)
_FETCHED_FIRST: Final = re.compile(r'(?:src|href)="\./(static/[^"]+\.(?:js|css|woff2))"')


def installed_page() -> str:
    """Return the page as the installed Streamlit brings it; Streamlit itself is not imported."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("streamlit")
    return (Path(found.origin).parent / "static" / "index.html").read_text(encoding="utf-8")


def translated(page: str, *, icon: str) -> str:
    """Return `page` in Indonesian, under our name, with our `icon` (its path)."""
    for pattern, replacement in _CHANGES:
        page = pattern.sub(replacement, page)
    return page.replace("./favicon.png", icon).lstrip()


def with_scripts(page: str, *scripts: str) -> str:
    """Return `page` with our own scripts (their paths), which run before anything is drawn."""
    tags = "".join(f'<script src="{path}" defer></script>\n  ' for path in scripts)
    return page.replace("</head>", f"{tags}</head>", 1)


def fetched_first(page: str) -> tuple[str, ...]:
    """Return the paths of the files that `page` loads before it shows anything."""
    return tuple(f"/{path}" for path in _FETCHED_FIRST.findall(page))


def typeface() -> str:
    """Return the path of the screens' typeface in the bundle; empty when there is none."""
    fetched = fetched_first(installed_page())
    return next((path for path in fetched if path.endswith(".woff2")), "")


class IndexPage:
    """ASGI: answers each page's address with `page`; everything else passes."""

    def __init__(self, app: ASGIApp, *, page: str, known: Collection[str]) -> None:
        self._app = app
        self._known = frozenset(known)
        self._page = page
        self._etag = f'"{sha256(page.encode()).hexdigest()[:32]}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page's address, or pass on."""
        is_page = scope["type"] == "http" and scope["path"] in self._known
        if is_page and scope["method"] in _READING:
            await self._answer(Headers(scope=scope))(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _answer(self, headers: Headers) -> Response:
        kept = {"Cache-Control": "no-cache", "ETag": self._etag}
        if headers.get("if-none-match", "").removeprefix("W/") == self._etag:
            return Response(status_code=304, headers=kept)
        return HTMLResponse(self._page, headers=kept)
