from datetime import date

import pytest

from rules.changes.comparison import Comparison, compare, shifted
from rules.progress.briefing import Briefing, brief
from rules.progress.key_figures import KeyFigures
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


def test_changes_to_what_a_meeting_saw_differ_by_what_was_reported_since() -> None:
    since = Comparison(APRIL, actual=5.0, deviation=-2.0, in_need=1, pressing=4)
    seen = KeyFigures(0.5, 0.6, -10.0, critical=1, attention=2, overdue=3, due_soon=1)
    now = KeyFigures(0.25, 0.6, -35.0, critical=4, attention=1, overdue=5, due_soon=0)
    assert shifted(since, seen, now) == Comparison(APRIL, 30.0, 23.0, -1, 3)
    assert shifted(since, now, now) == since


def test_what_was_learnt_of_the_earlier_day_is_no_part_of_the_change() -> None:
    told, known = briefing_of(APRIL, 0.1), briefing_of(APRIL, 0.4)
    found = compare(briefing_of(JULY, 0.9), known, told)
    assert (found.actual, found.learnt) == pytest.approx((50, 30))
