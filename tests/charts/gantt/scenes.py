"""Timelines that the tests of this chart share."""

from charts import gantt
from charts.gantt import GanttSpec
from charts.time_axis import Zoom
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from tests.charts.scenes import a_briefing


def rows_of(briefing: Briefing) -> list[MilestoneBrief]:
    return [row for one in briefing.sentra for row in one.milestones]


def timeline(briefing: Briefing | None = None, zoom: Zoom = Zoom.QUARTER) -> GanttSpec:
    chosen = briefing or a_briefing()
    return gantt.spec(
        rows_of(chosen),
        chosen,
        subject="Semua sentra",
        heading=lambda one: f"Sentra {one.milestone.sentra}",
        zoom=zoom,
    )
