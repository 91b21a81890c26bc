"""The S-curve: plan dashed, actual solid up to the as-of day, figures written on the curve."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from charts import callouts, drawing, findings, time_axis
from charts.palette import CURRENT_PLAN, LIGHT, template
from charts.sheet import Area, picture
from charts.spec import Callout, Corner, CurveLine, CurveSpec, Zoom
from charts.stamp import stamp
from rules.progress.briefing import Briefing, Totals
from rules.progress.s_curve import CurvePoint
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Plan, label
from words.formats import percent

_Place = Callable[[date, float], tuple[float, float]]

_PLAN_GROUND: Final = "#F0F3F3"
# How far along the axis a callout of a phone's width still has room on its usual side.
_ROOM_LEFT: Final = 0.42
_ROOM_RIGHT: Final = 0.58
# Two plans closer than this everywhere are the same plan, rounded differently.
_SAME: Final = 1e-9
# Closer than this, as shares, two callouts on one side would overlap; the axis counts as one too.
_CLOSE: Final = 0.065
# The axis ends above 100 % so that a callout on a finished plan stays below the as-of words.
_HEADROOM: Final = 110
# Letters of callouts in pictures, their line, and the gap from their point, in pixels.
_LETTERS: Final = 17
_LINE: Final = 26
_BESIDE: Final = 11


def spec(briefing: Briefing) -> CurveSpec:
    """Return the curve of the programme."""
    return _spec(briefing, "Seluruh program", briefing.totals, briefing.curve)


def spec_of(sentra: SentraBrief, briefing: Briefing) -> CurveSpec:
    """Return the curve of one sentra of `briefing`."""
    return _spec(briefing, f"Sentra {sentra.sentra.name}", sentra, sentra.curve)


def figure(spec: CurveSpec) -> go.Figure:
    """Return the curve for the screen; hover gives the exact figures of each day."""
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
            *[_annotation(one, spec) for one in written if one is not None],
        ],
    )
    drawn.update_xaxes(**time_axis.axis(spec.ticks, start, finish))
    drawn.update_yaxes(
        range=[0, _HEADROOM],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["0%", "25%", "50%", "75%", "100%"],
        fixedrange=True,
    )
    return drawn


def svg(spec: CurveSpec) -> str:
    """Return the curve as a picture."""
    return picture(spec, lambda area: _drawn(spec, area))


def _spec(
    briefing: Briefing,
    subject: str,
    figures: Totals | SentraBrief,
    curve: Sequence[CurvePoint],
) -> CurveSpec:
    moment, start, finish = briefing.moment, curve[0].day, curve[-1].day
    finding = findings.progress(figures.actual, figures.deviation, moment)
    first = CurveLine(label(Plan.FIRST), tuple(point.first_plan for point in curve))
    current = CurveLine(label(Plan.CURRENT), tuple(point.current_plan for point in curve))
    differs = _gap(curve) > _SAME
    share = time_axis.share_of(moment.as_of, start, finish)
    as_of = moment.as_of
    actual_corner, planned_corner = _corners(share, figures.actual, figures.planned)
    plan_words = f"{label(moment.plan)} {percent(figures.planned)}"
    return CurveSpec(
        title=f"{subject}: {finding}",
        subtitle=_subtitle(differs=differs),
        alt=f"Kurva S {subject}. {findings.sentence(findings.position(moment))}: {finding}.",
        stamp=stamp(briefing.programme, moment),
        days=tuple(point.day for point in curve),
        first_plan=first,
        current_plan=current if differs else None,
        actual=CurveLine("realisasi", tuple(point.actual for point in curve)),
        as_of=as_of,
        as_of_text=findings.position(moment),
        actual_callout=Callout(
            as_of, figures.actual, f"realisasi {percent(figures.actual)}", actual_corner
        ),
        planned_callout=Callout(as_of, figures.planned, plan_words, planned_corner),
        other_callout=_other_callout(curve, moment.plan, as_of) if differs else None,
        ticks=time_axis.ticks(start, finish, Zoom.QUARTER),
    )


def _subtitle(*, differs: bool) -> str:
    current = ", titik-garis = rencana berjalan" if differs else ""
    return f"Garis tebal = realisasi, putus-putus = rencana awal{current}; I-IV = triwulan"


def _gap(curve: Sequence[CurvePoint]) -> float:
    return max(abs(point.first_plan - point.current_plan) for point in curve)


def _corners(share: float, actual: float, planned: float) -> tuple[Corner, Corner]:
    """The corners of the actual and of the plan: curves rise, so above is free only to the left."""
    lower = Corner.LOWER_RIGHT if share < _ROOM_RIGHT else Corner.LOWER_LEFT
    if share > _ROOM_LEFT:
        upper = Corner.UPPER_LEFT
    else:
        upper = lower if abs(actual - planned) > _CLOSE else Corner.UPPER_RIGHT
    return (lower, upper) if actual <= planned else (upper, lower)


def _other_callout(curve: Sequence[CurvePoint], compared: Plan, as_of: date) -> Callout | None:
    """The name of the plan not compared with, where it is farthest from the compared one."""
    start, finish = curve[0].day, curve[-1].day
    other = Plan.FIRST if compared is Plan.CURRENT else Plan.CURRENT
    margin = (finish - start) * 0.1
    future = [point for point in curve if as_of + margin < point.day < finish - 3 * margin]
    past = [point for point in curve if start + 3 * margin < point.day < as_of - margin]
    if not (future or past):
        return None
    widest = max(future or past, key=lambda point: abs(point.first_plan - point.current_plan))
    shares = {Plan.FIRST: widest.first_plan, Plan.CURRENT: widest.current_plan}
    # Below the past plans lies the actual; below the future ones lies nothing.
    is_upper = shares[other] > shares[compared] or not future
    corner = Corner.UPPER_LEFT if is_upper else Corner.LOWER_RIGHT
    return Callout(widest.day, shares[other], label(other), corner)


def _traces(spec: CurveSpec) -> list[go.Scatter]:
    current = (
        [_trace(spec, spec.current_plan, colour=CURRENT_PLAN, width=2, dash="dashdot")]
        if spec.current_plan
        else []
    )
    first = _trace(spec, spec.first_plan, colour=LIGHT.plan, width=2, dash="dash")
    first.update(fill="tozeroy", fillcolor=_PLAN_GROUND)
    ends = (spec.planned_callout, spec.actual_callout)
    return [
        first,
        *current,
        _trace(spec, spec.actual, colour=LIGHT.primary, width=4, dash="solid"),
        go.Scatter(
            name="posisi",
            mode="markers",
            x=[one.day for one in ends],
            y=[100 * one.share for one in ends],
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


def _annotation(one: Callout, spec: CurveSpec) -> dict[str, Any]:
    is_upper = one.corner in {Corner.UPPER_LEFT, Corner.UPPER_RIGHT}
    is_left = one.corner in {Corner.UPPER_LEFT, Corner.LOWER_LEFT}
    is_low = not is_upper and one.share < _CLOSE
    words = one.text.replace(" ", "<br>") if one is spec.other_callout else one.text
    return {
        "text": f"<b>{words}</b>",
        "align": "right" if is_left else "left",
        "x": one.day,
        "y": 100 * one.share,
        "xanchor": "right" if is_left else "left",
        "yanchor": "bottom" if is_upper or is_low else "top",
        "xshift": -8 if is_left else 8,
        "yshift": 0 if is_low else _lift(one.corner),
        "showarrow": False,
        "bgcolor": "rgba(255,255,255,0.8)",
        "font": {"size": 13, "color": _colour(one, spec)},
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


def _colour(one: Callout, spec: CurveSpec) -> str:
    if one is spec.actual_callout:
        return LIGHT.primary
    is_first = one.text.startswith(spec.first_plan.name)
    return LIGHT.plan if is_first else CURRENT_PLAN


def _drawn(spec: CurveSpec, area: Area) -> list[str]:
    plot = Area(area.left + 56, area.top + 26, area.right - 8, area.bottom - 52)
    start, finish = spec.days[0], spec.days[-1]

    def place(day: date, share: float) -> tuple[float, float]:
        x = plot.left + time_axis.share_of(day, start, finish) * plot.width
        return x, plot.bottom - share * plot.height * 100 / _HEADROOM

    under = [place(start, 0), *_points(spec.first_plan, spec, place), place(finish, 0)]
    parts = [
        drawing.polyline(under, colour="none", fill=_PLAN_GROUND),
        *_drawn_shares(plot, place, start),
    ]
    parts += time_axis.drawn_grid(spec.ticks, plot, start, finish, labels_y=plot.bottom + 22)
    parts += _drawn_lines(spec, place)
    share = time_axis.share_of(spec.as_of, start, finish)
    parts += time_axis.as_of_drawn(plot, spec.as_of_text, share)
    parts += _drawn_callouts(spec, plot, place)
    return parts


def _points(curve: CurveLine, spec: CurveSpec, place: _Place) -> list[tuple[float, float]]:
    pairs = zip(spec.days, curve.values, strict=True)
    return [place(day, share) for day, share in pairs if share is not None]


def _drawn_lines(spec: CurveSpec, place: _Place) -> list[str]:
    first = _points(spec.first_plan, spec, place)
    parts = [drawing.polyline(first, colour=LIGHT.plan, width=2.5, dash="9 6")]
    if spec.current_plan:
        current = _points(spec.current_plan, spec, place)
        parts.append(drawing.polyline(current, colour=CURRENT_PLAN, width=2.5, dash="10 4 2 4"))
    actual = _points(spec.actual, spec, place)
    parts.append(drawing.polyline(actual, colour=LIGHT.primary, width=5))
    return parts


def _drawn_shares(plot: Area, place: _Place, start: date) -> list[str]:
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        _, y = place(start, share)
        parts.append(drawing.line((plot.left, y), (plot.right, y), colour=LIGHT.line))
        parts.append(
            drawing.text(
                plot.left - 10,
                y + 5,
                percent(share, 0),
                size=14,
                colour=LIGHT.muted,
                anchor="end",
            )
        )
    return parts


def _drawn_callouts(spec: CurveSpec, plot: Area, place: _Place) -> list[str]:
    """Figures and names beside their points, where no line runs through them."""
    curves = (spec.first_plan, spec.actual, *([spec.current_plan] if spec.current_plan else []))
    lines = [callouts.line(spec.days, curve.values) for curve in curves]
    tall = _LINE * _HEADROOM / 100 / plot.height
    planned, actual, other = spec.planned_callout, spec.actual_callout, spec.other_callout
    words = (_words(planned, spec, plot), _words(actual, spec, plot))
    places = callouts.figures(*words, lines, tall)
    parts = []
    for one, where in zip((planned, actual), places, strict=True):
        x, y = place(one.day, one.share)
        parts.append(drawing.disc(x, y, 6, colour=_colour(one, spec)))
        parts.append(_drawn_callout(one, spec, where, place))
    if other is not None:
        is_upper = other.corner in {Corner.UPPER_LEFT, Corner.UPPER_RIGHT}
        taken = [(*pair, tall) for pair in zip(words, places, strict=True)]
        named = [_words(other, spec, plot)]
        _, where = callouts.name(named, lines, tall, is_upper=is_upper, taken=taken)
        parts.append(_drawn_callout(other, spec, where, place))
    return parts


def _words(one: Callout, spec: CurveSpec, plot: Area) -> callouts.Words:
    at = time_axis.share_of(one.day, spec.days[0], spec.days[-1])
    width = drawing.text_width(one.text, _LETTERS, 700) + _BESIDE
    return callouts.Words(at, one.share, width / plot.width)


def _drawn_callout(one: Callout, spec: CurveSpec, where: callouts.Placed, place: _Place) -> str:
    x, middle = place(one.day, where.middle)
    return drawing.text(
        x - _BESIDE if where.is_left else x + _BESIDE,
        middle + 0.36 * _LETTERS,
        one.text,
        size=_LETTERS,
        weight=700,
        colour=_colour(one, spec),
        anchor="end" if where.is_left else "start",
    )
