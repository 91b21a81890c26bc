"""The cover, and the whole position on one page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pptx.enum.text import MSO_ANCHOR

from charts.palette import LIGHT, glyph, mark
from exchange.deck.boxes import POINTS, Box
from exchange.deck.pages import Page, Pages, panel
from exchange.deck.runs import ACCENT, INK, MUTED, Line, Run, marked
from exchange.deck.text import (
    LEADING,
    cut,
    fill,
    length,
    lines_of,
    paragraphs,
    story,
    width_of,
    write,
)
from rules.meetings.dossier import Dossier
from rules.vocabulary import Light
from words.formats import number
from words.meetings import narrative, sentences as meetings
from words.progress import sentences, totals
from words.progress.totals import Total

_ORDER: Final = (
    Light.CRITICAL,
    Light.ATTENTION,
    Light.ON_PLAN,
    Light.NOT_JUDGED,
    Light.NOT_STARTED,
    Light.FINISHED,
)
# Cards are at least so high, and higher where their words take more lines.
_CARD_HEIGHT: Final = 2.15
_CARD_SIDE: Final = 0.15
_CARD_LINES: Final = 4
_CARD_SIZES: Final = (32, 28, 24, 20, 18)
_NOTE: Final = 14
_GAP: Final = 0.22
_FACT_SIZES: Final = (16, 14, 12, 11)
_FACT_GAP: Final = 4
_STORY_SIZES: Final = (20, 18, 16, 14)
# A calm position tells little of itself: then what comes next has room.
_CALM: Final = 2


def cover(pages: Pages, dossier: Dossier, told: Sequence[str]) -> None:
    """Add the cover: programme, meeting, and how to read the figures."""
    briefing, meeting = dossier.briefing, dossier.meeting
    lines = ["Bahan rapat koordinasi"]
    if meeting is not None:
        lines = [meeting.plan.title, meetings.when(meeting.plan)]
    page = pages.cover(briefing.programme.name, lines, told)
    facts = (*pages.stamp.reading, *pages.stamp.maker)
    lines_at = {
        size: int(page.body.height * POINTS / (size * LEADING + _FACT_GAP)) for size in _FACT_SIZES
    }
    size = next((size for size in _FACT_SIZES if lines_at[size] >= len(facts)), _FACT_SIZES[-1])
    told_facts = [_fact(name, value, page.body.width, size) for name, value in facts[:-1]]
    last = _fact(*facts[-1], page.body.width, size, is_alarm=pages.stamp.is_example)
    # Where a template leaves little room the last line stays: it says what is an example.
    kept = [*told_facts[: max(0, lines_at[size] - 1)], last] if lines_at[size] else []
    write(page.slide, page.body, kept, name="Data yang dipakai", gap=_FACT_GAP)


def _fact(name: str, value: str, width: float, size: int, *, is_alarm: bool = False) -> Line:
    colour = LIGHT.alarm if is_alarm else INK
    left = width - length(Run(f"{name}: ", size))
    shown = cut(value, left, size=size, is_bold=True)
    return [Run(f"{name}: ", size, colour=MUTED), Run(shown, size, is_bold=True, colour=colour)]


def summary(pages: Pages, dossier: Dossier, told: Sequence[str]) -> None:
    """Add the position in one page: four figures with their changes, the story, the lights."""
    page = pages.page(sentences.headline(dossier.briefing).rstrip("."), told)
    told_by, width = totals.totals(dossier), page.body.columns(1, 1, 1, 1, gap=_GAP)[0].width
    room = width - 2 * _CARD_SIDE
    written = [_card(total, room) for total in told_by]
    high = max(_CARD_HEIGHT, *(_height(lines, room) for lines in written))
    cards = page.body.upper(high).columns(1, 1, 1, 1, gap=_GAP)
    for total, lines, box in zip(told_by, written, cards, strict=True):
        fill(panel(page.slide, box, total.name).text_frame, lines)
    left, right = page.body.below(high + 0.25).columns(2.7, 1, gap=0.5)
    said = list(told[1:])
    if len(said) < _CALM:
        said += narrative.coming(dossier)
    _story(page, left, said)
    _lights(page, right, dossier)


def _card(total: Total, width: float) -> list[Line]:
    """A figure with its name, what it stands beside, and how it moved: a line each."""
    needed = width_of(total.value, size=1, is_bold=True)
    size = next((size for size in _CARD_SIZES if size * needed <= width), _CARD_SIZES[-1])
    runs = [
        Run(total.value, size, is_bold=True),
        Run(total.name, _NOTE, is_bold=True),
        Run(total.note, _NOTE, colour=MUTED),
        *([Run(total.change, _NOTE - 2, colour=ACCENT)] if total.change else ()),
    ]
    return [[replace(run, text=_cut(run, width))] for run in runs]


def _cut(run: Run, width: float) -> str:
    return cut(run.text, width, size=run.size, is_bold=run.is_bold, lines=_CARD_LINES)


def _height(lines: Sequence[Line], width: float) -> float:
    """Inches of a card with these lines."""
    taken = (
        lines_of(run.text, width, size=run.size, is_bold=run.is_bold) * run.size
        for line in lines
        for run in line
    )
    return sum(taken) * LEADING / POINTS + 2 * _CARD_SIDE


def _story(page: Page, box: Box, told: Sequence[str]) -> None:
    """The story in the largest size in which nothing of it is cut, were its beginning in bold."""
    in_bold = story(told, box, sizes=_STORY_SIZES, gap=8)
    lines = paragraphs(told, box, size=in_bold[0][0].size, gap=8) if in_bold else []
    write(page.slide, box, lines, name="Uraian", gap=8)


def _lights(page: Page, box: Box, dossier: Dossier) -> None:
    counts = dossier.briefing.totals.lights
    lines: list[Line] = [[Run("Keadaan sentra", 14, is_bold=True, colour=MUTED)]]
    for light in _ORDER:
        look = mark(light)
        count = counts[light]
        if light is Light.NOT_JUDGED and not count:
            continue
        words = f"{number(count)} {look.word}"
        quiet = Run(f"{glyph(look.shape)} {words}", 18, colour=MUTED)
        lines.append([marked(look, 18, words) if count else quiet])
    write(page.slide, box, lines, name="Keadaan sentra", anchor=MSO_ANCHOR.TOP, gap=4)
