"""What each sentra had reached on earlier days, and when milestones were cancelled."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import product
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, literal_column, select

from models.progress.view import AS_OF, KNOWN_ON, View
from models.schema.columns import POINTS, SHARE
from models.schema.progress import REACHED, progress_entry, sentra_month
from rules.periods import Span, last_day, month_end, month_ends, month_number
from rules.values import PastShare, Programme
from rules.vocabulary import Basis, Plan

_FULL_WEIGHT: Final = 100
# A line of a month: its sentra, basis and month, what happened in it, and what was told in it.
_TOLD: Final = 3 + len(REACHED)

_Sums = list[tuple[date, Sequence[int]]]
"""By day: what was added to what had been reached, in whole parts, in the order of `REACHED`."""

# Where in that order stand, of a plan, weight x progress and the cancelled weight.
_OF_PLAN: Final = {Plan.CURRENT: slice(0, 2), Plan.FIRST: slice(2, 4)}

History = dict[Plan, dict[Basis, tuple[PastShare, ...]]]
"""What a sentra had reached on earlier days, by the weights of each plan, on each basis."""

Cancelled = dict[int, dict[Basis, tuple[Span, ...]]]
"""By the row of a milestone: the days on which it was cancelled, on each basis."""


def history(
    connection: Connection,
    programme: Programme,
    view: View,
    sentra_ids: list[int],
    *,
    steps: Iterable[date],
) -> dict[int, History]:
    """Return what each sentra had reached at each month end before the month of the day.

    Each as known on the view's day of knowledge, and as it was told on that month end itself. The
    days of `steps` and those before them stand too, but what was told on them is not asked.
    """
    ends = [day for day in month_ends(programme.start, view.as_of) if day < month_end(view.as_of)]
    around = {near for day in steps for near in (day - timedelta(days=1), day)}
    between = sorted(day for day in around if programme.start <= day < view.as_of)
    happened, told = _sums(connection, view, sentra_ids, between)
    days = sorted({*ends, *between})

    found: dict[int, History] = {sentra_id: {plan: {} for plan in Plan} for sentra_id in sentra_ids}
    for sentra_id, basis in product(sentra_ids, Basis):
        sums = happened[sentra_id, basis], told[sentra_id, basis]
        current = _past(days, ends, sums, Plan.CURRENT, view)
        found[sentra_id][Plan.CURRENT][basis] = current
        # Few weights are ever revised; where none was, both plans reckon alike.
        found[sentra_id][Plan.FIRST][basis] = (
            current if _are_alike(sums) else _past(days, ends, sums, Plan.FIRST, view)
        )
    return found


def _are_alike(sums: tuple[_Sums, _Sums]) -> bool:
    current, first = (_OF_PLAN[plan] for plan in (Plan.CURRENT, Plan.FIRST))
    return all(own[current] == own[first] for of in sums for _, own in of)


def cancelled_spans(connection: Connection, view: View, sentra_ids: list[int]) -> Cancelled:
    """Return by milestone id on which days it was cancelled; those that never were are missing."""
    asked = view.asked | {"sentra": sentra_ids}
    steps: dict[int, dict[Basis, list[tuple[date, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(_cancellations(), asked).all():
        steps[row.milestone_id][row.basis].append((row.effective_on, row.cancelled))
    return {
        milestone_id: {basis: _spans(changes) for basis, changes in by_basis.items()}
        for milestone_id, by_basis in steps.items()
    }


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
    asked = view.asked | {"sentra": sentra_ids, "month": month_number(view.as_of)}
    rows = connection.execute(_months(), asked).all()
    known = rows if view.known_on == date.max else connection.execute(_months_known(), asked).all()
    apart = {month_number(day) for day in between}
    happened: dict[tuple[int, Basis], _Sums] = defaultdict(list)
    for row in known:
        if row.month not in apart:
            happened[row.sentra_id, row.basis].append((last_day(row.month), row[3:_TOLD]))
    if apart:
        for row in connection.execute(_days_known(), asked | {"months": sorted(apart)}).all():
            happened[row.sentra_id, row.basis].append((row.effective_on, row[3:]))
    told: dict[tuple[int, Basis], _Sums] = defaultdict(list)
    for row in rows:
        told[row.sentra_id, row.basis].append((last_day(row.month), row[_TOLD:]))
    return happened, told


def _past(
    days: Sequence[date],
    ends: Sequence[date],
    sums: tuple[_Sums, _Sums],
    plan: Plan,
    view: View,
) -> tuple[PastShare, ...]:
    happened, told = sums
    said = dict(zip(ends, _carried(ends, told, plan), strict=True))
    return tuple(
        PastShare(day, share, said.get(day) if day <= view.known_on else None)
        for day, share in zip(days, _carried(days, happened, plan), strict=True)
    )


def _carried(days: Iterable[date], sums: _Sums, plan: Plan) -> list[float]:
    """The share by each day in a plan: what was added up to it."""
    shares, earned, cancelled, own = [], 0, 0, _OF_PLAN[plan]
    waiting = sorted(sums, key=itemgetter(0), reverse=True)
    for day in days:
        while waiting and waiting[-1][0] <= day:
            more_earned, more_cancelled = waiting.pop()[1][own]
            earned, cancelled = earned + more_earned, cancelled + more_cancelled
        shares.append(_share(earned, cancelled))
    return shares


def _share(earned: int, cancelled_weight: int) -> float:
    taking_part = POINTS.to_parts(_FULL_WEIGHT) - cancelled_weight
    return earned / (taking_part * SHARE.parts) if taking_part else 0.0


# Statements are built once: for a board, that takes as long as carrying them out.


@cache
def _months() -> Select[*tuple[Any, ...]]:
    month = sentra_month.c
    return select(
        month.sentra_id,
        month.basis,
        month.month,
        *(month[f"{told}{name}_delta"] for told in ("", "told_") for name in REACHED),
    ).where(
        month.sentra_id.in_(bindparam("sentra", expanding=True)),
        month.month < bindparam("month"),
    )


def _reached() -> tuple[ColumnElement[int], ...]:
    return tuple(func.sum(progress_entry.c[f"{name}_delta"]) for name in REACHED)


@cache
def _months_known() -> Select[*tuple[Any, ...]]:
    """The sums by month of what was recorded by the day of knowledge."""
    entry = progress_entry.c
    return (
        select(
            entry.sentra_id,
            entry.basis,
            entry.month,
            *_reached(),
        )
        .where(
            entry.sentra_id.in_(bindparam("sentra", expanding=True)),
            entry.recorded_on <= KNOWN_ON,
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
            *_reached(),
        )
        .where(
            entry.sentra_id.in_(bindparam("sentra", expanding=True)),
            entry.recorded_on <= KNOWN_ON,
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
            entry.effective_on <= AS_OF,
            entry.recorded_on <= KNOWN_ON,
        )
        .group_by(entry.milestone_id, entry.basis, entry.effective_on)
        .order_by(entry.effective_on)
    )
