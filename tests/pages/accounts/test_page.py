"""Administrasi, driven without a browser; who is here is told by a real session and its cookie."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from models.accounts import (
    commands as accounts,
    identity,
    invitations,
    passwords,
    posts,
    session_cookie,
)
from models.accounts.commands import Description
from models.accounts.queries import AccountLine, accounts as accounts_of
from models.feed.commands import give_token, revoke_token
from models.feed.queries import TokenLine, reader_of, tokens
from models.store.store import Store, close_stores, the_store
from pages.accounts.sections import AdminSection
from pages.shell import frame
from rules.accounts.passwords import PasswordStyle
from rules.feed.token import Dataset
from rules.values import Actor
from rules.vocabulary import Role
from run import ROOT
from settings import Settings, sqlite_url

ROUTER = str(ROOT / "pages" / "_router.py")
PAGE = "accounts/page.py"
PASSWORD = "kelapa kapal batik rotan"
TRIALS = 50


class Counter:
    """A store with the plan and its people, and one person who looks at it."""

    def __init__(self, store: Store, settings: Settings, jar: dict[str, str]) -> None:
        self.store = store
        self.settings = settings
        self.jar = jar

    def actor(self, username: str) -> Actor:
        with self.store.read() as connection:
            admin = Actor(1, "admin", "Admin", Role.ADMIN, None)  # type: ignore[arg-type]
            lines = accounts_of(connection, admin, at=_now())
        line = next(one for one in lines if one.username == username)
        return Actor(line.account_id, line.username, line.name, line.role, line.agency)

    def lines(self) -> dict[str, AccountLine]:
        with self.store.read() as connection:
            return {
                one.username: one for one in accounts_of(connection, self.actor("admin"), at=_now())
            }

    def sign_in(self, username: str) -> str:
        with self.store.write() as connection:
            account_id = self.actor(username).account_id
            token = identity.open_session(connection, account_id, at=_now(), hours=12)
        self.jar[session_cookie.NAME] = session_cookie.seal(token, secret=self.settings.secret)
        return token

    def open(self, username: str | None, page: str = PAGE) -> AppTest:
        if username is not None:
            self.sign_in(username)
        app = AppTest.from_file(ROUTER, default_timeout=60).run()
        app.switch_page(page)
        return app.run()


@pytest.fixture
def counter(plan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    url = sqlite_url(Path(shutil.copy(plan_file, tmp_path / "pantau.db")))
    settings = Settings(url, tmp_path, "s" * 40, 12, False, None, ())
    cheap = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", PasswordHash((cheap,)))
    monkeypatch.setattr(frame, "_settings", lambda: settings)
    jar: dict[str, str] = {}
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: jar))
    yield Counter(the_store(settings), settings, jar)
    close_stores()


def _now() -> datetime:
    return frame.now()


def _said(app: AppTest) -> str:
    kinds: tuple[Any, ...] = (app.error, app.info, app.warning, app.success, app.markdown, app.code)
    html = [one.proto.body for one in app.get("html")]
    return "\n".join([str(one.value) for kind in kinds for one in kind] + html)


def _click(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_an_administrator_sees_every_account(counter: Counter) -> None:
    app = counter.open("admin")
    assert not app.exception
    said = _said(app)
    assert "7 akun aktif" in said
    for username in counter.lines():
        assert username in said


@pytest.mark.parametrize(
    "username", ["operator.dpmd", "operator.perindag", "pimpinan", "pengamat", "evaluator"]
)
def test_nobody_else_opens_it(counter: Counter, username: str) -> None:
    app = counter.open(username)
    said = _said(app)
    assert "tidak boleh mengelola akun" in said
    assert "akun aktif" not in said
    assert "operator.dinkes" not in said


def test_an_invitation_shows_its_link_once(counter: Counter) -> None:
    app = _click(counter.open("admin"), "invite")
    app.text_input(key="account-field-username").set_value("siti.nur")
    app.text_input(key="account-field-name").set_value("Siti <i>Nur</i>")
    app.selectbox(key="account-field-role").set_value(Role.VIEWER)
    _click(app, "send-invite")
    assert not app.exception
    address = app.code[0].value
    token = address.rpartition("/undangan/")[2]
    assert "<i>" not in _said(app)
    assert counter.lines()["siti.nur"].link_until is not None
    with counter.store.write() as connection:
        invitations.accept(
            connection,
            token,
            new=PASSWORD,
            again=PASSWORD,
            at=_now(),
            style=PasswordStyle.LONG,
        )
    _click(app, "link-copied")
    assert not app.code
    assert token not in _said(app)


def test_what_is_wrong_with_an_invitation_is_told_and_what_was_typed_stays(
    counter: Counter,
) -> None:
    app = _click(counter.open("admin"), "invite")
    app.text_input(key="account-field-username").set_value("Siti Nur")
    _click(app, "send-invite")
    assert "Nama orang masih kosong" in _said(app)
    assert app.text_input(key="account-field-username").value == "Siti Nur"
    _click(app, "cancel-invite")
    assert "Nama orang masih kosong" not in _said(app)


def test_role_and_name_are_changed(counter: Counter) -> None:
    app = counter.open("admin")
    account_id = counter.actor("pengamat").account_id
    _click(app, f"manage-{account_id}")
    app.text_input(key="account-field-name").set_value("Ani")
    app.selectbox(key="account-field-role").set_value(Role.EVALUATOR)
    _click(app, "save-account")
    line = counter.lines()["pengamat"]
    assert (line.name, line.role) == ("Ani", Role.EVALUATOR)
    assert "Ani" in _said(app)


def test_deactivating_is_asked_twice_and_taken_back(counter: Counter) -> None:
    app = counter.open("admin")
    account_id = counter.actor("pengamat").account_id
    _click(app, f"manage-{account_id}")
    _click(app, "ask-deactivate")
    assert counter.lines()["pengamat"].is_active
    _click(app, "unsure")
    assert counter.lines()["pengamat"].is_active
    _click(app, "ask-deactivate")
    _click(app, "confirm")
    assert not counter.lines()["pengamat"].is_active
    _click(app, f"manage-{account_id}")
    _click(app, "reactivate")
    assert counter.lines()["pengamat"].is_active


def test_a_reset_shows_a_link(counter: Counter) -> None:
    app = counter.open("admin")
    _click(app, f"manage-{counter.actor('pengamat').account_id}")
    _click(app, "ask-reset")
    _click(app, "confirm")
    assert "/undangan/" in app.code[0].value


def test_the_last_administrator_stays(counter: Counter) -> None:
    app = counter.open("admin")
    _click(app, f"manage-{counter.actor('admin').account_id}")
    app.selectbox(key="account-field-role").set_value(Role.VIEWER)
    _click(app, "save-account")
    assert "admin aktif yang terakhir" in _said(app)
    assert counter.lines()["admin"].role is Role.ADMIN


def test_the_search_finds_by_role_and_name(counter: Counter) -> None:
    app = counter.open("admin")
    app.text_input(key="account-search").set_value("operator dinkes").run()
    said = _said(app)
    assert "operator.dinkes" in said
    assert "operator.perindag" not in said
    app.text_input(key="account-search").set_value("tidak ada").run()
    assert "Tidak ada akun yang cocok" in _said(app)


def test_a_click_of_somebody_who_is_no_administrator_any_more_does_nothing(
    counter: Counter,
) -> None:
    app = counter.open("admin")
    account_id = counter.actor("pengamat").account_id
    _click(app, f"manage-{account_id}")
    _click(app, "ask-deactivate")
    admin = counter.actor("admin")
    with counter.store.write() as connection:
        identity.create_account(
            connection,
            username="lain",
            name="Lain",
            role=Role.ADMIN,
            agency=None,
            password=None,
            at=_now(),
        )
        accounts.describe(
            connection, admin, admin.account_id, Description("Admin", Role.VIEWER, None), at=_now()
        )
    _click(app, "confirm")
    with counter.store.read() as connection:
        lines = accounts_of(connection, counter.actor("lain"), at=_now())
    assert all(line.is_active for line in lines)


def test_a_post_is_made_filled_and_handed_over(counter: Counter) -> None:
    app = counter.open("admin")
    from pages.accounts.sections import AdminSection

    app.button_group(key="choice-AdminSection").set_value(AdminSection.POSTS).run()
    assert "Belum ada jabatan" in _said(app)
    _click(app, "new-post")
    app.text_input(key="post-field-title").set_value("Kepala DPMD")
    app.text_input(key="post-field-code").set_value("kepala-dpmd")
    _click(app, "save-new-post")
    assert "kosong" in _said(app)
    _click(app, "fill-kepala-dpmd")
    app.text_input(key="post-field-name").set_value("Rahmat")
    app.date_input(key="post-field-start").set_value(date(2021, 1, 1))
    app.selectbox(key="post-field-account").set_value(counter.actor("pimpinan").account_id)
    _click(app, "save-post")
    _click(app, "fill-kepala-dpmd")
    app.text_input(key="post-field-name").set_value("Siti <b>Nur</b>")
    app.selectbox(key="post-field-account").set_value(counter.actor("pengamat").account_id)
    app.checkbox(key="post-field-moves").set_value(True)
    _click(app, "save-post")
    assert not app.exception
    said = _said(app)
    assert "Siti &lt;b&gt;Nur&lt;/b&gt;" in said
    assert counter.lines()["pengamat"].role is Role.LEADER
    assert counter.lines()["pimpinan"].role is Role.VIEWER
    with counter.store.read() as connection:
        (post,) = posts.posts(connection, counter.actor("pengamat"))
    assert [held.name for held in post.holdings] == ["Rahmat", "Siti <b>Nur</b>"]


# What was changed holds at the next run.


def _visitor(counter: Counter) -> Actor | None:
    with counter.store.read() as connection:
        return frame.session()(connection)


def test_a_logout_holds_at_the_next_run_each_time(counter: Counter) -> None:
    for _ in range(TRIALS):
        token = counter.sign_in("pengamat")
        assert _visitor(counter) is not None
        with counter.store.write() as connection:
            identity.close_session(connection, token, at=_now())
        assert _visitor(counter) is None


def test_a_deactivation_holds_at_the_next_run_each_time(counter: Counter) -> None:
    admin, target = counter.actor("admin"), counter.actor("pengamat")
    for _ in range(TRIALS):
        counter.sign_in("pengamat")
        assert _visitor(counter) is not None
        with counter.store.write() as connection:
            accounts.deactivate(connection, admin, target.account_id, at=_now())
        assert _visitor(counter) is None
        with counter.store.write() as connection:
            accounts.reactivate(connection, admin, target.account_id, at=_now())
        assert _visitor(counter) is None


def test_a_change_of_role_holds_at_the_next_run_each_time(counter: Counter) -> None:
    admin, target = counter.actor("admin"), counter.actor("pengamat")
    counter.sign_in("pengamat")
    for number in range(TRIALS):
        role = (Role.EVALUATOR, Role.VIEWER)[number % 2]
        with counter.store.write() as connection:
            new = Description(target.name, role, None)
            accounts.describe(connection, admin, target.account_id, new, at=_now())
        found = _visitor(counter)
        assert found is not None
        assert found.role is role


def test_a_page_that_was_open_is_turned_away_after_deactivation(counter: Counter) -> None:
    app = counter.open("pengamat", "timeline/page.py")
    assert not app.exception
    admin, target = counter.actor("admin"), counter.actor("pengamat")
    with counter.store.write() as connection:
        accounts.deactivate(connection, admin, target.account_id, at=_now())
    app.run()
    said = _said(app)
    assert "Sesi Anda sudah berakhir" in said
    assert "Linimasa tonggak" not in said


def test_without_the_cookie_nobody_is_here(counter: Counter) -> None:
    counter.sign_in("admin")
    counter.jar.clear()
    assert _visitor(counter) is None
    app = counter.open(None, PAGE)
    assert "akun aktif" not in _said(app)


def _tokens(counter: Counter) -> list[TokenLine]:
    with counter.store.read() as connection:
        return [*tokens(connection, counter.actor("admin"))]


def _open_tokens(counter: Counter) -> AppTest:
    app = counter.open("admin")
    app.segmented_control(key="choice-AdminSection").set_value(AdminSection.TOKENS)
    return app.run()


def test_a_token_is_shown_in_one_run_and_opens_what_was_chosen(counter: Counter) -> None:
    app = _open_tokens(counter)
    assert "Belum ada token data" in _said(app)
    _click(app, "new-token")
    app.text_input(key="token-field-purpose").set_value("Power <i>BI</i>")
    app.selectbox(key="token-field-agency").set_value("DINKES")
    _click(app, "give-token")
    assert not app.exception
    token = app.code[0].value
    with counter.store.read() as connection:
        reader = reader_of(connection, token)
    assert reader is not None
    assert (reader.purpose, reader.agency) == ("Power <i>BI</i>", "DINKES")
    assert "<i>" not in _said(app)
    assert "1 token data berlaku" in _said(app)

    app.run()
    assert token not in _said(app)
    assert token not in str(app.session_state)


def test_a_token_is_gone_once_its_page_was_left(counter: Counter) -> None:
    app = _click(_open_tokens(counter), "new-token")
    app.text_input(key="token-field-purpose").set_value("Excel")
    token = _click(app, "give-token").code[0].value
    app.switch_page("audit/page.py").run()
    assert "memberikan token data" in _said(app)
    assert token not in _said(app)
    app.switch_page(PAGE).run()
    assert token not in _said(app)


def test_what_is_wrong_with_a_token_is_told_and_none_is_made(counter: Counter) -> None:
    app = _click(_open_tokens(counter), "new-token")
    _click(app, "give-token")
    assert "Keperluan token masih kosong" in _said(app)
    assert _tokens(counter) == []
    _click(app, "cancel-token")
    assert "Keperluan token" not in _said(app)


def test_revoking_a_token_is_asked_twice(counter: Counter) -> None:
    with counter.store.write() as connection:
        give_token(connection, counter.actor("admin"), "Excel", None, at=_now())
    app = _open_tokens(counter)
    _click(app, "ask-revoke-1")
    assert "tidak dapat menyegarkan data lagi" in _said(app)
    _click(app, "keep-token")
    assert _tokens(counter)[0].revoked_at is None
    _click(app, "ask-revoke-1")
    _click(app, "revoke-token")
    assert _tokens(counter)[0].revoked_at is not None
    assert "0 token data berlaku, 1 dicabut" in _said(app)
    assert app.button(key="ask-revoke-1").disabled


def test_who_revokes_a_token_that_is_revoked_is_told(counter: Counter) -> None:
    with counter.store.write() as connection:
        given = give_token(connection, counter.actor("admin"), "Excel", None, at=_now())
    app = _click(_open_tokens(counter), "ask-revoke-1")
    with counter.store.write() as connection:
        revoke_token(connection, counter.actor("admin"), given.number, at=_now())
    _click(app, "revoke-token")
    assert "Token ini sudah dicabut" in _said(app)


def test_how_excel_reads_the_data_is_told_with_each_address(counter: Counter) -> None:
    said = _said(_open_tokens(counter))
    for dataset in Dataset:
        assert f"/data/{dataset.value}.csv" in said
    assert "Dari Web" in said
