"""The map for those who explore, on plain axes: neither WebGL nor tiles are needed."""

from typing import Any, Final

import plotly.graph_objects as go

from charts import lettering
from charts.exploring import symbol, template
from charts.palette import LIGHT
from charts.places.boundary import Ring
from charts.places.ground import (
    COAST,
    KILOMETRES,
    LAND,
    MARGIN,
    SKETCHED,
    extent,
    label_longitude,
    scale_bar,
)
from charts.places.labels import DIRECTIONS, Side
from charts.places.spec import MapSpec, PlacePoint

_HEIGHT: Final = 460
_ACROSS: Final = {1: "right", 0: "center", -1: "left"}
_UP: Final = {1: "top", 0: "middle", -1: "bottom"}


def figure(spec: MapSpec) -> go.Figure:
    """Return the map as plotly draws it, on plain axes: neither WebGL nor tiles are needed."""
    drawn = go.Figure([*_outline_traces(spec), _mark_trace(spec), *_label_traces(spec)])
    west, south, east, north = extent(spec)
    drawn.update_layout(
        template=template(),
        height=_HEIGHT,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        hovermode="closest",
        shapes=[_scale_line(west, south)],
        annotations=[_scale_words(west, south)],
    )
    hidden = {"showticklabels": False, "zeroline": False, "showgrid": True}
    drawn.update_xaxes(range=[west, east], dtick=0.1, **hidden)
    drawn.update_yaxes(range=[south, north], dtick=0.1, scaleanchor="x", scaleratio=1, **hidden)
    return drawn


def _outline_traces(spec: MapSpec) -> list[go.Scatter]:
    return [_area(ring, COAST, LAND) for ring in spec.boundary] + [
        _area(piece, tint, tint)
        for at, district in enumerate(spec.land)
        for tint in (SKETCHED[at % len(SKETCHED)],)
        for piece in district.pieces
    ]


def _area(ring: Ring, line: str, fill: str) -> go.Scatter:
    return go.Scatter(
        name="batas",
        mode="lines",
        x=[longitude for longitude, _ in ring],
        y=[latitude for _, latitude in ring],
        line={"color": line, "width": 1},
        fill="toself",
        fillcolor=fill,
        hoverinfo="skip",
    )


def _mark_trace(spec: MapSpec) -> go.Scatter:
    pairs = [(point, placed) for point in spec.points for placed in point.marks]
    return go.Scatter(
        name="lokasi",
        mode="markers",
        x=[placed.longitude for _, placed in pairs],
        y=[placed.latitude for _, placed in pairs],
        marker={
            "size": 13,
            "symbol": [symbol(placed.mark.shape) for _, placed in pairs],
            "color": [placed.mark.colour for _, placed in pairs],
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
            x=[label_longitude(point)],
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
    lines = [lettering.screen_text(words, 150, size=12) for words in point.text.splitlines()]
    if point.side in {Side.RIGHT, Side.LEFT}:
        lines = [f"\u00a0{words}\u00a0" for words in lines]
    return "<br>".join(lines)


def _scale_line(west: float, south: float) -> dict[str, Any]:
    y = south + 0.75 * MARGIN
    start = west + 0.75 * MARGIN
    line = {"color": LIGHT.muted, "width": 2}
    return {"type": "line", "x0": start, "x1": start + scale_bar(), "y0": y, "y1": y, "line": line}


def _scale_words(west: float, south: float) -> dict[str, Any]:
    return {
        "text": f"{KILOMETRES} km",
        "x": west + 0.75 * MARGIN + scale_bar() / 2,
        "y": south + 0.75 * MARGIN,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": LIGHT.muted},
    }
