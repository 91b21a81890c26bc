import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, select, text

from models.accounts import identity
from models.audit import verification
from models.backup import archive, restoring
from models.schema.audit import audit_event
from models.store import read_models
from models.store.occupancy import lock_file, shared
from models.store.store import Store, found_store, open_store
from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from rules.backup.findings import Damage, Finding
from rules.errors import StoreInUse
from settings import EXAMPLE_FILE, Settings, sqlite_url
from tests.models.backup.backups import AT, LETTER, Desk, desk_of, resealed
from tests.people import BATIK, Office

ASIDE = "sebelum-pulih_2022-06-30_1405"


@pytest.fixture
def desk(migrated_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose store is a file."""
    (tmp_path / "local").mkdir()
    file = shutil.copy(migrated_file, tmp_path / "local" / "pantau.db")
    opened = open_store(f"sqlite:///{file}", backups=tmp_path)
    yield desk_of(opened, tmp_path / "local")
    opened.engine.dispose()


def _progress(file: Path, office: Office) -> float:
    """Return what is reported on the milestone in the store of a file."""
    store = open_store(sqlite_url(file), backups=file.parent)
    try:
        return replace_store(office, store).state().progress
    finally:
        store.engine.dispose()


def replace_store(office: Office, store: Store) -> Office:
    other = object.__new__(Office)
    other.__dict__.update(office.__dict__, store=store)
    return other


def _names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_restored_store_is_as_it_was_and_the_former_one_is_kept(desk: Desk) -> None:
    before = desk.prove(LETTER)
    taken = desk.take()
    desk.prove(b"%PDF-1.7 kemudian")
    desk.office.report(BATIK, 0.9)
    desk.store.engine.dispose()
    data_dir = desk.settings.data_dir

    restored = desk.restore(taken.file, replace=True)

    assert restored.place == str(data_dir / "pantau.db")
    assert restored.aside == (str(data_dir / ASIDE / "pantau.db"), str(data_dir / ASIDE / "bukti"))
    assert restored.data == (AT, taken.manifest.contents.revision, taken.manifest.contents.head)
    assert restored.findings == ()
    assert _progress(data_dir / "pantau.db", desk.office) == 0.5
    assert _progress(data_dir / ASIDE / "pantau.db", desk.office) == 0.9
    assert before.read_bytes() == LETTER
    assert len(_names(data_dir / "bukti")) == 1
    assert len(_names(data_dir / ASIDE / "bukti")) == 2


def test_a_restored_store_can_be_worked_with(desk: Desk) -> None:
    desk.office.report(BATIK, 0.4)
    taken = desk.take()
    desk.store.engine.dispose()
    desk.restore(taken.file, replace=True)

    desk.office.report(BATIK, 0.6, at=AT)

    with desk.store.write() as connection:
        assert read_models.differences(connection) == ()
    assert desk.verify(desk.take().file).findings == ()


def test_a_drill_in_another_folder_leaves_the_store_alone(desk: Desk, tmp_path: Path) -> None:
    desk.prove()
    taken = desk.take()
    desk.office.report(BATIK, 0.8)

    restored = desk.restore(taken.file, into=tmp_path / "latihan")

    assert (restored.aside, desk.office.state().progress) == ((), 0.8)
    assert _progress(tmp_path / "latihan" / "pantau.db", desk.office) == 0.5
    assert len(_names(tmp_path / "latihan" / "bukti")) == 1


def test_nothing_is_overwritten_without_leave(desk: Desk) -> None:
    desk.prove()
    taken = desk.take()
    desk.store.engine.dispose()
    data_dir = desk.settings.data_dir
    before = {name: (data_dir / name).read_bytes() for name in _names(data_dir)}

    with pytest.raises(BackupRefused) as refused:
        desk.restore(taken.file)

    assert refused.value.problem is BackupProblem.STORE_PRESENT
    assert str(data_dir / "pantau.db") in refused.value.detail
    after = {name: (data_dir / name).read_bytes() for name in _names(data_dir)}
    assert {name for name in after if name not in before} == {"pantau.db.lock"}
    assert all(after[name] == before[name] for name in before if name != "pantau.db")


def test_evidence_alone_is_not_overwritten_either(desk: Desk, tmp_path: Path) -> None:
    taken = desk.take()
    (tmp_path / "lain" / "bukti").mkdir(parents=True)
    with pytest.raises(BackupRefused):
        desk.restore(taken.file, into=tmp_path / "lain")


def test_nothing_is_restored_under_a_running_dashboard(desk: Desk) -> None:
    taken = desk.take()
    desk.store.engine.dispose()
    with shared(lock_file(desk.settings)), pytest.raises(StoreInUse):
        desk.restore(taken.file, replace=True)
    desk.restore(taken.file, replace=True)


def test_nothing_is_restored_while_any_program_has_the_file_open(desk: Desk) -> None:
    taken = desk.take()
    with closing(sqlite3.connect(desk.settings.data_dir / "pantau.db")) as other:
        other.execute("SELECT count(*) FROM report_event").fetchall()
        desk.store.engine.dispose()
        with pytest.raises(StoreInUse):
            desk.restore(taken.file, replace=True)
    assert not (desk.settings.data_dir / ASIDE).exists()


def test_a_damaged_database_is_never_restored(desk: Desk, tmp_path: Path) -> None:
    taken = desk.take()
    desk.office.report(BATIK, 0.7)
    forged = resealed(taken.file, tmp_path / "x.zip", change={"basis-data/pantau.db": b"?"})
    desk.store.engine.dispose()

    with pytest.raises(UnusableBackup) as refused:
        desk.restore(forged, replace=True)

    assert refused.value.findings == (Finding(Damage.ALTERED, "basis-data/pantau.db"),)
    assert desk.office.state().progress == 0.7
    assert {file.name for file in desk.settings.data_dir.iterdir() if file.is_dir()} == {"cadangan"}


def test_a_forged_history_is_never_restored(desk: Desk, tmp_path: Path) -> None:
    taken = desk.take()
    forged = resealed(
        taken.file,
        tmp_path / "x.zip",
        describe=lambda one: replace(one, contents=replace(one.contents, head="0a1b2c3d4e5f")),
    )
    desk.store.engine.dispose()
    with pytest.raises(UnusableBackup):
        desk.restore(forged, replace=True)


def test_lost_evidence_is_named_and_the_rest_is_restored(desk: Desk, tmp_path: Path) -> None:
    kept, lost = desk.prove(b"%PDF-1.7 satu"), sha256(b"%PDF-1.7 dua").hexdigest()
    desk.prove(b"%PDF-1.7 dua")
    taken = desk.take()
    name = f"bukti/{lost[:2]}/{lost}"
    for content, damage in ((None, Damage.MISSING), (b"%PDF-1.7 palsu", Damage.ALTERED)):
        into = tmp_path / damage.value
        forged = resealed(taken.file, tmp_path / f"{damage}.zip", change={name: content})
        assert desk.restore(forged, into=into).findings == (Finding(damage, name),)
        assert {Path(one).name for one in _names(into / "bukti")} == {kept.name}


def test_everybody_has_to_sign_in_again(desk: Desk) -> None:
    leader = desk.office.people.pimpinan
    with desk.store.write() as connection:
        token = identity.open_session(connection, leader.account_id, at=AT, hours=12)
    taken = desk.take()
    desk.store.engine.dispose()
    desk.restore(taken.file, replace=True)
    with desk.store.read() as connection:
        assert identity.actor_of(connection, token, at=AT) is None


def test_the_trail_tells_of_the_restore(desk: Desk) -> None:
    taken = desk.take()
    desk.store.engine.dispose()
    desk.restore(taken.file, replace=True)
    with desk.store.read() as connection:
        last = connection.execute(select(audit_event).order_by(audit_event.c.id.desc()).limit(1))
        row = last.one()
        assert verification.verify(connection, known_heads=[taken.manifest.contents.head]) == ()
    assert (row.action, row.subject) == ("store.restored", taken.file.name)


@pytest.mark.parametrize("has_links", [True, False])
def test_a_move_that_fails_half_way_is_undone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    desk.prove()
    taken = desk.take()
    desk.office.report(BATIK, 0.7)
    desk.store.engine.dispose()
    moved: list[Path] = []
    move = restoring._move

    def fail(source: Path, target: Path, undo: Any) -> None:
        if target.name == "bukti" and "sebelum" not in str(target.parent):
            raise OSError(28, "No space left on device")
        moved.append(target)
        move(source, target, undo)

    def no_link(*_: object) -> None:
        raise OSError(1, "not here")

    monkeypatch.setattr(restoring, "_move", fail)
    if not has_links:
        monkeypatch.setattr(os, "link", no_link)

    with pytest.raises(OSError, match="No space"):
        desk.restore(taken.file, replace=True)

    assert len(moved) == 2
    assert desk.office.state().progress == 0.7
    assert len(_names(desk.settings.data_dir / "bukti")) == 1


def test_a_broken_store_is_moved_aside_with_the_log_that_is_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "fold", lambda _: None)
    taken = desk.take()
    desk.store.engine.dispose()
    data_dir = desk.settings.data_dir
    (data_dir / "pantau.db").write_bytes(b"no database at all" * 100)
    (data_dir / "pantau.db-wal").write_bytes(b"half a log")

    desk.restore(taken.file, replace=True)

    assert (data_dir / ASIDE / "pantau.db-wal").read_bytes() == b"half a log"
    assert not (data_dir / "pantau.db-wal").exists()
    assert desk.office.state().progress == 0


def test_a_second_restore_of_a_minute_keeps_both_former_stores(desk: Desk) -> None:
    taken = desk.take()
    desk.store.engine.dispose()
    desk.restore(taken.file, replace=True)
    again = desk.restore(taken.file, replace=True)
    assert again.aside == (str(desk.settings.data_dir / f"{ASIDE}_02" / "pantau.db"),)


def _settings(data_dir: Path, **changes: Any) -> Settings:
    plain = Settings(
        database_url=sqlite_url(data_dir / EXAMPLE_FILE),
        data_dir=data_dir,
        secret="s" * 40,
        session_hours=12,
        secure_cookie=False,
        boundary=None,
        allowed_hosts=(),
    )
    return replace(plain, **changes)


def test_a_real_store_never_lands_in_the_examples_file(desk: Desk, tmp_path: Path) -> None:
    taken = desk.take()
    elsewhere = Desk(desk.office, _settings(tmp_path / "baru"))
    assert elsewhere.restore(taken.file).place == str(tmp_path / "baru" / "pantau.db")


def test_a_store_of_another_name_is_restored_under_it(desk: Desk, tmp_path: Path) -> None:
    taken = desk.take()
    url = sqlite_url(tmp_path / "basis" / "sentra.db")
    elsewhere = Desk(desk.office, _settings(tmp_path / "baru", database_url=url))
    assert elsewhere.restore(taken.file).place == str(tmp_path / "basis" / "sentra.db")


def test_an_example_is_restored_as_the_example(tmp_path: Path) -> None:
    from models import backup
    from models.plan.seed import load_plan
    from tests.people import FOUNDED_AT, PLAN

    def fill(store: Store) -> None:
        with store.write() as connection:
            load_plan(connection, PLAN, is_example=True, pinned_on=AT.date(), at=FOUNDED_AT)

    settings = _settings(tmp_path / "local")
    found_store(tmp_path / "local" / EXAMPLE_FILE, fill)
    store = open_store(settings.database_url, backups=tmp_path)
    taken = backup.take(store, settings, into=tmp_path, at=AT)
    store.engine.dispose()
    real = replace(settings, database_url=sqlite_url(tmp_path / "local" / "pantau.db"))
    restored = backup.restore(taken.file, real, into=None, replace=True, at=AT)
    assert restored.place == str(tmp_path / "local" / EXAMPLE_FILE)
    assert archive.is_sealed(taken.file)


# PostgreSQL


@pytest.fixture
def server_desk(postgresql: Any, migrated_database: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose store is on a server."""
    with postgresql.fresh(migrated_database) as (_, url):
        opened = open_store(url, backups=tmp_path)
        yield desk_of(opened, tmp_path / "local")
        opened.engine.dispose()


def _schemas(desk: Desk) -> set[str]:
    engine = create_engine(desk.settings.database_url)
    found = set(inspect(engine).get_schema_names()) - {"information_schema"}
    engine.dispose()
    return found


@pytest.mark.postgresql
def test_a_server_is_restored_and_the_former_schema_is_kept(server_desk: Desk) -> None:
    desk = server_desk
    evidence = desk.prove()
    taken = desk.take()
    desk.office.report(BATIK, 0.9)
    desk.store.engine.dispose()
    evidence.unlink()

    restored = desk.restore(taken.file, replace=True)

    assert restored.aside[0] == "skema sebelum_pulih_2022_06_30_1405"
    assert _schemas(desk) == {"public", "sebelum_pulih_2022_06_30_1405"}
    assert desk.office.state().progress == 0.5
    assert evidence.read_bytes() == LETTER
    desk.office.report(BATIK, 0.6, at=AT)
    with desk.store.write() as connection:
        assert read_models.differences(connection) == ()
    assert desk.verify(desk.take().file).findings == ()


@pytest.mark.postgresql
def test_an_empty_server_takes_a_restore_without_leave(
    server_desk: Desk, postgresql: Any, tmp_path: Path
) -> None:
    server_desk.office.report(BATIK, 0.4)
    taken = server_desk.take()
    with postgresql.fresh() as (_, url):
        settings = replace(server_desk.settings, database_url=url, data_dir=tmp_path / "baru")
        restored = Desk(server_desk.office, settings).restore(taken.file)
        store = open_store(url, backups=tmp_path)
        assert replace_store(server_desk.office, store).state().progress == 0.4
        store.engine.dispose()
    assert restored.aside == ()


@pytest.mark.postgresql
def test_a_server_is_not_overwritten_without_leave_nor_under_others(server_desk: Desk) -> None:
    taken = server_desk.take()
    with server_desk.store.read() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(StoreInUse):
            server_desk.restore(taken.file, replace=True)
    server_desk.store.engine.dispose()
    with pytest.raises(BackupRefused) as refused:
        server_desk.restore(taken.file)
    assert refused.value.problem is BackupProblem.STORE_PRESENT
    assert _schemas(server_desk) == {"public"}


@pytest.mark.postgresql
def test_a_server_keeps_its_store_when_the_backup_turns_out_bad(
    server_desk: Desk, tmp_path: Path
) -> None:
    desk = server_desk
    taken = desk.take()
    desk.office.report(BATIK, 0.7)
    desk.store.engine.dispose()
    forged = resealed(
        taken.file,
        tmp_path / "x.zip",
        describe=lambda one: replace(one, contents=replace(one.contents, head="0a1b2c3d4e5f")),
    )
    with pytest.raises(UnusableBackup):
        desk.restore(forged, replace=True)
    assert _schemas(desk) == {"public"}
    assert desk.office.state().progress == 0.7


@pytest.mark.postgresql
def test_a_dump_that_the_server_refuses_changes_nothing(server_desk: Desk, tmp_path: Path) -> None:
    desk = server_desk
    taken = desk.take()
    desk.store.engine.dispose()
    content = b"PGDMP nothing of the kind"

    def fitting(manifest: Any) -> Any:
        digest = sha256(content).hexdigest()
        first = replace(manifest.members[0], sha256=digest, size=len(content))
        return replace(manifest, members=(first, *manifest.members[1:]))

    forged = resealed(
        taken.file,
        tmp_path / "x.zip",
        change={"basis-data/pantau.dump": content},
        describe=fitting,
    )
    with pytest.raises(BackupRefused) as refused:
        desk.restore(forged, replace=True)
    assert refused.value.problem is BackupProblem.TOOL_FAILED
    assert _schemas(desk) == {"public"}


@pytest.mark.postgresql
def test_a_server_that_is_away_is_told(server_desk: Desk) -> None:
    taken = server_desk.take()
    url = server_desk.store.engine.url.set(database="tidak_ada")
    away = replace(server_desk.settings, database_url=url.render_as_string(hide_password=False))
    with pytest.raises(BackupRefused) as refused:
        Desk(server_desk.office, away).restore(taken.file, replace=True)
    assert refused.value.problem is BackupProblem.TOOL_FAILED


@pytest.mark.postgresql
def test_a_dump_is_not_restored_into_a_file_nor_a_file_into_a_server(
    server_desk: Desk, desk: Desk
) -> None:
    dumped, copied = server_desk.take(), desk.take()
    for settings, file in ((desk.settings, dumped.file), (server_desk.settings, copied.file)):
        with pytest.raises(BackupRefused) as refused:
            Desk(desk.office, settings).restore(file, replace=True)
        assert refused.value.problem is BackupProblem.OTHER_ENGINE
