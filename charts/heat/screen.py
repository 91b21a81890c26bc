"""The heat map on the screen: a figure a cell, its tone as ground and arrow."""

from typing import Final

import plotly.graph_objects as go

from charts import lettering
from charts.heat.spec import HeatCell, HeatSpec
from charts.heat.tones import COLOURS, ORDER, WITH_ARROW, Tone, arrow_colour
from charts.palette import LIGHT
from charts.screen import template

_ROW: Final = 46


def figure(spec: HeatSpec) -> go.Figure:
    """Return the heat map for the screen; the columns' names turn upright where it is narrow."""
    positions = list(range(len(spec.rows)))
    drawn = go.Figure([_ground(spec, positions), _figures(spec), _arrows(spec)])
    drawn.update_layout(
        template=template(),
        height=_ROW * len(spec.rows) + 40,
        margin={"l": 104, "r": 6, "t": 28, "b": 6},
        hovermode="closest",
    )
    drawn.update_xaxes(
        side="top",
        automargin=True,
        tickvals=list(range(len(spec.columns))),
        ticktext=list(spec.columns),
        autotickangles=[0, -90],
        range=[-0.5, len(spec.columns) - 0.5],
        showgrid=False,
        fixedrange=True,
    )
    drawn.update_yaxes(
        range=[len(spec.rows) - 0.5, -0.5],
        tickvals=positions,
        ticktext=[lettering.screen_text(row.name, 96, size=12, lines=2) for row in spec.rows],
        tickfont={"color": LIGHT.ink},
        showgrid=False,
        fixedrange=True,
    )
    return drawn


def _ground(spec: HeatSpec, positions: list[int]) -> go.Heatmap:
    steps = len(ORDER)
    scale = [
        [(at + edge) / steps, COLOURS[tone]] for at, tone in enumerate(ORDER) for edge in (0, 1)
    ]
    values = [
        [None if cell.tone is Tone.NONE else ORDER.index(cell.tone) for cell in row.cells]
        for row in spec.rows
    ]
    return go.Heatmap(
        name="simpangan",
        x=list(range(len(spec.columns))),
        y=positions,
        z=values,
        zmin=-0.5,
        zmax=steps - 0.5,
        colorscale=scale,
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )


def _figures(spec: HeatSpec) -> go.Scatter:
    cells = _placed(spec)
    return go.Scatter(
        name="realisasi",
        mode="text",
        x=[x for x, _, _ in cells],
        y=[y - (0.1 if cell.tone in WITH_ARROW else 0) for _, y, cell in cells],
        text=[cell.text for _, _, cell in cells],
        textfont={"size": 12, "color": LIGHT.ink},
        hovertext=[cell.hover for _, _, cell in cells],
        hoverinfo="text",
    )


def _arrows(spec: HeatSpec) -> go.Scatter:
    cells = [(x, y, cell) for x, y, cell in _placed(spec) if cell.tone in WITH_ARROW]
    is_ahead = [cell.tone is Tone.AHEAD for _, _, cell in cells]
    return go.Scatter(
        name="panah",
        mode="markers",
        x=[x for x, _, _ in cells],
        y=[y + 0.28 for _, y, _ in cells],
        marker={
            "size": 8,
            "symbol": ["triangle-up" if ahead else "triangle-down" for ahead in is_ahead],
            "color": [arrow_colour(cell.tone) for _, _, cell in cells],
        },
        hoverinfo="skip",
    )


def _placed(spec: HeatSpec) -> list[tuple[int, int, HeatCell]]:
    return [
        (column, at, cell)
        for at, row in enumerate(spec.rows)
        for column, cell in enumerate(row.cells)
    ]
