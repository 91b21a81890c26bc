"""Who is behind a request."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from gate import clock
from gate.accounts import cookies
from models.accounts import identity
from models.store.store import Store
from rules.values import Actor
from settings import Settings


class Visitors:
    """Tells people by the session cookie that their browser carries."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Look sessions up in `store`."""
        self._store = store
        self._settings = settings

    async def actor(self, connection: HTTPConnection) -> Actor | None:
        """Return whose session a request or handshake belongs to; None without a valid one."""
        token = cookies.session_token(connection, self._settings)
        return None if token is None else await run_in_threadpool(self._look_up, token)

    def _look_up(self, token: str) -> Actor | None:
        with self._store.read() as connection:
            return identity.actor_of(connection, token, at=clock.now())
