from datetime import date, timedelta
from typing import Any

import pytest

from rules.meetings.agency_backlog import agency_backlog, concerned
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.progress.briefing import brief
from rules.values import AgencyCode, Milestone, ObstacleId
from rules.vocabulary import Basis, Status
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

DPMD, OTHER = AgencyCode("DPMD"), AgencyCode("BAPELITBANG")


def due_in(days: int, code: str = "S01-M01", **fields: Any) -> Milestone:
    finish = AS_OF + timedelta(days)
    fields.setdefault("state", a_state(effective_on=AS_OF))
    return a_milestone(code, first=a_schedule(finish=finish), **fields)


def owed_by(
    *milestones: Milestone, follow_ups: tuple[FollowUp, ...] = (), basis: Basis = Basis.APPROVED
) -> Dossier:
    board = a_board([a_sentra(milestones=milestones)])
    return a_dossier(brief(board, a_moment(basis=basis)), follow_ups=follow_ups)


@pytest.mark.parametrize(
    ("days", "kind"),
    [(-1, "overdue"), (0, "due_soon"), (30, "due_soon"), (31, "")],
)
def test_a_milestone_is_owed_from_thirty_days_before_its_planned_finish(
    days: int, kind: str
) -> None:
    found = agency_backlog(DPMD, owed_by(due_in(days)))

    assert [name for name in ("overdue", "due_soon", "silent") if getattr(found, name)] == (
        [kind] if kind else []
    )
    assert found.count == bool(kind)


def test_what_was_handed_in_is_not_asked_for_though_nobody_approved_it() -> None:
    claimed = due_in(-10, state=a_state(0.5), reported=a_state(1))

    for basis in Basis:
        assert agency_backlog(DPMD, owed_by(claimed, basis=basis)).count == 0
    assert concerned(owed_by(claimed)) == ()


def test_a_cancelled_milestone_is_owed_by_nobody() -> None:
    cancelled = due_in(-10, state=a_state(0.5, status=Status.CANCELLED))

    assert concerned(owed_by(cancelled)) == ()


def test_a_milestone_stands_once_where_it_is_gravest() -> None:
    silent = a_state(effective_on=AS_OF - timedelta(40))
    both = [due_in(-5, "S01-M01", state=silent), due_in(90, "S01-M02", state=silent)]

    found = agency_backlog(DPMD, owed_by(*both))

    assert [one.milestone.code for one in found.overdue] == ["S01-M01"]
    assert [one.milestone.code for one in found.silent] == ["S01-M02"]
    assert found.silent[0].flags.silent_days == 40
    assert found.count == 2


def test_each_kind_stands_gravest_first() -> None:
    long_silent, silent = (a_state(effective_on=AS_OF - timedelta(days)) for days in (60, 40))
    found = agency_backlog(
        DPMD,
        owed_by(
            due_in(-5, "S01-M01"),
            due_in(-9, "S01-M02"),
            due_in(20, "S01-M03"),
            due_in(3, "S01-M04"),
            due_in(90, "S01-M05", state=silent),
            due_in(90, "S01-M06", state=long_silent),
        ),
    )

    def codes(kind: str) -> list[str]:
        return [one.milestone.code[-3:] for one in getattr(found, kind)]

    assert codes("overdue") == ["M02", "M01"]
    assert codes("due_soon") == ["M04", "M03"]
    assert codes("silent") == ["M06", "M05"]


def test_an_obstacle_is_owed_by_its_owner_and_not_by_the_lead() -> None:
    old = an_obstacle(owner=OTHER, opened_on=date(2022, 4, 1), id=ObstacleId(2))
    older = an_obstacle(owner=OTHER, opened_on=date(2022, 3, 1))
    closed = an_obstacle(owner=OTHER, closed_on=date(2022, 5, 1))
    state = a_state(effective_on=AS_OF, obstacles=(old, older, closed))
    dossier = owed_by(due_in(90, state=state))

    found = agency_backlog(OTHER, dossier)

    assert [one.days for one in found.obstacles] == [121, 90]
    assert agency_backlog(DPMD, dossier).count == 0
    assert concerned(dossier) == (OTHER,)


def test_open_follow_ups_are_owed_by_their_owner_late_ones_first() -> None:
    follow_ups = (
        a_follow_up(1, due_on=date(2022, 8, 1)),
        a_follow_up(2, due_on=date(2022, 5, 1)),
        a_follow_up(3, closed=True),
        a_follow_up(4, owner="BAPELITBANG"),
    )
    dossier = owed_by(follow_ups=follow_ups)

    assert [one.resolution.id for one in agency_backlog(DPMD, dossier).follow_ups] == [2, 1]
    assert [one.resolution.id for one in agency_backlog(OTHER, dossier).follow_ups] == [4]


def test_agencies_with_most_late_things_come_first_then_those_with_most_things() -> None:
    third = AgencyCode("DINKES")
    dossier = owed_by(
        due_in(5, "S01-M01", lead=third),
        due_in(6, "S01-M02", lead=third),
        due_in(-5, "S01-M03", lead=OTHER),
        follow_ups=(
            a_follow_up(1, due_on=date(2022, 5, 1)),
            a_follow_up(2, due_on=date(2022, 5, 1)),
        ),
    )

    assert concerned(dossier) == (DPMD, OTHER, third)


def test_agencies_that_owe_alike_stand_by_their_code() -> None:
    dossier = owed_by(due_in(5, "S01-M01", lead=DPMD), due_in(5, "S01-M02", lead=OTHER))

    assert concerned(dossier) == (OTHER, DPMD)
