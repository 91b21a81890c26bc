"""Files of a meeting as a scheduled task writes them."""

import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pptx
import pytest
from sqlalchemy import select

import admin
from caretaker.export import export
from example.photo import photo
from exchange.products import products
from models.evidence.folder import EvidenceFolder
from models.meetings import commands as meetings
from models.schema.audit import audit_event
from models.store import recording
from models.store.store import open_store
from rules.meetings.resolutions import MeetingId
from rules.periods import WITA
from rules.values import MilestoneCode, Moment
from rules.vocabulary import Basis
from settings import sqlite_url
from tests.builders import a_meeting_plan
from tests.exchange.deck import deck_reading as reading
from tests.people import Office
from words.admin_commands import admin_parser

JUNE = datetime(2022, 6, 30, 9, tzinfo=WITA)


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def office(migrated_file: Path, tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "local").mkdir()
    file = shutil.copy(migrated_file, tmp_path / "local" / "pantau.db")
    store = open_store(sqlite_url(Path(file)), backups=tmp_path / "local")
    yield Office(store)
    store.engine.dispose()


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """The folder in which commands are typed."""
    folder = tmp_path / "bersama"
    folder.mkdir()
    return folder


@pytest.fixture
def run(
    share: Path,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    del office
    for name in ("SENTRA_DATABASE_URL", "SENTRA_SECRET", "SENTRA_DECK_TEMPLATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(share.parent / "local"))
    monkeypatch.chdir(share)
    # The machine's clock stands years after what the office records.
    monkeypatch.setattr(recording, "doubt", lambda *_: None)

    def command(*arguments: object) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO())
        capsys.readouterr()
        try:
            code = admin.main(["export", *map(str, arguments)])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


def traces(office: Office) -> Sequence[tuple[str, dict[str, object]]]:
    """The files that the audit trail tells of, each with what it says of them."""
    with office.store.read() as connection:
        asked = select(audit_event.c.subject, audit_event.c.detail).where(
            audit_event.c.action == "file.exported"
        )
        return [(row.subject, json.loads(row.detail)) for row in connection.execute(asked)]


def hold(office: Office, *, opens: bool = True) -> MeetingId:
    """Plan a meeting on 30 June 2022 and open it on that day's position."""
    chair = office.people.operator_dpmd
    with office.store.write() as connection:
        found = meetings.plan_meeting(connection, chair, a_meeting_plan(), at=JUNE)
        if opens:
            moment = Moment(JUNE.date(), Basis.REPORTED)
            meetings.open_meeting(connection, chair, found, moment, at=JUNE)
    return found


@pytest.mark.parametrize("name", [one.name for one in products()])
def test_every_product_is_written_traced_and_told_of(
    run: Run, share: Path, office: Office, name: str
) -> None:
    one = next(each for each in products() if each.name == name)
    asked = ("--meeting", hold(office)) if one.needs_meeting else ("--as-of", "2022-06-30")

    said = run(name, *asked)

    assert (said.code, said.err) == (0, "")
    (file,) = share.iterdir()
    basis = "termasuk-laporan_rapat-1" if one.needs_meeting else "disetujui"
    assert file.name == f"{one.stem}_2022-06-30_{basis}.{one.ending}"
    content = file.read_bytes()
    assert traces(office) == [
        (file.name, {"sha256": sha256(content).hexdigest(), "size": len(content)})
    ]
    assert said.out.startswith(f"Ditulis: {file.name} (")
    assert "Posisi per 30 Juni 2022" in said.out


def test_a_deck_shows_the_photographs_of_what_counts(run: Run, share: Path, office: Office) -> None:
    picture = photo(MilestoneCode("S04-M01"), date(2021, 3, 1))
    file = EvidenceFolder(share.parent / "local" / "bukti").keep(picture)
    office.decide(office.report(at=datetime(2021, 3, 1, 9, tzinfo=WITA), files=[file]))

    assert run("pptx", "--as-of", "2022-06-30", "--out", "rapat.pptx").code == 0
    assert run("pptx", "--as-of", "2021-02-28", "--out", "dulu.pptx").code == 0
    told, before = (
        "".join(map(reading.title, reading.slides((share / name).read_bytes())))
        for name in ("rapat.pptx", "dulu.pptx")
    )
    assert "Foto bukti terbaru dari 1 sentra" in told
    assert "Foto bukti" not in before


def test_a_file_follows_day_basis_plan_and_place(run: Run, share: Path, office: Office) -> None:
    office.report(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    moment = ("--as-of", "2021-03-31", "--basis", "termasuk laporan", "--plan", "berjalan")

    said = run("pesan", *moment, "--out", share / "pesan.txt", "--address", "https://sentra.test")

    assert said.code == 0, said.err
    text = (share / "pesan.txt").read_text(encoding="utf-8")
    assert "basis: termasuk laporan · pembanding: rencana berjalan" in text
    assert "https://sentra.test/tugas-saya?posisi=2021-03-31&basis=termasuk-laporan" in text


def test_the_same_export_twice_is_the_same_file_once(run: Run, share: Path) -> None:
    first = run("xlsx", "--as-of", "2022-06-30")
    content = next(share.iterdir()).read_bytes()

    second = run("xlsx", "--as-of", "2022-06-30")

    assert (first.code, second.code) == (0, 0)
    (file,) = share.iterdir()
    assert file.read_bytes() == content


def test_a_meeting_brings_its_own_position(run: Run, share: Path, office: Office) -> None:
    number = hold(office)

    said = run("pesan", "--meeting", number)

    assert said.code == 0, said.err
    assert [one.name for one in share.iterdir()] == [
        f"pesan_2022-06-30_termasuk-laporan_rapat-{number}.txt"
    ]


def test_a_planned_meeting_stands_in_the_calendar(run: Run, share: Path, office: Office) -> None:
    hold(office, opens=False)

    run("ics", "--as-of", "2022-06-30", "--out", share / "a.ics")

    assert "DTSTART;TZID=Asia/Makassar:20220630T090000" in (share / "a.ics").read_text()


@pytest.mark.parametrize("named_by", ["option", "setting"])
def test_a_deck_wears_the_offices_own_template(
    run: Run, share: Path, monkeypatch: pytest.MonkeyPatch, named_by: str
) -> None:
    template = share.parent / "kantor.pptx"
    own = pptx.Presentation()
    own.slide_width = 12_345_600
    own.save(str(template))
    if named_by == "setting":
        monkeypatch.setenv("SENTRA_DECK_TEMPLATE", str(template))

    options = ("--template", template) if named_by == "option" else ()
    said = run("pptx", "--as-of", "2022-06-30", "--out", share / "a.pptx", *options)

    assert said.code == 0, said.err
    assert pptx.Presentation(str(share / "a.pptx")).slide_width == 12_345_600


def test_the_template_of_the_command_wins_over_that_of_the_settings(
    run: Run, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, own = share.parent / "rusak.pptx", share.parent / "kantor.pptx"
    usual.write_bytes(b"rusak")
    pptx.Presentation().save(str(own))
    monkeypatch.setenv("SENTRA_DECK_TEMPLATE", str(usual))

    assert run("pptx", "--as-of", "2022-06-30").code == 1
    assert run("pptx", "--as-of", "2022-06-30", "--template", own).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("ppt",), 2, "ppt tidak dikenal; pilih pptx, pptx-semua, pdf"),
        ((), 2, "Belum diisi: BENTUK."),
        (("pesan", "--as-of", "30/6/2022"), 2, "30/6/2022 bukan tanggal"),
        (("pesan", "--meeting", "satu"), 2, "satu bukan nomor rapat; tulis seperti 3."),
        (("pesan", "--as-of", "2020-12-31"), 1, "Posisi 31 Desember 2020 mendahului program"),
        (("pesan", "--as-of", "2999-01-01"), 1, "Posisi 1 Januari 2999 belum terjadi"),
        (("notula",), 1, "Notula PDF adalah berkas rapat; sebutkan --meeting NOMOR."),
        (("notula", "--meeting", "77"), 1, "Tidak ada rapat dengan kode 77"),
        (("notula", "--meeting", "9" * 30), 1, "Tidak ada rapat dengan kode 999"),
        (("notula", "--meeting", "1", "--plan", "awal"), 1, "Rapat membawa posisinya sendiri"),
        (("pptx", "--as-of", "2022-06-30", "--template", "x.pptx"), 1, "x.pptx tidak ada"),
        (("pptx", "--as-of", "2022-06-30", "--template", "rusak.pptx"), 1, "sebagai templat"),
        (("pesan", "--as-of", "2022-06-30", "--out", "tidak/ada.txt"), 1, "Folder tidak tidak ada"),
        (("pesan", "--as-of", "2022-06-30", "--out", "rapat"), 1, "Folder rapat tidak ada"),
        (("pesan", "--as-of", "2022-06-30", "--out", "pesan.pdf"), 1, "berakhiran .txt"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence_and_leaves_nothing(
    run: Run,
    share: Path,
    office: Office,
    arguments: Sequence[str],
    code: int,
    sentence: str,
) -> None:
    broken = share / "rusak.pptx"
    broken.write_bytes(b"bukan presentasi")

    said = run(*arguments)

    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert list(share.iterdir()) == [broken]
    assert not traces(office)


@pytest.mark.parametrize("opens", [True, False])
def test_minutes_need_a_meeting_that_was_opened(run: Run, office: Office, *, opens: bool) -> None:
    said = run("notula", "--meeting", hold(office, opens=opens))

    assert said.code == (0 if opens else 1)
    assert opens or "belum dibuka" in said.err


def test_a_file_that_is_held_elsewhere_stays_and_the_trail_tells_of_no_other(
    run: Run, share: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = share / "pesan.txt"
    file.write_bytes(b"minggu lalu")

    def fail(_: Path, __: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    said = run("pesan", "--as-of", "2022-06-30", "--out", file)

    assert (said.code, said.out) == (1, "")
    assert "sedang dibuka program lain" in said.err
    assert file.read_bytes() == b"minggu lalu"
    assert list(share.iterdir()) == [file]
    assert not traces(office)


@pytest.mark.usefixtures("run")
def test_without_a_day_the_position_is_that_of_today_in_penajam(share: Path) -> None:
    parser = admin_parser(admin._RUNS, ["pesan"])
    late = datetime(2022, 6, 30, 16, 30, tzinfo=UTC)

    export(parser.parse_args(["export", "pesan"]), now=late)

    assert [file.name for file in share.iterdir()] == ["pesan_2022-07-01_disetujui.txt"]
