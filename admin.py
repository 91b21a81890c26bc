"""The caretaker's command line: `python run.py admin PERINTAH`.

Answers stand on standard output, what went wrong in a sentence on standard error. Exit codes:
0 done, 1 refused or something is wrong, 2 the command was not understood.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from getpass import getpass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection

from caretaker.console import (
    CARETAKER,
    Refused,
    complain,
    day_of,
    opened,
    reading,
    say,
    writing,
)
from caretaker.export import export as export_file
from example import make_example
from example.photo import photo
from exchange.products import products
from exchange.sheets.records import csv_of
from models import backup
from models.accounts import commands as accounts
from models.accounts.commands import Description
from models.backup.checkup import (
    Checkup,
    Trouble,
    examine,
    examine_evidence,
)
from models.evidence.folder import EvidenceFolder
from models.exports.dump import CONVENTIONS, records
from models.plan.seed import load_plan
from models.progress import queries as progress_queries, read_models
from models.store.store import (
    Store,
    found_store,
    sqlite_file,
)
from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from rules.errors import NoProgramme, SentraError
from rules.progress.briefing import brief
from rules.progress.figures import figures as figures_of
from rules.values import Actor, AgencyCode, Moment, Programme
from rules.vocabulary import Role, label
from settings import (
    DATABASE_URL,
    EXAMPLE_FILE,
    PROJECT,
    REAL_FILE,
    Settings,
    read_settings,
    sqlite_url,
)
from words.admin_commands import admin_parser
from words.backup import sentences as backups
from words.errors import error
from words.evidence.sentences import orphan
from words.formats import long_day, number

_logger: Final = logging.getLogger("pantau_sentra")
Options = argparse.Namespace
PLAN_FOLDER: Final = PROJECT / "data"

_TROUBLES: Final = {
    Trouble.NO_PROGRAMME: "belum ada program; muat rencana dengan: python run.py admin init",
    Trouble.WEIGHTS: "bobot atau tanggal tonggak tidak sah (jumlah bobot harus 100) pada sentra",
    Trouble.READ_MODELS: "ringkasan berbeda dari riwayat; jalankan admin rebuild; tabel",
    Trouble.FOREIGN_KEYS: "ada baris yang menunjuk ke baris yang tidak ada pada tabel",
    Trouble.HISTORY: "riwayat tidak utuh:",
    Trouble.NO_ACCOUNT: "belum ada akun, jadi tidak seorang pun dapat masuk",
    Trouble.EVIDENCE_MISSING: "berkas bukti hilang; pulihkan dari cadangan",
    Trouble.EVIDENCE_ALTERED: "berkas bukti berubah; pulihkan dari cadangan",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return the exit code; whatever goes wrong is said in a sentence."""
    options = admin_parser(_RUNS, [one.name for one in products()]).parse_args(arguments)
    try:
        return int(options.run(options))
    except SentraError as problem:
        complain(error(problem))
    except Refused as reason:
        complain(str(reason))
    except KeyboardInterrupt:
        return 130
    except EOFError:
        complain("Masukan berakhir sebelum lengkap; tidak ada yang dibuat.")
    except OSError as problem:
        complain(f"Berkas tidak dapat dibaca atau ditulis: {problem.filename or problem}")
    except Exception:
        _logger.exception("a command failed")
        complain(
            "Perintah ini gagal karena kesalahan program, bukan karena isian Anda. "
            "Sampaikan baris-baris di atas kepada pengembang."
        )
    return 1


def prepare(_: Options) -> int:
    """Bring the store to today's schema; make the example where nothing real is there yet."""
    settings = read_settings()
    example = settings.data_dir / EXAMPLE_FILE
    is_example = settings.database_url == sqlite_url(example)
    if is_example and _programme_at(settings.database_url, settings) is None:
        folder = EvidenceFolder(settings.evidence_dir)
        found_store(
            example,
            lambda store: make_example(
                store, PLAN_FOLDER, prove=lambda code, day: folder.keep(photo(code, day))
            ),
        )
    with opened(settings.database_url, settings) as store:
        say(_readiness(_programme(store)))
    return 0


def init(options: Options) -> int:
    """Make the real store with the plan and its first administrator, or nothing at all."""
    given = {DATABASE_URL.variable: options.database} if options.database else {}
    settings = read_settings({**os.environ, **given})
    url = _real_url(settings)
    if _programme_at(url, settings) is not None:
        raise Refused(_ALREADY_FOUNDED)
    username = options.username or input("Nama pengguna administrator: ").strip()
    name = options.name or input("Nama lengkap: ").strip()
    password = _password(options)

    fill = partial(_fill, username=username, name=name, password=password)
    _found(url, fill, settings)
    say(f"Basis data siap. Administrator: {username}. Buka dasbor dengan: python run.py")
    return 0


def add_account(options: Options) -> int:
    """Add an account that signs in with a password."""
    password = _password(options)
    with writing() as connection:
        progress_queries.programme(connection)
        agency = AgencyCode(options.agency) if options.agency else None
        who = Description(options.name, options.role, agency)
        actor = _create(connection, options.username, who, password)
    say(f"Akun {actor.username} dibuat, peran {label(actor.role)}.")
    return 0


def figures(options: Options) -> int:
    """Write the figures of the programme and of every sentra as JSON."""
    with reading() as connection:
        as_of = options.as_of or day_of(progress_queries.programme(connection), datetime.now(UTC))
        board = progress_queries.board(connection, CARETAKER, as_of)
    briefing = brief(board, Moment(as_of, options.basis, options.plan))
    _hand_over(_json(figures_of(briefing)), options.out)
    return 0


def dump(options: Options) -> int:
    """Write plan and history as JSON, or as a folder of CSV files."""
    with reading() as connection:
        as_of = options.as_of or day_of(progress_queries.programme(connection), datetime.now(UTC))
        tables = records(connection, CARETAKER, as_of)
    if options.format == "json":
        head = {"as_of": as_of.isoformat(), "conventions": CONVENTIONS}
        _hand_over(_json({**head, **tables}), options.out)
        return 0
    if options.out is None:
        raise Refused("CSV terdiri dari beberapa berkas; sebutkan foldernya dengan --out FOLDER.")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (options.out / f"{name}.csv").write_bytes(csv_of(rows))
    say(f"{number(len(tables))} berkas CSV ditulis di {options.out}")
    return 0


def export(options: Options) -> int:
    """Write one file of the coordination meeting, as the dashboard hands it out."""
    return export_file(options, now=datetime.now(UTC))


def check(options: Options) -> int:
    """Say what the settings and the store are like; 1 when something is wrong."""
    settings = read_settings()
    for declaration, value in settings.shown():
        say(f"{declaration.variable} = {value}")
    with opened(settings.database_url, settings) as store:
        checkup = examine(store, known_heads=options.known_heads)
        evidence = examine_evidence(store, EvidenceFolder(settings.evidence_dir))
    troubles = (*checkup.troubles, *evidence.troubles)
    kept = backup.status(settings)
    standing = backups.status(kept.last_at, kept.failure, datetime.now(UTC))
    for line in (*_described(checkup), *map(orphan, evidence.orphans), *standing):
        say(line)
    if not troubles:
        say("Semua pemeriksaan baik.")
    for trouble, name in troubles:
        complain(f"SALAH: {_TROUBLES[trouble]} {name}".rstrip())
    return 1 if troubles else 0


def take_backup(options: Options) -> int:
    """Take a backup while people work, and say where it is and what head its history has."""
    settings = read_settings()
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        raise BackupRefused(BackupProblem.NO_STORE, str(file))
    into = options.out or backup.folder(settings)
    with opened(settings.database_url, settings) as store:
        taken = backup.take(store, settings, into=into, at=datetime.now(UTC))
    say(backups.taken(taken.file, taken.size, taken.manifest.contents.head))
    return 0


def verify_backup(options: Options) -> int:
    """Say whether a backup is whole; 1 when anything in it is missing or altered."""
    verdict = backup.verify(options.file, read_settings())
    if verdict.findings:
        raise UnusableBackup(verdict.findings)
    say(backups.sound(*verdict.data))
    if not verdict.is_opened:
        say(backups.unopened())
    return 0


def restore(options: Options) -> int:
    """Put a backup in place and say what was moved aside; 1 when the backup had lost evidence."""
    outcome = backup.restore(
        options.file,
        read_settings(),
        into=options.into,
        replace=options.yes,
        at=datetime.now(UTC),
    )
    for line in backups.restored(outcome.place, outcome.data, outcome.aside):
        say(line)
    if outcome.findings:
        complain(backups.incomplete(outcome.findings))
    return 1 if outcome.findings else 0


def rebuild(_: Options) -> int:
    """Make the read models anew from the history."""
    with writing() as connection:
        read_models.rebuild(connection)
    say("Ringkasan disusun ulang dari riwayat laporan.")
    return 0


_RUNS: Final = {
    "prepare": prepare,
    "init": init,
    "account": add_account,
    "figures": figures,
    "dump": dump,
    "export": export,
    "check": check,
    "backup": take_backup,
    "verify-backup": verify_backup,
    "restore": restore,
    "rebuild": rebuild,
}

_ALREADY_FOUNDED: Final = (
    "Program sudah ada di basis data ini; init hanya untuk basis data baru. Tidak ada yang diubah."
)


def _fill(store: Store, *, username: str, name: str, password: str) -> None:
    """Put the plan and the first administrator into a store that has no programme."""
    if _programme(store) is not None:
        raise Refused(_ALREADY_FOUNDED)
    with store.write() as connection:
        load_plan(connection, PLAN_FOLDER, is_example=False, pinned_on=None)
        _create(connection, username, Description(name, Role.ADMIN, None), password)


def _create(connection: Connection, username: str, who: Description, password: str) -> Actor:
    at, style = datetime.now(UTC), read_settings().password_style
    return accounts.create(
        connection, CARETAKER, username, who, password=password, at=at, style=style
    )


def _real_url(settings: Settings) -> str:
    """Where a real store belongs: what the settings name, but never the example's file."""
    example, real = (sqlite_url(settings.data_dir / name) for name in (EXAMPLE_FILE, REAL_FILE))
    return real if settings.database_url == example else settings.database_url


def _programme(store: Store) -> Programme | None:
    try:
        with store.read() as connection:
            return progress_queries.programme(connection)
    except NoProgramme:
        return None


def _programme_at(url: str, settings: Settings) -> Programme | None:
    """Return the programme of a store in a file; looking makes no file where there is none."""
    file = sqlite_file(url)
    if file is None or not file.exists():
        return None
    with opened(url, settings) as store:
        return _programme(store)


def _found(url: str, fill: Callable[[Store], None], settings: Settings) -> None:
    """Fill a new store; a server's database is touched only after a rehearsal went well."""
    file = sqlite_file(url)
    if file is not None:
        found_store(file, fill)
        return
    with TemporaryDirectory() as folder:
        found_store(Path(folder) / REAL_FILE, fill)
    with opened(url, settings) as store:
        fill(store)


def _password(options: Options) -> str:
    """Return the password that was typed twice, or handed in on one line by a script."""
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass("Kata sandi (paling sedikit 15 huruf): ")
    if first != getpass("Ulangi kata sandi: "):
        raise Refused("Kedua kata sandi berbeda; tidak ada yang dibuat. Coba lagi.")
    return first


def _readiness(programme: Programme | None) -> str:
    if programme is None:
        return "Basis data masih kosong; muat rencana dengan: python run.py admin init"
    if programme.pinned_on is not None:
        return f"Data contoh siap, posisi {long_day(programme.pinned_on)}."
    return f"Basis data siap: {programme.name}."


def _described(checkup: Checkup) -> list[str]:
    accounts = ", ".join(f"{label(role)} {count}" for role, count in checkup.accounts.items())
    lines = [
        f"Skema {checkup.revision}",
        f"Akun aktif: {accounts}",
        f"Jejak audit: {checkup.head}",
    ]
    if checkup.has_old_sqlite:
        lines.append(
            f"PERHATIAN: SQLite {checkup.sqlite_version} lebih lama dari 3.51.3, yang memperbaiki "
            "kerusakan langka pada penulisan bersamaan. Jalankan satu dasbor saja per basis data."
        )
    return lines


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _hand_over(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    out.write_text(text, encoding="utf-8")
    say(f"Ditulis: {out}")


if __name__ == "__main__":
    sys.exit(main())
