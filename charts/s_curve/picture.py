"""The S-curve as a picture: plan dashed, actual solid, figures written on the curve."""

from collections.abc import Callable
from datetime import date
from typing import Final

from charts import drawing, lettering, time_axis
from charts.palette import CURRENT_PLAN, LIGHT
from charts.s_curve import callouts
from charts.s_curve.look import HEADROOM, PLAN_GROUND, colour_of
from charts.s_curve.spec import Callout, CurveLine, CurveSpec
from charts.sheet import Area, picture
from words.formats import percent

_Place = Callable[[date, float], tuple[float, float]]
# Letters of callouts in pictures, their line, and the gap from their point, in pixels.
_LETTERS: Final = 17
_LINE: Final = 26
_BESIDE: Final = 11


def svg(spec: CurveSpec) -> str:
    """Return the curve as a picture."""
    return picture(spec, lambda area: _drawn(spec, area))


def _drawn(spec: CurveSpec, area: Area) -> list[str]:
    plot = Area(area.left + 56, area.top + 26, area.right - 8, area.bottom - 52)
    start, finish = spec.days[0], spec.days[-1]

    def place(day: date, share: float) -> tuple[float, float]:
        x = plot.left + time_axis.share_of(day, start, finish) * plot.width
        return x, plot.bottom - share * plot.height * 100 / HEADROOM

    under = [place(start, 0), *_points(spec.first_plan, spec, place), place(finish, 0)]
    parts = [
        drawing.polyline(under, colour="none", fill=PLAN_GROUND),
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
                plot.left - 10, y + 5, percent(share, 0), size=14, colour=LIGHT.muted, anchor="end"
            )
        )
    return parts


def _drawn_callouts(spec: CurveSpec, plot: Area, place: _Place) -> list[str]:
    """Figures and names beside their points, where no line runs through them."""
    curves = (spec.first_plan, spec.actual, *([spec.current_plan] if spec.current_plan else []))
    lines = [callouts.line(spec.days, curve.values) for curve in curves]
    tall = _LINE * HEADROOM / 100 / plot.height
    planned, actual, other = spec.planned_callout, spec.actual_callout, spec.other_callout
    words = (_words(planned, spec, plot), _words(actual, spec, plot))
    places = callouts.figures(*words, lines, tall)
    parts = []
    for callout, where in zip((planned, actual), places, strict=True):
        x, y = place(callout.day, callout.share)
        parts.append(drawing.disc(x, y, 6, colour=colour_of(callout, spec)))
        parts.append(_drawn_callout(callout, spec, where, place))
    if other is not None:
        taken = [(*pair, tall) for pair in zip(words, places, strict=True)]
        named = [_words(other, spec, plot)]
        _, where = callouts.name(named, lines, tall, is_upper=other.corner.is_upper, taken=taken)
        parts.append(_drawn_callout(other, spec, where, place))
    return parts


def _words(callout: Callout, spec: CurveSpec, plot: Area) -> callouts.Words:
    at = time_axis.share_of(callout.day, spec.days[0], spec.days[-1])
    width = lettering.text_width(callout.text, _LETTERS, 700) + _BESIDE
    return callouts.Words(at, callout.share, width / plot.width)


def _drawn_callout(callout: Callout, spec: CurveSpec, where: callouts.Placed, place: _Place) -> str:
    x, middle = place(callout.day, where.middle)
    return drawing.text(
        x - _BESIDE if where.is_left else x + _BESIDE,
        middle + 0.36 * _LETTERS,
        callout.text,
        size=_LETTERS,
        weight=700,
        colour=colour_of(callout, spec),
        anchor="end" if where.is_left else "start",
    )
