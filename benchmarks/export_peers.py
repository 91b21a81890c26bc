"""What the exports are measured against: pictures of the same charts, and HTML set as PDF."""

import asyncio
import logging
import os
import re
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from threading import Thread
from types import TracebackType
from typing import Any, Final, Self

import plotly.graph_objects as go
from pptx import Presentation
from pptx.util import Inches

from benchmarks.timing import NotMeasured
from charts.plot import Dash, Kind, Plot
from exchange.pack import page
from rules.meetings.dossier import Dossier

_PEERS: Final = ("kaleido", "plotly", "weasyprint", "matplotlib", "python-pptx", "typst")
_WIDTH, _HEIGHT, _SCALE = 1200, 675, 2
_PATIENCE: Final = 60
_TITLE_ONLY: Final = 5
_DASHES: Final = {Dash.SOLID: "-", Dash.DASHED: "--", Dash.DASH_DOT: "-."}
# The page shows the map and the schedule besides what the report says.
_MORE_THAN_THE_REPORT: Final = re.compile(r'<section>\s*<h2 id="peta">.*?</section>', re.DOTALL)


class PeerFailed(Exception):
    """A peer is not installed, finds no browser or no Pango, or never answers; says which."""


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever peers raise into one error, so that our own failures are not taken for it."""
    try:
        yield
    except (ImportError, OSError, RuntimeError, TimeoutError) as error:
        sentence = re.split(r"\.\s|\n", str(error))[0].strip(" .") or type(error).__name__
        raise PeerFailed(sentence.replace("|", "/")) from error


class Browser:
    """A browser that draws plotly figures: one worker on one event loop, until it is closed."""

    def __init__(self) -> None:
        """Start it; raises PeerFailed where there is none."""
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            self._worker = _worker()
            self._done(self._worker.open())
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def png(self, figure: go.Figure) -> bytes:
        """Return `figure` as a picture of the size that a slide needs."""
        size = {"format": "png", "width": _WIDTH, "height": _HEIGHT, "scale": _SCALE}
        picture = self._done(self._worker.calc_fig(figure, opts=size))
        if not isinstance(picture, bytes):
            raise TypeError(picture)
        return picture

    def product(self) -> str:
        """Return its name and version."""
        answer = self._done(self._worker.send_command("Browser.getVersion"))
        return str(answer["result"]["product"]).replace("/", " ")

    def close(self) -> None:
        """End the browser and its worker."""
        try:
            self._done(self._worker.close())
        finally:
            self._end()

    def _done(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - kaleido counts as untyped
        with _told():
            return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE)

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@_told()
def _worker() -> Any:  # noqa: ANN401 - as above
    import kaleido

    for name in ("kaleido", "choreographer"):
        logging.getLogger(name).setLevel(logging.ERROR)
    path = os.environ.get("SENTRA_CHROMIUM") or None  # else where choreographer finds one
    # MathJax would be asked of a computer in the network.
    return kaleido.Kaleido(n=1, mathjax=False, timeout=_PATIENCE, path=path)


def opened_browser() -> Browser | NotMeasured:
    """Return a warm browser, or why there is none."""
    try:
        browser = Browser()
        browser.png(go.Figure())
    except PeerFailed as error:
        return NotMeasured(str(error))
    return browser


@_told()
def in_matplotlib(plot: Plot) -> bytes:
    """Return the chart redrawn by matplotlib as a picture of the same size."""
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(_WIDTH / 100, _HEIGHT / 100), dpi=100 * _SCALE)
    axes = drawn.add_subplot()
    draw = _draw_lines if plot.kind is Kind.LINE else partial(_draw_bars, kind=plot.kind)
    draw(axes, plot)
    axes.set_title(plot.subtitle, loc="left", wrap=True)
    axes.legend(loc="upper left")
    saved = BytesIO()
    drawn.savefig(saved, format="png")
    return saved.getvalue()


def _draw_lines(axes: Any, plot: Plot) -> None:  # noqa: ANN401 - matplotlib counts as untyped
    for series in plot.series:
        values = [float("nan") if value is None else value for value in series.values]
        look = {"color": series.colour, "linestyle": _DASHES[series.dash], "label": series.name}
        axes.plot(plot.categories, values, **look)
    for label in plot.labels:
        value = plot.series[label.series].values[label.at]
        axes.annotate(label.text, (plot.categories[label.at], value))
    axes.set_ylim(0, plot.maximum)


def _draw_bars(axes: Any, plot: Plot, *, kind: Kind) -> None:  # noqa: ANN401 - as above
    rows = range(len(plot.categories))
    is_stacked = kind is Kind.STACKED_BAR
    height = 0.8 if is_stacked else 0.8 / len(plot.series)
    used = [0.0 for _ in rows]
    for at, series in enumerate(plot.series):
        values = [value or 0.0 for value in series.values]
        places = [row if is_stacked else row + at * height for row in rows]
        look = {"height": height, "left": used, "label": series.name}
        axes.barh(places, values, color=series.colour, **look)
        if is_stacked:
            used = [low + value for low, value in zip(used, values, strict=True)]
    axes.set_yticks(list(rows), plot.categories)
    axes.invert_yaxis()


def picture_deck(titles: Sequence[str], pictures: Sequence[bytes], slides: int = 0) -> bytes:
    """Return a deck with a page for each picture and its title, and empty ones up to `slides`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for at in range(max(slides, len(pictures))):
        slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        if at < len(pictures):
            slide.shapes.title.text = titles[at]
            where = (Inches(1), Inches(1.3), Inches(11), Inches(6.1))
            slide.shapes.add_picture(BytesIO(pictures[at]), *where)
    saved = BytesIO()
    deck.save(saved)
    return saved.getvalue()


def html_of_report(dossier: Dossier) -> str:
    """Return what the report says, with its pictures, as one HTML page with rules for paper."""
    return _MORE_THAN_THE_REPORT.sub("", page(dossier).decode())


@_told()
def in_weasyprint(html: str) -> bytes:
    """Return `html` as PDF."""
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    made = weasyprint.HTML(string=html).write_pdf()
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


def versions(browser: Browser | NotMeasured) -> str:
    """Return the peers, and what they share with the exports, with their versions."""
    found = [f"{name} {_version(name)}" for name in _PEERS]
    if isinstance(browser, Browser):
        found.insert(0, browser.product())
    return ", ".join(found)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
