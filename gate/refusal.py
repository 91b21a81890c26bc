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
    return told(401, "Silakan masuk dahulu.")


def told(status: int, sentence: str) -> PlainTextResponse:
    """Answer with one sentence, which nobody keeps."""
    return PlainTextResponse(sentence, status_code=status, headers={"Cache-Control": "no-store"})
