"""Why a report is not decided on, or not taken back."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import EntryProblem, ProblemCode, SentraError
from rules.reporting.report import ReportEvent


class DecisionProblem(ProblemCode):
    """Why a decision on a report cannot be recorded."""

    NOT_A_REPORT = "not_a_report"
    ALREADY_DECIDED = "already_decided"
    OWN_REPORT = "own_report"
    REASON_NEEDED = "reason.needed"
    WITHDRAWN = "withdrawn"
    IN_BATCH = "in_batch"
    NOT_A_BATCH = "not_a_batch"


@dataclass(eq=False)
class IllegalDecision(SentraError):
    """A decision does not fit the report it is about."""

    problem: DecisionProblem

    @property
    def of_fields(self) -> tuple[EntryProblem, ...]:
        """The one thing that is wrong."""
        return (self.problem,)


@dataclass(eq=False)
class DecidedMeanwhile(SentraError):
    """Somebody else decided on the report first; `latest` is what the reviewer had not seen.

    `milestone` is what people call it, its sentra first.
    """

    milestone: str
    latest: ReportEvent


class WithdrawalProblem(StrEnum):
    """Why a report cannot be taken back."""

    NOT_A_REPORT = "not_a_report"
    NOT_OWN = "not_own"
    ALREADY_DECIDED = "already_decided"
    ALREADY_WITHDRAWN = "already_withdrawn"
    IN_BATCH = "in_batch"
    NOT_A_BATCH = "not_a_batch"


@dataclass(eq=False)
class IllegalWithdrawal(SentraError):
    """A report cannot be taken back."""

    problem: WithdrawalProblem
