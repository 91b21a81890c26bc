"""The S-curve on the screen: lines that stretch, words that do not, each day told on pointing."""

from itertools import pairwise

from charts import lettering, screen, time_axis
from charts.s_curve.look import HEADROOM, SHARES, colour_of, drawn_curves, drawn_ground
from charts.s_curve.spec import CLOSE, Callout, CurveSpec
from words.formats import long_day, percent

_WIDTH = 4
# How much of the axes a name takes on a phone: across, and up for each of its lines.
_ACROSS = 0.42
_UP = 0.08


def html(spec: CurveSpec, ways: screen.Ways = screen.NOWHERE) -> str:
    """Return the curve for the screen; pointing at it gives the exact figures of each day."""
    start, finish = spec.days[0], spec.days[-1]
    share = time_axis.share_of(spec.as_of, start, finish)
    lines = [
        *drawn_ground(spec, screen.BOX),
        *time_axis.drawn_lines(spec.ticks, screen.BOX, start, finish),
        *drawn_curves(spec, screen.BOX, width=_WIDTH),
        time_axis.as_of_stroke(screen.BOX, share),
    ]
    figures = (spec.planned_callout, spec.actual_callout)
    other = spec.other_callout
    # The subtitle names the line too, so the name is left out rather than written over a figure.
    is_free = other is not None and not any(_overlap(other, one, spec) for one in figures)
    written = (*figures, other) if is_free else figures
    parts = [
        screen.stretched(lines),
        *(
            f'<span class="share" style="bottom:{_up(one)}">{percent(one, 0)}</span>'
            for one in SHARES
        ),
        time_axis.told_names(spec.ticks, start, finish),
        time_axis.told_as_of(spec.as_of_text, share),
        _days(spec),
        *(_callout(one, spec, ways) for one in written if one is not None),
    ]
    return screen.chart("curve", spec.alt, parts)


def _up(share: float) -> str:
    """How far up a share stands, as a length of CSS."""
    return screen.per_cent(share * 100 / HEADROOM)


def _callout(callout: Callout, spec: CurveSpec, ways: screen.Ways) -> str:
    """A name or figure beside its point; over the axis there is no room for words below it.

    Figures lead to what they sum up.
    """
    is_low = not callout.corner.is_upper and callout.share < CLOSE
    at = time_axis.share_of(callout.day, spec.days[0], spec.days[-1])
    colour = colour_of(callout, spec)
    place = f"left:{screen.per_cent(at)};bottom:{_up(callout.share)}"
    words = lettering.attribute(callout.text)
    if callout is spec.other_callout:
        words, dot = words.replace(" ", "<br>"), ""
    else:
        words = ways.whole(words)
        dot = f'<i class="dot" style="{place};background:{colour}"></i>'
    kind = f"{callout.corner.value}{' low' if is_low else ''}"
    return f'{dot}<b class="{kind}" style="{place};color:{colour}">{words}</b>'


def _overlap(name: Callout, figure: Callout, spec: CurveSpec) -> bool:
    """Whether a name, on two lines, would cover a figure, on one."""
    (left, low), (other_left, other_low) = (_corner_of(one, spec) for one in (name, figure))
    across = abs(left - other_left) < _ACROSS
    return across and other_low - 2 * _UP < low < other_low + _UP


def _corner_of(callout: Callout, spec: CurveSpec) -> tuple[float, float]:
    """The lower left corner of what is written, in shares of both axes."""
    at = time_axis.share_of(callout.day, spec.days[0], spec.days[-1])
    lines = 2 if callout is spec.other_callout else 1
    left = at - _ACROSS if callout.corner.is_left else at
    low = callout.share if callout.corner.is_upper else callout.share - lines * _UP
    return left, low


def _days(spec: CurveSpec) -> str:
    """A strip for each day, which tells its figures; strips meet in the middle between days."""
    at = [time_axis.share_of(day, spec.days[0], spec.days[-1]) for day in spec.days]
    edges = [0.0, *((one + other) / 2 for one, other in pairwise(at)), 1.0]
    strips = (
        f'<i style="flex-grow:{100 * (end - begin):.2f};--x:{screen.per_cent(at[number])}">'
        f"{screen.told(_told(spec, number), at[number], 0)}</i>"
        for number, (begin, end) in enumerate(pairwise(edges))
    )
    return f'<div class="days">{"".join(strips)}</div>'


def _told(spec: CurveSpec, number: int) -> str:
    curves = (spec.first_plan, spec.current_plan, spec.actual, spec.told)
    known = [(curve.name, curve.values[number]) for curve in curves if curve is not None]
    lines = [f"{name} <b>{percent(share)}</b>" for name, share in known if share is not None]
    return "<br>".join((f"<b>{long_day(spec.days[number])}</b>", *lines))
