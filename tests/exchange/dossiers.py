"""Dossiers that the tests of reports and minutes share."""

from dataclasses import replace
from datetime import date

from rules.meetings.dossier import Dossier
from rules.meetings.meeting import Attendance, Meeting
from rules.meetings.resolutions import MeetingId
from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode, Sentra
from tests.builders import (
    a_board,
    a_dossier,
    a_follow_up,
    a_meeting,
    a_meeting_plan,
    a_milestone,
    a_moment,
    a_programme,
    a_resolution,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)

EARLIER = date(2022, 3, 31)


def a_full_dossier(text: str = "Galangan bersama") -> Dossier:
    """Return two sentra that changed, with an open and a new follow-up; `text` is all free text."""
    later = brief(
        a_board((_slow(text), _done()), programme=a_programme(is_example=True)), a_moment()
    )
    waiting = a_follow_up(7, text=text, meeting_title=text)
    of_earlier = replace(waiting.resolution, meeting=MeetingId(5))
    follow_ups = (replace(waiting, resolution=of_earlier),)
    dossier = a_dossier(later, _before(text), follow_ups=follow_ups)
    return replace(dossier, meeting=_meeting(dossier, text))


def a_large_dossier(sentra: int, milestones: int) -> Dossier:
    """Return many sentra with many milestones each."""
    own = [
        a_sentra(
            f"S{number:02}",
            [
                a_milestone(
                    f"S{number:02}-M{at:02}",
                    a_state(at / milestones),
                    stage=1 + at % 7,
                    first=a_schedule(weight=100 / milestones),
                )
                for at in range(1, milestones + 1)
            ],
        )
        for number in range(1, sentra + 1)
    ]
    return a_dossier(brief(a_board(own), a_moment()))


def _slow(text: str) -> Sentra:
    obstacle = an_obstacle(description=text)
    own = (
        a_milestone("S01-M01", a_state(0.4, obstacles=(obstacle,)), title=text),
        a_milestone("S01-M02", title=text, stage=3),
    )
    return a_sentra("S01", own, name=text, product=text)


def _done() -> Sentra:
    return a_sentra("S02", (a_milestone("S02-M01", a_state(1.0)),), name="Kapal Rakyat")


def _before(text: str) -> Briefing:
    own = (a_milestone("S01-M01", a_state(0.1), title=text), a_milestone("S01-M02", title=text))
    board = a_board((a_sentra("S01", own, name=text), _done()), as_of=EARLIER)
    return brief(board, a_moment(EARLIER))


def _meeting(dossier: Dossier, text: str) -> Meeting:
    items = dossier.agenda
    on_items = [
        a_resolution(number, item=item.key, text=f"{text} butir {number}")
        for number, item in enumerate(items[:2], 1)
    ]
    at_large = a_resolution(9, owner=None, due_on=None, sentra=None, text=f"{text} umum")
    return a_meeting(
        plan=a_meeting_plan(title=f"Rapat {text}", series="Triwulanan", place=text),
        previous=EARLIER,
        agenda=items,
        resolutions=(*on_items, at_large),
        attendance=(Attendance(AgencyCode("DPMD"), is_present=True, people=text),),
    )
