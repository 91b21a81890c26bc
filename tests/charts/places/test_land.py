from dataclasses import replace
from math import dist

from hypothesis import given, strategies as st

from charts import places
from charts.places.boundary import Ring
from charts.places.ground import names_within
from charts.places.land import cells, districts
from tests.charts.scenes import a_briefing

NEARLY = 1e-9
SQUARE: Ring = ((116.4, -1.4), (116.8, -1.4), (116.8, -1.0), (116.4, -1.4))
degrees = st.tuples(
    st.integers(-50, 50).map(lambda n: n / 100), st.integers(-50, 50).map(lambda n: n / 100)
)


@given(st.lists(degrees, min_size=1, max_size=12, unique=True))
def test_the_cell_of_a_point_is_what_is_nearest_to_it(points: list[tuple[float, float]]) -> None:
    for point, ring in zip(points, cells(points, 0.2), strict=True):
        assert ring[0] == ring[-1]
        assert len(ring) > 3
        for corner in ring:
            assert dist(corner, point) <= 0.2 + NEARLY
            assert dist(corner, point) <= min(dist(corner, other) for other in points) + NEARLY


def test_four_districts_hold_the_villages() -> None:
    found = {area.name: len(area.pieces) for area in districts()}
    assert found == {"Penajam": 23, "Waru": 4, "Babulu": 12, "Sepaku": 15}


def test_without_a_boundary_file_the_land_is_a_sketch_and_says_so() -> None:
    spec = places.spec(a_briefing())
    assert spec.land == districts()
    assert "skematis" in spec.subtitle
    assert len(places.figure(spec).data) > len(places.figure(replace(spec, land=())).data)


def test_what_lies_within_the_map_is_named() -> None:
    spec = places.spec(a_briefing())
    south_west, north_east = (
        replace(spec.points[0], longitude=longitude, latitude=latitude)
        for longitude, latitude in ((116.2, -1.6), (117.0, -0.8))
    )
    whole = replace(spec, points=(south_west, north_east))
    for drawn in (places.html(whole), places.svg(whole)):
        assert all(name.text in drawn for name in spec.names)
    assert not names_within(replace(spec, points=(south_west,)))


def test_a_boundary_file_takes_the_place_of_the_sketch() -> None:
    spec = places.spec(a_briefing(), (SQUARE,))
    assert (spec.land, spec.names) == ((), ())
    assert "skematis" not in spec.subtitle
