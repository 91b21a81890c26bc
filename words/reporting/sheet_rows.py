"""Rows of a sheet read as reports: what each says, what is asked about it, what is wrong."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from rules.reporting.batch import BatchRow
from rules.reporting.intake import row_key
from rules.reporting.report import Draft, NewObstacle
from rules.sheets.answers import Answer, Problem, Question
from rules.sheets.asked import Answers, Asked, Key
from rules.sheets.cells import Place
from rules.sheets.layout import Field
from rules.sheets.rows import Applied, FoundRow
from rules.values import AgencyCode, Board, Milestone, MilestoneCode, State
from rules.vocabulary import Basis, Status
from words.cells import plain
from words.formats import number
from words.sheets.naming import Plan, agencies_of, milestone_of

_SAID: Final = (
    *(Field.STATUS, Field.PROGRESS, Field.REALISED, Field.EFFECTIVE_ON, Field.NOTE),
    *(Field.OBSTACLE, Field.OWNER, Field.EVIDENCE, Field.DECISION),
)
"""What a report is made of; a row that says none of it is not reported."""

UNCHANGED: Final = "Tidak ada perubahan."
"""The note of a report that says that all is as it was."""

SAME: Final = frozenset({"tetap", "tidak ada perubahan", "tidak berubah"})
"""What people write where nothing changed."""

_NO_OWNER: Final = "OPD yang harus menyelesaikan kendala ini tidak disebut"
_NO_OBSTACLE: Final = "OPD kendala diisi tanpa uraian kendala; isi uraiannya atau kosongkan OPD-nya"
_FULL: Final = Decimal(100)
_IMPLIED: Final = {Status.FINISHED: 1.0, Status.NOT_STARTED: 0.0, Status.CANCELLED: 0.0}


@dataclass(frozen=True, slots=True)
class FileName:
    """A file as it came in: its name, the digest of its bytes, and the sheet that is read."""

    name: str
    digest: str
    sheet: str

    def origin(self, row: int) -> str:
        """Return where a row stands: laporan.xlsx · Laporan · baris 7."""
        return f"{self.name} · {self.sheet} · baris {number(row)}"


@dataclass(slots=True)
class SheetReports:
    """What a sheet reports; `asked` holds all questions, also those that are answered.

    `hidden` are the rows with reports that nobody sees on the sheet.
    """

    rows: list[BatchRow] = field(default_factory=list)
    asked: dict[Key, Asked] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """By what rows are read: the plan, its agencies and states, the answers, the file."""

    board: Board
    file: FileName
    answers: Answers
    skipped: frozenset[int] = frozenset()
    takes_hidden: bool = True

    def is_open(self, asked: Asked) -> bool:
        """Whether a question waits for its answer."""
        return self.answers(*asked.key) is None

    @property
    def plan(self) -> Plan:
        """What rows may name."""
        return Plan({one.code: one.name for one in self.board.sentra}, self.board.milestones)


def read(applied: Applied, by: Reading) -> SheetReports:
    """Return what the rows of a sheet report, without those that are skipped or say nothing."""
    found, plan = SheetReports(), by.plan
    for row in applied.rows:
        place = row.where.row
        if place in by.skipped or not says_anything(row):
            continue
        if row.is_hidden:
            found.hidden.append(place)
            if not by.takes_hidden:
                continue
        own = _Row(row, by, plan, found)
        before = len(found.problems)
        draft = own.draft()
        if draft is not None and len(found.problems) == before:
            found.rows.append(BatchRow(row.where.row, draft))
    return found


def says_anything(row: FoundRow) -> bool:
    """Whether a row says anything of which a report is made."""
    return any(row.fields.get(one) is not None for one in _SAID)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row on its way to a report."""

    row: FoundRow
    by: Reading
    plan: Plan
    found: SheetReports
    own: list[Asked] = field(default_factory=list)

    def draft(self) -> Draft | None:
        """Return the report of the row; None where it is left out, asked about or wrong."""
        code = self._settled(Field.CODE, self._milestone())
        if code is None:
            return None
        known = self.by.board.milestones[MilestoneCode(code)]
        state = known.states[Basis.REPORTED]
        opens = self._opens(known)
        is_same = self._is_same()
        status = None if is_same else self._value(Field.STATUS)
        points = self._value(Field.PROGRESS)
        progress = None if points is None else float(points / _FULL)
        kept_status = _status(status, progress, opens, state)
        draft = Draft(
            milestone=known.code,
            effective_on=self._value(Field.EFFECTIVE_ON) or self.by.board.as_of,
            status=kept_status,
            progress=_progress(progress, kept_status, state),
            note=self._words(Field.NOTE) or (UNCHANGED if is_same else ""),
            seen=known.version,
            key=row_key(self.by.file.digest, self.row.where.sheet, self.row.where.row),
            realised_value=self._value(Field.REALISED),
            evidence=self._words(Field.EVIDENCE),
            opens=opens,
            decision_number=self._words(Field.DECISION),
            origin=self.by.file.origin(self.row.where.row),
        )
        return None if any(map(self.by.is_open, self.own)) else draft

    def _milestone(self) -> Answer[MilestoneCode]:
        """Return what the row is about; where only the sheet's title tells, it is asked once."""
        answer = milestone_of(self.row, self.plan)
        is_named = any(self.row.fields.get(one) for one in (Field.CODE, Field.TITLE))
        if isinstance(answer, Question) and not is_named:
            return replace(answer, where=Place(answer.where.sheet, 1, "A"))
        return answer

    def _value(self, of: Field) -> Any:  # noqa: ANN401 - a field's value is of its own kind
        return self._settled(of, self.row.fields.get(of))

    def _words(self, of: Field) -> str:
        return str(self._value(of) or "").strip()

    def _settled(self, of: Field, answer: Answer[Any]) -> Any:  # noqa: ANN401
        """Return the value of an answer; note what is asked about and what is wrong."""
        if answer is None:
            return None
        if isinstance(answer, Problem):
            self.found.problems.append(answer)
            return None
        if isinstance(answer, Question):
            asked = Asked(of, answer)
            self.own.append(asked)
            self.found.asked[asked.key] = asked
            decided = self.by.answers(*asked.key)
            return None if decided is None else decided[0]
        return answer.value

    def _is_same(self) -> bool:
        """Whether the status says that all is as it was."""
        said = self.row.fields.get(Field.STATUS)
        return isinstance(said, Problem | Question) and plain(said.value) in SAME

    def _opens(self, known: Milestone) -> NewObstacle | None:
        description, owner = self._words(Field.OBSTACLE), self._words(Field.OWNER)
        where = self.row.fields.get(Field.OBSTACLE if description else Field.OWNER)
        if where is None or not (description or owner):
            return None
        if not description:
            self.found.problems.append(Problem(where.where, owner, _NO_OBSTACLE))
            return None
        code = self._owner(owner, description, known)
        return None if code is None else NewObstacle(description, code)

    def _owner(self, owner: str, description: str, known: Milestone) -> AgencyCode | None:
        """Return who must resolve the obstacle; asked about where the row does not say."""
        told = self.row.fields.get(Field.OWNER) or self.row.fields[Field.OBSTACLE]
        if told is None:
            return None
        if owner:
            who = agencies_of(told.where, owner, self.by.board.agencies.values())
        else:
            choices = tuple((one,) for one in (known.lead, *known.supporting))
            who = Question(told.where, description, choices, _NO_OWNER)
        found = self._settled(Field.OWNER, who)
        return found[0] if found else None


def _status(
    said: Status | None, progress: float | None, opens: NewObstacle | None, state: State
) -> Status:
    """Return the status that is said, or the one that the rest of the row means."""
    if said is not None:
        return said
    if opens is not None:
        return Status.OBSTRUCTED
    if progress is None:
        return state.status
    if progress == 0:
        return Status.NOT_STARTED
    return Status.FINISHED if progress == 1 else Status.IN_PROGRESS


def _progress(said: float | None, status: Status, state: State) -> float:
    """Return the progress that is said or that the status means; else it stays as it is."""
    return _IMPLIED.get(status, state.progress) if said is None else said
