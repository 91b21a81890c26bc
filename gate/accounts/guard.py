"""Sessions required: without one only sign-in, the bundle, the health check and the feed answer."""

from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gate import paths, screens
from gate.accounts.sessions import Visitors
from gate.paths import PagePaths
from gate.refusal import refuse_websocket, unauthorised
from rules.values import Actor

_READING: Final = frozenset({"GET", "HEAD"})
_USED_OUTSIDE: Final = _READING | {"POST"}
_VISITOR: Final = "sentra.visitor"
_NEVER_KEPT: Final = {"Cache-Control": "no-store"}


class SessionGuard:
    """ASGI: passes requests with a session on and redirects the others to the sign-in page.

    It guards Streamlit's pages, media, uploads and websocket alike. The session is looked up for
    every request and handshake; inside a running websocket the pages look it up on every run.
    """

    def __init__(
        self, app: ASGIApp, *, visitors: Visitors, pages: PagePaths, routes: Collection[str] = ()
    ) -> None:
        """Know the pages, and by prefix the `routes` of our own that ask for a session."""
        self._app = app
        self._visitors = visitors
        self._pages = pages
        self._routes = (paths.SIGN_OUT, paths.PASSWORD, *routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, send to the sign-in page, or refuse."""
        if scope["type"] == "websocket":
            await (await self._for_websocket(scope))(scope, receive, send)
        elif scope["type"] == "http":
            await (await self._for_request(scope))(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _for_websocket(self, scope: Scope) -> ASGIApp:
        return self._app if await self._enters(scope) else refuse_websocket

    async def _for_request(self, scope: Scope) -> ASGIApp:
        path = scope["path"]
        if paths.is_feed(path):
            # Programs come with a token, not with a session; the feed answers every method.
            return self._app
        if paths.is_open(path):
            # Another method would fall through our routes to Streamlit's.
            return self._app if scope["method"] in _USED_OUTSIDE else unauthorised()
        if not await self._enters(scope):
            return _to_sign_in(scope) if _wants_page(scope) else unauthorised()
        if path == self._pages.default:
            return _to_home(scope)
        return self._app if self._exists(path) else screens.unknown_page()

    async def _enters(self, scope: Scope) -> bool:
        """Whether there is a session; what handles the request later finds whose."""
        scope[_VISITOR] = await self._visitors.actor(HTTPConnection(scope))
        return scope[_VISITOR] is not None

    def _exists(self, path: str) -> bool:
        page = path.rstrip("/") or paths.HOME
        is_ours = page in self._pages.known or page.startswith(self._routes)
        return is_ours or paths.is_asked_by_pages(path)


def visitor(scope: Scope) -> Actor:
    """Return who asks, on an address that the guard passed on for a session alone."""
    found: Actor = scope[_VISITOR]
    return found


def _wants_page(scope: Scope) -> bool:
    """Whether a person waits for a page: a browser says so, a bare client asks for anything."""
    if scope["method"] not in _READING or paths.is_for_machines(scope["path"]):
        return False
    accepted = Headers(scope=scope).get("accept", "*/*")
    return "text/html" in accepted or accepted == "*/*"


def _to_sign_in(scope: Scope) -> Response:
    link = paths.sign_in_for(paths.local(paths.asked(scope)))
    return RedirectResponse(link, status_code=303, headers=_NEVER_KEPT)


def _to_home(scope: Scope) -> Response:
    """Streamlit shows its default page at home alone, so that page's path leads there."""
    query = scope.get("query_string", b"").decode("latin-1")
    return RedirectResponse(f"/?{query}" if query else "/", status_code=303, headers=_NEVER_KEPT)
