"""By what rows of a sheet are read as reports, and what is found in them beside these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from rules.plan.lineage import planned
from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.asked import Answers, Asked, Key
from rules.sheets.cells import Place, Sheet
from rules.sheets.layout import Field, Layout
from rules.sheets.rows import Applied, FoundRow
from rules.values import Board, Milestone, MilestoneCode
from words.reporting.errors import place
from words.sheets.applying import Progress, apply
from words.sheets.naming import Plan, milestone_of, section_of

_SAID: Final = (
    *(Field.STATUS, Field.PROGRESS, Field.REALISED, Field.EFFECTIVE_ON, Field.NOTE),
    *(Field.OBSTACLE, Field.OWNER, Field.EVIDENCE, Field.DECISION),
)
"""What a report is made of; a row that says none of it is not reported."""

_TITLES: Final = 2
_WHOLE_SHEET: Final = "pilih tonggak yang dilaporkan lembar ini"
_ON_LAYOUT: Final = "tentukan pada Susunan kolom"


@dataclass(frozen=True, slots=True)
class FileName:
    """A file as it came in: its name, the digest of its bytes, and the sheet that is read."""

    name: str
    digest: str
    sheet: str


@dataclass(slots=True)
class SheetFindings:
    """What is asked, answered or not; what keeps the sheet out; the rows that nobody sees on it."""

    asked: dict[Key, Asked] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """By what rows are read: the plan, its agencies and states, the answers, the file.

    `by_cell` where a row of the sheet holds several reports, as a weekly schedule does; `skipped`
    are the spots of those that are left out.
    """

    board: Board
    file: FileName
    answers: Answers
    by_cell: bool = False
    skipped: frozenset[str] = frozenset()
    takes_hidden: bool = True

    @cached_property
    def milestones(self) -> Mapping[MilestoneCode, Milestone]:
        """All that were ever planned."""
        return self.board.milestones

    @cached_property
    def plan(self) -> Plan:
        """What titles may name: what is planned still."""
        names = {one.code: one.name for one in self.board.sentra}
        return Plan(names, {one.code: one for one in planned(self.board)})

    def is_open(self, asked: Asked) -> bool:
        """Whether a question waits for its answer."""
        return self.answers(*asked.key) is None

    def spot(self, where: Place) -> str:
        """Return the report that a cell belongs to, as no other of the sheet is called."""
        return where.address if self.by_cell else str(where.row)

    def is_skipped(self, row: FoundRow) -> bool:
        """Whether a row is left out, by itself or with the section that it stands in."""
        if not self.skipped:
            return False
        section = section_of(row, self.plan)
        places = (row.where,) if section is None else (row.where, section.where)
        return any(self.spot(one) in self.skipped for one in places)

    def origin(self, where: Place) -> str:
        """Return where a report stands: laporan.xlsx · Laporan · Baris 7."""
        stands = place(where.row, where.column if self.by_cell else "")
        return f"{self.file.name} · {self.file.sheet} · {stands}"

    def milestone(self, row: FoundRow) -> Answer[MilestoneCode]:
        """Return what a row is about; of a sheet whose rows name nothing it is asked once."""
        code = row.fields.get(Field.CODE)
        if isinstance(code, Taken) and code.value in self.milestones:
            return Taken(MilestoneCode(str(code.value)))
        answer = milestone_of(row, self.plan)
        if any(row.fields.get(one) for one in (Field.CODE, Field.TITLE)):
            return answer
        return self._by_title(answer, row)

    def _by_title(self, answer: Answer[MilestoneCode], row: FoundRow) -> Answer[MilestoneCode]:
        """Return what a sheet is about by its title; any milestone, where that is not sure."""
        if not isinstance(answer, Problem | Question):
            return answer
        likely = answer.choices if isinstance(answer, Question) else ()
        choices = tuple(dict.fromkeys((*likely, *self.plan.milestones)))
        place_of_title = Place(row.where.sheet, 1, "A")
        title = " ".join(one.words for one in row.headings[:_TITLES])
        return Question(place_of_title, title, choices, _WHOLE_SHEET)


def applied(
    layout: Layout, sheet: Sheet, progress: Progress = lambda _done, _rows: None
) -> Applied:
    """Return the rows of a sheet as reports need them: a schedule by months says none."""
    return apply(replace(layout, spans={}), sheet, progress)


def reporting_rows(found: Applied, by: Reading, findings: SheetFindings) -> Iterator[FoundRow]:
    """Yield the rows of which reports are made; note what is wrong with the sheet, and hidden ones.

    What is wrong with a row that is left out keeps nothing out.
    """
    findings.problems += (_told(one) for one in found.whole if by.spot(one.where) not in by.skipped)
    for row in found.rows:
        if by.is_skipped(row) or not _says_anything(row):
            continue
        if row.is_hidden:
            findings.hidden.append(row.where.row)
            if not by.takes_hidden:
                continue
        yield row


def _told(found: Problem | Question[Any]) -> Problem:
    """Return what is asked about the whole sheet as what its layout lacks."""
    if isinstance(found, Problem):
        return found
    return Problem(found.where, found.value, f"{found.why}; {_ON_LAYOUT}")


def _says_anything(row: FoundRow) -> bool:
    return any(row.fields.get(one) is not None for one in _SAID)
