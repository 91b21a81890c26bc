"""What decks are made with: the office's own template, or the house's where it gives none."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

import pptx
from lxml.etree import XMLSyntaxError
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Length

from exchange.deck.boxes import Box, box_of
from exchange.deck.house_template import house_template
from rules.errors import UnusableTemplate

_TITLES: Final = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
_QUIET: Final = frozenset(
    {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, *_TITLES}
)
_LARGEST: Final = 20 * 1024 * 1024
_LARGEST_UNPACKED: Final = 200 * 1024 * 1024
# Room in inches that a page needs under its title.
_LEAST_HEIGHT: Final = 3.6
_LEAST_WIDTH: Final = 7.5
_NARROW: Final = 10.0
_GAP: Final = 0.15
_FOOT: Final = 0.45
_TYPES: Final = "[Content_Types].xml"
_TEMPLATE_KIND: Final = b"presentationml.template.main+xml"
_PRESENTATION_KIND: Final = b"presentationml.presentation.main+xml"
_BROKEN: Final = (BadZipFile, KeyError, ValueError, OSError, XMLSyntaxError, PythonPptxError)
_NO_PPTX: Final = "berkas itu bukan PPTX atau POTX yang utuh; simpan ulang dari PowerPoint"


@dataclass(frozen=True, slots=True)
class Frame:
    """An empty presentation: the layouts of its cover and pages, and where a page has room."""

    presentation: Presentation
    cover: SlideLayout
    content: SlideLayout
    title: Box
    body: Box

    @property
    def height(self) -> float:
        """The height of a slide in inches."""
        return _inches(self.presentation.slide_height)

    @property
    def is_narrow(self) -> bool:
        """Whether a chart and a table have no room beside each other, as on slides of 4:3."""
        return self.body.width < _NARROW


def frame(template: bytes | None) -> Frame:
    """Return what a deck is made with; sample slides of a template are gone.

    Raises UnusableTemplate where the file is no presentation or has no page with a title and room
    under it.
    """
    opened = house_template() if template is None else _opened(template)
    _empty(opened)
    titled = [
        (layout, box) for layout in opened.slide_layouts if (box := _title(layout)) is not None
    ]
    fitting = [(layout, box) for layout, box in titled if _has_room(opened, layout, box)]
    if not fitting:
        raise UnusableTemplate(
            "tidak ada tata letak dengan judul di atas dan ruang isi di bawahnya; "
            "tambahkan tata letak Judul Saja (Title Only)"
        )
    content, title = min(fitting, key=lambda pair: _fullness(pair[0]))
    cover = next((layout for layout, _ in titled if _kind(layout) == "title"), content)
    return Frame(opened, cover, content, title, _body(opened, title))


def _opened(template: bytes) -> Presentation:
    try:
        return pptx.Presentation(BytesIO(_as_presentation(template)))
    except _BROKEN as error:
        raise UnusableTemplate(_NO_PPTX) from error


def _as_presentation(template: bytes) -> bytes:
    """The template as a presentation: a POTX differs from a PPTX by one word."""
    if len(template) > _LARGEST:
        raise UnusableTemplate("berkas templat lebih besar dari 20 MB; kecilkan gambarnya")
    packed = BytesIO()
    with ZipFile(BytesIO(template)) as old, ZipFile(packed, "w") as new:
        if sum(member.file_size for member in old.infolist()) > _LARGEST_UNPACKED:
            raise UnusableTemplate("isi berkas templat terlalu besar; kecilkan gambarnya")
        for member in old.infolist():
            content = old.read(member)
            if member.filename == _TYPES:
                content = content.replace(_TEMPLATE_KIND, _PRESENTATION_KIND)
            new.writestr(member, content)
    return packed.getvalue()


def _empty(presentation: Presentation) -> None:
    """Take out the sample slides, and the sections and shows that would still name them."""
    listed = presentation.slides._sldIdLst  # noqa: SLF001 - python-pptx removes no slides
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
    root = presentation.part._element  # noqa: SLF001 - the same
    for name in ("p:custShowLst", "p:extLst"):
        for found in root.findall(qn(name)):
            root.remove(found)


def _kind(layout: SlideLayout) -> str | None:
    kind = layout._element.get("type")  # noqa: SLF001 - no public way to ask
    return None if kind is None else str(kind)


def _title(layout: SlideLayout) -> Box | None:
    """Where the layout has its title; None without one."""
    for place in layout.placeholders:
        is_placed = None not in (place.left, place.top, place.width, place.height)
        if is_placed and place.placeholder_format.type in _TITLES:
            return box_of(place)
    return None


def _has_room(presentation: Presentation, layout: SlideLayout, title: Box) -> bool:
    body = _body(presentation, title)
    is_large = body.height >= _LEAST_HEIGHT and body.width >= _LEAST_WIDTH
    return is_large and _kind(layout) != "title"


def _body(presentation: Presentation, title: Box) -> Box:
    """The room under the title down to the footer."""
    top = title.bottom + _GAP
    bottom = _inches(presentation.slide_height) - _FOOT - _GAP
    return Box(title.left, top, title.width, bottom - top)


def _fullness(layout: SlideLayout) -> tuple[bool, int]:
    """Pages of title alone first, then those with the fewest other places."""
    others = [place for place in layout.placeholders if place.placeholder_format.type not in _QUIET]
    return _kind(layout) != "titleOnly", len(others)


def _inches(length: Length | int | None) -> float:
    return float(Length(length or 0).inches)
