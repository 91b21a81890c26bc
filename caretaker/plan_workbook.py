"""The plan as one workbook, for the commands on plan files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from caretaker.console import CARETAKER, day_of
from charts.stamp import stamp
from exchange.forms.plan import PlanBook, plan_form, plan_rows
from exchange.incoming.sheets.reader import read_sheets
from models.plan.files.comparing import Comparison
from models.plan.files.reading import read_plan
from models.plan.files.rows import PlanFiles
from models.plan.files.workbook import at_sheet, read_workbook, written_book
from models.plan.files.writing import written_plan
from models.progress import queries as progress_queries
from rules.plan.errors import UnreadablePlan
from rules.values import Moment
from rules.vocabulary import Basis, Plan
from words.plan.workbook import TITLE

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

    def is_older_than(self, found: Comparison) -> bool:
        """Whether the plan changed after the workbook went out, and it would change it too."""
        return self.version not in {None, found.version} and not found.is_empty


def is_workbook(path: Path) -> bool:
    """Whether a path names a workbook, not a folder of files."""
    return path.suffix.casefold() == ".xlsx"


def written(connection: Connection, now: datetime) -> bytes:
    """Return the workbook of the plan in force now."""
    book = written_book(connection, CARETAKER)
    programme = progress_queries.programme(connection)
    rows = plan_rows(book.rows, book.spare_sentra)
    moment = Moment(day_of(programme, now), Basis.APPROVED, Plan.CURRENT)
    return plan_form(PlanBook(TITLE, book.programme, book.version, rows), stamp(programme, moment))


def reader_of(path: Path) -> Callable[[Connection], Given]:
    """Return what reads plan files or a workbook beside the plan of a store.

    Raises UnreadablePlan, UnreadableSheets, OSError.
    """
    if not is_workbook(path):
        given = Given(read_plan(path))
        return lambda _connection: given
    sheets = read_sheets(path.read_bytes())

    def read(connection: Connection) -> Given:
        found = read_workbook(sheets, written_plan(connection, CARETAKER, date.max, date.max))
        if found.files is None:
            raise UnreadablePlan(found.problems)
        return Given(found.files, is_workbook=True, version=found.version)

    return read
