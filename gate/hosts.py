"""Under which names the site answers, and from which sites a websocket may come.

A page elsewhere can point its own name at 127.0.0.1 and then talk to this server as if it were at
home (DNS rebinding). It cannot do so with an IP address or with localhost, so those are always
accepted; every other name must be declared.
"""

import logging
import re
from collections.abc import Collection
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from gate import screens
from gate.refusal import refuse_websocket

_LOG: Final = logging.getLogger(__name__)
_PORT_LOST: Final = (
    "Halaman tetap kosong: peramban membuka {origin}, tetapi server menerima nama {host}. Proxy di "
    "depannya membuang port dari Host; teruskan seutuhnya, pada nginx dengan: "
    "proxy_set_header Host $http_host;"
)
_MOST_TOLD: Final = 20
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?")


def name_of(host: str) -> str | None:
    """Return the name or address in a Host header without its port; None when it is malformed."""
    found = _HOST.fullmatch(host)
    return found[1].strip("[]").lower() if found else None


def is_loopback(address: str) -> bool:
    """Whether a name or an IP address means this very machine."""
    if address == "localhost":
        return True
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class Hosts:
    """ASGI: refuses names that are not ours, and websockets that a foreign page opens."""

    def __init__(self, app: ASGIApp, *, allowed: Collection[str]) -> None:
        """Accept localhost, IP addresses and the `allowed` names."""
        self._app = app
        self._allowed = frozenset(allowed)
        self._told: set[tuple[str, str]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes under one of our names."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_ours = self._is_ours(headers.get("host", ""))
        if scope["type"] == "websocket":
            if is_ours and not _is_same_site(headers):
                self._tell(headers)
                is_ours = False
            await (self._app if is_ours else refuse_websocket)(scope, receive, send)
            return
        await (self._app if is_ours else screens.foreign_host())(scope, receive, send)

    def _tell(self, headers: Headers) -> None:
        """Say in the log why a page of our own name stays empty: most likely a proxy's doing."""
        host, origin = headers.get("host", ""), headers.get("origin", "")
        is_new = (host, origin) not in self._told and len(self._told) < _MOST_TOLD
        if is_new and name_of(host) == urlsplit(origin).hostname:
            self._told.add((host, origin))
            _LOG.error(_PORT_LOST.format(host=host, origin=origin))

    def _is_ours(self, host: str) -> bool:
        name = name_of(host)
        if name is None:
            return False
        return name in self._allowed or is_loopback(name) or _is_address(name)


def _is_same_site(headers: Headers) -> bool:
    """Programs send no Origin; a browser always does, and only our own page sends our own."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
