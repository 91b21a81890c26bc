from datetime import date, timedelta

from hypothesis import given, strategies as st

from rules.progress.freshness import Freshness, data_age, freshness
from rules.values import Milestone
from rules.vocabulary import Basis, Status
from tests.builders import a_milestone, a_schedule, a_sentra, a_state
from tests.rules.laws import LAW

TODAY = date(2022, 6, 30)


def aged(code: str, days: int, weight: float, **fields: object) -> Milestone:
    state = a_state(0.5, effective_on=TODAY - timedelta(days), **fields)
    return a_milestone(code, state, first=a_schedule(weight=weight))


def test_the_worked_example_of_the_age_of_the_data() -> None:
    own = [aged("S01-M01", 5, 10), aged("S01-M02", 30, 20), aged("S01-M03", 61, 30)]

    assert freshness([a_sentra("S01", own)], TODAY, Basis.APPROVED, 30) == Freshness(
        0.5, 30, 61, 30
    )


def test_a_weight_counts_within_its_sentra_and_the_sentra_within_the_programme() -> None:
    heavy = a_sentra("S01", [aged("S01-M01", 1, 50)], weight=3)
    light = a_sentra("S02", [aged("S02-M01", 90, 50)], weight=1)

    found = freshness([heavy, light], TODAY, Basis.APPROVED, 30)

    assert found is not None
    assert found.share == 0.75


def test_what_never_was_reported_ages_from_its_planned_start() -> None:
    silent = a_milestone("S01-M01", first=a_schedule(start=date(2022, 6, 1)))

    assert data_age(silent, TODAY, Basis.APPROVED) == 29


def test_what_is_over_or_has_not_begun_has_no_age() -> None:
    over = aged("S01-M01", 400, 10, status=Status.FINISHED)
    later = a_milestone("S01-M02", first=a_schedule(start=date(2022, 7, 1)))

    assert freshness([a_sentra("S01", [over, later])], TODAY, Basis.APPROVED, 30) is None


@LAW
@given(st.lists(st.tuples(st.integers(0, 900), st.floats(0.1, 50)), min_size=1, max_size=9))
def test_the_fresh_share_is_a_share_and_no_age_exceeds_the_oldest(
    ages: list[tuple[int, float]],
) -> None:
    own = [aged(f"S01-M{at:02}", days, weight) for at, (days, weight) in enumerate(ages, 1)]

    found = freshness([a_sentra("S01", own)], TODAY, Basis.REPORTED, 30)

    assert found is not None
    assert 0 <= found.share <= 1
    assert min(days for days, _ in ages) <= found.median_days <= found.oldest_days
    assert found.oldest_days == max(days for days, _ in ages)
