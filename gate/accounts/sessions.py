"""Opening and closing sessions, whichever way somebody proved who they are."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gate import clock
from gate.accounts import cookies
from models.accounts import identity
from models.audit import commands as audit
from models.store.store import Store
from rules.audit.actions import Action
from rules.values import Actor
from settings import Settings


class Sessions:
    """Gives browsers their session and takes it back."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Keep sessions in `store`."""
        self._store = store
        self._settings = settings

    async def welcome(self, request: Request, actor: Actor, target: str) -> Response:
        """Open a new session under a new token; the one the browser came with is closed."""
        before = cookies.session_token(request, self._settings)
        token = await run_in_threadpool(self._renew, actor, before)
        response = RedirectResponse(target, status_code=303)
        cookies.set_session(response, token, self._settings)
        return response

    async def leave(self, request: Request, target: str) -> Response:
        """Close the session and let the browser forget it."""
        token = cookies.session_token(request, self._settings)
        if token is not None:
            await run_in_threadpool(self._close, token)
        response = RedirectResponse(target, status_code=303)
        cookies.drop_session(response, self._settings)
        return response

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
                audit.trace(connection, actor, act, subject=actor.username, at=at)
