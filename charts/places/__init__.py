"""The places of the sentra on a plain ground: no tiles, no network, equal scale both ways."""

from typing import TYPE_CHECKING

from charts.places.boundary import Ring, boundary
from charts.places.picture import svg
from charts.places.screen import html
from charts.places.spec import MapSpec, spec

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["MapSpec", "Ring", "boundary", "figure", "html", "spec", "svg"]


def figure(spec: MapSpec) -> "go.Figure":
    """Return the plotly figure for those who explore; plotly is loaded for the first of them."""
    from charts.places.explored import figure as drawn

    return drawn(spec)
