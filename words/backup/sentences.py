"""Sentences about backups: what is wrong with one, and what was done."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from rules.backup.findings import Damage, Finding
from rules.periods import wita_day
from words.formats import instant, number

_MEGABYTE: Final = 1_000_000
_OVERDUE_DAYS: Final = 2

_DAMAGES: Final = {
    Damage.NOT_A_BACKUP: "berkas ini bukan cadangan Pantau Sentra, atau terpotong",
    Damage.TOO_LARGE: "isinya jauh melebihi ukuran cadangan yang wajar, jadi tidak dibuka",
    Damage.BROKEN_SEAL: "berkas berubah sejak ditulis",
    Damage.MISSING: "hilang",
    Damage.ALTERED: "berubah atau rusak",
    Damage.UNEXPECTED: "tidak tercatat dalam daftar isi cadangan",
    Damage.BROKEN_DATABASE: "basis data rusak",
    Damage.UNKNOWN_SCHEMA: "basis data ditulis versi program yang tidak dikenal, skema",
    Damage.ROWS: "jumlah baris berbeda dari daftar isi cadangan pada tabel",
    Damage.HISTORY: "riwayat tidak utuh:",
    Damage.REGISTER: "rencana, daftar, atau pemicu pelindung diubah di luar program:",
    Damage.READ_MODELS: "ringkasan berbeda dari riwayat pada tabel",
    Damage.FOREIGN_KEYS: "ada baris yang menunjuk ke baris yang tidak ada pada tabel",
    Damage.WEIGHTS: "bobot atau tanggal tonggak tidak sah pada sentra",
    Damage.EVIDENCE: "berkas bukti yang disebut basis data tidak ada",
}
_NAME_FIRST: Final = frozenset({Damage.MISSING, Damage.ALTERED, Damage.UNEXPECTED})


def finding(value: Finding) -> str:
    """Return one thing wrong with a backup: bukti/ab12 hilang."""
    words = _DAMAGES[value.damage]
    if not value.name:
        return words
    return f"{value.name} {words}" if value.damage in _NAME_FIRST else f"{words} {value.name}"


def taken(file: Path, size: int, head: str) -> str:
    """Return that a backup was taken: its file, size and the head of its history."""
    return f"Cadangan dibuat: {file} ({_size(size)}, kepala riwayat {head})"


def sound(taken_at: datetime, revision: str, head: str) -> str:
    """Return that nothing is wrong with a backup."""
    return f"Cadangan {_data(taken_at, revision, head)}: utuh, tidak ada yang hilang atau berubah."


def unopened() -> str:
    """Return that the database within a backup was not opened, and what that would take."""
    return (
        "PERHATIAN: isi basis data PostgreSQL belum diperiksa; itu perlu SENTRA_DATABASE_URL ke "
        "server PostgreSQL dengan hak membuat basis data."
    )


def restored(place: str, data: tuple[datetime, str, str], aside: Sequence[str]) -> list[str]:
    """Return where a backup was restored, what data it holds, and where the former went."""
    lines = [f"Dipulihkan ke {place}: {_data(*data)}."]
    lines += [f"Yang lama tetap tersimpan: {former}" for former in aside]
    lines.append("Semua orang perlu masuk kembali. Periksa daftar akun sebelum dasbor dibuka.")
    return lines


def incomplete(values: Sequence[Finding]) -> str:
    """Return what a backup had lost beside its record, one thing a line."""
    lines = [f"Dipulihkan dengan kekurangan ({number(len(values))} hal):"]
    return "\n".join((*lines, *(f"- {finding(value)}" for value in values)))


def status(last_at: datetime | None, failure: str, now: datetime) -> list[str]:
    """Return when the last backup was taken, and what needs attention about that."""
    lines = [f"PERHATIAN: cadangan harian terakhir gagal: {failure}"] if failure else []
    if last_at is None:
        return [*lines, "Cadangan terakhir: belum ada. Buat dengan: python run.py admin backup"]
    days = (wita_day(now) - wita_day(last_at)).days
    since = "hari ini" if days <= 0 else f"{number(days)} hari lalu"
    mark = "PERHATIAN: cadangan" if days > _OVERDUE_DAYS else "Cadangan"
    return [*lines, f"{mark} terakhir: {since} ({instant(last_at)})"]


def _data(taken_at: datetime, revision: str, head: str) -> str:
    return f"data {instant(taken_at)}, skema {revision}, kepala riwayat {head}"


def _size(size: int) -> str:
    return f"{number(size / _MEGABYTE, 1)} MB"
