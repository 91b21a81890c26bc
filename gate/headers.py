"""What every answer tells the browser to refuse."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from starlette.datastructures import Headers as RequestHeaders, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate.hosts import name_of
from gate.paths import EVIDENCE, FEED

_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# What our own routes hand out, whatever is inside: nothing may run, load or be framed.
_FILE_POLICY: Final = "sandbox; default-src 'none'; frame-ancestors 'none'"

# Media are what people uploaded: opened by themselves they may show, and do nothing at all.
_MEDIA: Final = "/media/"
_MEDIA_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
)

_FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(),"
        " magnetometer=(), gyroscope=(), accelerometer=(), display-capture=()"
    ),
}
_HTTPS_ONLY: Final = {"Strict-Transport-Security": "max-age=31536000"}


class Headers:
    """ASGI: puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, *, page: str, https: bool) -> None:
        """Allow the scripts written inside `page`, the one HTML page that Streamlit serves."""
        self._app = app
        self._scripts = " ".join(script_hashes(page))
        self._fixed = _FIXED | (_HTTPS_ONLY if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, adding the headers to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._fixed)
                headers["Content-Security-Policy"] = self._policy(scope)
            await send(message)

        await self._app(scope, receive, add)

    def _policy(self, scope: Scope) -> str:
        if scope["path"].startswith((EVIDENCE, FEED)):
            return _FILE_POLICY
        if scope["path"].startswith(_MEDIA):
            return _MEDIA_POLICY
        host = RequestHeaders(scope=scope).get("host", "")
        return content_policy(self._scripts, host if name_of(host) else "")


def script_hashes(page: str) -> Iterator[str]:
    """Return a policy source for each script written inside `page`."""
    for found in _INLINE_SCRIPT.finditer(page):
        digest = base64.b64encode(sha256(found[1].encode()).digest()).decode()
        yield f"'sha256-{digest}'"


def content_policy(scripts: str, host: str) -> str:
    """Return the policy of our pages: everything from here, no script but Streamlit's and ours.

    Older WebKit does not count the websocket of the same host as 'self', so it is named.
    """
    sockets = f" ws://{host} wss://{host}" if host else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {scripts}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )
