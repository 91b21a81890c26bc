"""The gate in one piece: routes and middleware, as dashboard.py hands them to Streamlit."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gate import paths, screens
from gate.accounts.credentials import Credentials
from gate.accounts.guard import SessionGuard
from gate.accounts.invitation import Invitation
from gate.accounts.sessions import Visitors
from gate.accounts.sign_in import SignIn
from gate.evidence.route import Evidence
from gate.failure import Failure
from gate.feed.route import Feed
from gate.frontend import index_page
from gate.frontend.compression import Compression
from gate.frontend.index_page import IndexPage
from gate.headers import Headers
from gate.hosts import Hosts
from gate.paths import PagePaths
from gate.traffic.sockets import Messages, Sockets
from gate.traffic.told import MediaGuard, Told
from gate.traffic.uploads import Shelf, UploadGuard, Uploads
from models.store.store import Store
from rules.errors import InvalidSetting
from settings import OIDC_ISSUER, Settings

Refusal: TypeAlias = Callable[[Request, Exception], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class WebGate:
    """What Streamlit's application takes: routes of our own, what handles each request first.

    And what tells a refusal; beside it the uploads, of which somebody gives back what is unused.
    """

    routes: Sequence[Route]
    middleware: Sequence[Middleware]
    refusals: Mapping[Any, Refusal]
    uploads: Uploads


@dataclass(frozen=True, slots=True)
class Inside:
    """What the gate must know of Streamlit: where uploads lie, how its messages are read."""

    shelf: Shelf
    messages: Messages


def web_gate(store: Store, settings: Settings, *, pages: PagePaths, inside: Inside) -> WebGate:
    """Return the routes of our own and the middleware before `pages`, the outermost first."""
    page = index_page.translated(index_page.installed_page(), icon=screens.asset("lambang.svg"))
    scripts = map(screens.asset, ("kata.js", "layar.js", "jalan.js"))
    page = index_page.with_scripts(page, *scripts)
    credentials = Credentials(store)
    sign_in = SignIn(store, settings, credentials, fetched_next=index_page.fetched_first(page))
    invitation = Invitation(store, settings, credentials)
    told, uploads, visitors = Told(), Uploads(inside.shelf), Visitors(store, settings)
    middleware = (
        Middleware(Headers, page=page, https=settings.secure_cookie),
        Middleware(Failure),
        Middleware(Hosts, allowed=settings.allowed_hosts),
        Middleware(SessionGuard, visitors=visitors, pages=pages, routes=(paths.EVIDENCE,)),
        Middleware(
            Sockets, told=told, uploads=uploads, messages=inside.messages, visitors=visitors
        ),
        Middleware(UploadGuard, told=told, uploads=uploads),
        Middleware(MediaGuard, told=told),
        Middleware(Compression),
        Middleware(IndexPage, page=page, known=pages.known),
    )
    evidence = Evidence(store, settings)
    routes = [
        *sign_in.routes(),
        *invitation.routes(),
        *_office_routes(store, settings),
        *evidence.routes(),
        *Feed(store).routes(),
    ]
    return WebGate(routes, middleware, {HTTPException: screens.plainly}, uploads)


def _office_routes(store: Store, settings: Settings) -> list[Route]:
    """Return the way through the identity provider; without one nothing stands at its addresses."""
    provider = settings.identity_provider
    ways = (paths.SIGN_IN_OFFICE, paths.SIGN_IN_OFFICE_BACK)
    # Whatever else is asked there is answered here: these addresses are open to strangers.
    rest = [Route(way, _no_provider, methods=["GET", "POST"]) for way in ways]
    if provider is None:
        return rest
    try:
        # An optional dependency: most offices have no provider, and so need not install it.
        from gate.accounts.oidc import OfficeSignIn  # noqa: PLC0415
    except ImportError as error:
        needed = "penyedia identitas, setelah pip install authlib httpx2 joserfc"
        raise InvalidSetting(OIDC_ISSUER, provider.issuer, needed) from error
    return [*OfficeSignIn(store, settings, provider).routes(), *rest]


async def _no_provider(request: Request) -> Response:
    del request
    return screens.unknown_page()
