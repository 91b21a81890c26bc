from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rules.backup.findings import Damage, Finding
from words.backup import sentences as backups

AT = datetime(2022, 6, 30, 6, 5, tzinfo=UTC)


def test_every_damage_has_a_sentence_of_its_own() -> None:
    said = [backups.finding(Finding(damage, "nama")) for damage in Damage]
    assert len(set(said)) == len(said)
    assert all("nama" in words for words in said)


def test_a_damage_of_the_whole_backup_names_nothing() -> None:
    assert backups.finding(Finding(Damage.BROKEN_SEAL)) == "berkas berubah sejak ditulis"


def test_a_backup_tells_its_file_size_and_head() -> None:
    assert backups.taken(Path("cadangan.zip"), 2_450_000, "0a1b2c3d4e5f") == (
        "Cadangan dibuat: cadangan.zip (2,5 MB, kepala riwayat 0a1b2c3d4e5f)"
    )


def test_a_sound_backup_tells_what_data_it_holds() -> None:
    assert backups.sound(AT, "0002", "0a1b2c3d4e5f") == (
        "Cadangan data 30 Jun 2022 14.05 WITA, skema 0002, kepala riwayat 0a1b2c3d4e5f: utuh, "
        "tidak ada yang hilang atau berubah."
    )


def test_a_restore_names_what_was_moved_aside() -> None:
    lines = backups.restored("pantau.db", (AT, "0002", "0a1b2c3d4e5f"), ["lama/pantau.db"])
    assert lines[0].startswith("Dipulihkan ke pantau.db: data 30 Jun 2022 14.05 WITA, skema 0002")
    assert lines[1] == "Yang lama tetap tersimpan: lama/pantau.db"


def test_a_restore_names_what_the_backup_had_lost() -> None:
    said = backups.incomplete([Finding(Damage.EVIDENCE, "bukti/ab12")])
    assert said.splitlines()[0] == "Dipulihkan dengan kekurangan (1 hal):"
    assert "bukti/ab12" in said


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (0, "Cadangan terakhir: hari ini (30 Jun 2022 14.05 WITA)"),
        (2, "Cadangan terakhir: 2 hari lalu (30 Jun 2022 14.05 WITA)"),
        (3, "PERHATIAN: cadangan terakhir: 3 hari lalu (30 Jun 2022 14.05 WITA)"),
    ],
)
def test_an_old_backup_is_pointed_out(days: int, line: str) -> None:
    assert backups.status(AT, "", AT + timedelta(days=days)) == [line]


def test_a_failed_backup_and_none_at_all_are_told() -> None:
    said = backups.status(None, "cakram penuh", AT)
    assert said[0] == "PERHATIAN: cadangan harian terakhir gagal: cakram penuh"
    assert said[1].startswith("Cadangan terakhir: belum ada.")


def test_a_database_that_was_not_opened_is_told() -> None:
    assert "belum diperiksa" in backups.unopened()
