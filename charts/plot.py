"""The view of a chart that office programs draw themselves: a table of series with their looks.

It is made from the same spec that screen and picture draw, and its values are the spec's own.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from charts.agencies import AgencySpec
from charts.bars import BarsSpec
from charts.findings import sentence
from charts.palette import CLAIMED, CURRENT_PLAN, LIGHT, PLANNED_BAR
from charts.s_curve import Callout, Corner, CurveSpec
from rules.vocabulary import label

_SHARES: Final = "0.0%"
_COUNTS: Final = "0"
# Where the lines of an S-curve stand among its series.
_FIRST: Final = 0
_ACTUAL: Final = 1
_CURRENT: Final = 2


class Kind(StrEnum):
    """The forms of native charts; bars lie, so that names can be read."""

    LINE = "line"
    BAR = "bar"
    STACKED_BAR = "stacked_bar"


class Dash(StrEnum):
    """How a line is drawn: actual always solid, a plan never."""

    SOLID = "solid"
    DASHED = "dashed"
    DASH_DOT = "dash_dot"


_LOOKS: Final = {
    Dash.SOLID: "garis tebal",
    Dash.DASHED: "putus-putus",
    Dash.DASH_DOT: "titik-garis",
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
    first, actual, current = spec.first_plan, spec.actual, spec.current_plan
    series = [
        PlotSeries(first.name, first.values, LIGHT.plan, Dash.DASHED),
        PlotSeries(actual.name, actual.values, LIGHT.primary),
    ]
    if current is not None:
        series.append(PlotSeries(current.name, current.values, CURRENT_PLAN, Dash.DASH_DOT))
    looks = ", ".join(
        f"{_LOOKS[line.dash]} = {line.name}"
        for line in (series[_ACTUAL], series[_FIRST], *series[_CURRENT:])
    )
    callouts = (spec.planned_callout, spec.actual_callout, spec.other_callout)
    position = spec.days.index(spec.as_of) if spec.as_of in spec.days else None
    upright = "" if position is None else f"; garis tegak = {spec.as_of_text}"
    return Plot(
        kind=Kind.LINE,
        title=spec.title,
        subtitle=sentence(f"{looks}{upright}"),
        alt=spec.alt,
        categories=spec.days,
        series=tuple(series),
        number_format=_SHARES,
        maximum=1.0,
        labels=tuple(
            _label(callout, spec) for callout in callouts if callout and callout.day in spec.days
        ),
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


def _label(callout: Callout, spec: CurveSpec) -> PlotLabel:
    """The callout at the line that it speaks of; the name of a line gets no dot."""
    current = spec.current_plan
    if callout is spec.actual_callout:
        series = _ACTUAL
    elif current is not None and callout.text.startswith(current.name):
        series = _CURRENT
    else:
        series = _FIRST
    is_marked = callout is not spec.other_callout
    return PlotLabel(series, spec.days.index(callout.day), callout.text, callout.corner, is_marked)
