"""The S-curve: plan dashed, actual solid up to the as-of day, figures written on the curve."""

from charts.s_curve.explored import figure
from charts.s_curve.picture import svg
from charts.s_curve.screen import html
from charts.s_curve.spec import Callout, Corner, CurveSpec, spec, spec_of

__all__ = ["Callout", "Corner", "CurveSpec", "figure", "html", "spec", "spec_of", "svg"]
