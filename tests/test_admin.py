"""The caretaker's command line, called as a person or a script would."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median_high
from typing import Any, Final

import pytest
from sqlalchemy import create_engine, text

import admin
import example
from caretaker import founding, record
from models.accounts import identity
from models.plan.files.reading import read_plan
from models.plan.files.rows import MILESTONES
from models.plan.queries import whole_plan
from models.plan.seed import load_plan
from models.store.store import Store, open_store
from rules.vocabulary import Role, Status
from settings import EXAMPLE_FILE, PLAN_FOLDER, REAL_FILE, sqlite_url
from tests.models.audit.test_commands import release
from tests.people import BATIK, FOUNDED_AT, Office, an_obstacle
from tests.running.sharing import Run

EVIDENCE: Final = "bukti-contoh"
PASSWORD: Final = "kelapa kapal batik rotan"
FOUNDING: Final = ("init", "--username", "kepala.data", "--name", "Kepala Data", "--password-stdin")
COMMANDS: Final = (
    "prepare",
    "init",
    "account",
    "figures",
    "dump",
    "export",
    "plan",
    "token",
    "check",
    "clock",
    "rebuild",
    "backup",
    "verify-backup",
    "restore",
    "remove-evidence",
)


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Desk = Callable[..., Said]


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Runs a command on a data folder of the test; `typed` is what its standard input holds."""
    for name in ("SENTRA_DATABASE_URL", "SENTRA_SECRET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))

    def run(*arguments: str, typed: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        try:
            code = admin.main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def desk_of_office(desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Runs commands on the office's store, on each engine."""
    url = office.store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SENTRA_DATABASE_URL", url)
    return desk


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture(scope="module")
def example_file(the_run: Run) -> Path:
    """The example as the first start makes it, once a run."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("SENTRA_DATABASE_URL", raising=False)
            patch.setenv("SENTRA_DATA_DIR", str(folder))
            assert admin.main(["prepare"]) == 0

    return the_run.once("contoh-siap", make) / EXAMPLE_FILE


@pytest.fixture
def example_desk(desk: Desk, example_file: Path, tmp_path: Path) -> Desk:
    """Runs commands on a copy of the example."""
    (tmp_path / "local").mkdir()
    shutil.copy(example_file, tmp_path / "local" / EXAMPLE_FILE)
    shutil.copytree(example_file.parent / EVIDENCE, tmp_path / "local" / EVIDENCE)
    return desk


# prepare


def test_the_first_start_makes_the_example_and_the_second_leaves_it(
    example_desk: Desk, tmp_path: Path
) -> None:
    before = (tmp_path / "local" / EXAMPLE_FILE).read_bytes()

    said = example_desk("prepare")

    assert (said.code, said.out) == (0, "Data contoh siap, posisi 30 Juni 2022.\n")
    assert (tmp_path / "local" / EXAMPLE_FILE).read_bytes() == before


def test_a_first_start_that_fails_half_way_leaves_no_store(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(store: Store, folder: Path, **_: object) -> None:
        with store.write() as connection:
            load_plan(
                connection, folder, is_example=True, pinned_on=date(2022, 6, 30), at=FOUNDED_AT
            )
        raise OSError(28, "No space left on device", "contoh.db")

    monkeypatch.setattr(example, "make_example", fail)

    said = desk("prepare")

    assert (said.code, said.err) == (
        1,
        "Berkas tidak dapat dibaca atau ditulis: contoh.db\n",
    )
    assert [path.name for path in (tmp_path / "local").iterdir()] == ["secret.key"]


def test_an_example_without_a_programme_is_filled(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_small_example(store: Store, folder: Path, **_: object) -> None:
        with store.write() as connection:
            load_plan(
                connection, folder, is_example=True, pinned_on=date(2022, 6, 30), at=FOUNDED_AT
            )

    monkeypatch.setattr(example, "make_example", make_small_example)
    file = tmp_path / "local" / EXAMPLE_FILE
    open_store(sqlite_url(file), backups=tmp_path).engine.dispose()

    assert desk("prepare").out == "Data contoh siap, posisi 30 Juni 2022.\n"


def test_a_real_store_is_prepared_without_an_example(desk: Desk, tmp_path: Path) -> None:
    desk(*FOUNDING, typed=PASSWORD)

    said = desk("prepare")

    assert said.out.startswith("Basis data siap: Program Sentra")
    assert not (tmp_path / "local" / EXAMPLE_FILE).exists()


def test_a_store_elsewhere_gets_no_example(
    desk: Desk, engine_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENTRA_DATABASE_URL", engine_url)

    said = desk("prepare")

    assert said.code == 0
    assert "python run.py admin init" in said.out


# init


def test_init_makes_a_real_store_with_one_administrator(desk: Desk, tmp_path: Path) -> None:
    said = desk(*FOUNDING, typed=f"{PASSWORD}\n")

    assert said.code == 0, said.err
    store = open_store(sqlite_url(tmp_path / "local" / REAL_FILE), backups=tmp_path)
    with store.read() as connection:
        actor = identity.verify(connection, "kepala.data", PASSWORD)
        assert not identity.holds_example(connection)
    store.engine.dispose()
    assert actor is not None
    assert (actor.name, actor.role) == ("Kepala Data", Role.ADMIN)
    assert PASSWORD not in said.out + said.err


def test_init_can_begin_empty_with_the_programme_and_its_agencies_alone(
    desk: Desk, tmp_path: Path
) -> None:
    said = desk(*FOUNDING, "--kosong", typed=f"{PASSWORD}\n")

    assert said.code == 0, said.err
    store = open_store(sqlite_url(tmp_path / "local" / REAL_FILE), backups=tmp_path)
    with store.read() as connection:
        whole = whole_plan(connection)
    store.engine.dispose()
    assert whole.agencies
    assert not whole.sentra
    assert not whole.milestones
    assert desk("check").code == 0


def test_init_works_where_the_settings_point(
    desk: Desk, engine_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SENTRA_DATABASE_URL", engine_url)

    first, second = desk(*FOUNDING, typed=PASSWORD), desk(*FOUNDING, typed=PASSWORD)

    assert (first.code, second.code) == (0, 1)
    assert second.err.startswith("Program sudah ada")
    assert desk("check").code == 0
    assert not (tmp_path / "local" / REAL_FILE).exists()


def test_init_takes_another_database_by_its_url(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "lain" / "toko.db"

    said = desk(*FOUNDING, "--database", sqlite_url(file), typed=PASSWORD)

    assert said.code == 0
    assert file.exists()


def test_init_reads_the_plan_as_an_indonesian_excel_saved_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(PLAN_FOLDER, folder)
    for file in folder.glob("*.csv"):
        saved_by_excel(file)
    monkeypatch.setattr(founding, "PLAN_FOLDER", folder)

    said = desk(*FOUNDING, typed=PASSWORD)

    assert said.code == 0, said.err
    assert desk("plan", "export", str(tmp_path / "rencana")).code == 0
    found, shipped = (read_plan(one)[MILESTONES] for one in (tmp_path / "rencana", PLAN_FOLDER))
    assert [row.cells for row in found] == [{**row.cells, "shape": "lurus"} for row in shipped]


def saved_by_excel(file: Path) -> None:
    """Write semicolons, a mark of UTF-8, and days as Indonesians write them."""
    rows = [*csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))]
    days = [[re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", cell) for cell in row] for row in rows]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows(days)
    file.write_text(written.getvalue(), encoding="utf-8-sig", newline="")


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (FOUNDING, "terlalu pendek", "Kata sandi terlalu pendek"),
        (FOUNDING, "", "Kata sandi terlalu pendek"),
        ((*FOUNDING, "--username", "Kepala Data"), PASSWORD, "Nama pengguna hanya boleh"),
        ((*FOUNDING, "--name", "  "), PASSWORD, "Nama orang masih kosong"),
        ((*FOUNDING, "--database", "bukan url"), PASSWORD, "SENTRA_DATABASE_URL"),
    ],
)
def test_wrong_input_to_init_creates_nothing(
    desk: Desk, tmp_path: Path, arguments: Sequence[str], typed: str, sentence: str
) -> None:
    said = desk(*arguments, typed=typed)

    assert said.code == 1
    assert sentence in said.err
    assert not (tmp_path / "local" / REAL_FILE).exists()
    assert not list((tmp_path / "local").glob("*.db*"))


def test_a_person_types_the_password_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = iter([PASSWORD, "kelapa kapal batik rotann"])
    monkeypatch.setattr(founding, "getpass", lambda _: next(answers))

    said = desk("init", typed="kepala.data\nKepala Data\n")

    assert said.code == 1
    assert "berbeda" in said.err
    assert not (tmp_path / "local" / REAL_FILE).exists()


def test_a_person_may_answer_every_question(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(founding, "getpass", lambda _: PASSWORD)

    said = desk("init", typed="kepala.data\nKepala Data\n")

    assert said.code == 0
    assert "Administrator: kepala.data" in said.out


def test_input_that_ends_too_early_creates_nothing(desk: Desk, tmp_path: Path) -> None:
    said = desk("init", typed="kepala.data\n")

    assert said.code == 1
    assert "belum" in said.err or "sebelum" in said.err
    assert not (tmp_path / "local" / REAL_FILE).exists()


# account


def test_an_account_is_added_with_role_and_agency(desk_of_office: Desk, office: Office) -> None:
    said = desk_of_office(
        *("account", "--username", "plt.kepala", "--name", "Plt Kepala"),
        *("--role", "pimpinan", "--agency", "DPMD", "--password-stdin"),
        typed=PASSWORD,
    )

    assert said.code == 0, said.err
    with office.store.read() as connection:
        actor = identity.verify(connection, "plt.kepala", PASSWORD)
    assert actor is not None
    assert (actor.role, actor.agency) == (Role.LEADER, "DPMD")


@pytest.mark.parametrize(
    ("changed", "code", "sentence"),
    [
        ({"--role": "raja"}, 2, "raja tidak dikenal; pilih pengamat, operator-opd"),
        ({"--role": "operator OPD", "--agency": ""}, 1, "Peran operator perlu OPD"),
        ({"--agency": "TIDAK-ADA"}, 1, "OPD tidak dikenal"),
        ({"--username": "admin"}, 1, "Nama pengguna sudah dipakai"),
    ],
)
@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("engine_name")
def test_a_wrong_account_is_refused(
    desk_of_office: Desk, changed: dict[str, str], code: int, sentence: str
) -> None:
    words = {"--username": "baru", "--name": "Baru", "--role": "pimpinan", "--agency": "DPMD"}
    pairs = [word for pair in (words | changed).items() for word in pair]

    said = desk_of_office("account", *pairs, "--password-stdin", typed=PASSWORD)

    assert said.code == code
    assert sentence in said.err


# figures and dump


def test_figures_default_to_the_programmes_own_day(example_desk: Desk) -> None:
    found = json.loads(example_desk("figures").out)

    assert (found["as_of"], found["basis"], found["plan"]) == ("2022-06-30", "disetujui", "awal")
    assert found["programme"]["is_example"] is True
    assert len(found["sentra"]) == 9
    assert sum(len(one["milestones"]) for one in found["sentra"]) == 125
    assert sum(found["programme"]["lights"].values()) == 9
    assert {one["light"]["label"] for one in found["sentra"]} <= {
        *("belum mulai", "sesuai rencana", "perlu perhatian", "kritis", "selesai")
    }


def test_both_spellings_of_the_basis_are_understood(example_desk: Desk) -> None:
    spaced = example_desk("figures", "--basis", "termasuk laporan")
    dashed = example_desk("figures", "--basis", "termasuk-laporan")

    assert spaced.out == dashed.out
    assert json.loads(spaced.out)["basis"] == "termasuk-laporan"


def test_figures_can_go_into_a_file(example_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "angka.json"

    said = example_desk("figures", "--plan", "berjalan", "--out", str(file))

    assert said.out == f"Ditulis: {file}\n"
    assert json.loads(file.read_text(encoding="utf-8"))["plan"] == "berjalan"


def test_contributions_of_milestones_make_the_figure_of_their_sentra(example_desk: Desk) -> None:
    found = json.loads(example_desk("figures", "--basis", "termasuk-laporan").out)

    for one in found["sentra"]:
        taking_part = [
            milestone
            for milestone in one["milestones"]
            if milestone["status"]["code"] != Status.CANCELLED
        ]
        weights = sum(milestone["current"]["weight"] for milestone in taking_part)
        points = sum(milestone["contribution_points"] for milestone in one["milestones"])
        assert points / weights == pytest.approx(one["actual"], abs=1e-9)


@pytest.mark.parametrize("basis", ["disetujui", "termasuk-laporan"])
@pytest.mark.parametrize("day", ["2021-02-15", "2021-12-31", "2022-03-17", "2022-06-30"])
def test_every_figure_can_be_recomputed_from_the_dump(
    example_desk: Desk, day: str, basis: str
) -> None:
    dumped = json.loads(example_desk("dump", "--as-of", day).out)

    for plan in ("awal", "berjalan"):
        found = json.loads(
            example_desk("figures", "--as-of", day, "--basis", basis, "--plan", plan).out
        )
        _is_recomputed(found, dumped, day, basis, plan)


@pytest.mark.parametrize("known", ["2021-12-31", "2022-06-30"])
def test_reporting_delays_can_be_recomputed_from_the_dump(example_desk: Desk, known: str) -> None:
    asked = ("--as-of", "2021-12-31", "--known-at", known)
    found = json.loads(example_desk("figures", *asked).out)["reporting_delays"]
    dumped = json.loads(example_desk("dump", *asked).out)

    days = _delays(dumped)
    assert found["agencies"].keys() == days.keys()
    for agency, own in days.items():
        told = found["agencies"][agency]
        assert told["reports"] == len(own)
        assert (told["median_days"], told["worst_days"]) == (median_high(own), max(own))
    everybody = [one for own in days.values() for one in own]
    assert found["programme"]["median_days"] == median_high(everybody)
    assert found["programme"]["worst_days"] == max(everybody)


def test_figures_and_dump_agree_on_each_engine(desk_of_office: Desk, office: Office) -> None:
    event = office.report(progress=0.4, status=Status.OBSTRUCTED, opens=an_obstacle())
    office.decide(event)
    office.report("S04-M02", 0.25)
    office.report("S04-M03", 0, status=Status.CANCELLED)
    office.shift_weight("S04-M02", BATIK, 1.5)
    day = "2021-06-30"

    dumped = json.loads(desk_of_office("dump", "--as-of", day).out)

    for basis in ("disetujui", "termasuk-laporan"):
        found = json.loads(desk_of_office("figures", "--as-of", day, "--basis", basis).out)
        _is_recomputed(found, dumped, day, basis, "awal")
    assert len(dumped["obstacles"]) == 1


def test_a_dump_as_csv_holds_what_the_json_holds(example_desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "keluaran"
    dumped = json.loads(example_desk("dump").out)

    said = example_desk("dump", "--format", "csv", "--out", str(folder))

    assert said.code == 0
    for name in dumped.keys() - {"as_of", "known_on", "conventions"}:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows == [
            {key: "" if value is None else str(value) for key, value in row.items()}
            for row in dumped[name]
        ]


@pytest.mark.parametrize("command", ["figures", "dump"])
def test_a_day_that_no_screen_shows_is_refused_in_a_sentence(
    example_desk: Desk, command: str
) -> None:
    later, earlier = (example_desk(command, "--as-of", day) for day in ("2022-07-01", "2020-12-31"))

    assert (later.code, later.out, earlier.code, earlier.out) == (1, "", 1, "")
    assert later.err == "Posisi 1 Juli 2022 belum terjadi; hari ini 30 Juni 2022.\n"
    assert earlier.err.startswith("Posisi 31 Desember 2020 mendahului program")


def test_a_dump_knows_nothing_of_later_days(example_desk: Desk) -> None:
    day = ("--as-of", "2021-12-31")
    dumped, then = (
        json.loads(example_desk("dump", *day, *known).out)
        for known in ((), ("--known-at", "2021-12-31"))
    )

    reports = dumped["reports"]
    assert max(row["effective_on"] for row in reports) <= "2021-12-31"
    assert max(row["recorded_on"] for row in reports) > "2021-12-31"
    assert max(row["recorded_on"] for row in then["reports"]) <= "2021-12-31"
    assert (dumped["known_on"], then["known_on"]) == (None, "2021-12-31")
    assert not any(dumped[name] for name in ("meetings", "resolutions", "follow_up_events"))
    assert dumped["conventions"]


def test_a_dump_holds_meetings_what_they_resolved_and_what_became_of_it(
    example_desk: Desk,
) -> None:
    dumped = json.loads(example_desk("dump", "--as-of", "2022-04-29").out)

    first, second, third = dumped["meetings"]
    assert (first["as_of"], first["previous"], second["previous"]) == (
        "2022-01-31",
        None,
        "2022-01-31",
    )
    assert third["stage"] == "closed"
    assert third["agenda"].startswith("follow_up-1;follow_up-5;critical-S05")
    assert (third["present"], third["invited"]) == (
        "DPMD;DISKUKMPERINDAG;BAPELITBANG;PUPR",
        "DPMD;DISKUKMPERINDAG;BAPELITBANG;PUPR;BPKAD",
    )
    owed = {row["id"]: row for row in dumped["resolutions"] if row["owner"] is not None}
    assert len(dumped["resolutions"]) == len(owed) + 1 == 11
    closed = [one for one in dumped["follow_up_events"] if one["kind"] == "closed"]
    late = [one for one in closed if one["recorded_on"] > owed[one["resolution"]]["due_on"]]
    assert (len(closed), len(late)) == (5, 2)


def test_a_dump_gives_the_instant_in_utc_and_the_day_in_penajam(
    desk_of_office: Desk, office: Office
) -> None:
    office.report(at=datetime(2021, 3, 31, 16, 30, tzinfo=UTC))

    (row,) = json.loads(desk_of_office("dump", "--as-of", "2021-04-01").out)["reports"]

    assert row["recorded_at"] == "2021-03-31T16:30:00+00:00"
    assert row["recorded_on"] == "2021-04-01"
    assert json.loads(desk_of_office("dump", "--as-of", "2021-03-31").out)["reports"] == []


def test_csv_needs_a_folder(example_desk: Desk) -> None:
    said = example_desk("dump", "--format", "csv")

    assert (said.code, said.out) == (1, "")
    assert "--out FOLDER" in said.err


# check and rebuild


def test_a_sound_store_passes_the_check_and_shows_no_secret(
    desk_of_office: Desk, tmp_path: Path
) -> None:
    said = desk_of_office("check")

    assert (said.code, said.err) == (0, "")
    assert "Semua pemeriksaan baik." in said.out
    assert "Skema 0" in said.out
    assert "Jejak audit: " in said.out
    assert "operator OPD 2" in said.out
    secret = (tmp_path / "local" / "secret.key").read_text(encoding="ascii").strip()
    assert secret not in said.out


def test_the_check_finds_what_was_tampered_and_rebuild_mends_it(
    desk_of_office: Desk, office: Office
) -> None:
    office.report()
    with office.store.write() as connection:
        connection.execute(text("UPDATE sentra_month SET earned_delta = earned_delta + 1"))

    found = desk_of_office("check")
    rebuilt = desk_of_office("rebuild")

    assert found.code == 1
    assert "sentra_month" in found.err
    assert rebuilt.code == 0
    assert desk_of_office("check").code == 0


def test_the_check_names_evidence_that_is_missing_altered_or_named_by_no_report(
    example_desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "local" / EVIDENCE
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    assert len(files) > 5
    gone, altered = files[:2]
    gone.unlink()
    altered.write_bytes(b"lain")
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / "baru-1").touch()

    said = example_desk("check")

    assert said.code == 1
    assert f"SALAH: berkas bukti hilang; pulihkan dari cadangan {gone.name}" in said.err
    assert f"SALAH: berkas bukti berubah; pulihkan dari cadangan {altered.name}" in said.err
    assert "boleh dihapus: baru-1" in said.out


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("engine_name")
def test_the_check_finds_broken_weights_and_orphans(desk_of_office: Desk, office: Office) -> None:
    raw = create_engine(office.store.engine.url)
    with raw.begin() as connection:
        connection.execute(text("DROP TRIGGER milestone_no_update"))
        connection.execute(text("UPDATE milestone SET first_weight = 5 WHERE code = 'S03-M01'"))
        connection.execute(text("UPDATE place SET sentra_id = 99 WHERE id = 1"))
    raw.dispose()

    said = desk_of_office("check")

    assert said.code == 1
    assert "pada sentra S03" in said.err
    assert "pada tabel place" in said.err


def test_the_check_finds_a_report_changed_behind_the_program(
    desk_of_office: Desk, office: Office
) -> None:
    event = office.report(progress=0.4)
    release(office)
    with office.store.write() as connection:
        connection.execute(text("UPDATE report_event SET evidence = 'BA palsu'"))

    found = desk_of_office("check")

    assert found.code == 1
    assert f"riwayat tidak utuh: baris berubah: report_event {event}" in found.err


def test_the_check_and_each_start_name_what_was_moved_in_the_plan(
    desk_of_office: Desk, office: Office
) -> None:
    assert "riwayat" not in desk_of_office("prepare").err
    release(office)
    with office.store.write() as connection:
        statement = "UPDATE milestone SET first_finish_on = '2023-11-30' WHERE code = 'S05-M03'"
        connection.execute(text(statement))

    found, started = desk_of_office("check"), desk_of_office("prepare")

    assert found.code == 1
    assert "diubah di luar program: baris berubah: milestone" in found.err
    assert "(S05-M03)" in found.err
    assert "diubah di luar program: pemicu" in found.err
    assert started.code == 0
    assert "PERHATIAN: riwayat atau rencana tidak utuh" in started.err


def test_the_check_asks_for_heads_that_were_printed(desk_of_office: Desk, office: Office) -> None:
    office.report()
    printed = office.board().programme.chain_head
    office.report(progress=0.6)

    assert desk_of_office("check", "--head", printed).code == 0
    forged = desk_of_office("check", "--head", "0123456789ab", "--head", printed)
    assert forged.code == 1
    assert "0123456789ab" in forged.err
    assert printed not in forged.err


def test_an_empty_store_fails_the_check_with_sentences(
    desk: Desk, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENTRA_DATABASE_URL", store_url)

    said = desk("check")

    assert said.code == 1
    assert "belum ada program" in said.err
    assert "belum ada akun" in said.err


# What goes wrong.


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("figures", "--as-of", "30-06-22"),
            "30-06-22 bukan tanggal; tulis seperti 2022-06-30 atau 30/06/2022.",
        ),
        (("figures", "--as-of", "2022-02-30"), "2022-02-30 bukan tanggal"),
        (("figures", "--as-of"), "--as-of perlu diikuti isinya."),
        (("figures", "--basis", "semua"), "pilih disetujui, termasuk-laporan."),
        (("figures", "--plan", "lama"), "pilih awal, berjalan."),
        (("dump", "--format", "xml"), "pilih json, csv."),
        (("hapus",), "Tidak ada perintah hapus."),
        (("check", "--semua"), "Tidak dikenal: --semua."),
        (("account", "--name", "Baru"), "Belum diisi: --username, --role."),
        ((), "Belum diisi: PERINTAH."),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(
    desk: Desk, arguments: Sequence[str], sentence: str
) -> None:
    said = desk(*arguments)

    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert "Pemakaian:" in said.err


@pytest.mark.parametrize("command", ["figures", "dump", "account", "export"])
def test_an_empty_store_is_told_in_a_sentence_and_none_is_made(
    desk: Desk, tmp_path: Path, command: str
) -> None:
    account = ("--username", "b", "--name", "B", "--role", "admin", "--password-stdin")
    more = {"account": account, "export": ("pptx",)}

    said = desk(command, *more.get(command, ()), typed=PASSWORD)

    assert (said.code, said.out) == (1, "")
    assert said.err == "Basis data masih kosong; muat rencana program lebih dahulu.\n"
    assert not list(tmp_path.rglob("*.db"))


def test_a_file_that_is_no_database_is_told_in_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "catatan.txt"
    file.write_text("bukan basis data\n" * 100, encoding="utf-8")
    monkeypatch.setenv("SENTRA_DATABASE_URL", sqlite_url(file))

    said = desk("check")

    assert said.code == 1
    assert "Basis data" in said.err
    assert "Traceback" not in said.err


def test_what_nobody_foresaw_ends_in_a_sentence_too(
    example_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(record, "figures_of", fail)
    said = example_desk("figures")

    assert (said.code, said.out) == (1, "")
    assert said.err.endswith("Sampaikan baris-baris di atas kepada pengembang.\n")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("entah://server/basis", "Setelan SENTRA_DATABASE_URL tidak dapat dipakai"),
        ("mysql://rahasia@server/basis", "Setelan SENTRA_DATABASE_URL tidak dapat dipakai"),
        ("postgresql+psycopg://x:rahasia@127.0.0.1:1/x", "Server basis data di 127.0.0.1:1/x"),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_without_its_password(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, url: str, sentence: str
) -> None:
    monkeypatch.setenv("SENTRA_DATABASE_URL", url)

    for command in ("prepare", "figures", "rebuild"):
        said = desk(command)
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith(sentence)
        assert "rahasia" not in said.err


def test_a_newer_store_is_told_in_a_sentence(desk_of_office: Desk, office: Office) -> None:
    with office.store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    said = desk_of_office("figures")

    assert (said.code, said.out) == (1, "")
    assert "versi program yang lebih baru" in said.err


def test_a_file_that_cannot_be_written_is_named(example_desk: Desk, tmp_path: Path) -> None:
    said = example_desk("figures", "--out", str(tmp_path / "tidak" / "ada.json"))

    assert said.code == 1
    assert "ada.json" in said.err


def test_help_is_indonesian_and_names_every_command(desk: Desk) -> None:
    whole = desk("--help").out

    named = {line.split()[0] for line in whole.splitlines() if line.startswith("    ")}
    assert named >= set(COMMANDS)
    for said in (whole, *(desk(*name.split(), "--help").out for name in (*COMMANDS, "plan load"))):
        assert "Pemakaian: python run.py admin" in said
        assert not any(english in said for english in ("usage", "options", "show this"))


# A calculation of our own, from the dump and the conventions alone.


def _is_recomputed(
    found: Mapping[str, Any], dumped: Mapping[str, Any], day: str, basis: str, plan: str
) -> None:
    sums = {row["code"]: [0.0, 0.0, 0.0, 0.0] for row in dumped["sentra"]}
    for row in dumped["milestones"]:
        status, progress = _state(dumped["reports"], row["code"], basis)
        if status != "cancelled" and not row["became"]:
            own = row["first_reckoned_weight" if plan == "awal" else "current_weight"]
            sums[row["sentra"]][0] += own * progress
            sums[row["sentra"]][1] += own
            for start, finish, weight in _parts(row, plan):
                sums[row["sentra"]][2] += weight * _planned(start, finish, day)
                sums[row["sentra"]][3] += weight
    actual = {code: one[0] / one[1] for code, one in sums.items()}
    planned = {code: one[2] / one[3] for code, one in sums.items()}
    for one in found["sentra"]:
        code = one["code"]
        assert one["actual"] == pytest.approx(actual[code], abs=1e-9)
        assert one["planned"] == pytest.approx(planned[code], abs=1e-9)
        deviation = 100 * (actual[code] - planned[code])
        assert one["deviation_points"] == pytest.approx(deviation, abs=1e-7)
    weights = {row["code"]: row["weight"] for row in dumped["sentra"]}
    total = sum(weights.values())
    for name, shares in (("actual", actual), ("planned", planned)):
        mean = sum(weights[code] * share for code, share in shares.items()) / total
        assert found["programme"][name] == pytest.approx(mean, abs=1e-9)


def _parts(row: Mapping[str, Any], plan: str) -> list[tuple[str, str, float]]:
    """What a plan has of a milestone; of one made of others, the first plan has several parts."""
    if plan == "awal" and row["first_of"]:
        parts = (part.split("/") for part in row["first_of"].split("|"))
        return [(start, finish, float(weight)) for _, start, finish, weight, _ in parts]
    name = "first" if plan == "awal" else "current"
    return [(row[f"{name}_start"], row[f"{name}_finish"], row[f"{name}_weight"])]


def _delays(dumped: Mapping[str, Any]) -> dict[str, list[int]]:
    """Days from the effective date to the record of each report that counts, by lead (F-24)."""
    leads = {row["code"]: row["lead"] for row in dumped["milestones"]}
    verdicts = {row["report_id"]: row["kind"] for row in dumped["reports"]}
    found: dict[str, list[int]] = {}
    for row in dumped["reports"]:
        if row["kind"] == "report" and verdicts[row["id"]] in {"report", "approved"}:
            days = date.fromisoformat(row["recorded_on"]) - date.fromisoformat(row["effective_on"])
            found.setdefault(leads[row["milestone"]], []).append(days.days)
    return found


def _state(reports: Sequence[Mapping[str, Any]], code: str, basis: str) -> tuple[str, float]:
    verdicts: dict[int, str] = {}
    for row in reports:
        verdicts[row["report_id"]] = row["kind"]
    fits = {"approved"} if basis == "disetujui" else {"approved", "report"}
    counting = [
        row
        for row in reports
        if row["kind"] == "report" and row["milestone"] == code and verdicts.get(row["id"]) in fits
    ]
    if not counting:
        return "not_started", 0.0
    latest = max(counting, key=lambda row: (row["effective_on"], row["id"]))
    return latest["status"], latest["progress"]


def _planned(start: str, finish: str, day: str) -> float:
    if day >= finish:
        return 1.0
    first, last, today = (date.fromisoformat(one) for one in (start, finish, day))
    return max(0.0, (today - first) / (last - first)) if last > first else 0.0


def test_our_own_plan_rises_to_the_day_of_the_finish() -> None:
    finish = date(2021, 3, 31)

    assert _planned("2021-01-01", "2021-03-31", finish.isoformat()) == 1
    assert _planned("2021-01-01", "2021-03-31", (finish - timedelta(1)).isoformat()) < 1
