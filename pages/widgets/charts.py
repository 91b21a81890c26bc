"""Charts under their findings, with their pictures to take along."""

from collections.abc import Callable
from typing import Protocol, TypeVar

import streamlit as st

from charts.exploring import PLOTLY_CONFIG
from charts.screen import Ways
from charts.spec import ChartSpec, signed_by
from exchange import makers as makers_of
from pages.shell.visit import Visit
from pages.widgets import downloads, markup, ways
from rules.values import Sentra

_Spec = TypeVar("_Spec", bound=ChartSpec)
_Spec_contra = TypeVar("_Spec_contra", bound=ChartSpec, contravariant=True)


class Picture(Protocol[_Spec_contra]):
    """A module of charts/ that draws its spec as a picture."""

    def svg(self, spec: _Spec_contra) -> str:
        """Return the picture."""
        ...


class Chart(Picture[_Spec_contra], Protocol[_Spec_contra]):
    """One that draws its spec for the screen, too."""

    def html(self, spec: _Spec_contra, ways: Ways) -> str:
        """Return the chart for the screen, with the ways from its parts."""
        ...


class Explorable(Chart[_Spec_contra], Protocol[_Spec_contra]):
    """One that can be explored as well: enlarged and moved."""

    def figure(self, spec: _Spec_contra) -> object:
        """Return the plotly figure."""
        ...


def chart(visit: Visit, drawer: Chart[_Spec], make: Callable[[], _Spec], kind: str) -> None:
    """Draw a chart that is only read under its finding, with its pictures to take along.

    `make` gives its spec.
    """
    spec = _read(_key(visit, kind), drawer, make, ways.of_chart(visit.moment))
    pictures(visit, drawer, lambda: spec, kind)


def explorable(
    visit: Visit,
    drawer: Explorable[_Spec],
    make: Callable[[], _Spec],
    kind: str,
    *,
    sentra: Sentra | None = None,
    variant: str = "",
) -> None:
    """Draw a chart as one that is only read, with a switch that makes it one to enlarge and move.

    `variant` tells apart what the same chart shows at the same moment.
    """
    key = _key(visit, kind, "" if sentra is None else sentra.code, variant)
    switch = f"explore-{kind}"
    # Plotly's 4.7 MB are asked for by who explores, and by nobody else.
    if st.session_state.get(switch):
        spec = _explored(key, kind, drawer, make)
    else:
        code = None if sentra is None else sentra.code
        spec = _read(key, drawer, make, ways.of_chart(visit.moment, code))
    with st.container(horizontal=True, vertical_alignment="center"):
        pictures(visit, drawer, lambda: spec, kind, sentra=sentra)
        st.toggle(downloads.named("Perbesar dan geser", kind), key=switch)


def pictures(
    visit: Visit,
    drawer: Picture[_Spec],
    make: Callable[[], _Spec],
    kind: str,
    *,
    sentra: Sentra | None = None,
) -> None:
    """Offer a chart as PNG and SVG, drawn when asked for."""

    def picture() -> str:
        return drawer.svg(signed_by(make(), visit.actor.name))

    makers = {
        "png": ("image/png", lambda: makers_of.picture()(picture())),
        "svg": ("image/svg+xml", lambda: picture().encode()),
    }
    label = downloads.named("Unduh gambar", kind)
    words = downloads.MenuWords(label, ":material/image:", f"picture-{kind}")
    downloads.menu(visit, words, makers, kind=kind, sentra=sentra)


def _key(visit: Visit, *about: str) -> str:
    """What tells a chart of this view from every other one."""
    return "\n".join((*visit.view, *about))


# Streamlit keeps what is sent to the browser, as text that is written once, and sends it again. It
# hashes a key part by part, so that one string is cheaper than a visit and a few words.
@st.cache_resource(max_entries=256, show_spinner=False)
def _read(key: str, _drawer: Chart[_Spec], _make: Callable[[], _Spec], _ways: Ways) -> _Spec:
    """Draw a chart under its finding and return its spec."""
    del key
    spec = _make()
    st.html(markup.chart_head(spec.title, spec.subtitle) + _drawer.html(spec, _ways))
    return spec


@st.cache_resource(max_entries=16, show_spinner=False)
def _explored(key: str, kind: str, _drawer: Explorable[_Spec], _make: Callable[[], _Spec]) -> _Spec:
    """Draw a chart under its finding as plotly does and return its spec."""
    del key
    spec = _make()
    st.html(markup.chart_head(spec.title, spec.subtitle))
    st.plotly_chart(
        _drawer.figure(spec),
        theme=None,
        config=PLOTLY_CONFIG,
        alt=spec.alt,
        key=f"chart-{kind}",
    )
    return spec
