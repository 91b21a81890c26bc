"""The workbook in which an agency reports, and the one for reports of the time before."""

from collections.abc import Mapping, Sequence
from typing import Final

from charts.stamp import stamp
from exchange.forms.maker import FormMaker
from exchange.forms.writer import FormBook, FormColumn, FormSheet, form_book
from exchange.sheets.tables import ColumnKind, SheetCell
from rules.plan.lineage import planned
from rules.reporting.intake import latest_event
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
    board = maker.board
    columns = (
        FormColumn(words.CODE, width=10),
        FormColumn("Sentra", width=18),
        FormColumn("Tonggak", width=36),
        FormColumn("Penanggung jawab", width=18),
        FormColumn("Jatuh tempo", ColumnKind.DAY, 12),
        FormColumn("Terakhir dilaporkan", width=20),
        FormColumn("Target", width=14),
        *_open_columns(board),
    )
    rows = [(*_known(board, one), *(None,) * len(_FILLED)) for one in milestones]
    form = FormSheet(words.SHEETS[identity.REPORTS], title, columns, rows)
    return _finished(maker, identity.REPORTS, form)


def history_form(maker: FormMaker, title: str) -> bytes:
    """Return the workbook in which reports of the time before the program are written."""
    board = maker.board
    codes = tuple(f"{one.code} {one.title}" for one in planned(board))
    columns = (
        FormColumn(words.head(Column.MILESTONE), width=44, is_open=True, choices=codes),
        *_open_columns(board),
    )
    form = FormSheet(words.SHEETS[identity.HISTORY], title, columns, [], spare=_SPARE_LINES)
    return _finished(maker, identity.HISTORY, form)


def _finished(maker: FormMaker, kind: str, form: FormSheet) -> bytes:
    """Return the workbook with this sheet."""
    programme = maker.board.programme
    example = FormSheet(
        "",
        words.EXAMPLE_TITLE,
        tuple(FormColumn(words.head(column)) for column in words.EXAMPLE),
        [tuple(words.EXAMPLE.values())],
    )
    told = {
        identity.KIND_NAME: kind,
        identity.SCHEMA_NAME: identity.SCHEMA,
        identity.PROGRAMME_NAME: programme.code,
        "versi data": str(programme.version),
        "posisi": maker.moment.as_of.isoformat(),
        words.LATEST_NAME: str(latest_event(maker.board)),
    }
    book = FormBook(form.title, words.GUIDES[kind], example, [form], told)
    return form_book(book, stamp(programme, maker.moment, maker.made_by), maker.paper)


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
