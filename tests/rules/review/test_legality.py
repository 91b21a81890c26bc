import pytest

from rules.review.errors import DecisionProblem, WithdrawalProblem
from rules.review.legality import problem_of_decision, problem_of_withdrawal
from rules.vocabulary import EventKind

REPORT, APPROVED = EventKind.REPORT, EventKind.APPROVED
RETURNED, WITHDRAWN = EventKind.RETURNED, EventKind.WITHDRAWN


@pytest.mark.parametrize(
    ("verdict", "kind", "reason", "problem"),
    [
        (REPORT, APPROVED, "", None),
        (REPORT, RETURNED, "Bukti kurang", None),
        (REPORT, RETURNED, " ", DecisionProblem.REASON_NEEDED),
        (APPROVED, RETURNED, "Salah baca", None),
        (RETURNED, APPROVED, "Sudah benar", None),
        (RETURNED, APPROVED, " ", DecisionProblem.REASON_NEEDED),
        (APPROVED, APPROVED, "Sekali lagi", DecisionProblem.ALREADY_DECIDED),
        (RETURNED, RETURNED, "Sekali lagi", DecisionProblem.ALREADY_DECIDED),
        (WITHDRAWN, APPROVED, "", DecisionProblem.WITHDRAWN),
        (WITHDRAWN, RETURNED, "", DecisionProblem.WITHDRAWN),
        (REPORT, REPORT, "Alasan", DecisionProblem.NOT_A_REPORT),
        (REPORT, WITHDRAWN, "Alasan", DecisionProblem.NOT_A_REPORT),
    ],
)
def test_a_decision_follows_the_verdict_in_force(
    verdict: EventKind, kind: EventKind, reason: str, problem: DecisionProblem | None
) -> None:
    assert problem_of_decision(verdict, kind, reason, is_own=False) is problem


@pytest.mark.parametrize("verdict", EventKind)
def test_nobody_decides_on_their_own_report(verdict: EventKind) -> None:
    found = problem_of_decision(verdict, APPROVED, "Alasan", is_own=True)
    assert found is DecisionProblem.OWN_REPORT


@pytest.mark.parametrize(
    ("verdict", "problem"),
    [
        (REPORT, None),
        (APPROVED, WithdrawalProblem.ALREADY_DECIDED),
        (RETURNED, WithdrawalProblem.ALREADY_DECIDED),
        (WITHDRAWN, WithdrawalProblem.ALREADY_WITHDRAWN),
    ],
)
def test_a_report_is_taken_back_before_a_decision_only(
    verdict: EventKind, problem: WithdrawalProblem | None
) -> None:
    assert problem_of_withdrawal(verdict, is_own=True) is problem
    assert problem_of_withdrawal(verdict, is_own=False) is WithdrawalProblem.NOT_OWN
