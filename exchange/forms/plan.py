"""The plan workbook: the whole plan to be changed in a spreadsheet, and to be loaded again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from charts.stamp import Stamp
from exchange.forms.writer import FormBook, FormColumn, FormSheet, form_book
from exchange.paper import Paper
from exchange.sheets.tables import ColumnKind, SheetCell
from rules.plan.errors import RowProblem
from rules.vocabulary import STAGES, IndicatorKind, PlaceKind, SourceKind, label
from words.formats import parse_day
from words.plan import workbook as words
from words.plan.filled import FilledRow
from words.plan.named import sentra_choice, stage_choice

Cells = Mapping[str, SheetCell]

_SPARE: Final = {words.MILESTONES: 120, words.PLACES: 60, words.AGENCIES: 20}
_DAYS: Final = frozenset({"start", "finish", "valid_from", "valid_to"})
_NUMBERS: Final = frozenset({"weight", "target", "latitude", "longitude", "sequence"})
_NAMED: Final = frozenset({"sentra", "lead", "support"})
_WIDTHS: Final = {
    **dict.fromkeys(("title", "expected_evidence", "name", "source", "vision", "letter"), 36),
    **dict.fromkeys(("sentra", "lead", "support", "legal_basis", "rpjmd", "aliases", "note"), 22),
    **dict.fromkeys(("stage", "shape", "product", "district", "region", "village_code"), 18),
    **dict.fromkeys(("sequence", "weight", "code", words.REMOVE), 9),
}


@dataclass(frozen=True, slots=True)
class PlanBook:
    """What a plan workbook is made of: rows by sheet, each with its cells by column.

    `version` is that of the plan; `marks` say what is wrong with a cell, by sheet, row from 0 and
    column; `to_mend` are all such lines, for who reads them in one place.
    """

    title: str
    programme: str
    version: int
    rows: Mapping[str, Sequence[Cells]]
    marks: Mapping[str, Mapping[tuple[int, str], str]] = field(default_factory=dict)
    to_mend: Sequence[str] = ()


def plan_workbook(
    own: words.WrittenBook,
    stamp: Stamp,
    typed: Mapping[str, Sequence[FilledRow]] | None = None,
    problems: Sequence[RowProblem] = (),
) -> bytes:
    """Return the plan as a workbook; one that came back as it was `typed`, wrong cells marked."""
    rows = plan_rows(own.rows, own.spare_sentra)
    book = PlanBook(words.TITLE, own.programme, own.version, rows)
    return plan_form(book if typed is None else marked_book(book, typed, problems), stamp)


def plan_form(book: PlanBook, stamp: Stamp, paper: Paper = Paper.A4) -> bytes:
    """Return the workbook; what is untouched in it comes back as no change."""
    choices = _choices(book.rows)
    sheets = [_sheet(book, name, choices) for name in words.HEADS]
    example = FormSheet(
        "",
        words.EXAMPLE_TITLE,
        tuple(FormColumn(words.head(words.MILESTONES, column)) for column in words.EXAMPLE),
        [tuple(words.EXAMPLE.values())],
    )
    told = (f"{words.TO_MEND}:", *book.to_mend, "") if book.to_mend else ()
    identity = {
        words.KIND: words.PLAN,
        words.PROGRAMME_CODE: book.programme,
        words.VERSION: str(book.version),
    }
    form = FormBook(book.title, (*told, *words.GUIDE), example, sheets, identity)
    return form_book(form, stamp, paper)


def plan_rows(
    written: Mapping[str, Sequence[Mapping[str, str | Decimal]]], spare_sentra: Sequence[str]
) -> Mapping[str, Sequence[Cells]]:
    """Return the rows of a plan, by sheet, as cells; `spare_sentra` are the codes of new ones."""
    names = {
        **{str(row["code"]): str(row["label"]) for row in written[words.AGENCIES]},
        **{
            str(row["code"]): sentra_choice(str(row["code"]), str(row["name"]))
            for row in written[words.SENTRA]
        },
    }
    rows = {name: [_cells(name, row, names) for row in own] for name, own in written.items()}
    rows[words.SENTRA] += [{"code": code} for code in spare_sentra]
    return rows


def marked_book(
    book: PlanBook, typed: Mapping[str, Sequence[FilledRow]], problems: Sequence[RowProblem]
) -> PlanBook:
    """Return a book with what was `typed` in the place of its rows, each wrong cell marked.

    What is wrong with no cell in particular is told on the first sheet that is read.
    """
    rows = {name: [*map(_typed, own)] for name, own in typed.items()}
    places = {(name, row.number): at for name, own in typed.items() for at, row in enumerate(own)}
    marks: dict[str, dict[tuple[int, str], str]] = {name: {} for name in rows}
    for one in problems:
        at = places.get((one.file, one.row))
        if at is not None:
            before = marks[one.file].get((at, one.column), "")
            marks[one.file][at, one.column] = f"{before}\n{one.reason}".strip()
    codes = {row.get("code") for row in rows[words.SENTRA]}
    rows[words.SENTRA] += [
        row for row in book.rows[words.SENTRA] if not row.get("name") and row["code"] not in codes
    ]
    return replace(book, rows=rows, marks=marks, to_mend=tuple(map(words.problem_line, problems)))


def _typed(row: FilledRow) -> Cells:
    return {
        column: str(value) if isinstance(value, bool) else value
        for column, value in row.values.items()
    }


def _cells(sheet: str, row: Mapping[str, str | Decimal], names: Mapping[str, str]) -> Cells:
    """Return a row of the plan as the cells of its sheet; `names` are those of codes in lists."""
    columns = (column for column in words.HEADS[sheet] if column in row)
    return {column: _cell(column, str(row[column]), names) for column in columns}


def _cell(column: str, text: str, names: Mapping[str, str]) -> SheetCell:
    if not text:
        return None
    if column in _DAYS:
        return parse_day(text)
    if column in _NUMBERS:
        return Decimal(text)
    if column == "stage":
        return stage_choice(int(text))
    if column in _NAMED:
        return "; ".join(names.get(one.strip(), one.strip()) for one in text.split(";"))
    return text


def _sheet(book: PlanBook, name: str, choices: Mapping[str, tuple[str, ...]]) -> FormSheet:
    columns = tuple(words.HEADS[name])
    rows = [tuple(row.get(column) for column in columns) for row in book.rows[name]]
    marks = {
        (row, columns.index(column) if column in columns else 0): told
        for (row, column), told in book.marks.get(name, {}).items()
    }
    forms = tuple(_column(name, column, choices) for column in columns)
    return FormSheet(name, f"{book.title}: {name}", forms, rows, _SPARE.get(name, 0), marks)


def _column(sheet: str, column: str, choices: Mapping[str, tuple[str, ...]]) -> FormColumn:
    kind = ColumnKind.EXACT if column in _NUMBERS else ColumnKind.TEXT
    offered = "kind" if sheet == words.PLACES and column == "source_kind" else column
    return FormColumn(
        words.head(sheet, column),
        ColumnKind.DAY if column in _DAYS else kind,
        _WIDTHS.get(column, 14),
        is_open=column not in words.LOCKED[sheet],
        choices=choices.get(offered, ()),
    )


def _choices(rows: Mapping[str, Sequence[Cells]]) -> Mapping[str, tuple[str, ...]]:
    """Return what the lists of columns offer; any other words can be typed."""
    sentra = [
        (str(row.get("code") or ""), str(row.get("name") or "")) for row in rows[words.SENTRA]
    ]
    agencies = {str(row["label"]) for row in rows[words.AGENCIES] if row.get("label")}
    return {
        "sentra": tuple(sentra_choice(code, name) for code, name in sentra if name),
        "lead": tuple(sorted(agencies)),
        "stage": tuple(map(stage_choice, STAGES)),
        "indicator": tuple(label(kind) for kind in IndicatorKind),
        "source_kind": tuple(label(kind) for kind in SourceKind),
        "shape": ("lurus", "langkah"),
        "kind": tuple(label(kind) for kind in PlaceKind),
        words.REMOVE: (words.YES,),
    }
