"""The S-curve: plan dashed, actual solid up to the as-of day, figures written on the curve."""

from typing import TYPE_CHECKING

from charts.s_curve.picture import svg
from charts.s_curve.screen import html
from charts.s_curve.spec import Callout, Corner, CurveSpec, spec, spec_of

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["Callout", "Corner", "CurveSpec", "figure", "html", "spec", "spec_of", "svg"]


def figure(spec: CurveSpec) -> "go.Figure":
    """Return the plotly figure for those who explore; plotly is loaded for the first of them."""
    from charts.s_curve.explored import figure as drawn

    return drawn(spec)
