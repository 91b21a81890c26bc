"""A document of blocks, written as Word (DOCX): real headings and tables, to be worked on."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import docx as python_docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from charts.palette import LIGHT, glyph
from exchange.packaging import repack
from exchange.paper import Paper
from exchange.plain_text import plain
from exchange.typesetting.blocks import (
    Cover,
    Facts,
    Figures,
    Heading,
    Paragraph,
    Points,
    Signatures,
    TableBlock,
    TextBlock,
    Voice,
)
from exchange.word import look as word_look
from exchange.word.look import MARGIN
from exchange.word.tables import add_grid, add_table, keep_together, rule_below

# In millimetres.
_SIGNING_ROOM: Final = 28.0
_SIGNED_HEIGHT: Final = 9.0
_BETWEEN: Final = 24.0
_NAME_WIDTH: Final = 38.0
# Where the values stand in the rows of figures.
_VALUES: Final = 1
_SIGNED: Final = ("Nama", "NIP")
# Of a letterhead, in points: the regency, the office, then addresses.
_HEAD_SIZES: Final = (12, 15, 9)
_NAMED_LINES: Final = 2


def docx(cover: Cover, blocks: Sequence[TextBlock], paper: Paper) -> bytes:
    """Return the document for `paper`; equal input, equal bytes."""
    made = python_docx.Document()
    word_look.prepare(made, cover, paper)
    _add_cover(made, cover)
    for block in blocks:
        _add(made, block, paper.width - 2 * MARGIN)
    buffer = BytesIO()
    made.save(buffer)
    return repack(buffer.getvalue(), cover.stamp.as_of)


def _add_cover(made: Document, cover: Cover) -> None:
    for at, line in enumerate(cover.letterhead):
        head = made.add_paragraph()
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.paragraph_format.space_after = Pt(2)
        is_name = at < _NAMED_LINES
        word_look.say(head, line, size=_HEAD_SIZES[min(at, _NAMED_LINES)], is_strong=is_name)
    if cover.letterhead:
        ruled = head._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
        word_look.underline(ruled, LIGHT.ink, eighths=12)
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
        case TableBlock():
            add_table(made, block, width)
        case Signatures():
            _add_signatures(made, block, width)


def _add_heading(made: Document, block: Heading) -> None:
    heading = made.add_paragraph(plain(block.text), style=f"Heading {block.level}")
    if block.mark is not None:
        words = f"   {glyph(block.mark.shape)} {block.mark.word}"
        word_look.say(heading, words, colour=block.mark.colour)


def _add_paragraph(paragraph: WordParagraph, block: Paragraph) -> None:
    is_loud = block.voice in {Voice.LEAD, Voice.STRONG}
    colour = LIGHT.muted if block.voice is Voice.QUIET else LIGHT.ink
    word_look.say(paragraph, block.text, colour=colour, is_strong=is_loud)
    paragraph.paragraph_format.keep_with_next = block.voice is Voice.STRONG


def _add_figures(made: Document, block: Figures, width: float) -> None:
    """Names, values and notes in rows of their own, so that the values stand on one line."""
    told = zip(
        *((figure.name, figure.value, figure.note, figure.change) for figure in block.figures),
        strict=True,
    )
    lines = [line for line in told if any(line)]
    grid = add_grid(made, len(lines), [width / len(block.figures)] * len(block.figures))
    for at, (row, line) in enumerate(zip(grid.rows, lines, strict=True)):
        for cell, words in zip(row.cells, line, strict=True):
            if at == _VALUES:
                word_look.say(cell.paragraphs[0], words, size=17, is_strong=True)
            else:
                word_look.say(cell.paragraphs[0], words, colour=LIGHT.muted, size=8.5)
    keep_together(grid.rows)


def _add_facts(made: Document, block: Facts, width: float) -> None:
    grid = add_grid(made, len(block.pairs), [_NAME_WIDTH, width - _NAME_WIDTH])
    for row, (name, value) in zip(grid.rows, block.pairs, strict=True):
        names, values = row.cells
        word_look.say(names.paragraphs[0], name, colour=LIGHT.muted)
        word_look.say(values.paragraphs[0], value)


def _bind_to_next(made: Document) -> None:
    """Let the last words so far go to the page of what follows: nobody signs an empty one."""
    for last in reversed(list(made.iter_inner_content())):
        cells = last.rows[-1].cells if isinstance(last, WordTable) else ()
        bound = [one for cell in cells for one in cell.paragraphs] or [last]
        for paragraph in bound:
            paragraph.paragraph_format.keep_with_next = True
        if any(one.text for one in bound):
            return


def _add_signatures(made: Document, block: Signatures, width: float) -> None:
    """A line for each name and number, on one page; whoever signs writes what is not known."""
    _bind_to_next(made)
    made.add_paragraph().paragraph_format.keep_with_next = True
    gaps = len(block.signers) - 1
    office = (width - _BETWEEN * gaps) / len(block.signers)
    grid = add_grid(made, 1 + len(_SIGNED), [office, *[_BETWEEN, office] * gaps])
    heights = (_SIGNING_ROOM, *[_SIGNED_HEIGHT] * len(_SIGNED))
    for row, height in zip(grid.rows, heights, strict=True):
        row.height = Mm(height)
    for column, signer in zip(list(grid.columns)[::2], block.signers, strict=True):
        top, *lines = column.cells
        word_look.say(top.paragraphs[0], signer.role)
        if signer.post:
            word_look.say(top.add_paragraph(), signer.post)
        for cell, words, known in zip(lines, _SIGNED, (signer.name, signer.nip), strict=True):
            word_look.say(cell.paragraphs[0], f"{words}: {known}" if known else words)
            rule_below(cell)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    keep_together(grid.rows)
