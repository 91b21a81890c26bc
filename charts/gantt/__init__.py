"""The timeline of milestones: first plan as an outline, current plan as a bar, filled as done."""

from charts.gantt.explored import figure
from charts.gantt.picture import svg
from charts.gantt.screen import html
from charts.gantt.spec import GanttSpec, spec

__all__ = ["GanttSpec", "figure", "html", "spec", "svg"]
