"""What can be wrong with a report."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from rules.errors import EntryProblem, IllegalEntry, ProblemCode, SentraError
from rules.reporting.report import ReportEvent
from rules.values import MilestoneCode


class ReportProblem(ProblemCode):
    """One thing wrong with a report; the value names the field it is about."""

    LEFT_PLAN = "milestone.left_plan"
    EFFECTIVE_IN_FUTURE = "effective_on.future"
    EFFECTIVE_BEFORE_PROGRAMME = "effective_on.before_programme"
    EFFECTIVE_BEFORE_CLOSED = "effective_on.before_closed"
    PROGRESS_MISSING = "progress.missing"
    PROGRESS_OUT_OF_RANGE = "progress.out_of_range"
    PROGRESS_NOT_FULL = "progress.not_full"
    PROGRESS_FULL_UNFINISHED = "progress.full_unfinished"
    PROGRESS_NOT_ZERO = "progress.not_zero"
    NOTE_NEEDED_TO_FALL = "note.needed_to_fall"
    NOTE_NEEDED_TO_CANCEL = "note.needed_to_cancel"
    NOTE_NEEDED_TO_REOPEN = "note.needed_to_reopen"
    NOTE_NEEDED_IN_CLOSED_QUARTER = "note.needed_in_closed_quarter"
    NOTE_TOO_LONG = "note.too_long"
    DECISION_NEEDED_TO_REOPEN = "decision_number.needed_to_reopen"
    DECISION_TOO_LONG = "decision_number.too_long"
    OBSTACLE_NEEDED = "obstacle.needed"
    OBSTACLE_WITHOUT_DESCRIPTION = "obstacle.without_description"
    OBSTACLE_UNKNOWN = "closes.unknown"
    REALISED_NEGATIVE = "realised_value.negative"
    REALISED_TOO_LARGE = "realised_value.too_large"
    REALISED_UNREADABLE = "realised_value.unreadable"
    FILES_TOO_MANY = "files.too_many"


class LineProblem(ProblemCode):
    """What else can be wrong with a row of a table of reports; the value names its field."""

    MILESTONE_MISSING = "milestone.missing"
    MILESTONE_UNKNOWN = "milestone.unknown"
    MAY_NOT_REPORT = "milestone.may_not_report"
    TWICE = "effective_on.twice"
    ALREADY_RECORDED = "effective_on.already_recorded"
    DAY_MISSING = "effective_on.missing"
    DAY_UNREADABLE = "effective_on.unreadable"
    QUARTER_CLOSED = "effective_on.quarter_closed"
    STATUS_UNREADABLE = "status.unreadable"
    MAY_NOT_CANCEL = "status.may_not_cancel"
    PROGRESS_MISSING = "progress.missing"
    PROGRESS_UNREADABLE = "progress.unreadable"
    OBSTACLE_WITHOUT_STATUS = "obstacle.without_status"
    OWNER_MISSING = "owner.missing"
    OWNER_UNKNOWN = "owner.unknown"


@dataclass(frozen=True, slots=True)
class BatchRowProblem:
    """One thing wrong with a row of several, by the number that the row has for its author.

    `column` tells reports of one row apart; empty where a row is one report.
    """

    row: int
    problem: ReportProblem | LineProblem
    column: str = ""

    @property
    def field(self) -> str:
        """The field that it is about."""
        return self.problem.field


class BatchProblem(ProblemCode):
    """What can be wrong with a batch as a whole."""

    SOURCE_MISSING = "source.missing"
    SOURCE_TOO_LONG = "source.too_long"
    EMPTY = "empty"
    TOO_MANY = "too_many"


@dataclass(eq=False)
class IllegalBatch(SentraError):
    """A batch was not recorded: what is wrong with it as a whole, and in which rows."""

    problems: tuple[BatchProblem, ...]
    rows: tuple[BatchRowProblem, ...]

    @property
    def of_fields(self) -> tuple[EntryProblem, ...]:
        """What is wrong as a whole; rows are told as rows."""
        return self.problems

    def but(self, told: Collection[EntryProblem]) -> SentraError | None:
        """Return the same without what was told; None where that was all."""
        left = tuple(one for one in self.problems if one not in told)
        return IllegalBatch(left, self.rows) if left or self.rows else None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A report that was refused among several, by the number of its row.

    The milestone is named as people know it. `column` tells reports of one row apart; empty where a
    row is one report.
    """

    row: int
    milestone: str
    problem: SentraError
    column: str = ""


@dataclass(eq=False)
class ReportsRefused(SentraError):
    """Of several reports handed in together some were refused, so none was recorded."""

    rows: tuple[RefusedRow, ...]


@dataclass(eq=False)
class SameOrigin(SentraError):
    """Two reports handed in together have one key, as if they came from one cell."""


@dataclass(eq=False)
class AlreadyLoaded(SentraError):
    """Rows of a file were recorded before: by whom, when, and how many of them."""

    by: str
    at: datetime
    rows: int


@dataclass(eq=False)
class TableChanged(SentraError):
    """Somebody's unfinished table was changed elsewhere after this screen had read it."""


@dataclass(eq=False)
class IllegalReport(IllegalEntry):
    """A report contradicts itself or the milestone's history."""

    problems: tuple[ReportProblem, ...]


@dataclass(eq=False)
class Stale(SentraError):
    """Somebody else acted on the milestone first; `latest` is what the form had not seen."""

    milestone: MilestoneCode
    latest: ReportEvent
