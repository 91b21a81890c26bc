"""The nightly backup: when it is due, what is kept, and how it stands."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from models.accounts import identity
from models.backup.archive import names_in
from models.backup.taking import UNFINISHED, Taken, take
from models.progress import queries as progress_queries
from models.store.occupancy import alone
from models.store.private import make_file, make_folder
from models.store.store import Store
from rules.backup.rotation import latest_due, outdated, taken_at
from rules.errors import NoProgramme, StoreInUse
from settings import Settings

_FAILURE: Final = "gagal.txt"
_LOCK: Final = "cadangan.lock"


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """When the newest backup was taken, and why the last nightly one failed (empty: it did not)."""

    last_at: datetime | None
    failure: str


def folder(settings: Settings) -> Path:
    """Return where backups go that somebody asks for; these are never removed by the program."""
    return settings.data_dir / "cadangan"


def every_file(settings: Settings) -> list[Path]:
    """Return the files of all backups, asked for or nightly."""
    return [*folder(settings).glob("*.zip"), *_nightly(settings).glob("*.zip")]


def holding(settings: Settings, digest: str) -> tuple[Path, ...]:
    """Return the backups in which the evidence with this hash lies, the oldest first."""
    found = sorted(every_file(settings))
    return tuple(
        file for file in found if any(name.endswith(f"/{digest}") for name in names_in(file))
    )


def status(settings: Settings) -> BackupStatus:
    """Return how the backups of these settings stand."""
    taken = [at for file in every_file(settings) if (at := taken_at(file.name)) is not None]
    note = _nightly(settings) / _FAILURE
    failure = note.read_text(encoding="utf-8").strip() if note.exists() else ""
    return BackupStatus(max(taken, default=None), failure)


def back_up_if_due(store: Store, settings: Settings, *, now: datetime) -> Taken | None:
    """Take the nightly backup when its hour has passed since the last, and remove outdated ones.

    A night that the machine slept through is made up for. Nothing is done for example data, for an
    empty store, or while another process is at it.
    """
    hour = settings.backup_hour
    if hour is None or not _is_real(store):
        return None
    nightly = _nightly(settings)
    due_at = latest_due(now, hour)
    try:
        with alone(nightly / _LOCK):
            if any(at >= due_at for at in _instants(nightly)):
                return None
            for left in nightly.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left)
            taken = take(store, settings, into=nightly, at=now)
            for name in outdated([file.name for file in nightly.iterdir()]):
                (nightly / name).unlink()
            (nightly / _FAILURE).unlink(missing_ok=True)
    except StoreInUse:
        return None
    return taken


def note_failure(settings: Settings, sentence: str) -> None:
    """Keep why a nightly backup failed, until the next one succeeds."""
    make_folder(_nightly(settings))
    make_file(_nightly(settings) / _FAILURE)
    (_nightly(settings) / _FAILURE).write_text(sentence + "\n", encoding="utf-8")


def _nightly(settings: Settings) -> Path:
    return folder(settings) / "harian"


def _instants(nightly: Path) -> list[datetime]:
    return [at for file in nightly.iterdir() if (at := taken_at(file.name)) is not None]


def _is_real(store: Store) -> bool:
    with store.read() as connection:
        try:
            progress_queries.programme(connection)
        except NoProgramme:
            return False
        return not identity.holds_example(connection)
