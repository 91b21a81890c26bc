"""How a Word document looks: paper, fonts, headings, what stands on every page."""

from typing import Final

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from charts.palette import LIGHT
from charts.stamp import EXAMPLE_MARK
from exchange.paper import Paper
from exchange.plain_text import plain
from exchange.typesetting.blocks import Cover

MARGIN: Final = 20.0
"""Millimetres around the words."""

# On every office computer; the file stays editable, so no font travels with it.
_FONT: Final = "Arial"
_LANGUAGE: Final = "id-ID"
_RUNNING_SIZE: Final = 8.5
_LONGEST_PROPERTY: Final = 255
_SIZES: Final = {"Title": 20, "Heading 1": 14, "Heading 2": 11.5}


def prepare(made: Document, cover: Cover, paper: Paper) -> None:
    """Give an empty document its paper, its styles, and its head and foot on every page."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(24)
    _set_styles(made)
    _set_properties(made, cover)
    right = Mm(paper.width - 2 * MARGIN)
    _head(section.header.paragraphs[0], cover, right)
    _foot(section.footer.paragraphs[0], cover, right)


def say(
    paragraph: Paragraph,
    words: str,
    *,
    colour: str = LIGHT.ink,
    size: float | None = None,
    is_strong: bool = False,
) -> Run:
    """Add words to a paragraph in the document's font; return them."""
    run = paragraph.add_run(plain(words))
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    run.bold = is_strong or None
    if size is not None:
        run.font.size = Pt(size)
    return run


def underline(known: CT_PPr, colour: str, *, eighths: int) -> None:
    """Draw a line under all paragraphs of a style, from edge to edge.

    Alike neighbours share one line, so nothing that is signed is drawn with it.
    """
    for old in known.findall(qn("w:pBdr")):
        known.remove(old)
    border = OxmlElement("w:pBdr")
    border.append(rule("w:bottom", colour, eighths=eighths))
    # The schema wants borders before these.
    known.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def rule(side: str, colour: str, *, eighths: int = 4) -> BaseOxmlElement:
    """Return a line at a side of a paragraph or cell, in eighths of a point."""
    line = OxmlElement(side)
    line.set(qn("w:val"), "single")
    line.set(qn("w:sz"), str(eighths))
    line.set(qn("w:space"), "1")
    line.set(qn("w:color"), colour.removeprefix("#"))
    return line


def _set_styles(made: Document) -> None:
    normal = made.styles["Normal"]
    _set_font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    for name, size in _SIZES.items():
        style = made.styles[name]
        _set_font(style, size)
        style.font.bold = True
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(14 if name.startswith("Heading") else 0)
        style.paragraph_format.space_after = Pt(6)
    for name in ("Title", "Heading 1"):
        underline(made.styles[name].element.get_or_add_pPr(), LIGHT.primary, eighths=8)


def _set_font(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(LIGHT.ink.removeprefix("#"))
    # The theme's font wins over the named one unless it is taken out.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "theme" in name.lower():
            del fonts.attrib[name]


def _set_properties(made: Document, cover: Cover) -> None:
    known, stamp = made.core_properties, cover.stamp
    known.title = plain(cover.title)[:_LONGEST_PROPERTY]
    known.author = known.last_modified_by = plain(stamp.made_by)[:_LONGEST_PROPERTY]
    known.subject = plain(cover.kicker)[:_LONGEST_PROPERTY]
    known.comments = plain(stamp.caption)[:_LONGEST_PROPERTY]
    known.language = _LANGUAGE


def _head(paragraph: Paragraph, cover: Cover, right: int) -> None:
    _end_at(paragraph, right)
    say(paragraph, cover.running(_RUNNING_SIZE), colour=LIGHT.muted, size=_RUNNING_SIZE)
    if cover.stamp.is_example:
        say(paragraph, f"\t{EXAMPLE_MARK}", colour=LIGHT.warning, size=9, is_strong=True)


def _foot(paragraph: Paragraph, cover: Cover, right: int) -> None:
    say(paragraph, cover.stamp.caption, colour=LIGHT.muted, size=7.5)
    pages = paragraph.insert_paragraph_before()
    _end_at(pages, right)
    say(pages, "\tHalaman ", colour=LIGHT.muted, size=8)
    _field(pages, "PAGE")
    say(pages, " dari ", colour=LIGHT.muted, size=8)
    _field(pages, "NUMPAGES")


def _end_at(paragraph: Paragraph, right: int) -> None:
    """Let a tab lead to the right edge alone; the style of heads and feet has stops of its own."""
    paragraph.style = "Normal"
    paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)


def _field(paragraph: Paragraph, name: str) -> None:
    """Let the reader's program write a number, as small as the words around it.

    Each part has a run of its own: in a shared one the number takes the size of the page's text.
    """
    for kind in ("begin", "", "end"):
        run = say(paragraph, "", colour=LIGHT.muted, size=8)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = name
        run._r.append(part)  # noqa: SLF001 - python-docx has no fields
