"""What the settings, the store and its backups are like, said line by line."""

from argparse import Namespace
from datetime import datetime
from typing import Final

from caretaker.clocks import effective_ahead
from caretaker.console import complain, day_of, opened, say
from models import backup
from models.audit.clock import clock_doubt
from models.audit.verification import glance
from models.backup.checkup import Checkup, Defect, examine, examine_evidence
from models.evidence.folder import EvidenceFolder
from models.progress import queries as progress_queries
from models.store.store import Store
from rules.audit.clock import Doubt
from rules.errors import NoProgramme
from rules.vocabulary import label
from settings import read_settings
from words.audit.sentences import history_warning
from words.backup import sentences as backups
from words.errors import clock_doubt as clock_sentence
from words.evidence.sentences import orphan

_TROUBLES: Final = {
    Defect.NO_PROGRAMME: "belum ada program; muat rencana dengan: python run.py admin init",
    Defect.WEIGHTS: "bobot atau tanggal tonggak tidak sah (jumlah bobot harus 100) pada sentra",
    Defect.READ_MODELS: "ringkasan berbeda dari riwayat; jalankan admin rebuild; tabel",
    Defect.FOREIGN_KEYS: "ada baris yang menunjuk ke baris yang tidak ada pada tabel",
    Defect.HISTORY: "riwayat tidak utuh:",
    Defect.REGISTER: "rencana, daftar, atau pemicu pelindung diubah di luar program:",
    Defect.NO_ACCOUNT: "belum ada akun, jadi tidak seorang pun dapat masuk",
    Defect.EVIDENCE_MISSING: "berkas bukti hilang; pulihkan dari cadangan",
    Defect.EVIDENCE_REMAINS: (
        "berkas bukti yang sudah dihapus masih ada di cakram; ulangi admin remove-evidence"
    ),
    Defect.EVIDENCE_ALTERED: "berkas bukti berubah; pulihkan dari cadangan",
}


def check(options: Namespace, *, now: datetime) -> int:
    """Say what the settings and the store are like; 1 when something is wrong."""
    settings = read_settings()
    for setting, value in settings.shown():
        say(f"{setting.variable} = {value}")
    with opened(settings.database_url, settings) as store:
        checkup = examine(store, known_heads=options.known_heads)
        evidence = examine_evidence(store, EvidenceFolder(settings.evidence_dir))
        clock_troubles, remarks = _clock(store, now)
    troubles = [
        f"{_TROUBLES[trouble]} {name}".rstrip()
        for trouble, name in (*checkup.troubles, *evidence.troubles)
    ]
    troubles += clock_troubles
    kept = backup.status(settings)
    standing = backups.status(kept.last_at, kept.failure, now)
    for line in (*_described(checkup), *map(orphan, evidence.orphans), *standing, *remarks):
        say(line)
    if not troubles:
        say("Semua pemeriksaan baik.")
    for trouble in troubles:
        complain(f"SALAH: {trouble}")
    return 1 if troubles else 0


def _clock(store: Store, now: datetime) -> tuple[list[str], list[str]]:
    """Return what is wrong between clock and record, and what is only worth knowing.

    A long silence alone is nothing wrong with a store.
    """
    with store.read() as connection:
        doubted = clock_doubt(connection, now)
        if doubted is not None and doubted.doubt is Doubt.BEHIND:
            return [clock_sentence(doubted)], []
        remarks = [] if doubted is None else [f"PERHATIAN: {clock_sentence(doubted)}"]
        try:
            today = day_of(progress_queries.programme(connection), now)
        except NoProgramme:
            return [], remarks
    return effective_ahead(store, today), remarks


def warn(store: Store, now: datetime) -> None:
    """Say what a quick look finds wrong with history and clock, as a dashboard starts.

    Neither keeps anybody from reading.
    """
    with store.read() as connection:
        found, doubted = glance(connection), clock_doubt(connection, now)
    if warning := history_warning(found):
        complain(warning)
    if doubted is not None:
        complain(f"PERHATIAN: {clock_sentence(doubted)}")


def _described(checkup: Checkup) -> list[str]:
    accounts = ", ".join(f"{label(role)} {count}" for role, count in checkup.accounts.items())
    lines = [f"Skema {checkup.revision}", f"Akun aktif: {accounts}", f"Jejak audit: {checkup.head}"]
    if checkup.has_old_sqlite:
        lines.append(
            f"PERHATIAN: SQLite {checkup.sqlite_version} lebih lama dari 3.51.3, yang memperbaiki "
            "kerusakan langka pada penulisan bersamaan. Jalankan satu dasbor saja per basis data."
        )
    return lines
