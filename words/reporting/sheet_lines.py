"""Rows of a sheet as lines of a table of reports: what is read, in the words of the table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from rules.sheets.answers import Answer, Problem, Question
from rules.sheets.asked import Asked
from rules.sheets.layout import Field
from rules.sheets.rows import Applied, FoundRow
from rules.vocabulary import Status, label
from words.cells import Line
from words.formats import plain_number
from words.reporting.batch_lines import Column
from words.reporting.sheet_reading import Reading, SheetFindings, reporting_rows

_COLUMNS: Final = {Field(one.value): one for one in Column if one is not Column.MILESTONE}


@dataclass(slots=True)
class SheetLines(SheetFindings):
    """The lines that a sheet comes to, and all that is found in it.

    `unread` are the cells that stand in the lines as their author wrote them.
    """

    lines: list[Line] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)


def lines_of(applied: Applied, by: Reading) -> SheetLines:
    """Return a line a row that says anything; what cannot be read stands as its author wrote it.

    The table then tells what is wrong with it.
    """
    found = SheetLines()
    for row in reporting_rows(applied, by, found):
        found.lines.append(_line(row, by, found))
    return found


def _line(row: FoundRow, by: Reading, found: SheetLines) -> Line:
    def told(of: Field, answer: Answer[Any], words: Callable[[Any], str]) -> str:
        if answer is None:
            return ""
        if isinstance(answer, Problem):
            found.unread.append(answer)
            return answer.value
        if isinstance(answer, Question):
            question = Asked(of, answer)
            found.asked[question.key] = question
            decided = by.answers(*question.key)
            return "" if decided is None or decided[0] is None else words(decided[0])
        return words(answer.value)

    def named(code: Any) -> str:  # noqa: ANN401 - a code of a milestone
        return f"{code} {by.milestones[code].title}"

    line = {Column.MILESTONE.value: told(Field.CODE, by.milestone(row), named)}
    for of, column in _COLUMNS.items():
        line[column.value] = told(of, row.fields.get(of), _words)
    return line


def _words(value: object) -> str:
    """Return a value as somebody would type it into the table."""
    if isinstance(value, Status):
        return label(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return plain_number(value) if isinstance(value, Decimal) else str(value)
