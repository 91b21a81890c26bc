"""What somebody hands in as a plan: files, a workbook, a sheet; and the workbook to take along."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from caretaker.console import CARETAKER, day_of, instant_of
from caretaker.plan import free_sheets
from charts.stamp import stamp
from exchange import makers
from exchange.incoming.sheets.reader import read_sheets
from models.plan.commands import load_plan_files
from models.plan.files.comparing import Comparison, compared
from models.plan.files.judging import judged_workbook
from models.plan.files.reading import read_plan
from models.plan.files.rows import PlanFiles
from models.plan.files.workbook import at_sheet, written_book
from models.plan.free_tables import compared_tables, load_tables
from models.progress import queries as progress_queries
from rules.plan.errors import UnreadablePlan
from rules.plan.table import PlanDecision
from rules.sheets.cells import Sheet
from rules.values import Actor, Moment
from rules.vocabulary import Basis, Plan
from words.plan.filled import is_plan_workbook

PLAN_MOVED: Final = (
    "Rencana berubah sesudah buku kerja ini diunduh; isinya dapat mengembalikan perubahan itu. "
    "Periksa dengan plan check, lalu muat dengan --over-newer bila memang itu yang dimaksud."
)


Compare = Callable[[Connection, Actor, PlanDecision | None, datetime], Comparison]
Load = Callable[[Connection, Actor, PlanDecision | None, int, datetime], None]

_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".ods", ".csv"})


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody hands in: how it is compared and loaded, and on which plan it rests."""

    compared: Compare
    load: Load
    version: int | None = None


def is_workbook(path: Path) -> bool:
    """Whether a path names a workbook, not a folder of files."""
    return path.suffix.casefold() == ".xlsx"


def written(connection: Connection, now: datetime) -> bytes:
    """Return the workbook of the plan in force now."""
    book = written_book(connection, CARETAKER)
    programme = progress_queries.programme(connection)
    moment = Moment(day_of(programme, now), Basis.APPROVED, Plan.CURRENT)
    return makers.plan_workbook()(book, stamp(programme, moment))


def reader_of(path: Path, now: datetime) -> Callable[[Connection], Given]:
    """Return what reads plan files, a workbook or a free sheet beside the plan of a store.

    Raises UnreadablePlan, UnreadableSheets, OSError; the reader UnreadablePlan, Refused.
    """
    if path.suffix.casefold() not in _SHEETS:
        given = _of_files(read_plan(path))
        return lambda _connection: given
    sheets = read_sheets(path.read_bytes())
    read = _workbook if is_plan_workbook(sheets) else _free_sheet

    def reader(connection: Connection) -> Given:
        at = instant_of(progress_queries.programme(connection), now)
        return read(connection, path.name, sheets, at)

    return reader


def _of_files(files: PlanFiles, version: int | None = None) -> Given:
    def load(
        on: Connection, by: Actor, decision: PlanDecision | None, seen: int, at: datetime
    ) -> None:
        load_plan_files(on, by, files, decision, seen=seen, at=at)

    def beside(
        on: Connection, by: Actor, decision: PlanDecision | None, at: datetime
    ) -> Comparison:
        return compared(on, by, files, decision, at=at)

    return Given(beside, load, version)


def _workbook(on: Connection, _name: str, sheets: Sequence[Sheet], at: datetime) -> Given:
    judged = judged_workbook(on, CARETAKER, sheets, at=at)
    files = judged.read.files
    if files is None:
        raise UnreadablePlan(judged.problems)

    def at_sheets(
        on: Connection, by: Actor, decision: PlanDecision | None, at: datetime
    ) -> Comparison:
        found = compared(on, by, files, decision, at=at)
        wrong, left = (tuple(map(at_sheet, own)) for own in (found.problems, found.left_out))
        return replace(found, problems=wrong, left_out=left)

    return replace(_of_files(files, judged.read.version), compared=at_sheets)


def _free_sheet(on: Connection, name: str, sheets: Sequence[Sheet], at: datetime) -> Given:
    tables = free_sheets.tables_of(on, name, sheets, at=at)

    def beside(
        on: Connection, by: Actor, _decision: PlanDecision | None, at: datetime
    ) -> Comparison:
        return compared_tables(on, by, tables, at=at)[0]

    def load(
        on: Connection, by: Actor, decision: PlanDecision | None, seen: int, at: datetime
    ) -> None:
        load_tables(on, by, tables, decision, seen=seen, at=at)

    return Given(beside, load)
