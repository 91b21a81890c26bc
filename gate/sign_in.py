"""Signing in and out: plain pages that need no script."""

from asyncio import Semaphore
from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from gate import clock, cookies, example, forms, paths, screens
from gate.visitors import Visitors
from models import identity
from models.settings import Settings
from models.store import Store
from rules.values import Actor

# Each check of a password takes 32 MiB and a core, so a crowd at the door waits in line.
PASSWORDS_AT_ONCE: Final = 2

WRONG: Final = "Nama pengguna atau kata sandi tidak cocok. Periksa lagi, lalu coba kembali."
EXPIRED: Final = "Formulir ini sudah kedaluwarsa. Silakan coba sekali lagi."
SIGNED_OUT: Final = "Anda sudah keluar."

_KEPT_A_YEAR: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_MAY_BE_FETCHED: Final = frozenset({"gerbang.css", "lambang.svg"})


@dataclass(frozen=True, slots=True)
class _Form:
    """What the sign-in page shows beside its fields."""

    target: str
    username: str = ""
    problem: str = ""
    notice: str = ""


class SignIn:
    """The sign-in page and what its buttons do."""

    def __init__(self, store: Store, settings: Settings, *, fetched_next: tuple[str, ...]) -> None:
        """Open sessions in `store`; let browsers fetch `fetched_next` while people type."""
        self._store = store
        self._settings = settings
        self._visitors = Visitors(store, settings)
        self._fetched_next = fetched_next
        self._line = Semaphore(PASSWORDS_AT_ONCE)

    def routes(self) -> list[Route]:
        """Return the routes of the gate."""
        return [
            Route(paths.SIGN_IN, self.show, methods=["GET"]),
            Route(paths.SIGN_IN, self.enter, methods=["POST"]),
            Route(paths.SIGN_IN_EXAMPLE, self.enter_example, methods=["POST"]),
            Route(paths.SIGN_OUT, self.ask_to_leave, methods=["GET"]),
            Route(paths.SIGN_OUT, self.leave, methods=["POST"]),
            Route(paths.ASSETS + "{name:path}", _asset, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show the sign-in page; who is already in goes on to where they wanted."""
        target = paths.local(request.query_params.get(paths.NEXT, paths.HOME))
        if await self._visitors.actor(request) is not None:
            return RedirectResponse(target, status_code=303)
        notice = SIGNED_OUT if paths.GOODBYE in request.query_params else ""
        return await self._page(request, _Form(target, notice=notice))

    async def enter(self, request: Request) -> Response:
        """Sign in with name and password."""
        form = await forms.read(request)
        shown = _Form(_target(form), form.get("nama", "").strip())
        if not forms.is_ours(request, form, self._settings):
            again = _Form(shown.target, shown.username, EXPIRED)
            return await self._page(request, again, status=403)
        async with self._line:
            actor = await run_in_threadpool(self._check, shown.username, form.get("sandi", ""))
        if actor is None:
            again = _Form(shown.target, shown.username, WRONG)
            return await self._page(request, again, status=401)
        return await self._welcome(request, actor, shown.target)

    async def enter_example(self, request: Request) -> Response:
        """Sign in as an example role, where that is on offer."""
        offered = await run_in_threadpool(example.roles_on_offer, request, self._store)
        form = await forms.read(request)
        chosen = next((one for one in offered if one.username == form.get("peran")), None)
        if chosen is None:
            raise HTTPException(404)
        if not forms.is_ours(request, form, self._settings):
            return await self._page(request, _Form(_target(form), problem=EXPIRED), status=403)
        return await self._welcome(request, chosen, _target(form))

    async def ask_to_leave(self, request: Request) -> Response:
        """Ask before signing out, since a link alone must not do it."""
        actor = await self._visitors.actor(request)
        if actor is None:
            return RedirectResponse(paths.SIGN_IN, status_code=303)
        seal = forms.Seal(request, self._settings)
        response = screens.page("keluar.html", {"actor": actor, "form_proof": seal.token})
        seal.put_on(response)
        return response

    async def leave(self, request: Request) -> Response:
        """Close the session and let the browser forget it."""
        form = await forms.read(request)
        if not forms.is_ours(request, form, self._settings):
            return RedirectResponse(paths.SIGN_OUT, status_code=303)
        await run_in_threadpool(self._close, cookies.session_token(request, self._settings))
        response = RedirectResponse(f"{paths.SIGN_IN}?{paths.GOODBYE}=1", status_code=303)
        cookies.drop_session(response, self._settings)
        return response

    async def _page(self, request: Request, form: _Form, *, status: int = 200) -> Response:
        seal = forms.Seal(request, self._settings)
        facts = await run_in_threadpool(self._facts, request)
        values = {"form": form, "form_proof": seal.token, "fetched_next": self._fetched_next}
        response = screens.page("masuk.html", values | facts, status=status)
        seal.put_on(response)
        return response

    def _facts(self, request: Request) -> dict[str, object]:
        with self._store.read() as connection:
            is_example = identity.holds_example(connection)
            has_accounts = identity.has_accounts(connection)
        offered = example.roles_on_offer(request, self._store) if is_example else []
        return {
            "is_example": is_example,
            "has_accounts": has_accounts,
            "offers": example.by_role(offered),
            "position": example.position,
        }

    def _check(self, username: str, password: str) -> Actor | None:
        with self._store.read() as connection:
            return identity.verify(connection, username, password)

    async def _welcome(self, request: Request, actor: Actor, target: str) -> Response:
        """Open a new session under a new token; the one the browser came with is closed."""
        before = cookies.session_token(request, self._settings)
        token = await run_in_threadpool(self._renew, actor, before)
        response = RedirectResponse(target, status_code=303)
        cookies.set_session(response, token, self._settings)
        return response

    def _renew(self, actor: Actor, before: str | None) -> str:
        at = clock.now()
        hours = self._settings.session_hours
        with self._store.write() as connection:
            if before is not None:
                identity.close_session(connection, before, at=at)
            return identity.open_session(connection, actor.account_id, at=at, hours=hours)

    def _close(self, token: str | None) -> None:
        if token is not None:
            with self._store.write() as connection:
                identity.close_session(connection, token, at=clock.now())


def _target(form: dict[str, str]) -> str:
    return paths.local(form.get(paths.NEXT, paths.HOME))


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _MAY_BE_FETCHED:
        raise HTTPException(404)
    return FileResponse(screens.ASSETS / name, headers=_KEPT_A_YEAR)
