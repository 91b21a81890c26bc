"""From what a workbook to be filled in is made; what writes it is imported when one is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass

from exchange.paper import Paper
from rules.sheets.cells import Sheet
from rules.values import Board, Moment


@dataclass(frozen=True, slots=True)
class FormMaker:
    """From which figures a workbook is made, by whom, for which paper."""

    board: Board
    moment: Moment
    made_by: str
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form of ours as it came back: its sheet, the row of its heads, what it says of itself.

    `marks` say what is wrong with cells, by their addresses.
    """

    kind: str
    sheet: Sheet
    head_row: int
    told: Mapping[str, str]
    marks: Mapping[str, str]
