from charts import places
from tests.charts.scenes import a_briefing


def test_one_village_of_two_sentra_is_one_point_with_both_marks() -> None:
    spec = places.spec(a_briefing())
    shared = next(one for one in spec.points if one.village_code == "64.09.01.1018")
    assert [one.sentra for one in shared.marks] == ["S02", "S04"]
    assert shared.marks[0].longitude < shared.longitude < shared.marks[1].longitude
    assert shared.text == "Kapal Rakyat, Batik\nJenebora"
    assert "Kapal Rakyat: selesai" in shared.hover
    assert "Batik: kritis" in shared.hover


def test_every_sentra_is_marked_by_its_light() -> None:
    briefing = a_briefing()
    marks = {one.sentra: one.mark.word for p in places.spec(briefing).points for one in p.marks}
    assert marks == {"S04": "kritis", "S02": "selesai"}


def test_the_map_says_that_points_are_centroids() -> None:
    spec = places.spec(a_briefing())
    assert "bukan lokasi bengkel" in spec.subtitle
    assert "bukan lokasi bengkel" in places.svg(spec)
