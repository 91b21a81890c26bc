"""Dossiers that the tests of reports and minutes share."""

from dataclasses import replace
from datetime import date

from rules.changes.tally import tally
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Attendance, Meeting
from rules.meetings.resolutions import MeetingId
from rules.progress.briefing import Briefing, brief
from rules.values import Agency, AgencyCode, Milestone, Sentra, State
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
from tests.hostile import TEXTS

EARLIER = date(2022, 3, 31)
# A cell that begins with a formula, and a text of each kind after it.
MIXED = "=1+1 " + " ".join((*TEXTS[:48:6], *TEXTS[35:40], *TEXTS[50:58]))


def a_full_dossier(text: str = "Galangan bersama") -> Dossier:
    """Return two sentra that changed, with an open and a new follow-up; `text` is all free text."""
    later = brief(
        a_board((_slow(text), _done()), programme=a_programme(is_example=True)), a_moment()
    )
    follow_ups = (_of_earlier(a_follow_up(7, text=text, meeting_title=text)),)
    dossier = a_dossier(later, _before(text), follow_ups=follow_ups)
    return replace(dossier, meeting=_meeting(dossier, text))


def a_late_dossier() -> Dossier:
    """Return a meeting's dossier of two milestones since 31 March 2022, when nothing was known.

    By then the first stood at 30%, as was only reported later; since then it came to 50%, and the
    second to 100%.
    """

    def at(day: date, *shares: float) -> Briefing:
        codes = ("S01-M01", "S01-M02")
        own = [a_milestone(*pair) for pair in zip(codes, map(_or_none, shares), strict=True)]
        return brief(a_board((a_sentra("S01", own, name="Batik"),), as_of=day), a_moment(day))

    later = at(date(2022, 6, 30), 0.5, 1.0)
    dossier = a_dossier(later)
    told, known = at(EARLIER, 0.0, 0.0), at(EARLIER, 0.3, 0.0)
    compared = dossier.compared(known, with_meeting=True, told=told)
    assert compared.changes is not None
    return replace(compared, meeting=a_meeting(previous=EARLIER, changes=tally(compared.changes)))


def _or_none(share: float) -> State | None:
    return a_state(share) if share else None


def a_hostile_dossier(milestones: int = 1) -> Dossier:
    """Return a dossier with every hostile text in every field of which there are several.

    A sentra has that many `milestones`, each with a text of its own; the first names the sentra.
    The fields of which there is one alone hold some of each kind, one after another.
    """
    codes = [AgencyCode(f"A{number}") for number in range(len(TEXTS))]
    own = [_stuck(at, milestones, codes, 0.4) for at in range(0, len(TEXTS), milestones)]
    programme = a_programme(name=MIXED, source=MIXED, chain_head="a1", is_example=True)
    agencies = {
        code: Agency(code, text, text, (), None, None)
        for code, text in zip(codes, TEXTS, strict=True)
    }
    rest = a_sentra("S99", (a_milestone("S99-M01", a_state(1.0)),), name="Kapal Rakyat")
    board = a_board([*own, rest], programme=programme, agencies=agencies)
    sooner = [_stuck(at, milestones, codes, 0.1) for at in range(0, len(TEXTS), milestones)]
    earlier = replace(board, sentra=(*sooner, rest), as_of=EARLIER)
    follow_ups = [
        a_follow_up(100 + number, text=text, meeting_title=text, owner=codes[number])
        for number, text in enumerate(TEXTS)
    ]
    dossier = a_dossier(
        brief(board, a_moment()),
        brief(earlier, a_moment(EARLIER)),
        made_by=MIXED,
        follow_ups=tuple(_of_earlier(one) for one in follow_ups),
    )
    return replace(dossier, meeting=_hostile_meeting(dossier, codes))


def _stuck(at: int, count: int, leads: list[AgencyCode], progress: float) -> Sentra:
    """Return a sentra with `count` milestones, of the texts from `at` on, and one more."""
    code, own = f"S{at + 1:02}", list[Milestone]()
    for number, (text, lead) in enumerate(list(zip(TEXTS, leads, strict=True))[at : at + count], 1):
        stuck = (an_obstacle(description=text, owner=lead),)
        state = a_state(progress, obstacles=stuck, note=text)
        own.append(a_milestone(f"{code}-M{number:02}", state, title=text, lead=lead))
    name = TEXTS[at]
    own.append(a_milestone(f"{code}-M{count + 1:02}", title=name, lead=leads[at], stage=3))
    return a_sentra(code, own, name=name, product=name)


def _hostile_meeting(dossier: Dossier, codes: list[AgencyCode]) -> Meeting:
    resolutions = [
        a_resolution(number + 1, text=text, owner=codes[number], sentra=None)
        for number, text in enumerate(TEXTS)
    ]
    came = [
        Attendance(code, is_present=True, people=text)
        for code, text in zip(codes, TEXTS, strict=True)
    ]
    return a_meeting(
        plan=a_meeting_plan(title=MIXED, series=MIXED, place=MIXED, agencies=tuple(codes)),
        author=MIXED,
        previous=EARLIER,
        agenda=dossier.agenda,
        resolutions=tuple(resolutions),
        attendance=tuple(came),
    )


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


def _of_earlier(waiting: FollowUp) -> FollowUp:
    return replace(waiting, resolution=replace(waiting.resolution, meeting=MeetingId(5)))


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
