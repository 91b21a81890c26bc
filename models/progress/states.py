"""What was reached of each milestone by a day, as known by another, on each basis."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    true,
    union_all,
)

from models.schema.accounts import account
from models.schema.columns import POINTS, SHARE
from models.schema.evidence import evidence_file
from models.schema.plan import milestone
from models.schema.progress import progress_entry, sentra_month
from models.schema.reporting import obstacle, obstacle_closing, report_event
from models.store.knowledge import known_by, known_on
from models.store.verdicts import counts, latest_first, verdict_by
from rules.periods import last_day, month_end, month_ends, month_number
from rules.reporting.obstacles import obstacles_by_state
from rules.values import (
    AgencyCode,
    EventId,
    Obstacle,
    ObstacleId,
    PastShare,
    Programme,
    Span,
    State,
)
from rules.vocabulary import Basis, EventKind

_FULL_WEIGHT: Final = 100

# Made once: an alias copies every column of its table, which costs more than running the statement.
_opening: Final = report_event.alias("opening")
_closing: Final = report_event.alias("closing")
_earlier: Final = report_event.alias("earlier")
_REPORTED: Final = (
    report_event.c.id,
    report_event.c.status,
    report_event.c.progress,
    report_event.c.effective_on,
    known_on(report_event).label("recorded_on"),
    report_event.c.realised_value,
    report_event.c.evidence,
    report_event.c.note,
)
_of_one: Final = milestone.c.id == bindparam("milestone")
_as_of: Final = bindparam("as_of", type_=Date)
_known_on: Final = bindparam("known_on", type_=Date)

_Sums = list[tuple[date, int, int]]
"""By day: what was added to weight x progress, and to the cancelled weight, in whole parts."""


Cancelled = dict[int, dict[Basis, tuple[Span, ...]]]
"""By the row of a milestone: the days on which it was cancelled, on each basis."""


@dataclass(frozen=True, slots=True)
class View:
    """The two days of a view: what happened by the one, as known by the end of the other."""

    as_of: date
    known_on: date

    @property
    def planned_on(self) -> date:
        """The day by whose end the plan in force was recorded: a revision holds from then on."""
        return min(self.as_of, self.known_on)


def states(
    connection: Connection,
    programme_id: int,
    view: View,
    *,
    codes: Mapping[int, AgencyCode],
    milestone_id: int | None = None,
) -> dict[int, dict[Basis, State]]:
    """Return the state on each basis by milestone id; what nobody reported on is missing.

    `codes` are those of the agencies by row id.
    """
    is_one = milestone_id is not None
    asked = _asked(view) | {"programme": programme_id, "milestone": milestone_id}
    obstacles = _known_obstacles(connection.execute(_obstacles(is_one=is_one), asked).all(), codes)
    found: dict[int, dict[Basis, State]] = defaultdict(dict)
    for row in connection.execute(_in_force(is_one=is_one), asked).all():
        known = obstacles.pop((row.milestone_id, row.basis), {})
        found[row.milestone_id][row.basis] = _state(row, tuple(known.values()))
    return found


def history(
    connection: Connection,
    programme: Programme,
    view: View,
    sentra_ids: list[int],
    *,
    steps: Iterable[date],
) -> dict[int, dict[Basis, tuple[PastShare, ...]]]:
    """Return what each sentra had reached at each month end before the month of the day.

    Each as known on the view's day of knowledge, and as it was told on that month end itself. The
    days of `steps` and those before them stand too, but what was told on them is not asked.
    """
    ends = [day for day in month_ends(programme.start, view.as_of) if day < month_end(view.as_of)]
    around = {near for day in steps for near in (day - timedelta(days=1), day)}
    between = sorted(day for day in around if programme.start <= day < view.as_of)
    happened, told = _sums(connection, view, sentra_ids, between)
    days = sorted({*ends, *between})
    return {
        sentra_id: {
            basis: _past(days, ends, happened[sentra_id, basis], told[sentra_id, basis], view)
            for basis in Basis
        }
        for sentra_id in sentra_ids
    }


def cancelled_spans(connection: Connection, view: View, sentra_ids: list[int]) -> Cancelled:
    """Return by milestone id on which days it was cancelled; those that never were are missing."""
    asked = _asked(view) | {"sentra": sentra_ids}
    steps: dict[int, dict[Basis, list[tuple[date, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(_cancellations(), asked).all():
        steps[row.milestone_id][row.basis].append((row.effective_on, row.cancelled))
    return {
        milestone_id: {basis: _spans(changes) for basis, changes in by_basis.items()}
        for milestone_id, by_basis in steps.items()
    }


def _asked(view: View) -> dict[str, Any]:
    return {"as_of": view.as_of, "known_on": view.known_on}


def _spans(changes: Iterable[tuple[date, int]]) -> tuple[Span, ...]:
    """Turn the days on which the cancelled weight changed into the days on which there was any."""
    spans: list[Span] = []
    weight = 0
    for day, change in changes:
        was_cancelled, weight = weight > 0, weight + change
        if weight > 0 and not was_cancelled:
            spans.append(Span(day, None))
        elif was_cancelled and weight == 0:
            spans[-1] = Span(spans[-1].start, day - timedelta(days=1))
    return tuple(spans)


def _sums(
    connection: Connection, view: View, sentra_ids: list[int], between: Sequence[date]
) -> tuple[dict[tuple[int, Basis], _Sums], dict[tuple[int, Basis], _Sums]]:
    """What was added by each day, by sentra and basis: as it happened, and as it was recorded.

    The sums of a month stand on its last day; those of the months in which days `between` lie
    stand on the days on which something was added.
    """
    asked = _asked(view) | {"sentra": sentra_ids, "month": month_number(view.as_of)}
    rows = connection.execute(_months(), asked).all()
    known = rows if view.known_on == date.max else connection.execute(_months_known(), asked).all()
    apart = {month_number(day) for day in between}
    happened: dict[tuple[int, Basis], _Sums] = defaultdict(list)
    for row in known:
        if row.month not in apart:
            happened[row.sentra_id, row.basis].append(
                (last_day(row.month), row.earned, row.cancelled)
            )
    if apart:
        for row in connection.execute(_days_known(), asked | {"months": sorted(apart)}).all():
            happened[row.sentra_id, row.basis].append((row.effective_on, row.earned, row.cancelled))
    told: dict[tuple[int, Basis], _Sums] = defaultdict(list)
    for row in rows:
        told[row.sentra_id, row.basis].append(
            (last_day(row.month), row.told_earned, row.told_cancelled)
        )
    return happened, told


def _past(
    days: Sequence[date], ends: Sequence[date], happened: _Sums, told: _Sums, view: View
) -> tuple[PastShare, ...]:
    said = dict(zip(ends, _carried(ends, told), strict=True))
    return tuple(
        PastShare(day, share, said.get(day) if day <= view.known_on else None)
        for day, share in zip(days, _carried(days, happened), strict=True)
    )


def _carried(days: Iterable[date], sums: _Sums) -> list[float]:
    """The share by each day: what was added up to it."""
    shares, earned, cancelled = [], 0, 0
    waiting = sorted(sums, reverse=True)
    for day in days:
        while waiting and waiting[-1][0] <= day:
            _, more_earned, more_cancelled = waiting.pop()
            earned, cancelled = earned + more_earned, cancelled + more_cancelled
        shares.append(_share(earned, cancelled))
    return shares


# Statements are built once: for a board, that takes as long as carrying them out.


@cache
def _months() -> Select[*tuple[Any, ...]]:
    month = sentra_month.c
    return select(
        month.sentra_id,
        month.basis,
        month.month,
        month.earned_delta.label("earned"),
        month.cancelled_delta.label("cancelled"),
        month.told_earned_delta.label("told_earned"),
        month.told_cancelled_delta.label("told_cancelled"),
    ).where(
        month.sentra_id.in_(bindparam("sentra", expanding=True)),
        month.month < bindparam("month"),
    )


@cache
def _months_known() -> Select[*tuple[Any, ...]]:
    """The sums by month of what was recorded by the day of knowledge."""
    entry = progress_entry.c
    return (
        select(
            entry.sentra_id,
            entry.basis,
            entry.month,
            func.sum(entry.earned_delta).label("earned"),
            func.sum(entry.cancelled_delta).label("cancelled"),
        )
        .where(
            entry.sentra_id.in_(bindparam("sentra", expanding=True)),
            entry.recorded_on <= _known_on,
            entry.month < bindparam("month"),
        )
        .group_by(entry.sentra_id, entry.basis, entry.month)
    )


@cache
def _days_known() -> Select[*tuple[Any, ...]]:
    """What some months added on each of their days."""
    entry = progress_entry.c
    return (
        select(
            entry.sentra_id,
            entry.basis,
            entry.effective_on,
            func.sum(entry.earned_delta).label("earned"),
            func.sum(entry.cancelled_delta).label("cancelled"),
        )
        .where(
            entry.sentra_id.in_(bindparam("sentra", expanding=True)),
            entry.recorded_on <= _known_on,
            entry.month.in_(bindparam("months", expanding=True)),
        )
        .group_by(entry.sentra_id, entry.basis, entry.effective_on)
    )


@cache
def _cancellations() -> Select[*tuple[Any, ...]]:
    """By how much the cancelled weight of a milestone changed, day by day."""
    entry = progress_entry.c
    return (
        select(
            entry.milestone_id,
            entry.basis,
            entry.effective_on,
            func.sum(entry.cancelled_delta).label("cancelled"),
        )
        .where(
            entry.sentra_id.in_(bindparam("sentra", expanding=True)),
            literal_column("cancelled_delta <> 0"),
            entry.effective_on <= _as_of,
            entry.recorded_on <= _known_on,
        )
        .group_by(entry.milestone_id, entry.basis, entry.effective_on)
        .order_by(entry.effective_on)
    )


@cache
def _in_force(*, is_one: bool) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(*(_in_force_on(basis, is_one=is_one) for basis in Basis))


def _in_force_on(basis: Basis, *, is_one: bool) -> Select[*tuple[Any, ...]]:
    """Each milestone's report in force: one index seek each, however long its history."""
    files = (
        select(func.count()).where(evidence_file.c.event_id == report_event.c.id).scalar_subquery()
    )
    return (
        select(
            milestone.c.id.label("milestone_id"),
            literal(basis, progress_entry.c.basis.type).label("basis"),
            _counting(basis, _earlier.c.progress, place=1).label("previous_progress"),
            *_REPORTED,
            account.c.name.label("author"),
            files.label("files"),
        )
        .select_from(milestone)
        .join(report_event, report_event.c.id == _counting(basis, _earlier.c.id, place=0))
        .join(account, account.c.id == report_event.c.author_id)
        .where(milestone.c.programme_id == bindparam("programme"), _of_one if is_one else true())
    )


def _counting(basis: Basis, column: ColumnElement[Any], *, place: int) -> ScalarSelect[Any]:
    """A column of a milestone's latest report that counts (0), or of the one before it (1)."""
    return (
        select(column)
        .where(
            _earlier.c.milestone_id == milestone.c.id,
            _earlier.c.kind == EventKind.REPORT,
            *_known(_earlier, basis),
        )
        .order_by(*latest_first(_earlier))
        .limit(1)
        .offset(place or None)
        .correlate(milestone)
        .scalar_subquery()
    )


def _known(report: FromClause, basis: Basis) -> tuple[ColumnElement[bool], ...]:
    """SQL conditions: a report was effective by the one day, and counts as known by the other."""
    return (
        report.c.effective_on <= _as_of,
        known_by(report, _known_on),
        counts(basis, verdict_by(_known_on, report.c.id)),
    )


def _state(row: Row[*tuple[Any, ...]], obstacles: tuple[Obstacle, ...]) -> State:
    return State(
        status=row.status,
        progress=row.progress,
        previous_progress=row.previous_progress or 0.0,
        report_id=EventId(row.id),
        effective_on=row.effective_on,
        recorded_on=row.recorded_on,
        realised_value=row.realised_value,
        evidence=row.evidence,
        files=row.files,
        note=row.note,
        author=row.author,
        obstacles=obstacles_by_state(obstacles, row.status, row.effective_on),
    )


@cache
def _obstacles(*, is_one: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """The obstacles that count on each basis by the day, oldest first, in one statement."""
    both = (_obstacles_on(basis).where(_of_one if is_one else true()) for basis in Basis)
    return union_all(*both).order_by("opened_on", "id", "closing_id")


def _obstacles_on(basis: Basis) -> Select[*tuple[Any, ...]]:
    """Each obstacle whose opening counts, a line for each closing and whether that counts."""
    closes = and_(_closing.c.id == obstacle_closing.c.closed_by, *_known(_closing, basis))
    return (
        select(
            literal(basis, progress_entry.c.basis.type).label("basis"),
            obstacle.c.id.label("id"),
            obstacle.c.milestone_id,
            obstacle.c.owner_id,
            obstacle.c.description,
            _opening.c.effective_on.label("opened_on"),
            obstacle_closing.c.id.label("closing_id"),
            _closing.c.effective_on.label("closed_on"),
        )
        .join(milestone, milestone.c.id == obstacle.c.milestone_id)
        .join(_opening, _opening.c.id == obstacle.c.opened_by)
        .outerjoin(obstacle_closing, obstacle_closing.c.obstacle_id == obstacle.c.id)
        .outerjoin(_closing, closes)
        .where(
            milestone.c.programme_id == bindparam("programme"),
            *_known(_opening, basis),
        )
    )


def _known_obstacles(
    rows: Iterable[Row[*tuple[Any, ...]]], codes: Mapping[int, AgencyCode]
) -> dict[tuple[int, Basis], dict[int, Obstacle]]:
    """Return the obstacles by milestone and basis, each by its id; the first closing closes it."""
    found: dict[tuple[int, Basis], dict[int, Obstacle]] = defaultdict(dict)
    for row in rows:
        own = found[row.milestone_id, row.basis]
        earlier = own.get(row.id)
        if earlier is None or earlier.closed_on is None:
            own[row.id] = Obstacle(
                id=ObstacleId(row.id),
                description=row.description,
                owner=codes[row.owner_id],
                opened_on=row.opened_on,
                closed_on=row.closed_on,
            )
    return found


def _share(earned: int, cancelled_weight: int) -> float:
    taking_part = POINTS.to_parts(_FULL_WEIGHT) - cancelled_weight
    return earned / (taking_part * SHARE.parts) if taking_part else 0.0


@cache
def recorded_after() -> Select[*tuple[Any, ...]]:
    """How many reports and how many decisions were recorded after the days that they speak of."""
    is_report = (report_event.c.kind == EventKind.REPORT).label("is_report")
    return (
        select(is_report, func.count())
        .where(
            report_event.c.programme_id == bindparam("programme"),
            report_event.c.effective_on <= _as_of,
            ~known_by(report_event, _as_of),
        )
        .group_by(is_report)
    )
