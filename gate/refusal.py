"""Refusals of requests that nobody reads a page for: websockets, and programs."""

from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

_POLICY_VIOLATION: Final = 1008


async def refuse_websocket(scope: Scope, receive: Receive, send: Send) -> None:
    """Close a websocket before it was accepted: the browser sees 403 and no session begins."""
    del scope
    await receive()
    await send({"type": "websocket.close", "code": _POLICY_VIOLATION})


def unauthorised() -> PlainTextResponse:
    """Answer a program that has no session."""
    return PlainTextResponse(
        "Silakan masuk dahulu.", status_code=401, headers={"Cache-Control": "no-store"}
    )
