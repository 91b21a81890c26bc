from itertools import product

import pytest

from rules.reporting.verdict import COUNTING, DECISIONS
from rules.vocabulary import Basis, EventKind

COUNTS = {
    (EventKind.REPORT, Basis.REPORTED),
    (EventKind.APPROVED, Basis.REPORTED),
    (EventKind.APPROVED, Basis.APPROVED),
}


@pytest.mark.parametrize(("verdict", "basis"), list(product(EventKind, Basis)))
def test_a_report_counts_by_the_verdict_in_force(verdict: EventKind, basis: Basis) -> None:
    assert (verdict in COUNTING[basis]) is ((verdict, basis) in COUNTS)


def test_what_counts_as_approved_counts_as_reported_too() -> None:
    assert COUNTING[Basis.APPROVED] < COUNTING[Basis.REPORTED]


def test_a_withdrawal_is_no_decision() -> None:
    assert {EventKind.APPROVED, EventKind.RETURNED} == DECISIONS
