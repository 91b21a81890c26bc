from rules.progress.milestone_brief import milestone_brief
from rules.thresholds import DEFAULT_THRESHOLDS
from tests.builders import a_milestone, a_moment, a_state


def test_a_milestone_brief_keeps_the_submitted_state_beside_that_of_the_basis() -> None:
    milestone = a_milestone(state=a_state(0.2), reported=a_state(0.6))
    found = milestone_brief(milestone, a_moment(), DEFAULT_THRESHOLDS)
    assert (found.state.progress, found.reported.progress) == (0.2, 0.6)
