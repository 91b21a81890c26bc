"""The programme that follows another: what goes on in it, when, and with which weight.

What was reached stays with the programme that it was reached in: the plan of the next one is about
what is left, and its progress begins at 0.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Final

from rules.periods import Span
from rules.plan.registers import FieldProblem, ProgrammeFields, problems_of_programme
from rules.plan.table import PlanRow, balanced_weights
from rules.programmes.errors import PeriodProblem
from rules.shapes import LINEAR
from rules.values import (
    Agency,
    AgencyCode,
    Board,
    Milestone,
    MilestoneCode,
    Programme,
    Schedule,
    Sentra,
    SentraCode,
)
from rules.vocabulary import Basis, ShapeKind, Status

YEARS: Final = 5
"""How long a programme is, as long as nobody says otherwise: as long as a regional plan."""

MOST_YEARS: Final = 10
"""The longest programme that can be opened."""

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
_OWN_YEARS: Final = re.compile(r"[-_. ]?(\d{4})([-_. ]\d{4})?$", re.ASCII)
# The agencies' own plans are made anew with each period, and so are the codes in them; of what a
# milestone came stays in the period in which it was made.
_OF_THE_PERIOD: Final = frozenset({"renstra_code", "renja_code", "sipd_code", "origins"})
_JUDGED: Final = frozenset({"supporting", "schedule", "source", "after"})
_KEPT: Final = frozenset(one.name for one in fields(PlanRow)) - _OF_THE_PERIOD - _JUDGED
_DONE: Final = frozenset({Status.FINISHED, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """What the office says of the programme that follows, and what goes on in it."""

    code: str
    start: date
    said: ProgrammeFields
    sentra: tuple[SentraCode, ...]
    milestones: frozenset[MilestoneCode]


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentra as it goes on: its weight among the sentra, and its milestones in their order.

    Each milestone stands beside the one that it continues.
    """

    sentra: Sentra
    weight: float
    rows: tuple[tuple[Milestone, PlanRow], ...]


def suggested(board: Board, taken: Collection[str]) -> NextPeriod:
    """Return the next programme as a form begins with it: all that is unfinished goes on.

    It begins on the day after the programme's last and runs for five years.
    """
    programme = board.programme
    start = programme.finish + timedelta(1)
    finish = _years_after(start, YEARS) - timedelta(1)
    years = f"{start.year}-{finish.year}"
    return NextPeriod(
        code=suggested_code(programme.code, years, taken),
        start=start,
        said=ProgrammeFields(
            name=_renamed(programme, years),
            region=programme.region,
            finish=finish,
            rpjmd="",
            rpjmd_number="",
            # The sentra go on as they were designated, until another letter says otherwise.
            letter=programme.letter,
            vision="",
        ),
        sentra=tuple(own.code for own in board.sentra),
        milestones=frozenset(one.code for own in board.sentra for one in unfinished(own)),
    )


def suggested_code(code: str, years: str, taken: Collection[str]) -> str:
    """Return the code of a programme with other years, numbered where somebody has it already."""
    stem = (_OWN_YEARS.sub("", code) or code)[: 40 - len(years) - 4]
    wanted = f"{stem}-{years}"
    number = 1
    found = wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def unfinished(sentra: Sentra) -> tuple[Milestone, ...]:
    """Return the milestones of a sentra that are neither approved as finished nor cancelled."""
    return tuple(own for own in sentra.milestones if own.states[Basis.APPROVED].status not in _DONE)


def problems_of_next(
    wanted: NextPeriod, board: Board, taken: Collection[str]
) -> Iterator[FieldProblem | PeriodProblem]:
    """Yield what is wrong with the programme that is to follow that of `board`."""
    if not _CODE.fullmatch(wanted.code):
        yield PeriodProblem.CODE_MALFORMED
    elif wanted.code.casefold() in {code.casefold() for code in taken}:
        yield PeriodProblem.CODE_TAKEN
    if wanted.start <= board.programme.start:
        yield PeriodProblem.START_TOO_EARLY
    of_its_own = replace(board.programme, start=wanted.start, finish=wanted.start)
    yield from problems_of_programme(wanted.said, of_its_own, None)
    if wanted.said.finish >= _years_after(wanted.start, MOST_YEARS):
        yield PeriodProblem.MANY_YEARS
    yield from _problems_of_choice(wanted, board)


def _problems_of_choice(wanted: NextPeriod, board: Board) -> Iterator[PeriodProblem]:
    known = {own.code: own for own in board.sentra}
    if not wanted.sentra:
        yield PeriodProblem.NO_SENTRA
    if not set(wanted.sentra) <= known.keys():
        yield PeriodProblem.SENTRA_UNKNOWN
    left = {one.code: own.code for own in board.sentra for one in unfinished(own)}
    if not wanted.milestones <= left.keys():
        yield PeriodProblem.MILESTONE_DONE
    if any(left.get(code, code) not in wanted.sentra for code in wanted.milestones & left.keys()):
        yield PeriodProblem.MILESTONE_ALONE


def carried(
    wanted: NextPeriod, board: Board, sources: Mapping[MilestoneCode, str]
) -> tuple[Carried, ...]:
    """Return what goes on, sentra by sentra; `sources` say of each milestone where it comes from.

    Sentra weigh alike, unless all of them go on: then each keeps its weight. The weights of a
    sentra's milestones are scaled to 100, in their proportion.
    """
    going = [own for own in board.sentra if own.code in wanted.sentra]
    is_whole = len(going) == len(board.sentra)
    left = {
        own.code: [one for one in unfinished(own) if one.code in wanted.milestones] for own in going
    }
    every = [one for own in left.values() for one in own]
    days = shift(every, wanted.start)
    period = Span(wanted.start, wanted.said.finish)
    found = []
    for own in going:
        weights = balanced_weights([one.current.weight for one in left[own.code]])
        rows = [
            (one, _row(one, _scheduled(one.current, days, period, weight), wanted, board, sources))
            for one, weight in zip(left[own.code], weights, strict=True)
        ]
        found.append(Carried(own, own.weight if is_whole else 1.0, tuple(rows)))
    return tuple(found)


def shift(milestones: Sequence[Milestone], start: date) -> timedelta:
    """Return by how much all move together: the earliest of them then begins on `start`."""
    return start - min((own.current.start for own in milestones), default=start)


def moved(start: date, finish: date, days: timedelta, period: Span) -> tuple[date, date]:
    """Return the days of a milestone that moves, within `period`, whose end is known.

    It keeps its length where that fits; what would end later moves back to the period's end.
    """
    last = period.finish or date.max
    length = min(finish - start, last - period.start)
    # So far back that the addition below stays within the calendar.
    begins = min(start + min(days, last - start), last - length)
    return begins, begins + length


def _scheduled(before: Schedule, days: timedelta, period: Span, weight: float) -> Schedule:
    """Targets by quarters of the period before mean nothing in the next one: it rises evenly."""
    shape = LINEAR if before.shape.kind is ShapeKind.TARGETS else before.shape
    return Schedule(*moved(before.start, before.finish, days, period), weight, shape)


def _row(
    own: Milestone,
    schedule: Schedule,
    wanted: NextPeriod,
    board: Board,
    sources: Mapping[MilestoneCode, str],
) -> PlanRow:
    kept: dict[str, Any] = {name: getattr(own, name) for name in _KEPT}
    return PlanRow(
        **kept,
        supporting=_valid(own.supporting, board.agencies, wanted.start),
        schedule=schedule,
        source=sources[own.code],
        after=tuple(code for code in own.after if code in wanted.milestones),
    )


def _valid(
    codes: Sequence[AgencyCode], agencies: Mapping[AgencyCode, Agency], day: date
) -> tuple[AgencyCode, ...]:
    return tuple(code for code in codes if code in agencies and agencies[code].is_valid(day))


def _renamed(programme: Programme, years: str) -> str:
    own = f"{programme.start.year}-{programme.finish.year}"
    return programme.name.replace(own, years) if own in programme.name else programme.name


def _years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=min(day.year + years, date.max.year))
    except ValueError:
        return date(day.year + years, 3, 1)
