"""The places of the sentra on a plain ground: no tiles, no network, equal scale both ways."""

import json
import math
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any, Final

import plotly.graph_objects as go

from charts import drawing, findings
from charts.labels import DIRECTIONS, Box, free_sides, label_box, mark_box
from charts.palette import LIGHT, mark, symbol, template
from charts.sheet import Area, picture
from charts.spec import MapSpec, PlaceMark, PlacePoint, Ring, Side
from charts.stamp import stamp
from rules.errors import UnreadableBoundary
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief
from rules.values import Place
from rules.vocabulary import label

_SCREEN_HEIGHT: Final = 460
_BESIDE: Final = 0.0085
_MARGIN: Final = 0.02
_PENAJAM: Final = (116.4, -1.6, 116.8, -1.0)
_SCALE_KILOMETRES: Final = 10
_KILOMETRES_A_DEGREE: Final = 111.32
_LAND: Final = "#F3F1EA"
_COAST: Final = "#B9B2A3"
_LEGEND_STEP: Final = 54
_PAIR: Final = 2
_SHORTEST_RING: Final = 4


_ACROSS: Final = {1: "right", 0: "center", -1: "left"}
_UP: Final = {1: "top", 0: "middle", -1: "bottom"}
_ANCHORS: Final[dict[int, drawing.Anchor]] = {1: "start", 0: "middle", -1: "end"}


def boundary(geojson_text: str) -> tuple[Ring, ...]:
    """Return the outlines of every Polygon and MultiPolygon in the text, as (longitude, latitude).

    Raises: UnreadableBoundary.
    """
    try:
        document = json.loads(geojson_text)
        rings = tuple(_ring(one) for one in _outlines(document))
    except json.JSONDecodeError as error:
        raise UnreadableBoundary(f"bukan JSON yang sah (baris {error.lineno})") from error
    except (TypeError, ValueError, RecursionError) as error:
        raise UnreadableBoundary("koordinat wilayah tidak lengkap atau bukan angka") from error
    if not rings:
        raise UnreadableBoundary("tidak ada Polygon atau MultiPolygon di dalamnya")
    return rings


def spec(briefing: Briefing, outlines: Sequence[Ring] = ()) -> MapSpec:
    """Return the map of all places; villages of several sentra carry all their marks."""
    placed = sorted(
        ((place, one) for one in briefing.sentra for place in one.sentra.places),
        key=lambda pair: (pair[0].village_code, pair[1].sentra.code),
    )
    villages = [list(group) for _, group in groupby(placed, key=lambda pair: pair[0].village_code)]
    finding = findings.lights(briefing.totals.lights)
    title = f"{len(briefing.sentra)} sentra di {len(villages)} desa dan kelurahan; {finding}"
    return MapSpec(
        title=title,
        subtitle="Titik = pusat wilayah desa atau kelurahan, bukan lokasi bengkel; "
        "warna dan bentuk = keadaan sentra",
        alt=f"Peta lokasi sentra, {findings.position(briefing.moment)}. {title}. "
        + " ".join(_sentence(village) for village in villages),
        stamp=stamp(briefing.programme, briefing.moment),
        points=_points(villages),
        boundary=tuple(outlines),
    )


def figure(spec: MapSpec) -> go.Figure:
    """Return the map for the screen, on plain axes: neither WebGL nor tiles are needed."""
    drawn = go.Figure([*_outline_traces(spec), _mark_trace(spec), *_label_traces(spec)])
    west, south, east, north = _extent(spec)
    drawn.update_layout(
        template=template(),
        height=_SCREEN_HEIGHT,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        hovermode="closest",
        shapes=[_scale_line(west, south)],
        annotations=[_scale_words(west, south)],
    )
    hidden = {"showticklabels": False, "zeroline": False, "showgrid": True}
    drawn.update_xaxes(range=[west, east], dtick=0.1, **hidden)
    drawn.update_yaxes(range=[south, north], dtick=0.1, scaleanchor="x", scaleratio=1, **hidden)
    return drawn


def svg(spec: MapSpec) -> str:
    """Return the map as a picture, with the meaning of its marks beside it."""
    return picture(
        spec, lambda area: _drawn(spec, area), body=max(510, _LEGEND_STEP * len(_codes(spec)))
    )


def _codes(spec: MapSpec) -> set[str]:
    return {one.sentra for point in spec.points for one in point.marks}


def _outlines(node: object) -> Iterator[Any]:
    match node:
        case {"type": "FeatureCollection", "features": list(inner)}:
            yield from chain.from_iterable(map(_outlines, inner))
        case {"type": "GeometryCollection", "geometries": list(inner)}:
            yield from chain.from_iterable(map(_outlines, inner))
        case {"type": "Feature", "geometry": geometry}:
            yield from _outlines(geometry)
        case {"type": "Polygon", "coordinates": list(rings)}:
            yield from rings
        case {"type": "MultiPolygon", "coordinates": list(polygons)}:
            yield from chain.from_iterable(polygons)


def _ring(points: Sequence[Sequence[float]]) -> Ring:
    ring = tuple((float(longitude), float(latitude)) for longitude, latitude, *_ in points)
    if len(ring) < _SHORTEST_RING or not all(_is_on_earth(*point) for point in ring):
        raise ValueError(ring[:_PAIR])
    return ring


def _is_on_earth(longitude: float, latitude: float) -> bool:
    return math.isfinite(longitude + latitude) and abs(longitude) <= 180 and abs(latitude) <= 90  # noqa: PLR2004


def _sentence(village: Sequence[tuple[Place, SentraBrief]]) -> str:
    place = village[0][0]
    sentra = " dan ".join(f"{one.sentra.name} ({label(one.health.light)})" for _, one in village)
    return f"{place.name}: {sentra}."


def _points(villages: Sequence[Sequence[tuple[Place, SentraBrief]]]) -> tuple[PlacePoint, ...]:
    texts = [
        f"{village[0][0].name} {'+'.join(one.sentra.code for _, one in village)}"
        for village in villages
    ]
    centres = [(village[0][0].longitude, village[0][0].latitude) for village in villages]
    sides = free_sides(centres, texts)
    return tuple(
        PlacePoint(
            village_code=village[0][0].village_code,
            longitude=centre[0],
            latitude=centre[1],
            text=text,
            side=side,
            marks=_marks(village),
            hover=_hover(village),
        )
        for village, centre, text, side in zip(villages, centres, texts, sides, strict=True)
    )


def _marks(village: Sequence[tuple[Place, SentraBrief]]) -> tuple[PlaceMark, ...]:
    """One mark a sentra, side by side around the village's point."""
    first = -(len(village) - 1) / 2
    return tuple(
        PlaceMark(
            sentra=one.sentra.code,
            name=one.sentra.name,
            longitude=place.longitude + 2 * _BESIDE * (first + at),
            latitude=place.latitude,
            mark=mark(one.health.light),
        )
        for at, (place, one) in enumerate(village)
    )


def _hover(village: Sequence[tuple[Place, SentraBrief]]) -> str:
    place = village[0][0]
    where = f"{label(place.kind)} {place.name}, Kec. {place.district}"
    sentra = [
        f"{one.sentra.code} {one.sentra.name}: {label(one.health.light)}" for _, one in village
    ]
    notes = [place.note] if place.note else []
    return drawing.hover_text(where, *sentra, *notes)


def _extent(spec: MapSpec) -> Box:
    """West, south, east, north of points and labels; without points, those of Penajam."""
    boxes = [label_box((one.longitude, one.latitude), one.text, one.side) for one in spec.points]
    boxes += [mark_box((one.longitude, one.latitude)) for one in spec.points] or [_PENAJAM]
    return (
        min(box[0] for box in boxes) - _MARGIN,
        min(box[1] for box in boxes) - _MARGIN,
        max(box[2] for box in boxes) + 2 * _BESIDE + _MARGIN,
        max(box[3] for box in boxes) + _MARGIN,
    )


def _outline_traces(spec: MapSpec) -> list[go.Scatter]:
    return [
        go.Scatter(
            name="batas",
            mode="lines",
            x=[longitude for longitude, _ in ring],
            y=[latitude for _, latitude in ring],
            line={"color": _COAST, "width": 1},
            fill="toself",
            fillcolor=_LAND,
            hoverinfo="skip",
        )
        for ring in spec.boundary
    ]


def _mark_trace(spec: MapSpec) -> go.Scatter:
    pairs = [(point, one) for point in spec.points for one in point.marks]
    return go.Scatter(
        name="lokasi",
        mode="markers",
        x=[one.longitude for _, one in pairs],
        y=[one.latitude for _, one in pairs],
        marker={
            "size": 13,
            "symbol": [symbol(one.mark.shape) for _, one in pairs],
            "color": [one.mark.colour for _, one in pairs],
            "opacity": 1,
        },
        hovertext=[point.hover for point, _ in pairs],
        hoverinfo="text",
    )


def _label_traces(spec: MapSpec) -> list[go.Scatter]:
    """The names, each beside the outermost mark of its point on the side that is free."""
    return [
        go.Scatter(
            name="nama",
            mode="markers+text",
            x=[_label_longitude(point)],
            y=[point.latitude],
            text=[_spaced(point)],
            textposition=_position(point.side),
            textfont={"size": 12, "color": LIGHT.ink},
            marker={"size": 13, "opacity": 0},
            hoverinfo="skip",
        )
        for point in spec.points
    ]


def _position(side: Side) -> str:
    """Plotly's words for a side: middle right."""
    across, up = DIRECTIONS[side]
    return f"{_UP[up]} {_ACROSS[across]}"


def _spaced(point: PlacePoint) -> str:
    text = drawing.screen_text(point.text, 150, size=12)
    return f"\u00a0{text}\u00a0" if point.side in {Side.RIGHT, Side.LEFT} else text


def _label_longitude(point: PlacePoint) -> float:
    """The longitude of the mark that the label stands beside, the outermost on its side."""
    longitudes = [one.longitude for one in point.marks]
    across, _ = DIRECTIONS[point.side]
    if not across:
        return point.longitude
    return max(longitudes) if across > 0 else min(longitudes)


def _scale_line(west: float, south: float) -> dict[str, Any]:
    y = south + 0.75 * _MARGIN
    start = west + 0.75 * _MARGIN
    line = {"color": LIGHT.muted, "width": 2}
    return {"type": "line", "x0": start, "x1": start + _scale(), "y0": y, "y1": y, "line": line}


def _scale_words(west: float, south: float) -> dict[str, Any]:
    return {
        "text": f"{_SCALE_KILOMETRES} km",
        "x": west + 0.75 * _MARGIN + _scale() / 2,
        "y": south + 0.75 * _MARGIN,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": LIGHT.muted},
    }


def _scale() -> float:
    """Degrees of the scale bar; at the equator a degree is as long both ways."""
    return _SCALE_KILOMETRES / _KILOMETRES_A_DEGREE


def _drawn(spec: MapSpec, area: Area) -> list[str]:
    west, south, east, north = _extent(spec)
    scale = min(area.height / (north - south), 0.66 * area.width / (east - west))
    frame = Area(area.left, area.top, area.left + (east - west) * scale, area.bottom)

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return frame.left + (longitude - west) * scale, frame.top + (north - latitude) * scale

    parts = [drawing.rect(frame.left, frame.top, frame.width, frame.height, fill=LIGHT.surface)]
    outlines = [
        drawing.polyline([place(*point) for point in ring], colour=_COAST, fill=_LAND)
        for ring in spec.boundary
    ]
    parts.append(drawing.window(frame.left, frame.top, frame.width, frame.height, outlines))
    for point in spec.points:
        parts += [
            drawing.shape(one.mark, *place(one.longitude, one.latitude), 15) for one in point.marks
        ]
        parts.append(_drawn_label(point, *place(_label_longitude(point), point.latitude)))
    start = place(west + 0.75 * _MARGIN, south + 0.75 * _MARGIN)
    parts.append(
        drawing.line(start, (start[0] + _scale() * scale, start[1]), colour=LIGHT.muted, width=2)
    )
    words = f"{_SCALE_KILOMETRES} km"
    parts.append(drawing.text(start[0], start[1] - 6, words, size=14, colour=LIGHT.muted))
    return parts + _legend(spec, frame.right + 36, area)


def _drawn_label(point: PlacePoint, x: float, y: float) -> str:
    across, up = DIRECTIONS[point.side]
    text = drawing.fitted(point.text, 220, size=15)
    beside = 13 * across if not up else 0
    baseline = y + 5 - 17 * up
    return drawing.text(x + beside, baseline, text, size=15, anchor=_ANCHORS[across])


def _legend(spec: MapSpec, left: float, area: Area) -> list[str]:
    """Each sentra with its mark, the mark's word and its places."""
    marks: dict[str, PlaceMark] = {}
    places: dict[str, list[str]] = {}
    for point in spec.points:
        for one in point.marks:
            marks[one.sentra] = one
            places.setdefault(one.sentra, []).append(point.text.rpartition(" ")[0])
    room = area.right - left - 30
    y = area.top + 18
    parts = []
    for code in sorted(marks):
        look = marks[code].mark
        heading = drawing.fitted(f"{code} {marks[code].name}", room, size=16, weight=700)
        words = drawing.fitted(f"{look.word}: {', '.join(places[code])}", room, size=15)
        parts += [
            drawing.shape(look, left + 8, y - 6, 15),
            drawing.text(left + 28, y, heading, size=16, weight=700),
            drawing.text(left + 28, y + 21, words, size=15, colour=look.colour),
        ]
        y += _LEGEND_STEP
    return parts
