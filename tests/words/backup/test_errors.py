import pytest

from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from rules.backup.findings import Damage, Finding
from words.backup.errors import backup_refused, unusable_backup


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
