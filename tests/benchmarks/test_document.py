import pytest

from benchmarks.document import Goal, goals, row, with_sections
from benchmarks.timing import NotMeasured

OLD = "# Benchmarks\n\nwhole\n\n## A run\n\nold figures\n\n## Files\n\nkept figures\n"
TITLES = ("Benchmarks", "A run", "Load", "Files")


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        (Goal("ratio", 1.15, most=1.15), "at most 1.15: reached"),
        (Goal("ratio", 1.16, most=1.15), "at most 1.15: missed"),
        (Goal("clients", 2.0, least=2), "at least 2: reached"),
        (Goal("clients", 1.9, least=2), "at least 2: missed"),
        (Goal("wait", NotMeasured("no server"), most=0.5), "at most 0.5; not measured: no server"),
    ],
)
def test_a_goal_is_reached_up_to_its_bound_and_says_why_it_was_not_measured(
    goal: Goal, verdict: str
) -> None:
    assert goal.verdict == verdict
    assert goals(goal).endswith(f"| {verdict} |")


def test_numbers_of_a_table_have_the_digits_that_count() -> None:
    assert row("Dash", 1234.5, 12.34, 0.5678, NotMeasured("why")) == (
        "| Dash | 1234 | 12.3 | 0.568 | - |"
    )


def test_a_section_that_is_measured_again_takes_the_place_of_the_old_one() -> None:
    found = with_sections(OLD, TITLES, {"A run": "## A run\n\nnew figures"})
    assert found == OLD.replace("old figures", "new figures")


def test_a_section_measured_for_the_first_time_stands_where_it_belongs() -> None:
    found = with_sections(OLD, TITLES, {"Load": "## Load\n\nfirst figures\n"})
    assert found == OLD.replace("## Files", "## Load\n\nfirst figures\n\n## Files")


def test_a_document_that_is_not_there_yet_has_what_was_measured() -> None:
    assert with_sections("", TITLES, {"Files": "## Files\n\nfirst"}) == "## Files\n\nfirst\n"
