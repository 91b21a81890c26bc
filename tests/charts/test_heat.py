from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from charts import heat
from charts.heat import Tone
from rules.progress.briefing import Briefing, StageBrief
from rules.vocabulary import STAGES
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing


def _with_stage(actual: float, planned: float) -> Briefing:
    briefing = a_briefing()
    stages = tuple(StageBrief(stage, 1, actual, planned) for stage in STAGES)
    one = replace(briefing.sentra[0], stages=stages)
    return replace(briefing, sentra=(one,))


@pytest.mark.parametrize(
    ("actual", "planned", "tone"),
    [
        (0.40, 0.50, Tone.BEHIND),
        (0.399, 0.50, Tone.FAR_BEHIND),
        (0.45, 0.50, Tone.ON_PLAN),
        (0.449, 0.50, Tone.BEHIND),
        (0.55, 0.50, Tone.ON_PLAN),
        (0.551, 0.50, Tone.AHEAD),
        (0.0, 0.0, Tone.ON_PLAN),
    ],
)
def test_tones_turn_where_the_lights_do(actual: float, planned: float, tone: Tone) -> None:
    cell = heat.spec(_with_stage(actual, planned)).rows[0].cells[0]
    assert cell.tone is tone


def test_a_stage_without_milestones_is_blank_not_zero() -> None:
    spec = heat.spec(a_briefing())
    export = spec.rows[0].cells[6]
    assert export.actual is None
    assert export.text == "–"  # noqa: RUF001
    ground = heat.figure(spec).data[0]
    assert ground.z[0][6] is None


def test_a_cell_tells_its_figure_and_its_hover_the_plan_and_count() -> None:
    spec = heat.spec(_with_stage(0.4, 0.65))
    cell = spec.rows[0].cells[0]
    assert cell.text == "40%"
    for words in ("realisasi 40,0%", "rencana 65,0%", "−25,0 pp", "1 tonggak"):  # noqa: RUF001
        assert words in cell.hover


def test_a_cell_behind_plan_carries_an_arrow_on_screen() -> None:
    figure = heat.figure(heat.spec(_with_stage(0.4, 0.65)))
    arrows = next(trace for trace in figure.data if trace.name == "panah")
    assert set(arrows.marker.symbol) == {"triangle-down"}
    assert len(arrows.x) == 7


def test_the_title_names_the_stage_most_often_behind() -> None:
    assert "1 dari 2 sentra" in heat.spec(a_briefing()).title
    assert heat.spec(_with_stage(0.5, 0.5)).title.startswith("Tidak ada tahap")


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    root = ET.fromstring(heat.svg(heat.spec(a_briefing(name=name))))
    assert not root.findall(".//{*}script")


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = heat.spec(an_empty_briefing())
    assert ET.fromstring(heat.svg(spec)).attrib["width"] == "1200"
    assert heat.figure(spec).data
