"""Setting a password: by a one-time link before anybody is in, or in place of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gate import clock, paths, screens
from gate.accounts import forms
from gate.accounts.credentials import Credentials
from gate.accounts.line import LineFullError
from gate.accounts.sessions import Sessions, Visitors, set_session
from gate.accounts.sign_in import BUSY
from models.accounts import commands as accounts, identity, invitations
from models.accounts.commands import NewPassword
from models.accounts.invitations import Guest, Purpose
from models.store.store import Store
from rules.accounts.errors import IllegalAccountChange, SpentLink
from rules.accounts.passwords import PasswordStyle
from rules.values import Actor
from settings import Settings
from words.accounts.errors import account_problem
from words.formats import instant

EXPIRED: Final = "Formulir ini sudah kedaluwarsa. Silakan isi sekali lagi."
# What lies below the open address is answered here, and never passed on to Streamlit.
_ANY: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

TOO_MANY: Final = "Terlalu banyak percobaan. Coba lagi setelah"

# The fields of a password, by what the rules call them.
_FIELDS: Final = {"old": "lama", "password": "baru", "again": "ulang"}
_TITLES: Final = {
    Purpose.INVITE: "Selamat datang",
    Purpose.RESET: "Buat kata sandi baru",
    Purpose.RENEW: "Saatnya mengganti kata sandi",
}
_LEADS: Final = {
    Purpose.INVITE: "Buat kata sandi untuk akun Anda; setelah itu Anda langsung masuk.",
    Purpose.RESET: "Kata sandi yang lama tidak berlaku lagi. Setelah ini Anda langsung masuk.",
    Purpose.RENEW: "Kata sandi Anda sudah berumur lebih dari enam bulan. Buat yang baru.",
}
_RULES: Final = {
    PasswordStyle.LONG: (
        "Paling sedikit 15 huruf. Tiga atau empat kata yang hanya Anda hubungkan sudah cukup; "
        "tanda baca dan angka tidak wajib."
    ),
    PasswordStyle.BSSN: (
        "Paling sedikit 12 huruf dengan huruf besar, huruf kecil, angka, dan tanda baca; bukan "
        "salah satu dari lima yang terakhir. Berlaku enam bulan."
    ),
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the form shows around its fields."""

    title: str
    lead: str
    action: str
    actor: Actor
    problems: Sequence[str] = ()
    asks_old: bool = False
    until: str = ""
    below: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """The field that is come to: the first one to mend, or the first of all."""
        return next(iter(self.below), "lama" if self.asks_old else "baru")

    def refused(self, refusal: IllegalAccountChange) -> "_Sheet":
        """Return it with what is wrong below each field, and all else above the form."""
        told = {
            name: " ".join(account_problem(one) for one in refusal.problems if one.field == of)
            for of, name in _FIELDS.items()
        }
        whole = tuple(account_problem(one) for one in refusal.problems if one.field not in _FIELDS)
        return replace(
            self, problems=whole, below={key: said for key, said in told.items() if said}
        )


class Invitation:
    """The pages on which a password is set."""

    def __init__(self, store: Store, settings: Settings, credentials: Credentials) -> None:
        """Keep passwords in `store`; old ones are checked at `credentials`."""
        self._store = store
        self._settings = settings
        self._credentials = credentials
        self._sessions = Sessions(store, settings)
        self._visitors = Visitors(store, settings)

    def routes(self) -> list[Route]:
        """Return the routes of links and of one's own password."""
        link = paths.INVITATION + "{token}"
        return [
            Route(link, self.open, methods=["GET"]),
            Route(link, self.accept, methods=["POST"]),
            Route(paths.INVITATION + "{rest:path}", _nothing, methods=_ANY),
            Route(paths.PASSWORD, self.ask, methods=["GET"]),
            Route(paths.PASSWORD, self.change, methods=["POST"]),
        ]

    async def open(self, request: Request) -> Response:
        """Show the form behind a link; looking, as a chat's preview does, spends nothing."""
        try:
            found = await run_in_threadpool(self._guest, request.path_params["token"])
        except SpentLink:
            return screens.spent_link()
        return self._show(request, _sheet_of(found, request))

    async def accept(self, request: Request) -> Response:
        """Spend the link: keep the password and let its owner in."""
        form = await forms.read(request)
        try:
            found = await run_in_threadpool(self._guest, request.path_params["token"])
            if not forms.is_ours(request, form, self._settings):
                return self._show(request, _sheet_of(found, request, EXPIRED), status=403)
            async with self._credentials.turn(request):
                owner = await run_in_threadpool(self._accept, request.path_params["token"], form)
        except SpentLink:
            return screens.spent_link()
        except LineFullError:
            return self._show(request, _sheet_of(found, request, BUSY), status=503)
        except IllegalAccountChange as refusal:
            return self._show(request, _sheet_of(found, request).refused(refusal), status=422)
        return await self._sessions.welcome(request, owner, paths.HOME)

    async def ask(self, request: Request) -> Response:
        """Show the form for one's own password, where one opens the account."""
        actor = await self._visitors.actor(request)
        if actor is None:
            return RedirectResponse(paths.sign_in_for(paths.HOME), status_code=303)
        if not await run_in_threadpool(self._has_password, actor):
            return screens.without_password()
        return self._show(request, _own_sheet(actor))

    async def change(self, request: Request) -> Response:
        """Change one's own password; every session ends, and this browser is given a new one."""
        form = await forms.read(request)
        actor = await self._visitors.actor(request)
        if actor is None:
            return RedirectResponse(paths.sign_in_for(paths.HOME), status_code=303)
        if not forms.is_ours(request, form, self._settings):
            return self._show(request, _own_sheet(actor, EXPIRED), status=403)
        old = await self._credentials.check(request, actor.username, form.get("lama", ""))
        if old.again_at is not None:
            wait = f"{TOO_MANY} {instant(old.again_at)}."
            return self._show(request, _own_sheet(actor, wait), status=429)
        try:
            async with self._credentials.turn(request):
                renewed = await run_in_threadpool(self._change, actor, form)
        except LineFullError:
            return self._show(request, _own_sheet(actor, BUSY), status=503)
        except IllegalAccountChange as refusal:
            return self._show(request, _own_sheet(actor).refused(refusal), status=422)
        response = screens.password_changed()
        set_session(response, renewed, self._settings)
        return response

    def _show(self, request: Request, sheet: _Sheet, *, status: int = 200) -> Response:
        form_token = forms.FormToken(request, self._settings)
        rule = _RULES[self._settings.password_style]
        values = {"sheet": sheet, "rule": rule, "form_proof": form_token.value}
        response = screens.page("kata-sandi.html", values, status=status)
        form_token.set_cookie(response)
        return response

    def _guest(self, token: str) -> Guest:
        with self._store.read() as connection:
            return invitations.guest(connection, token, at=clock.now())

    def _accept(self, token: str, form: dict[str, str]) -> Actor:
        with self._store.write() as connection:
            return invitations.accept(
                connection,
                token,
                new=form.get("baru", ""),
                again=form.get("ulang", ""),
                at=clock.now(),
                style=self._settings.password_style,
            )

    def _change(self, actor: Actor, form: dict[str, str]) -> str:
        typed = NewPassword(*(form.get(name, "") for name in ("lama", "baru", "ulang")))
        style, at = self._settings.password_style, clock.now()
        with self._store.write() as connection:
            accounts.change_password(connection, actor, typed, at=at, style=style)
            hours = self._settings.session_hours
            return identity.open_session(connection, actor.account_id, at=at, hours=hours)

    def _has_password(self, actor: Actor) -> bool:
        with self._store.read() as connection:
            return accounts.has_password(connection, actor)


def _sheet_of(found: Guest, request: Request, *problems: str) -> _Sheet:
    return _Sheet(
        _TITLES[found.purpose],
        _LEADS[found.purpose],
        request.url.path,
        found.actor,
        problems,
        until=instant(found.expires_at),
    )


def _own_sheet(actor: Actor, *problems: str) -> _Sheet:
    return _Sheet(
        "Ganti kata sandi",
        "Sesi Anda di perangkat lain akan ditutup.",
        paths.PASSWORD,
        actor,
        problems,
        asks_old=True,
    )


async def _nothing(request: Request) -> Response:
    del request
    return screens.spent_link()
