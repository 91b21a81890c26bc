"""Which changes of a plan are legal. Problems come together, so one look mends all."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Final

from rules.periods import Span
from rules.plan.errors import PlanProblem, PlanRowProblem
from rules.plan.lineage import Courses, heirs, problems_of_origins
from rules.plan.order import links_of, problems_of_order, rows_of, waiting_for
from rules.plan.shapes import problems_of_shape
from rules.plan.table import (
    TOTAL_WEIGHT,
    PlanDecision,
    PlanRow,
    SentraPlan,
    difference,
    weight_sum,
)
from rules.values import Agency, AgencyCode, MilestoneCode, Programme, Schedule
from rules.vocabulary import STAGES

TEXT_LIMIT: Final = 2000
"""Letters that a text of a plan may have."""

MOST_ROWS: Final = 60
"""Milestones that one sentra may have."""

_MOST_TARGET: Final = Decimal(10) ** 10
_SMALLEST_WEIGHT: Final = 0.01


@dataclass(frozen=True, slots=True)
class PlanGround:
    """What a table is judged by: the period of the programme, the agencies that may be named.

    `milestones` are those of all sentra as they are planned, also of the one that is judged.
    `courses` say what was reported of those that rows come from, `sentra` what theirs are called.
    """

    period: Span
    today: date
    agencies: Collection[AgencyCode]
    milestones: Mapping[MilestoneCode, PlanRow] = field(default_factory=dict)
    courses: Courses = field(default_factory=dict)
    sentra: Mapping[MilestoneCode, str] = field(default_factory=dict)

    def beside(self, plan: SentraPlan) -> "PlanGround":
        """Return the ground without the milestones of a sentra whose table is to replace them."""
        own = {row.code for row in plan.rows}
        others = {code: row for code, row in self.milestones.items() if code not in own}
        return replace(self, milestones=others)

    def named(self, codes: Iterable[MilestoneCode]) -> tuple[str, ...]:
        """Return what people call some of the milestones, the sentra first."""
        return tuple(f"{self.sentra[code]}: {self.milestones[code].title}" for code in codes)


def ground_of(
    programme: Programme, agencies: Iterable[Agency], plans: Iterable[SentraPlan], today: date
) -> PlanGround:
    """Return what a table is judged by on a day.

    What was merged is named no more: its milestones are its successor's already.
    """
    named = frozenset(own.code for own in agencies if own.merged_on is None)
    found = tuple(plans)
    return PlanGround(
        period=Span(programme.start, programme.finish),
        today=today,
        agencies=named,
        milestones=rows_of(found),
        sentra={code: plan.name for plan in found for code in rows_of([plan])},
    )


def problems_of_table(rows: Sequence[PlanRow], ground: PlanGround) -> tuple[PlanRowProblem, ...]:
    """Return everything wrong in the table of one sentra, by the place of its row from 1 on.

    What is wrong with the table as a whole stands at row 0.
    """
    found = [
        PlanRowProblem(place, problem)
        for place, row in enumerate(rows, 1)
        for problem in _problems_of_row(row, ground)
    ]
    links = links_of((*ground.milestones.values(), *rows))
    found += [
        PlanRowProblem(place, problem)
        for place, row in enumerate(rows, 1)
        for problem in problems_of_order(row.code, row.after, links)
    ]
    codes = Counter(row.code for row in rows if row.code is not None)
    found += [
        PlanRowProblem(place, PlanProblem.CODE_TWICE)
        for place, row in enumerate(rows, 1)
        if row.code is not None and codes[row.code] > 1
    ]
    return (*found, *(PlanRowProblem(0, problem) for problem in _problems_of_all(rows)))


def problems_of_change(
    plan: SentraPlan,
    rows: Sequence[PlanRow],
    decision: PlanDecision | None,
    ground: PlanGround,
    *,
    adopted_on: date | None,
) -> tuple[PlanRowProblem, ...]:
    """Return everything wrong with putting `rows` in the place of a sentra's plan.

    Without a decision it is a change of the draft; `adopted_on` is None as long as there is one.
    """
    found = [*problems_of_table(rows, ground.beside(plan))]
    known = {row.code for row in plan.rows}
    found += [
        PlanRowProblem(place, PlanProblem.CODE_UNKNOWN)
        for place, row in enumerate(rows, 1)
        if row.code is not None and row.code not in known
    ]
    found += [
        PlanRowProblem(place, problem)
        for place, row in enumerate(rows, 1)
        for problem in problems_of_origins(row, rows, plan, ground.courses)
    ]
    changed = difference(plan.rows, rows)
    if not changed:
        found.append(PlanRowProblem(0, PlanProblem.NOTHING_CHANGED))
    gone = {row.code for row in changed.removed}
    removed = gone - heirs(rows).keys()
    if removed & plan.reported or (removed and adopted_on is not None):
        found.append(PlanRowProblem(0, PlanProblem.REMOVED_IN_USE))
    if names := waiting_for(gone, ground.beside(plan).milestones.values()):
        found.append(PlanRowProblem(0, PlanProblem.WAITED_FOR, ground.named(names)))
    own = problems_of_decision(decision, plan.latest_day, ground.today, adopted_on=adopted_on)
    return (*found, *(PlanRowProblem(0, problem) for problem in own))


def problems_of_decision(
    decision: PlanDecision | None,
    latest_day: date | None,
    today: date,
    *,
    adopted_on: date | None,
) -> Iterator[PlanProblem]:
    """Yield what is wrong with the ground on which a plan is changed.

    `latest_day` is that from which the latest change of the same thing holds.
    """
    if adopted_on is None:
        if decision is not None:
            yield PlanProblem.NOT_ADOPTED
        return
    if decision is None or not decision.number.strip():
        yield PlanProblem.DECISION_NUMBER_NEEDED
    if decision is None or not decision.reason.strip():
        yield PlanProblem.REASON_NEEDED
    if decision is None:
        return
    if max(len(decision.number), len(decision.reason)) > TEXT_LIMIT:
        yield PlanProblem.REASON_TOO_LONG
    if decision.holds_from > today:
        yield PlanProblem.HOLDS_FROM_FUTURE
    earliest = max(adopted_on, latest_day or adopted_on)
    if decision.holds_from < earliest:
        yield PlanProblem.HOLDS_FROM_TOO_EARLY


def problems_of_adoption(
    plans: Iterable[SentraPlan], decision: PlanDecision, ground: PlanGround
) -> tuple[PlanProblem, ...]:
    """Return what keeps the draft from being adopted: the decision, and what is wrong in a sentra.

    The day of the decision is that from which the plan holds.
    """
    found = [problem.problem for plan in plans for problem in problems_of_table(plan.rows, ground)]
    if not decision.number.strip():
        found.append(PlanProblem.DECISION_NUMBER_NEEDED)
    if len(decision.number) > TEXT_LIMIT:
        found.append(PlanProblem.REASON_TOO_LONG)
    if decision.holds_from > ground.today:
        found.append(PlanProblem.HOLDS_FROM_FUTURE)
    return tuple(dict.fromkeys(found))


def problems_of_schedules(schedules: Sequence[Schedule]) -> tuple[PlanProblem, ...]:
    """Return what is wrong with the schedules of one whole sentra, as a check of a store asks."""
    found = {problem for schedule in schedules for problem in _problems_of_schedule(schedule)}
    if not _is_whole([schedule.weight for schedule in schedules]):
        found.add(PlanProblem.WEIGHTS_NOT_100)
    return tuple(sorted(found))


def _problems_of_row(row: PlanRow, ground: PlanGround) -> Iterator[PlanProblem]:
    yield from _problems_of_words(row)
    if row.stage not in STAGES:
        yield PlanProblem.STAGE_UNKNOWN
    if row.lead not in ground.agencies:
        yield PlanProblem.LEAD_UNKNOWN
    if not set(row.supporting) <= set(ground.agencies):
        yield PlanProblem.SUPPORT_UNKNOWN
    if len({row.lead, *row.supporting}) <= len(row.supporting):
        yield PlanProblem.SUPPORT_TWICE
    yield from _problems_of_schedule(row.schedule)
    if row.schedule.start < ground.period.start:
        yield PlanProblem.START_BEFORE_PROGRAMME
    if not (row.target.is_finite() and 0 <= row.target < _MOST_TARGET):
        yield PlanProblem.TARGET_OUT_OF_RANGE


def _problems_of_words(row: PlanRow) -> Iterator[PlanProblem]:
    if not row.title.strip():
        yield PlanProblem.TITLE_NEEDED
    if not row.unit.strip():
        yield PlanProblem.UNIT_NEEDED
    if not row.expected_evidence.strip():
        yield PlanProblem.EVIDENCE_NEEDED
    codes = (row.renstra_code, row.renja_code, row.sipd_code)
    texts = (row.title, row.unit, row.expected_evidence, row.source, *codes)
    if max(map(len, texts)) > TEXT_LIMIT:
        yield PlanProblem.TEXT_TOO_LONG


def _problems_of_schedule(schedule: Schedule) -> Iterator[PlanProblem]:
    if schedule.finish < schedule.start:
        yield PlanProblem.FINISH_BEFORE_START
    # Put so that a weight that is no number (NaN) fails it.
    if not (isfinite(schedule.weight) and schedule.weight >= _SMALLEST_WEIGHT):
        yield PlanProblem.WEIGHT_NOT_POSITIVE
    yield from problems_of_shape(schedule)


def _problems_of_all(rows: Sequence[PlanRow]) -> Iterator[PlanProblem]:
    if not rows:
        yield PlanProblem.EMPTY
    elif not _is_whole([row.schedule.weight for row in rows]):
        yield PlanProblem.WEIGHTS_NOT_100
    if len(rows) > MOST_ROWS:
        yield PlanProblem.TOO_MANY


def _is_whole(weights: Sequence[float]) -> bool:
    return all(map(isfinite, weights)) and weight_sum(weights) == TOTAL_WEIGHT
