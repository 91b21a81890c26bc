"""The folder of evidence: bytes by their hash, outside of anything that a web server hands out."""

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import uuid4

from models.store.private import make_folder, new_descriptor
from rules.errors import StoreUnavailable
from rules.evidence.errors import LostEvidence
from rules.evidence.files import JudgedFile, KeptFile

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_PREFIX: Final = 2


def named(file: JudgedFile) -> KeptFile:
    """Return `file` as the record names it; its bytes need not be kept yet."""
    thumbnail = None if file.thumbnail is None else sha256(file.thumbnail).hexdigest()
    own = sha256(file.content).hexdigest()
    return KeptFile(file.name, file.kind, own, len(file.content), thumbnail)


class EvidenceFolder:
    """Keeps bytes under their SHA-256: the same bytes once, whoever sends them, however named."""

    def __init__(self, folder: Path) -> None:
        """Keep in `folder`, which is made with the first file."""
        self._folder = folder

    def keep(self, file: JudgedFile) -> KeptFile:
        """Return `file` once its bytes are safe on the disk; raise StoreUnavailable otherwise.

        This comes before the transaction that names the file: what a report names is never
        missing, and what no report came to name harms nobody.
        """
        kept = named(file)
        try:
            if file.thumbnail is not None and kept.thumbnail is not None:
                self._put(file.thumbnail, kept.thumbnail)
            self._put(file.content, kept.sha256)
        except OSError as error:
            raise StoreUnavailable from error
        return kept

    def read(self, digest: str) -> bytes:
        """Return the bytes with this hash; raise LostEvidence where they are gone or altered."""
        content = self._content(digest)
        if content is None:
            raise LostEvidence(digest)
        return content

    def holds(self, digest: str) -> bool:
        """Whether a file stands under this hash, be it whole or not."""
        return self._place(digest).is_file()

    def is_whole(self, digest: str) -> bool:
        """Whether the bytes with this hash are there as they were kept."""
        return self._content(digest) is not None

    def forget(self, digest: str) -> None:
        """Take the bytes with this hash off the disk. Raises OSError."""
        place = self._place(digest)
        place.unlink(missing_ok=True)
        if place.parent.is_dir():
            _settle(place.parent)

    def names(self) -> Iterator[str]:
        """Give the name of every file in the folder: a hash, or what a crash left half written."""
        if self._folder.is_dir():
            yield from sorted(file.name for file in self._folder.rglob("*") if file.is_file())

    def _place(self, digest: str) -> Path:
        if _HASH.fullmatch(digest) is None:
            raise LostEvidence(digest)
        return self._folder / digest[:_PREFIX] / digest

    def _content(self, digest: str) -> bytes | None:
        try:
            content = self._place(digest).read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == digest else None

    def _put(self, content: bytes, digest: str) -> None:
        if self._content(digest) is None:
            _write(self._place(digest), content)


def _write(place: Path, content: bytes) -> None:
    """Write beside and rename, so that under the final name the file is whole or not there."""
    make_folder(place.parent)
    beside = place.with_name(f"baru-{uuid4().hex}")
    try:
        with os.fdopen(new_descriptor(beside), "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(place)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent):
        _settle(folder)


def _settle(folder: Path) -> None:
    """Let the new name survive a power cut; Windows, which opens no folder, sees to it itself."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
