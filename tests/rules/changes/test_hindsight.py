import pytest

from rules.changes.hindsight import Later, hindsight
from tests.rules.changes.test_comparison import APRIL, briefing_of


def test_hindsight_is_the_share_as_known_now_less_that_as_known_then() -> None:
    found = hindsight(briefing_of(APRIL, 0.5), briefing_of(APRIL, 0.2), Later(7, 3))
    assert found.day == APRIL
    assert found.points == pytest.approx(30)
    assert found.later == Later(reports=7, decisions=3)


@pytest.mark.parametrize(
    ("later", "is_any"),
    [((0, 0, 0), False), ((1, 0, 0), True), ((0, 1, 0), True), ((0, 0, 1), True)],
)
def test_later_is_true_where_anything_was_recorded_later(
    later: tuple[int, int, int], *, is_any: bool
) -> None:
    assert bool(Later(*later)) is is_any
