"""Links that open the form of a milestone on Tugas saya, for tables wherever milestones stand."""

from dataclasses import replace

from pages.shell import catalogue
from pages.shell.visit import Visit
from pages.widgets import ways
from rules.access import may_report
from rules.values import Milestone


def link(visit: Visit, milestone: Milestone, sentra: str) -> str:
    """Return *Laporkan* as HTML; empty for whoever may not report on the milestone.

    It leads to today's view, the only one that takes reports.
    """
    if not may_report(visit.actor, milestone):
        return ""
    today = replace(visit.moment, as_of=visit.today, known_on=None)
    named, asked = f"Laporkan {sentra}: {milestone.title}", {ways.MILESTONE: milestone.code}
    return ways.to(catalogue.TASKS, today, "Laporkan", name=named, **asked)
