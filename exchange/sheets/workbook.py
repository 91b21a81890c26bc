"""The workbook of a meeting: every figure as a cell, with native charts that read those cells."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts import agencies, bars, plot, s_curve
from charts.palette import LIGHT, glyph, mark
from charts.stamp import stamp
from exchange.sheets import listings, meeting_listings
from exchange.sheets.meeting_listings import MeetingFigure
from exchange.sheets.plots import add_plot
from exchange.sheets.tables import ColumnKind, SheetCell, SheetColumn, SheetTable
from exchange.sheets.workbook_writer import (
    Book,
    TableRows,
    add,
    fitting,
    height_of,
    write,
    write_cell,
)
from rules.meetings.dossier import Dossier
from rules.vocabulary import Light
from words.meetings import narrative

_BAR: Final = "#9DBEC4"
_ACTUAL: Final = 2
_STATE: Final = 7
# Narrower than in a table of its own, so that a page stays readable.
_SENTRA_WIDTHS: Final = (7, 20, 10, 12, 10, 10, 12, 18, 10, 10, 32, 12, 17)


def workbook(dossier: Dossier) -> bytes:
    """Return the workbook of `dossier`; equal dossiers give equal bytes."""
    briefing = dossier.briefing
    made_of = stamp(briefing.programme, briefing.moment, dossier.made_by)
    book = Book(f"{briefing.programme.name}: laporan rapat", made_of)
    _add_summary(book, dossier)
    day, name, agency = (
        SheetColumn("Tanggal", ColumnKind.DAY),
        SheetColumn("Sentra", width=30),
        SheetColumn("OPD", width=24),
    )
    add_plot(book, "Kurva S", plot.of_curve(s_curve.spec(briefing)), day)
    add_plot(book, "Capaian per sentra", plot.of_bars(bars.spec(briefing)), name)
    by_agency = agencies.spec(briefing, dossier.agencies)
    add_plot(book, "Status per OPD", plot.of_agencies(by_agency), agency)
    add(book, "Tonggak", listings.milestones(briefing.flagged(()), dossier.agencies))
    if dossier.ratings:
        add(book, "Penilaian pimpinan", meeting_listings.ratings(dossier))
    add(book, "Perubahan", meeting_listings.changes(dossier))
    add(book, "Perubahan sentra", meeting_listings.sentra_changes(dossier))
    add(book, "Tindak lanjut", meeting_listings.follow_ups(dossier))
    add(book, "Keputusan diminta", meeting_listings.asks(dossier))
    return book.content()


def _add_summary(book: Book, dossier: Dossier) -> None:
    """The story, the figures, and the sentra with their lights."""
    sheet = book.sheet("Ringkasan")
    row = book.head(sheet, dossier.briefing.programme.name, book.caption)
    found = _with_marks(dossier)
    width = sum(column.width for column in found.columns)
    for paragraph in narrative.programme(dossier):
        _write_paragraph(book, sheet, row, paragraph, (len(found.columns), width))
        row += 1
    for at, figure in enumerate(meeting_listings.figures(dossier), start=row + 1):
        _write_figure(book, sheet, figure, at)
        row = at + 1
    placed = write(book, sheet, found, row + 1)
    _decorate(book, sheet, placed)
    sheet.write_string(placed.last + 2, 0, fitting(" ".join(found.notes)), _muted(book))


def _write_paragraph(
    book: Book, sheet: Worksheet, row: int, words: str, across: tuple[int, float]
) -> None:
    """Write `words` over as many columns as the table has, as high as their lines."""
    columns, width = across
    look = book.look(text_wrap=True, valign="top", font_color=LIGHT.ink)
    sheet.merge_range(row, 0, row, columns - 1, "", look)
    sheet.write_string(row, 0, fitting(words), look)
    sheet.set_row(row, height_of(words, width))


def _write_figure(book: Book, sheet: Worksheet, figure: MeetingFigure, row: int) -> None:
    value = book.look(num_format=figure.kind.value, bold=True, align="right")
    sheet.write_string(row, 0, fitting(figure.name), book.look(font_color=LIGHT.ink))
    write_cell(sheet, (row, _ACTUAL), figure.value, value)
    sheet.write_string(row, _ACTUAL + 1, fitting(figure.note), _muted(book, indent=1))


def _with_marks(dossier: Dossier) -> SheetTable:
    """The sentra as listed, each light with its mark, so that colour never tells it alone."""
    listed = listings.sentra(dossier.briefing, dossier.agencies)
    marks = [mark(sentra.health.light) for sentra in dossier.briefing.sentra]
    rows: list[tuple[SheetCell, ...]] = []
    for light, row in zip(marks, listed.rows, strict=True):
        words = f"{glyph(light.shape)} {light.word}"
        rows.append((*row[:_STATE], words, *row[_STATE + 1 :]))
    return _narrowed(replace(listed, rows=tuple(rows)), _SENTRA_WIDTHS)


def _narrowed(table: SheetTable, widths: Sequence[float]) -> SheetTable:
    pairs = zip(table.columns, widths, strict=True)
    columns = tuple(replace(column, width=width) for column, width in pairs)
    return replace(table, columns=columns)


def _decorate(book: Book, sheet: Worksheet, placed: TableRows) -> None:
    """Give the lights their colours, and the actual shares a bar from 0 to 100 percent."""
    if placed.last == placed.header:
        return
    rows = (placed.first, placed.last)
    for light in (mark(light) for light in Light):
        look = book.look(font_color=light.colour, bold=True)
        words = f"{glyph(light.shape)} {light.word}"
        begins = {"type": "text", "criteria": "begins with", "value": words, "format": look}
        sheet.conditional_format(rows[0], _STATE, rows[1], _STATE, begins)
    bar = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_solid": True,
        "bar_color": _BAR,
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": 1,
    }
    sheet.conditional_format(rows[0], _ACTUAL, rows[1], _ACTUAL, bar)


def _muted(book: Book, **properties: object) -> Format:
    return book.look(font_color=LIGHT.muted, **properties)
