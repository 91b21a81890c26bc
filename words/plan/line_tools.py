"""What can be done to the lines of a plan: copy, move, take out; weights made even."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from rules.plan.errors import PlanProblem
from rules.plan.table import apportioned, balanced_weights, even_weights, parted, weight_sum
from words.cells import Line, is_blank, tried, word
from words.formats import parse_day, parse_quantity, plain_number
from words.plan.lines import Column, codes_in, read_weight, weight_words

_TARGET_DECIMALS: Final = 4
_BEYOND: Final = Decimal(10) ** 10


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


def split(lines: Sequence[Line], place: int, parts: Sequence[Line]) -> list[Line]:
    """Return the lines with parts of one of them in its place; each says which it comes from.

    `parts` are the cells in which each differs. Nothing waits any more for what is split: for which
    of the parts, only people know.
    """
    line, origins = lines[place], _origins(lines[place])
    new = [{**line, **part, Column.CODE: "", Column.ORIGINS: origins} for part in parts]
    return _not_after([*lines[:place], *new, *lines[place + 1 :]], origins)


def merged(lines: Sequence[Line], places: Collection[int], title: str) -> list[Line]:
    """Return the lines with some of them made one, where the first stood; it says which they were.

    It begins with the earliest and ends with the latest, and weighs what they weigh; the rest is
    that of the first.
    """
    first, chosen = min(places), [lines[place] for place in sorted(places)]
    origins = "; ".join(dict.fromkeys(filter(None, map(_origins, chosen))))
    weights = [float(read_weight(word(line, Column.WEIGHT), [])) for line in chosen]
    new = {
        **chosen[0],
        Column.CODE: "",
        Column.TITLE: title,
        Column.START: _day_of(chosen, Column.START, min),
        Column.FINISH: _day_of(chosen, Column.FINISH, max),
        Column.WEIGHT: weight_words(weight_sum(weights)),
        Column.ORIGINS: origins,
    }
    kept = [
        new if place == first else line
        for place, line in enumerate(lines)
        if place == first or place not in places
    ]
    return _not_after(kept, origins)


def even_parts(line: Line, count: int) -> list[Line]:
    """Return the cells of so many even parts of a line: titles, weights and targets."""
    title = word(line, Column.TITLE)
    weights = parted(float(read_weight(word(line, Column.WEIGHT), [])), count)
    targets = _even_targets(word(line, Column.TARGET), count)
    return [
        {
            Column.TITLE: f"{title} ({place} dari {count})",
            Column.WEIGHT: weight_words(weight),
            Column.TARGET: target,
        }
        for place, (weight, target) in enumerate(zip(weights, targets, strict=True), 1)
    ]


def _even_targets(words: str, count: int) -> list[str]:
    """Equal targets; what is counted in whole ones stays whole, what cannot be read as it is."""
    target = tried(parse_quantity, words, [], PlanProblem.TARGET_UNREADABLE)
    if target is None or not 0 <= target < _BEYOND:
        return [words] * count
    digits = 0 if target == target.to_integral_value() else _TARGET_DECIMALS
    parts = apportioned(int(target.scaleb(digits)), [1] * count)
    return [plain_number(Decimal(part).scaleb(-digits)) for part in parts]


def _origins(line: Line) -> str:
    """Which milestone a line is, or what it comes from itself where it is new."""
    return word(line, Column.CODE) or word(line, Column.ORIGINS)


def _not_after(lines: Sequence[Line], origins: str) -> list[Line]:
    """The lines where none comes after one of these milestones."""
    gone = codes_in(origins)
    found = []
    for line in lines:
        after = codes_in(word(line, Column.AFTER))
        kept = "; ".join(code for code in after if code not in gone)
        found.append({**line, Column.AFTER: kept} if set(after) & set(gone) else line)
    return found


def _day_of(lines: Sequence[Line], column: Column, choose: Callable[[Iterable[date]], date]) -> str:
    """The first or the last of the days in a column, among those that can be read."""
    found = (
        tried(parse_day, word(line, column), [], PlanProblem.START_UNREADABLE) for line in lines
    )
    known = [day for day in found if day is not None]
    return f"{choose(known):%d/%m/%Y}" if known else word(lines[0], column)


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
