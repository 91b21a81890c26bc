"""The workbook in which an agency reports, and the one for reports of the time before."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from charts.stamp import stamp
from exchange.forms.maker import FilledForm, FormMaker
from exchange.forms.writer import FormBook, FormColumn, FormSheet, form_book
from exchange.sheets.tables import ColumnKind, SheetCell
from rules.plan.lineage import planned
from rules.reporting.intake import latest_event
from rules.sheets.addresses import column_letters
from rules.sheets.cells import Kind, Sheet
from rules.values import Agency, AgencyCode, Board, Milestone, agency_label
from rules.vocabulary import Status, label
from words import workbooks as identity
from words.formats import plain_number
from words.reporting import forms as words
from words.reporting.batch_lines import Column
from words.reporting.many_lines import last

_SPARE_LINES: Final = 300
_WIDTHS: Final[Mapping[Column, float]] = {
    Column.NOTE: 34,
    Column.EVIDENCE: 24,
    Column.OBSTACLE: 28,
    Column.OWNER: 16,
    Column.DECISION: 18,
}
_KINDS: Final = {
    Column.EFFECTIVE_ON: ColumnKind.DAY,
    Column.PROGRESS: ColumnKind.DECIMAL,
    Column.REALISED: ColumnKind.DECIMAL,
}
_FILLED: Final = (
    *(Column.EFFECTIVE_ON, Column.STATUS, Column.PROGRESS, Column.REALISED, Column.NOTE),
    *(Column.OBSTACLE, Column.OWNER, Column.EVIDENCE, Column.DECISION),
)
"""What is asked for, in the order in which it is filled in."""


def report_form(maker: FormMaker, milestones: Sequence[Milestone], title: str) -> bytes:
    """Return the workbook in which these milestones are reported, each with what is known of it."""
    rows = [(*_known(maker.board, one), *(None,) * len(_FILLED)) for one in milestones]
    columns = _columns(maker.board, identity.REPORTS)
    form = FormSheet(words.SHEETS[identity.REPORTS], title, columns, rows)
    return _finished(maker, form, _identity(maker, identity.REPORTS))


def history_form(maker: FormMaker, title: str) -> bytes:
    """Return the workbook in which reports of the time before the program are written."""
    columns = _columns(maker.board, identity.HISTORY)
    form = FormSheet(words.SHEETS[identity.HISTORY], title, columns, [], spare=_SPARE_LINES)
    return _finished(maker, form, _identity(maker, identity.HISTORY))


def marked_form(maker: FormMaker, filled: FilledForm) -> bytes:
    """Return a form as it was filled in, each cell that is wrong marked, to be mended and sent.

    It answers to what its first maker knew.
    """
    sheet, columns = filled.sheet, _columns(maker.board, filled.kind)
    letters = [column_letters(number) for number in range(1, sheet.width + 1)]
    heads = {sheet.cell(filled.head_row, one).text: one for one in letters}
    places = [heads.get(column.title, "") for column in columns]
    lines = range(filled.head_row + 1, sheet.height + 1)
    form = FormSheet(
        sheet.name,
        sheet.cell(1, "A").text,
        columns,
        [tuple(_typed(sheet, line, letters) for letters in places) for line in lines],
        spare=_SPARE_LINES if filled.kind == identity.HISTORY else 0,
        marks={
            (row, at): filled.marks[f"{letters}{line}"]
            for row, line in enumerate(lines)
            for at, letters in enumerate(places)
            if f"{letters}{line}" in filled.marks
        },
        hidden=frozenset(row for row, line in enumerate(lines) if line in sheet.hidden_rows),
    )
    return _finished(maker, form, filled.told)


def _typed(sheet: Sheet, row: int, letters: str) -> SheetCell:
    """Return a cell as it was typed, where the form still has its column."""
    if not letters:
        return None
    cell = sheet.cell(row, letters)
    if cell.kind is Kind.FORMULA:
        return f"={cell.formula}"
    if cell.is_percent and isinstance(cell.value, Decimal):
        return f"{plain_number(100 * cell.value)}%"
    return str(cell.value) if isinstance(cell.value, bool) else cell.value


def _columns(board: Board, kind: str) -> tuple[FormColumn, ...]:
    """Return the columns of a form: what is known of a row, then what is asked for."""
    if kind == identity.HISTORY:
        codes = tuple(f"{one.code} {one.title}" for one in planned(board))
        head = words.head(Column.MILESTONE)
        return (FormColumn(head, width=44, is_open=True, choices=codes), *_open_columns(board))
    return (
        FormColumn(words.CODE, width=10),
        FormColumn("Sentra", width=18),
        FormColumn("Tonggak", width=36),
        FormColumn("Penanggung jawab", width=18),
        FormColumn("Jatuh tempo", ColumnKind.DAY, 12),
        FormColumn("Terakhir dilaporkan", width=20),
        FormColumn("Target", width=14),
        *_open_columns(board),
    )


def _identity(maker: FormMaker, kind: str) -> Mapping[str, str]:
    """Return what tells a form from others, and what its maker knew."""
    programme = maker.board.programme
    return {
        identity.KIND_NAME: kind,
        identity.SCHEMA_NAME: identity.SCHEMA,
        identity.PROGRAMME_NAME: programme.code,
        "versi data": str(programme.version),
        "posisi": maker.moment.as_of.isoformat(),
        words.LATEST_NAME: str(latest_event(maker.board)),
    }


def _finished(maker: FormMaker, form: FormSheet, told: Mapping[str, str]) -> bytes:
    """Return the workbook with this sheet, which tells this of itself."""
    example = FormSheet(
        "",
        words.EXAMPLE_TITLE,
        tuple(FormColumn(words.head(column)) for column in words.EXAMPLE),
        [tuple(words.EXAMPLE.values())],
    )
    guide = words.GUIDES[told[identity.KIND_NAME]]
    book = FormBook(form.title, guide, example, [form], told)
    return form_book(book, stamp(maker.board.programme, maker.moment, maker.made_by), maker.paper)


def _open_columns(board: Board) -> tuple[FormColumn, ...]:
    offered = {
        Column.STATUS: tuple(label(status) for status in Status),
        Column.OWNER: _labels(board.agencies),
    }
    return tuple(
        FormColumn(
            words.head(column),
            _KINDS.get(column, ColumnKind.TEXT),
            _WIDTHS.get(column, 12),
            is_open=True,
            choices=offered.get(column, ()),
        )
        for column in _FILLED
    )


def _labels(agencies: Mapping[AgencyCode, Agency]) -> tuple[str, ...]:
    return tuple(sorted(one.label for one in agencies.values()))


def _known(board: Board, one: Milestone) -> tuple[SheetCell, ...]:
    target = f"{plain_number(one.target)} {one.unit}"
    return (
        one.code,
        board.name_of(one.sentra),
        one.title,
        agency_label(board.agencies, one.lead),
        one.current.finish,
        last(one),
        target,
    )
