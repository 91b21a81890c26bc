import re
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from gate import clock
from gate.accounts import invitation
from models.accounts import commands as accounts, invitations
from models.accounts.commands import Description
from models.accounts.invitations import Link
from models.store.store import Store
from rules.values import Actor, AgencyCode
from rules.vocabulary import Role
from tests.gate import web
from tests.gate.web import PASSWORD, Answer, Client

NEW = "kelapa kapal batik rotan"
SITI = Description("Siti <b>Nur</b>", Role.LEADER, AgencyCode("DPMD"))


def _below(page: str, field: str) -> str:
    """Return what is wrong right below a field: it is described by it, and the first focused."""
    (found,) = re.findall(
        rf'<input id="{field}"[^>]*aria-describedby="[^"]*masalah-{field}"\s+aria-invalid="true"'
        rf'\s+autofocus\s*>\s*<p class="wrong" id="masalah-{field}">(.*?)</p>',
        page,
    )
    return str(found)


@pytest.fixture
def admin(real_store: Store) -> Actor:
    return web.enrol(real_store, "admin", role=Role.ADMIN)


@pytest.fixture
def link(real_store: Store, admin: Actor) -> Link:
    with real_store.write() as connection:
        return invitations.invite(connection, admin, "siti", SITI, at=clock.now())


def _set(client: Client, path: str, new: str = NEW, again: str = NEW, **more: str) -> Answer:
    proof = client.get(path).proof
    form = {"baru": new, "ulang": again, "bukti_formulir": proof}
    return client.post(path, form | more)


def _path(link: Link) -> str:
    return f"/undangan/{link.token}"


# By a link.


def test_an_invited_person_sets_a_password_and_is_in(stranger: Client, link: Link) -> None:
    page = stranger.get(_path(link))
    assert page.status == 200
    assert "Siti &lt;b&gt;Nur&lt;/b&gt;" in page.text
    assert page.header("cache-control") == "no-store"
    answer = _set(stranger, _path(link))
    assert (answer.status, answer.location) == (303, "/")
    assert answer.cookie("sentra_sesi")["httponly"]
    assert stranger.get("/sentra").status == 200
    assert Client(stranger.app).sign_in("siti", NEW).status == 303


def test_looking_at_a_link_spends_nothing(stranger: Client, link: Link) -> None:
    for _ in range(3):
        assert stranger.get(_path(link)).status == 200
    assert _set(stranger, _path(link)).status == 303


def test_a_link_opens_once(stranger: Client, link: Link) -> None:
    proof = stranger.get(_path(link)).proof
    _set(stranger, _path(link))
    other = Client(stranger.app)
    answer = other.get(_path(link))
    assert answer.status == 410
    assert "Tautan tidak berlaku lagi" in answer.text
    other.cookies["sentra_formulir"] = stranger.cookies["sentra_formulir"]
    form = {"baru": NEW, "ulang": NEW, "bukti_formulir": proof}
    assert other.post(_path(link), form).status == 410
    assert "sentra_sesi" not in other.cookies


def test_a_link_ends_after_its_hours(
    stranger: Client, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(hours=71, minutes=59))
    assert stranger.get(_path(link)).status == 200
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(hours=72, minutes=1))
    assert stranger.get(_path(link)).status == 410


def test_a_form_that_is_not_ours_sets_nothing(stranger: Client, link: Link) -> None:
    answer = stranger.post(_path(link), {"baru": NEW, "ulang": NEW})
    assert answer.status == 403
    assert invitation.EXPIRED in answer.text
    assert "sentra_sesi" not in stranger.cookies
    assert _set(stranger, _path(link)).status == 303


@pytest.mark.parametrize(
    ("new", "again", "words", "field"),
    [
        ("pendek", "pendek", "terlalu pendek", "baru"),
        ("penajampaserutara", "penajampaserutara", "mudah ditebak", "baru"),
        (NEW, NEW + "x", "berbeda", "ulang"),
        ("", "", "terlalu pendek", "baru"),
    ],
)
def test_a_password_that_breaks_the_rule_is_told_and_the_link_stays_open(
    stranger: Client, link: Link, new: str, again: str, words: str, field: str
) -> None:
    answer = _set(stranger, _path(link), new, again)
    assert answer.status == 422
    assert words in _below(answer.text, field)
    assert "sentra_sesi" not in stranger.cookies
    assert _set(stranger, _path(link)).status == 303


def test_a_reset_link_shuts_the_old_password_and_every_session_out(
    operator: Client, real_store: Store, admin: Actor
) -> None:
    account_id = 1
    with real_store.write() as connection:
        made = invitations.reset(connection, admin, account_id, at=clock.now())  # type: ignore[arg-type]
    assert operator.get("/sentra").status == 303
    assert operator.websocket() == "websocket.close"
    other = Client(operator.app)
    assert other.sign_in("operator.dpmd").status == 401
    assert _set(other, _path(made)).status == 303
    assert other.get("/sentra").status == 200


def test_a_deactivated_account_is_out_at_the_next_request(
    operator: Client, real_store: Store, admin: Actor
) -> None:
    with real_store.write() as connection:
        accounts.deactivate(connection, admin, 1, at=clock.now())  # type: ignore[arg-type]
    assert operator.get("/sentra").status == 303
    assert operator.websocket() == "websocket.close"
    assert Client(operator.app).sign_in("operator.dpmd").status == 401


def test_setting_a_password_leaves_its_trace(
    stranger: Client, link: Link, real_store: Store
) -> None:
    _set(stranger, _path(link))
    assert web.acts(real_store) == [
        ("account.invited", "siti"),
        ("password.set", "siti"),
        ("session.opened", "siti"),
    ]


# One's own.


def _change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> Answer:
    proof = client.get("/kata-sandi").proof
    form = {"lama": old, "baru": new, "ulang": again, "bukti_formulir": proof}
    return client.post("/kata-sandi", form)


def test_a_changed_password_holds_and_other_sessions_end(
    operator: Client, real_site: Starlette
) -> None:
    elsewhere = Client(real_site)
    elsewhere.sign_in("operator.dpmd")
    before = dict(operator.cookies)
    answer = _change(operator)
    assert answer.status == 200
    assert "Kata sandi sudah diganti" in answer.text
    assert operator.get("/sentra").status == 200
    assert Client(real_site, cookies=before).get("/sentra").status == 303
    assert elsewhere.get("/sentra").status == 303
    assert Client(real_site).sign_in("operator.dpmd").status == 401
    assert Client(real_site).sign_in("operator.dpmd", NEW).status == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "words", "field"),
    [
        ("salah", NEW, NEW, "Kata sandi lama tidak cocok", "lama"),
        (PASSWORD, NEW, NEW + "x", "berbeda", "ulang"),
        (PASSWORD, "operator.dpmd.operator", "operator.dpmd.operator", "nama Anda", "baru"),
    ],
)
def test_a_change_that_breaks_a_rule_is_told(
    operator: Client, old: str, new: str, again: str, words: str, field: str
) -> None:
    answer = _change(operator, old, new, again)
    assert answer.status == 422
    assert words in _below(answer.text, field)
    assert not re.search(rf'value="({re.escape(old)}|{re.escape(new)})"', answer.text)
    assert Client(operator.app, address="10.0.0.9").sign_in("operator.dpmd").status == 303


def test_a_stolen_session_guesses_the_old_password_five_times(operator: Client) -> None:
    for _ in range(5):
        assert _change(operator, "salah").status == 422
    answer = _change(operator)
    assert answer.status == 429
    assert invitation.TOO_MANY in answer.text


def test_a_password_is_not_changed_from_another_site(operator: Client) -> None:
    form = {"lama": PASSWORD, "baru": NEW, "ulang": NEW}
    assert operator.post("/kata-sandi", form).status == 403
    assert Client(operator.app).sign_in("operator.dpmd").status == 303


def test_a_stranger_changes_nobodys_password(stranger: Client) -> None:
    assert stranger.get("/kata-sandi").location.startswith("/masuk")
    assert stranger.post("/kata-sandi", {"lama": PASSWORD}).status == 401


def test_an_example_role_learns_that_it_has_no_password(example_site: Starlette) -> None:
    client = Client(example_site)
    proof = client.get("/masuk").proof
    client.post("/masuk/contoh", {"peran": "contoh.pimpinan", "bukti_formulir": proof})
    assert "tidak memakai kata sandi" in client.get("/kata-sandi").text


def test_a_stolen_framework_session_id_opens_nothing_without_the_cookie(
    operator: Client, stranger: Client
) -> None:
    assert operator.websocket() == "websocket.accept"
    for protocol in ("streamlit, PLACEHOLDER, 2f0c6c1e-6f0e-4b8c-9a55-0d4a6f2b7c11", "streamlit"):
        headers = {"sec-websocket-protocol": protocol}
        assert stranger.websocket(**headers) == "websocket.close"
