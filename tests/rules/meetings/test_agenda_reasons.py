from dataclasses import replace
from datetime import date

from rules.meetings.agenda import agenda
from rules.meetings.agenda_item import AgendaKind
from rules.meetings.agenda_reasons import furthest_behind
from rules.progress.briefing import Briefing, brief
from rules.progress.sentra_brief import SentraBrief
from rules.values import FirstShare, Lineage, Milestone
from rules.vocabulary import Status
from tests.builders import a_board, a_milestone, a_moment, a_schedule, a_sentra, a_state

OVER = a_schedule(start=date(2022, 1, 1), finish=date(2022, 6, 30), weight=90.0)
TO_COME = a_schedule(start=date(2022, 7, 1), finish=date(2022, 12, 31), weight=10.0)


def sentra_of(*own: Milestone) -> SentraBrief:
    return brief(a_board([a_sentra("S01", own)]), a_moment()).sentra[0]


def test_nothing_is_behind_that_is_finished_cancelled_or_not_yet_due() -> None:
    done = a_milestone("S01-M01", a_state(1.0), first=OVER)
    gone = a_milestone("S01-M02", a_state(0.1, status=Status.CANCELLED), first=OVER)
    later = a_milestone("S01-M03", first=TO_COME)

    assert furthest_behind(sentra_of(done, gone, later)) is None
    assert furthest_behind(sentra_of(done, gone)) is None


def test_weights_moved_by_an_act_put_no_sentra_on_the_agenda() -> None:
    assert agenda(reweighted(), None, ()) == ()


def test_a_sentra_behind_by_weights_moved_without_an_act_names_nobody() -> None:
    (found,) = agenda(reweighted(10.0, 90.0), None, ())

    assert (found.kind, found.agency, found.milestones) == (AgendaKind.CRITICAL, None, ())


def reweighted(*reckoned: float) -> Briefing:
    """Weight was moved from what is done to what is to come; compared is the first plan."""
    own = [
        a_milestone("S01-M01", a_state(1.0), first=OVER, current=replace(OVER, weight=10.0)),
        a_milestone("S01-M02", first=TO_COME, current=replace(TO_COME, weight=90.0)),
    ]
    # Without figures, by the weights of the first plan; older revisions moved those too.
    moved = [
        replace(one, lineage=Lineage(first=(FirstShare(one.code, one.first, points),)))
        for one, points in zip(own, reckoned, strict=False)
    ]
    return brief(a_board([a_sentra("S01", moved or own)]), a_moment())
