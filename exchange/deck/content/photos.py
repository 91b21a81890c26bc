"""What was built, seen: the newest photograph of each sentra, with what it proves and its day."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image
from pptx.slide import Slide
from pptx.util import Inches

from charts.lettering import clean
from exchange.deck.boxes import Box
from exchange.deck.pages import Pages, part_of
from exchange.deck.text import story, write
from rules.evidence.errors import LostEvidence
from rules.meetings.dossier import Dossier
from rules.meetings.photos import SentraPhoto
from words.meetings import photos as words

Evidence = Callable[[str], bytes]
"""Gives the bytes of evidence by their hash; raises LostEvidence."""

_ON_A_PAGE: Final = 3
_GAP: Final = 0.3
# What pictures may take of the height of a page, the words about them being under them.
_TALL: Final = 0.66
_SIZES: Final = (18, 16, 14)
_LINE_GAP: Final = 3
# Dots of the longer side: what a wall shows of a third of a slide, and a slow line still carries.
_SIDE: Final = 720
_QUALITY: Final = 75


@dataclass(frozen=True, slots=True)
class _Picture:
    photo: SentraPhoto
    content: bytes
    ratio: float
    """Width to height."""

    def within(self, place: Box) -> Box:
        """Return where it stands in a place, as large as it can, at its upper left."""
        width = min(place.width, place.height * self.ratio)
        return Box(place.left, place.top, width, width / self.ratio)


def photos(pages: Pages, dossier: Dossier, evidence: Evidence) -> None:
    """Add pages with the photographs, filled evenly; none where there is none to show."""
    found = [one for photo in dossier.photos if (one := _picture(photo, evidence)) is not None]
    count = -(-len(found) // _ON_A_PAGE)
    for at in range(count):
        part = found[len(found) * at // count : len(found) * (at + 1) // count]
        told = [words.told(one.photo) for one in part]
        page = pages.page(words.finding(len(found)), told, part=part_of(at + 1, count))
        if len(part) == 1:
            beside = page.body.columns(1.4, 1, gap=_GAP)
            _draw(page.slide, part[0], beside[0], beside[1])
            continue
        places = page.body.columns(*(1.0 for _ in part), gap=_GAP)
        tall = page.body.height * _TALL
        used = max(
            one.within(place.upper(tall)).height for one, place in zip(part, places, strict=True)
        )
        for one, place in zip(part, places, strict=True):
            _draw(page.slide, one, place.upper(used), place.below(used + 0.12))


def _picture(photo: SentraPhoto, evidence: Evidence) -> _Picture | None:
    """The photograph made small; None where its bytes are gone: a meeting goes on without it."""
    try:
        with Image.open(BytesIO(evidence(photo.file.sha256))) as opened:
            opened.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
            drawn = Image.new("RGB", opened.size, "white")
            seen = opened.convert("RGBA")
            drawn.paste(seen, mask=seen)
    except (LostEvidence, OSError):
        return None
    out = BytesIO()
    drawn.save(out, format="JPEG", quality=_QUALITY)
    return _Picture(photo, out.getvalue(), drawn.width / drawn.height)


def _draw(slide: Slide, one: _Picture, place: Box, told: Box) -> None:
    shape = slide.shapes.add_picture(BytesIO(one.content), Inches(0), Inches(0))
    shape.left, shape.top, shape.width, shape.height = one.within(place).place
    shape.name = clean(words.name(one.photo))
    shape._element.nvPicPr.cNvPr.set("descr", clean(words.told(one.photo)))  # noqa: SLF001 - no public way
    lines = story(words.lines(one.photo), told, sizes=_SIZES, gap=_LINE_GAP)
    write(slide, told, lines, name="Keterangan foto", gap=_LINE_GAP)
