from dataclasses import replace
from datetime import date

from rules.meetings.why import Why
from rules.ratings.rating import Recovery
from rules.values import AgencyCode, MilestoneCode
from tests.builders import AS_OF, a_follow_up, a_milestone, a_schedule, a_state, an_obstacle
from tests.rules.meetings.test_why import LATE, RATED, of
from words.meetings import why as words

PUPR = AgencyCode("PUPR")


def told(value: Why) -> dict[str, str]:
    return dict(words.lines(value, {}, AS_OF))


def test_an_obstacle_is_told_in_its_own_words_with_both_agencies() -> None:
    obstacle = an_obstacle(owner=PUPR)
    found = of(a_milestone(state=a_state(0.5, obstacles=(obstacle,)), first=LATE))
    lines = told(found)
    assert words.since(found, AS_OF).startswith("sejak ")
    assert "kendala terbuka sejak 1 Maret 2022 (121 hari): Lahan belum bebas" in lines["Sebab"]
    assert lines["Harus bertindak"] == "PUPR menyelesaikan kendala, DPMD memimpin"
    assert lines["Langkah berikut"] == (
        "Menyelesaikan kendala Kajian kelayakan selesai; tenggatnya belum ditetapkan dalam rapat."
    )


def test_the_next_step_is_what_a_meeting_decided_and_the_recovery() -> None:
    found = of(a_milestone(state=a_state(0.5), first=LATE), follow_ups=(a_follow_up(),))
    recovery = Recovery(AgencyCode("DPMD"), date(2022, 8, 1))
    lines = told(replace(found, rating=replace(RATED, recovery=recovery)))
    assert lines["Langkah berikut"] == (
        "Menuntaskan pembebasan lahan (DPMD), tenggat 14 April 2022, terlambat 77 hari. "
        "Pemulihan dipimpin DPMD, tenggat 1 Agustus 2022."
    )
    later = told(replace(found, step=a_follow_up(due_on=date(2022, 7, 14))))
    assert later["Langkah berikut"].endswith("tenggat 14 Juli 2022.")


def test_without_a_need_the_next_milestone_is_the_step() -> None:
    own = a_milestone(
        state=a_state(0.9, effective_on=AS_OF), first=a_schedule(finish=date(2022, 12, 31))
    )
    found = of(own, ratings={own.sentra: RATED})
    lines = told(found)
    assert lines["Harus bertindak"] == "DPMD"
    assert lines["Langkah berikut"] == "Kajian kelayakan selesai, jatuh tempo 31 Desember 2022."


def test_a_sentra_with_nothing_left_says_no_more_than_its_figures() -> None:
    found = of(a_milestone(MilestoneCode("S01-M01"), a_state(1.0)))
    assert list(told(found)) == ["Sebab"]
    assert not words.since(found, AS_OF)
