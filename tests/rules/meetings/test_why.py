from datetime import date, timedelta
from typing import Any

from rules.meetings.why import Why, by_need, why
from rules.progress.briefing import brief
from rules.progress.needs import NeedKind
from rules.ratings.rating import Rating
from rules.values import Milestone
from rules.vocabulary import Light
from tests.builders import (
    AS_OF,
    a_board,
    a_dossier,
    a_follow_up,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)

LATE = a_schedule(finish=AS_OF - timedelta(40))
RATED = Rating(Light.ATTENTION, "Dipantau", None, "Plt Kepala", a_follow_up(closed=True).closed_at)  # type: ignore[arg-type]


def of(milestone: Milestone, **known: Any) -> Why:
    dossier = a_dossier(brief(a_board([a_sentra("S01", [milestone])]), a_moment()), **known)
    return why(dossier.briefing.sentra[0], dossier)


def test_the_obstacle_open_longest_holds_the_milestone_in_need() -> None:
    obstacle = an_obstacle()
    found = of(a_milestone(state=a_state(0.5, obstacles=(obstacle,)), first=LATE))
    assert found.need
    assert (found.need.kind, found.held_by) == (NeedKind.OBSTACLE, obstacle)
    assert found.since is not None


def test_without_an_obstacle_nothing_holds_it() -> None:
    found = of(a_milestone(state=a_state(0.5), first=LATE))
    assert found.need
    assert (found.need.kind, found.held_by) == (NeedKind.OVERDUE, None)


def test_the_next_step_is_the_open_follow_up_that_is_due_first() -> None:
    steps = (
        a_follow_up(1, due_on=date(2022, 8, 1)),
        a_follow_up(2, due_on=date(2022, 7, 1)),
        a_follow_up(3, due_on=date(2022, 5, 1), closed=True),
    )
    found = of(a_milestone(state=a_state(0.5), first=LATE), follow_ups=steps)
    assert found.step == steps[1]


def test_a_sentra_with_nothing_in_need_tells_what_is_due_next() -> None:
    own = a_milestone(
        state=a_state(0.9, effective_on=AS_OF), first=a_schedule(finish=date(2022, 12, 31))
    )
    found = of(own, ratings={own.sentra: RATED})
    assert (found.need, found.held_by, found.step) == (None, None, None)
    assert found.rating == RATED
    assert found.next_due
    assert found.next_due.milestone == own


def test_the_leaders_light_moves_a_sentra_up() -> None:
    good = a_sentra("S02", [a_milestone("S02-M01", a_state(1.0))])
    behind = a_sentra(
        "S01", [a_milestone("S01-M01", a_state(0.93), first=a_schedule(weight=100.0))]
    )
    found = brief(a_board([good, behind]), a_moment())
    rated = Rating(Light.CRITICAL, "Mutu", None, "Plt Kepala", RATED.recorded_at)

    assert [one.sentra.code for one in by_need(a_dossier(found))] == ["S01", "S02"]
    moved = by_need(a_dossier(found, ratings={good.code: rated}))
    assert [one.sentra.code for one in moved] == ["S02", "S01"]
