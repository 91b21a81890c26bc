"""Tables of a Word document: a header that every page repeats, quiet lines, rows kept whole."""

from collections.abc import Iterable, Sequence
from typing import Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable, _Cell as WordCell, _Row as WordRow

from charts.palette import LIGHT, glyph
from exchange.typesetting.blocks import BlockCell, BlockColumn, TableBlock
from exchange.word import look as word_look

# In millimetres, in the order that the schema wants.
_MARGINS: Final = {"top": 0.8, "left": 0.0, "bottom": 0.4, "right": 2.5}


def add_table(made: Document, block: TableBlock, width: float) -> None:
    """Add a table as wide as the words, which starts with its header."""
    whole = sum(column.width for column in block.columns)
    widths = [width * column.width / whole for column in block.columns]
    table = add_grid(made, 1 + len(block.rows), widths)
    header = table.rows[0]
    _mark_row(header, "w:tblHeader")
    _keep_whole(header)
    for cell, column in zip(header.cells, block.columns, strict=True):
        words = word_look.say(cell.paragraphs[0], column.title, colour=LIGHT.muted, size=8.5)
        words.bold = True
        _align(cell, column)
        rule_below(cell, eighths=8)
    for row, given in zip(list(table.rows)[1:], block.rows, strict=True):
        _keep_whole(row)
        for cell, column, content in zip(row.cells, block.columns, given, strict=True):
            _fill(cell, content)
            _align(cell, column)
            rule_below(cell, LIGHT.line)
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def add_grid(made: Document, rows: int, widths: Sequence[float]) -> WordTable:
    """Add rows of cells without lines, widths in millimetres; return the table."""
    table: WordTable = made.add_table(rows, len(widths))
    table.autofit = False
    _set_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    return table


def keep_together(rows: Iterable[WordRow]) -> None:
    """Let no page break cut any of these rows, nor part them."""
    *others, last = rows
    _keep_whole(last)
    for row in others:
        _keep_whole(row)
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def rule_below(cell: WordCell, colour: str = LIGHT.ink, *, eighths: int = 4) -> None:
    """Draw a line under a cell, in eighths of a point."""
    borders = OxmlElement("w:tcBorders")
    borders.append(word_look.rule("w:bottom", colour, eighths=eighths))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - python-docx has no borders


def _set_margins(table: WordTable) -> None:
    """Let the words of the first column stand below those of the page, and none touch a line.

    Word hangs a table into the margin by what its cells keep free to the left.
    """
    margins = OxmlElement("w:tblCellMar")
    for side, width in _MARGINS.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(width).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The schema wants them before this.
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001 - no other way in


def _fill(cell: WordCell, content: BlockCell) -> None:
    paragraph = cell.paragraphs[0]
    word_look.say(paragraph, content.text, size=9.5, is_strong=content.is_strong)
    if content.mark is not None:
        words = f"{glyph(content.mark.shape)} {content.mark.word}"
        word_look.say(paragraph, words, colour=content.mark.colour, size=9.5)
    if content.note:
        note = cell.add_paragraph()
        note.paragraph_format.space_after = Pt(2)
        word_look.say(note, content.note, colour=LIGHT.muted, size=8.5)


def _align(cell: WordCell, column: BlockColumn) -> None:
    if column.is_figure:
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _keep_whole(row: WordRow) -> None:
    _mark_row(row, "w:cantSplit")


def _mark_row(row: WordRow, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - no other way in
