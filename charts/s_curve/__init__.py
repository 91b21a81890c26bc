"""The S-curve: plan dashed, actual solid up to the as-of day, figures written on the curve."""

from charts.s_curve.picture import svg
from charts.s_curve.screen import figure
from charts.s_curve.spec import Callout, Corner, CurveSpec, spec, spec_of

__all__ = ["Callout", "Corner", "CurveSpec", "figure", "spec", "spec_of", "svg"]
