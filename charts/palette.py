"""Colours, fonts and marks: the only place that knows how a state looks. Contrast >= 4.5:1."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rules.meetings.follow_ups import FollowUp
from rules.vocabulary import Flag, Light, Status, label


@dataclass(frozen=True, slots=True)
class Theme:
    """The colour tokens; `.streamlit/config.toml` holds the same values."""

    ink: str
    muted: str
    ground: str
    surface: str
    line: str
    primary: str
    plan: str
    good: str
    warning: str
    alarm: str
    running: str
    idle: str


LIGHT: Final = Theme(
    ink="#1B2A3A",
    muted="#566573",
    ground="#FAF8F4",
    surface="#FFFFFF",
    line="#E2DED5",
    primary="#0B5D6B",
    plan="#566573",
    good="#00735C",
    warning="#9A5B00",
    alarm="#B3261E",
    running="#1F6FB2",
    idle="#5F6B76",
)

SCREEN_FONT: Final = '"Source Sans", "Noto Sans", sans-serif'
PICTURE_FONT: Final = "Noto Sans"
# Opaque, because a half-transparent bar over grid lines prints and projects unevenly.
CLAIMED: Final = "#9DBEC4"
PLANNED_BAR: Final = "#D5DDE0"
CURRENT_PLAN: Final = "#8A5A83"
TRACK: Final = "#EFECE5"
BAND: Final = "#F5F2EB"
# Ochre to teal keeps its order for every common colour blindness; the cells also carry arrows.
FAR_BEHIND: Final = "#F2B8A0"
BEHIND: Final = "#F8DFB8"
ON_PLAN: Final = "#EEF1EF"
AHEAD: Final = "#BFE3DC"
DONE: Final = "#DCEBDD"


class Shape(StrEnum):
    """The form of a mark, so that no state is told by colour alone."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    HALF = "half"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state looks: colour, shape and word, always shown together."""

    colour: str
    shape: Shape
    word: str


_LIGHTS: Final = {
    Light.NOT_STARTED: (LIGHT.idle, Shape.RING),
    Light.NOT_JUDGED: (LIGHT.idle, Shape.RING),
    Light.ON_PLAN: (LIGHT.good, Shape.CIRCLE),
    Light.ATTENTION: (LIGHT.warning, Shape.TRIANGLE),
    Light.CRITICAL: (LIGHT.alarm, Shape.SQUARE),
    Light.FINISHED: (LIGHT.good, Shape.CIRCLE),
}
_STATUSES: Final = {
    Status.NOT_STARTED: (LIGHT.idle, Shape.RING),
    Status.IN_PROGRESS: (LIGHT.running, Shape.HALF),
    Status.OBSTRUCTED: (LIGHT.warning, Shape.TRIANGLE),
    Status.FINISHED: (LIGHT.good, Shape.CIRCLE),
    Status.CANCELLED: (LIGHT.muted, Shape.RING),
}
_FLAGS: Final = {
    Flag.OVERDUE: (LIGHT.alarm, Shape.SQUARE),
    Flag.DUE_SOON: (LIGHT.warning, Shape.TRIANGLE),
    Flag.SILENT: (LIGHT.warning, Shape.TRIANGLE),
    Flag.SLIPPED: (LIGHT.running, Shape.HALF),
    Flag.WITHOUT_EVIDENCE: (LIGHT.idle, Shape.RING),
}
_GLYPHS: Final = {
    Shape.CIRCLE: "●",
    Shape.TRIANGLE: "▲",
    Shape.SQUARE: "■",
    Shape.HALF: "◐",
    Shape.RING: "○",
}


def mark(state: Light | Status | Flag) -> Mark:
    """Return how `state` looks on a light ground, with its Indonesian word."""
    match state:
        case Light():
            colour, shape = _LIGHTS[state]
        case Status():
            colour, shape = _STATUSES[state]
        case Flag():
            colour, shape = _FLAGS[state]
    return Mark(colour, shape, label(state))


def mark_of_follow_up(follow_up: FollowUp, day: date) -> Mark:
    """Return how a follow-up stands on `day`: finished, overdue, or under way."""
    if not follow_up.is_open:
        return mark(Status.FINISHED)
    return mark(Flag.OVERDUE if follow_up.days_late(day) else Status.IN_PROGRESS)


def glyph(shape: Shape) -> str:
    """Return `shape` as a letter, for words on the screen; pictures draw it instead."""
    return _GLYPHS[shape]
