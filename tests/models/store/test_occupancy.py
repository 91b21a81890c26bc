import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models.store.occupancy import alone, fold, lock_beside, lock_file, shared
from models.store.store import open_store
from rules.errors import StoreInUse
from settings import PROJECT, read_settings

HOLD = """
import sys
from pathlib import Path
from models.store.occupancy import shared
with shared(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_several_work_beside_each_other(tmp_path: Path) -> None:
    lock = tmp_path / "store.lock"
    with shared(lock), shared(lock):
        assert lock.exists()


def test_nobody_works_beside_one_who_has_the_store_alone(tmp_path: Path) -> None:
    lock = tmp_path / "store.lock"
    with alone(lock):
        for way in (alone, shared):
            with pytest.raises(StoreInUse), way(lock):
                pass
    with alone(lock):
        pass


def test_a_process_that_is_killed_leaves_the_store_free(tmp_path: Path) -> None:
    lock = tmp_path / "store.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(StoreInUse), alone(lock):
            pass
        child.kill()
    with alone(lock):
        pass


def test_an_open_connection_of_any_program_is_noticed(migrated_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    file.write_bytes(migrated_file.read_bytes())
    store = open_store(f"sqlite:///{file}", backups=tmp_path)
    with pytest.raises(StoreInUse):
        fold(file)
    store.engine.dispose()
    fold(file)
    assert not file.with_name("store.db-wal").exists()


def test_a_file_that_is_missing_or_broken_is_nobodys(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    fold(file)
    assert not file.exists()
    file.write_bytes(b"no database at all" * 100)
    fold(file)
    with closing(sqlite3.connect(file)) as opened, pytest.raises(sqlite3.DatabaseError):
        opened.execute("SELECT * FROM sqlite_master")


def test_the_lock_stands_beside_a_file_and_in_the_data_folder_for_a_server(tmp_path: Path) -> None:
    here = read_settings({"SENTRA_DATA_DIR": "lain"}, project=tmp_path)
    assert lock_file(here) == lock_beside(tmp_path / "lain" / "contoh.db")
    url = {"SENTRA_DATABASE_URL": "postgresql+psycopg://sentra@localhost/sentra"}
    server = read_settings({"SENTRA_DATA_DIR": "lain", **url}, project=tmp_path)
    assert lock_file(server) == tmp_path / "lain" / "postgresql.lock"
