"""The plan as files, for who prefers them: written, judged, loaded by the command of the page."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from caretaker.console import (
    CARETAKER,
    Refused,
    author,
    complain,
    day_asked,
    instant_of,
    known_asked,
    one_line,
    reading,
    say,
    standing_onto,
    writing,
)
from caretaker.plan import given as files_given
from caretaker.whole_file import written_beside
from exchange.sheets.tables import csv_of
from models.audit import commands as audit
from models.plan.files.comparing import Comparison
from models.plan.files.writing import written_plan
from models.progress import queries as progress_queries
from models.store.store import Store
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.plan.errors import RowProblem, UnreadablePlan
from rules.plan.table import PlanDecision
from words.formats import number
from words.plan.errors import row_problem
from words.plan.files import entry_lines, size_of
from words.plan.sentences import changes as told_changes

_UNCHANGED: Final = "Tidak ada perubahan: berkas sama dengan rencana yang berlaku."


def plan(options: Namespace, *, now: datetime) -> int:
    """Carry out one of the commands on plan files."""
    run = {"export": _export, "check": _check, "load": _load}[options.task]
    return run(options, now)


def _export(options: Namespace, now: datetime) -> int:
    """Write the plan in force as files that load again unchanged; the audit trail tells of each."""
    require(CARETAKER, Permission.EXPORT)
    if files_given.is_workbook(options.folder):
        return _export_workbook(options, now)
    with standing_onto(options, now) as store:
        with store.read() as connection:
            programme = progress_queries.programme(connection)
            as_of = day_asked(options.as_of, programme, now)
            known_on = known_asked(options.known_at, programme, now) or date.max
            written = written_plan(connection, CARETAKER, as_of, known_on)
        contents = {name: csv_of(rows) for name, rows in written.items()}
        _hand_out(store, options.folder, contents, now)
    say(f"{number(len(contents))} berkas rencana ditulis di {options.folder}")
    return 0


def _export_workbook(options: Namespace, now: datetime) -> int:
    """Write the plan in force now as a workbook, which comes back as no change."""
    if options.as_of is not None or options.known_at is not None:
        raise Refused("Buku rencana memuat rencana yang berlaku sekarang; tulis tanpa --as-of.")
    with standing_onto(options, now) as store:
        with store.read() as connection:
            content = files_given.written(connection, now)
        _hand_out(store, options.folder.parent, {options.folder.name: content}, now)
    say(f"Buku rencana ditulis di {options.folder}")
    return 0


def _hand_out(store: Store, folder: Path, contents: dict[str, bytes], now: datetime) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        put = [
            files.enter_context(written_beside(folder / name, content))
            for name, content in contents.items()
        ]
        with store.write() as connection:
            for name, content in contents.items():
                detail = {"sha256": sha256(content).hexdigest(), "size": len(content)}
                act = Action.FILE_EXPORTED
                audit.trace(connection, CARETAKER, act, subject=name, at=now, detail=detail)
            for put_in_place in put:
                put_in_place()


def _check(options: Namespace, now: datetime) -> int:
    """Say everything that is wrong with plan files, or what loading them would change."""
    try:
        return _checked(options, now)
    except UnreadablePlan as unreadable:
        return _refused(unreadable.problems)


def _checked(options: Namespace, now: datetime) -> int:
    read = files_given.reader_of(options.folder, now)
    with reading(options, now) as connection:
        at = instant_of(progress_queries.programme(connection), now)
        given = read(connection)
        found = given.compared(connection, CARETAKER, None, at)
    _tell(found)
    if found.problems:
        return _refused(found.problems)
    if found.undoes_newer(given.version):
        complain(files_given.PLAN_MOVED)
    if not found.is_empty:
        say(f"Belum ada yang diubah; muat dengan: python run.py admin plan load {options.folder}")
    if not found.is_empty and found.is_adopted:
        say("Rencana sudah ditetapkan: tambahkan --decision, --reason, dan --holds-from.")
    return 0


def _load(options: Namespace, now: datetime) -> int:
    """Put the plan files in the place of the plan: all sentra, or none."""
    decision = _decision(options)
    read = files_given.reader_of(options.folder, now)
    with writing(options, now) as connection:
        at = instant_of(progress_queries.programme(connection), now)
        by = author(connection, options.by, Permission.REVISE_PLAN, at)
        given = read(connection)
        found = given.compared(connection, by, decision, at)
        if found.problems:
            raise UnreadablePlan(found.problems)
        if found.undoes_newer(given.version) and not options.over_newer:
            raise Refused(files_given.PLAN_MOVED)
        given.load(connection, by, decision, found.version, at)
    _tell(found)
    if not found.is_empty:
        say(f"Dimuat atas nama {by.username}: {size_of(found.registers, found.changes)}.")
    return 0


def _decision(options: Namespace) -> PlanDecision | None:
    asked = (options.decision, options.reason, options.holds_from)
    if all(one is None for one in asked):
        return None
    if any(one is None for one in asked):
        raise Refused(
            "Isi --decision, --reason, dan --holds-from bersama-sama, atau tidak satu pun."
        )
    return PlanDecision(options.decision, options.holds_from, options.reason)


def _tell(found: Comparison) -> None:
    """Say per sentra what differs, and on standard error what loading leaves as it is."""
    labels = {code: agency.label for code, agency in found.agencies.items()}
    if found.is_empty:
        say(_UNCHANGED)
    for entry in found.registers:
        say(f"{one_line(f'{entry.code} {entry.name}')}:")
        for line in entry_lines(entry.before, entry.after):
            say(f"  {one_line(line)}")
    for change in found.changes:
        say(f"{one_line(f'{change.plan.code} {change.plan.name}')}:")
        for line in told_changes(change.difference, labels):
            say(f"  {one_line(line)}")
    for line in _told_rows(found.left_out):
        complain(f"TIDAK DIMUAT: {line}")


def _refused(problems: tuple[RowProblem, ...]) -> int:
    for line in _told_rows(problems):
        complain(line)
    complain(f"{number(len(problems))} hal perlu diperbaiki; tidak ada yang diubah.")
    return 1


def _told_rows(problems: tuple[RowProblem, ...]) -> Iterator[str]:
    return (one_line(row_problem(one)) for one in problems)
