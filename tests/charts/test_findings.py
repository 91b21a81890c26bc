import pytest

from charts import bars, card, findings, gantt, heat
from rules.vocabulary import Light
from tests.charts.scenes import not_reported_on


@pytest.mark.parametrize(
    ("deviation", "words"),
    [
        (-7.7, "tertinggal 7,7 poin dari rencana awal"),
        (1.24, "1,2 poin di atas rencana awal"),
        (0.0, "tepat pada rencana awal"),
        (-0.04, "tepat pada rencana awal"),
    ],
)
def test_a_deviation_is_said_in_words(deviation: float, words: str) -> None:
    assert findings.gap(deviation, "rencana awal") == words


def test_only_grave_lights_are_counted() -> None:
    counts = {Light.CRITICAL: 2, Light.ATTENTION: 1, Light.ON_PLAN: 6}
    assert findings.lights(counts) == "2 sentra kritis, 1 sentra perlu perhatian"
    assert findings.lights({Light.ON_PLAN: 9}) == "tidak ada sentra yang perlu perhatian"


def test_before_anybody_has_reported_only_the_plan_is_told() -> None:
    briefing = not_reported_on()
    assert findings.of(briefing.totals, briefing) == (
        "belum ada laporan yang tercatat, rencana awal 100,0%"
    )
    assert findings.lights(briefing.totals.lights) == "belum ada laporan yang tercatat"
    assert bars.spec(briefing).title == "Belum ada laporan yang tercatat, rencana awal 100,0%"
    assert heat.spec(briefing).title == "Belum ada laporan yang tercatat"
    assert {cell.tone for row in heat.spec(briefing).rows for cell in row.cells} == {heat.Tone.NONE}
    assert card.of_programme(briefing, {}).deviation == "belum dinilai"
    assert card.of_sentra(briefing.sentra[0], briefing, {}).late == ""
    (own,) = briefing.sentra
    timeline = gantt.spec(own.milestones, briefing, subject="Batik")
    assert timeline.title == "Batik: 0 dari 1 tonggak selesai, belum ada laporan yang tercatat"
