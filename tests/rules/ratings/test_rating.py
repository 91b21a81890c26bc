from datetime import date, datetime, timedelta

import pytest

from rules.periods import WITA
from rules.ratings.errors import RatingProblem
from rules.ratings.rating import (
    RATED,
    REASON_LIMIT,
    Rating,
    Recovery,
    disagrees,
    problems_of_rating,
)
from rules.values import AgencyCode
from rules.vocabulary import Light

TODAY = date(2022, 6, 30)
RECOVERY = Recovery(AgencyCode("DPMD"), TODAY)


@pytest.mark.parametrize("light", RATED)
def test_a_rating_with_reason_and_recovery_is_legal(light: Light) -> None:
    assert problems_of_rating(light, "Alasan", RECOVERY, TODAY) == ()


@pytest.mark.parametrize("light", [Light.NOT_STARTED, Light.FINISHED])
def test_whether_a_sentra_began_or_finished_is_no_judgement(light: Light) -> None:
    found = problems_of_rating(light, "Alasan", None, TODAY)
    assert found == (RatingProblem.LIGHT_NOT_RATED,)


def test_a_rating_needs_a_reason_of_bearable_length() -> None:
    assert problems_of_rating(Light.ON_PLAN, " \n", None, TODAY) == (RatingProblem.REASON_NEEDED,)
    assert problems_of_rating(Light.ON_PLAN, "a" * REASON_LIMIT, None, TODAY) == ()
    too_long = problems_of_rating(Light.ON_PLAN, "a" * (REASON_LIMIT + 1), None, TODAY)
    assert too_long == (RatingProblem.REASON_TOO_LONG,)


def test_critical_alone_demands_a_recovery_plan() -> None:
    needed = (RatingProblem.RECOVERY_NEEDED,)
    assert problems_of_rating(Light.CRITICAL, "Alasan", None, TODAY) == needed
    assert problems_of_rating(Light.ATTENTION, "Alasan", None, TODAY) == ()


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False), (1, False)])
def test_a_recovery_is_due_today_at_the_earliest(days: int, *, is_late: bool) -> None:
    recovery = Recovery(AgencyCode("DPMD"), TODAY + timedelta(days))
    found = problems_of_rating(Light.CRITICAL, "Alasan", recovery, TODAY)
    assert (found == (RatingProblem.RECOVERY_IN_PAST,)) is is_late


def test_a_rating_disagrees_where_the_computed_light_is_another() -> None:
    at = datetime(2022, 6, 30, tzinfo=WITA)
    rating = Rating(Light.ATTENTION, "Alasan", None, "Pimpinan", at)
    assert disagrees(rating, Light.ON_PLAN)
    assert not disagrees(rating, Light.ATTENTION)
    assert not disagrees(None, Light.CRITICAL)
