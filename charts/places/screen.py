"""The map on the screen: outlines that stretch with it, marks and names that keep their size."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from charts import cells, drawing, lettering, screen
from charts.palette import LIGHT
from charts.places.ground import (
    KILOMETRES,
    MARGIN,
    drawn_land,
    extent,
    label_longitude,
    names_within,
    scale_bar,
)
from charts.places.labels import DIRECTIONS, Box
from charts.places.spec import MapSpec, PlaceMark, PlacePoint, fitted
from charts.sheet import Area

_HEIGHT: Final = 452
_UNITS: Final = 1000
_GRID: Final = 0.1
_GAP: Final = 9


def html(spec: MapSpec, ways: screen.Ways = screen.NOWHERE) -> str:
    """Return the map for the screen; pointing at a mark tells who is there and how they stand."""
    west, south, east, north = box = extent(spec)
    ratio = (east - west) / (north - south)
    size = f"aspect-ratio:{ratio:.4f};width:min(100%,{_HEIGHT * ratio:.0f}px)"
    parts = "".join(
        (
            _ground(spec, box),
            *_ground_names(spec, box),
            *(_point(point, box, ways) for point in spec.points),
            _scale(box),
        )
    )
    return screen.chart("map", spec.alt, [f'<div class="ground" style="{size}">{parts}</div>'])


def _ground(spec: MapSpec, box: Box) -> str:
    """Grid and outlines, three times as wide as the map: it stands in the middle of its room."""
    west, south, east, north = box
    scale = _UNITS / (north - south)
    width = (east - west) * scale

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - west) * scale, (north - latitude) * scale

    far_west, far_east = 2 * west - east, 2 * east - west
    lines = [
        *(
            drawing.line(place(x, south), place(x, north), colour=LIGHT.line)
            for x in _steps(far_west, far_east)
        ),
        *(
            drawing.line(place(far_west, y), place(far_east, y), colour=LIGHT.line)
            for y in _steps(south, north)
        ),
    ]
    return screen.stretched((*drawn_land(spec, place), *lines), Area(-width, 0, 2 * width, _UNITS))


def _ground_names(spec: MapSpec, box: Box) -> Iterator[str]:
    for name in names_within(spec):
        kind = "water" if name.is_water else "land"
        at = _at(*_shares(box, name.longitude, name.latitude))
        yield f'<span class="ground-name {kind}" style="{at}">{name.text}</span>'


def _steps(start: float, end: float) -> Iterator[float]:
    """The lines of the grid between two degrees."""
    first = ceil(start / _GRID)
    while first * _GRID < end:
        yield first * _GRID
        first += 1


def _shares(box: Box, longitude: float, latitude: float) -> tuple[float, float]:
    west, south, east, north = box
    return (longitude - west) / (east - west), (north - latitude) / (north - south)


def _at(across: float, down: float) -> str:
    return f"left:{screen.per_cent(across)};top:{screen.per_cent(down)}"


def _point(point: PlacePoint, box: Box, ways: screen.Ways) -> str:
    """A village: its marks, its name beside the outermost, and what is told of it."""
    marks = "".join(ways.pointed(placed.sentra, _mark(placed, box)) for placed in point.marks)
    hover = screen.told(point.hover, *_shares(box, point.longitude, point.latitude))
    return f'<span class="place">{marks}{_name(point, box, ways)}{hover}</span>'


def _mark(placed: PlaceMark, box: Box) -> str:
    at = _at(*_shares(box, placed.longitude, placed.latitude))
    return screen.image(cells.mark(placed.mark), "", "mark", place=at)


def _name(point: PlacePoint, box: Box, ways: screen.Ways) -> str:
    """The sentra, each with the way to it, and their village below them."""
    across, up = DIRECTIONS[point.side]
    aside = f"calc({50 * (across - 1)}% + {0 if up else _GAP * across}px)"
    above = f"calc({-50 * (up + 1)}% - {_GAP * up}px)"
    place = _at(*_shares(box, label_longitude(point), point.latitude))
    named = ", ".join(
        ways.sentra(placed.sentra, lettering.attribute(fitted(placed.name)))
        for placed in point.marks
    )
    below = f"<small>{lettering.attribute(point.place)}</small>"
    side = {1: "left", 0: "center", -1: "right"}[across]
    style = f"{place};transform:translate({aside},{above});text-align:{side}"
    return f'<b style="{style}">{named}{below}</b>'


def _scale(box: Box) -> str:
    west, south, east, _ = box
    place = _at(*_shares(box, west + 0.75 * MARGIN, south + 0.75 * MARGIN))
    width = screen.per_cent(scale_bar() / (east - west))
    return f'<span class="scale" style="{place};width:{width}">{KILOMETRES} km</span>'
