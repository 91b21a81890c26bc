import pytest

from rules.access import may_read_figures, may_read_of
from rules.feed.errors import TokenProblem
from rules.feed.token import PURPOSE_LIMIT, purpose_problems
from rules.values import AgencyCode
from tests.builders import a_milestone

DPMD, DINKES, PERINDAG = map(AgencyCode, ("DPMD", "DINKES", "DISKUKMPERINDAG"))


@pytest.mark.parametrize(
    ("purpose", "problems"),
    [
        ("x", ()),
        ("x" * PURPOSE_LIMIT, ()),
        (f" {'x' * PURPOSE_LIMIT} ", ()),
        ("x" * (PURPOSE_LIMIT + 1), (TokenProblem.PURPOSE_TOO_LONG,)),
        ("", (TokenProblem.PURPOSE_MISSING,)),
        (" \t\n", (TokenProblem.PURPOSE_MISSING,)),
    ],
)
def test_what_a_token_is_for_is_said_in_few_words(
    purpose: str, problems: tuple[TokenProblem, ...]
) -> None:
    assert purpose_problems(purpose) == problems


def test_a_token_of_an_agency_reads_what_it_leads_or_supports_and_one_without_reads_all() -> None:
    milestone = a_milestone(lead=DPMD, supporting=(DINKES,))
    assert [may_read_of(one, milestone) for one in (None, DPMD, DINKES, PERINDAG)] == [
        *(True, True, True),
        False,
    ]
    assert may_read_figures(None)
    assert not may_read_figures(DPMD)
