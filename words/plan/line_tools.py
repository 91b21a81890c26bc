"""What can be done to the lines of a plan: copy, move, take out; weights made even."""

from collections.abc import Sequence

from rules.plan.table import balanced_weights, even_weights
from words.cells import Line, is_blank, word
from words.plan.lines import Column, read_weight, weight_words


def copied(lines: Sequence[Line], place: int) -> list[Line]:
    """Return the lines with a copy below one of them; it is new, so it has no code."""
    copy = [{**lines[place], Column.CODE: ""}] if place < len(lines) else []
    return [*lines[: place + 1], *copy, *lines[place + 1 :]]


def moved(lines: Sequence[Line], place: int, by: int) -> list[Line]:
    """Return the lines with one of them moved up (-1) or down (1), as far as it goes."""
    found, other = list(lines), place + by
    if 0 <= place < len(found) and 0 <= other < len(found):
        found[place], found[other] = found[other], found[place]
    return found


def without(lines: Sequence[Line], place: int) -> list[Line]:
    """Return the lines without one of them."""
    return [*lines[:place], *lines[place + 1 :]]


def with_cell(lines: Sequence[Line], place: int, column: Column, words: str) -> list[Line]:
    """Return the lines with other words in one cell."""
    return [
        {**line, column: words} if number == place else line for number, line in enumerate(lines)
    ]


def evened(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with equal weights that sum to 100."""
    return _weighted(lines, even_weights(sum(not is_blank(line) for line in lines)))


def balanced(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with their weights scaled to 100; what is no number weighs nothing."""
    found = [
        float(read_weight(word(line, Column.WEIGHT), [])) for line in lines if not is_blank(line)
    ]
    return _weighted(lines, balanced_weights(found))


def _weighted(lines: Sequence[Line], weights: Sequence[float]) -> list[Line]:
    waiting = iter(weights)
    return [
        line if is_blank(line) else {**line, Column.WEIGHT: weight_words(next(waiting))}
        for line in lines
    ]
