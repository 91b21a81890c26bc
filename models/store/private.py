"""Files and folders that their owner alone may read: 0600 and 0700, where the system knows modes.

On Windows, which has none, they are as the folder's own rights say.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from rules.backup.findings import EVIDENCE
from settings import EXAMPLE_FILE, REAL_FILE, SECRET_FILE, Settings

FILE: Final = 0o600
FOLDER: Final = 0o700

_OTHERS: Final = 0o077
_BINARY: Final = getattr(os, "O_BINARY", 0)
_JOURNALS: Final = ("-wal", "-shm", "-journal")


def make_folder(folder: Path) -> None:
    """Make `folder`, and what misses above it, for its owner alone; one that is there stays."""
    for one in (*reversed(folder.parents), folder):
        if not one.exists():
            one.mkdir(mode=FOLDER, exist_ok=True)


def make_file(file: Path) -> None:
    """Make an empty `file` for its owner alone; one that is there is closed to others."""
    with suppress(FileExistsError):
        os.close(new_descriptor(file))
    _close(file)


def new_descriptor(file: Path, flags: int = os.O_WRONLY) -> int:
    """Open a new `file` for its owner alone. Raises FileExistsError."""
    return os.open(file, flags | os.O_CREAT | os.O_EXCL | _BINARY, FILE)


def make_store_file(file: Path) -> None:
    """Make the file of a SQLite store so; its journals get its mode from SQLite."""
    make_file(file)
    for journal in (file.with_name(file.name + ending) for ending in _JOURNALS):
        _close(journal)


def close_to_others(settings: Settings) -> None:
    """Close to others what an older program, a copy or an unpacked archive left open to them.

    Nothing is touched but what is known by name; the folder itself where it holds nothing else.
    """
    place = settings.data_dir
    if not place.is_dir():
        return
    own = [one for one in place.iterdir() if _is_own(one.name)]
    for found in own:
        for one in (found, *_below(found)):
            _close(one)
    if len(own) == len(list(place.iterdir())):
        _close(place)


def _is_own(name: str) -> bool:
    whole = {SECRET_FILE, EVIDENCE.rstrip("/"), "bukti-contoh", "cadangan", "postgresql.lock"}
    return name in whole or name.startswith((REAL_FILE, EXAMPLE_FILE, "sebelum-pulih_"))


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        yield from (Path(root, name) for name in (*folders, *files))


def _close(path: Path) -> None:
    """Take away what others may; a file of somebody else's is left to its owner."""
    if os.name != "posix":
        return
    with suppress(OSError):
        mode = path.lstat().st_mode
        if mode & _OTHERS and not path.is_symlink():
            path.chmod(mode & ~_OTHERS)
