"""Rows of a sheet read as reports: what each says, what is asked about it, what is wrong."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from rules.reporting.batch import BatchRow
from rules.reporting.intake import row_key
from rules.reporting.report import Draft, NewObstacle
from rules.sheets.answers import Answer, Problem, Question
from rules.sheets.asked import Asked
from rules.sheets.layout import Field
from rules.sheets.rows import Applied, FoundRow
from rules.values import AgencyCode, Milestone, MilestoneCode, State
from rules.vocabulary import Basis, Status
from words.cells import plain
from words.reporting.sheet_reading import Reading, SheetFindings, reporting_rows
from words.sheets.naming import agencies_of

UNCHANGED: Final = "Tidak ada perubahan."
"""The note of a report that says that all is as it was."""

SAME: Final = frozenset({"tetap", "tidak ada perubahan", "tidak berubah"})
"""What people write where nothing changed."""

_NO_OWNER: Final = "OPD yang harus menyelesaikan kendala ini tidak disebut"
_NO_OBSTACLE: Final = "OPD kendala diisi tanpa uraian kendala; isi uraiannya atau kosongkan OPD-nya"
_FULL: Final = Decimal(100)
_IMPLIED: Final = {Status.FINISHED: 1.0, Status.NOT_STARTED: 0.0, Status.CANCELLED: 0.0}


@dataclass(slots=True)
class SheetReports(SheetFindings):
    """What a sheet reports, and all that is found in it."""

    rows: list[BatchRow] = field(default_factory=list)


def read(found: Applied, by: Reading) -> SheetReports:
    """Return what the rows of a sheet report, without those that are skipped or say nothing."""
    reports = SheetReports()
    for row in reporting_rows(found, by, reports):
        before = len(reports.problems)
        draft = _Row(row, by, reports).draft()
        if draft is not None and len(reports.problems) == before:
            column = row.where.column if by.by_cell else ""
            reports.rows.append(BatchRow(row.where.row, draft, column))
    # What is wrong with a section is told once, not of each row in it.
    reports.problems = list(dict.fromkeys(reports.problems))
    return reports


@dataclass(frozen=True, slots=True)
class _Row:
    """One row on its way to a report."""

    row: FoundRow
    by: Reading
    found: SheetReports
    own: list[Asked] = field(default_factory=list)

    def draft(self) -> Draft | None:
        """Return the report of the row; None where it is left out, asked about or wrong."""
        code = self._settled(Field.CODE, self.by.milestone(self.row))
        if code is None:
            return None
        known = self.by.milestones[MilestoneCode(code)]
        state = known.states[Basis.REPORTED]
        opens = self._opens(known)
        is_same = self._is_same()
        status = None if is_same else self._value(Field.STATUS)
        points = self._value(Field.PROGRESS)
        progress = None if points is None else float(points / _FULL)
        day = self._value(Field.EFFECTIVE_ON)
        if day is None and self.by.by_cell:
            # Of a schedule the days are known together or not at all.
            return None
        where = self.row.where
        kept_status = _status(status, progress, opens, state)
        draft = Draft(
            milestone=known.code,
            effective_on=day or self.by.board.as_of,
            status=kept_status,
            progress=_progress(progress, kept_status, state),
            note=self._words(Field.NOTE) or (UNCHANGED if is_same else ""),
            seen=known.version,
            key=row_key(
                self.by.board.programme.code,
                self.by.file.digest,
                where.sheet,
                self.by.spot(where),
            ),
            realised_value=self._value(Field.REALISED),
            evidence=self._words(Field.EVIDENCE),
            opens=opens,
            decision_number=self._words(Field.DECISION),
            origin=self.by.origin(where),
        )
        return None if any(map(self.by.is_open, self.own)) else draft

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
        if not (description or owner):
            return None
        if not description:
            where = self.row.place(Field.OWNER)
            self.found.problems.append(Problem(where, owner, _NO_OBSTACLE))
            return None
        code = self._owner(owner, description, known)
        return None if code is None else NewObstacle(description, code)

    def _owner(self, owner: str, description: str, known: Milestone) -> AgencyCode | None:
        """Return who must resolve the obstacle; asked about where the row does not say."""
        is_said = self.row.fields.get(Field.OWNER) is not None
        where = self.row.place(Field.OWNER if is_said else Field.OBSTACLE)
        if owner:
            who = agencies_of(where, owner, self.by.board.agencies.values())
        else:
            choices = tuple((one,) for one in (known.lead, *known.supporting))
            who = Question(where, description, choices, _NO_OWNER)
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
