"""The plan as one workbook, for the commands on plan files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from caretaker.console import CARETAKER, day_of, instant_of
from charts.stamp import stamp
from exchange import makers
from exchange.incoming.sheets.reader import read_sheets
from models.plan.files.comparing import Comparison
from models.plan.files.judging import judged_workbook
from models.plan.files.reading import read_plan
from models.plan.files.rows import PlanFiles
from models.plan.files.workbook import at_sheet, written_book
from models.progress import queries as progress_queries
from rules.plan.errors import UnreadablePlan
from rules.values import Moment
from rules.vocabulary import Basis, Plan

PLAN_MOVED: Final = (
    "Rencana berubah sesudah buku kerja ini diunduh; isinya dapat mengembalikan perubahan itu. "
    "Periksa dengan plan check, lalu muat dengan --over-newer bila memang itu yang dimaksud."
)


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody hands in: plan files, whether as a workbook, and on which plan it rests."""

    files: PlanFiles
    is_workbook: bool = False
    version: int | None = None

    def judged(self, found: Comparison) -> Comparison:
        """Return a comparison with its problems where they stand in what was handed in."""
        if not self.is_workbook:
            return found
        return replace(
            found,
            problems=tuple(map(at_sheet, found.problems)),
            left_out=tuple(map(at_sheet, found.left_out)),
        )


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
    """Return what reads plan files or a workbook beside the plan of a store.

    Raises UnreadablePlan, UnreadableSheets, OSError.
    """
    if not is_workbook(path):
        given = Given(read_plan(path))
        return lambda _connection: given
    sheets = read_sheets(path.read_bytes())

    def read(connection: Connection) -> Given:
        at = instant_of(progress_queries.programme(connection), now)
        judged = judged_workbook(connection, CARETAKER, sheets, at=at)
        if judged.read.files is None:
            raise UnreadablePlan(judged.problems)
        return Given(judged.read.files, is_workbook=True, version=judged.read.version)

    return read
