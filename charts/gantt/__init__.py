"""The timeline of milestones: first plan as an outline, current plan as a bar, filled as done."""

from typing import TYPE_CHECKING

from charts.gantt.picture import svg
from charts.gantt.screen import html
from charts.gantt.spec import GanttSpec, spec

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["GanttSpec", "figure", "html", "spec", "svg"]


def figure(spec: GanttSpec) -> "go.Figure":
    """Return the plotly figure for those who explore; plotly is loaded for the first of them."""
    from charts.gantt.explored import figure as drawn

    return drawn(spec)
