"""The charts of a deck, drawn in each of the ways that are compared."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO

import plotly.graph_objects as go
from pptx import Presentation

from benchmarks import export_peers
from benchmarks.export_peers import Browser
from charts import agencies, bars, plot, s_curve
from charts.plot import Kind, Plot
from exchange.deck import boxes, native
from exchange.pictures.png import rasterized
from rules.meetings.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart of the deck: its title, the plotly figure of it, the native chart, the picture."""

    title: str
    figure: Callable[[], go.Figure]
    plot: Callable[[], Plot]
    svg: Callable[[], str]


def in_typst(chart: Drawn) -> bytes:
    """Return the chart as PNG by typst."""
    return rasterized(chart.svg())


def in_browser(warm: Browser, chart: Drawn) -> bytes:
    """Return the chart as PNG by a browser that runs already."""
    return warm.png(chart.figure())


def charts_of(dossier: Dossier) -> tuple[Drawn, ...]:
    """Return the charts of the deck, in its order."""
    briefing = dossier.briefing
    by_sentra, by_agency = bars.spec(briefing), agencies.spec(briefing, dossier.agencies)
    curves = [
        s_curve.spec(briefing),
        *(s_curve.spec_of(sentra, briefing) for sentra in dossier.in_need),
    ]
    drawn = [
        Drawn(
            spec.title,
            partial(s_curve.figure, spec),
            partial(plot.of_curve, spec),
            partial(s_curve.svg, spec),
        )
        for spec in curves
    ]
    drawn += [
        Drawn(
            by_sentra.title,
            partial(_in_plotly, plot.of_bars(by_sentra)),
            partial(plot.of_bars, by_sentra),
            partial(bars.svg, by_sentra),
        ),
        Drawn(
            by_agency.title,
            partial(_in_plotly, plot.of_agencies(by_agency)),
            partial(plot.of_agencies, by_agency),
            partial(agencies.svg, by_agency),
        ),
    ]
    return tuple(drawn)


def _in_plotly(bars_: Plot) -> go.Figure:
    """Return bars as plotly draws them, which the screens no longer do."""
    traces = [
        go.Bar(
            name=one.name,
            orientation="h",
            x=list(one.values),
            y=list(bars_.categories),
            marker={"color": one.colour},
        )
        for one in bars_.series
    ]
    return go.Figure(traces, {"barmode": "stack" if bars_.kind is Kind.STACKED_BAR else "overlay"})


def picture_deck_of(dossier: Dossier, slides: int, draw: Callable[[Drawn], bytes]) -> bytes:
    """Return a deck of so many slides with each chart as a picture that `draw` makes."""
    charts = charts_of(dossier)
    pictures = [draw(chart) for chart in charts]
    return export_peers.picture_deck([chart.title for chart in charts], pictures, slides)


def native_deck_of(dossier: Dossier) -> bytes:
    """Return a deck of the charts alone, drawn by PowerPoint."""
    made = Presentation()
    for chart in charts_of(dossier):
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = chart.title
        native.draw(slide, chart.plot(), boxes.Box(0.5, 1.3, 9, 5.5))
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()
