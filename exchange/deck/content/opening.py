"""The cover, and the whole position on one page."""

from collections.abc import Sequence
from typing import Final

from pptx.enum.text import MSO_ANCHOR

from charts.palette import LIGHT, glyph, mark
from exchange.deck.boxes import POINTS, Box
from exchange.deck.pages import Page, Pages, panel
from exchange.deck.runs import ACCENT, INK, MUTED, Line, Run, marked
from exchange.deck.text import LEADING, cut, fill, length, paragraphs, story, width_of, write
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
_CARD_HEIGHT: Final = 2.15
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
    cards = page.body.upper(_CARD_HEIGHT).columns(1, 1, 1, 1, gap=_GAP)
    for total, box in zip(totals.totals(dossier), cards, strict=True):
        _card(page, box, total)
    left, right = page.body.below(_CARD_HEIGHT + 0.25).columns(2.7, 1, gap=0.5)
    said = list(told[1:])
    if len(said) < _CALM:
        said += narrative.coming(dossier)
    _story(page, left, said)
    _lights(page, right, dossier)


def _card(page: Page, box: Box, total: Total) -> None:
    frame = panel(page.slide, box, total.name).text_frame
    width = box.width - 0.3
    needed = width_of(total.value, size=1, is_bold=True)
    size = next((size for size in _CARD_SIZES if size * needed <= width), _CARD_SIZES[-1])
    lines = [
        [Run(total.value, size, is_bold=True)],
        [Run(cut(total.name, width, size=_NOTE, is_bold=True, lines=2), _NOTE, is_bold=True)],
        [Run(cut(total.note, width, size=_NOTE, lines=2), _NOTE, colour=MUTED)],
    ]
    if total.change:
        shown = cut(total.change, width, size=_NOTE - 2, lines=3)
        lines.append([Run(shown, _NOTE - 2, colour=ACCENT)])
    fill(frame, lines)


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
