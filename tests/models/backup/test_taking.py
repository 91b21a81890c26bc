import os
import random
import shutil
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text

from models.backup import archive, taking
from models.backup.checkup import examine
from models.backup.manifest import DATABASE, MANIFEST, Manifest, read, written
from models.reporting import commands
from models.schema.reporting import report_event
from models.store import read_models
from models.store.store import Store, open_store
from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from rules.backup.findings import Damage, Finding
from rules.errors import StoreUnavailable
from rules.values import EventId, MilestoneCode
from settings import EXAMPLE_FILE, Settings, sqlite_url
from tests.models.backup.backups import AT, Desk, desk_of, resealed
from tests.models.programmes.second import SECOND, in_programme, open_second
from tests.people import BATIK
from tests.running.soak import BACKUPS, BYTES

COPY = DATABASE + "pantau.db"
WRITERS = ("S04-M01", "S04-M02", "S04-M03", "S04-M04")


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    """A desk on each engine."""
    return desk_of(store, tmp_path / "local")


@pytest.fixture
def file_desk(migrated_file: Path, tmp_path: Path) -> Any:
    """A desk whose store is a file."""
    (tmp_path / "local").mkdir()
    file = shutil.copy(migrated_file, tmp_path / "local" / "pantau.db")
    opened = open_store(f"sqlite:///{file}", backups=tmp_path)
    yield desk_of(opened, tmp_path / "local")
    opened.engine.dispose()


def _found(desk: Desk, file: Path) -> tuple[Finding, ...]:
    try:
        return desk.verify(file).findings
    except UnusableBackup as error:
        return error.findings


# Taking


def test_a_backup_is_whole_on_either_engine(desk: Desk) -> None:
    evidence = desk.prove()
    desk.office.report("S04-M02", 0.3)

    taken = desk.take()

    assert taken.file.name == "pantau-cadangan_2022-06-30_1405.zip"
    assert taken.size == taken.file.stat().st_size
    manifest = taken.manifest
    assert (manifest.taken_at, manifest.engine) == (AT, desk.store.engine.dialect.name)
    assert (manifest.contents.rows["report_event"], manifest.is_example) == (2, False)
    assert [one.name for one in manifest.members[1:]] == [
        f"bukti/{evidence.name[:2]}/{evidence.name}"
    ]
    verdict = desk.verify(taken.file)
    assert (verdict.findings, verdict.is_opened) == ((), True)


def test_a_backup_is_for_its_owner_alone_and_stands_alone(desk: Desk) -> None:
    taken = desk.take()
    assert [file.name for file in taken.file.parent.iterdir()] == [taken.file.name]
    if os.name == "posix":
        assert stat.S_IMODE(taken.file.stat().st_mode) == 0o600


def test_two_backups_of_a_minute_are_two_files(file_desk: Desk) -> None:
    names = [file_desk.take().file.name for _ in range(2)]
    assert names == [
        "pantau-cadangan_2022-06-30_1405.zip",
        "pantau-cadangan_2022-06-30_1405_02.zip",
    ]


def test_half_written_evidence_and_vanished_files_stay_out(file_desk: Desk) -> None:
    folder = file_desk.settings.evidence_dir / "ab"
    folder.mkdir(parents=True)
    (folder / "baru-0123").write_bytes(b"half")
    assert len(file_desk.take().manifest.members) == 1
    target = file_desk.settings.data_dir / "x.zip"
    gone = [("bukti/ab/none", folder / "none")]
    manifest = file_desk.take().manifest
    archive.write(target, gone, lambda members: replace(manifest, members=members))
    assert zipfile.ZipFile(target).namelist() == [MANIFEST]


@pytest.mark.parametrize("moment", ["write", "_read_back", "_copied"])
def test_a_backup_that_fails_leaves_nothing_behind(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive if moment == "write" else taking, moment, fail)
    with pytest.raises(OSError, match="No space"):
        file_desk.take()
    assert list((file_desk.settings.data_dir / "cadangan").iterdir()) == []


def test_a_backup_that_cannot_be_read_back_is_not_kept(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "is_sealed", lambda _: False)
    with pytest.raises(UnusableBackup):
        file_desk.take()
    assert list((file_desk.settings.data_dir / "cadangan").iterdir()) == []


def test_a_full_disk_stops_the_copy_with_a_sentence_of_ours(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(sqlite3.Connection):
        def backup(self, *_args: Any, **_options: Any) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda file: connect(file, factory=Full))
    with pytest.raises(StoreUnavailable):
        file_desk.take()


def test_a_store_in_memory_has_nothing_to_copy(tmp_path: Path) -> None:
    store = open_store("sqlite://", backups=tmp_path)
    settings = replace(desk_of(store, tmp_path).settings, database_url="sqlite://")
    with pytest.raises(BackupRefused) as refused:
        taking.take(store, settings, into=tmp_path, at=AT)
    assert refused.value.problem is BackupProblem.IN_MEMORY
    store.engine.dispose()


@pytest.mark.postgresql
def test_without_its_tool_a_server_is_not_backed_up(
    postgresql: Any, migrated_database: str, tmp_path: Path
) -> None:
    with postgresql.fresh(migrated_database) as (_, url):
        store = open_store(url, backups=tmp_path)
        desk = desk_of(store, tmp_path)
        (tmp_path / "kosong").mkdir()
        without = replace(desk.settings, pg_tools=tmp_path / "kosong")
        with pytest.raises(BackupRefused) as refused:
            taking.take(store, without, into=tmp_path / "x", at=AT)
        store.engine.dispose()
    assert (refused.value.problem, refused.value.detail) == (BackupProblem.NO_TOOL, "pg_dump")
    assert list((tmp_path / "x").iterdir()) == []


# Under writers


def _write(desk: Desk, code: str, stop: threading.Event, acknowledged: list[EventId]) -> None:
    """Report on one milestone until stopped, noting each report once it is kept."""
    number, seen = 0, EventId(0)
    while not stop.is_set():
        number += 1
        progress = 0.1 + number % 80 / 100
        draft = replace(
            desk.office.draft(BATIK, progress),
            milestone=MilestoneCode(code),
            seen=seen,
            key=f"{code}-{number}",
        )
        with desk.store.write() as connection:
            actor = desk.office.people.operator_dpmd
            seen = commands.report(connection, actor, draft, at=desk.office.now)
        acknowledged.append(seen)


@pytest.mark.soak
def test_backups_under_four_writers_hold_a_whole_past_each(desk: Desk, tmp_path: Path) -> None:
    is_file = desk.store.engine.dialect.name == "sqlite"
    count = BACKUPS[desk.store.engine.dialect.name]
    stop, notes = threading.Event(), [list[EventId]() for _ in WRITERS]
    threads = [
        threading.Thread(target=_write, args=(desk, code, stop, note))
        for code, note in zip(WRITERS, notes, strict=True)
    ]
    for thread in threads:
        thread.start()
    backups = []
    try:
        while not all(notes):
            stop.wait(0.01)
        for number in range(count):
            before = {event_id for note in notes for event_id in list(note)}
            backups.append((before, desk.take(AT + timedelta(minutes=number))))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    everything = sorted(event_id for note in notes for event_id in note)
    assert len({taken.manifest.contents.rows["report_event"] for _, taken in backups}) > 1

    for number, (before, taken) in enumerate(backups):
        held = taken.manifest.contents.rows["report_event"]
        assert before <= set(everything[:held])
        if not is_file:
            assert desk.verify(taken.file).findings == ()
            continue
        into = tmp_path / f"pulih-{number}"
        assert desk.restore(taken.file, into=into).findings == ()
        store = open_store(sqlite_url(into / "pantau.db"), backups=tmp_path)
        with store.write() as connection:
            ids = connection.execute(select(report_event.c.id).order_by(report_event.c.id))
            assert list(ids.scalars()) == everything[:held]
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert read_models.differences(connection) == ()
        store.engine.dispose()


# Verifying


@pytest.fixture
def taken(file_desk: Desk) -> taking.Taken:
    file_desk.prove()
    return file_desk.take()


@pytest.mark.soak
def test_any_changed_byte_of_a_backup_is_found(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    whole = taken.file.read_bytes()
    changed = tmp_path / "berubah.zip"
    dice = random.Random(3)
    places = [*dice.sample(range(len(whole)), BYTES), 0, len(whole) - 1, len(whole) - 65]
    for place in places:
        content = bytearray(whole)
        content[place] ^= 1 << dice.randrange(8)
        changed.write_bytes(content)
        assert _found(file_desk, changed), place


def test_a_cut_backup_is_found(file_desk: Desk, taken: taking.Taken, tmp_path: Path) -> None:
    whole = taken.file.read_bytes()
    cut = tmp_path / "terpotong.zip"
    for length in (0, 10, 64, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:length])
        assert _found(file_desk, cut), length


def test_a_changed_byte_in_any_member_is_named_though_the_seal_was_made_anew(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    for number, member in enumerate(taken.manifest.members):
        with zipfile.ZipFile(taken.file) as opened:
            content = bytearray(opened.read(member.name))
        content[len(content) // 2] ^= 1
        forged = resealed(
            taken.file, tmp_path / f"{number}.zip", change={member.name: bytes(content)}
        )
        assert _found(file_desk, forged) == (Finding(Damage.ALTERED, member.name),)


def test_a_missing_evidence_file_is_named(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    name = taken.manifest.members[1].name
    forged = resealed(taken.file, tmp_path / "x.zip", change={name: None})
    assert _found(file_desk, forged) == (Finding(Damage.MISSING, name),)


def test_evidence_that_was_lost_before_the_backup_is_named(file_desk: Desk) -> None:
    lost = file_desk.prove()
    lost.unlink()
    assert _found(file_desk, file_desk.take().file) == (
        Finding(Damage.EVIDENCE, f"bukti/{lost.name}"),
    )


def test_a_member_too_many_is_named(file_desk: Desk, taken: taking.Taken, tmp_path: Path) -> None:
    forged = resealed(taken.file, tmp_path / "x.zip", change={"bukti/ab/lebih": b"?"})
    assert _found(file_desk, forged) == (Finding(Damage.UNEXPECTED, "bukti/ab/lebih"),)


def test_a_broken_seal_alone_is_told(file_desk: Desk, taken: taking.Taken, tmp_path: Path) -> None:
    broken = tmp_path / "segel.zip"
    broken.write_bytes(taken.file.read_bytes()[:-1] + b"x")
    assert _found(file_desk, broken) == (Finding(Damage.BROKEN_SEAL),)


def _with_database(
    taken: taking.Taken,
    target: Path,
    change: Callable[[sqlite3.Connection], object],
    describe: Callable[[Manifest], Manifest] = lambda manifest: manifest,
) -> Path:
    """Return a forged backup whose database was changed, with a manifest that fits its bytes."""
    copy = target.with_suffix(".db")
    with zipfile.ZipFile(taken.file) as opened:
        copy.write_bytes(opened.read(COPY))
    connection = sqlite3.connect(copy)
    change(connection)
    connection.commit()
    connection.close()
    return _with_bytes(taken, target, copy.read_bytes(), describe)


def _with_bytes(
    taken: taking.Taken,
    target: Path,
    content: bytes,
    describe: Callable[[Manifest], Manifest] = lambda manifest: manifest,
) -> Path:
    def fitting(written: Manifest) -> Manifest:
        manifest = describe(written)
        first = replace(manifest.members[0], sha256=sha256(content).hexdigest(), size=len(content))
        return replace(manifest, members=(first, *manifest.members[1:]))

    return resealed(taken.file, target, change={COPY: content}, describe=fitting)


@pytest.mark.parametrize(
    ("statements", "damage"),
    [
        (("UPDATE progress_entry SET earned_delta = earned_delta + 1",), Damage.READ_MODELS),
        (("DELETE FROM progress_entry",), Damage.ROWS),
        (("UPDATE milestone SET lead_id = 9999 WHERE id = 1",), Damage.FOREIGN_KEYS),
        (
            (
                "DROP TRIGGER report_event_no_update",
                "UPDATE report_event SET note = 'lain'",
            ),
            Damage.HISTORY,
        ),
        (("UPDATE agency SET name = 'Lain' WHERE id = 1",), Damage.REGISTER),
        (("DROP TRIGGER report_event_no_update",), Damage.REGISTER),
        (("UPDATE alembic_version SET version_num = '9999'",), Damage.UNKNOWN_SCHEMA),
        (("DROP TABLE alembic_version",), Damage.UNKNOWN_SCHEMA),
        (("DROP TABLE evidence_file",), Damage.BROKEN_DATABASE),
        (
            (
                "PRAGMA ignore_check_constraints = ON",
                "UPDATE programme SET start_on = 'bukan tanggal'",
            ),
            Damage.BROKEN_DATABASE,
        ),
        (
            (
                "DROP TRIGGER report_event_no_update",
                "UPDATE report_event SET recorded_on = 'zzz'",
            ),
            Damage.BROKEN_DATABASE,
        ),
    ],
)
def test_what_was_changed_within_the_database_is_found(
    file_desk: Desk,
    taken: taking.Taken,
    tmp_path: Path,
    statements: tuple[str, ...],
    damage: Damage,
) -> None:
    def change(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    forged = _with_database(taken, tmp_path / "x.zip", change)
    assert damage in {one.damage for one in _found(file_desk, forged)}


def test_a_cut_tail_of_history_is_found_by_the_head_of_the_manifest(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    def forged_head(manifest: Manifest) -> Manifest:
        return replace(manifest, contents=replace(manifest.contents, head="0a1b2c3d4e5f"))

    forged = resealed(taken.file, tmp_path / "x.zip", describe=forged_head)
    assert [one.damage for one in _found(file_desk, forged)] == [Damage.HISTORY]


def test_a_backup_by_a_newer_program_is_told_with_its_schema(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    newer = replace(taken.manifest, contents=replace(taken.manifest.contents, revision="9999"))
    database = _with_database(
        replace(taken, manifest=newer),
        tmp_path / "x.zip",
        lambda one: one.execute("UPDATE alembic_version SET version_num = '9999'"),
        describe=lambda _: newer,
    )
    assert _found(file_desk, database) == (Finding(Damage.UNKNOWN_SCHEMA, "9999"),)


def test_a_database_that_is_none_is_found(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    forged = _with_bytes(taken, tmp_path / "x.zip", b"no database at all" * 1000)
    assert [one.damage for one in _found(file_desk, forged)] == [Damage.BROKEN_DATABASE]


def test_a_torn_page_of_the_database_is_found(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    with zipfile.ZipFile(taken.file) as opened:
        content = bytearray(opened.read(COPY))
    content[4096 * 20 : 4096 * 21] = b"\x7f" * 4096
    forged = _with_bytes(taken, tmp_path / "x.zip", bytes(content))
    assert {one.damage for one in _found(file_desk, forged)} == {Damage.BROKEN_DATABASE}


# Hostile files


@pytest.mark.parametrize("name", ["../luar.db", "/etc/x", "bukti/../../x", "bukti\\x", "a:b", ""])
def test_a_member_that_would_leave_its_folder_is_never_unpacked(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path, name: str
) -> None:
    hostile = tmp_path / "x.zip"
    shutil.copy(taken.file, hostile)
    with zipfile.ZipFile(hostile, "a") as opened:
        opened.writestr(zipfile.ZipInfo(name), b"x")
    assert [one.damage for one in _found(file_desk, hostile)] == [Damage.UNEXPECTED]


def test_a_manifest_that_sends_a_member_elsewhere_is_none(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    for name in ("../x", "basis-data/../x", "lain/x"):
        hostile = tmp_path / "x.zip"
        hostile.unlink(missing_ok=True)

        def sent(manifest: Manifest, name: str = name) -> Manifest:
            return replace(manifest, members=(replace(manifest.members[0], name=name),))

        resealed(taken.file, hostile, describe=sent)
        assert _found(file_desk, hostile) == (Finding(Damage.NOT_A_BACKUP),)


def test_a_member_twice_is_never_unpacked(
    file_desk: Desk, taken: taking.Taken, tmp_path: Path
) -> None:
    hostile = tmp_path / "x.zip"
    shutil.copy(taken.file, hostile)
    with zipfile.ZipFile(hostile, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr(COPY, b"x")
    assert _found(file_desk, hostile) == (Finding(Damage.UNEXPECTED, COPY),)


def test_a_bomb_is_not_unpacked(file_desk: Desk, taken: taking.Taken, tmp_path: Path) -> None:
    bomb = tmp_path / "x.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(MANIFEST, written(taken.manifest))
        opened.writestr(COPY, bytes(50_000_000))
    assert _found(file_desk, bomb) == (Finding(Damage.TOO_LARGE),)


def test_too_many_members_are_not_unpacked(
    file_desk: Desk, taken: taking.Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    assert _found(file_desk, taken.file) == (Finding(Damage.TOO_LARGE),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b'{"format": 2}',
        b'{"format": 1, "taken_at": 5}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_we_did_not_write_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match="manifest"):
        read(content)


def test_a_manifest_reads_as_it_was_written(taken: taking.Taken) -> None:
    assert read(written(taken.manifest)) == taken.manifest


def test_a_manifest_names_its_zone_and_a_known_engine(taken: taking.Taken) -> None:
    naive = replace(taken.manifest, taken_at=AT.replace(tzinfo=None))
    strange = replace(taken.manifest, engine="mysql")
    for wrong in (naive, strange):
        with pytest.raises(ValueError, match="manifest"):
            read(written(wrong))


def test_a_manifest_names_exactly_one_database(taken: taking.Taken) -> None:
    other = replace(taken.manifest.members[0], name=DATABASE + "lain.db")
    for members in ((), (*taken.manifest.members, other)):
        with pytest.raises(ValueError, match="database"):
            read(written(replace(taken.manifest, members=members)))


def test_another_zip_is_no_backup(file_desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "x.zip"
    with zipfile.ZipFile(other, "w") as opened:
        opened.writestr("surat.txt", "x")
    assert _found(file_desk, other) == (Finding(Damage.NOT_A_BACKUP),)


@pytest.mark.postgresql
def test_a_dump_is_not_opened_where_no_server_is_at_hand(
    postgresql: Any, migrated_database: str, tmp_path: Path
) -> None:
    with postgresql.fresh(migrated_database) as (_, url):
        store = open_store(url, backups=tmp_path)
        desk = desk_of(store, tmp_path / "local")
        taken = desk.take()
        elsewhere: Settings = replace(
            desk.settings, database_url=sqlite_url(tmp_path / EXAMPLE_FILE)
        )
        verdict = Desk(desk.office, elsewhere).verify(taken.file)
        store.engine.dispose()
    assert (verdict.findings, verdict.is_opened) == ((), False)


@pytest.mark.postgresql
def test_a_dump_is_not_opened_by_an_account_that_may_make_no_database(
    postgresql: Any, migrated_database: str, tmp_path: Path
) -> None:
    with postgresql.fresh(migrated_database) as (name, url):
        store = open_store(url, backups=tmp_path)
        desk = desk_of(store, tmp_path / "local")
        taken = desk.take()
        postgresql.say(f"CREATE ROLE {name} LOGIN")
        humble = store.engine.url.set(username=name).render_as_string(hide_password=False)
        verdict = Desk(desk.office, replace(desk.settings, database_url=humble)).verify(taken.file)
        store.engine.dispose()
        postgresql.say(f"DROP ROLE {name}")
    assert (verdict.findings, verdict.is_opened) == ((), False)


@pytest.mark.postgresql
def test_what_was_changed_within_a_dump_is_found(
    postgresql: Any, migrated_database: str, tmp_path: Path
) -> None:
    with postgresql.fresh(migrated_database) as (_, url):
        store = open_store(url, backups=tmp_path)
        desk = desk_of(store, tmp_path / "local")
        desk.office.report()
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE progress_entry SET earned_delta = earned_delta + 1"))
        engine.dispose()
        found = _found(desk, desk.take().file)
        store.engine.dispose()
    assert {one.damage for one in found} == {Damage.READ_MODELS}


@pytest.mark.postgresql
def test_a_dump_without_a_table_is_found(
    postgresql: Any, migrated_database: str, tmp_path: Path
) -> None:
    with postgresql.fresh(migrated_database) as (_, url):
        store = open_store(url, backups=tmp_path)
        desk = desk_of(store, tmp_path / "local")
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE evidence_file"))
        engine.dispose()
        found = _found(desk, desk.take().file)
        store.engine.dispose()
    assert {one.damage for one in found} == {Damage.BROKEN_DATABASE}


def test_a_backup_of_several_programmes_is_whole_and_opens(desk: Desk, tmp_path: Path) -> None:
    with desk.store.write() as connection:
        open_second(connection, desk.office)
    in_programme(desk.office, SECOND).report("S04-M02", 0.5)
    taken = desk.take()

    assert desk.verify(taken.file).findings == ()
    if desk.store.engine.dialect.name == "sqlite":
        desk.restore(taken.file, into=tmp_path / "latihan")
        restored = open_store(
            sqlite_url(tmp_path / "latihan" / "pantau.db"), backups=tmp_path / "salinan"
        )
        assert examine(restored).troubles == ()
        restored.engine.dispose()
