"""The whole gate in one piece, as dashboard.py hangs it before Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.middleware import Middleware
from starlette.routing import Route

from gate import shell
from gate.compression import Compression
from gate.door import Door
from gate.failure import Failure
from gate.headers import Headers
from gate.hosts import Hosts
from gate.paths import Pages
from gate.shell import Shell
from gate.sign_in import SignIn
from gate.visitors import Visitors
from models.settings import Settings
from models.store import Store


@dataclass(frozen=True, slots=True)
class Entrance:
    """What Streamlit's application takes: our own routes and what stands before every request."""

    routes: Sequence[Route]
    middleware: Sequence[Middleware]


def entrance(store: Store, settings: Settings, *, pages: Pages) -> Entrance:
    """Return the gate before `pages`."""
    page = shell.translated(shell.installed_page())
    sign_in = SignIn(store, settings, fetched_next=shell.fetched_first(page))
    middleware = (
        Middleware(Headers, page=page, https=settings.secure_cookie),
        Middleware(Failure),
        Middleware(Hosts, allowed=settings.allowed_hosts),
        Middleware(Door, visitors=Visitors(store, settings), pages=pages),
        Middleware(Compression),
        Middleware(Shell, page=page, known=pages.known),
    )
    return Entrance(sign_in.routes(), middleware)
