from datetime import date

from rules.progress.briefing import brief
from tests.builders import a_board, a_milestone, a_moment, a_schedule, a_sentra, a_state
from words.progress import overdue


def test_the_longest_wait_is_named() -> None:
    first = a_sentra("S01", (a_milestone("S01-M01", state=a_state(0.5)),))
    due = a_schedule(finish=date(2022, 6, 1))
    second = a_sentra(
        "S02", (a_milestone("S02-M01"), a_milestone("S02-M02", state=a_state(0.2), first=due))
    )
    told = overdue.finding(brief(a_board((first, second)), a_moment()))
    assert told == "3 tonggak terlambat di 2 sentra; terlama S01-M01, 181 hari"


def test_without_anything_late_it_says_so() -> None:
    done = a_sentra("S01", (a_milestone("S01-M01", state=a_state(1.0)),))
    told = overdue.finding(brief(a_board((done,)), a_moment()))
    assert told == "Tidak ada tonggak yang terlambat"
