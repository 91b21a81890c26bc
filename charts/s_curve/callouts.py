"""Where the words of an S-curve stand, so that no line runs through them.

Places are shares of the axes: of the days from left to right, of the values from the bottom up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final, TypeAlias

from charts import time_axis

Line: TypeAlias = Sequence[tuple[float, float]]

# A line that ends at a point does not yet run through the words that begin beside it.
_BESIDE: Final = 0.01
# Words may stand over the axis a little; its own figures stand further out.
_SLACK: Final = 0.03
# Words within so many lines of letters from their point still seem to belong to it.
_CLOSE: Final = 1.5


@dataclass(frozen=True, slots=True)
class Words:
    """Words about the point at `at` of the days and `share` of the values, and their width."""

    at: float
    share: float
    width: float


@dataclass(frozen=True, slots=True)
class Placed:
    """On which side of their point words stand, and at which value the middle of their letters."""

    is_left: bool
    middle: float


def line(days: Sequence[date], values: Sequence[float | None]) -> Line:
    """Return a curve as places on the axes, without the days on which nothing is known."""
    start, finish = days[0], days[-1]
    return [
        (time_axis.share_of(day, start, finish), value)
        for day, value in zip(days, values, strict=True)
        if value is not None
    ]


def figures(
    planned: Words, actual: Words, lines: Sequence[Line], tall: float
) -> tuple[Placed, Placed]:
    """Return where plan and actual of one day stand; `tall` is the height of a line of letters.

    Curves rise: over them is room to the left, under them to the right. Where the day is too early
    for words on the left both stand on the right under the lines, or where nothing fits there over
    them.
    """
    is_behind = actual.share <= planned.share
    upper, lower = (planned, actual) if is_behind else (actual, planned)
    high, low = _over(upper, lines, tall), _under(lower, lines, tall)
    if not high.is_left:
        beside = _under(upper, lines, tall)
        below = replace(low, middle=min(low.middle, beside.middle - tall))
        is_close = upper.share - beside.middle < _CLOSE * tall
        if is_close and below.middle >= tall / 2:
            high, low = beside, below
    if low.middle < tall / 2:
        low = _over(replace(upper, width=max(upper.width, lower.width)), lines, tall)
        high = replace(low, middle=low.middle + tall)
    return (high, low) if is_behind else (low, high)


def name(
    points: Sequence[Words],
    lines: Sequence[Line],
    tall: float,
    *,
    is_upper: bool,
    taken: Sequence[tuple[Words, Placed, float]],
) -> tuple[int, Placed]:
    """Return at which of the points of a line its name has room, and where it stands there.

    `taken` are the words that stand already, each with its height. Where no point has room the name
    runs through the line of their day, or whatever else stands at the first.
    """
    middle = Placed(is_left=False, middle=1 / 2)
    walls = [(Words(words.at, 1 / 2, 0), middle, 1.0) for words, *_ in taken]
    for at, words in enumerate(points):
        for place in _places(words, lines, tall, is_upper=is_upper):
            is_close = abs(place.middle - words.share) <= _CLOSE * tall
            if is_close and _is_free(words, place, tall, [*taken, *walls]):
                return at, place
    tried = _places(points[0], lines, tall, is_upper=is_upper)
    return 0, next((place for place in tried if _is_free(points[0], place, tall, taken)), tried[0])


def _places(words: Words, lines: Sequence[Line], tall: float, *, is_upper: bool) -> list[Placed]:
    """Where the name of a line may stand beside a point of it, best first."""
    high, low = _over(words, lines, tall), _under(words, lines, tall)
    tried = [high, low] if is_upper else [low, high]
    tried += [_over(words, lines, tall, is_left=not high.is_left)]
    return [*tried, _under(words, lines, tall, is_left=not low.is_left)]


def _is_free(
    words: Words, place: Placed, tall: float, taken: Sequence[tuple[Words, Placed, float]]
) -> bool:
    start, end = _sides(words, place)
    if start < -_SLACK or end > 1 or not tall / 2 <= place.middle <= 1:
        return False
    for other, stands, height in taken:
        left, right = _sides(other, stands)
        is_level = abs(stands.middle - place.middle) < (tall + height) / 2
        if is_level and start < right and left < end:
            return False
    return True


def _sides(words: Words, place: Placed) -> tuple[float, float]:
    if place.is_left:
        return words.at - words.width, words.at
    return words.at, words.at + words.width


def _over(
    words: Words, lines: Sequence[Line], tall: float, *, is_left: bool | None = None
) -> Placed:
    """Where words stand over all lines: to the left, or where that is too narrow, to the right."""
    if is_left is None:
        is_left = words.width <= words.at + _SLACK or words.at > 1 / 2
    start, end = _span(words, is_left=is_left)
    highest = max([words.share, *_values(lines, start, end)])
    return Placed(is_left, highest + tall / 2)


def _under(
    words: Words, lines: Sequence[Line], tall: float, *, is_left: bool | None = None
) -> Placed:
    """Where words stand under all lines: to the right, or where that is too narrow, to the left.

    As close to their point as lines and the bottom let them; under the bottom where nothing fits.
    """
    if is_left is None:
        is_left = words.at + words.width > 1 and words.at > 1 / 2
    start, end = _span(words, is_left=is_left)
    limit = min(_values(lines, start, end), default=1.0) - tall / 2
    return Placed(is_left, min(limit, max(words.share, tall / 2)))


def _span(words: Words, *, is_left: bool) -> tuple[float, float]:
    if is_left:
        return words.at - words.width, words.at - _BESIDE
    return words.at + _BESIDE, words.at + words.width


def _values(lines: Sequence[Line], start: float, end: float) -> Iterator[float]:
    """The values of all lines between two places, and at the two."""
    for line in lines:
        yield from (value for at, value in line if start <= at <= end)
        for (before, first), (after, last) in pairwise(line):
            for place in (start, end):
                if before <= place <= after and before < after:
                    yield first + (last - first) * (place - before) / (after - before)
