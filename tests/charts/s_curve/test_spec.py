from dataclasses import replace
from datetime import date

import pytest

from charts import s_curve
from charts.s_curve import Corner
from rules.vocabulary import Plan
from tests.builders import a_moment
from tests.charts.scenes import a_briefing


def test_the_actual_ends_at_the_figure_of_the_day() -> None:
    briefing = a_briefing()
    known = [value for value in s_curve.spec(briefing).actual.values if value is not None]
    assert known[-1] == pytest.approx(briefing.totals.actual)


def test_a_current_plan_that_equals_the_first_is_not_drawn() -> None:
    briefing = a_briefing()
    same = tuple(replace(point, current_plan=point.first_plan) for point in briefing.curve)
    spec = s_curve.spec(replace(briefing, curve=same))
    assert spec.current_plan is None
    assert spec.other_callout is None
    assert "rencana berjalan" not in {trace.name for trace in s_curve.figure(spec).data}


def test_the_compared_plan_carries_the_figure() -> None:
    briefing = a_briefing(a_moment(plan=Plan.CURRENT))
    spec = s_curve.spec(briefing)
    assert spec.planned_callout.text.startswith("rencana berjalan ")
    assert spec.planned_callout.share == briefing.totals.planned_current


def test_early_callouts_stand_right_and_late_ones_left() -> None:
    early = s_curve.spec(a_briefing(a_moment(date(2021, 3, 31))))
    late = s_curve.spec(a_briefing(a_moment(date(2023, 11, 30))))
    assert early.actual_callout.corner in {Corner.LOWER_RIGHT, Corner.UPPER_RIGHT}
    assert late.actual_callout.corner in {Corner.LOWER_LEFT, Corner.UPPER_LEFT}
