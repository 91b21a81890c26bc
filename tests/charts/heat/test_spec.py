import pytest

from charts import heat
from charts.heat import Tone
from tests.charts.scenes import a_briefing, with_stages


@pytest.mark.parametrize(
    ("actual", "planned", "tone"),
    [
        (0.40, 0.50, Tone.BEHIND),
        (0.399, 0.50, Tone.FAR_BEHIND),
        (0.45, 0.50, Tone.ON_PLAN),
        (0.449, 0.50, Tone.BEHIND),
        (0.55, 0.50, Tone.ON_PLAN),
        (0.551, 0.50, Tone.AHEAD),
        (0.0, 0.0, Tone.NOT_DUE),
        (0.0, 0.01, Tone.ON_PLAN),
        (0.01, 0.0, Tone.ON_PLAN),
        (1.0, 1.0, Tone.FINISHED),
        (1.0, 0.4, Tone.FINISHED),
        (0.999, 1.0, Tone.ON_PLAN),
    ],
)
def test_tones_turn_where_the_lights_do(actual: float, planned: float, tone: Tone) -> None:
    cell = heat.spec(with_stages(actual, planned)).rows[0].cells[0]
    assert cell.tone is tone


def test_a_cell_tells_its_figure_and_its_hover_the_plan_and_count() -> None:
    spec = heat.spec(with_stages(0.4, 0.65))
    cell = spec.rows[0].cells[0]
    assert cell.text == "40%"
    for words in ("realisasi 40,0%", "rencana 65,0%", "−25,0 pp", "1 tonggak"):  # noqa: RUF001
        assert words in cell.hover


def test_the_title_names_the_stage_most_often_behind() -> None:
    assert "1 dari 2 sentra" in heat.spec(a_briefing()).title
    assert heat.spec(with_stages(0.5, 0.5)).title.startswith("Tidak ada tahap")
