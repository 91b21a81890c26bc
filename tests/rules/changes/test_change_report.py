from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from rules.changes.change_report import ChangeKind, ChangeReport, changes
from rules.progress.briefing import Briefing, brief
from rules.values import EventId, Milestone, ObstacleId, State
from rules.vocabulary import Basis, Light, Status
from tests.builders import (
    a_board,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
    revised,
)
from tests.rules.laws import LAW

MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)
SCHEDULE = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)


def reported(progress: float, report: int, **fields: object) -> State:
    """A state by the report with this number, fresh enough for nobody to be silent."""
    return a_state(progress, report_id=EventId(report), effective_on=date(2022, 6, 15), **fields)


def briefing_of(as_of: date, *milestones: Milestone) -> Briefing:
    return brief(a_board([a_sentra("S01", milestones)], as_of=as_of), a_moment(as_of))


def between(before: State, after: State) -> ChangeReport:
    """The change of one milestone that runs through 2022."""
    old, new = (a_milestone("S01-M01", one, first=SCHEDULE) for one in (before, after))
    return changes(briefing_of(JUNE, new), briefing_of(MARCH, old))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (0.4, 0.65, ChangeKind.PROGRESSED),
        (0.65, 0.4, ChangeKind.WORSENED),
        (1.0, 0.9, ChangeKind.WORSENED),
        (0.9, 1.0, ChangeKind.FINISHED),
    ],
)
def test_progress_is_told_with_the_pair_of_reports_that_makes_it(
    before: float, after: float, kind: ChangeKind
) -> None:
    (found,) = between(reported(before, 7), reported(after, 12)).milestones
    assert (found.kind, found.reports) == (kind, (EventId(7), EventId(12)))


def test_nothing_is_told_of_a_report_that_changes_nothing() -> None:
    assert between(reported(0.4, 7), reported(0.4, 12)).milestones == ()


def test_a_report_that_counts_no_more_leaves_none_in_force() -> None:
    (found,) = between(reported(0.4, 7), State()).of_kind(ChangeKind.WORSENED)
    assert found.reports == (EventId(7), None)


def test_a_cancelled_milestone_has_worsened() -> None:
    cancelled = reported(0.4, 12, status=Status.CANCELLED)
    (found,) = between(reported(0.4, 7), cancelled).milestones
    assert found.kind is ChangeKind.WORSENED


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (0.4, reported(0.4, 12), ChangeKind.REOPENED),
        (0.4, reported(0.2, 12), ChangeKind.REOPENED),
        (0.4, reported(0.65, 12), ChangeKind.REOPENED),
        (0.4, State(), ChangeKind.REOPENED),
        (0.4, reported(1.0, 12), ChangeKind.FINISHED),
    ],
)
def test_a_milestone_that_is_not_cancelled_any_more_is_reopened_unless_it_is_finished(
    before: float, after: State, kind: ChangeKind
) -> None:
    (found,) = between(reported(before, 7, status=Status.CANCELLED), after).milestones
    assert (found.kind, found.reports) == (kind, (EventId(7), after.report_id))


def test_a_milestone_that_stays_cancelled_tells_nothing() -> None:
    before, after = (
        reported(share, report, status=Status.CANCELLED) for share, report in ((0.4, 7), (0.2, 12))
    )
    assert between(before, after).milestones == ()


def test_obstacles_are_told_when_they_open_and_when_they_are_resolved() -> None:
    old, new, stays = (an_obstacle(id=ObstacleId(number)) for number in (1, 2, 3))
    closed = replace(old, closed_on=date(2022, 6, 1))
    before = reported(0.4, 7, obstacles=(old, stays))
    found = between(before, reported(0.4, 12, obstacles=(closed, new, stays))).milestones
    told = {one.kind: one.obstacle.id for one in found if one.obstacle is not None}
    assert told == {ChangeKind.OBSTRUCTED: new.id, ChangeKind.RESOLVED: old.id}


@pytest.mark.parametrize(
    ("finishes", "kind", "days"),
    [
        ((date(2023, 1, 31), date(2023, 1, 15)), ChangeKind.SLIPPED, 15),
        ((date(2022, 12, 1),), ChangeKind.REVISED, -30),
        ((date(2023, 1, 31), date(2022, 12, 31)), ChangeKind.REVISED, 0),
    ],
)
def test_revisions_in_between_slip_or_revise(
    finishes: tuple[date, ...], kind: ChangeKind, days: int
) -> None:
    old = a_milestone("S01-M01", reported(0.4, 7), first=SCHEDULE)
    new = replace(
        old, revisions=revised(SCHEDULE, *finishes), current=revised(SCHEDULE, *finishes)[-1].after
    )
    (found,) = changes(briefing_of(JUNE, new), briefing_of(MARCH, old)).milestones
    assert (found.kind, found.days, found.revisions) == (kind, days, new.revisions)


def test_a_revision_known_before_is_no_change() -> None:
    moved = revised(SCHEDULE, date(2023, 1, 31))
    old = a_milestone(
        "S01-M01", reported(0.4, 7), first=SCHEDULE, revisions=moved, current=moved[0].after
    )
    assert changes(briefing_of(JUNE, old), briefing_of(MARCH, old)).milestones == ()


def test_silence_is_told_once_it_begins() -> None:
    running = a_state(0.4, report_id=EventId(7), effective_on=date(2022, 3, 20))
    (found,) = between(running, running).milestones
    assert (found.kind, found.days) == (ChangeKind.SILENT, (JUNE - date(2022, 3, 20)).days)
    old = briefing_of(JUNE, a_milestone("S01-M01", running, first=SCHEDULE))
    assert changes(old, old).milestones == ()


def test_a_sentra_tells_its_light_and_deviation_before_and_after() -> None:
    (found,) = between(reported(0.25, 7), reported(0.25, 12)).changed_sentra
    assert (found.before.light, found.after.light) == (Light.ON_PLAN, Light.CRITICAL)
    assert found.got_worse
    assert found.deviation_change == pytest.approx(found.after.deviation - found.before.deviation)
    assert found.deviation_change < -20


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        # Planned share on 31 March is 89/364, on 30 June 180/364.
        (0.25, 0.25, "worse"),
        (0.1, 0.6, "better"),
        (1.0, 0.95, "neither"),
        (0.95, 1.0, "neither"),
    ],
)
def test_a_sentra_got_better_only_where_its_light_is_less_grave(
    before: float, after: float, moves: str
) -> None:
    (found,) = between(reported(before, 7), reported(after, 12)).sentra
    assert found.light_changed
    assert (found.got_worse, found.got_better) == (moves == "worse", moves == "better")


def test_a_sentra_that_merely_began_got_neither_better_nor_worse() -> None:
    ahead = a_schedule(start=date(2022, 5, 1), finish=date(2023, 12, 31), weight=100.0)
    old, new = (a_milestone("S01-M01", one, first=ahead) for one in (State(), reported(0.1, 12)))
    (found,) = changes(briefing_of(JUNE, new), briefing_of(MARCH, old)).sentra
    assert (found.before.light, found.after.light) == (Light.NOT_STARTED, Light.ON_PLAN)
    assert not found.got_worse
    assert not found.got_better


def deviating(before: float, after: float) -> ChangeReport:
    """A sentra with these deviations, in points, and nothing else that changed."""
    earlier, later = (
        briefing_of(
            day, a_milestone("S01-M01", reported(planned + points / 100, 7), first=SCHEDULE)
        )
        for day, planned, points in ((MARCH, 89 / 364, before), (JUNE, 180 / 364, after))
    )
    return replace(changes(later, earlier), milestones=())


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        (-3.96, -4.03, False),
        (-2.04, -2.06, True),
        (0.04, -0.04, False),
        (-2.049999999999996, -2.05, False),
    ],
)
def test_a_deviation_changed_where_its_tenths_are_written_otherwise(
    before: float, after: float, *, is_told: bool
) -> None:
    report = deviating(before, after)
    assert bool(report.changed_sentra) is is_told
    assert report.is_empty is not is_told


def test_a_sentra_that_stands_in_one_briefing_alone_is_left_out() -> None:
    one = a_milestone("S01-M01", reported(0.4, 7), first=SCHEDULE)
    empty = brief(a_board([], as_of=MARCH), a_moment(MARCH))
    report = changes(briefing_of(JUNE, one), empty)
    assert (report.sentra, report.milestones) == ((), ())


def test_the_gravest_kind_of_a_sentra_stands_first() -> None:
    old = [a_milestone(f"S01-M0{n}", reported(0.5, n), first=SCHEDULE) for n in (1, 2, 3)]
    shares = (0.6, 1.0, 0.4)
    new = [
        replace(one, states=_both(reported(share, 10 + one.sequence)))
        for one, share in zip(old, shares, strict=True)
    ]
    found = changes(briefing_of(JUNE, *new), briefing_of(MARCH, *old)).milestones
    assert [one.kind for one in found] == [
        ChangeKind.WORSENED,
        ChangeKind.PROGRESSED,
        ChangeKind.FINISHED,
    ]


@LAW
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8))
def test_every_milestone_moved_up_down_or_not_at_all(shares: list[tuple[int, int]]) -> None:
    schedule = replace(SCHEDULE, weight=100 / len(shares))
    old, new = (
        [
            a_milestone(f"S01-M{n:02}", reported(pair[at] / 20, n), first=schedule)
            for n, pair in enumerate(shares, 1)
        ]
        for at in (0, 1)
    )
    report = changes(briefing_of(JUNE, *new), briefing_of(MARCH, *old))
    moved = {
        kind: {one.milestone.sequence for one in report.of_kind(kind)}
        for kind in (ChangeKind.WORSENED, ChangeKind.PROGRESSED, ChangeKind.FINISHED)
    }
    fell = {n for n, (before, after) in enumerate(shares, 1) if after < before}
    rose = {n for n, (before, after) in enumerate(shares, 1) if after > before}
    assert moved[ChangeKind.WORSENED] == fell
    assert moved[ChangeKind.PROGRESSED] | moved[ChangeKind.FINISHED] == rose
    assert not moved[ChangeKind.PROGRESSED] & moved[ChangeKind.FINISHED]


def _both(state: State) -> Mapping[Basis, State]:
    return dict.fromkeys(Basis, state)


def test_lights_are_shown_before_deviations_that_moved_alone() -> None:
    turned = between(reported(0.25, 7), reported(0.25, 12))
    assert turned.shown_sentra == turned.changed_sentra
    crept = deviating(-2.04, -2.06)
    assert crept.shown_sentra == crept.changed_sentra != ()
    fell = replace(crept, milestones=between(reported(0.3, 7), reported(0.2, 12)).milestones)
    assert fell.milestones
    assert fell.shown_sentra == ()


def test_what_was_only_learnt_is_told_apart_from_what_happened() -> None:
    told = briefing_of(MARCH, a_milestone("S01-M01", reported(0.2, 7), first=SCHEDULE))
    known = briefing_of(MARCH, a_milestone("S01-M01", reported(0.5, 9), first=SCHEDULE))
    now = briefing_of(JUNE, a_milestone("S01-M01", reported(0.6, 12), first=SCHEDULE))

    found = changes(now, known, told)

    (happened,) = found.milestones
    assert (happened.before.progress, happened.after.progress) == (0.5, 0.6)
    assert found.learnt is not None
    (learnt,) = found.learnt.milestones
    assert (learnt.before.progress, learnt.after.progress) == (0.2, 0.5)
    assert found.since_told[0].before.actual == 0.2
    assert found.sentra[0].before.actual == 0.5
    assert found.news == (happened, learnt)


def test_typing_alone_is_no_change_but_is_not_silent_about_what_was_learnt() -> None:
    told = briefing_of(JUNE, a_milestone("S01-M01", reported(0.2, 7), first=SCHEDULE))
    known = briefing_of(JUNE, a_milestone("S01-M01", reported(0.5, 9), first=SCHEDULE))

    found = changes(known, known, told)

    assert found.is_still
    assert not found.is_empty
    assert found.news_of_kind(ChangeKind.PROGRESSED) == found.learnt.milestones  # type: ignore[union-attr]


def test_what_was_not_judged_before_got_neither_worse_nor_silent() -> None:
    own = a_milestone("S01-M01", State(), first=SCHEDULE)
    before = briefing_of(MARCH, replace(own, is_judged=False))
    found = changes(briefing_of(JUNE, own), before)
    (change,) = found.sentra
    assert (change.before.light, change.after.light) == (Light.NOT_JUDGED, Light.CRITICAL)
    assert change.light_changed
    assert not change.got_worse
    assert not change.got_better
    assert found.milestones == ()
