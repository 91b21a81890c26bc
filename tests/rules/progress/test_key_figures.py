from datetime import date

from rules.progress.briefing import brief
from rules.progress.key_figures import key_figures
from rules.vocabulary import Light
from tests.builders import a_board, a_milestone, a_moment, a_schedule, a_sentra, a_state

JULY = date(2022, 6, 30)


def test_sentra_in_need_are_the_critical_and_those_that_need_attention() -> None:
    schedule = a_schedule(start=date(2021, 7, 30), finish=date(2022, 7, 30))
    sentra = [
        a_sentra(code, [a_milestone(f"{code}-M01", a_state(share), first=schedule)])
        for code, share in (("S01", 0.95), ("S02", 0.85), ("S03", 0.2))
    ]
    briefing = brief(a_board(sentra, as_of=JULY), a_moment(JULY))
    lights = [one.health.light for one in briefing.sentra]
    assert lights == [Light.CRITICAL, Light.ATTENTION, Light.ON_PLAN]
    assert key_figures(briefing).in_need == 2


def test_pressing_milestones_are_the_overdue_and_those_due_soon() -> None:
    finishes = (date(2022, 6, 29), date(2022, 6, 30), date(2022, 7, 30), date(2022, 7, 31))
    own = [
        a_milestone(f"S01-M0{number}", a_state(0.5), first=a_schedule(finish=finish))
        for number, finish in enumerate(finishes, 1)
    ]
    assert key_figures(brief(a_board([a_sentra("S01", own)]), a_moment())).pressing == 3
