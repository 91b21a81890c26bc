from charts import bars
from rules.vocabulary import Basis
from tests.builders import a_moment
from tests.charts.scenes import a_briefing


def test_with_reports_counted_nothing_is_hatched() -> None:
    spec = bars.spec(a_briefing(a_moment(basis=Basis.REPORTED)))
    assert [row.claimed for row in spec.rows] == [None, None]
    assert "arsir" not in spec.subtitle


def test_the_title_is_the_finding_and_the_alternative_says_every_sentra() -> None:
    spec = bars.spec(a_briefing())
    assert spec.title.startswith("Capaian 62,5%, tertinggal")
    assert all(row.name in spec.alt for row in spec.rows)
