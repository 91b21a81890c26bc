"""The template that decks are made with where the office gives none: made by code, no file.

It is python-pptx's own empty presentation in 16:9, with our colours, two layouts and calm places.
"""

from typing import Final

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.placeholder import LayoutPlaceholder, MasterPlaceholder
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from charts.palette import LIGHT
from exchange.deck import drawing_ml
from exchange.deck.boxes import Box

WIDTH: Final = 13.333
HEIGHT: Final = 7.5
_SIDE: Final = 0.6
_KEPT: Final = ("title", "titleOnly")
_TITLE: Final = Box(_SIDE, 0.4, WIDTH - 2 * _SIDE, 0.85)
_BODY: Final = Box(_SIDE, 1.4, WIDTH - 2 * _SIDE, 5.45)
_FOOTER: Final = Box(_SIDE, 7.02, WIDTH - 2 * _SIDE - 0.7, 0.3)
_NUMBER: Final = Box(WIDTH - _SIDE - 0.6, 7.02, 0.6, 0.3)
_DATE: Final = Box(WIDTH - _SIDE - 2.2, 7.02, 1.5, 0.3)
_COVER_TITLE: Final = Box(1.1, 1.5, WIDTH - 2.2, 1.5)
_COVER_WORDS: Final = Box(1.1, 3.1, WIDTH - 2.2, 0.9)
_PLACES: Final = {
    PP_PLACEHOLDER.TITLE: _TITLE,
    PP_PLACEHOLDER.BODY: _BODY,
    PP_PLACEHOLDER.FOOTER: _FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER: _NUMBER,
    PP_PLACEHOLDER.DATE: _DATE,
}
_COVER_PLACES: Final = {
    PP_PLACEHOLDER.CENTER_TITLE: _COVER_TITLE,
    PP_PLACEHOLDER.SUBTITLE: _COVER_WORDS,
}
# A font that every Office has, and LibreOffice one of the same widths wherever it runs.
_FONT: Final = "Arial"
_COLOURS: Final = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.surface,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.ground,
    "accent1": LIGHT.primary,
    "accent2": LIGHT.plan,
    "accent3": LIGHT.good,
    "accent4": LIGHT.warning,
    "accent5": LIGHT.alarm,
    "accent6": LIGHT.running,
    "hlink": LIGHT.primary,
    "folHlink": LIGHT.muted,
}


def house_template() -> Presentation:
    """Return an empty presentation in 16:9 with our theme, a cover and a page of title alone."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = made.slide_master
    for layout in list(made.slide_layouts):
        if layout._element.get("type") not in _KEPT:  # noqa: SLF001 - no public way to ask
            made.slide_layouts.remove(layout)
    _set_theme(master)
    _set_titles(master)
    for master_place in master.placeholders:
        _put(master_place, _PLACES[master_place.placeholder_format.type])
    for layout in made.slide_layouts:
        _lay_out(layout)
    _draw_band(master, Box(0, 0, WIDTH, 0.09), "accent1", "Pita atas")
    _draw_band(master, Box(_SIDE, 6.97, WIDTH - 2 * _SIDE, 0.01), "accent2", "Garis kaki")
    cover = next(layout for layout in made.slide_layouts if _is_cover(layout))
    _draw_band(cover, Box(0, 0, 0.45, HEIGHT), "accent1", "Pita sampul")
    return made


def _set_theme(master: SlideMaster) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = drawing_ml.themed(part.blob.decode(), _COLOURS, _FONT)
    part._blob = theme.encode()  # noqa: SLF001 - python-pptx knows no themes


def _set_titles(master: SlideMaster) -> None:
    """Titles are set to the left, bold, in a size that two lines of a finding stand in."""
    title = master._element.find(  # noqa: SLF001 - python-pptx knows no text styles
        f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}"
    )
    title.set("algn", "l")
    look = title.find(qn("a:defRPr"))
    look.set("sz", "2400")
    look.set("b", "1")


def _is_cover(layout: SlideLayout) -> bool:
    return bool(layout._element.get("type") == "title")  # noqa: SLF001 - no public way to ask


def _lay_out(layout: SlideLayout) -> None:
    places = {**_PLACES, **_COVER_PLACES} if _is_cover(layout) else _PLACES
    for placeholder in layout.placeholders:
        _put(placeholder, places[placeholder.placeholder_format.type])


def _put(placeholder: LayoutPlaceholder | MasterPlaceholder, box: Box) -> None:
    placeholder.left, placeholder.top, placeholder.width, placeholder.height = box.place
    body = placeholder._element.txBody.bodyPr  # noqa: SLF001 - margins of layouts have no other way
    for side in ("lIns", "rIns"):
        body.set(side, "0")
    kind = placeholder.placeholder_format.type
    anchors = {
        PP_PLACEHOLDER.TITLE: "ctr",
        PP_PLACEHOLDER.CENTER_TITLE: "b",
        PP_PLACEHOLDER.SUBTITLE: "t",
    }
    body.set("anchor", anchors.get(kind, "ctr"))
    sides = {PP_PLACEHOLDER.SLIDE_NUMBER: "r"}
    if kind not in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY}:
        for level in placeholder._element.iter(qn("a:lvl1pPr")):  # noqa: SLF001 - the same
            level.set("algn", sides.get(kind, "l"))


def _draw_band(owner: SlideMaster | SlideLayout, box: Box, colour: str, name: str) -> None:
    tree = owner.shapes._spTree  # noqa: SLF001 - masters take no shapes in python-pptx
    used = [int(shape.get("id")) for shape in tree.iter(qn("p:cNvPr"))]
    tree.insert(2, drawing_ml.band(box, colour, name=name, number=max(used) + 1))
