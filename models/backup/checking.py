"""Whether a backup is what it says, and can be worked with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from models.backup import archive, postgresql
from models.backup.contents import broken, differences
from models.backup.manifest import Manifest
from models.store.engine import sqlite_file
from rules.backup.findings import Damage, Finding
from settings import Settings, sqlite_url


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look at a whole backup found; `is_opened` says whether its database was opened too."""

    manifest: Manifest
    findings: tuple[Finding, ...]
    is_opened: bool

    @property
    def data(self) -> tuple[datetime, str, str]:
        """When the data was taken, its schema, and the head of its history."""
        contents = self.manifest.contents
        return self.manifest.taken_at, contents.revision, contents.head


def verify(file: Path, settings: Settings) -> Verification:
    """Return everything that is missing or altered in a backup; the backup stays as it is.

    A PostgreSQL dump is opened in a database of its own, where the settings name a server on which
    one may be made. Raises UnusableBackup for a file that is no backup at all.
    """
    with TemporaryDirectory() as folder:
        manifest, findings = unpacked(file, Path(folder), evidence=None)
        database = Path(folder) / Path(manifest.database.name).name
        if any(finding.name == manifest.database.name for finding in findings):
            return Verification(manifest, tuple(findings), is_opened=False)
        inside = _inside(database, manifest, settings)
        return Verification(manifest, (*findings, *(inside or ())), is_opened=inside is not None)


def unpacked(file: Path, folder: Path, evidence: Path | None) -> tuple[Manifest, list[Finding]]:
    """Unpack the database into `folder` and evidence into `evidence`, and return what is wrong.

    Without `evidence` those files are read and compared only. Raises UnusableBackup for a file that
    is no backup at all.
    """
    with archive.opened(file) as opened:
        manifest = opened.manifest

        def place(name: str) -> Path | None:
            if name == manifest.database.name:
                return folder / Path(name).name
            return None if evidence is None else evidence / name.partition("/")[2]

        findings = list(opened.differences(place))
    if not findings and not archive.is_sealed(file):
        findings.append(Finding(Damage.BROKEN_SEAL))
    return manifest, findings


def sqlite_findings(database: Path, manifest: Manifest) -> list[Finding]:
    """Return what is wrong with an unpacked SQLite database, which is migrated on the way."""
    beside = database.parent / "skema-lama"
    return broken(database) or differences(sqlite_url(database), manifest, beside)


def _inside(database: Path, manifest: Manifest, settings: Settings) -> list[Finding] | None:
    """Return what is wrong within the database; None where it could not be opened here."""
    if manifest.engine == "sqlite":
        return sqlite_findings(database, manifest)
    if sqlite_file(settings.database_url) is not None:
        return None
    with postgresql.rehearsed(database, settings.database_url, settings.pg_tools) as url:
        return None if url is None else differences(url, manifest, database.parent)
