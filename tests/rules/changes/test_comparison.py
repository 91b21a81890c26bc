from datetime import date

import pytest

from rules.changes.comparison import (
    compare,
    in_need,
    pressing,
)
from rules.progress.briefing import Briefing, brief
from rules.vocabulary import Light
from tests.builders import a_board, a_milestone, a_moment, a_schedule, a_sentra, a_state

APRIL, JULY = date(2022, 3, 31), date(2022, 6, 30)


def briefing_of(as_of: date, *progress: float) -> Briefing:
    """A briefing of one sentra for each progress, each of one milestone of the year to 30 July."""
    schedule = a_schedule(start=date(2021, 7, 30), finish=date(2022, 7, 30))
    sentra = [
        a_sentra(code, [a_milestone(f"{code}-M01", a_state(share), first=schedule)])
        for code, share in ((f"S{number:02}", share) for number, share in enumerate(progress, 1))
    ]
    return brief(a_board(sentra, as_of=as_of), a_moment(as_of))


def test_a_comparison_worked_by_hand() -> None:
    # The plan is 244/365 on 31 March and 335/365 on 30 June.
    found = compare(briefing_of(JULY, 0.9, 0.5), briefing_of(APRIL, 0.4, 0.4))
    assert found.since == APRIL
    assert found.actual == pytest.approx(30)
    assert found.deviation == pytest.approx(30 - 100 * (335 - 244) / 365)
    assert found.in_need == -1
    assert found.pressing == 2


def test_nothing_changes_between_a_briefing_and_itself() -> None:
    same = briefing_of(JULY, 0.9, 0.5)
    found = compare(same, same)
    assert (found.actual, found.deviation, found.in_need, found.pressing) == (0.0, 0.0, 0, 0)


def test_sentra_in_need_are_the_critical_and_those_that_need_attention() -> None:
    briefing = briefing_of(JULY, 0.95, 0.85, 0.2)
    lights = [one.health.light for one in briefing.sentra]
    assert lights == [Light.CRITICAL, Light.ATTENTION, Light.ON_PLAN]
    assert in_need(briefing) == 2


def test_pressing_milestones_are_the_overdue_and_those_due_soon() -> None:
    finishes = (date(2022, 6, 29), date(2022, 6, 30), date(2022, 7, 30), date(2022, 7, 31))
    own = [
        a_milestone(f"S01-M0{number}", a_state(0.5), first=a_schedule(finish=finish))
        for number, finish in enumerate(finishes, 1)
    ]
    assert pressing(brief(a_board([a_sentra("S01", own)]), a_moment())) == 3
