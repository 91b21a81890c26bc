"""The plan as files, for who prefers them: written, judged, loaded by the command of the page."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection

from caretaker.console import (
    CARETAKER,
    Refused,
    author,
    complain,
    day_asked,
    instant_of,
    known_asked,
    reading,
    say,
    standing_onto,
    writing,
)
from caretaker.whole_file import written_beside
from exchange.plain_text import plain
from exchange.sheets.tables import csv_of
from models.audit import commands as audit
from models.plan.commands import change_plan
from models.plan.files.comparing import Comparison, SentraChange, compared
from models.plan.files.reading import read_plan
from models.plan.files.writing import written_plan
from models.progress import queries as progress_queries
from models.store.store import Store
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.plan.errors import RowProblem, UnreadablePlan
from rules.plan.table import PlanDecision
from rules.values import Actor
from words.formats import number
from words.plan.errors import row_problem
from words.plan.sentences import changes as told_changes

_UNCHANGED: Final = "Tidak ada perubahan: berkas sama dengan rencana yang berlaku."


def plan(options: Namespace, *, now: datetime) -> int:
    """Carry out one of the commands on plan files."""
    run = {"export": _export, "check": _check, "load": _load}[options.task]
    return run(options, now)


def _export(options: Namespace, now: datetime) -> int:
    """Write the plan in force as files that load again unchanged; the audit trail tells of each."""
    require(CARETAKER, Permission.EXPORT)
    with standing_onto(options, now) as store:
        with store.read() as connection:
            programme = progress_queries.programme(connection)
            as_of = day_asked(options.as_of, programme, now)
            known_on = known_asked(options.known_at, programme, now) or date.max
            written = written_plan(connection, CARETAKER, as_of, known_on)
        contents = {name: csv_of(rows) for name, rows in written.items()}
        _hand_out(store, options, contents, now)
    say(f"{number(len(contents))} berkas rencana ditulis di {options.folder}")
    return 0


def _hand_out(store: Store, options: Namespace, contents: dict[str, bytes], now: datetime) -> None:
    options.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        put = [
            files.enter_context(written_beside(options.folder / name, content))
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
        files = read_plan(options.folder)
    except UnreadablePlan as unreadable:
        return _refused(unreadable.problems)
    with reading(options, now) as connection:
        at = instant_of(progress_queries.programme(connection), now)
        found = compared(connection, CARETAKER, files, None, at=at)
    _tell(found)
    if found.problems:
        return _refused(found.problems)
    if found.changes:
        say(f"Belum ada yang diubah; muat dengan: python run.py admin plan load {options.folder}")
    if found.changes and found.is_adopted:
        say("Rencana sudah ditetapkan: tambahkan --decision, --reason, dan --holds-from.")
    return 0


def _load(options: Namespace, now: datetime) -> int:
    """Put the plan files in the place of the plan: all sentra, or none."""
    decision = _decision(options)
    files = read_plan(options.folder)
    with writing(options, now) as connection:
        at = instant_of(progress_queries.programme(connection), now)
        found = compared(connection, CARETAKER, files, decision, at=at)
        if found.problems:
            raise UnreadablePlan(found.problems)
        by = (
            author(connection, options.by, Permission.REVISE_PLAN, at)
            if found.changes
            else CARETAKER
        )
        for change in found.changes:
            _record(connection, by, change, decision, at)
    _tell(found)
    if found.changes:
        say(f"Dimuat atas nama {by.username}: {number(len(found.changes))} sentra berubah.")
    return 0


def _record(
    connection: Connection,
    author: Actor,
    change: SentraChange,
    decision: PlanDecision | None,
    at: datetime,
) -> None:
    own = change.plan
    change_plan(connection, author, own.code, change.rows, decision, seen=own.version, at=at)


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
    if not found.changes:
        say(_UNCHANGED)
    for change in found.changes:
        say(f"{change.plan.code} {change.plan.name}:")
        for line in told_changes(change.difference, labels):
            say(f"  {_one_line(line)}")
    for line in _told_rows(found.left_out):
        complain(f"TIDAK DIMUAT: {line}")


def _refused(problems: tuple[RowProblem, ...]) -> int:
    for line in _told_rows(problems):
        complain(line)
    complain(f"{number(len(problems))} hal perlu diperbaiki; tidak ada yang diubah.")
    return 1


def _told_rows(problems: tuple[RowProblem, ...]) -> Iterator[str]:
    return (_one_line(row_problem(one)) for one in problems)


def _one_line(words: str) -> str:
    """Return words that came from a file so that a terminal shows them and does nothing else."""
    return " ".join(plain(words).split())
