"""Reports from a file, by the rules and the command of the page: all of them, or none."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection

from caretaker.console import (
    Refused,
    author,
    complain,
    instant_of,
    one_line,
    reading,
    say,
    writing,
)
from exchange.incoming.sheets.reader import read_sheets
from models.progress import queries as progress_queries
from models.reporting.intake import JudgedRows, judged, load_reports
from models.sheets.layouts import layouts
from rules.access import Permission
from rules.periods import wita_day
from rules.reporting.intake import Answered, Conflict, latest_event
from rules.reporting.many import changes
from rules.sheets.answers import Problem, Question
from rules.sheets.cells import Sheet
from rules.sheets.kept import fitting
from rules.sheets.layout import Layout
from rules.values import Actor, Board, EventId
from words.formats import number
from words.reporting.errors import place
from words.reporting.forms import LATEST_NAME, own_sheet
from words.reporting.intake import clash, hidden, located
from words.reporting.many_lines import change
from words.reporting.sheet_reading import FileName, Reading, applied
from words.reporting.sheet_rows import read
from words.sheets.guessing import guess
from words.sheets.mapping import comment, known
from words.workbooks import REPORTS, identity, misfit

_CHOOSE: Final = "Sebut --with-hidden atau --without-hidden."
_UNKNOWN: Final = (
    "Susunan berkas ini belum dikenal; muat sekali di Tugas saya dan simpan susunannya."
)


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file by its name and the digest of its bytes.

    `takes_hidden` says what becomes of rows that nobody sees; None where nobody said.
    """

    name: str
    digest: str
    takes_hidden: bool | None


def load(options: Namespace, *, now: datetime) -> int:
    """Load the reports of a file, or with --dry-run only say what they would change.

    Whatever is wrong, asked about or newer in the store is said at once, and nothing is loaded.
    """
    content = options.file.read_bytes()
    sheets = read_sheets(content)
    file = LoadedFile(options.file.name, sha256(content).hexdigest(), options.takes_hidden)
    with (reading if options.dry_run else writing)(options, now) as connection:
        at = instant_of(progress_queries.programme(connection), now)
        actor = author(connection, options.username, Permission.REPORT, at, option="--as")
        board = progress_queries.board(connection, actor, wita_day(at))
        found, told = _judged(connection, actor, board, sheets, file)
        for line in told:
            complain(one_line(line))
        if told:
            complain(f"{number(len(told))} hal perlu diperbaiki; tidak ada yang dimuat.")
            return 1
        _tell(found, board)
        if found.rows and not options.dry_run:
            load_reports(connection, actor, found.rows, at=at)
            say(f"Dimuat atas nama {actor.username}: {number(len(found.rows))} laporan.")
    return 0


def _judged(
    connection: Connection,
    actor: Actor,
    board: Board,
    sheets: Sequence[Sheet],
    file: LoadedFile,
) -> tuple[JudgedRows, list[str]]:
    """Return the rows that would be loaded, and everything that keeps them from it."""
    told = identity(sheets)
    if refused := misfit(told, REPORTS, board.programme.code):
        raise Refused(refused)
    sheet, layout = _laid_out(connection, actor, sheets, is_own=bool(told))
    by = Reading(
        board,
        FileName(file.name, file.digest, sheet.name),
        lambda *_: None,
        by_cell=bool(layout.weeks),
        takes_hidden=file.takes_hidden is not False,
    )
    reports = read(applied(layout, sheet), by)
    latest = told.get(LATEST_NAME, "")
    since = EventId(int(latest)) if latest.isdecimal() else latest_event(board)
    found = judged(connection, actor, board, reports.rows, Answered(since, latest.isdecimal()))
    wrong: list[Problem | Question[Any]] = [
        *reports.problems,
        *(one.question for one in reports.asked.values()),
        *located(found.problems, layout, sheet),
    ]
    wrong.sort(key=lambda one: one.where.row)
    is_asked = bool(reports.hidden) and file.takes_hidden is None
    hiding = [f"{hidden(reports.hidden)} {_CHOOSE}"] if is_asked else []
    return found, [*hiding, *map(_cell, wrong), *map(_newer, found.conflicts)]


def _laid_out(
    connection: Connection, actor: Actor, sheets: Sequence[Sheet], *, is_own: bool
) -> tuple[Sheet, Layout]:
    """Return the sheet to be read and its layout, kept before or plain by its heads."""
    own = own_sheet(sheets, REPORTS) if is_own else None
    kept = layouts(connection, actor)
    for sheet in sheets if own is None else (own,):
        if sheet.is_hidden:
            continue
        used = fitting(kept, known(kept, sheet))
        if used is not None:
            return sheet, replace(used.layout, sheet=sheet.name)
        found = guess(sheet)
        if found is not None and not found.doubts:
            return sheet, found.layout
    raise Refused(_UNKNOWN)


def _tell(found: JudgedRows, board: Board) -> None:
    for one in changes(found.rows, board.milestones):
        before, after = change(one.before, one.draft)
        stands = place(one.row.number, one.row.column)
        say(one_line(f"{stands} {one.milestone.code}: {before} -> {after}"))
    for before_us in dict.fromkeys(found.loaded.values()):
        say(f"Sudah dimuat oleh {before_us.by}; tidak dimuat lagi.")
    if not found.rows:
        say("Tidak ada perubahan.")


def _cell(found: Problem | Question[object]) -> str:
    place = found.where
    at = f"{place.sheet}, baris {number(place.row)}, kolom {place.column}"
    return f"{at} “{found.value}”: {comment(found)}"


def _newer(found: Conflict) -> str:
    recorded, own = clash(found)
    where = f"{place(found.row.number, found.row.column)} {found.milestone.code}"
    return f"{where}: tercatat {recorded}; berkas {own}; pilih di Tugas saya."
