"""The last page: what there was nothing to tell about, and by what the figures can be checked."""

from collections.abc import Sequence
from typing import Final

from charts.lettering import clean
from exchange.deck.boxes import Box
from exchange.deck.pages import Pages
from exchange.deck.text import paragraphs, write

_TITLE: Final = "Tentang angka dalam paparan ini"
_SIZES: Final = (18, 16, 14, 12)
_GAP: Final = 8


def about(pages: Pages, untold: Sequence[str]) -> None:
    """Add the last page; `untold` are sentences about lists that were left out for being empty."""
    page = pages.page(_TITLE, untold)
    facts = (*pages.stamp.reading, *pages.stamp.marks, *pages.stamp.maker)
    told = (*untold, *(f"{name}: {value}" for name, value in facts))
    size = next((size for size in _SIZES if _stands(told, page.body, size)), _SIZES[-1])
    lines = paragraphs(told, page.body, size=size, gap=_GAP)
    write(page.slide, page.body, lines, name="Keterangan", gap=_GAP)


def _stands(told: Sequence[str], box: Box, size: float) -> bool:
    """Whether all of it stands uncut in letters of this size."""
    lines = paragraphs(told, box, size=size, gap=_GAP)
    return [line[0].text for line in lines] == [clean(words) for words in told]
