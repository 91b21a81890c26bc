"""Indonesian sentences for why a backup is not taken or restored."""

from typing import Final

from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from words.backup.sentences import finding
from words.formats import number

_PROBLEMS: Final = {
    BackupProblem.IN_MEMORY: (
        "Basis data ini hanya ada di memori; pakai berkas SQLite atau PostgreSQL."
    ),
    BackupProblem.NO_STORE: "Belum ada basis data di sini; tidak ada yang dapat dicadangkan",
    BackupProblem.NO_TOOL: (
        "Program PostgreSQL tidak ditemukan; pasang klien PostgreSQL atau isi SENTRA_PG_TOOLS"
    ),
    BackupProblem.OTHER_ENGINE: (
        "Cadangan ini dari jenis basis data lain; setel SENTRA_DATABASE_URL ke jenis yang sama"
    ),
    BackupProblem.STORE_PRESENT: (
        "Sudah ada basis data atau bukti di tempat tujuan; tambahkan --yes untuk menggantinya, "
        "yang lama dipindahkan dan tetap tersimpan"
    ),
    BackupProblem.TOOL_FAILED: (
        "Basis data menolak; perbaiki menurut pesannya lalu ulangi perintahnya"
    ),
}


def backup_refused(value: BackupRefused) -> str:
    """Return why a backup was not taken or restored, and what mends it."""
    reason = _PROBLEMS[value.problem].rstrip(".")
    return f"{reason}: {value.detail}" if value.detail else f"{reason}."


def unusable_backup(value: UnusableBackup) -> str:
    """Return everything that is wrong with a backup, one thing a line."""
    lines = [f"Cadangan tidak utuh ({number(len(value.findings))} hal):"]
    return "\n".join((*lines, *(f"- {finding(damage)}" for damage in value.findings)))
