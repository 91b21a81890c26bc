from charts import heat
from tests.charts.scenes import a_briefing, with_stages


def test_a_stage_without_milestones_is_blank_not_zero() -> None:
    spec = heat.spec(a_briefing())
    export = spec.rows[0].cells[6]
    assert export.actual is None
    assert export.text == "–"  # noqa: RUF001
    ground = heat.figure(spec).data[0]
    assert ground.z[0][6] is None


def test_a_cell_behind_plan_carries_an_arrow_on_screen() -> None:
    figure = heat.figure(heat.spec(with_stages(0.4, 0.65)))
    arrows = next(trace for trace in figure.data if trace.name == "panah")
    assert set(arrows.marker.symbol) == {"triangle-down"}
    assert len(arrows.x) == 7
