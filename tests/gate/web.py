"""A browser without a browser: talks ASGI to the gate, keeps cookies, follows nothing."""

import asyncio
import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from sqlalchemy import insert, select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Scope
from starlette.websockets import WebSocket

from gate import clock
from gate.middleware import Inside, web_gate
from gate.paths import PagePaths
from gate.traffic.sockets import PERSON
from models.accounts import commands as accounts, identity
from models.schema.audit import audit_event
from models.schema.plan import agency, programme
from models.store.store import Store
from pages.shell import uploads
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role
from settings import Settings
from tests.gate.shelf import Shelf

SECRET_TEXT = "RAHASIA DI DALAM"
SCRIPT = "console.log('sentra');" * 200
PASSWORD = "sandi yang cukup panjang"
LONG_AGO = datetime(2020, 6, 11, tzinfo=UTC)
SHELF = Shelf()
INSIDE = Inside(SHELF, uploads)
PAGES = PagePaths.of(("ringkasan", "sentra", "linimasa"), default="ringkasan")


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def text(self) -> str:
        is_compressed = self.header("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if is_compressed else self.body).decode()

    @property
    def location(self) -> str:
        return self.header("location")

    @property
    def target(self) -> str:
        """Where the sign-in page that this answer leads to would come back to."""
        return parse_qs(urlsplit(self.location).query).get("lanjut", [""])[0]

    def cookie(self, name: str) -> Morsel[str]:
        jar: SimpleCookie = SimpleCookie()
        for key, value in self.headers:
            if key == "set-cookie":
                jar.load(value)
        return jar[name]

    @property
    def proof(self) -> str:
        found = re.search(r'name="bukti_formulir" value="([^"]+)"', self.text)
        assert found, self.text
        return found[1]


@dataclass
class Client:
    """One browser at one address."""

    app: ASGIApp
    address: str = "127.0.0.1"
    host: str = "127.0.0.1:8501"
    always: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers={"accept": "text/html"} | headers)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        return self.ask("POST", path, body=urlencode(form).encode())

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        return asyncio.run(self.ask_async(method, path, headers=headers, body=body))

    async def ask_async(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        sent = await self._talk(self._scope("http", method, path, headers or {}), body)
        start = sent[0]
        pairs = [(key.decode(), value.decode()) for key, value in start["headers"]]
        content = b"".join(message.get("body", b"") for message in sent[1:])
        answer = Answer(start["status"], pairs, content)
        self._keep_cookies(answer)
        return answer

    def websocket(self, path: str = "/_stcore/stream", **headers: str) -> str:
        """Return how the server answered the handshake."""
        return str(self.talk(path=path, **headers)[0]["type"])

    def talk(self, *said: bytes, path: str = "/_stcore/stream", **headers: str) -> list[Message]:
        """Open a websocket, say this, leave, and return all that came."""
        scope = self._scope("websocket", "GET", path, headers) | {"subprotocols": []}
        messages = [{"type": "websocket.receive", "bytes": each} for each in said]
        return asyncio.run(self._talk(scope, b"", messages))

    def sign_in(self, username: str, password: str = PASSWORD, *, lanjut: str = "/") -> Answer:
        proof = self.get("/masuk").proof
        form = {"nama": username, "sandi": password, "lanjut": lanjut, "bukti_formulir": proof}
        return self.post("/masuk", form)

    def _scope(
        self, kind: str, method: str, path: str, headers: Mapping[str, str]
    ) -> dict[str, Any]:
        place, _, query = path.partition("?")
        cookies = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        named = {"host": self.host, **self.always, **headers}
        named |= {"cookie": cookies} if cookies else {}
        return {
            "type": kind,
            "method": method,
            "scheme": "http" if kind == "http" else "ws",
            "http_version": "1.1",
            "path": unquote(place),
            "raw_path": place.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(key.encode(), value.encode()) for key, value in named.items()],
            "client": (self.address, 50000),
            "server": ("127.0.0.1", 8501),
        }

    async def _talk(
        self, scope: Scope, body: bytes, following: Sequence[Message] = ()
    ) -> list[Message]:
        sent: list[Message] = []
        opening = "http.request" if scope["type"] == "http" else "websocket.connect"
        waiting: list[Message] = [{"type": opening, "body": body, "more_body": False}]
        waiting += following
        ending = "http" if scope["type"] == "http" else "websocket"

        async def receive() -> Message:
            return waiting.pop(0) if waiting else {"type": f"{ending}.disconnect", "code": 1001}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        return sent

    def _keep_cookies(self, answer: Answer) -> None:
        for key, value in answer.headers:
            if key != "set-cookie":
                continue
            jar: SimpleCookie = SimpleCookie()
            jar.load(value)
            for name, morsel in jar.items():
                self.cookies.pop(name, None)
                if morsel["max-age"] != "0":
                    self.cookies[name] = morsel.value


async def _inside(request: Request) -> Response:
    return PlainTextResponse(f"{SECRET_TEXT} {request.url.path}")


async def _breaks(request: Request) -> Response:
    raise LookupError(request.url.path)


async def _put(request: Request) -> Response:
    size = len(await request.body())
    SHELF.files[request.path_params["session"], request.path_params["file"]] = size
    return Response(status_code=204)


async def _script(request: Request) -> Response:
    del request
    return Response(
        SCRIPT, media_type="text/javascript", headers={"ETag": '"abc"', "Cache-Control": "public"}
    )


async def _no_file(request: Request) -> Response:
    return PlainTextResponse(f"<p>{request.url.path}</p>" * 50, media_type="text/html")


async def _stream(websocket: WebSocket) -> None:
    """Say whose it is, and everything that is heard once more."""
    await websocket.accept()
    await websocket.send_text(", ".join(websocket.headers.getlist(PERSON)))
    async for heard in websocket.iter_bytes():
        await websocket.send_bytes(heard)


def site(store: Store, settings: Settings) -> Starlette:
    """Return the gate before a small stand-in for Streamlit."""
    gate = web_gate(store, settings, pages=PAGES, inside=INSIDE)
    inside = [
        Route("/_stcore/health", _inside),
        Route("/component/breaks", _breaks),
        Route("/_stcore/upload_file/{session}/{file}", _put, methods=["PUT"]),
        Route("/favicon.png", _inside),
        Route("/static/js/index.js", _script),
        Route("/static/media/font.woff2", _inside),
        Route("/static/js/{name}", _no_file),
        Route("/{path:path}", _inside, methods=["GET", "HEAD", "POST", "PUT"]),
        WebSocketRoute("/_stcore/stream", _stream),
    ]
    return Starlette(
        routes=[*gate.routes, *inside], middleware=gate.middleware, exception_handlers=gate.refusals
    )


def actor(username: str) -> Actor:
    """Return somebody whom no store knows."""
    return Actor(AccountId(7), username, username, Role.DPMD_OPERATOR, AgencyCode("DPMD"))


def fill(store: Store, *, is_example: bool) -> None:
    """Put a programme into an empty store."""
    columns = {
        "code": "ppu",
        "name": "Program",
        "start_on": date(2021, 1, 1),
        "finish_on": date(2023, 12, 31),
        "rpjmd": "RPJMD",
        "letter": "518/176/2020",
        "source": "surat",
        "plan_status": "draf",
        "is_example": is_example,
        "version": 1,
    }
    with store.write() as connection:
        connection.execute(insert(programme).values(columns))
        named = {"code": "DPMD", "label": "DPMD", "name": "Dinas PMD", "source": "surat"}
        connection.execute(insert(agency).values(named))


def enrol(
    store: Store,
    username: str,
    *,
    role: Role = Role.DPMD_OPERATOR,
    password: str | None = PASSWORD,
) -> Actor:
    """Create an account of DPMD."""
    with store.write() as connection:
        return identity.create_account(
            connection,
            username=username,
            name=f"Nama {username}",
            role=role,
            agency=AgencyCode("DPMD"),
            password=password,
            at=LONG_AGO,
        )


def deactivate(store: Store, actor: Actor) -> None:
    """Close an account, as an administrator does."""
    caretaker = Actor(AccountId(0), "admin", "Pengelola", Role.ADMIN, None)
    with store.write() as connection:
        accounts.deactivate(connection, caretaker, actor.account_id, at=clock.now())


def acts(store: Store) -> list[tuple[str, str]]:
    """Return what the audit trail tells, oldest first: act and subject."""
    with store.read() as connection:
        rows = connection.execute(
            select(audit_event.c.action, audit_event.c.subject).order_by(audit_event.c.id)
        )
        return [(row.action, row.subject) for row in rows]
