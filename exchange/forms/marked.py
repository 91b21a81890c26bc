"""A sheet handed back as it came, with what is wrong or asked about marked at its cells."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from charts.palette import LIGHT
from exchange.sheets.workbook_writer import MARK_GROUND, OPTIONS, fitting, write_cell
from rules.sheets.cells import Raw, Sheet

_WIDTH: Final = 18
_DAY: Final = "dd/mm/yyyy"
_PERCENT: Final = "0.##%"


def marked(sheets: Sequence[Sheet], marks: Mapping[tuple[str, str], str]) -> bytes:
    """Return the cells of sheets in a workbook, some with a comment.

    `marks` are the comments by the name of a sheet and the address of a cell. Hidden sheets and
    rows stay hidden; formulas come back as their values.
    """
    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        looks = {
            (is_wrong, form): book.add_format(_look(is_wrong=is_wrong, form=form))
            for is_wrong in (False, True)
            for form in ("", _DAY, _PERCENT)
        }
        for sheet in sheets:
            own = {at: words for (name, at), words in marks.items() if name == sheet.name}
            _copy(book.add_worksheet(sheet.name), sheet, own, looks)
    return out.getvalue()


def _look(*, is_wrong: bool, form: str) -> dict[str, object]:
    look: dict[str, object] = {"num_format": form} if form else {}
    return look | {"bg_color": MARK_GROUND, "font_color": LIGHT.ink} if is_wrong else look


def _copy(
    page: Worksheet,
    sheet: Sheet,
    marks: Mapping[str, str],
    looks: Mapping[tuple[bool, str], Format],
) -> None:
    page.set_column(0, max(sheet.width, 1) - 1, _WIDTH)
    wrong = {xl_cell_to_rowcol(at): words for at, words in marks.items()}
    for row, line in enumerate(sheet.rows):
        for column, value in enumerate(line):
            address = xl_rowcol_to_cell(row, column)
            form = _PERCENT if address in sheet.percents else ""
            form = _DAY if isinstance(value, date) else form
            look = looks[(row, column) in wrong, form]
            _write(page, row, column, value, look)
    for (row, column), words in wrong.items():
        page.write_comment(row, column, fitting(words), {"x_scale": 2.2, "y_scale": 1.2})
    for hidden in sheet.hidden_rows:
        page.set_row(hidden - 1, None, None, {"hidden": True})
    if sheet.is_hidden:
        page.hide()


def _write(page: Worksheet, row: int, column: int, value: Raw, look: Format) -> None:
    """Write one cell as what it is."""
    if isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    else:
        write_cell(page, (row, column), value, look)
