"""A document of blocks, written as Word (DOCX): real headings and tables, to be worked on."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import docx as python_docx
from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from charts.palette import LIGHT, glyph
from exchange import word_look
from exchange.blocks import (
    Cover,
    Facts,
    Figures,
    Heading,
    Paragraph,
    Points,
    Signatures,
    Table,
    TextBlock,
    Voice,
)
from exchange.packaging import repack
from exchange.plain_text import plain
from exchange.typesetting import Paper
from exchange.word_look import MARGIN
from exchange.word_tables import add_columns, add_grid, add_table

_SIGNING_ROOM: Final = 22.0
_BETWEEN: Final = 12.0
_NAME_WIDTH: Final = 34.0


def docx(cover: Cover, blocks: Sequence[TextBlock], paper: Paper) -> bytes:
    """Return the document for `paper`; equal input, equal bytes."""
    made = python_docx.Document()
    word_look.prepare(made, cover, paper)
    _add_cover(made, cover)
    for one in blocks:
        _add(made, one, paper.width - 2 * MARGIN)
    buffer = BytesIO()
    made.save(buffer)
    return repack(buffer.getvalue(), cover.stamp.as_of)


def _add_cover(made: Document, cover: Cover) -> None:
    word_look.say(made.add_paragraph(), cover.kicker, colour=LIGHT.muted)
    made.add_paragraph(plain(cover.title), style="Title")
    for line in cover.lines:
        made.add_paragraph(plain(line))


def _add(made: Document, block: TextBlock, width: float) -> None:
    match block:
        case Heading():
            _add_heading(made, block)
        case Paragraph():
            _add_paragraph(made.add_paragraph(), block)
        case Points():
            for text in block.texts:
                made.add_paragraph(plain(text), style="List Bullet")
        case Figures():
            _add_figures(made, block, width)
        case Facts():
            _add_facts(made, block, width)
        case Table():
            add_table(made, block, width)
        case Signatures():
            _add_signatures(made, block, width)


def _add_heading(made: Document, one: Heading) -> None:
    heading = made.add_paragraph(plain(one.text), style=f"Heading {one.level}")
    if one.mark is not None:
        words = f"   {glyph(one.mark.shape)} {one.mark.word}"
        word_look.say(heading, words, colour=one.mark.colour)


def _add_paragraph(paragraph: WordParagraph, one: Paragraph) -> None:
    is_loud = one.voice in {Voice.LEAD, Voice.STRONG}
    colour = LIGHT.muted if one.voice is Voice.QUIET else LIGHT.ink
    word_look.say(paragraph, one.text, colour=colour, is_strong=is_loud)
    paragraph.paragraph_format.keep_with_next = one.voice is Voice.STRONG


def _add_figures(made: Document, one: Figures, width: float) -> None:
    cells = add_columns(made, [width / len(one.figures)] * len(one.figures))
    for cell, figure in zip(cells, one.figures, strict=True):
        paragraph = cell.paragraphs[0]
        word_look.say(paragraph, figure.name, colour=LIGHT.muted, size=8.5)
        word_look.say(cell.add_paragraph(), figure.value, size=17, is_strong=True)
        for words in (figure.note, figure.change):
            if words:
                word_look.say(cell.add_paragraph(), words, colour=LIGHT.muted, size=8.5)


def _add_facts(made: Document, one: Facts, width: float) -> None:
    grid = add_grid(made, len(one.pairs), [_NAME_WIDTH, width - _NAME_WIDTH])
    for row, (name, value) in zip(grid.rows, one.pairs, strict=True):
        names, values = row.cells
        word_look.say(names.paragraphs[0], name, colour=LIGHT.muted)
        word_look.say(values.paragraphs[0], value)


def _add_signatures(made: Document, one: Signatures, width: float) -> None:
    """A line for each name, left empty: whoever signs writes it."""
    made.add_paragraph()
    cells = add_columns(made, [width / len(one.offices)] * len(one.offices))
    for cell, office in zip(cells, one.offices, strict=True):
        office_line = cell.paragraphs[0]
        word_look.say(office_line, office)
        office_line.paragraph_format.space_after = Mm(_SIGNING_ROOM)
        for words in ("Nama", "NIP"):
            line = cell.add_paragraph(f"{words} ")
            line.paragraph_format.right_indent = Mm(_BETWEEN)
            word_look.underline(line._p.get_or_add_pPr())  # noqa: SLF001 - no other way in
