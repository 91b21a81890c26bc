import pytest

from charts import findings
from rules.vocabulary import Light


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
