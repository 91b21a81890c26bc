"""Checking a name with its password: at the same cost and in the same words for everybody."""

from asyncio import Semaphore
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from gate import clock
from models.accounts import identity, passwords, throttle
from models.audit import commands as audit
from models.store.store import Store
from rules.audit.actions import Action
from rules.values import Actor

# Each check of a password takes 32 MiB and a core, so many who sign in at once wait in line.
PASSWORDS_AT_ONCE: Final = 2


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
        self.slots = Semaphore(PASSWORDS_AT_ONCE)

    async def check(self, request: Request, username: str, password: str) -> SignInOutcome:
        """Return whose name and password these are; every call costs one password check."""
        address = request.client.host if request.client else ""
        async with self.slots:
            return await run_in_threadpool(self._check, username, password, address)

    def _check(self, username: str, password: str, address: str) -> SignInOutcome:
        at = clock.now()
        with self._store.write() as connection:
            again_at = throttle.admit(connection, username=username, address=address, at=at)
        if again_at is not None:
            passwords.matches(password, None)
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
