"""A card drawn upright, for a telephone."""

from dataclasses import dataclass
from typing import Final

from charts import drawing, lettering
from charts.card.spec import Card
from charts.palette import LIGHT, TRACK, mark
from charts.sheet import Area, ribbon
from rules.vocabulary import Flag, label
from words.formats import percent

WIDTH: Final = 540
HEIGHT: Final = 675
_SIDE: Final = 36
_WRITABLE: Final = WIDTH - 2 * _SIDE
_RIBBON: Final = 156


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a name is set: letters of `size`, in up to `lines` lines, the first at `y`."""

    size: float
    lines: int
    y: float
    leading: float = 0


# From large to small: a name takes the first that holds it whole.
_SETTINGS: Final = (_Setting(42, 1, 134), _Setting(30, 2, 104, 38), _Setting(23, 3, 94, 29))


def svg(card: Card) -> str:
    """Return the card as an upright picture."""
    parts = [drawing.rect(0, 0, WIDTH, HEIGHT, fill=LIGHT.ground), *_head(card)]
    parts += [*_figure(card), *_bar(card), *_next(card), *_foot(card)]
    if card.stamp.is_example:
        parts += ribbon(Area(WIDTH - _RIBBON, 30, WIDTH, 66), size=17)
    return drawing.document(WIDTH, HEIGHT, parts, alt=card.alt)


def _head(card: Card) -> list[str]:
    parts = [drawing.text(_SIDE, 56, card.kicker, size=18, weight=600, colour=LIGHT.muted)]
    setting, names = _name(card.name)
    parts += [
        drawing.text(_SIDE, setting.y + setting.leading * at, words, size=setting.size, weight=700)
        for at, words in enumerate(names)
    ]
    x, y = float(_SIDE), 190.0
    for light in card.marks:
        parts.append(drawing.shape(light, x + 10, y - 8, 20))
        parts.append(drawing.text(x + 30, y, light.word, size=22, weight=700, colour=light.colour))
        x += 62 + lettering.text_width(light.word, 22, 700)
    return parts


def _name(name: str) -> tuple[_Setting, tuple[str, ...]]:
    """The lines of a name in the largest letters that hold it; one too long for all is cut."""
    whole = lettering.clean(name)
    for setting in _SETTINGS:
        names = lettering.wrapped(
            name, _WRITABLE, size=setting.size, weight=700, lines=setting.lines
        )
        if " ".join(names) == whole:
            break
    return setting, names


def _figure(card: Card) -> list[str]:
    right = WIDTH - _SIDE
    figures = (
        (label(card.stamp.plan), percent(card.planned), 256),
        ("deviasi", card.deviation, 316),
    )
    parts = [
        drawing.text(_SIDE, 310, percent(card.actual), size=92, weight=700, colour=LIGHT.primary)
    ]
    for name, value, y in figures:
        parts.append(drawing.text(right, y, value, size=24, weight=700, anchor="end"))
        parts.append(drawing.text(right, y - 27, name, size=16, colour=LIGHT.muted, anchor="end"))
    return parts


def _bar(card: Card) -> list[str]:
    planned_x = _SIDE + card.planned * _WRITABLE
    return [
        drawing.rect(_SIDE, 340, _WRITABLE, 24, fill=TRACK),
        drawing.rect(_SIDE, 340, card.actual * _WRITABLE, 24, fill=LIGHT.primary),
        drawing.line((planned_x, 333), (planned_x, 371), colour=LIGHT.ink, width=4),
        drawing.text(
            _SIDE,
            396,
            f"capaian {label(card.stamp.basis)}; garis = {label(card.stamp.plan)}",
            size=16,
            colour=LIGHT.muted,
        ),
    ]


def _next(card: Card) -> list[str]:
    parts = [
        drawing.line((_SIDE, 424), (WIDTH - _SIDE, 424), colour=LIGHT.line, width=1.5),
        drawing.text(_SIDE, 456, card.next_heading, size=18, weight=600, colour=LIGHT.muted),
    ]
    first, *rest = card.next_lines
    y = 486
    for words in lettering.wrapped(first, _WRITABLE, size=21, weight=600):
        parts.append(drawing.text(_SIDE, y, words, size=21, weight=600))
        y += 28
    for line in rest:
        words = lettering.fitted(line, _WRITABLE, size=19)
        parts.append(drawing.text(_SIDE, y, words, size=19))
        y += 27
    if card.late:
        overdue = mark(Flag.OVERDUE)
        parts.append(drawing.shape(overdue, _SIDE + 8, y - 6, 15))
        parts.append(
            drawing.text(_SIDE + 26, y, card.late, size=19, weight=600, colour=overdue.colour)
        )
    return parts


def _foot(card: Card) -> list[str]:
    made_of = card.stamp
    trail = f"jejak {made_of.chain_head}" if made_of.chain_head else ""
    maker = f"dibuat oleh {made_of.made_by}" if made_of.made_by else ""
    small = " · ".join(words for words in (f"versi {made_of.version}", trail, maker) if words)
    position = f"{made_of.position} · {label(made_of.basis)}"
    return [
        drawing.line((_SIDE, 602), (WIDTH - _SIDE, 602), colour=LIGHT.line, width=1.5),
        drawing.text(_SIDE, 630, position, size=18, weight=600),
        drawing.text(
            _SIDE, 654, lettering.fitted(small, _WRITABLE, size=14), size=14, colour=LIGHT.muted
        ),
    ]
