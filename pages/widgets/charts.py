"""Charts under their findings, with their pictures to take along."""

from collections.abc import Callable
from operator import attrgetter
from typing import Protocol, TypeVar

import plotly.graph_objects as go
import streamlit as st

from charts.screen import PLOTLY_CONFIG
from charts.spec import ChartSpec, signed_by
from exchange.pictures.png import rasterized
from pages.shell.visit import Visit
from pages.widgets import downloads, markup
from rules.values import Sentra

_Spec = TypeVar("_Spec", bound=ChartSpec)
_Spec_contra = TypeVar("_Spec_contra", bound=ChartSpec, contravariant=True)


class ChartModule(Protocol[_Spec_contra]):
    """A module of charts/: the same spec drawn for the screen and as a picture."""

    def figure(self, spec: _Spec_contra) -> go.Figure:
        """Return the figure for the screen."""
        ...

    def svg(self, spec: _Spec_contra) -> str:
        """Return the picture."""
        ...


def chart(
    visit: Visit,
    drawer: ChartModule[_Spec],
    make: Callable[[], _Spec],
    kind: str,
    *,
    sentra: Sentra | None = None,
    variant: str = "",
) -> None:
    """Draw a chart under its finding, with its pictures to take along.

    `make` gives its spec; `variant` tells apart what the same chart shows at the same moment.
    """
    subject = "" if sentra is None else sentra.code
    spec = _drawn(visit, (kind, subject, variant), drawer, make)
    pictures(visit, drawer, lambda: spec, kind, sentra=sentra)


def pictures(
    visit: Visit,
    drawer: ChartModule[_Spec],
    make: Callable[[], _Spec],
    kind: str,
    *,
    sentra: Sentra | None = None,
) -> None:
    """Offer a chart as PNG and SVG, drawn when asked for."""

    def picture() -> str:
        return drawer.svg(signed_by(make(), visit.actor.name))

    makers = {
        "png": ("image/png", lambda: rasterized(picture())),
        "svg": ("image/svg+xml", lambda: picture().encode()),
    }
    words = downloads.MenuWords("Unduh gambar", ":material/image:", f"picture-{kind}")
    downloads.menu(visit, words, makers, kind=kind, sentra=sentra)


# Drawing the charts is most of what a run of Ringkasan costs. Streamlit keeps what is sent to the
# browser, as text that is written once, and sends it again; no figure stays in memory.
@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs={Visit: attrgetter("view")})
def _drawn(
    visit: Visit,
    about: tuple[str, ...],
    _drawer: ChartModule[_Spec],
    _make: Callable[[], _Spec],
) -> _Spec:
    """Draw a chart under its finding and return its spec."""
    del visit
    spec = _make()
    st.html(markup.chart_head(spec.title, spec.subtitle))
    st.plotly_chart(
        _drawer.figure(spec),
        theme=None,
        config=PLOTLY_CONFIG,
        alt=spec.alt,
        key=f"chart-{about[0]}",
    )
    return spec
