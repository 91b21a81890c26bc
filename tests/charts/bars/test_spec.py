from charts import bars
from rules.vocabulary import Basis
from tests.builders import a_moment
from tests.charts.scenes import a_briefing, a_lower_claim


def test_with_reports_counted_nothing_is_hatched() -> None:
    spec = bars.spec(a_briefing(a_moment(basis=Basis.REPORTED)))
    assert [row.claimed for row in spec.rows] == [None, None]
    assert "arsir" not in spec.subtitle


def test_the_title_is_the_finding_and_the_alternative_says_every_sentra() -> None:
    spec = bars.spec(a_briefing())
    assert spec.title.startswith("Capaian 62,5%, tertinggal")
    assert all(row.name in spec.alt for row in spec.rows)


def test_a_claim_is_told_whether_it_is_more_or_less_than_what_is_approved() -> None:
    rows = {row.name: row for row in bars.spec(a_lower_claim()).rows}
    assert (rows["Rotan"].actual, rows["Rotan"].claimed) == (0.5, 0.3)
    assert "dilaporkan 30,0%, lebih rendah dari yang disetujui" in rows["Rotan"].sentence
    assert rows["Rotan"].claimed_text == "30,0%"
    assert "dilaporkan 60,0%, kritis" in rows["Batik"].sentence
    assert {name for name, row in rows.items() if row.is_claimed_lower} == {"Rotan"}
    for name in ("Kapal", "Anyaman"):
        assert rows[name].claimed is None
        assert "dilaporkan" not in rows[name].sentence


def test_the_look_of_a_lower_claim_is_explained_where_there_is_one() -> None:
    assert "berongga" in bars.spec(a_lower_claim()).subtitle
    assert "berongga" not in bars.spec(a_briefing()).subtitle
    reported = bars.spec(a_lower_claim(a_moment(basis=Basis.REPORTED)))
    assert "berongga" not in reported.subtitle
    assert [row.claimed for row in reported.rows] == [None] * 4
