"""Checking a name with its password: at the same cost and in the same words for everybody."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from gate import clock
from gate.accounts.line import Line, LineFullError
from models.accounts import identity, throttle
from models.audit import commands as audit
from models.store.store import Store
from rules.audit.actions import Action
from rules.values import Actor

A_MOMENT: Final = timedelta(minutes=1)
"""After which somebody may ask again who found the line full."""


@dataclass(frozen=True, slots=True)
class SignInOutcome:
    """Who signs in; or nobody, and since there were too many tries, when the next may be made."""

    actor: Actor | None
    again_at: datetime | None = None


class Credentials:
    """Checks passwords, a few at a time, for every form that asks for one."""

    def __init__(self, store: Store) -> None:
        """Look accounts up, and count tries, in `store`."""
        self._store = store
        self._line = Line()

    def turn(self, request: Request) -> AbstractAsyncContextManager[None]:
        """Return a turn at what costs a password check. Raises LineFullError on entering."""
        return self._line.turn(_address(request))

    async def check(self, request: Request, username: str, password: str) -> SignInOutcome:
        """Return whose name and password these are; a call that is not refused costs one check.

        Who has to wait is told so before anything is checked, whoever has an account.
        """
        address = _address(request)
        again_at = await run_in_threadpool(self._again_at, username, address)
        if again_at is not None:
            return SignInOutcome(None, again_at)
        try:
            async with self.turn(request):
                return await run_in_threadpool(self._check, username, password, address)
        except LineFullError:
            return SignInOutcome(None, clock.now() + A_MOMENT)

    def _again_at(self, username: str, address: str) -> datetime | None:
        with self._store.read() as connection:
            return throttle.again_at(connection, username=username, address=address, at=clock.now())

    def _check(self, username: str, password: str, address: str) -> SignInOutcome:
        at = clock.now()
        with self._store.write() as connection:
            again_at = throttle.admit(connection, username=username, address=address, at=at)
        if again_at is not None:
            return SignInOutcome(None, again_at)
        with self._store.read() as connection:
            actor = identity.verify(connection, username, password)
        with self._store.write() as connection:
            if actor is None:
                # A known name alone: people type their password into the wrong field.
                known = identity.known_username(connection, username)
                audit.trace(connection, None, Action.SESSION_REFUSED, subject=known, at=at)
            else:
                throttle.forgive(connection, username=username, address=address, at=at)
        return SignInOutcome(actor)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
