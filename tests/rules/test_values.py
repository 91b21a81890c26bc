from datetime import UTC, date, datetime, timedelta

import pytest

from rules.values import AgencyCode, ObstacleId, Revision, SentraCode
from rules.vocabulary import Plan
from tests.builders import a_board, a_milestone, a_place, a_schedule, a_sentra, a_state, an_obstacle


def test_a_place_differs_when_the_source_names_it_or_its_district_otherwise() -> None:
    assert not a_place().differs_from_source
    assert a_place(source_name="Bangunmulya").differs_from_source
    assert a_place(source_district="Sepaku").differs_from_source


@pytest.mark.parametrize("days", [-10, 0, 45])
def test_a_revision_moves_the_finish_later_when_positive(days: int) -> None:
    before = a_schedule()
    after = a_schedule(finish=before.finish + timedelta(days=days))
    at = datetime(2022, 1, 1, tzinfo=UTC)
    assert Revision(at, at.date(), before, after, "lahan", "12/2022", "admin").days_moved == days


def test_open_obstacles_are_those_not_closed_oldest_first() -> None:
    newer = an_obstacle(id=ObstacleId(1), opened_on=date(2022, 5, 1))
    older = an_obstacle(id=ObstacleId(2), opened_on=date(2022, 3, 1))
    closed = an_obstacle(id=ObstacleId(3), closed_on=date(2022, 4, 1))
    assert a_state(obstacles=(newer, closed, older)).open_obstacles == (older, newer)


def test_a_milestone_gives_each_plan_its_schedule() -> None:
    moved = a_schedule(finish=date(2022, 6, 30))
    milestone = a_milestone(current=moved)
    assert milestone.schedule(Plan.FIRST) == a_schedule()
    assert milestone.schedule(Plan.CURRENT) == moved


def test_a_milestone_involves_its_lead_and_supporters_alone() -> None:
    milestone = a_milestone(lead=AgencyCode("DPMD"), supporting=(AgencyCode("PUPR"),))
    assert milestone.involves(AgencyCode("DPMD"))
    assert milestone.involves(AgencyCode("PUPR"))
    assert not milestone.involves(AgencyCode("DISHUB"))
    assert not milestone.involves(None)


def test_a_board_knows_each_milestone_by_its_code() -> None:
    board = a_board([a_sentra("S01"), a_sentra("S02", [a_milestone("S02-M03")])])
    assert board.milestone("S02-M03") == a_milestone("S02-M03")
    assert board.milestone("S02-M04") is None


def test_a_board_knows_the_name_of_each_sentra() -> None:
    board = a_board([a_sentra("S01", name="Kapal Rakyat"), a_sentra("S02", name="Batik")])
    assert board.name_of(SentraCode("S02")) == "Batik"
