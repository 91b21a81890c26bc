"""A free sheet read into the tables of the sentra that it names; what it does not name stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Final

from rules.plan.table import PlanRow, SentraPlan, balanced_weights, even_weights, weight_sum
from rules.sheets.answers import Problem
from rules.sheets.cells import Cell
from rules.sheets.layout import Field, Layout
from rules.sheets.rows import Applied, FoundRow
from rules.values import MilestoneCode, SentraCode
from words.formats import number
from words.plan.sheets.found import Notes, Reading, SheetPlan, Weighing
from words.plan.sheets.naming import NEW, by_code, by_title, certain_title, sentra_of
from words.plan.sheets.values import Draft, RowReader
from words.sheets.grid import Grid, titles_above
from words.sheets.heads import year_of

_TWICE: Final = (
    "tonggak ini sudah disebut di baris {row}; gabungkan barisnya, atau lewati salah satu"
)
_WHOLE: Final = Decimal(100)
_NEARLY_ONE: Final = (Decimal("0.99"), Decimal("1.01"))


def year_told(layout: Layout, grid: Grid) -> int | None:
    """Return the year that the titles of a sheet, or its name, tell; None for none or several."""
    return year_of(" ".join(one.words for one in titles_above(layout, grid)))


def read(applied: Applied, by: Reading) -> SheetPlan:
    """Return the tables that a sheet makes, with all that is asked and wrong."""
    found = SheetPlan()
    found.problems += [one for one in applied.whole if isinstance(one, Problem)]
    notes, grid = Notes(by, found), Grid(by.sheet)
    rows = [*_seen(applied, by, found)]
    named = _Named(notes, rows, len(titles_above(by.layout, grid)))
    named.name()
    drafts: dict[SentraCode, list[tuple[FoundRow, PlanRow | None, Draft]]] = {}
    alike = [row for plan in by.plans.values() for row in plan.rows]
    for row, code, kept in named.settled():
        drafts.setdefault(code, [])
        notes.begin()
        cell = partial(_cell, grid, by.layout, row.where.row)
        draft = RowReader(row, kept, notes, cell, alike).draft()
        if draft is None:
            found.unsure.add(code)
        else:
            drafts[code].append((row, kept, draft))
    for code, own in drafts.items():
        _table(by.plans[code], own, by, found)
    return found


def _seen(applied: Applied, by: Reading, found: SheetPlan) -> Iterator[FoundRow]:
    for row in applied.rows:
        if row.is_hidden:
            found.hidden.append(row.where.row)
        if by.takes_hidden or not row.is_hidden:
            yield row


def _cell(grid: Grid, layout: Layout, row: int, of: Field) -> Cell | None:
    column = layout.columns.get(of)
    return None if column is None else grid.cell(row, column)


@dataclass(slots=True)
class _Named:
    """Which sentra and milestone each row means.

    A milestone that a row means for certain is offered to no other one.
    """

    notes: Notes
    rows: Sequence[FoundRow]
    titles: int
    of_sentra: dict[int, SentraCode] = field(default_factory=dict)
    of_milestone: dict[int, MilestoneCode] = field(default_factory=dict)

    def name(self) -> None:
        """Settle the sentra of each row, and the milestones that are certain."""
        plans = self.notes.by.plans
        owners = {row.code: code for code, plan in plans.items() for row in plan.rows}
        for row in self.rows:
            coded = by_code(row, plans)
            if coded is not None:
                self.of_sentra[row.where.row] = owners[coded]
                self.of_milestone[row.where.row] = coded
                continue
            sections = row.headings[: len(row.headings) - self.titles]
            answer = sentra_of(row, sections, row.headings[len(sections) :], plans.values())
            once = getattr(answer, "value", "")
            code = self.notes.settled(Field.SENTRA, answer, once=str(once) or "-")
            if code is not None:
                self.of_sentra[row.where.row] = code
        for row in self.rows:
            number = row.where.row
            if number in self.of_sentra and number not in self.of_milestone:
                certain = certain_title(row, plans[self.of_sentra[number]].rows)
                if certain is not None:
                    self.of_milestone[number] = certain

    @property
    def taken(self) -> set[MilestoneCode]:
        """The milestones that rows mean already."""
        return set(self.of_milestone.values())

    def settled(self) -> Iterator[tuple[FoundRow, SentraCode, PlanRow | None]]:
        """Yield the rows that mean a milestone, or a new one, with what the plan has of it."""
        first: dict[MilestoneCode, int] = {}
        for row in self.rows:
            code = self.of_sentra.get(row.where.row)
            if code is None:
                continue
            kept = self.notes.by.plans[code].rows
            self.notes.begin()
            meant = self.of_milestone.get(row.where.row)
            if meant is None:
                taken = self.taken
                meant = self.notes.settled(Field.CODE, by_title(row, kept, taken))
            if self.notes.is_open:
                self.notes.found.unsure.add(code)
            if meant is None:
                continue
            if meant == NEW:
                yield row, code, None
                continue
            if first.setdefault(meant, row.where.row) != row.where.row:
                told = _TWICE.format(row=number(first[meant]))
                self.notes.wrong(Problem(row.where, meant, told))
                continue
            yield row, code, next(one for one in kept if one.code == meant)


def _table(
    plan: SentraPlan,
    drafts: Sequence[tuple[FoundRow, PlanRow | None, Draft]],
    by: Reading,
    found: SheetPlan,
) -> None:
    """Put the rows of a sentra into its table: known ones in their places, new ones below."""
    own = {kept.code: (row, draft) for row, kept, draft in drafts if kept is not None}
    new = [(row, draft) for row, kept, draft in drafts if kept is None]
    table: list[PlanRow] = []
    numbers: list[int] = []
    weights: list[Decimal | None] = []
    for kept in plan.rows:
        row, draft = own.get(kept.code, (None, Draft(kept, None)))
        table.append(draft.row)
        numbers.append(0 if row is None else row.where.row)
        written = draft.weight
        weights.append(Decimal(str(kept.schedule.weight)) if written is None else written)
    table += [draft.row for _, draft in new]
    numbers += [row.where.row for row, _ in new]
    weights += [draft.weight for _, draft in new]
    weighed = _weighed(_as_points(weights), plan.code, by, found)
    found.rows[plan.code] = tuple(numbers)
    found.tables[plan.code] = tuple(
        replace(row, schedule=replace(row.schedule, weight=weight))
        for row, weight in zip(table, weighed, strict=True)
    )


def _as_points(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Return weights in points of 100; those of a table that sum to 1 are shares of it."""
    known = [one for one in weights if one is not None]
    least, most = _NEARLY_ONE
    if len(known) == len(weights) > 1 and least <= sum(known) <= most:
        return [one * _WHOLE for one in known]
    return [*weights]


def _weighed(
    weights: Sequence[Decimal | None], code: SentraCode, by: Reading, found: SheetPlan
) -> list[float]:
    """Return the weights of a table, made whole as somebody chose where they are not."""
    known = [float(one) for one in weights if one is not None]
    is_whole = len(known) == len(weights) and weight_sum(known) == float(_WHOLE)
    usual = sum(known) / len(known) if known else 1.0
    filled = [usual if one is None else float(one) for one in weights]
    if is_whole or code in found.unsure:
        return [round(one, 2) for one in filled]
    found.weighed.append(code)
    if by.given.weighing is Weighing.EVEN:
        return [*even_weights(len(filled))]
    if by.given.weighing is Weighing.BALANCED:
        return [*balanced_weights(filled)]
    return [round(one, 2) for one in filled]
