"""Page 2, for whoever decides: up to three decisions, each with why, since when, who, by when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from charts.palette import mark
from exchange.deck.boxes import POINTS, Box
from exchange.deck.pages import Pages, panel
from exchange.deck.runs import ACCENT, MUTED, Run, marked
from exchange.deck.text import LEADING, cut, lines_of, write
from rules.meetings.agenda import Ask
from rules.meetings.dossier import Dossier
from rules.progress.needs import NeedKind
from words.formats import long_day, number
from words.meetings import sentences as meetings
from words.progress import needs

SHOWN: Final = 3
"""As many as are talked through from one page; the others stand in the list of all."""

_GAP: Final = 0.25
_INSIDE: Final = 0.18
_BETWEEN: Final = 0.14
# Letters of the name, of what it is about, and of labels, in points; values are as large as names.
_NAME: Final = 20
_SMALL: Final = 14
_SCALES: Final = (1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)
_MOST_LINES: Final = 8

_Part = tuple[Run, ...]
"""Paragraphs that belong together, one under the other."""


def decisions(pages: Pages, dossier: Dossier) -> None:
    """Add the gravest decisions that the meeting is asked for; no page where it is asked none."""
    asked = dossier.asks[:SHOWN]
    if not asked:
        return
    told = [meetings.ask(ask, dossier) for ask in dossier.asks]
    page = pages.page(meetings.asks_title(dossier, SHOWN), told)
    boxes = page.body.columns(*[1] * len(asked), gap=_GAP)
    width = boxes[0].width - 2 * _INSIDE
    scale, tall = _fitting([tuple(_parts(ask, dossier)) for ask in asked], page.body, width)
    for at, (ask, box) in enumerate(zip(asked, boxes, strict=True), start=1):
        panel(page.slide, box.upper(sum(tall) + 2 * _INSIDE), f"Keputusan {number(at)}")
        top = box.top + _INSIDE
        for part, height in zip(_parts(ask, dossier), tall, strict=True):
            room = Box(box.left + _INSIDE, top, width, height)
            lines = [[_sized(run, scale, width)] for run in part]
            write(page.slide, room, lines, name=f"Keputusan {number(at)}")
            top += height


def _parts(ask: Ask, dossier: Dossier) -> Iterator[_Part]:
    """What a card says, from its top; every card has as many parts."""
    need, brief = ask.need, dossier.briefing.of(ask.sentra.code)
    name = Run(ask.sentra.name, _NAME, is_bold=True)
    yield (
        name if brief is None else marked(mark(brief.health.light), _NAME, ask.sentra.name),
        Run(need.milestone.title, _SMALL, colour=MUTED),
    )
    cause = needs.cause(need, dossier.briefing)
    kind = "Kendala" if need.kind is NeedKind.OBSTACLE else "Sebab"
    yield _labelled(kind, f"{cause[:1].upper()}{cause[1:]}")
    yield _labelled("Sejak", f"{long_day(need.since)} ({number(need.days)} hari)")
    who = Run(dossier.agency(need.agency), _NAME, is_bold=True, colour=ACCENT)
    yield Run("Diminta bertindak", _SMALL, colour=MUTED), who
    yield _labelled("Paling lambat", long_day(ask.due_on))


def _labelled(name: str, value: str) -> _Part:
    return Run(name, _SMALL, colour=MUTED), Run(value, _NAME - 2, is_bold=True)


def _fitting(
    cards: Sequence[Sequence[_Part]], body: Box, width: float
) -> tuple[float, tuple[float, ...]]:
    """The largest scale in which every card stands whole, and how high each of its parts is."""
    for scale in _SCALES:
        tall = tuple(
            max(_tall(part, scale, width) for part in parts) for parts in zip(*cards, strict=True)
        )
        if sum(tall) + 2 * _INSIDE <= body.height:
            break
    return scale, tall


def _tall(part: _Part, scale: float, width: float) -> float:
    sized = [_sized(run, scale, width) for run in part]
    lines = (
        lines_of(run.text, width, size=run.size, is_bold=run.is_bold) * run.size for run in sized
    )
    return sum(lines) * LEADING / POINTS + _BETWEEN


def _sized(run: Run, scale: float, width: float) -> Run:
    """The run in letters of a scale, none below those of tables, cut where it has no end."""
    size = max(_SMALL, round(run.size * scale))
    words = cut(run.text, width, size=size, is_bold=run.is_bold, lines=_MOST_LINES)
    return replace(run, text=words, size=size)
