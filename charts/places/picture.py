"""The map as a picture, with the meaning of its marks beside it."""

from typing import Final

from charts import drawing, lettering
from charts.palette import LIGHT
from charts.places.ground import (
    KILOMETRES,
    MARGIN,
    WATER,
    drawn_land,
    extent,
    label_longitude,
    names_within,
    scale_bar,
)
from charts.places.labels import DIRECTIONS
from charts.places.spec import MapSpec, PlaceMark, PlacePoint
from charts.sheet import Area, picture

_LEGEND_LINE: Final = 21
_LEGEND_GAP: Final = 12
_MOST_LINES: Final = 4
_ANCHORS: Final[dict[int, drawing.Anchor]] = {1: "start", 0: "middle", -1: "end"}


def svg(spec: MapSpec) -> str:
    """Return the map as a picture, with the meaning of its marks beside it."""
    sentra = {placed.sentra for point in spec.points for placed in point.marks}
    # Some have a line more than name and places.
    legend = (2 * _LEGEND_LINE + _LEGEND_GAP) * len(sentra) + 2 * _LEGEND_LINE
    return picture(spec, lambda area: _drawn(spec, area), body=max(510, legend))


def _drawn(spec: MapSpec, area: Area) -> list[str]:
    west, south, east, north = extent(spec)
    scale = min(area.height / (north - south), 0.66 * area.width / (east - west))
    frame = Area(area.left, area.top, area.left + (east - west) * scale, area.bottom)

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return frame.left + (longitude - west) * scale, frame.top + (north - latitude) * scale

    parts = [drawing.rect(frame.left, frame.top, frame.width, frame.height, fill=LIGHT.surface)]
    land = list(drawn_land(spec, place))
    parts.append(drawing.window(frame.left, frame.top, frame.width, frame.height, land))
    parts += [
        drawing.text(
            *place(name.longitude, name.latitude),
            name.text,
            size=13,
            colour=WATER if name.is_water else LIGHT.muted,
            anchor="middle",
        )
        for name in names_within(spec)
    ]
    for point in spec.points:
        parts += [
            drawing.shape(placed.mark, *place(placed.longitude, placed.latitude), 15)
            for placed in point.marks
        ]
        parts.append(_drawn_label(point, *place(label_longitude(point), point.latitude)))
    start = place(west + 0.75 * MARGIN, south + 0.75 * MARGIN)
    parts.append(
        drawing.line(start, (start[0] + scale_bar() * scale, start[1]), colour=LIGHT.muted, width=2)
    )
    words = f"{KILOMETRES} km"
    parts.append(drawing.text(start[0], start[1] - 6, words, size=14, colour=LIGHT.muted))
    return parts + _legend(spec, frame.right + 36, area)


def _drawn_label(point: PlacePoint, x: float, y: float) -> str:
    across, up = DIRECTIONS[point.side]
    text = lettering.fitted(point.place, 220, size=15)
    beside = 13 * across if not up else 0
    baseline = y + 5 - 17 * up
    return drawing.text(x + beside, baseline, text, size=15, anchor=_ANCHORS[across])


def _legend(spec: MapSpec, left: float, area: Area) -> list[str]:
    """Each sentra with its mark, the mark's word and its places."""
    marks: dict[str, PlaceMark] = {}
    places: dict[str, list[str]] = {}
    for point in spec.points:
        for placed in point.marks:
            marks[placed.sentra] = placed
            places.setdefault(placed.sentra, []).append(point.place)
    room = area.right - left - 30
    y = area.top + 18
    parts = []
    for code in sorted(marks):
        look = marks[code].mark
        parts.append(drawing.shape(look, left + 8, y - 6, 15))
        names = lettering.wrapped(marks[code].name, room, size=16, weight=700, lines=_MOST_LINES)
        for words in names:
            parts.append(drawing.text(left + 28, y, words, size=16, weight=700))
            y += _LEGEND_LINE
        told = f"{look.word}: {', '.join(places[code])}"
        for words in lettering.wrapped(told, room, size=15, lines=_MOST_LINES):
            parts.append(drawing.text(left + 28, y, words, size=15, colour=look.colour))
            y += _LEGEND_LINE
        y += _LEGEND_GAP
    return parts
