"""The one file of a backup: a zip whose comment seals every byte before it."""

import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from models.backup.manifest import MANIFEST, Manifest, Member, is_safe, read, written
from models.store.private import make_file, make_folder, new_descriptor
from rules.backup.errors import UnusableBackup
from rules.backup.findings import Damage, Finding

MOST_MEMBERS: Final = 100_000
LARGEST_TOTAL: Final = 50 * 1024**3
LARGEST_MANIFEST: Final = 64 * 1024**2
GREATEST_RATIO: Final = 200

_SEAL: Final = 64
_PIECE: Final = 1024**2
# What the zip reader and its decompressor say of a file that was cut or altered.
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def write(
    file: Path,
    sources: Iterable[tuple[str, Path]],
    describe: Callable[[tuple[Member, ...]], Manifest],
) -> Manifest:
    """Write `sources` and their manifest into a new `file`, sealed and on the disk afterwards.

    Only its owner can read it. A source that has vanished is left out.
    """
    with os.fdopen(new_descriptor(file, os.O_RDWR), "r+b") as opened:
        with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.comment = b"0" * _SEAL
            added = (_add(archive, name, source) for name, source in sources)
            manifest = describe(tuple(member for member in added if member is not None))
            archive.writestr(_entry(MANIFEST), written(manifest))
        _seal(opened)
    return manifest


class Archive:
    """An open backup whose directory has been judged; nothing of it has been unpacked yet."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def differences(self, place: Callable[[str], Path | None]) -> Iterator[Finding]:
        """Yield each member that is missing, altered or too many.

        Every member is read in full; one that is whole and that `place` gives a path is unpacked.
        """
        present = {name for name in self._archive.namelist() if name != MANIFEST}
        expected = {member.name: member for member in self.manifest.members}
        for name, member in expected.items():
            if name not in present:
                yield Finding(Damage.MISSING, name)
            elif not self._is_whole(member, target := place(name)):
                if target is not None:
                    target.unlink()
                yield Finding(Damage.ALTERED, name)
        for name in sorted(present - expected.keys()):
            yield Finding(Damage.UNEXPECTED, name)

    def _is_whole(self, member: Member, target: Path | None) -> bool:
        digest, size = sha256(), 0
        if target is not None:
            make_folder(target.parent)
            make_file(target)
        with Path(target or os.devnull).open("wb") as kept:
            try:
                with self._archive.open(member.name) as opened:
                    while piece := opened.read(_PIECE):
                        digest.update(piece)
                        size += len(piece)
                        kept.write(piece)
            except _UNREADABLE:
                return False
        return (digest.hexdigest(), size) == (member.sha256, member.size)


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """Give the backup in `file`; raises UnusableBackup when it is none or beyond all measure."""
    with ExitStack() as ends:
        try:
            archive = ends.enter_context(zipfile.ZipFile(file))
            _judge(archive, file.stat().st_size)
            manifest = read(archive.read(MANIFEST))
        except (*_UNREADABLE, KeyError, ValueError) as error:
            raise UnusableBackup((Finding(Damage.NOT_A_BACKUP),)) from error
        yield Archive(archive, manifest)


def names_in(file: Path) -> frozenset[str]:
    """Return the names of a backup's files; none of one that cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except _UNREADABLE:
        return frozenset()


def is_sealed(file: Path) -> bool:
    """Whether every byte of a backup is as it was written."""
    with file.open("rb") as opened:
        return _digest(opened) == opened.read(_SEAL)


def _judge(archive: zipfile.ZipFile, size: int) -> None:
    """Raise before anything is unpacked that would not fit, or not stay where it is put."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    manifests = [entry.file_size for entry in entries if entry.filename == MANIFEST]
    if (
        len(entries) > MOST_MEMBERS
        or total > min(LARGEST_TOTAL, GREATEST_RATIO * size)
        or max(manifests, default=0) > LARGEST_MANIFEST
    ):
        raise UnusableBackup((Finding(Damage.TOO_LARGE),))
    counted = Counter(entry.filename for entry in entries)
    strange = {name for name, count in counted.items() if count > 1 or not is_safe(name)}
    if strange:
        found = tuple(Finding(Damage.UNEXPECTED, name) for name in sorted(strange))
        raise UnusableBackup(found)


def _add(archive: zipfile.ZipFile, name: str, source: Path) -> Member | None:
    digest, size = sha256(), 0
    try:
        opened = source.open("rb")
    except FileNotFoundError:
        return None
    with opened, archive.open(_entry(name), "w", force_zip64=True) as target:
        while piece := opened.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return Member(name, digest.hexdigest(), size)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry without the clock: the manifest says when a backup was taken."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _seal(opened: IO[bytes]) -> None:
    digest = _digest(opened)
    opened.seek(-_SEAL, os.SEEK_END)
    opened.write(digest)
    opened.flush()
    os.fsync(opened.fileno())


def _digest(opened: IO[bytes]) -> bytes:
    """Return the hexadecimal digest of all before the seal, and leave the file at the seal."""
    left = opened.seek(0, os.SEEK_END) - _SEAL
    opened.seek(0)
    digest = sha256()
    while left > 0 and (piece := opened.read(min(left, _PIECE))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest().encode()
