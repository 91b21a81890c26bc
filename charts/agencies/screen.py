"""Stacked bars on the screen, each below the name of its agency."""

from typing import Final

import plotly.graph_objects as go

from charts import lettering
from charts.agencies.spec import ROOM_FOR_FIGURE, AgencySpec
from charts.palette import LIGHT, Mark, glyph, mark
from charts.screen import template, written
from rules.vocabulary import Flag
from words.formats import number

_ROW: Final = 56
# Share of the longest bar below which a segment has no room for its mark.
_ROOM_FOR_MARK: Final = 0.09


def figure(spec: AgencySpec) -> go.Figure:
    """Return the bars for the screen, each below the name of its agency."""
    positions = list(range(len(spec.rows)))
    drawn = go.Figure([*_bars(spec, positions), *_labels(spec, positions)])
    drawn.update_layout(
        template=template(),
        barmode="stack",
        height=_ROW * len(spec.rows) + 70,
        margin={"l": 4, "r": 4, "t": 52, "b": 6},
        hovermode="closest",
        showlegend=True,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 13, "color": LIGHT.ink},
        },
    )
    drawn.update_xaxes(range=[0, spec.longest], visible=False, fixedrange=True)
    drawn.update_yaxes(
        range=[len(spec.rows) - 0.45, -0.6],
        tickvals=positions,
        ticktext=[row.label for row in spec.rows],
        showticklabels=False,
        showgrid=False,
        fixedrange=True,
    )
    return drawn


def _bars(spec: AgencySpec, positions: list[int]) -> list[go.Bar]:
    hover = [lettering.hover_text(row.sentence) for row in spec.rows]
    return [
        go.Bar(
            name=f"{glyph(status.shape)} {status.word}",
            orientation="h",
            x=[row.counts[at] for row in spec.rows],
            y=positions,
            width=0.4,
            marker={"color": status.colour, "line": {"color": LIGHT.surface, "width": 1}},
            text=[_segment_text(row.counts[at], status, spec.longest) for row in spec.rows],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 13, "color": LIGHT.surface},
            hovertext=hover,
            hoverinfo="text",
        )
        for at, status in enumerate(spec.statuses)
    ]


def _segment_text(count: int, status: Mark, longest: int) -> str:
    if count / longest < ROOM_FOR_FIGURE:
        return ""
    figure = number(count)
    return f"{glyph(status.shape)} {figure}" if count / longest >= _ROOM_FOR_MARK else figure


def _labels(spec: AgencySpec, positions: list[int]) -> list[go.Scatter]:
    rows = spec.rows
    overdue = mark(Flag.OVERDUE)
    sign = f'<span style="color:{overdue.colour}">{glyph(overdue.shape)} '
    names = [f"<b>{lettering.screen_text(row.label, 160)}</b>" for row in rows]
    figures = [
        f"{row.total_text}, {sign}<b>{row.overdue_text}</b></span>"
        if row.overdue
        else row.total_text
        for row in rows
    ]
    above = [position - 0.37 for position in positions]
    beside = [spec.beside(row) for row in rows]
    told = (
        written([0] * len(rows), above, names, "middle right"),
        written([spec.longest] * len(rows), above, figures, "middle left"),
        written([row.total for row in rows], positions, beside, "middle right", LIGHT.muted),
    )
    return [trace.update(showlegend=False) for trace in told]
