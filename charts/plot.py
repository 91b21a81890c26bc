"""The view of a chart that office programs draw themselves: a table of series with their looks.

It is made from the same spec that screen and picture draw, and its values are the spec's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from charts.agencies import AgencySpec
from charts.bars import BarsSpec
from charts.findings import sentence
from charts.palette import CLAIMED, CURRENT_PLAN, LIGHT, PLANNED_BAR
from charts.s_curve import Corner, CurveSpec
from rules.vocabulary import label

_SHARES: Final = "0.0%"
_COUNTS: Final = "0"
# Where the lines of an S-curve stand among its series; one that is not always there comes after.
_FIRST: Final = 0
_ACTUAL: Final = 1


class Kind(StrEnum):
    """The forms of native charts; bars lie, so that names can be read."""

    LINE = "line"
    BAR = "bar"
    STACKED_BAR = "stacked_bar"


class Dash(StrEnum):
    """How a line is drawn: actual always solid, a plan or what was told never."""

    SOLID = "solid"
    DASHED = "dashed"
    DASH_DOT = "dash_dot"
    DOTTED = "dotted"


_LOOKS: Final = {
    Dash.SOLID: "garis tebal",
    Dash.DASHED: "putus-putus",
    Dash.DASH_DOT: "titik-garis",
    Dash.DOTTED: "titik-titik",
}


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One series: a value a category, None where nothing is known, which stays a gap."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    dash: Dash = Dash.SOLID


@dataclass(frozen=True, slots=True)
class PlotLabel:
    """Words beside a point, placed as in the picture; `is_marked` points also get a dot."""

    series: int
    at: int
    text: str
    corner: Corner
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """A native chart: series over `categories`, all days or all names, from 0 to `maximum`.

    `position` is the index of the as-of day, None for charts without days.
    """

    kind: Kind
    title: str
    subtitle: str
    alt: str
    categories: tuple[date, ...] | tuple[str, ...]
    series: tuple[PlotSeries, ...]
    number_format: str
    maximum: float
    labels: tuple[PlotLabel, ...] = ()
    position: int | None = None

    @property
    def told(self) -> str:
        """What the dotted line means, which no words stand beside; empty where there is none."""
        dotted = (one for one in self.series if one.dash is Dash.DOTTED)
        return next((sentence(_look(one)) for one in dotted), "")

    def part(self, start: int, stop: int) -> "Plot":
        """Return the chart of the categories from `start` up to `stop`, on the same axis."""
        cut = slice(start, stop)
        return replace(
            self,
            categories=self.categories[cut],
            series=tuple(replace(series, values=series.values[cut]) for series in self.series),
        )


def of_curve(spec: CurveSpec) -> Plot:
    """Return the S-curve as lines over days, as shares in [0, 1]."""
    series = _lines(spec)
    read = (series[_ACTUAL], series[_FIRST], *series[_ACTUAL + 1 :])
    looks = ", ".join(map(_look, read))
    position = spec.days.index(spec.as_of) if spec.as_of in spec.days else None
    upright = "" if position is None else f"; garis tegak = {spec.as_of_text}"
    return Plot(
        kind=Kind.LINE,
        title=spec.title,
        subtitle=sentence(f"{looks}{upright}"),
        alt=spec.alt,
        categories=spec.days,
        series=series,
        number_format=_SHARES,
        maximum=1.0,
        labels=tuple(_labels(spec, series)),
        position=position,
    )


def of_bars(spec: BarsSpec) -> Plot:
    """Return progress per sentra as bars beside each other, as shares in [0, 1]."""
    actual = tuple(row.actual for row in spec.rows)
    claimed = tuple(row.claimed for row in spec.rows)
    planned = tuple(row.planned for row in spec.rows)
    has_claims = any(share is not None for share in claimed)
    claims = "; dilaporkan = termasuk yang belum disetujui" if has_claims else ""
    if any(row.is_claimed_lower for row in spec.rows):
        claims += ", dapat lebih rendah dari realisasi"
    return Plot(
        kind=Kind.BAR,
        title=spec.title,
        # The spec's own speaks of a line and of hatching, which no native bar has.
        subtitle=f"Capaian tiap sentra; rencana = {label(spec.stamp.plan)}{claims}",
        alt=spec.alt,
        categories=tuple(row.name for row in spec.rows),
        series=(
            PlotSeries("realisasi", actual, LIGHT.primary),
            *((PlotSeries("dilaporkan", claimed, CLAIMED),) if has_claims else ()),
            PlotSeries("rencana", planned, PLANNED_BAR),
        ),
        number_format=_SHARES,
        maximum=1.0,
    )


def of_agencies(spec: AgencySpec) -> Plot:
    """Return milestones by status and agency as stacked bars, as counts."""
    return Plot(
        kind=Kind.STACKED_BAR,
        title=spec.title,
        subtitle=spec.subtitle,
        alt=spec.alt,
        categories=tuple(row.label for row in spec.rows),
        series=tuple(
            PlotSeries(status.word, tuple(row.counts[at] for row in spec.rows), status.colour)
            for at, status in enumerate(spec.statuses)
        ),
        number_format=_COUNTS,
        maximum=float(max([1, *(row.total for row in spec.rows)])),
    )


def _look(line: PlotSeries) -> str:
    return f"{_LOOKS[line.dash]} = {line.name}"


def _lines(spec: CurveSpec) -> tuple[PlotSeries, ...]:
    first, actual, current, told = spec.first_plan, spec.actual, spec.current_plan, spec.told
    lines = [
        PlotSeries(first.name, first.values, LIGHT.plan, Dash.DASHED),
        PlotSeries(actual.name, actual.values, LIGHT.primary),
    ]
    if current is not None:
        lines.append(PlotSeries(current.name, current.values, CURRENT_PLAN, Dash.DASH_DOT))
    if told is not None:
        lines.append(PlotSeries(told.name, told.values, LIGHT.muted, Dash.DOTTED))
    return tuple(lines)


def _labels(spec: CurveSpec, series: Sequence[PlotSeries]) -> Iterator[PlotLabel]:
    """The callouts, figures first, each at the line that it speaks of; the name of a line last."""
    figures = (spec.planned_callout, spec.actual_callout)
    for callout in (*figures, spec.other_callout):
        if callout is None or callout.day not in spec.days:
            continue
        # Two plans that are one are drawn as the first, whichever is compared with.
        named = (at for at, one in enumerate(series) if callout.text.startswith(one.name))
        own = next(named, _FIRST)
        at, is_marked = spec.days.index(callout.day), callout is not spec.other_callout
        yield PlotLabel(own, at, callout.text, callout.corner, is_marked)
