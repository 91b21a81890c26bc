from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.periods import Span
from rules.plan.registers import FieldProblem, RegisterProblem
from rules.plan.table import weight_sum
from rules.programmes.errors import PeriodProblem
from rules.programmes.next_period import (
    Carried,
    NextPeriod,
    carried,
    moved,
    problems_of_next,
    suggested,
    suggested_code,
    unfinished,
)
from rules.shapes import LINEAR, STEP
from rules.values import (
    AgencyCode,
    Board,
    MilestoneCode,
    SentraCode,
)
from rules.vocabulary import Status
from tests.builders import (
    a_board,
    a_milestone,
    a_programme,
    a_schedule,
    a_sentra,
    a_shape,
    a_state,
)

PERIOD = Span(date(2025, 1, 1), date(2029, 12, 31))
LAST = date(2029, 12, 31)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def wanted(board: Board, **changes: object) -> NextPeriod:
    found = suggested(board, ())
    complete = replace(found, said=replace(found.said, rpjmd="RPJMD 2025-2029"))
    return replace(complete, **changes)  # type: ignore[arg-type]


def going(board: Board, **changes: object) -> tuple[Carried, ...]:
    sources = dict.fromkeys(board.milestones, "sumber")
    return carried(wanted(board, **changes), board, sources)


def problems(board: Board, taken: Collection[str] = (), **changes: object) -> list[object]:
    return list(problems_of_next(wanted(board, **changes), board, taken))


@given(DAYS, st.integers(0, 4000), st.integers(-12000, 12000))
def test_a_milestone_moves_within_the_period_and_keeps_its_length_where_it_fits(
    start: date, length: int, days: int
) -> None:
    begins, ends = moved(start, start + timedelta(length), timedelta(days), PERIOD)

    assert ends <= LAST
    assert (ends - begins).days == min(length, (LAST - PERIOD.start).days)
    if start + timedelta(days) >= PERIOD.start:
        assert begins >= PERIOD.start


def test_the_earliest_begins_with_the_period_and_the_others_keep_their_distance() -> None:
    own = a_sentra(
        milestones=(
            a_milestone("S01-M01", current=a_schedule(start=date(2022, 1, 1))),
            a_milestone("S01-M02", current=a_schedule(start=date(2022, 2, 1), weight=30.0)),
            a_milestone("S01-M03", a_state(1.0), current=a_schedule(start=date(2021, 1, 1))),
        )
    )
    (found,) = going(a_board([own]))

    assert [before.code for before, _ in found.rows] == ["S01-M01", "S01-M02"]
    assert [row.schedule.start for _, row in found.rows] == [date(2024, 1, 1), date(2024, 2, 1)]
    assert [row.schedule.weight for _, row in found.rows] == [62.5, 37.5]
    assert {row.source for _, row in found.rows} == {"sumber"}


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=20))
def test_the_weights_of_what_goes_on_sum_to_100(parts: list[int]) -> None:
    own = a_sentra(
        milestones=[
            a_milestone(f"S01-M{number:02d}", current=a_schedule(weight=part / 100))
            for number, part in enumerate(parts, 1)
        ]
    )
    (found,) = going(a_board([own]))
    assert weight_sum(row.schedule.weight for _, row in found.rows) == 100


@pytest.mark.parametrize(
    ("shape", "after"), [(LINEAR, LINEAR), (STEP, STEP), (a_shape(TW1_2022=1), LINEAR)]
)
def test_targets_of_past_quarters_do_not_go_on(shape: object, after: object) -> None:
    own = a_sentra(milestones=[a_milestone(current=a_schedule(shape=shape))])
    ((_, row),) = going(a_board([own]))[0].rows
    assert row.schedule.shape == after


def test_sentra_keep_their_weights_where_all_go_on_and_weigh_alike_else() -> None:
    board = a_board([a_sentra("S01", weight=2.0), a_sentra("S02", weight=3.0)])
    one = {"sentra": (SentraCode("S02"),), "milestones": frozenset()}

    assert [own.weight for own in going(board)] == [2.0, 3.0]
    assert [(own.sentra.code, own.weight, own.rows) for own in going(board, **one)] == [
        ("S02", 1.0, ())
    ]


def test_what_a_milestone_comes_after_goes_on_with_what_goes_on() -> None:
    first, second = a_milestone("S01-M01"), a_milestone("S01-M02", a_state(1.0))
    later = a_milestone("S01-M03", after=(first.code, second.code))
    (found,) = going(a_board([a_sentra(milestones=(first, second, later))]))
    assert [row.after for _, row in found.rows] == [(), (first.code,)]


def test_supporters_that_are_no_more_do_not_go_on() -> None:
    gone = AgencyCode("BAPELITBANG")
    milestone = a_milestone(supporting=(gone, AgencyCode("DPMD"), AgencyCode("TIDAK-ADA")))
    board = a_board([a_sentra(milestones=[milestone])])
    ended = replace(board.agencies[gone], valid_to=date(2023, 1, 1))
    ((_, row),) = going(replace(board, agencies={**board.agencies, gone: ended}))[0].rows
    assert row.supporting == ("DPMD",)


def test_all_that_is_said_of_a_milestone_goes_on_but_the_codes_of_the_period() -> None:
    own = a_milestone(renstra_code="1.02.03", renja_code="5", sipd_code="7")
    ((before, row),) = going(a_board([a_sentra(milestones=[own])]))[0].rows
    said = ("code", "title", "stage", "lead", "unit", "target", "indicator", "expected_evidence")
    assert [getattr(row, name) for name in said] == [getattr(before, name) for name in said]
    assert (row.renstra_code, row.renja_code, row.sipd_code) == ("", "", "")


@pytest.mark.parametrize(
    ("progress", "status", "is_left"),
    [
        (0.0, Status.NOT_STARTED, True),
        (0.6, Status.OBSTRUCTED, True),
        (1.0, Status.FINISHED, False),
        (0.6, Status.CANCELLED, False),
    ],
)
def test_what_is_neither_finished_nor_cancelled_is_left(
    progress: float, status: Status, is_left: bool
) -> None:
    own = a_milestone(state=a_state(progress, status=status))
    assert bool(unfinished(a_sentra(milestones=[own]))) is is_left


def test_what_is_claimed_as_finished_but_not_approved_is_left() -> None:
    own = a_milestone(state=a_state(0.5), reported=a_state(1.0))
    assert unfinished(a_sentra(milestones=[own])) == (own,)


def test_the_next_programme_begins_on_the_day_after_and_runs_for_five_years() -> None:
    found = suggested(a_board(programme=a_programme(name="Sentra 2021-2023")), {"SENTRA-2024-2028"})

    assert (found.start, found.said.finish) == (date(2024, 1, 1), date(2028, 12, 31))
    assert (found.code, found.said.name) == ("SENTRA-2024-2028-2", "Sentra 2024-2028")
    assert found.said.letter == a_programme().letter
    assert found.sentra == ("S01",)
    assert found.milestones == {"S01-M01", "S01-M02"}


def test_a_name_without_years_stays_and_a_leap_day_has_a_next_one() -> None:
    programme = a_programme(finish=date(2024, 2, 28))
    found = suggested(a_board(programme=programme), ())
    assert found.said.name == programme.name
    assert (found.start, found.said.finish) == (date(2024, 2, 29), date(2029, 2, 28))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("ppu-2021-2023", "ppu-2024-2028"),
        ("ppu2021", "ppu-2024-2028"),
        ("2021-2023", "2021-2023-2024-2028"),
        ("ppu", "ppu-2024-2028"),
        ("x" * 40, f"{'x' * 27}-2024-2028"),
    ],
)
def test_a_code_takes_the_new_years(code: str, found: str) -> None:
    assert suggested_code(code, "2024-2028", ()) == found


def test_what_is_suggested_is_legal_once_the_regional_plan_is_named() -> None:
    board = a_board(programme=a_programme(region="Kutai Barat"))
    assert problems(board, {"SENTRA"}) == []
    assert list(problems_of_next(suggested(board, ()), board, ())) == [
        FieldProblem("rpjmd", RegisterProblem.NEEDED)
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"code": "-awal"}, PeriodProblem.CODE_MALFORMED),
        ({"code": "dua kata"}, PeriodProblem.CODE_MALFORMED),
        ({"code": "sentra"}, PeriodProblem.CODE_TAKEN),
        ({"start": date(2021, 1, 1)}, PeriodProblem.START_TOO_EARLY),
        ({"start": date(2018, 12, 31)}, PeriodProblem.MANY_YEARS),
        ({"start": date(2029, 1, 1)}, FieldProblem("finish", RegisterProblem.FINISH_BEFORE_START)),
        ({"sentra": ()}, PeriodProblem.NO_SENTRA),
        ({"sentra": (SentraCode("S01"), SentraCode("S09"))}, PeriodProblem.SENTRA_UNKNOWN),
        ({"sentra": (SentraCode("S09"),)}, PeriodProblem.MILESTONE_ALONE),
        ({"milestones": frozenset({MilestoneCode("S01-M09")})}, PeriodProblem.MILESTONE_DONE),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, object], problem: object) -> None:
    assert problem in problems(a_board(), {"SENTRA"}, **changes)


def test_a_problem_names_its_field() -> None:
    assert {one.field for one in PeriodProblem} == {
        *("code", "start", "finish", "sentra", "milestones"),
    }
    assert {one.row for one in PeriodProblem} == {0}


@pytest.mark.parametrize(
    ("finish", "is_too_long"), [(date(2033, 12, 31), False), (date(2034, 1, 1), True)]
)
def test_a_programme_runs_for_ten_years_at_most(finish: date, is_too_long: bool) -> None:
    board = a_board()
    said = replace(wanted(board).said, finish=finish)
    assert (PeriodProblem.MANY_YEARS in problems(board, said=said)) is is_too_long
