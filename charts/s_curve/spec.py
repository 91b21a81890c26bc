"""Plan and actual over the days: what the S-curve of a briefing shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from charts import findings, time_axis
from charts.spec import ChartSpec
from charts.stamp import stamp
from charts.time_axis import Tick, Zoom
from rules.progress.briefing import Briefing, Totals
from rules.progress.s_curve import CurvePoint, largest_delay
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Plan, label
from words.formats import percent

# How far along the axis a callout of a phone's width still has room on its usual side.
_ROOM_LEFT: Final = 0.42
_ROOM_RIGHT: Final = 0.58
# Two plans closer than this everywhere are the same plan, rounded differently.
_SAME: Final = 1e-9
# From half a point on, what was reported later is worth a line of its own.
_LATE: Final = 0.005
# Closer than this, as shares, two callouts on one side would overlap; the axis counts as one too.
CLOSE: Final = 0.065


@dataclass(frozen=True, slots=True)
class CurveLine:
    """One line of an S-curve; values are shares in [0, 1], None where nothing is known."""

    name: str
    values: tuple[float | None, ...]


class Corner(StrEnum):
    """Where a callout stands from its point, so that it covers neither curve nor edge."""

    UPPER_LEFT = "upper_left"
    UPPER_RIGHT = "upper_right"
    LOWER_LEFT = "lower_left"
    LOWER_RIGHT = "lower_right"

    @property
    def is_upper(self) -> bool:
        """Whether the callout stands above its point."""
        return self in {Corner.UPPER_LEFT, Corner.UPPER_RIGHT}

    @property
    def is_left(self) -> bool:
        """Whether the callout stands left of its point."""
        return self in {Corner.UPPER_LEFT, Corner.LOWER_LEFT}


@dataclass(frozen=True, slots=True)
class Callout:
    """A name or figure written beside the place on the curve that it belongs to."""

    day: date
    share: float
    text: str
    corner: Corner


@dataclass(frozen=True, kw_only=True)
class CurveSpec(ChartSpec):
    """Plan and actual over the days; `current_plan` is None where it equals the first.

    `told` is the actual as it was told on each day itself; None where it hardly differs.
    """

    days: tuple[date, ...]
    first_plan: CurveLine
    current_plan: CurveLine | None
    actual: CurveLine
    told: CurveLine | None
    as_of: date
    as_of_text: str
    actual_callout: Callout
    planned_callout: Callout
    other_callout: Callout | None
    ticks: tuple[Tick, ...]


def spec(briefing: Briefing) -> CurveSpec:
    """Return the curve of the programme."""
    return _spec(briefing, "Seluruh program", briefing.totals, briefing.curve)


def spec_of(sentra: SentraBrief, briefing: Briefing) -> CurveSpec:
    """Return the curve of one sentra of `briefing`."""
    return _spec(briefing, f"Sentra {sentra.sentra.name}", sentra, sentra.curve)


def _spec(
    briefing: Briefing, subject: str, figures: Totals | SentraBrief, curve: Sequence[CurvePoint]
) -> CurveSpec:
    moment, start, finish = briefing.moment, curve[0].day, curve[-1].day
    finding = findings.of(figures, briefing)
    first = CurveLine(label(Plan.FIRST), tuple(point.first_plan for point in curve))
    current = CurveLine(label(Plan.CURRENT), tuple(point.current_plan for point in curve))
    differs = _gap(curve) > _SAME
    told = CurveLine("seperti diketahui saat itu", tuple(point.told for point in curve))
    is_late = largest_delay(curve) >= _LATE
    share = time_axis.share_of(moment.as_of, start, finish)
    as_of = moment.as_of
    actual_corner, planned_corner = _corners(share, figures.actual, figures.planned)
    plan_words = f"{label(moment.plan)} {percent(figures.planned)}"
    return CurveSpec(
        title=f"{subject}: {finding}",
        subtitle=_subtitle(differs=differs, is_late=is_late),
        alt=f"Kurva S {subject}. {findings.sentence(findings.position(moment))}: {finding}.",
        stamp=stamp(briefing.programme, moment),
        days=tuple(point.day for point in curve),
        first_plan=first,
        current_plan=current if differs else None,
        actual=CurveLine("realisasi", tuple(point.actual for point in curve)),
        told=told if is_late else None,
        as_of=as_of,
        as_of_text=findings.position(moment),
        actual_callout=Callout(
            as_of, figures.actual, f"realisasi {percent(figures.actual)}", actual_corner
        ),
        planned_callout=Callout(as_of, figures.planned, plan_words, planned_corner),
        other_callout=_other_callout(curve, moment.plan, as_of) if differs else None,
        ticks=time_axis.ticks(start, finish, Zoom.QUARTER),
    )


def _subtitle(*, differs: bool, is_late: bool) -> str:
    current = ", titik-garis = rencana berjalan" if differs else ""
    told = ", titik-titik = seperti diketahui saat itu" if is_late else ""
    return f"Garis tebal = realisasi, putus-putus = rencana awal{current}{told}; I-IV = triwulan"


def _gap(curve: Sequence[CurvePoint]) -> float:
    return max(abs(point.first_plan - point.current_plan) for point in curve)


def _corners(share: float, actual: float, planned: float) -> tuple[Corner, Corner]:
    """The corners of the actual and of the plan: curves rise, so above is free only to the left."""
    lower = Corner.LOWER_RIGHT if share < _ROOM_RIGHT else Corner.LOWER_LEFT
    if share > _ROOM_LEFT:
        upper = Corner.UPPER_LEFT
    else:
        upper = lower if abs(actual - planned) > CLOSE else Corner.UPPER_RIGHT
    return (lower, upper) if actual <= planned else (upper, lower)


def _other_callout(curve: Sequence[CurvePoint], compared: Plan, as_of: date) -> Callout | None:
    """The name of the plan not compared with, where it is farthest from the compared one."""
    start, finish = curve[0].day, curve[-1].day
    other = Plan.FIRST if compared is Plan.CURRENT else Plan.CURRENT
    margin = (finish - start) * 0.1
    future = [point for point in curve if as_of + margin < point.day < finish - 3 * margin]
    past = [point for point in curve if start + 3 * margin < point.day < as_of - margin]
    if not (future or past):
        return None
    widest = max(future or past, key=lambda point: abs(point.first_plan - point.current_plan))
    shares = {Plan.FIRST: widest.first_plan, Plan.CURRENT: widest.current_plan}
    # Below the past plans lies the actual; below the future ones lies nothing.
    is_upper = shares[other] > shares[compared] or not future
    corner = Corner.UPPER_LEFT if is_upper else Corner.LOWER_RIGHT
    return Callout(widest.day, shares[other], label(other), corner)
