"""What can be wrong with a report."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import SentraError
from rules.reporting.report import ReportEvent
from rules.values import MilestoneCode


class ReportProblem(StrEnum):
    """One thing wrong with a report; the value names the field it is about."""

    EFFECTIVE_IN_FUTURE = "effective_on.future"
    EFFECTIVE_BEFORE_PROGRAMME = "effective_on.before_programme"
    PROGRESS_OUT_OF_RANGE = "progress.out_of_range"
    PROGRESS_NOT_FULL = "progress.not_full"
    PROGRESS_FULL_UNFINISHED = "progress.full_unfinished"
    PROGRESS_NOT_ZERO = "progress.not_zero"
    NOTE_NEEDED_TO_FALL = "note.needed_to_fall"
    NOTE_NEEDED_TO_CANCEL = "note.needed_to_cancel"
    NOTE_NEEDED_IN_CLOSED_QUARTER = "note.needed_in_closed_quarter"
    NOTE_TOO_LONG = "note.too_long"
    OBSTACLE_NEEDED = "obstacle.needed"
    OBSTACLE_WITHOUT_DESCRIPTION = "obstacle.without_description"
    OBSTACLE_UNKNOWN = "obstacle.unknown"
    REALISED_NEGATIVE = "realised_value.negative"
    REALISED_TOO_LARGE = "realised_value.too_large"
    REALISED_UNREADABLE = "realised_value.unreadable"
    FILES_TOO_MANY = "files.too_many"


@dataclass(eq=False)
class IllegalReport(SentraError):
    """A report contradicts itself or the milestone's history."""

    problems: tuple[ReportProblem, ...]


@dataclass(eq=False)
class Stale(SentraError):
    """Somebody else acted on the milestone first; `latest` is what the form had not seen."""

    milestone: MilestoneCode
    latest: ReportEvent
