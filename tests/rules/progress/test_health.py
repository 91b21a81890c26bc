from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.progress.health import Cause, Health, Progress, health
from rules.progress.shares import deviation
from rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from rules.values import Milestone, MilestoneCode, ObstacleId
from rules.vocabulary import Basis, Light, Status
from tests.builders import AS_OF, a_milestone, a_moment, a_schedule, a_state, an_obstacle


def progress_at(points: float) -> Progress:
    return Progress(actual=0.5 + points / 100, planned=0.5, deviation=points)


def light_of(
    milestones: list[Milestone], progress: Progress, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> Health:
    return health(milestones, progress, a_moment(), thresholds)


def due(days_ago: int, *, code: str = "S01-M01", obstructed_for: int | None = None) -> Milestone:
    opened = [] if obstructed_for is None else [AS_OF - timedelta(days=obstructed_for)]
    obstacles = tuple(an_obstacle(opened_on=day) for day in opened)
    finish = AS_OF - timedelta(days=days_ago)
    schedule = a_schedule(start=date(2021, 1, 1), finish=finish)
    return a_milestone(code, a_state(0.5, obstacles=obstacles), first=schedule)


def test_the_defaults_are_those_of_the_formulas() -> None:
    assert Thresholds(-5.0, -10.0, 30, 60, 30, 30, (), 70.0, -10.0, -5.0) == DEFAULT_THRESHOLDS


@pytest.mark.parametrize(
    ("points", "light"),
    [
        (20.0, Light.ON_PLAN),
        (0.0, Light.ON_PLAN),
        (-4.99, Light.ON_PLAN),
        (-5.0, Light.ON_PLAN),
        (-5.01, Light.ATTENTION),
        (-9.99, Light.ATTENTION),
        (-10.0, Light.ATTENTION),
        (-10.01, Light.CRITICAL),
        (-80.0, Light.CRITICAL),
    ],
)
def test_a_light_turns_below_its_deviation_and_not_on_it(points: float, light: Light) -> None:
    assert light_of([due(-1)], progress_at(points)) == Health(light, Cause.DEVIATION)


@pytest.mark.parametrize(
    ("actual", "planned", "light"),
    [
        (0.20, 0.25, Light.ON_PLAN),
        (0.40, 0.45, Light.ON_PLAN),
        (0.60, 0.70, Light.ATTENTION),
        (0.70, 0.80, Light.ATTENTION),
        (0.1, 0.2, Light.ATTENTION),
    ],
)
def test_binary_fractions_do_not_move_a_boundary(
    actual: float, planned: float, light: Light
) -> None:
    progress = Progress(actual, planned, deviation(actual, planned))
    assert light_of([due(-1)], progress).light is light


@pytest.mark.parametrize(
    ("late", "light"), [(29, Light.ON_PLAN), (30, Light.ON_PLAN), (31, Light.ATTENTION)]
)
def test_attention_comes_after_thirty_days_late(late: int, light: Light) -> None:
    found = light_of([due(late)], progress_at(0))
    assert found.light is light
    if light is Light.ATTENTION:
        assert found == Health(light, Cause.OVERDUE, MilestoneCode("S01-M01"), late)


@pytest.mark.parametrize(
    ("obstructed", "light"), [(59, Light.ON_PLAN), (60, Light.ON_PLAN), (61, Light.CRITICAL)]
)
def test_critical_comes_after_an_overdue_milestone_was_obstructed_for_sixty_days(
    obstructed: int, light: Light
) -> None:
    found = light_of([due(1, obstructed_for=obstructed)], progress_at(0))
    assert found.light is light
    if light is Light.CRITICAL:
        assert found == Health(light, Cause.OBSTACLE, MilestoneCode("S01-M01"), obstructed)


def test_an_old_obstacle_of_a_milestone_that_is_not_overdue_is_not_critical() -> None:
    assert light_of([due(0, obstructed_for=200)], progress_at(0)).light is Light.ON_PLAN


def test_the_oldest_open_obstacle_counts() -> None:
    old = an_obstacle(id=ObstacleId(2), opened_on=AS_OF - timedelta(days=90))
    new = an_obstacle(opened_on=AS_OF - timedelta(days=3))
    late = a_milestone(state=a_state(0.5, obstacles=(new, old)))
    assert light_of([late], progress_at(0)).days == 90


def test_a_closed_obstacle_does_not_count() -> None:
    closed = an_obstacle(opened_on=date(2021, 1, 1), closed_on=AS_OF)
    late = a_milestone(state=a_state(0.5, obstacles=(closed,)))
    assert light_of([late], progress_at(0)).cause is Cause.OVERDUE


def test_a_light_that_no_milestone_decided_names_none_and_no_days() -> None:
    found = light_of([due(-1)], progress_at(-11))
    assert (found.milestone, found.days) == (None, 0)


def test_deviation_is_named_before_a_milestone() -> None:
    grave = due(100, obstructed_for=100)
    assert light_of([grave], progress_at(-11)) == Health(Light.CRITICAL, Cause.DEVIATION)
    assert light_of([due(100)], progress_at(-6)) == Health(Light.ATTENTION, Cause.DEVIATION)


def test_an_obstacle_outweighs_a_moderate_deviation() -> None:
    assert light_of([due(1, obstructed_for=61)], progress_at(-6)).cause is Cause.OBSTACLE


def test_the_worst_milestone_decides_and_the_first_of_equals() -> None:
    own = [due(40, code="S01-M01"), due(50, code="S01-M02"), due(50, code="S01-M03")]
    assert light_of(own, progress_at(0)).milestone == "S01-M02"


def test_nothing_planned_and_nothing_done_is_not_started() -> None:
    found = light_of([a_milestone()], Progress(0.0, 0.0, 0.0))
    assert found == Health(Light.NOT_STARTED, Cause.NOTHING_DUE)


def test_something_done_before_the_plan_begins_is_on_plan() -> None:
    found = light_of(
        [a_milestone(state=a_state(0.1))], Progress(0.1, 0.0, 10.0), DEFAULT_THRESHOLDS
    )
    assert found.light is not Light.NOT_STARTED


def test_all_finished_is_finished_and_cancelled_ones_do_not_hinder() -> None:
    done = a_milestone("S01-M01", a_state(1))
    cancelled = a_milestone("S01-M02", a_state(0.3, status=Status.CANCELLED))
    found = light_of([done, cancelled], Progress(1.0, 0.9, 10.0))
    assert found == Health(Light.FINISHED, Cause.ALL_DONE)


def test_a_sentra_whose_milestones_are_all_cancelled_is_not_finished() -> None:
    cancelled = a_milestone(state=a_state(0.3, status=Status.CANCELLED))
    assert light_of([cancelled], Progress(0.0, 0.0, 0.0)).light is Light.NOT_STARTED


def test_a_sentra_without_milestones_is_not_started() -> None:
    assert light_of([], Progress(0.0, 0.0, 0.0)).light is Light.NOT_STARTED


def test_thresholds_are_settings() -> None:
    strict = Thresholds(-1.0, -2.0, 5, 10)
    assert light_of([due(-1)], progress_at(-1.5), strict).light is Light.ATTENTION
    assert light_of([due(-1)], progress_at(-2.5), strict).light is Light.CRITICAL
    assert light_of([due(6)], progress_at(0), strict).light is Light.ATTENTION
    assert light_of([due(1, obstructed_for=11)], progress_at(0), strict).light is Light.CRITICAL


def test_a_milestone_finished_in_a_submitted_report_is_late_only_where_reports_do_not_count() -> (
    None
):
    schedule = a_schedule(finish=AS_OF - timedelta(days=31))
    claimed = a_milestone(state=a_state(0.5), reported=a_state(1), first=schedule)
    other = due(-1, code="S01-M02")
    on = {
        basis: health(
            [claimed, other], progress_at(0), a_moment(basis=basis), DEFAULT_THRESHOLDS
        ).light
        for basis in Basis
    }
    assert on == {Basis.APPROVED: Light.ATTENTION, Basis.REPORTED: Light.ON_PLAN}


CONTRACT = Thresholds(contracts=("S01-M01",))


def contract_at(planned_days: int, progress: float) -> Milestone:
    """A milestone of a hundred days, so many of which are over."""
    start = AS_OF - timedelta(days=planned_days)
    schedule = a_schedule(start=start, finish=start + timedelta(days=100))
    return a_milestone("S01-M01", a_state(progress), first=schedule)


@pytest.mark.parametrize(
    ("planned", "progress", "light"),
    [
        (50, 0.40, Light.ON_PLAN),
        (50, 0.39, Light.CRITICAL),
        (70, 0.60, Light.ON_PLAN),
        (70, 0.59, Light.CRITICAL),
        (71, 0.66, Light.ON_PLAN),
        (71, 0.65, Light.CRITICAL),
        (90, 0.85, Light.ON_PLAN),
        (90, 0.80, Light.CRITICAL),
    ],
)
def test_a_contract_is_critical_ten_points_late_and_beyond_70_percent_five(
    planned: int, progress: float, light: Light
) -> None:
    own = contract_at(planned, progress)
    found = light_of([own], progress_at(0), CONTRACT)
    assert found.light is light
    if light is Light.CRITICAL:
        assert found == Health(light, Cause.CONTRACT, own.code)


def test_no_milestone_is_judged_as_a_contract_until_the_office_names_it() -> None:
    own = contract_at(90, 0.5)
    assert light_of([own], progress_at(0)).light is Light.ON_PLAN
    named = Thresholds(contracts=("S01-M02",))
    assert light_of([own], progress_at(0), named).light is Light.ON_PLAN


def test_a_contract_that_is_over_is_not_critical() -> None:
    done = a_milestone("S01-M01", a_state(0.5, status=Status.CANCELLED))
    other = due(-1, code="S01-M02")
    assert light_of([done, other], progress_at(0), CONTRACT).light is Light.ON_PLAN


def test_the_contract_furthest_below_its_limit_decides() -> None:
    early, late = contract_at(50, 0.38), contract_at(90, 0.78)
    late = replace(late, code=MilestoneCode("S01-M02"))
    both = Thresholds(contracts=("S01-M01", "S01-M02"))
    assert light_of([early, late], progress_at(0), both).milestone == "S01-M02"


def test_nothing_is_judged_before_anybody_has_reported() -> None:
    own = [replace(due(2000, obstructed_for=100), is_judged=False)]
    assert light_of(own, progress_at(-50)) == Health(Light.NOT_JUDGED, Cause.NO_REPORT)


def test_once_one_milestone_is_reported_on_all_are_judged() -> None:
    assert light_of([due(2000)], progress_at(-50)).light is Light.CRITICAL


def test_what_was_not_to_begin_yet_is_not_begun_whether_anybody_reports_or_not() -> None:
    own = [replace(due(-10), is_judged=False)]
    assert light_of(own, Progress(0, 0, 0)).light is Light.NOT_STARTED
