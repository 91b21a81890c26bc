"""What the drawings of the S-curve share: its ground, its height, its lines, its colours."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

from charts import drawing, time_axis
from charts.palette import CURRENT_PLAN, LIGHT
from charts.s_curve.spec import Callout, CurveLine, CurveSpec
from charts.sheet import Area

Place: TypeAlias = Callable[[date, float], tuple[float, float]]

PLAN_GROUND: Final = "#F0F3F3"
# The axis ends above 100 % so that a callout on a finished plan stays below the as-of words.
HEADROOM: Final = 110
SHARES: Final = (0, 0.25, 0.5, 0.75, 1)


def colour_of(callout: Callout, spec: CurveSpec) -> str:
    """Return the colour of the line that `callout` speaks of."""
    if callout is spec.actual_callout:
        return LIGHT.primary
    is_first = callout.text.startswith(spec.first_plan.name)
    return LIGHT.plan if is_first else CURRENT_PLAN


def places(spec: CurveSpec, area: Area) -> Place:
    """Return where a share of a day stands in `area`."""
    start, finish = spec.days[0], spec.days[-1]

    def place(day: date, share: float) -> tuple[float, float]:
        x = area.left + time_axis.share_of(day, start, finish) * area.width
        return x, area.bottom - share * area.height * 100 / HEADROOM

    return place


def drawn_ground(spec: CurveSpec, area: Area) -> list[str]:
    """Return the quiet ground below the first plan, and the lines of the shares over it."""
    place, start, finish = places(spec, area), spec.days[0], spec.days[-1]
    under = [place(start, 0), *_points(spec.first_plan, spec, place), place(finish, 0)]
    heights = [place(start, share)[1] for share in SHARES]
    return [
        drawing.polyline(under, colour="none", fill=PLAN_GROUND),
        *(drawing.line((area.left, y), (area.right, y), colour=LIGHT.line) for y in heights),
    ]


def drawn_curves(spec: CurveSpec, area: Area, *, width: float) -> list[str]:
    """Return plans and what was told, dashed, and the actual, `width` wide and twice as strong."""
    place = places(spec, area)
    plans = [(spec.first_plan, LIGHT.plan, "9 6")]
    if spec.current_plan:
        plans.append((spec.current_plan, CURRENT_PLAN, "10 4 2 4"))
    if spec.told:
        plans.append((spec.told, LIGHT.muted, "2 5"))
    parts = [
        drawing.polyline(_points(curve, spec, place), colour=colour, width=width / 2, dash=dash)
        for curve, colour, dash in plans
    ]
    actual = _points(spec.actual, spec, place)
    return [*parts, drawing.polyline(actual, colour=LIGHT.primary, width=width)]


def _points(curve: CurveLine, spec: CurveSpec, place: Place) -> list[tuple[float, float]]:
    pairs = zip(spec.days, curve.values, strict=True)
    return [place(day, share) for day, share in pairs if share is not None]
