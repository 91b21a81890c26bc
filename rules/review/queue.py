"""What waits for a decision on reports: old beside new, its risks, their order.

A report waits from the instant it was submitted until it is decided (F-17 of docs/formulas.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.evidence.files import EvidenceFile
from rules.periods import wita_day
from rules.progress.flags import CLOSED, Flags, is_steep
from rules.reporting.reopening import reopens
from rules.reporting.report import NewObstacle, ReportEvent
from rules.values import AccountId, Actor, Board, Milestone
from rules.vocabulary import EventKind, Status


class Risk(StrEnum):
    """Why a report deserves a second look, gravest first."""

    REOPENED = "reopened"
    WORSENED = "worsened"
    LATE = "late"
    STEEP = "steep"
    WITHOUT_EVIDENCE = "without_evidence"
    FINISHING = "finishing"
    OVERTAKEN = "overtaken"


class Worsening(StrEnum):
    """In what way a report says less good than the one before it."""

    CANCELLED = "cancelled"
    FELL = "fell"
    OBSTRUCTED = "obstructed"


@dataclass(frozen=True, slots=True)
class Submitted:
    """A report without a decision, beside what was approved and what was claimed before it.

    `approved` and `preceding` are the last report before it, by effective day and then by record,
    that is approved, or that is approved or waits too. `newer` is the report in force that is
    approved and stands after it: whatever is decided on this one, the state stays that of `newer`.
    """

    report: ReportEvent
    author_id: AccountId
    approved: ReportEvent | None = None
    preceding: ReportEvent | None = None
    opens: tuple[NewObstacle, ...] = ()
    closes: tuple[str, ...] = ()
    files: tuple[EvidenceFile, ...] = ()
    newer: ReportEvent | None = None

    @property
    def rise(self) -> float:
        """How far the claim goes beyond what was approved; negative where it falls."""
        return self.report.progress - (self.approved.progress if self.approved else 0.0)

    @property
    def has_evidence(self) -> bool:
        """Whether the report brings or names anything that proves it."""
        return bool(self.files or self.report.evidence.strip())

    @property
    def before(self) -> tuple[ReportEvent, ...]:
        """What was approved and what was claimed before it, as far as there is any."""
        found = (self.approved, self.preceding)
        return tuple(earlier for earlier in found if earlier is not None)

    @property
    def overtaken(self) -> ReportEvent | None:
        """The report between what was approved and this one that waits too, if there is one."""
        return None if self.preceding == self.approved else self.preceding

    def is_by(self, actor: Actor) -> bool:
        """Whether `actor` wrote it: nobody decides on their own report."""
        return self.author_id == actor.account_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submitted report as its reviewer meets it: days waited, what is late, what is at risk.

    `reopened` are the closed statuses before it, approved or claimed, that it opens again.
    """

    submitted: Submitted
    milestone: Milestone
    days: int
    lateness: Flags
    reopened: tuple[Status, ...]
    worsenings: tuple[Worsening, ...]
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A report with its latest decision, and when it was first decided on."""

    report: ReportEvent
    author_id: AccountId
    decision: ReportEvent
    first_decided_at: datetime
    opens: tuple[NewObstacle, ...] = ()

    @property
    def days(self) -> int:
        """Days from its submission to its first decision."""
        return days_waiting(self.report.recorded_at, wita_day(self.first_decided_at))

    @property
    def opposite(self) -> EventKind:
        """What a reversal would decide."""
        is_approved = self.decision.kind is EventKind.APPROVED
        return EventKind.RETURNED if is_approved else EventKind.APPROVED


@dataclass(frozen=True, slots=True)
class QueueTotals:
    """How much waits, how much of it is ordinary, and for how many days at most."""

    reports: int
    ordinary: int
    longest_days: int


def days_waiting(submitted_at: datetime, until: date) -> int:
    """Return the days from the day of submission to `until`; 0 on that day itself."""
    return max(0, (until - wita_day(submitted_at)).days)


def queue(submitted: Sequence[Submitted], board: Board) -> tuple[Waiting, ...]:
    """Return what waits at the end of the board's day: gravest risk first, then the oldest."""
    milestones = board.milestones
    waiting = (
        _waiting(submission, milestones[submission.report.milestone], board.as_of)
        for submission in submitted
    )
    return tuple(sorted(waiting, key=_order))


def is_ordinary(waiting: Waiting) -> bool:
    """Whether nothing about the report asks for a second look."""
    return not waiting.risks


def ordinary(waiting: Sequence[Waiting], actor: Actor) -> tuple[Waiting, ...]:
    """Return the ordinary reports that `actor` may approve: all but their own."""
    return tuple(
        report for report in waiting if is_ordinary(report) and not report.submitted.is_by(actor)
    )


def totals(waiting: Sequence[Waiting]) -> QueueTotals:
    """Return the totals of a queue."""
    return QueueTotals(
        reports=len(waiting),
        ordinary=sum(is_ordinary(report) for report in waiting),
        longest_days=max((report.days for report in waiting), default=0),
    )


def _waiting(submitted: Submitted, milestone: Milestone, as_of: date) -> Waiting:
    lateness = _lateness(submitted.report, milestone)
    reopened, worsenings = _reopened(submitted), _worsenings(submitted)
    is_finished = submitted.report.status is Status.FINISHED
    up = {
        Risk.REOPENED: bool(reopened),
        Risk.WORSENED: bool(worsenings),
        Risk.LATE: bool(lateness.days_late) or lateness.days_slipped > 0,
        Risk.STEEP: is_steep(submitted.rise),
        Risk.WITHOUT_EVIDENCE: is_finished and not submitted.has_evidence,
        Risk.FINISHING: is_finished,
        Risk.OVERTAKEN: submitted.newer is not None,
    }
    return Waiting(
        submitted=submitted,
        milestone=milestone,
        days=days_waiting(submitted.report.recorded_at, as_of),
        lateness=lateness,
        reopened=reopened,
        worsenings=worsenings,
        risks=tuple(risk for risk, is_up in up.items() if is_up),
    )


def _lateness(report: ReportEvent, milestone: Milestone) -> Flags:
    """What was late or moved on the day that the report speaks of: nothing that it closes.

    The day on which it was recorded says when somebody typed, not how far the work was.
    """
    if report.status in CLOSED:
        return Flags()
    slips = [revision.days_moved for revision in milestone.revisions if revision.days_moved]
    return Flags(
        days_late=max(0, (report.effective_on - milestone.current.finish).days),
        times_slipped=len(slips),
        days_slipped=sum(slips),
    )


def _reopened(submitted: Submitted) -> tuple[Status, ...]:
    """Compared, too, with both what was approved and what was claimed before it."""
    was = {earlier.status for earlier in submitted.before}
    return tuple(
        status for status in Status if status in was and reopens(status, submitted.report.status)
    )


def _worsenings(submitted: Submitted) -> tuple[Worsening, ...]:
    """Compared with both what was approved and what was claimed before it."""
    report, before = submitted.report, submitted.before
    was = {earlier.status for earlier in before}
    up = {
        Worsening.CANCELLED: report.status is Status.CANCELLED and Status.CANCELLED not in was,
        Worsening.FELL: any(report.progress < earlier.progress for earlier in before),
        Worsening.OBSTRUCTED: bool(submitted.opens)
        or (report.status is Status.OBSTRUCTED and was != {Status.OBSTRUCTED}),
    }
    return tuple(worsening for worsening, is_up in up.items() if is_up)


def _order(waiting: Waiting) -> tuple[int, datetime, int]:
    gravest = list(Risk).index(waiting.risks[0]) if waiting.risks else len(Risk)
    report = waiting.submitted.report
    return gravest, report.recorded_at, report.id
