"""Signing in and out: plain pages that need no script."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from gate import clock, paths, screens
from gate.accounts import example_roles, forms
from gate.accounts.credentials import Credentials, SignInOutcome
from gate.accounts.sessions import Sessions, Visitors
from models.accounts import identity, invitations
from models.progress.queries import programmes
from models.store.store import Store
from rules.errors import NoProgramme
from rules.periods import wita_day
from rules.programmes.running import running_on
from rules.values import Actor
from settings import Settings
from words.formats import instant

TOO_MANY: Final = "Terlalu banyak percobaan; coba lagi setelah"
WRONG: Final = "Nama pengguna atau kata sandi tidak cocok. Periksa lagi, lalu coba kembali."
EXPIRED: Final = "Formulir ini sudah kedaluwarsa. Silakan coba sekali lagi."
BUSY: Final = "Sedang banyak kata sandi yang diperiksa. Coba lagi sebentar lagi."
SIGNED_OUT: Final = "Anda sudah keluar."

_KEPT_A_YEAR: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_MAY_BE_FETCHED: Final = frozenset(
    {"gerbang.css", "jalan.js", "kata.js", "lambang.svg", "layar.js"}
)


@dataclass(frozen=True, slots=True)
class _Form:
    """What the sign-in page shows beside its fields."""

    target: str
    username: str = ""
    problem: str = ""
    notice: str = ""


class SignIn:
    """The sign-in page and what its buttons do."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        credentials: Credentials,
        *,
        fetched_next: tuple[str, ...],
    ) -> None:
        """Open sessions in `store`; let browsers fetch `fetched_next` while people type."""
        self._store = store
        self._settings = settings
        self._credentials = credentials
        self._sessions = Sessions(store, settings)
        self._visitors = Visitors(store, settings)
        self._fetched_next = fetched_next

    def routes(self) -> list[Route]:
        """Return the routes of signing in and out."""
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
        outcome = await self._credentials.check(request, shown.username, form.get("sandi", ""))
        actor = outcome.actor
        if actor is None:
            return await self._refuse(request, shown, outcome)
        renewal = await run_in_threadpool(self._renewal, actor)
        if renewal is not None:
            return RedirectResponse(renewal, status_code=303)
        return await self._sessions.welcome(request, actor, shown.target)

    async def enter_example(self, request: Request) -> Response:
        """Sign in as an example role, where that is on offer."""
        offered = await run_in_threadpool(example_roles.roles_on_offer, request, self._store)
        form = await forms.read(request)
        chosen = next((actor for actor in offered if actor.username == form.get("peran")), None)
        if chosen is None:
            raise HTTPException(404)
        if not forms.is_ours(request, form, self._settings):
            return await self._page(request, _Form(_target(form), problem=EXPIRED), status=403)
        return await self._sessions.welcome(request, chosen, _target(form))

    async def ask_to_leave(self, request: Request) -> Response:
        """Ask before signing out, since a link alone must not do it."""
        actor = await self._visitors.actor(request)
        if actor is None:
            return RedirectResponse(paths.SIGN_IN, status_code=303)
        form_token = forms.FormToken(request, self._settings)
        response = screens.page("keluar.html", {"actor": actor, "form_proof": form_token.value})
        form_token.set_cookie(response)
        return response

    async def leave(self, request: Request) -> Response:
        """Close the session and let the browser forget it."""
        form = await forms.read(request)
        if not forms.is_ours(request, form, self._settings):
            return RedirectResponse(paths.SIGN_OUT, status_code=303)
        return await self._sessions.leave(request, f"{paths.SIGN_IN}?{paths.GOODBYE}=1")

    async def _refuse(self, request: Request, shown: _Form, outcome: SignInOutcome) -> Response:
        """Say the same to everybody; after too many tries also when the next may be made."""
        if outcome.again_at is None:
            again = _Form(shown.target, shown.username, WRONG)
            return await self._page(request, again, status=401)
        problem = f"{WRONG} {TOO_MANY} {instant(outcome.again_at)}."
        again = _Form(shown.target, shown.username, problem)
        response = await self._page(request, again, status=429)
        wait = outcome.again_at - clock.now()
        response.headers["Retry-After"] = str(max(1, round(wait.total_seconds())))
        return response

    async def _page(self, request: Request, form: _Form, *, status: int = 200) -> Response:
        form_token = forms.FormToken(request, self._settings)
        facts = await run_in_threadpool(self._facts, request)
        values = {"form": form, "form_proof": form_token.value, "fetched_next": self._fetched_next}
        response = screens.page("masuk.html", values | facts, status=status)
        form_token.set_cookie(response)
        return response

    def _facts(self, request: Request) -> dict[str, object]:
        with self._store.read() as connection:
            is_example = identity.holds_example(connection)
            has_accounts = identity.has_accounts(connection)
            region = _region(connection)
        offered = example_roles.roles_on_offer(request, self._store) if is_example else []
        return {
            "is_example": is_example,
            "region": region,
            "has_accounts": has_accounts,
            "roles": example_roles.by_role(offered),
            "position": example_roles.position,
            "has_provider": self._settings.identity_provider is not None,
        }

    def _renewal(self, actor: Actor) -> str | None:
        """Return the way to a new password where the one just proved grew too old."""
        at, style = clock.now(), self._settings.password_style
        with self._store.read() as connection:
            if not identity.has_outworn_password(connection, actor, at=at, style=style):
                return None
        with self._store.write() as connection:
            return paths.INVITATION + invitations.renew(connection, actor, at=at).token


def _region(connection: Connection) -> str:
    """Whose programme runs today; nobody's before there is one."""
    try:
        return running_on(programmes(connection), wita_day(clock.now())).region
    except NoProgramme:
        return ""


def _target(form: dict[str, str]) -> str:
    return paths.local(form.get(paths.NEXT, paths.HOME))


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _MAY_BE_FETCHED:
        raise HTTPException(404)
    return FileResponse(screens.ASSETS / name, headers=_KEPT_A_YEAR)
