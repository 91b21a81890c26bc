import pytest

from rules.errors import SentraError
from rules.plan.errors import PlanProblem
from rules.reporting.errors import ReportProblem
from rules.review.errors import DecisionProblem, IllegalDecision
from tests.builders import every_error


def test_errors_keep_their_facts_and_their_hash() -> None:
    error = IllegalDecision(DecisionProblem.OWN_REPORT)
    assert error.problem is DecisionProblem.OWN_REPORT
    assert {error} == {error}


def test_every_error_can_be_caught_at_the_root() -> None:
    with pytest.raises(SentraError):
        raise IllegalDecision(DecisionProblem.NOT_A_REPORT)


@pytest.mark.parametrize("error", every_error())
def test_no_error_loses_its_hash_to_dataclass_equality(error: type[SentraError]) -> None:
    assert error.__hash__ is Exception.__hash__


def test_a_problem_names_its_field_before_the_dot() -> None:
    assert all(word.value.count(".") == 1 for word in (*ReportProblem, *PlanProblem))
