"""Sessions: the cookie that carries one, whose it is, and its opening and closing."""

from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from gate import clock, paths
from models.accounts import identity, session_cookie
from models.audit import commands as audit
from models.progress.queries import programme
from models.store.store import Store
from rules.access import Permission, allowed
from rules.audit.actions import Action
from rules.errors import ClockInDoubt
from rules.values import Actor
from settings import Settings


class Sessions:
    """Gives browsers their session and takes it back."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    async def welcome(self, request: Request, actor: Actor, target: str) -> Response:
        """Open a new session under a new token; the one the browser came with is closed.

        Who prepares a plan that is still a draft begins there, unless another page was asked for.
        """
        before = session_token(request, self._settings)
        token = await run_in_threadpool(self._renew, actor, before)
        if target == paths.HOME and await run_in_threadpool(self._begins, actor):
            target = paths.BEGINNING
        response = RedirectResponse(target, status_code=303)
        set_session(response, token, self._settings)
        return response

    async def leave(self, request: Request, target: str) -> Response:
        """Close the session and let the browser forget it."""
        token = session_token(request, self._settings)
        if token is not None:
            await run_in_threadpool(self._close, token)
        response = RedirectResponse(target, status_code=303)
        drop_session(response, self._settings)
        return response

    def _begins(self, actor: Actor) -> bool:
        if not allowed(actor, Permission.REVISE_PLAN):
            return False
        with self._store.read() as connection:
            return programme(connection).adopted_on is None

    def _renew(self, actor: Actor, before: str | None) -> str:
        at, hours = clock.now(), self._settings.session_hours
        with self._store.write() as connection:
            if before is not None:
                identity.close_session(connection, before, at=at)
            token = identity.open_session(connection, actor.account_id, at=at, hours=hours)
            act = Action.SESSION_OPENED
            audit.trace(connection, actor, act, subject=actor.username, at=at)
            return token

    def _close(self, token: str) -> None:
        at, act = clock.now(), Action.SESSION_CLOSED
        with self._store.write() as connection:
            actor = identity.actor_of(connection, token, at=at)
            identity.close_session(connection, token, at=at)
            if actor is not None:
                # Nobody is kept from leaving, also where no instant is sure enough to be noted.
                with suppress(ClockInDoubt):
                    audit.trace(connection, actor, act, subject=actor.username, at=at)


class Visitors:
    """Tells people by the session cookie that their browser carries."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    async def actor(self, connection: HTTPConnection) -> Actor | None:
        """Return whose session a request or handshake belongs to; None without a valid one."""
        token = session_token(connection, self._settings)
        return None if token is None else await run_in_threadpool(self._look_up, token)

    def _look_up(self, token: str) -> Actor | None:
        with self._store.read() as connection:
            return identity.actor_of(connection, token, at=clock.now())


def session_token(connection: HTTPConnection, settings: Settings) -> str | None:
    """Return the genuine session token that a request carries, if any."""
    value = connection.cookies.get(session_cookie.NAME)
    return session_cookie.unseal(value, secret=settings.secret, hours=settings.session_hours)


def set_session(response: Response, token: str, settings: Settings) -> None:
    """Let the browser carry `token`, where no script can read it."""
    response.set_cookie(
        session_cookie.NAME,
        session_cookie.seal(token, secret=settings.secret),
        max_age=settings.session_hours * 3600,
        path="/",
        secure=settings.secure_cookie,
        httponly=True,
        # Not strict: a link in a chat must arrive signed in.
        samesite="lax",
    )


def drop_session(response: Response, settings: Settings) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(
        session_cookie.NAME, path="/", secure=settings.secure_cookie, httponly=True, samesite="lax"
    )
