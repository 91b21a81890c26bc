"""Which decisions on a report, and which withdrawals, are legal."""

from rules.reporting.verdict import DECISIONS
from rules.review.errors import DecisionProblem, WithdrawalProblem
from rules.vocabulary import EventKind


def problem_of_decision(
    verdict: EventKind, kind: EventKind, reason: str, *, is_own: bool
) -> DecisionProblem | None:
    """Return why `kind` cannot follow the `verdict` in force on a report; None where it can.

    Nobody decides on their own report; a return, or the reversal of a decision, needs a reason.
    """
    if kind not in DECISIONS:
        return DecisionProblem.NOT_A_REPORT
    if is_own:
        return DecisionProblem.OWN_REPORT
    if verdict is EventKind.WITHDRAWN:
        return DecisionProblem.WITHDRAWN
    if verdict is kind:
        return DecisionProblem.ALREADY_DECIDED
    needs_reason = kind is EventKind.RETURNED or verdict in DECISIONS
    return DecisionProblem.REASON_NEEDED if needs_reason and not reason.strip() else None


def problem_of_withdrawal(verdict: EventKind, *, is_own: bool) -> WithdrawalProblem | None:
    """Return why a report with the `verdict` in force cannot be taken back; None where it can."""
    if not is_own:
        return WithdrawalProblem.NOT_OWN
    if verdict is EventKind.WITHDRAWN:
        return WithdrawalProblem.ALREADY_WITHDRAWN
    return WithdrawalProblem.ALREADY_DECIDED if verdict in DECISIONS else None
