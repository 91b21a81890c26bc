"""Files that are there whole or not at all, whatever goes wrong while they are written."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

from caretaker.console import Refused

UNFINISHED: Final = "belum-jadi-"
"""How a file is called that is not whole yet."""

_LOCKED: Final = "sedang dibuka program lain, atau Anda tidak boleh menulis di folder itu"
_GONE: Final = "cakram penuh, foldernya tidak terjangkau, atau nama itu milik sebuah folder"


@contextmanager
def written_beside(file: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """Give what puts `content` under the name of `file`, once it lies safely beside it.

    Until then what stood there stays, and whatever is not put there is gone afterwards. Raises
    Refused where the folder is missing, may not be written, is full, or another program holds the
    file.
    """
    if not file.parent.is_dir():
        raise Refused(f"Folder {file.parent} tidak ada; buat dahulu, atau pilih folder lain.")
    beside = file.with_name(f"{UNFINISHED}{uuid4().hex}")
    try:
        with _told(file):
            _write(beside, content)
        yield partial(_put, beside, file)
    finally:
        # A share that went away cannot be tidied either.
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _write(place: Path, content: bytes) -> None:
    with place.open("xb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _put(beside: Path, file: Path) -> None:
    with _told(file):
        beside.replace(file)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Say in a sentence why `file` could not be written."""
    try:
        yield
    except OSError as error:
        reason = _LOCKED if isinstance(error, PermissionError) else _GONE
        raise Refused(f"{file} tidak dapat ditulis: {reason}. Yang lama tidak berubah.") from error
