import pytest

from rules.backup.errors import BackupProblem, BackupRefused, LostStore, UnusableBackup
from rules.backup.findings import Damage, Finding
from words.backup.errors import backup_refused, lost_store, unusable_backup


def test_everything_wrong_is_told_one_thing_a_line() -> None:
    found = (Finding(Damage.MISSING, "bukti/ab/ab12"), Finding(Damage.ROWS, "report_event"))
    assert unusable_backup(UnusableBackup(found)) == (
        "Cadangan tidak utuh (2 hal):\n"
        "- bukti/ab/ab12 hilang\n"
        "- jumlah baris berbeda dari daftar isi cadangan pada tabel report_event"
    )


@pytest.mark.parametrize("problem", BackupProblem)
def test_every_refusal_says_what_mends_it(problem: BackupProblem) -> None:
    plain = backup_refused(BackupRefused(problem))
    assert plain[0].isupper()
    assert plain.endswith(".")
    assert ";" in plain
    assert backup_refused(BackupRefused(problem, "rinci")).endswith(": rinci")


def test_a_lost_store_without_backups_says_what_to_look_for() -> None:
    told = lost_store(LostStore("PostgreSQL", ("bukti",), None, "cadangan"))
    assert "Tidak ada cadangan di cadangan; cari pantau-cadangan_….zip di cakram lain" in told
    assert "admin restore BERKAS --yes" in told
