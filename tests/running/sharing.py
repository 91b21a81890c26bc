"""What all workers of one run share: files that take long to make, made by whoever comes first."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

PATIENCE = 300


class Run:
    """The folder of one run, in which its workers find what one of them has made."""

    def __init__(self, factory: pytest.TempPathFactory, *, is_worker: bool) -> None:
        """Use the folder above those of the workers, or the only one there is."""
        base = factory.getbasetemp()
        self.folder = (base.parent if is_worker else base) / "bersama"
        self.folder.mkdir(exist_ok=True)

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder `name`, filled by `make`: once a run, whole or not at all."""
        folder = self.folder / name
        with self.alone(name):
            if not folder.exists():
                beside = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))
                make(beside)
                beside.rename(folder)
        return folder

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Let one process at a time in; SQLite locks on every system, and lets go of the dead."""
        lock = sqlite3.connect(self.folder / f"{name}.lock", timeout=PATIENCE, isolation_level=None)
        with closing(lock):
            lock.execute("BEGIN EXCLUSIVE")
            yield
