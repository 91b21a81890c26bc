"""Data as programs read it: equal to `admin figures`, and nothing for whoever has no token."""

import asyncio
import csv
import io
import json
import logging
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import func, select

import admin
from gate import clock
from models.accounts import throttle
from models.feed.commands import GivenToken, give_token, revoke_token
from models.feed.queries import tokens
from models.progress import queries as progress_queries
from models.reporting.queries import events
from models.schema.accounts import sign_in_attempt
from models.schema.audit import audit_event
from models.store.store import Store, open_store
from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode
from rules.vocabulary import Basis, EventKind, Plan, label
from settings import Settings
from tests.gate import web
from tests.gate.web import Answer, Client
from tests.hostile import TEXTS
from tests.models.programmes.second import open_second
from tests.people import CARETAKER, Office
from words.feed import sentences

PERINDAG = AgencyCode("DISKUKMPERINDAG")
TODAY = date(2022, 6, 30)
ADDRESSES = tuple(
    f"/data/{name}.{ending}"
    for name, ending in product(("angka", "tonggak", "laporan"), ("csv", "json"))
)
VIEWS: tuple[dict[str, str], ...] = (
    {},
    {"posisi": "2022-03-31", "basis": Basis.REPORTED.value},
    {"posisi": "2021-12-31", "rencana": Plan.CURRENT.value},
    {"posisi": "2021-12-31", "diketahui": "2021-12-31"},
    {
        "posisi": "2022-05-31",
        "diketahui": "2022-06-10",
        "basis": Basis.REPORTED.value,
        "rencana": Plan.CURRENT.value,
    },
)
_OPTIONS = {
    "posisi": "--as-of",
    "diketahui": "--known-at",
    "basis": "--basis",
    "rencana": "--plan",
}
Figures = Callable[[dict[str, str]], dict[str, Any]]


@dataclass
class Desk:
    """The example behind the gate, and programs that ask it for data."""

    store: Store
    settings: Settings
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(web.site(self.store, self.settings))

    def give(self, agency: AgencyCode | None = None, purpose: str = "Power BI") -> GivenToken:
        with self.store.write() as connection:
            return give_token(connection, CARETAKER, purpose, agency, at=clock.now())

    def revoke(self, given: GivenToken) -> None:
        with self.store.write() as connection:
            revoke_token(connection, CARETAKER, given.number, at=clock.now())

    def ask(self, address: str, token: str | None, **headers: str) -> Answer:
        """As Excel asks: with the token as the password of an unnamed account."""
        if token is not None:
            headers["authorization"] = "Basic " + b64encode(f":{token}".encode()).decode()
        return self.client.ask("GET", address, headers=headers)

    def read(self, name: str, token: str, **asked: str) -> dict[str, Any]:
        answer = self.ask(_address(f"/data/{name}.json", asked), token)
        assert answer.status == 200, answer.text
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def rows(self, name: str, token: str, **asked: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.read(name, token, **asked)["baris"]
        return found

    def recorded(self) -> tuple[int, int]:
        """How many acts and tries the store holds."""
        with self.store.read() as connection:
            counts = [
                connection.scalar(select(func.count()).select_from(table))
                for table in (audit_event, sign_in_attempt)
            ]
        return counts[0] or 0, counts[1] or 0


def _address(path: str, asked: dict[str, str]) -> str:
    return path + "?" + "&".join(f"{name}={value}" for name, value in asked.items())


@pytest.fixture
def desk(example_file: Path, settings: Settings) -> Iterator[Desk]:
    shutil.copy(example_file, settings.data_dir / "store.db")
    store = open_store(settings.database_url, backups=settings.data_dir / "cadangan")
    yield Desk(store, settings)
    store.engine.dispose()


@pytest.fixture
def figures(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Figures:
    """What `admin figures` says of the same store."""
    monkeypatch.setenv("SENTRA_DATABASE_URL", desk.settings.database_url)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(desk.settings.data_dir))

    def ask(asked: dict[str, str]) -> dict[str, Any]:
        words = [word for name, value in asked.items() for word in (_OPTIONS[name], value)]
        assert admin.main(["figures", *words]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return ask


def _as_told(one: dict[str, Any]) -> list[Any]:
    """The figures of programme or sentra in the order of the columns."""
    names = ("actual", "actual_approved", "actual_reported", "planned", "planned_first")
    shares = [one[name] for name in names]
    points = (one["deviation_points"], one["deviation_points_uncancelled"])
    light = one["light"]["label"] if "light" in one else None
    return [*shares, one["planned_current"], *points, light, *one["flags"].values()]


@pytest.mark.parametrize("asked", VIEWS, ids=str)
def test_figures_equal_those_of_the_command_line_to_the_digit(
    desk: Desk, figures: Figures, asked: dict[str, str]
) -> None:
    token = desk.give().token
    told, found = figures(asked), desk.read("angka", token, **asked)

    programme, *sentra = (list(row.values()) for row in found["baris"])
    # Programme, position, knowledge, basis, plan and example stand before all else.
    assert programme[6:] == [
        *("program", told["programme"]["code"], told["programme"]["name"], None),
        *_as_told(told["programme"]),
    ]
    assert [row[6:] for row in sentra] == [
        ["sentra", one["code"], one["name"], one["weight"], *_as_told(one)]
        for one in told["sentra"]
    ]
    assert programme[:6] == [
        *(told["programme"]["code"], told["as_of"], told["known_on"], told["basis"], told["plan"]),
        "ya",
    ]
    assert found["jejak"] == told["programme"]["chain_head"]


@pytest.mark.parametrize("asked", VIEWS, ids=str)
def test_milestones_equal_those_of_the_command_line_to_the_digit(
    desk: Desk, figures: Figures, asked: dict[str, str]
) -> None:
    told = figures(asked)
    rows = desk.rows("tonggak", desk.give().token, **asked)

    expected = [one for sentra in told["sentra"] for one in sentra["milestones"]]
    assert [
        (
            *(row["kode"], row["judul"], row["penanggung_jawab"], row["status"], row["capaian"]),
            *(row["sumbangan"], row["rencana_acuan"], row["mulai_awal"], row["selesai_awal"]),
            *(row["bobot_awal"], row["mulai_berjalan"], row["selesai_berjalan"]),
            *(row["bobot_berjalan"], row["hari_terlambat"], row["kendala_terbuka"]),
        )
        for row in rows
    ] == [
        (
            *(one["code"], one["title"], one["lead"], one["status"]["label"], one["progress"]),
            *(one["contribution_points"], one["planned"]),
            *(one["first"][name] for name in ("start", "finish", "weight")),
            *(one["current"][name] for name in ("start", "finish", "weight")),
            *(one["days_late"], one["open_obstacles"]),
        )
        for one in expected
    ]
    raised = [len(row["penanda"].split("; ")) if row["penanda"] else 0 for row in rows]
    assert raised == [len(one["flags"]) for one in expected]


@pytest.mark.parametrize("asked", VIEWS, ids=str)
def test_reports_are_those_that_the_view_knows(desk: Desk, asked: dict[str, str]) -> None:
    as_of = date.fromisoformat(asked.get("posisi", TODAY.isoformat()))
    known = asked.get("diketahui")
    with desk.store.read() as connection:
        known_on = None if known is None else date.fromisoformat(known)
        told = events(connection, CARETAKER, as_of, known_on)
    rows = desk.rows("laporan", desk.give().token, **asked)
    assert [(row["nomor"], row["peristiwa"], row["capaian"]) for row in rows] == [
        (int(one.id), label(one.kind), one.progress) for one in told
    ]
    assert told


def _cells(answer: Answer) -> list[dict[str, str]]:
    assert answer.body.startswith(b"\xef\xbb\xbf")
    return [*csv.DictReader(io.StringIO(answer.body[3:].decode(), newline=""), delimiter=";")]


@pytest.mark.parametrize("name", ["angka", "tonggak", "laporan"])
def test_csv_holds_the_same_digits_with_a_decimal_comma(desk: Desk, name: str) -> None:
    token = desk.give().token
    rows = desk.rows(name, token)
    cells = _cells(desk.ask(f"/data/{name}.csv", token))
    assert len(cells) == len(rows) > 9
    for row, own in zip(rows, cells, strict=True):
        assert [*own] == [*row]
        for column, value in row.items():
            if isinstance(value, int | float):
                assert float(own[column].replace(",", ".")) == value
                assert "." not in own[column]
            else:
                assert own[column] == ("" if value is None else value)


def test_a_text_that_a_spreadsheet_would_run_stands_behind_an_apostrophe(desk: Desk) -> None:
    with desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE milestone SET title = '=cmd|x' WHERE id = 1")
    token = desk.give().token
    titles = {row["judul"] for row in _cells(desk.ask("/data/tonggak.csv", token))}
    assert "'=cmd|x" in titles
    assert not [title for title in titles if title.startswith("=")]
    assert "=cmd|x" in {row["judul"] for row in desk.rows("tonggak", token)}


def test_nobody_who_reported_and_nothing_freely_written_goes_out(desk: Desk) -> None:
    with desk.store.read() as connection:
        told = events(connection, CARETAKER, TODAY)
    token = desk.give().token
    bodies = [desk.ask(address, token).text for address in ADDRESSES]
    private = {text for one in told for text in (one.author, one.note) if len(text) > 12}
    assert private
    assert not [text for text in private for body in bodies if text in body]


def test_a_token_of_an_agency_opens_what_it_leads_or_supports_alone(desk: Desk) -> None:
    with desk.store.read() as connection:
        board = progress_queries.board(connection, CARETAKER, TODAY)
    every = {one.code: one for sentra in board.sentra for one in sentra.milestones}
    own = {code for code, one in every.items() if one.involves(PERINDAG)}
    # What was split or merged has its reports still.
    left = {one.code for sentra in board.sentra for one in sentra.left if one.involves(PERINDAG)}
    token, whole = desk.give(PERINDAG).token, desk.give().token

    assert {row["kode"] for row in desk.rows("tonggak", token)} == own < set(every)
    reported = {row["tonggak"] for row in desk.rows("laporan", token)}
    assert reported == (own | left) & {row["tonggak"] for row in desk.rows("laporan", whole)}
    assert {row["tonggak"] for row in desk.rows("laporan", whole)} - own
    for ending in ("csv", "json"):
        answer = desk.ask(f"/data/angka.{ending}", token)
        assert (answer.status, answer.text) == (403, sentences.FIGURES_OF_ALL)


def test_without_a_token_that_opens_there_is_nothing_and_no_reason(desk: Desk) -> None:
    gone = desk.give()
    desk.revoke(gone)
    for address in (*ADDRESSES, "/data/", "/data/x", "/data/angka.xml"):
        bare = desk.client.ask("GET", address)
        assert bare.header("www-authenticate").startswith("Basic realm=")
        for token in (None, gone.token, "a" * 43, gone.token[:-1], gone.token.swapcase()):
            with desk.store.write() as connection:
                connection.execute(sign_in_attempt.delete())
            answer = desk.ask(address, token)
            assert (answer.status, answer.text) == (401, sentences.UNAUTHORISED)
            assert answer.headers == bare.headers


def test_a_hostile_header_opens_nothing(desk: Desk) -> None:
    texts = [one for one in TEXTS if one.isascii() and one.isprintable()]
    for text, scheme in product(texts, ("", "Bearer ", "Basic ")):
        answer = desk.client.ask("GET", ADDRESSES[0], headers={"authorization": scheme + text})
        assert answer.status == 401
    assert desk.recorded()[1] == 0


def test_a_session_opens_no_data_and_a_token_no_page(desk: Desk) -> None:
    web.enrol(desk.store, "pengelola")
    assert desk.client.sign_in("pengelola").status == 303
    assert desk.client.get(ADDRESSES[0]).status == 401
    stranger = Client(web.site(desk.store, desk.settings))
    bearer = f"Bearer {desk.give().token}"
    for path in ("/", "/sentra", "/_stcore/host-config", "/bukti/1", "/data"):
        answer = stranger.ask("GET", path, headers={"authorization": bearer})
        assert answer.status in {303, 401}
        assert web.SECRET_TEXT not in answer.text
    assert stranger.websocket(authorization=bearer) != "websocket.accept"


@pytest.mark.parametrize("path", ["/data/a%0Ab", "/data/%0A", "/data/angka.csv%0A", "/data/%00"])
def test_no_address_below_falls_through_to_what_stands_behind(desk: Desk, path: str) -> None:
    token = desk.give().token
    for method in ("GET", "HEAD", "POST", "TRACE"):
        answer = desk.client.ask(
            method, path, headers={"authorization": f"Bearer {token}", "accept": "*/*"}
        )
        assert web.SECRET_TEXT not in answer.text
        assert answer.status in {303, 401, 404, 405}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LINK"])
def test_a_write_gets_nothing_and_leaves_nothing(desk: Desk, method: str) -> None:
    token = desk.give().token
    before = desk.recorded()
    for address in (*ADDRESSES, "/data/", "/data/x"):
        for headers in ({}, {"authorization": f"Bearer {token}"}):
            answer = desk.client.ask(method, address, headers=headers, body=b"x")
            assert (answer.status, answer.text) == (405, sentences.READING_ONLY)
            assert answer.header("allow") == "GET, HEAD"
    assert desk.recorded() == before
    with desk.store.read() as connection:
        (line,) = tokens(connection, CARETAKER)
    assert line.last_used_on is None


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("posisi=kemarin", "Tanggal posisi “kemarin” di alamat tidak dikenali (bentuknya"),
        ("posisi=2999-01-01", "Posisi 1 Januari 2999 di luar masa data"),
        ("posisi=2022-03-31&diketahui=x", "Hari “diketahui x” di alamat tidak dikenali"),
        ("basis=semua", "Basis “semua” di alamat tidak dikenali (pilihannya"),
        ("rencana=", "Rencana “” di alamat tidak dikenali"),
        ("posisi=x&basis=y", "(bentuknya 2022-06-30). Basis “y”"),
        ("tanggal=2022-03-31", "Parameter “tanggal” tidak dikenal; yang dikenal: posisi,"),
        ("<script>=1", "Parameter “<script>” tidak dikenal"),
        ("program=lain", "Program “lain” di alamat tidak dikenali (pilihannya “ppu-2021-2023”)"),
        ("token=rahasia", sentences.IN_ADDRESS),
    ],
)
def test_what_cannot_be_read_of_an_address_is_told_in_a_sentence(
    desk: Desk, query: str, sentence: str
) -> None:
    answer = desk.ask(f"/data/tonggak.json?{query}", desk.give().token)
    assert (answer.status, sentence in answer.text) == (400, True), answer.text
    assert answer.header("content-type") == "text/plain; charset=utf-8"
    assert "ditampilkan" not in answer.text


@pytest.mark.parametrize(
    "path", ["", "angka", "angka.xml", "Angka.csv", "angka.csv/x", "../sentra"]
)
def test_other_data_there_is_none(desk: Desk, path: str) -> None:
    answer = desk.ask(f"/data/{path}", desk.give().token)
    assert (answer.status, answer.text) == (404, sentences.UNKNOWN)


def test_every_answer_is_sealed(desk: Desk) -> None:
    token = desk.give().token
    answers = [desk.ask(address, token) for address in ADDRESSES]
    others = [desk.ask("/data/x", token), desk.ask(ADDRESSES[0], None)]
    assert [answer.status for answer in answers] == [200] * len(ADDRESSES)
    for answer in (*answers, *others):
        assert answer.header("x-content-type-options") == "nosniff"
        assert answer.header("content-security-policy").startswith("sandbox; default-src 'none'")
        assert not answer.header("access-control-allow-origin")
        assert not answer.header("set-cookie")
        assert token not in str(answer.headers)
    for answer in answers:
        assert answer.header("cache-control") == "private, no-cache"
        assert answer.header("vary") == "Authorization"
        assert answer.header("content-disposition").startswith('attachment; filename="contoh_')
    for answer in others:
        assert answer.header("cache-control") == "no-store"
    assert {answer.header("content-type") for answer in answers} == {
        "text/csv; charset=utf-8",
        "application/json",
    }


def test_what_a_program_has_kept_is_not_made_again_until_data_change(desk: Desk) -> None:
    given = desk.give()
    first = desk.ask(ADDRESSES[1], given.token)
    tag = first.header("etag")
    for kept in (tag, f'"x", W/{tag}'):
        again = desk.ask(ADDRESSES[1], given.token, **{"if-none-match": kept})
        assert (again.status, again.body, again.header("etag")) == (304, b"", tag)
    counted = desk.recorded()[1]
    assert counted == 1

    assert desk.ask(ADDRESSES[1], given.token, **{"if-none-match": '"x"'}).status == 200
    with desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE programme SET version = version + 1")
    changed = desk.ask(ADDRESSES[1], given.token, **{"if-none-match": tag})
    assert (changed.status, changed.header("etag") == tag) == (200, False)
    desk.revoke(given)
    assert desk.ask(ADDRESSES[1], given.token, **{"if-none-match": tag}).status == 401


def test_each_view_writing_and_agency_has_its_own_tag(desk: Desk) -> None:
    whole, other, own = desk.give().token, desk.give().token, desk.give(PERINDAG).token
    asked = [(_address(address, view), whole) for address in ADDRESSES for view in VIEWS]
    asked += [(address, own) for address in ADDRESSES if "angka" not in address]
    tags = [desk.ask(address, token).header("etag") for address, token in asked]
    assert len(set(tags)) == len(asked)
    # The agency alone counts, not the token: who gets a new one keeps what was kept.
    assert desk.ask(asked[0][0], other).header("etag") == tags[0]


def test_who_asks_too_often_waits_while_others_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST_READINGS", 3)
    busy, other = desk.give().token, desk.give().token
    for _ in range(3):
        assert desk.ask("/data/angka.json", busy).status == 200
    late = desk.ask("/data/angka.json", busy)
    assert (late.status, late.text.startswith("Terlalu sering; coba lagi sesudah")) == (429, True)
    assert 0 < int(late.header("retry-after")) <= 901
    assert desk.ask("/data/angka.json", other).status == 200


def test_wrong_tokens_of_an_address_wait_and_keep_nobody_from_signing_in(desk: Desk) -> None:
    web.enrol(desk.store, "pengelola")
    for number in range(throttle.MOST_FAILURES):
        assert desk.ask(ADDRESSES[0], f"{number}" * 43).status == 401
    assert desk.ask(ADDRESSES[0], "z" * 43).status == 429
    assert desk.ask(ADDRESSES[0], desk.give().token).status == 200
    elsewhere = Client(desk.client.app, address="10.0.0.9")
    answer = elsewhere.ask("GET", ADDRESSES[0], headers={"authorization": "Bearer " + "z" * 43})
    assert answer.status == 401
    assert desk.client.sign_in("pengelola").status == 303


def test_the_first_reading_of_a_day_is_told_and_no_log_holds_the_token(
    desk: Desk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    given = desk.give()
    for address in (*ADDRESSES, "/data/x", f"/data/angka.csv?token={given.token}"):
        desk.ask(address, given.token)
    assert web.acts(desk.store)[-1] == ("token.used", str(given.number))
    assert [act for act, _ in web.acts(desk.store)].count("token.used") == 1
    said = capfd.readouterr()
    assert given.token not in caplog.text + said.out + said.err
    with desk.store.read() as connection:
        (line,) = tokens(connection, CARETAKER)
        assert given.token not in str(connection.execute(select(audit_event)).all())
    assert line.last_used_on is not None


def test_a_failure_on_our_side_names_no_token(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    given = desk.give()
    monkeypatch.setattr("gate.feed.route.brief", fail)
    answer = desk.ask(ADDRESSES[0], given.token)
    assert (answer.status, "Terjadi gangguan" in answer.text) == (500, True)
    assert given.token not in caplog.text


def test_of_several_programmes_the_one_named_or_that_of_the_day_is_read(
    empty_store: Store, settings: Settings
) -> None:
    office = Office(empty_store)
    office.report()
    with empty_store.write() as connection:
        second = open_second(connection, office)
    desk = Desk(empty_store, settings)
    token = desk.give().token
    (report,) = desk.rows("laporan", token, posisi="2021-12-31", program="ppu-2021-2023")
    assert (report["program"], report["tonggak"]) == ("ppu-2021-2023", "S04-M01")
    assert desk.rows("laporan", token, posisi="2021-12-31", program=second) == []
    for asked, code in (({"posisi": "2021-01-10"}, "ppu-2021-2023"), ({}, second)):
        found = desk.read("angka", token, **asked)
        assert (found["program"], found["baris"][0]["kode"]) == (code, code)
    tags = [
        desk.ask(_address(ADDRESSES[0], {"posisi": "2021-12-31", "program": code}), token)
        for code in ("ppu-2021-2023", second)
    ]
    assert len({answer.header("etag") for answer in tags}) == 2


def test_one_answer_is_made_at_a_time_and_pages_go_on_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bearer = {"authorization": f"Bearer {desk.give().token}"}
    begun, may_end, at_work = Event(), Event(), list[int]()

    def slow(*asked: Any) -> Briefing:
        at_work.append(1)
        begun.set()
        assert may_end.wait(timeout=60)
        # Whoever came in meanwhile would stand here too.
        assert len(at_work) == 1
        at_work.clear()
        return brief(*asked)

    async def ask() -> tuple[Answer, list[Answer]]:
        client = desk.client
        waiting = [
            asyncio.create_task(client.ask_async("GET", address, headers=bearer))
            for address in ADDRESSES[:3]
        ]
        await asyncio.to_thread(begun.wait)
        page = await client.ask_async("GET", "/_stcore/health")
        assert not any(one.done() for one in waiting)
        may_end.set()
        return page, [*await asyncio.gather(*waiting)]

    monkeypatch.setattr("gate.feed.route.brief", slow)
    page, answers = asyncio.run(ask())
    assert page.status == 200
    assert [answer.status for answer in answers] == [200] * 3


def test_reports_of_every_kind_are_told(desk: Desk) -> None:
    rows = desk.rows("laporan", desk.give().token)
    kinds = {row["peristiwa"] for row in rows}
    assert {label(EventKind.REPORT), label(EventKind.APPROVED)} <= kinds
    for row in rows:
        is_report = row["peristiwa"] == label(EventKind.REPORT)
        assert (row["atas_laporan"] is None) is is_report
