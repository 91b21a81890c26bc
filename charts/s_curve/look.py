"""What both drawings of the S-curve share: its ground, its height, its colours."""

from typing import Final

from charts.palette import CURRENT_PLAN, LIGHT
from charts.s_curve.spec import Callout, CurveSpec

PLAN_GROUND: Final = "#F0F3F3"
# The axis ends above 100 % so that a callout on a finished plan stays below the as-of words.
HEADROOM: Final = 110


def colour_of(callout: Callout, spec: CurveSpec) -> str:
    """Return the colour of the line that `callout` speaks of."""
    if callout is spec.actual_callout:
        return LIGHT.primary
    is_first = callout.text.startswith(spec.first_plan.name)
    return LIGHT.plan if is_first else CURRENT_PLAN
