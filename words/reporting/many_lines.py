"""A table of what is owed: a line a milestone, of which only filled ones are reported."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rules.reporting.batch import BatchRow
from rules.reporting.report import Draft
from rules.values import Milestone, MilestoneCode, State
from rules.vocabulary import Basis, label
from words.cells import Line, plain, word
from words.formats import number, percent, plain_number, short_day
from words.reporting import batch_lines
from words.reporting.batch_lines import Column as Filled, Names, ReadTable
from words.reporting.sheet_rows import SAME, UNCHANGED

_SAME: Final = SAME | {"sama"}
_FULL: Final = 100


class Column(StrEnum):
    """The columns, in their order; the first two say what is known and cannot be typed in."""

    MILESTONE = Filled.MILESTONE.value
    LAST = "last"
    STATUS = Filled.STATUS.value
    PROGRESS = Filled.PROGRESS.value
    REALISED = Filled.REALISED.value
    NOTE = Filled.NOTE.value
    EVIDENCE = Filled.EVIDENCE.value
    OBSTACLE = Filled.OBSTACLE.value
    OWNER = Filled.OWNER.value
    EFFECTIVE_ON = Filled.EFFECTIVE_ON.value


LOCKED: Final = frozenset({Column.MILESTONE, Column.LAST})

HEADS: Final[Mapping[Column, str]] = {
    **{column: batch_lines.HEADS[Filled(column)] for column in Column if column != Column.LAST},
    Column.LAST: "Terakhir",
}
"""What stands above each column."""


def lines_of(milestones: Sequence[Milestone]) -> list[Line]:
    """Return a line for each milestone with what was last claimed of it, to be filled in."""
    return [
        {Column.MILESTONE: f"{one.code} {one.title}", Column.LAST: last(one)} for one in milestones
    ]


def last(milestone: Milestone) -> str:
    """Return what was last claimed of a milestone."""
    return told(milestone.states[Basis.REPORTED])


def told(state: State) -> str:
    """Return where a milestone stands, and since when."""
    if state.effective_on is None:
        return "belum pernah dilaporkan"
    return f"{label(state.status)} {percent(state.progress, 0)}, {short_day(state.effective_on)}"


def is_filled(line: Line) -> bool:
    """Whether anything was typed into a line."""
    return any(word(line, column) for column in Column if column not in LOCKED)


def read(
    lines: Sequence[Line],
    known: Names,
    milestones: Mapping[MilestoneCode, Milestone],
    *,
    today: date,
    submission: str,
) -> ReadTable:
    """Return the reports of the filled lines; each answers to its milestone as it is known now.

    A blank day is `today`. A line that says only *tetap* repeats what was last claimed. The key of
    each report is made of the `submission`.
    """
    typed = [
        _completed(line, known, milestones, today) if is_filled(line) else {} for line in lines
    ]
    found = batch_lines.read(typed, known)
    rows = tuple(_answering(row, milestones, submission) for row in found.rows)
    return replace(found, rows=rows)


def change(before: State, draft: Draft) -> tuple[str, str]:
    """Return what is claimed of a milestone, and what its row would claim."""
    value = draft.realised_value
    realised = "" if value is None else f", realisasi {number(value)}"
    after = f"{label(draft.status)} {percent(draft.progress, 0)}{realised}"
    return told(before), f"{after}, {short_day(draft.effective_on)}"


def _completed(
    line: Line, known: Names, milestones: Mapping[MilestoneCode, Milestone], today: date
) -> Line:
    own = {column.value: word(line, column) for column in Column if column != Column.LAST}
    own[Column.EFFECTIVE_ON] = own[Column.EFFECTIVE_ON] or f"{today:%d/%m/%Y}"
    code = known.milestones.get(plain(own[Column.MILESTONE].partition(" ")[0]))
    if code is None or plain(own[Column.STATUS]) not in _SAME:
        return own
    state = milestones[code].states[Basis.REPORTED]
    value = state.realised_value
    kept = {
        Column.PROGRESS: plain_number(round(Decimal(_FULL * state.progress), 2)),
        Column.REALISED: "" if value is None else plain_number(value),
        Column.NOTE: UNCHANGED,
    }
    blank = {name: words for name, words in kept.items() if not own[name]}
    return own | blank | {Column.STATUS: label(state.status)}


def _answering(
    row: BatchRow, milestones: Mapping[MilestoneCode, Milestone], submission: str
) -> BatchRow:
    code = row.draft.milestone
    key = f"{submission}-{row.number}"
    return replace(row, draft=replace(row.draft, seen=milestones[code].version, key=key))
