import json
from xml.etree import ElementTree as ET

import pytest

from charts import places
from rules.errors import UnreadableBoundary
from tests.charts.scenes import a_briefing

_SQUARE = [[116.0, -1.0], [117.0, -1.0], [117.0, -2.0], [116.0, -1.0]]


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


def _polygon(ring: list[list[float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_boundary_is_drawn_below_the_points() -> None:
    spec = places.spec(a_briefing(), places.boundary(json.dumps(_polygon(_SQUARE))))
    figure = places.figure(spec)
    assert figure.data[0].name == "batas"
    assert list(figure.data[0].x) == [116.0, 117.0, 117.0, 116.0]
    assert ET.fromstring(places.svg(spec)).findall("{*}svg/{*}polyline")


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
