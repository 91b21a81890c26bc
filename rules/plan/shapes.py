"""The shape of a plan: what is wrong with one, and the usual one of a new milestone."""

from collections.abc import Iterator
from typing import Final

from rules.periods import quarter_of
from rules.plan.errors import PlanProblem
from rules.shapes import LINEAR, STEP, QuarterTarget, Shape
from rules.values import Schedule
from rules.vocabulary import IndicatorKind, ShapeKind

# Half a decree does not exist, nor half a plot of land.
_INDIVISIBLE: Final = frozenset(
    [
        "akta",
        "bidang",
        "dokumen",
        "izin",
        "keputusan",
        "nib",
        "perjanjian",
        "persil",
        "peraturan",
        "sertifikat",
        "sk",
        "surat",
    ]
)


def problems_of_shape(schedule: Schedule) -> Iterator[PlanProblem]:
    """Yield what is wrong with the quarterly targets of a schedule; other shapes are never wrong.

    They rise to the whole in the quarter of the finish, and all others end between the two days.
    """
    if schedule.shape.kind is not ShapeKind.TARGETS:
        return
    *earlier, last = schedule.shape.targets
    if not all(map(_is_rise, [None, *earlier], schedule.shape.targets)):
        yield PlanProblem.SHAPE_NOT_RISING
    if last.share != 1:
        yield PlanProblem.SHAPE_NOT_WHOLE
    is_inside = all(schedule.start < one.quarter.finish < schedule.finish for one in earlier)
    if not is_inside or last.quarter != quarter_of(schedule.finish):
        yield PlanProblem.SHAPE_OUTSIDE


def usual_shape(indicator: IndicatorKind, unit: str) -> Shape:
    """Return the shape of a new milestone: a document or a plot is there or not, all else grows."""
    is_one = indicator is IndicatorKind.FINAL_VALUE
    return STEP if is_one and _INDIVISIBLE & set(unit.casefold().split()) else LINEAR


def _is_rise(before: QuarterTarget | None, after: QuarterTarget) -> bool:
    if before is None:
        return 0 <= after.share <= 1
    return before.quarter < after.quarter and before.share <= after.share <= 1
