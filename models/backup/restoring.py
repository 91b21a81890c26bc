"""Putting a backup back, without losing what stands in its place."""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import update

from models.audit import commands as audit
from models.backup import archive, postgresql
from models.backup.checking import sqlite_findings, unpacked
from models.backup.contents import differences
from models.backup.manifest import Manifest
from models.schema.accounts import account_link, sign_in_session
from models.store.engine import sqlite_file
from models.store.migration import schema_revisions
from models.store.occupancy import alone, fold, lock_beside, lock_file
from models.store.private import make_folder
from models.store.recording import next_instant
from models.store.store import open_store
from rules.audit.actions import Action
from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from rules.backup.findings import Finding
from rules.backup.rotation import stamp
from settings import EXAMPLE_FILE, REAL_FILE, Settings, sqlite_url

_BESIDE: Final = "pulih-"
_JOURNALS: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that works again: what it holds, its schema now, and where the former one went.

    `findings` names evidence files that the backup has lost; the record itself is whole.
    """

    manifest: Manifest
    revision: str
    place: str
    aside: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def data(self) -> tuple[datetime, str, str]:
        """When the data was taken, its schema now, and the head of its history."""
        return self.manifest.taken_at, self.revision, self.manifest.contents.head


def restore(
    file: Path, settings: Settings, *, into: Path | None, replace: bool, at: datetime
) -> Restored:
    """Put store and evidence of a backup in place; what stood there is moved aside and kept.

    Every session and link ends, since the backup may hold some that were closed after it was taken.
    Raises UnusableBackup where anything is wrong with the database, StoreInUse while somebody works
    on the store, BackupRefused for one more reason; then everything is as it was.
    """
    with archive.opened(file) as opened:
        manifest = opened.manifest
    folder = "bukti-contoh" if manifest.is_example else "bukti"
    evidence = (into or settings.data_dir) / folder
    if manifest.engine == "postgresql":
        return _restore_postgresql(file, settings, evidence=evidence, replace=replace, at=at)
    target = _target(manifest, settings, into)
    return _restore_sqlite(file, target, evidence=evidence, replace=replace, at=at)


def _target(manifest: Manifest, settings: Settings, into: Path | None) -> Path:
    """Return the file of the restored store: a real one never lands in the example's file."""
    name = EXAMPLE_FILE if manifest.is_example else REAL_FILE
    if into is not None:
        return into / name
    configured = sqlite_file(settings.database_url)
    if configured is None:
        raise BackupRefused(BackupProblem.OTHER_ENGINE)
    is_other = manifest.is_example or configured.name == EXAMPLE_FILE
    return settings.data_dir / name if is_other else configured


def _restore_sqlite(
    file: Path, target: Path, *, evidence: Path, replace: bool, at: datetime
) -> Restored:
    with alone(lock_beside(target)), ExitStack() as ends:
        fold(target)
        _require_room([target, evidence], replace=replace)
        beside, beside_evidence = (_folder_in(place.parent, ends) for place in (target, evidence))
        manifest, findings = unpacked(file, beside, beside_evidence / evidence.name)
        database = beside / Path(manifest.database.name).name
        _require_record(findings)
        findings += sqlite_findings(database, manifest)
        _require_record(findings)
        revision = _settled(sqlite_url(database), beside, file.name, at)
        fold(target)
        moves = [(database, target), (beside_evidence / evidence.name, evidence)]
        aside = _swapped(moves, at)
    return Restored(manifest, revision, str(target), aside, tuple(findings))


def _restore_postgresql(
    file: Path, settings: Settings, *, evidence: Path, replace: bool, at: datetime
) -> Restored:
    url, schema = settings.database_url, f"sebelum_pulih_{stamp(at)}".replace("-", "_")
    if sqlite_file(url) is not None:
        raise BackupRefused(BackupProblem.OTHER_ENGINE)
    with alone(lock_file(settings)), ExitStack() as ends:
        postgresql.require_alone(url)
        had_store = postgresql.holds_tables(url)
        _require_room([evidence], replace=replace, has_store=had_store)
        beside = _folder_in(evidence.parent, ends)
        manifest, findings = unpacked(file, beside, beside / "baru" / evidence.name)
        _require_record(findings)
        dumped = beside / Path(manifest.database.name).name
        with postgresql.replaced(dumped, url, schema, settings.pg_tools):
            findings += differences(url, manifest, beside)
            _require_record(findings)
            revision = _settled(url, beside, file.name, at)
            moved = _swapped([(beside / "baru" / evidence.name, evidence)], at)
    aside = (f"skema {schema}", *moved) if had_store else moved
    place = settings.shown()[0][1]
    return Restored(manifest, revision, place, aside, tuple(findings))


def _require_room(places: list[Path], *, replace: bool, has_store: bool = False) -> None:
    present = [str(place) for place in places if place.exists()]
    if (present or has_store) and not replace:
        raise BackupRefused(BackupProblem.STORE_PRESENT, ", ".join(present))


def _require_record(findings: list[Finding]) -> None:
    if not all(finding.spares_the_record for finding in findings):
        raise UnusableBackup(tuple(findings))


def _folder_in(parent: Path, ends: ExitStack) -> Path:
    """Return a folder on the same disk, so that what is in it can be moved in one step."""
    make_folder(parent)
    return Path(ends.enter_context(TemporaryDirectory(prefix=_BESIDE, dir=parent)))


def _settled(url: str, beside: Path, name: str, at: datetime) -> str:
    """End every session and link, have the trail tell of the restore, and return the schema."""
    store = open_store(url, backups=beside, without_copy=True)
    try:
        with store.write() as connection:
            for table in (sign_in_session, account_link):
                is_open = table.c.closed_at.is_(None)
                connection.execute(update(table).where(is_open).values(closed_at=at))
            # An old backup is no reason to doubt the clock: who restores it knows its day.
            instant, _ = next_instant(connection, at, is_believed=True)
            act = Action.STORE_RESTORED
            audit.record_at(connection, None, act, subject=name, detail={}, instant=instant)
        return str(schema_revisions(store.engine)[0])
    finally:
        store.engine.dispose()


def _swapped(moves: list[tuple[Path, Path]], at: datetime) -> tuple[str, ...]:
    """Put each new file or folder in place, the former one aside; all of them or none."""
    kept: list[str] = []
    folders: dict[Path, Path] = {}
    with ExitStack() as undo:
        for new, target in moves:
            if target.exists():
                if target.parent not in folders:
                    folders[target.parent] = _aside(target.parent, at)
                kept.append(str(folders[target.parent] / target.name))
                _keep(target, folders[target.parent], undo.callback)
            if new.exists():
                _move(new, target, undo.callback)
        undo.pop_all()
    return tuple(kept)


def _aside(parent: Path, at: datetime) -> Path:
    number, folder = 1, parent / f"sebelum-pulih_{stamp(at)}"
    while folder.exists():
        number += 1
        folder = parent / f"sebelum-pulih_{stamp(at)}_{number:02}"
    make_folder(folder)
    return folder


def _keep(target: Path, folder: Path, undo: Callable[..., object]) -> None:
    """Keep `target` in `folder`. A file is linked, so that at no moment there is none in place."""
    # The log of a store that was too broken to fold it; the new store must not meet it.
    for journal in (target.with_name(target.name + ending) for ending in _JOURNALS):
        if journal.exists():
            _move(journal, folder / journal.name, undo)
    kept = folder / target.name
    if target.is_file():
        try:
            os.link(target, kept)
        except OSError:
            shutil.copy2(target, kept)
        undo(partial(os.replace, kept, target))
    else:
        _move(target, kept, undo)


def _move(source: Path, target: Path, undo: Callable[..., object]) -> None:
    source.replace(target)
    undo(partial(os.replace, target, source))
