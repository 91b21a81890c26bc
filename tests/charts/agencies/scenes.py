"""Programmes of several agencies that the tests of this chart share."""

from datetime import date

from charts import agencies
from charts.agencies import AgencySpec
from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode, Milestone
from rules.vocabulary import Status
from tests.builders import a_board, a_milestone, a_moment, a_schedule, a_sentra, a_state

LATER = a_schedule(start=date(2022, 1, 1), finish=date(2023, 12, 31))
OBSTRUCTED = a_state(0.3, status=Status.OBSTRUCTED)
CANCELLED = a_state(0.2, status=Status.CANCELLED)
DPMD, PLANNING = AgencyCode("DPMD"), AgencyCode("BAPELITBANG")


def led(*milestones: Milestone) -> Briefing:
    return brief(a_board((a_sentra("S01", milestones),)), a_moment())


def mixed() -> Briefing:
    """DPMD leads four, one of each status and one late; Bapelitbang one finished, one cancelled."""
    return led(
        a_milestone("S01-M01", state=a_state(0.5), lead=DPMD),
        a_milestone("S01-M02", state=a_state(1.0), lead=DPMD),
        a_milestone("S01-M03", first=LATER, lead=DPMD),
        a_milestone("S01-M04", state=OBSTRUCTED, first=LATER, lead=DPMD),
        a_milestone("S01-M05", state=a_state(1.0), lead=PLANNING),
        a_milestone("S01-M06", state=CANCELLED, lead=PLANNING),
    )


def shown(briefing: Briefing | None = None) -> AgencySpec:
    return agencies.spec(briefing or mixed(), a_board().agencies)
