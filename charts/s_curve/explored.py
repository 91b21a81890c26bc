"""The S-curve for those who explore: plan dashed, actual solid, figures written on the curve."""

from typing import Any

import plotly.graph_objects as go

from charts import time_axis
from charts.exploring import SHARES, template
from charts.palette import CURRENT_PLAN, LIGHT
from charts.s_curve.look import HEADROOM, PLAN_GROUND, colour_of
from charts.s_curve.spec import CLOSE, Callout, Corner, CurveLine, CurveSpec
from words.formats import percent


def figure(spec: CurveSpec) -> go.Figure:
    """Return the curve as plotly draws it; hover gives the exact figures of each day."""
    drawn = go.Figure(_traces(spec))
    start, finish = spec.days[0], spec.days[-1]
    share = time_axis.share_of(spec.as_of, start, finish)
    written = [spec.planned_callout, spec.actual_callout, spec.other_callout]
    drawn.update_layout(
        template=template(),
        height=380,
        margin={"l": 44, "r": 14, "t": 26, "b": 44},
        hovermode="x unified",
        shapes=[*time_axis.grid(spec.ticks), time_axis.as_of_line(spec.as_of)],
        annotations=[
            time_axis.as_of_label(spec.as_of_text, spec.as_of, share=share),
            *[_annotation(callout, spec) for callout in written if callout is not None],
        ],
    )
    drawn.update_xaxes(**time_axis.axis(spec.ticks, start, finish))
    drawn.update_yaxes(range=[0, HEADROOM], **SHARES, fixedrange=True)
    return drawn


def _traces(spec: CurveSpec) -> list[go.Scatter]:
    current = (
        [_trace(spec, spec.current_plan, colour=CURRENT_PLAN, width=2, dash="dashdot")]
        if spec.current_plan
        else []
    )
    told = [_trace(spec, spec.told, colour=LIGHT.muted, width=2, dash="dot")] if spec.told else []
    first = _trace(spec, spec.first_plan, colour=LIGHT.plan, width=2, dash="dash")
    first.update(fill="tozeroy", fillcolor=PLAN_GROUND)
    ends = (spec.planned_callout, spec.actual_callout)
    return [
        first,
        *current,
        *told,
        _trace(spec, spec.actual, colour=LIGHT.primary, width=4, dash="solid"),
        go.Scatter(
            name="posisi",
            mode="markers",
            x=[callout.day for callout in ends],
            y=[100 * callout.share for callout in ends],
            marker={"size": 9, "color": [LIGHT.plan, LIGHT.primary]},
            hoverinfo="skip",
        ),
    ]


def _trace(
    spec: CurveSpec, curve: CurveLine, *, colour: str, width: float, dash: str
) -> go.Scatter:
    return go.Scatter(
        name=curve.name,
        mode="lines",
        x=list(spec.days),
        y=[None if share is None else 100 * share for share in curve.values],
        line={"color": colour, "width": width, "dash": dash},
        connectgaps=False,
        customdata=["" if share is None else percent(share) for share in curve.values],
        hovertemplate="%{fullData.name} <b>%{customdata}</b><extra></extra>",
    )


def _annotation(callout: Callout, spec: CurveSpec) -> dict[str, Any]:
    is_upper, is_left = callout.corner.is_upper, callout.corner.is_left
    is_low = not is_upper and callout.share < CLOSE
    words = callout.text.replace(" ", "<br>") if callout is spec.other_callout else callout.text
    return {
        "text": f"<b>{words}</b>",
        "align": "right" if is_left else "left",
        "x": callout.day,
        "y": 100 * callout.share,
        "xanchor": "right" if is_left else "left",
        "yanchor": "bottom" if is_upper or is_low else "top",
        "xshift": -8 if is_left else 8,
        "yshift": 0 if is_low else _lift(callout.corner),
        "showarrow": False,
        "bgcolor": "rgba(255,255,255,0.8)",
        "font": {"size": 13, "color": colour_of(callout, spec)},
    }


def _lift(corner: Corner) -> float:
    """Pixels up; more on the sides that a rising curve crosses."""
    lifts = {
        Corner.UPPER_LEFT: 4,
        Corner.UPPER_RIGHT: 40,
        Corner.LOWER_LEFT: -48,
        Corner.LOWER_RIGHT: -4,
    }
    return lifts[corner]
