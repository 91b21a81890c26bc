from dataclasses import replace

from hypothesis import given, strategies as st

from rules.plan.table import (
    balanced_weights,
    difference,
    even_weights,
    next_code,
    weight_sum,
)
from rules.values import MilestoneCode, SentraCode
from tests.builders import a_plan_row

FIRST, SECOND = a_plan_row("S01-M01", weight=40.0), a_plan_row("S01-M02", weight=60.0)
WEIGHTS = st.lists(st.integers(1, 9000).map(lambda parts: parts / 100), min_size=1, max_size=40)


def test_fourteen_even_weights_sum_to_100() -> None:
    weights = even_weights(14)
    assert weights == (7.15,) * 4 + (7.14,) * 10
    assert weight_sum(weights) == 100


@given(WEIGHTS)
def test_weights_made_even_or_balanced_sum_to_100(weights: list[float]) -> None:
    even, balanced = even_weights(len(weights)), balanced_weights(weights)
    for found in (even, balanced):
        assert weight_sum(found) == 100
        assert min(found) >= 0.01
    assert max(even) - min(even) < 0.011


@given(WEIGHTS)
def test_balancing_keeps_the_order_of_weights_and_rests_where_they_sum_to_100(
    weights: list[float],
) -> None:
    found = balanced_weights(weights)
    pairs = list(zip(weights, found, strict=True))
    for old, new in pairs:
        # The lightest may be lifted to a hundredth.
        assert all(new <= other + 0.011 for weight, other in pairs if weight >= old)
    assert balanced_weights(found) == found


def test_nothing_is_made_even_where_nothing_is() -> None:
    assert even_weights(0) == balanced_weights([]) == ()


def test_a_table_differs_by_rows_fields_and_order() -> None:
    new = a_plan_row(None, title="Baru")
    renamed = replace(FIRST, title="Lain")

    assert not difference([FIRST, SECOND], [FIRST, SECOND])
    found = difference([FIRST, SECOND], [renamed, new])
    assert (found.added, found.removed) == ((new,), (SECOND,))
    assert [(one.before, one.after, one.fields) for one in found.changed] == [
        (FIRST, renamed, ("title",))
    ]
    assert not found.is_reordered
    assert difference([FIRST, SECOND], [SECOND, FIRST]).is_reordered
    assert not difference([FIRST, SECOND], [new, FIRST, SECOND]).is_reordered


def test_a_number_is_never_given_twice() -> None:
    sentra = SentraCode("S01")
    taken = [MilestoneCode("S01-M02"), MilestoneCode("S01-M11"), MilestoneCode("S02-M40")]
    assert next_code(sentra, taken) == "S01-M12"
    assert next_code(sentra, []) == "S01-M01"
