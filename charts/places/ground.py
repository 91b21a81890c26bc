"""The ground that both drawings of the map share: its extent, its scale, its colours."""

from collections.abc import Callable, Iterator
from typing import Final

from charts import drawing
from charts.places.labels import DIRECTIONS, Box, label_box, mark_box
from charts.places.land import GroundName
from charts.places.spec import BESIDE, MapSpec, PlacePoint

MARGIN: Final = 0.02
_ANYWHERE: Final = (116.4, -1.6, 116.8, -1.0)
"""Some ground of the size of a regency, where nothing says which."""
KILOMETRES: Final = 10
_KILOMETRES_A_DEGREE: Final = 111.32
LAND: Final = "#F3F1EA"
COAST: Final = "#B9B2A3"
# Districts side by side differ, as softly as land and paper do.
SKETCHED: Final = ("#F1EDE1", "#E9E6DA")
WATER: Final = "#2F6680"


def extent(spec: MapSpec) -> Box:
    """Return west, south, east, north of points and labels; without points, some ground."""
    boxes = [
        label_box((point.longitude, point.latitude), point.text, point.side)
        for point in spec.points
    ]
    boxes += [mark_box((point.longitude, point.latitude)) for point in spec.points] or [_ANYWHERE]
    return (
        min(box[0] for box in boxes) - MARGIN,
        min(box[1] for box in boxes) - MARGIN,
        max(box[2] for box in boxes) + 2 * BESIDE + MARGIN,
        max(box[3] for box in boxes) + MARGIN,
    )


def drawn_land(
    spec: MapSpec, place: Callable[[float, float], tuple[float, float]]
) -> Iterator[str]:
    """Give the land as lines and areas: the outlines of a boundary file, else the sketch."""
    for at, district in enumerate(spec.land):
        tint = SKETCHED[at % len(SKETCHED)]
        for piece in district.pieces:
            yield drawing.polyline([place(*point) for point in piece], colour=tint, fill=tint)
    for ring in spec.boundary:
        yield drawing.polyline([place(*point) for point in ring], colour=COAST, fill=LAND)


def names_within(spec: MapSpec) -> tuple[GroundName, ...]:
    """Return the names on the ground whose middle stands on the map."""
    west, south, east, north = extent(spec)
    return tuple(
        name
        for name in spec.names
        if west + 2 * MARGIN < name.longitude < east - 2 * MARGIN
        and south + MARGIN < name.latitude < north - MARGIN
    )


def label_longitude(point: PlacePoint) -> float:
    """Return the longitude of the mark that the label stands beside, the outermost on its side."""
    longitudes = [placed.longitude for placed in point.marks]
    across, _ = DIRECTIONS[point.side]
    if not across:
        return point.longitude
    return max(longitudes) if across > 0 else min(longitudes)


def scale_bar() -> float:
    """Return the degrees of the scale bar; at the equator a degree is as long both ways."""
    return KILOMETRES / _KILOMETRES_A_DEGREE
