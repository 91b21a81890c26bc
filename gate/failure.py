"""When something breaks on the way: the log gets the reason, the reader a calm page."""

import logging
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate import screens
from rules.errors import ClockInDoubt
from words.errors import error

_LOG: Final = logging.getLogger(__name__)


class Failure:
    """ASGI: answers for whatever raised before an answer had begun."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and give the page of a failure when that raises."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except ClockInDoubt as doubt:
            if begun:
                raise
            await screens.clock_in_doubt(error(doubt))(scope, receive, send)
        except Exception:
            if begun:
                raise
            _LOG.exception("request failed: %s %s", scope["method"], scope["path"])
            await screens.failure()(scope, receive, send)
