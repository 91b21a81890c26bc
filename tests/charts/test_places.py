import json
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from charts import places
from charts.places import labels
from charts.places.labels import Side
from rules.errors import UnreadableBoundary
from tests.charts.scenes import HOSTILE, a_briefing, an_empty_briefing

_SQUARE = [[116.0, -1.0], [117.0, -1.0], [117.0, -2.0], [116.0, -1.0]]

# The twelve places of the nine sentra, as the source names them.
_CENTRES = (
    (116.70935, -1.36592),
    (116.73167, -1.36122),
    (116.66481, -1.38956),
    (116.76838, -1.25625),
    (116.7478, -1.17864),
    (116.51344, -1.53751),
    (116.58518, -1.36232),
    (116.69245, -1.07045),
    (116.63192, -1.16795),
    (116.60724, -1.02015),
    (116.73274, -1.27216),
    (116.44207, -1.35112),
)
_NAMES = (
    "Salo Loang S01",
    "Pejala S01",
    "Tanjung Tengah S01",
    "Penajam S02",
    "Jenebora S02+S05",
    "Babulu Laut S03",
    "Bangun Mulya S04",
    "Telemow S06",
    "Sepan S07",
    "Pemaluan S07",
    "Nenang S08",
    "Api-api S09",
)


def test_one_village_of_two_sentra_is_one_point_with_both_marks() -> None:
    spec = places.spec(a_briefing())
    shared = next(one for one in spec.points if one.village_code == "64.09.01.1018")
    assert [one.sentra for one in shared.marks] == ["S02", "S04"]
    assert shared.marks[0].longitude < shared.longitude < shared.marks[1].longitude
    assert shared.text.endswith("S02+S04")
    assert "S02 Kapal Rakyat" in shared.hover
    assert "S04 Batik" in shared.hover


def test_every_sentra_is_marked_by_its_light() -> None:
    briefing = a_briefing()
    marks = {one.sentra: one.mark.word for p in places.spec(briefing).points for one in p.marks}
    assert marks == {"S04": "kritis", "S02": "selesai"}


def test_the_twelve_places_have_labels_that_do_not_overlap() -> None:
    sides = labels.free_sides(_CENTRES, _NAMES)
    boxes = [
        labels.label_box(centre, name, side)
        for centre, name, side in zip(_CENTRES, _NAMES, sides, strict=True)
    ]
    for one, other in combinations(boxes, 2):
        is_apart = (
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        )
        assert is_apart


def test_a_lonely_place_has_its_name_to_the_right() -> None:
    assert labels.free_sides([(116.5, -1.2)], ["Batik"]) == [Side.RIGHT]


def test_both_ways_have_one_scale_and_nothing_comes_from_the_network() -> None:
    figure = places.figure(places.spec(a_briefing()))
    assert figure.layout.yaxis.scaleanchor == "x"
    assert {trace.type for trace in figure.data} == {"scatter"}


def test_the_map_says_that_points_are_centroids() -> None:
    spec = places.spec(a_briefing())
    assert "bukan lokasi bengkel" in spec.subtitle
    assert "bukan lokasi bengkel" in places.svg(spec)


def test_every_ring_of_polygons_and_multipolygons_is_read() -> None:
    document = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [_SQUARE]}},
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": [[_SQUARE], [_SQUARE]]},
            },
            {"type": "Feature", "geometry": None},
        ],
    }
    rings = places.boundary(json.dumps(document))
    assert len(rings) == 3
    assert rings[0][0] == (116.0, -1.0)


def test_a_boundary_is_drawn_below_the_points() -> None:
    spec = places.spec(a_briefing(), places.boundary(json.dumps(_polygon(_SQUARE))))
    figure = places.figure(spec)
    assert figure.data[0].name == "batas"
    assert list(figure.data[0].x) == [116.0, 117.0, 117.0, 116.0]
    assert ET.fromstring(places.svg(spec)).findall("{*}svg/{*}polyline")


def _polygon(ring: list[list[float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bukan json",
        "[]",
        "null",
        "7",
        "{}",
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": [3]}',
        '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}',
        '{"type": "Polygon", "coordinates": [[["a", 2], [1, 2], [1, 2], [1, 2]]]}',
        '{"type": "Polygon", "coordinates": [[[1], [1], [1], [1]]]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 2], [1, 2], [1, 2], [1, 2]]]}',
        '{"type": "Polygon", "coordinates": [[[999, 2], [1, 2], [1, 2], [1, 2]]]}',
        "[" * 100_000,
    ],
)
def test_a_malformed_boundary_says_in_indonesian_what_is_wrong(text: str) -> None:
    with pytest.raises(UnreadableBoundary) as caught:
        places.boundary(text)
    assert caught.value.reason


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    spec = places.spec(a_briefing(name=name))
    assert not ET.fromstring(places.svg(spec)).findall(".//{*}script")


def test_a_programme_without_places_is_still_a_map() -> None:
    spec = places.spec(an_empty_briefing())
    assert ET.fromstring(places.svg(spec)).attrib["width"] == "1200"
    assert places.figure(spec).layout.xaxis.range
