"""Bullet bars on the screen: solid actual, hatched claim, a tick for the plan."""

from typing import Final

import plotly.graph_objects as go

from charts import lettering
from charts.bars.spec import BarRow, BarsSpec
from charts.palette import CLAIMED, LIGHT, TRACK, Shape
from charts.screen import SHARES, symbol, template, written

_ROW: Final = 66


def figure(spec: BarsSpec) -> go.Figure:
    """Return the bars for the screen, each with its words above and below it."""
    positions = list(range(len(spec.rows)))
    drawn = go.Figure(_traces(spec, positions))
    drawn.update_layout(
        template=template(),
        barmode="overlay",
        height=_ROW * len(spec.rows) + 36,
        margin={"l": 18, "r": 20, "t": 4, "b": 28},
        hovermode="closest",
    )
    drawn.update_xaxes(range=[0, 100], **SHARES, ticklabeloverflow="allow", fixedrange=True)
    drawn.update_yaxes(
        range=[len(spec.rows) - 0.4, -0.55],
        tickvals=positions,
        ticktext=[row.name for row in spec.rows],
        showticklabels=False,
        showgrid=False,
        fixedrange=True,
    )
    return drawn


def _traces(spec: BarsSpec, positions: list[int]) -> list[go.Bar | go.Scatter]:
    rows = spec.rows
    claims = [None if row.claimed is None else 100 * row.claimed for row in rows]
    return [
        _bar("jalur", positions, [100.0] * len(rows), TRACK, hover=None),
        _bar("dilaporkan", positions, claims, CLAIMED, hover=None),
        _bar(
            "realisasi",
            positions,
            [100 * row.actual for row in rows],
            LIGHT.primary,
            hover=[lettering.hover_text(row.sentence) for row in rows],
        ),
        _plan_ticks(rows, positions),
        *_labels(rows, positions),
    ]


def _bar(
    name: str,
    positions: list[int],
    values: list[float] | list[float | None],
    colour: str,
    *,
    hover: list[str] | None,
) -> go.Bar:
    hatch = {"shape": "/", "fgcolor": LIGHT.primary, "size": 6, "solidity": 0.2}
    return go.Bar(
        name=name,
        orientation="h",
        x=values,
        y=positions,
        width=0.26,
        marker={"color": colour, "pattern": hatch if name == "dilaporkan" else {}},
        hovertext=hover,
        hoverinfo="text" if hover else "skip",
    )


def _plan_ticks(rows: tuple[BarRow, ...], positions: list[int]) -> go.Scatter:
    return go.Scatter(
        name="rencana",
        mode="markers",
        x=[100 * row.planned for row in rows],
        y=positions,
        marker={"symbol": "line-ns", "size": 14, "line": {"width": 3, "color": LIGHT.ink}},
        hovertext=[lettering.hover_text(row.sentence) for row in rows],
        hoverinfo="text",
        cliponaxis=False,
    )


def _labels(rows: tuple[BarRow, ...], positions: list[int]) -> list[go.Scatter]:
    zero, full = [0] * len(rows), [100] * len(rows)
    above = [position - 0.29 for position in positions]
    below = [position + 0.29 for position in positions]
    names = [f"<b>{lettering.screen_text(row.name, 230)}</b>" for row in rows]
    figures = [f"<b>{row.actual_text}</b>" for row in rows]
    plans = [f"{row.deviation_text} dari {row.planned_text}" for row in rows]
    lights = written(zero, below, [f"\u00a0{row.mark.word}" for row in rows], "middle right")
    lights.update(
        mode="markers+text",
        marker={
            "symbol": [symbol(row.mark.shape) for row in rows],
            "color": [row.mark.colour for row in rows],
            "size": 11,
            "line": {"width": [2 if row.mark.shape is Shape.RING else 0 for row in rows]},
        },
        textfont={"size": 13, "color": [row.mark.colour for row in rows]},
    )
    return [
        written(zero, above, names, "middle right"),
        written(full, above, figures, "middle left"),
        written(full, below, plans, "middle left", LIGHT.muted),
        lights,
    ]
