"""Taking a backup while people work."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import create_engine

from models.accounts import identity
from models.backup import archive
from models.backup.contents import contents_of
from models.backup.manifest import (
    DATABASE,
    Contents,
    Manifest,
    Member,
    is_hash,
    is_safe,
    program_version,
)
from models.store.engine import sqlite_file
from models.store.private import make_folder
from models.store.server_tools import dump
from models.store.store import Store
from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from rules.backup.findings import EVIDENCE, Damage, Finding
from rules.backup.rotation import backup_name
from rules.errors import StoreUnavailable
from settings import Settings, sqlite_url

UNFINISHED: Final = "belum-jadi-"
_DUMP: Final = "pantau.dump"
_COPY: Final = "pantau.db"


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that is whole, and what it says of itself."""

    file: Path
    size: int
    manifest: Manifest


def take(store: Store, settings: Settings, *, into: Path, at: datetime) -> Taken:
    """Return a new backup in `into`: one moment of the store, and all evidence files.

    It appears under its name only when it is whole and has been read back. Raises BackupRefused,
    StoreUnavailable or OSError, and then leaves nothing behind.
    """
    make_folder(into)
    with TemporaryDirectory(prefix=UNFINISHED, dir=into) as beside:
        copy, contents, is_example = _copied(store, Path(beside), settings.pg_tools)

        def describe(members: tuple[Member, ...]) -> Manifest:
            engine = store.engine.dialect.name
            return Manifest(program_version(), at, engine, is_example, contents, members)

        made = Path(beside) / "cadangan.zip"
        manifest = archive.write(made, _sources(copy, settings.evidence_dir), describe)
        _read_back(made)
        file = _free_name(into, at)
        made.replace(file)
    _settle(into)
    return Taken(file, file.stat().st_size, manifest)


def _copied(store: Store, beside: Path, tools: Path | None) -> tuple[Path, Contents, bool]:
    """Copy the database and say what is in the copy, from the same moment."""
    if store.engine.dialect.name == "postgresql":
        copy = beside / _DUMP
        with store.read() as connection:
            contents = contents_of(connection)
            is_example = identity.holds_example(connection)
            dump(connection, copy, tools)
        return copy, contents, is_example
    file = sqlite_file(str(store.engine.url))
    if file is None:
        raise BackupRefused(BackupProblem.IN_MEMORY)
    copy = beside / _COPY
    _copy_sqlite(file, copy)
    engine = create_engine(sqlite_url(copy))
    with engine.connect() as connection:
        found = contents_of(connection), identity.holds_example(connection)
    engine.dispose()
    return copy, *found


def _copy_sqlite(file: Path, copy: Path) -> None:
    """Copy with SQLite's own backup in one step, which is whole even while others write."""
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            # The copy is one file, without a log beside it.
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.OperationalError as error:
        raise StoreUnavailable from error


def _sources(copy: Path, evidence: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE + copy.name, copy
    for file in sorted(evidence.rglob("*")):
        name = EVIDENCE + file.relative_to(evidence).as_posix()
        if file.is_file() and is_hash(file.name) and is_safe(name):
            yield name, file


def _read_back(made: Path) -> None:
    """Raise UnusableBackup unless what was just written can be read again, whole."""
    with archive.opened(made) as opened:
        found = tuple(opened.differences(lambda _: None))
    if found or not archive.is_sealed(made):
        raise UnusableBackup(found or (Finding(Damage.BROKEN_SEAL),))


def _free_name(into: Path, at: datetime) -> Path:
    number = 1
    while (file := into / backup_name(at, number)).exists():
        number += 1
    return file


def _settle(folder: Path) -> None:
    """Have the folder's new name on the disk too, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
