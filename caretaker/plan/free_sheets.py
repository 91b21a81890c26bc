"""A sheet of a plan of an agency's own make, by a layout that was kept on Rencana."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection

from caretaker.console import CARETAKER, Refused
from models.plan.free_tables import Tables, compared_tables
from models.plan.queries import whole_plan
from models.plan.sentra_plans import plans_in
from models.sheets.layouts import layouts
from rules.plan.errors import RowProblem, UnreadablePlan
from rules.sheets.answers import Problem, Question
from rules.sheets.cells import Sheet
from rules.sheets.kept import fitting
from rules.sheets.layout import Field, Layout
from words.plan.sheets.found import Reading, SheetPlan
from words.plan.sheets.sentences import FIELDS, located
from words.plan.sheets.tables import read, year_told
from words.sheets.applying import apply
from words.sheets.grid import Grid
from words.sheets.mapping import comment, known

_UNKNOWN: Final = (
    "Susunan berkas ini belum dikenal; muat sekali di halaman Rencana dan simpan susunannya."
)
_LACKS: Final = "tonggak baru tidak menyebut {what}; isi kolomnya, atau muat di halaman Rencana"
_WEIGHTS: Final = "bobot {code} tidak berjumlah 100; isi bobotnya, atau muat di halaman Rencana"
_YEAR: Final = "tahun jadwalnya tidak tertulis; tulis tahunnya di judul lembar"


def tables_of(
    connection: Connection, file: str, sheets: Sequence[Sheet], *, at: datetime
) -> Tables:
    """Return the tables that a sheet makes by its kept layout.

    Raises Refused where no layout fits, UnreadablePlan with all that is wrong or asked about:
    answers are given on the page.
    """
    sheet, layout = _laid_out(connection, sheets)
    whole = whole_plan(connection)
    by = Reading(
        file=file,
        sheet=sheet,
        layout=replace(layout, sheet=sheet.name, year=year_told(layout, Grid(sheet))),
        plans=plans_in(connection, whole),
        agencies=whole.agencies_on(date.max, date.max),
        answers=lambda *_: None,
    )
    found = read(apply(by.layout, sheet), by)
    _, wrong = compared_tables(connection, CARETAKER, found.tables, at=at)
    asked: list[Problem | Question[Any]] = [one.question for one in found.asked.values()]
    told = [_told(one) for one in (*found.problems, *located(wrong, found, by), *asked)]
    told += _lacking(found, by)
    if told:
        raise UnreadablePlan(tuple(sorted(told, key=lambda one: one.row)))
    return found.tables


def _laid_out(connection: Connection, sheets: Sequence[Sheet]) -> tuple[Sheet, Layout]:
    kept = layouts(connection, CARETAKER)
    for sheet in sheets:
        used = None if sheet.is_hidden else fitting(kept, known(kept, sheet))
        if used is not None:
            return sheet, used.layout
    raise Refused(_UNKNOWN)


def _told(one: Problem | Question[Any]) -> RowProblem:
    where = one.where
    return RowProblem(where.sheet, where.row, where.column, f"“{one.value}”: {comment(one)}")


def _lacking(found: SheetPlan, by: Reading) -> Iterator[RowProblem]:
    names: Mapping[Field, str] = FIELDS
    said = [_LACKS.format(what=names[one]) for one in sorted(found.lacking - {Field.STAGE})]
    said += [_WEIGHTS.format(code=code) for code in found.weighed]
    said += [_YEAR] if found.lacks_year else []
    for one in said:
        yield RowProblem(by.sheet.name, by.layout.head_rows[-1], "", one)
