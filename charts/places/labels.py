"""Names beside points on a map, placed so that they cover neither marks nor each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from typing import Final


class Side(StrEnum):
    """Where a label stands beside its point."""

    RIGHT = "right"
    LEFT = "left"
    ABOVE = "above"
    BELOW = "below"
    ABOVE_RIGHT = "above_right"
    ABOVE_LEFT = "above_left"
    BELOW_RIGHT = "below_right"
    BELOW_LEFT = "below_left"


# The labels are placed for the narrowest screen; wider ones only gain room. Degrees a pixel there.
_DEGREES_A_PIXEL: Final = 0.0017
_LETTER_PIXELS: Final = 6.6
_LINE_PIXELS: Final = 16
_MARK_PIXELS: Final = 9
# A covered mark hides a state, a covered word only reads badly.
_MARK_WEIGHT: Final = 3
_PASSES: Final = 4
# Across to the right and up, in half widths of the label.
DIRECTIONS: Final = {
    Side.RIGHT: (1, 0),
    Side.LEFT: (-1, 0),
    Side.ABOVE: (0, 1),
    Side.BELOW: (0, -1),
    Side.ABOVE_RIGHT: (1, 1),
    Side.ABOVE_LEFT: (-1, 1),
    Side.BELOW_RIGHT: (1, -1),
    Side.BELOW_LEFT: (-1, -1),
}
Box = tuple[float, float, float, float]


# Places stay where they are from day to day, and placing their names takes a sixth of a new day.
@lru_cache(maxsize=16)
def free_sides(
    centres: tuple[tuple[float, float], ...],
    texts: tuple[str, ...],
    taken: tuple[Box, ...] = (),
) -> tuple[Side, ...]:
    """Return the sides on which labels cover least of marks, each other and what is `taken`.

    Greedy moves can end in a corner, so they begin from two sides; the better end counts.
    """
    labels = [
        _Label(mark_box(centre), {side: label_box(centre, text, side) for side in Side}, taken)
        for centre, text in zip(centres, texts, strict=True)
    ]
    found = [_settled(labels, [first] * len(labels)) for first in (Side.RIGHT, Side.LEFT)]
    best = min(found, key=lambda sides: sum(_covered(labels, sides, at) for at in _at(labels)))
    return tuple(best)


@dataclass(frozen=True, slots=True)
class _Label:
    """The box of a point's marks, that of its name on each side, and what the ground names."""

    marks: Box
    boxes: Mapping[Side, Box]
    taken: Sequence[Box]


def _settled(labels: Sequence[_Label], sides: list[Side]) -> list[Side]:
    """The sides after each label moved a few times to where it covers least."""
    for _ in range(_PASSES):
        for at in _at(labels):
            tried = [[*sides[:at], side, *sides[at + 1 :]] for side in Side]
            sides = min(tried, key=partial(_covered, labels, at=at))
    return sides


def _covered(labels: Sequence[_Label], sides: Sequence[Side], at: int) -> float:
    """How much the label at `at` covers of every other label and mark, and of what is taken."""
    box = labels[at].boxes[sides[at]]
    named = sum(_overlap(box, one) for one in labels[at].taken)
    return named + sum(
        _MARK_WEIGHT * _overlap(box, label.marks) + _overlap(box, label.boxes[side])
        for other, (label, side) in enumerate(zip(labels, sides, strict=True))
        if other != at
    )


def _at(labels: Sequence[_Label]) -> range:
    return range(len(labels))


def name_box(centre: tuple[float, float], text: str) -> Box:
    """Return the degrees that a name on the ground covers around its middle."""
    across = len(text) * _LETTER_PIXELS * _DEGREES_A_PIXEL / 2
    up = _LINE_PIXELS * _DEGREES_A_PIXEL / 2
    return centre[0] - across, centre[1] - up, centre[0] + across, centre[1] + up


def mark_box(centre: tuple[float, float]) -> Box:
    """Return the degrees that the marks of a point cover: west, south, east, north."""
    reach = _MARK_PIXELS * _DEGREES_A_PIXEL
    return centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach


def label_box(centre: tuple[float, float], text: str, side: Side) -> Box:
    """Return the degrees that a label of one or more lines covers on `side` of its point."""
    across, up = DIRECTIONS[side]
    lines = text.splitlines()
    width = max(map(len, lines), default=0) * _LETTER_PIXELS * _DEGREES_A_PIXEL
    height = len(lines) * _LINE_PIXELS * _DEGREES_A_PIXEL
    gap = _MARK_PIXELS * _DEGREES_A_PIXEL
    left = centre[0] - width / 2 + across * (width / 2 + (0 if up else gap))
    bottom = centre[1] - height / 2 + up * (height / 2 + gap * 0.8)
    return left, bottom, left + width, bottom + height


def _overlap(box: Box, other: Box) -> float:
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
