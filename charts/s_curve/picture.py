"""The S-curve as a picture: plan dashed, actual solid, figures written on the curve."""

from typing import Final

from charts import drawing, lettering, time_axis
from charts.palette import LIGHT
from charts.s_curve import callouts
from charts.s_curve.look import (
    HEADROOM,
    SHARES,
    Place,
    colour_of,
    drawn_curves,
    drawn_ground,
    places,
)
from charts.s_curve.spec import Callout, CurveSpec
from charts.sheet import Area, picture
from words.formats import percent

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
    share = time_axis.share_of(spec.as_of, start, finish)
    return [
        *drawn_ground(spec, plot),
        *_drawn_shares(spec, plot),
        *time_axis.drawn_lines(spec.ticks, plot, start, finish),
        *time_axis.drawn_names(spec.ticks, plot, start, finish, labels_y=plot.bottom + 22),
        *drawn_curves(spec, plot, width=5),
        *time_axis.as_of_drawn(plot, spec.as_of_text, share),
        *_drawn_callouts(spec, plot),
    ]


def _drawn_shares(spec: CurveSpec, plot: Area) -> list[str]:
    place = places(spec, plot)
    x = plot.left - 10
    return [
        drawing.text(
            x,
            place(spec.days[0], share)[1] + 5,
            percent(share, 0),
            size=14,
            colour=LIGHT.muted,
            anchor="end",
        )
        for share in SHARES
    ]


def _drawn_callouts(spec: CurveSpec, plot: Area) -> list[str]:
    """Figures and names beside their points, where no line runs through them."""
    curves = (spec.first_plan, spec.actual, *([spec.current_plan] if spec.current_plan else []))
    lines = [callouts.line(spec.days, curve.values) for curve in curves]
    tall = _LINE * HEADROOM / 100 / plot.height
    planned, actual, other = spec.planned_callout, spec.actual_callout, spec.other_callout
    words = (_words(planned, spec, plot), _words(actual, spec, plot))
    stands = callouts.figures(*words, lines, tall)
    place = places(spec, plot)
    parts = []
    for callout, where in zip((planned, actual), stands, strict=True):
        x, y = place(callout.day, callout.share)
        parts.append(drawing.disc(x, y, 6, colour=colour_of(callout, spec)))
        parts.append(_drawn_callout(callout, spec, where, place))
    if other is not None:
        taken = [(*pair, tall) for pair in zip(words, stands, strict=True)]
        named = [_words(other, spec, plot)]
        _, where = callouts.name(named, lines, tall, is_upper=other.corner.is_upper, taken=taken)
        parts.append(_drawn_callout(other, spec, where, place))
    return parts


def _words(callout: Callout, spec: CurveSpec, plot: Area) -> callouts.Words:
    at = time_axis.share_of(callout.day, spec.days[0], spec.days[-1])
    width = lettering.text_width(callout.text, _LETTERS, 700) + _BESIDE
    return callouts.Words(at, callout.share, width / plot.width)


def _drawn_callout(callout: Callout, spec: CurveSpec, where: callouts.Placed, place: Place) -> str:
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
