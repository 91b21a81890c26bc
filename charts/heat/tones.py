"""How the actual of a stage stands to its plan, and how that looks: colour and arrow."""

from enum import StrEnum
from typing import Final

from charts.palette import AHEAD, BEHIND, DONE, FAR_BEHIND, LIGHT, ON_PLAN, Mark, mark
from rules.progress.shares import deviation
from rules.thresholds import TOLERANCE, Thresholds
from rules.vocabulary import Light


class Tone(StrEnum):
    """How the actual of a stage stands to its plan; the cell's colour and arrow follow."""

    NONE = "none"
    NOT_DUE = "not_due"
    FINISHED = "finished"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    ON_PLAN = "on_plan"
    AHEAD = "ahead"


COLOURS: Final = {
    Tone.NONE: LIGHT.surface,
    Tone.NOT_DUE: LIGHT.surface,
    Tone.FINISHED: DONE,
    Tone.FAR_BEHIND: FAR_BEHIND,
    Tone.BEHIND: BEHIND,
    Tone.ON_PLAN: ON_PLAN,
    Tone.AHEAD: AHEAD,
}
ORDER: Final = (
    Tone.FAR_BEHIND,
    Tone.BEHIND,
    Tone.ON_PLAN,
    Tone.AHEAD,
    Tone.FINISHED,
    Tone.NOT_DUE,
)
WITH_ARROW: Final = frozenset({Tone.FAR_BEHIND, Tone.BEHIND, Tone.AHEAD})
MARKS: Final[dict[Tone, Mark]] = {
    Tone.FINISHED: mark(Light.FINISHED),
    Tone.NOT_DUE: mark(Light.NOT_STARTED),
}


def tone_of(actual: float, planned: float, limits: Thresholds) -> Tone:
    """Return the tone of a stage's shares; the boundaries are those of the lights.

    What is done is done, whatever the plan was; what neither began nor should have is not yet due.
    """
    if actual >= 1 - TOLERANCE:
        return Tone.FINISHED
    if max(actual, planned) <= 0:
        return Tone.NOT_DUE
    behind = deviation(actual, planned)
    if behind < limits.critical_below - TOLERANCE:
        return Tone.FAR_BEHIND
    if behind < limits.attention_below - TOLERANCE:
        return Tone.BEHIND
    return Tone.AHEAD if behind > -limits.attention_below + TOLERANCE else Tone.ON_PLAN


def arrow_colour(tone: Tone) -> str:
    """Return the colour of the arrow of `tone`."""
    colours: dict[Tone, str] = {Tone.FAR_BEHIND: LIGHT.alarm, Tone.BEHIND: LIGHT.warning}
    return colours.get(tone, LIGHT.good)
