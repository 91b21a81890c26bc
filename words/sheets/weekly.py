"""A weekly schedule (kurva S): the progress of one milestone, week by week."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Cell, Kind, Place
from rules.sheets.layout import Course, Field, Layout
from rules.sheets.rows import Applied, Found, FoundRow
from words.sheets.cells import judged, problem, question
from words.sheets.grid import Grid, titles_above

_FULL: Final = Decimal(100)
# Shares of a bill of quantities are rounded, and their sum with them.
_ROUNDED: Final = Decimal("0.5")
_DAYS: Final = 7

_NO_COURSE: Final = (
    "baris realisasi mingguan tidak ditemukan; beri label REALISASI atau KUMULATIF REALISASI"
)
_NO_START: Final = "hari terakhir minggu pertama belum diketahui; isi di Susunan kolom"
_SCALE: Final = "jumlah rencananya bukan 100%; pilih cara membacanya"
_BEYOND: Final = "realisasi kumulatif melampaui 100%; periksa angka mingguannya"
_FALLS: Final = "realisasi kumulatif turun dari minggu sebelumnya; periksa angkanya"
_HOLE: Final = (
    "ada minggu kosong sebelum minggu yang terisi; isi angkanya, 0 bila tidak ada kemajuan"
)
_NUMBER: Final = "bukan angka; tulis persen minggu itu"


def weeks_of(layout: Layout, grid: Grid) -> Applied:
    """Return one row a week that has its figure: the progress up to it, and its last day.

    The day stays a question for the whole as long as the layout has no `first_week`.
    """
    row = layout.courses.get(Course.DONE_UP_TO) or layout.courses.get(Course.DONE)
    if row is None:
        head = grid.cell(layout.head_rows[-1], next(iter(layout.weeks)))
        return Applied((), (), (Problem(head.place, head.text, _NO_COURSE),))
    adds_up = Course.DONE_UP_TO not in layout.courses
    cells = {week: grid.cell(row, column) for column, week in layout.weeks.items()}
    factor = _factor(layout, grid)
    found = _progress(cells, factor or Decimal(1), adds_up=adds_up)
    headings = titles_above(layout, grid)
    rows = tuple(
        FoundRow(cells[week].place, _fields(answer, week, layout.first_week), headings)
        for week, answer in found.items()
    )
    return Applied(rows, (), _whole(layout, cells, factor))


def _fields(
    progress: Answer[Decimal], week: int, first_week: date | None
) -> Mapping[Field, Answer[Found]]:
    fields: dict[Field, Answer[Found]] = {
        Field.PROGRESS: progress,
        Field.NOTE: Taken(f"Minggu ke-{week}"),
    }
    if first_week is not None:
        fields[Field.EFFECTIVE_ON] = Taken(first_week + timedelta(days=_DAYS * (week - 1)))
    return fields


def _whole(
    layout: Layout, cells: Mapping[int, Cell], factor: Decimal | None
) -> tuple[Problem | Question[Found], ...]:
    first = next(iter(cells.values()))
    place = Place(first.sheet, layout.head_rows[-1], first.column)
    found: list[Problem | Question[Found]] = []
    if layout.first_week is None:
        found.append(Problem(place, "", _NO_START))
    if factor is None:
        found.append(Question(place, "", (Decimal(1), _FULL), _SCALE))
    return tuple(found)


def _factor(layout: Layout, grid: Grid) -> Decimal | None:
    """Return what makes points of 100 of the figures; None where the plan tells neither."""
    row = layout.courses.get(Course.PLANNED_UP_TO) or layout.courses.get(Course.PLANNED)
    if layout.scale is not None or row is None:
        return layout.scale
    cells = [grid.cell(row, column) for column in layout.weeks]
    numbers = [one.value for one in cells if isinstance(one.value, Decimal)]
    adds_up = Course.PLANNED_UP_TO not in layout.courses
    total = sum(numbers, Decimal(0)) if adds_up else max(numbers, default=Decimal(0))
    for factor in (Decimal(1), _FULL):
        if abs(factor * total - _FULL) <= _ROUNDED:
            return factor
    return None


def _progress(
    cells: Mapping[int, Cell], factor: Decimal, *, adds_up: bool
) -> dict[int, Answer[Decimal]]:
    """Return the progress up to each week that has a figure, and what is wrong with one."""
    last = max((week for week, one in cells.items() if one.kind is not Kind.EMPTY), default=0)
    found: dict[int, Answer[Decimal]] = {}
    before = Decimal(0)
    for week, cell in cells.items():
        if week > last:
            break
        read = judged(cell, _number) or problem(cell, _HOLE)
        if isinstance(read, Taken):
            points = factor * read.value + (before if adds_up else 0)
            found[week] = _checked(replace(read, value=points), cell, before)
            before = points
        else:
            found[week] = read
    return found


def _number(cell: Cell) -> Answer[Decimal]:
    return Taken(cell.value) if isinstance(cell.value, Decimal) else problem(cell, _NUMBER)


def _checked(answer: Taken[Decimal], cell: Cell, before: Decimal) -> Answer[Decimal]:
    if answer.value > _FULL + _ROUNDED:
        return problem(cell, _BEYOND)
    if answer.value < before:
        return question(cell, (answer.value, None), _FALLS)
    return replace(answer, value=min(answer.value, _FULL))
