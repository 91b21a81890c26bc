import asyncio
import re
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from threading import Barrier, Event, Lock
from urllib.parse import urlencode

import pytest
from sqlalchemy import Connection, insert, update
from starlette.applications import Starlette

from gate import clock, paths
from gate.accounts import example_roles, line, sign_in
from models.accounts import identity, passwords, throttle
from models.schema.plan import plan_act, programme
from models.store.store import Store
from pages.shell.catalogue import START
from rules.accounts.passwords import PasswordStyle
from rules.plan.acts import PlanActKind
from rules.values import Actor
from rules.vocabulary import Role
from settings import Settings
from tests.gate import web
from tests.gate.web import PASSWORD, SECRET_TEXT, Client


def test_signing_in_opens_the_pages(stranger: Client) -> None:
    answer = stranger.sign_in("operator.dpmd")
    assert (answer.status, answer.location) == (303, "/")
    assert stranger.get("/sentra").status == 200


def test_who_prepares_a_draft_begins_there_unless_another_page_was_asked_for(
    stranger: Client, real_store: Store
) -> None:
    web.enrol(real_store, "pengelola", role=Role.ADMIN)
    assert stranger.sign_in("pengelola").location == paths.BEGINNING == f"/{START.url_path}"
    stranger.cookies.clear()
    assert stranger.sign_in("pengelola", lanjut="/sentra").location == "/sentra"
    stranger.cookies.clear()
    with real_store.write() as connection:
        connection.execute(
            insert(plan_act).values(
                programme_id=1,
                kind=PlanActKind.ADOPTION,
                holds_from=date(2021, 1, 1),
                reason="",
                decision_number="050/1/2021",
                author_id=1,
                recorded_at=clock.now(),
                recorded_on=date(2021, 1, 1),
            )
        )
    assert stranger.sign_in("pengelola").location == "/"


def test_the_sign_in_page_names_whose_programme_it_is(stranger: Client, real_store: Store) -> None:
    assert 'class="where"' not in stranger.get("/masuk").text
    with real_store.write() as connection:
        connection.execute(update(programme).values(region="Kota <b>Lain</b>"))
    assert "Kota &lt;b&gt;Lain&lt;/b&gt;" in stranger.get("/masuk").text


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Client) -> None:
    cookie = stranger.sign_in("operator.dpmd").cookie("sentra_sesi")
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == str(12 * 3600)
    assert not cookie["secure"]


def test_behind_https_cookies_travel_encrypted_only(real_store: Store, settings: Settings) -> None:
    secure = Settings(
        **{name: getattr(settings, name) for name in Settings.__slots__} | {"secure_cookie": True}
    )
    client = Client(web.site(real_store, secure))
    answer = client.sign_in("operator.dpmd")
    assert answer.cookie("sentra_sesi")["secure"]
    assert client.get("/masuk?x=1").status == 303
    assert "max-age" in answer.header("strict-transport-security")


def test_a_wrong_password_is_told_in_one_sentence_and_keeps_the_name(stranger: Client) -> None:
    answer = stranger.sign_in("operator.dpmd", "bukan kata sandinya")
    assert answer.status == 401
    assert sign_in.WRONG in answer.text
    assert 'value="operator.dpmd"' in answer.text
    assert "bukan kata sandinya" not in answer.text
    assert "sentra_sesi" not in stranger.cookies


def test_nobody_learns_who_has_an_account(stranger: Client) -> None:
    known = stranger.sign_in("operator.dpmd", "bukan kata sandinya")
    unknown = stranger.sign_in("tidak.dikenal", "bukan kata sandinya")
    assert known.status == unknown.status
    assert _without_what_changes(known.text, "operator.dpmd") == _without_what_changes(
        unknown.text, "tidak.dikenal"
    )


def _without_what_changes(text: str, username: str) -> str:
    return re.sub(r'name="bukti_formulir" value="[^"]+"', "", text).replace(username, "")


@pytest.mark.parametrize(
    "username", ["operator.dpmd", "tidak.dikenal", "", "tanpa.sandi", "tidak.aktif", "terkunci"]
)
def test_each_attempt_costs_one_password_check_and_a_refused_one_none(
    stranger: Client, real_store: Store, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.enrol(real_store, "tanpa.sandi", password=None)
    web.enrol(real_store, "terkunci")
    web.deactivate(real_store, web.enrol(real_store, "tidak.aktif"))
    for _ in range(5):
        assert stranger.sign_in("terkunci", "bukan kata sandinya").status == 401
    passwords.stand_in()
    checks: list[str] = []
    verify = passwords.hasher.verify

    def counted(password: str, password_hash: str) -> bool:
        checks.append(password_hash)
        return verify(password, password_hash)

    monkeypatch.setattr(passwords.hasher, "verify", counted)
    is_refused = username == "terkunci"
    status = stranger.sign_in(username, "bukan kata sandinya").status
    assert (status, len(checks)) == ((429, 0) if is_refused else (401, 1))


def test_two_passwords_are_checked_at_once_and_no_more(
    real_site: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, running, most, together = Lock(), 0, 0, Barrier(2, timeout=60)

    def slow(password: str, password_hash: str | None) -> bool:
        nonlocal running, most
        del password, password_hash
        with lock:
            running += 1
            most = max(most, running)
        together.wait()
        with lock:
            running -= 1
        return False

    monkeypatch.setattr(passwords, "matches", slow)
    clients = [Client(real_site, address=f"10.0.0.{number}") for number in range(6)]
    forms = [_filled(client, f"nama{number}") for number, client in enumerate(clients)]

    async def crowd() -> list[int]:
        asked = (
            one.ask_async("POST", "/masuk", body=form)
            for one, form in zip(clients, forms, strict=True)
        )
        return [answer.status for answer in await asyncio.gather(*asked)]

    assert asyncio.run(crowd()) == [401] * 6
    assert most == 2


def _filled(client: Client, username: str, password: str = "b") -> bytes:
    proof = client.get("/masuk").proof
    return urlencode({"nama": username, "sandi": password, "bukti_formulir": proof}).encode()


def test_a_form_that_is_not_ours_is_refused(stranger: Client) -> None:
    proof = stranger.get("/masuk").proof
    form = {"nama": "operator.dpmd", "sandi": PASSWORD}
    assert stranger.post("/masuk", form).status == 403
    # The last letter holds bits that nobody reads, so the one before it is changed.
    forged = f"{proof[:-2]}{'y' if proof[-2] == 'x' else 'x'}{proof[-1]}"
    assert stranger.post("/masuk", form | {"bukti_formulir": forged}).status == 403
    stranger.cookies["sentra_formulir"] = "cookie orang lain"
    assert stranger.post("/masuk", form | {"bukti_formulir": proof}).status == 403
    assert "sentra_sesi" not in stranger.cookies


def test_a_refused_form_can_be_sent_again(stranger: Client) -> None:
    form = {"nama": "operator.dpmd", "sandi": PASSWORD}
    again = stranger.post("/masuk", form)
    assert sign_in.EXPIRED in again.text
    assert stranger.post("/masuk", form | {"bukti_formulir": again.proof}).status == 303


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test",
        "///evil.test",
        "https://evil.test",
        "https:evil.test",
        "javascript:alert(1)",
        "/\\evil.test",
        "\\\\evil.test",
        "/\t/evil.test",
        "/\n/evil.test",
        "evil.test",
        "",
        "/masuk",
        "/masuk?lanjut=/masuk",
        "/keluar",
        "/kata-sandi",
        "/undangan/abc",
        "/static/js/index.js",
        "/" + "a" * 5000,
    ],
)
def test_sign_in_never_leads_outside_the_pages(stranger: Client, target: str) -> None:
    assert stranger.sign_in("operator.dpmd", lanjut=target).location == "/"


def test_signing_in_renews_the_session(operator: Client) -> None:
    before = operator.cookies["sentra_sesi"]
    form = operator.get("/keluar").proof
    fields = {"nama": "operator.dpmd", "sandi": PASSWORD, "bukti_formulir": form}
    assert operator.post("/masuk", fields).status == 303
    assert operator.cookies["sentra_sesi"] != before
    operator.cookies["sentra_sesi"] = before
    assert operator.get("/sentra").status == 303


def test_a_session_ends_after_its_hours(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(hours=11, minutes=59))
    assert operator.get("/sentra").status == 200
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(hours=12, minutes=1))
    assert operator.get("/sentra").status == 303


def test_who_is_in_passes_the_sign_in_page(operator: Client) -> None:
    answer = operator.get("/masuk?lanjut=/sentra")
    assert (answer.status, answer.location) == (303, "/sentra")


def test_a_link_alone_signs_nobody_out(operator: Client) -> None:
    assert operator.get("/keluar").status == 200
    assert operator.post("/keluar", {}).location == "/keluar"
    assert operator.get("/sentra").status == 200


def test_after_signing_out_the_page_says_so(stranger: Client) -> None:
    assert sign_in.SIGNED_OUT in stranger.get("/masuk?keluar=1").text


def test_what_is_typed_cannot_become_markup(stranger: Client) -> None:
    answer = stranger.sign_in('"><script>alert(1)</script>', "bukan kata sandinya")
    assert "<script>alert" not in answer.text


def test_a_huge_form_is_refused(stranger: Client) -> None:
    assert stranger.post("/masuk", {"nama": "a" * 20_000}).status == 413


@pytest.mark.parametrize("body", [b"nama=\xff", b"nama=a%00b", b"&".join([b"a=b"] * 50)])
def test_a_malformed_form_is_refused(stranger: Client, body: bytes) -> None:
    assert stranger.ask("POST", "/masuk", body=body).status == 400


def test_a_real_store_without_accounts_says_what_to_do(
    empty_store: Store, settings: Settings
) -> None:
    web.fill(empty_store, is_example=False)
    text = Client(web.site(empty_store, settings)).get("/masuk").text
    assert "python run.py admin init" in text
    assert "DATA CONTOH" not in text


# The example roles.


def test_the_example_offers_its_roles_and_says_that_it_is_one(example_site: Starlette) -> None:
    text = Client(example_site).get("/masuk").text
    assert "DATA CONTOH" in text
    assert re.findall(r'name="peran" value="([^"]+)"', text) == [
        "contoh.operator",
        "contoh.pimpinan",
    ]


def test_accounts_of_one_role_stand_together(example_site: Starlette, example_store: Store) -> None:
    for username in ("opd.satu", "opd.dua"):
        web.enrol(example_store, username, role=Role.AGENCY_OPERATOR, password=None)
    text = Client(example_site).get("/masuk").text
    assert text.count(example_roles.DUTIES[Role.AGENCY_OPERATOR]) == 1
    assert re.findall(r'class="chip" type="submit" name="peran" value="([^"]+)"', text) == [
        "opd.satu",
        "opd.dua",
    ]


def test_each_role_says_what_it_does() -> None:
    assert set(example_roles.DUTIES) == set(Role)


def test_one_click_opens_an_example_role_at_the_link(example_site: Starlette) -> None:
    client = Client(example_site)
    form = {"peran": "contoh.pimpinan", "lanjut": "/sentra?posisi=2022-06-30"}
    answer = client.post("/masuk/contoh", form | {"bukti_formulir": client.get("/masuk").proof})
    assert (answer.status, answer.location) == (303, "/sentra?posisi=2022-06-30")
    assert client.get("/sentra").status == 200


def test_an_example_role_needs_our_form(example_site: Starlette) -> None:
    client = Client(example_site)
    assert client.post("/masuk/contoh", {"peran": "contoh.pimpinan"}).status == 403
    assert "sentra_sesi" not in client.cookies


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"address": "192.168.1.20"},
        {"host": "192.168.1.10:8501"},
        {"host": "pantau.penajam.test"},
        {"always": {"x-forwarded-for": "127.0.0.1"}},
        {"always": {"forwarded": "for=127.0.0.1"}},
        {"always": {"x-real-ip": "127.0.0.1"}},
        {"always": {"via": "1.1 proksi"}},
    ],
)
def test_the_example_roles_open_at_this_machine_alone(
    example_site: Starlette, elsewhere: dict[str, str]
) -> None:
    client = Client(example_site, **elsewhere)  # type: ignore[arg-type]
    page = client.get("/masuk")
    assert 'name="peran"' not in page.text
    form = {"peran": "contoh.pimpinan", "bukti_formulir": page.proof}
    assert client.post("/masuk/contoh", form).status == 404


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "127.8.8.8:1"])
def test_every_name_of_this_machine_counts(example_site: Starlette, host: str) -> None:
    assert 'name="peran"' in Client(example_site, address="::1", host=host).get("/masuk").text


@pytest.mark.parametrize("username", ["bersandi", "tidak.ada", ""])
def test_only_accounts_without_a_password_open_by_a_click(
    example_site: Starlette, username: str
) -> None:
    client = Client(example_site)
    form = {"peran": username, "bukti_formulir": client.get("/masuk").proof}
    assert client.post("/masuk/contoh", form).status == 404


def test_a_real_store_has_no_roles_to_click(real_store: Store, settings: Settings) -> None:
    web.enrol(real_store, "tanpa.sandi", password=None)
    client = Client(web.site(real_store, settings))
    page = client.get("/masuk")
    assert 'name="peran"' not in page.text
    form = {"peran": "tanpa.sandi", "bukti_formulir": page.proof}
    assert client.post("/masuk/contoh", form).status == 404
    assert SECRET_TEXT not in client.get("/media/a").text


# Too many tries.


def test_the_sixth_try_is_refused_also_with_the_right_password(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        assert stranger.sign_in("operator.dpmd", "bukan kata sandinya").status == 401
    answer = stranger.sign_in("operator.dpmd")
    assert answer.status == 429
    assert 0 < int(answer.header("retry-after")) <= 15 * 60
    assert f"{sign_in.WRONG} {sign_in.TOO_MANY}" in answer.text
    assert "sentra_sesi" not in stranger.cookies
    later = clock.now() + timedelta(minutes=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert stranger.sign_in("operator.dpmd").status == 303


def test_wrong_passwords_of_one_keep_nobody_else_of_the_office_out(
    stranger: Client, real_store: Store
) -> None:
    web.enrol(real_store, "sejawat")
    for _ in range(6):
        stranger.sign_in("operator.dpmd", "x")
    assert Client(stranger.app).sign_in("sejawat").status == 303
    assert Client(stranger.app, address="10.0.0.9").sign_in("operator.dpmd").status == 303


def test_an_unknown_name_waits_in_the_same_words(real_site: Starlette) -> None:
    texts: list[str] = []
    for name in ("operator.dpmd", "tidak.dikenal"):
        robot = Client(real_site, address="10.0.0.66")
        for _ in range(5):
            robot.sign_in(name, "x")
        answer = robot.sign_in(name)
        assert answer.status == 429
        texts.append(_without_what_changes(answer.text, name))
    assert re.sub(r"\d\d\.\d\d", "", texts[0]) == re.sub(r"\d\d\.\d\d", "", texts[1])


def test_an_address_waits_whomever_it_tries(
    real_site: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST_OF_ONE", 6)
    robot = Client(real_site, address="10.0.0.66")
    for number in range(6):
        robot.sign_in(f"nama{number}", "x")
    assert robot.sign_in("operator.dpmd").status == 429
    assert Client(real_site, address="10.0.0.67").sign_in("operator.dpmd").status == 303


def test_a_header_does_not_lend_another_address(real_site: Starlette) -> None:
    for number in range(5):
        lending = {"x-forwarded-for": f"10.0.0.{number}", "forwarded": f"for=10.0.0.{number}"}
        Client(real_site, address="10.0.0.66", always=lending).sign_in("operator.dpmd", "x")
    assert Client(real_site, address="10.0.0.66").sign_in("operator.dpmd").status == 429


def test_a_flood_from_one_address_does_not_keep_another_waiting(
    real_site: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    all_asked = Event()
    verify, turn = identity.verify, line.Line.turn
    robot, person = Client(real_site, address="10.0.0.66"), Client(real_site, address="10.0.0.67")

    def noted(connection: Connection, username: str, password: str) -> Actor | None:
        # What is checked stays so until everybody stands in line: no check may overtake the flood.
        all_asked.wait(timeout=30)
        checked.append(username)
        return verify(connection, username, password)

    def asked(of: line.Line, address: str) -> AbstractAsyncContextManager[None]:
        if address == person.address:
            all_asked.set()
        return turn(of, address)

    monkeypatch.setattr(identity, "verify", noted)
    monkeypatch.setattr(line.Line, "turn", asked)
    flood = [_filled(robot, f"nama{number}") for number in range(40)]
    right = _filled(person, "operator.dpmd", PASSWORD)
    in_line = line.AT_ONCE + line.MOST_OF_ONE

    async def crowd() -> tuple[list[int], int]:
        tried = [
            asyncio.ensure_future(robot.ask_async("POST", "/masuk", body=form)) for form in flood
        ]
        for refused in islice(asyncio.as_completed(tried), len(flood) - in_line):
            await refused
        right_one = await person.ask_async("POST", "/masuk", body=right)
        return [answer.status for answer in await asyncio.gather(*tried)], right_one.status

    statuses, right_one = asyncio.run(crowd())
    assert right_one == 303
    assert statuses.count(429) == len(flood) - in_line
    # In the order in which they came, all whom the flood let wait would be before.
    assert checked.index("operator.dpmd") < line.MOST_OF_ONE


def test_success_begins_the_count_anew(stranger: Client) -> None:
    for _ in range(2):
        for number in range(4):
            crowd = Client(stranger.app, address=f"10.0.0.{number}")
            assert crowd.sign_in("operator.dpmd", "x").status in {401, 429}
        assert Client(stranger.app, address="10.1.0.1").sign_in("operator.dpmd").status == 303


def test_signing_in_and_out_leave_their_traces(stranger: Client, real_store: Store) -> None:
    stranger.sign_in("operator.dpmd", "bukan kata sandinya")
    stranger.sign_in("kata sandi di kolom nama", "x")
    stranger.sign_in("operator.dpmd")
    stranger.post("/keluar", {"bukti_formulir": stranger.get("/keluar").proof})
    assert web.acts(real_store) == [
        ("session.refused", "operator.dpmd"),
        ("session.refused", ""),
        ("session.opened", "operator.dpmd"),
        ("session.closed", "operator.dpmd"),
    ]


def test_in_the_bssn_style_an_old_password_leads_to_a_new_one(
    real_store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(web.site(real_store, replace(settings, password_style=PasswordStyle.BSSN)))
    answer = client.sign_in("operator.dpmd")
    assert answer.status == 303
    assert answer.location.startswith("/undangan/")
    assert "sentra_sesi" not in client.cookies
    page = client.get(answer.location)
    assert "enam bulan" in page.text
    form = {"baru": "Kelapa-Kap4l", "ulang": "Kelapa-Kap4l", "bukti_formulir": page.proof}
    assert client.post(answer.location, form).status == 303
    assert client.get("/sentra").status == 200
    later = clock.now()
    monkeypatch.setattr(clock, "now", lambda: later)
    assert Client(client.app).sign_in("operator.dpmd", "Kelapa-Kap4l").location == "/"
