"""One page a sentra: its light and figures, its S-curve, and why, who must act, what is next."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from charts import plot, s_curve
from charts.palette import mark
from exchange.deck import native
from exchange.deck.boxes import Box
from exchange.deck.pages import Page, Pages
from exchange.deck.runs import MUTED, Line, Run, marked
from exchange.deck.template import Frame
from exchange.deck.text import story, width_of, write
from rules.meetings.dossier import Dossier
from rules.progress.sentra_brief import SentraBrief
from words.formats import percent
from words.meetings import narrative
from words.progress.sentences import gap

_FACTS: Final = 0.85
_FACT_SIZES: Final = (24, 22, 20, 18, 16, 14, 12)
_NAME: Final = 14
_SIZES: Final = (20, 18, 17, 16, 15, 14, 13, 12)
_GAP: Final = 8
_LEGIBLE: Final = 14
# Needs that are told in full; the others are named, or counted.
_NEEDS: Final = 2
# What the words over the curve take, where they say what its dotted line means, and their letters.
_TOLD: Final = 0.27
_TOLD_SIZE: Final = 12
# What the curve takes of the height where the story stands under it.
_CURVE: Final = 0.5


def pages_of(pages: Pages, listed: Sequence[SentraBrief], dossier: Dossier) -> None:
    """Add a page for each sentra, all in letters of one size: where most is told it counts most."""
    *_, room = _areas(pages.frame)
    told = [_told(sentra, dossier, room) for sentra in listed]
    size = min((_size(own, room) for own in told), default=_SIZES[-1])
    for sentra, own in zip(listed, told, strict=True):
        _page_of(pages, sentra, dossier, story(own, room, sizes=(size,), gap=_GAP))


def _page_of(pages: Pages, sentra: SentraBrief, dossier: Dossier, lines: Sequence[Line]) -> None:
    drawn = plot.of_curve(s_curve.spec_of(sentra, dossier.briefing))
    facts, beside, below = _areas(pages.frame)
    page = pages.page(drawn.title, narrative.sentra(sentra, dossier))
    _facts(page, facts, sentra)
    if drawn.told:
        words = [[Run(drawn.told, _TOLD_SIZE, colour=MUTED)]]
        write(page.slide, beside.upper(_TOLD), words, name="Keterangan")
        beside = beside.below(_TOLD)
    native.draw(page.slide, drawn, beside, size=12)
    write(page.slide, below, lines, name="Uraian", gap=_GAP)


def _told(sentra: SentraBrief, dossier: Dossier, room: Box) -> Sequence[str]:
    """The story; where many wait, the others by name as long as all stands in legible letters."""
    named = narrative.sentra(sentra, dossier, most=_NEEDS)
    if _size(named, room) >= _LEGIBLE:
        return named
    return narrative.sentra(sentra, dossier, most=_NEEDS, names_others=False)


def _size(told: Sequence[str], room: Box) -> float:
    """The largest letters in which a story stands whole in its room."""
    return story(told, room, sizes=_SIZES, gap=_GAP)[0][0].size


def _areas(frame: Frame) -> tuple[Box, Box, Box]:
    """Where facts, curve and story stand: the story beside the curve, or under it."""
    facts, room = frame.body.upper(_FACTS), frame.body.below(_FACTS + 0.15)
    if not frame.is_narrow:
        left, right = room.columns(1, 1.1, gap=0.35)
        return facts, left, right
    upper = room.upper(room.height * _CURVE)
    return facts, upper, room.below(upper.height + 0.1)


def _facts(page: Page, box: Box, sentra: SentraBrief) -> None:
    """Light and figures beside each other, a name over each."""
    facts = {
        "Keadaan": marked(mark(sentra.health.light), 1),
        "Capaian": Run(percent(sentra.actual), 1, is_bold=True),
        "Rencana": Run(percent(sentra.planned), 1, is_bold=True),
        "Deviasi": Run(gap(sentra), 1, is_bold=True),
    }
    places = box.columns(2, 1, 1, 1.2, gap=0.3)
    needed = [width_of(run.text, size=1, is_bold=True) for run in facts.values()]
    most = min(box.width / width for box, width in zip(places, needed, strict=True))
    size = next((size for size in _FACT_SIZES if size <= most), _FACT_SIZES[-1])
    for (name, run), cell in zip(facts.items(), places, strict=True):
        lines = [[Run(name, _NAME, colour=MUTED)], [replace(run, size=size)]]
        write(page.slide, cell, lines, name=name)
