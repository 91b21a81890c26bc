from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, strategies as st

from rules.plan.agencies import (
    answered_by,
    code_of,
    folded,
    handed_on,
    offered,
    predecessors,
    successor_on,
)
from rules.progress.agency_figures import AgencyFigures, figures, open_duties
from rules.values import Agency, AgencyCode, Milestone, MilestoneCode, Schedule
from rules.vocabulary import Basis, Status
from tests.builders import a_board, a_milestone, a_sentra, a_state, an_obstacle
from tests.rules.laws import LAW

A, B, C = map(AgencyCode, "ABC")
DAY = date(2021, 7, 1)
EVE = DAY - timedelta(1)


def an_agency(code: AgencyCode, **fields: object) -> Agency:
    return replace(Agency(code, code, code, (), None, None), **fields)  # type: ignore[arg-type]


def known(*agencies: Agency) -> dict[AgencyCode, Agency]:
    return {one.code: one for one in agencies}


MERGED = known(
    an_agency(A, successor=B, merged_on=DAY),
    an_agency(B, successor=C, merged_on=DAY + timedelta(10)),
    an_agency(C),
)


def test_the_successor_answers_from_the_day_on_and_so_does_its_own() -> None:
    days = (EVE, DAY, DAY + timedelta(9), DAY + timedelta(10))
    assert [successor_on(MERGED, A, day) for day in days] == [A, B, B, C]
    assert successor_on(MERGED, AgencyCode("X"), DAY) == "X"
    assert predecessors(MERGED, C) == (A, B)
    assert predecessors(MERGED, A) == ()


def test_a_circle_of_successors_comes_to_an_end() -> None:
    circle = known(
        an_agency(A, successor=B, merged_on=DAY), an_agency(B, successor=A, merged_on=DAY)
    )
    assert successor_on(circle, A, DAY) == B


def test_what_is_offered_is_valid_on_the_day_or_named_already() -> None:
    found = known(
        an_agency(A, valid_from=DAY),
        an_agency(B, valid_to=EVE),
        an_agency(C, successor=A, merged_on=DAY),
    )
    assert offered(found, EVE) == (B, C)
    assert offered(found, DAY) == (A,)
    assert offered(found, DAY, also=[C]) == (A, C)


def test_who_leads_does_not_support_besides() -> None:
    assert handed_on(MERGED, A, (B, C), EVE) == (A, (B, C))
    assert handed_on(MERGED, A, (B, C), DAY) == (B, (C,))
    assert answered_by(MERGED, (A, B, C), DAY) == (B, C)


def test_a_code_is_made_of_the_letters_of_a_short_name() -> None:
    assert code_of("Dinas Perikanan & Laut") == "DINAS-PERIKANAN-LAUT"
    assert code_of("ДИНАС") == ""
    assert len(code_of("x" * 200)) == 60


def milestone(code: str, lead: AgencyCode, weight: float, progress: float = 0.0) -> Milestone:
    schedule = Schedule(date(2021, 1, 1), date(2021, 12, 31), weight)
    status = Status.IN_PROGRESS if progress else Status.NOT_STARTED
    state = a_state(status=status, progress=progress)
    return a_milestone(
        code=MilestoneCode(code),
        lead=lead,
        supporting=(),
        first=schedule,
        current=schedule,
        states=dict.fromkeys(Basis, state),
    )


def test_the_worked_example_of_formulas() -> None:
    """A has 16 points and B 4; once they are one, B has 20, and with its predecessors always."""
    merged = known(an_agency(A, successor=B, merged_on=DAY), an_agency(B))
    own = (milestone("1", A, 6, 0.5), milestone("2", A, 10), milestone("3", B, 4))
    before = a_board(sentra=(a_sentra(milestones=own),), as_of=EVE)

    told = figures(before)
    assert (told[A].weight, told[A].done, told[B].weight) == (16, 3, 4)
    assert figures(folded(before, merged)) == {B: AgencyFigures(3, 20, 3, 3)}


def test_what_is_in_hand_are_open_milestones_and_obstacles() -> None:
    state = a_state(status=Status.OBSTRUCTED, obstacles=(an_obstacle(owner=C),))
    stuck = replace(milestone("1", A, 6), supporting=(B,), states=dict.fromkeys(Basis, state))
    done = milestone("2", A, 4, 1)
    finished = replace(
        done,
        supporting=(B,),
        states=dict.fromkeys(Basis, replace(state, status=Status.FINISHED, progress=1.0)),
    )
    board = a_board(sentra=(a_sentra(milestones=(stuck, finished)),), as_of=EVE)

    found = figures(board)
    assert (found[A].led, found[A].open_led) == (2, 1)
    assert (found[B].open_supported, found[C].open_obstacles) == (1, 1)
    assert open_duties(board, [A]).led == (stuck,)
    assert open_duties(board, [B]).supported == (stuck,)
    assert open_duties(board, [A, B]).supported == ()
    assert [one.code for one, _ in open_duties(board, [C]).obstacles] == ["1"]
    moved = folded(board, MERGED)
    assert figures(moved)[C].open_obstacles == 1


@LAW
@given(st.dictionaries(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), st.integers(-3, 3))
def test_whoever_answers_answers_for_itself(pairs: dict[str, str], near: int) -> None:
    agencies = known(
        *(
            an_agency(AgencyCode(code), successor=AgencyCode(pairs[code]), merged_on=DAY)
            if code in pairs and pairs[code] > code
            else an_agency(AgencyCode(code))
            for code in "ABCDEF"
        )
    )
    day = DAY + timedelta(near)
    for code in agencies:
        found = successor_on(agencies, code, day)
        assert successor_on(agencies, found, day) == found
        assert agencies[found].is_valid(day)
