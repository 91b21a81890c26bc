"""Indonesian sentences for why a backup is not taken or restored."""

from typing import Final

from rules.backup.errors import BackupProblem, BackupRefused, LostStore, NotCopied, UnusableBackup
from words.backup.sentences import finding
from words.formats import enumeration, number

_PROBLEMS: Final = {
    BackupProblem.IN_MEMORY: (
        "Basis data ini hanya ada di memori; pakai berkas SQLite atau PostgreSQL."
    ),
    BackupProblem.NO_STORE: "Belum ada basis data di sini; tidak ada yang dapat dicadangkan",
    BackupProblem.NO_TOOL: (
        "Program PostgreSQL tidak ditemukan; pasang klien PostgreSQL atau isi SENTRA_PG_TOOLS"
    ),
    BackupProblem.OLD_TOOL: (
        "Program PostgreSQL lebih lama daripada server atau cadangannya; pasang klien PostgreSQL "
        "yang sama baru, lalu setel SENTRA_PG_TOOLS ke foldernya"
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


def lost_store(value: LostStore) -> str:
    """Return which store is missing, what tells of it, and how it comes back."""
    traces = enumeration(value.traces)
    way = "python run.py admin restore"
    mend = (
        f'Cadangan terbaru: {value.newest}. Pulihkan dengan: {way} "{value.newest}" --yes '
        "(yang ada dipindahkan, tidak dihapus)."
        if value.newest is not None
        else f"Tidak ada cadangan di {value.backups}; cari pantau-cadangan_….zip di cakram lain, "
        f"lalu: {way} BERKAS --yes."
    )
    return (
        f"Basis data {value.missing} tidak ada atau kosong, padahal ada jejak data nyata: {traces}."
        f" Tidak ada yang dibuka atau dibuat. {mend} Bila basis datanya berada di tempat lain, "
        "betulkan SENTRA_DATABASE_URL atau SENTRA_DATA_DIR. Bila memang mulai dari awal, pindahkan "
        "dahulu jejak itu ke folder lain."
    )


def not_copied(value: NotCopied) -> str:
    """Return why a store was not brought to today's schema, and what mends it."""
    return (
        f"Basis data belum diperbarui (skema {value.found} ke {value.known}), karena salinan "
        f"sebelum itu tidak dapat dibuat. {backup_refused(value.reason).rstrip('.')}. Bila "
        "salinan lain sudah ada di tangan: python run.py admin prepare --without-copy"
    )


def unusable_backup(value: UnusableBackup) -> str:
    """Return everything that is wrong with a backup, one thing a line."""
    lines = [f"Cadangan tidak utuh ({number(len(value.findings))} hal):"]
    return "\n".join((*lines, *(f"- {finding(damage)}" for damage in value.findings)))
