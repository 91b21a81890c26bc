"""How the actual of a stage stands to its plan, and how that looks: colour and arrow."""

from enum import StrEnum
from typing import Final

from charts.palette import AHEAD, BEHIND, FAR_BEHIND, LIGHT, ON_PLAN
from rules.thresholds import TOLERANCE, Thresholds


class Tone(StrEnum):
    """How the actual of a stage stands to its plan; the cell's colour and arrow follow."""

    NONE = "none"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    ON_PLAN = "on_plan"
    AHEAD = "ahead"


COLOURS: Final = {
    Tone.NONE: LIGHT.surface,
    Tone.FAR_BEHIND: FAR_BEHIND,
    Tone.BEHIND: BEHIND,
    Tone.ON_PLAN: ON_PLAN,
    Tone.AHEAD: AHEAD,
}
ORDER: Final = (Tone.FAR_BEHIND, Tone.BEHIND, Tone.ON_PLAN, Tone.AHEAD)
WITH_ARROW: Final = frozenset({Tone.FAR_BEHIND, Tone.BEHIND, Tone.AHEAD})


def tone_of(behind: float, limits: Thresholds) -> Tone:
    """Return the tone of a deviation in points; the boundaries are those of the lights."""
    if behind < limits.critical_below - TOLERANCE:
        return Tone.FAR_BEHIND
    if behind < limits.attention_below - TOLERANCE:
        return Tone.BEHIND
    return Tone.AHEAD if behind > -limits.attention_below + TOLERANCE else Tone.ON_PLAN


def arrow_colour(tone: Tone) -> str:
    """Return the colour of the arrow of `tone`."""
    colours: dict[Tone, str] = {Tone.FAR_BEHIND: LIGHT.alarm, Tone.BEHIND: LIGHT.warning}
    return colours.get(tone, LIGHT.good)
