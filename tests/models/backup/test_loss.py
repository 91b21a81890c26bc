"""A server's store that is gone from beside real work; files: tests/caretaker/test_backups.py."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.backup import require_store
from models.evidence.folder import EvidenceFolder
from models.store.occupancy import lock_file
from rules.backup.errors import LostStore
from rules.errors import ServerAway
from rules.evidence.files import FileKind, JudgedFile
from settings import read_settings, sqlite_url


@pytest.mark.postgresql
def test_an_empty_database_beside_real_evidence_is_no_store(
    postgresql: Any, migrated_database: str, tmp_path: Path
) -> None:
    with postgresql.fresh(migrated_database) as (_, url):
        environment = {"SENTRA_DATABASE_URL": url, "SENTRA_DATA_DIR": str(tmp_path)}
        settings = read_settings(environment)
        require_store(settings)  # nothing was ever there

        EvidenceFolder(settings.evidence_dir).keep(JudgedFile("a.pdf", FileKind.PDF, b"%PDF-1.7"))
        with pytest.raises(LostStore) as refusal:
            require_store(settings)
        assert (refusal.value.missing, refusal.value.newest) == ("PostgreSQL", None)
        assert str(tmp_path / "bukti") in refusal.value.traces
        gone = replace(settings, database_url="postgresql+psycopg://a@127.0.0.1:9/b")
        with pytest.raises(ServerAway):
            require_store(gone)


def test_without_its_url_a_servers_store_is_missed(tmp_path: Path) -> None:
    (tmp_path / "postgresql.lock").touch()
    with pytest.raises(LostStore) as refusal:
        require_store(read_settings({"SENTRA_DATA_DIR": str(tmp_path)}))
    assert str(tmp_path / "postgresql.lock") in refusal.value.traces


def test_the_lock_of_ones_own_store_is_no_trace_of_one(tmp_path: Path) -> None:
    settings = read_settings({"SENTRA_DATA_DIR": str(tmp_path)})
    real = replace(settings, database_url=sqlite_url(tmp_path / "pantau.db"))
    lock_file(real).touch()

    require_store(real)
    require_store(settings)
