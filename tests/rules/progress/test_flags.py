from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.progress.flags import Flags, days_late, flags
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.values import Milestone, Revision, Schedule, State
from rules.vocabulary import Basis, Flag, Status
from tests.builders import AS_OF, a_milestone, a_schedule, a_state
from tests.rules.laws import LAW

CLOSED = [Status.FINISHED, Status.CANCELLED]
OPEN = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.OBSTRUCTED]


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def flags_of(milestone: Milestone, basis: Basis = Basis.APPROVED) -> Flags:
    return flags(milestone, AS_OF, basis, DEFAULT_THRESHOLDS)


def due_in(days: int, status: Status = Status.IN_PROGRESS, reported_ago: int = 0) -> Milestone:
    finish = AS_OF + timedelta(days=days)
    state = a_state(0.5, status=status, effective_on=ago(reported_ago))
    return a_milestone(state=state, first=a_schedule(start=date(2021, 1, 1), finish=finish))


@pytest.mark.parametrize(("due", "late"), [(1, 0), (0, 0), (-1, 1), (-45, 45)])
def test_a_milestone_is_late_from_the_day_after_its_planned_finish(due: int, late: int) -> None:
    assert days_late(due_in(due), AS_OF, Basis.APPROVED) == late
    assert flags_of(due_in(due)).days_late == late
    assert (Flag.OVERDUE in flags_of(due_in(due)).raised) is (late > 0)


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_milestone_is_neither_late_nor_due(status: Status) -> None:
    assert flags_of(due_in(-45, status)).days_late == 0
    assert flags_of(due_in(10, status)).due_in_days is None


@pytest.mark.parametrize(("due", "left"), [(31, None), (30, 30), (1, 1), (0, 0), (-1, None)])
def test_a_milestone_is_due_soon_within_thirty_days(due: int, left: int | None) -> None:
    found = flags_of(due_in(due))
    assert found.due_in_days == left
    assert (Flag.DUE_SOON in found.raised) is (left is not None)


@pytest.mark.parametrize("status", OPEN)
def test_late_and_due_soon_exclude_each_other(status: Status) -> None:
    for due in range(-3, 34):
        raised = flags_of(due_in(due, status)).raised
        assert not {Flag.OVERDUE, Flag.DUE_SOON} <= set(raised)


@pytest.mark.parametrize(("silent", "days"), [(29, 0), (30, 30), (31, 31), (61, 61)])
def test_a_running_milestone_is_silent_from_thirty_days_without_a_report(
    silent: int, days: int
) -> None:
    found = flags_of(due_in(200, reported_ago=silent))
    assert found.silent_days == days
    assert (Flag.SILENT in found.raised) is (days > 0)


def test_a_milestone_never_reported_is_silent_since_its_planned_start_once_due() -> None:
    due = a_milestone(first=a_schedule(start=ago(40), finish=AS_OF + timedelta(days=30)))
    assert flags_of(due).silent_days == 40


def test_a_milestone_not_started_and_not_yet_due_is_not_silent() -> None:
    far = a_milestone(first=a_schedule(start=ago(40), finish=AS_OF + timedelta(days=31)))
    assert flags_of(far).silent_days == 0


def test_a_milestone_whose_plan_starts_later_is_not_silent() -> None:
    later = a_schedule(start=AS_OF + timedelta(days=1), finish=AS_OF + timedelta(days=10))
    assert flags_of(a_milestone(first=later)).silent_days == 0


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_milestone_is_not_silent(status: Status) -> None:
    assert flags_of(due_in(-45, status, reported_ago=90)).silent_days == 0


def test_a_submitted_report_breaks_the_silence_on_either_basis() -> None:
    old, fresh = a_state(0.5, effective_on=ago(90)), a_state(0.6, effective_on=ago(5))
    milestone = a_milestone(state=old, reported=fresh)
    assert [flags_of(milestone, basis).silent_days for basis in Basis] == [0, 0]


def test_a_finished_claim_that_waits_for_approval_is_not_silent() -> None:
    milestone = a_milestone(
        state=a_state(0.5, effective_on=ago(90)), reported=a_state(1, effective_on=ago(60))
    )
    assert flags_of(milestone, Basis.APPROVED).silent_days == 0


def test_silence_counts_from_the_day_on_which_the_report_was_submitted() -> None:
    submitted = a_state(0.5, effective_on=ago(70), recorded_on=ago(40))
    assert flags_of(a_milestone("S01-M01", submitted)).silent_days == 40


def test_a_report_submitted_later_than_the_view_counts_from_the_day_it_speaks_of() -> None:
    later = a_state(0.5, effective_on=ago(35), recorded_on=AS_OF + timedelta(days=20))
    assert flags_of(a_milestone("S01-M01", later)).silent_days == 35


def test_whether_a_milestone_runs_is_judged_by_its_state_on_the_basis() -> None:
    far = a_schedule(start=ago(100), finish=AS_OF + timedelta(days=200))
    claimed = a_state(0.2, effective_on=ago(50), recorded_on=ago(50))
    states = {Basis.APPROVED: State(), Basis.REPORTED: claimed}
    own = replace(a_milestone("S01-M01", first=far), states=states)
    assert flags_of(own, Basis.APPROVED).silent_days == 0
    assert flags_of(own, Basis.REPORTED).silent_days == 50


def revision(moved: int) -> Revision:
    before = a_schedule()
    after = a_schedule(finish=before.finish + timedelta(days=moved), weight=before.weight + 1)
    at = datetime(2022, 1, 10, tzinfo=UTC)
    return Revision(at, at.date(), before, after, "lahan", "188/12/2022", "admin")


@pytest.mark.parametrize(
    ("moves", "times", "days"),
    [
        ([], 0, 0),
        ([30], 1, 30),
        ([30, 30], 2, 60),
        ([30, -10], 2, 20),
        ([0], 0, 0),
        ([-15], 1, -15),
    ],
)
def test_slips_count_revisions_of_the_finish_and_sum_their_days(
    moves: list[int], times: int, days: int
) -> None:
    milestone = a_milestone(state=a_state(1), revisions=tuple(map(revision, moves)))
    found = flags_of(milestone)
    assert (found.times_slipped, found.days_slipped) == (times, days)
    assert (Flag.SLIPPED in found.raised) is (times > 0)


@LAW
@given(st.lists(st.integers(-300, 300)))
def test_the_days_slipped_are_the_sum_of_all_moves(moves: list[int]) -> None:
    milestone = a_milestone(revisions=tuple(map(revision, moves)))
    assert flags_of(milestone).days_slipped == sum(moves)


@pytest.mark.parametrize(
    ("before", "after", "lacks"),
    [
        (0.50, 0.74, False),
        (0.50, 0.75, True),
        (0.10, 0.35, True),
        (0.55, 0.80, True),
        (0.00, 0.25, True),
        (0.60, 0.40, False),
    ],
)
def test_a_rise_of_twenty_five_points_is_a_claim_that_needs_evidence(
    before: float, after: float, *, lacks: bool
) -> None:
    state = a_state(after, previous_progress=before, evidence="  ")
    assert flags_of(a_milestone(state=state)).without_evidence is lacks
    proven = a_state(after, previous_progress=before, evidence="Berita acara 12")
    assert not flags_of(a_milestone(state=proven)).without_evidence


def test_a_file_is_evidence_as_well_as_a_named_document_is() -> None:
    state = a_state(1, evidence="", files=1)
    assert not flags_of(a_milestone(state=state)).without_evidence


def test_a_finished_milestone_needs_evidence_however_small_the_rise() -> None:
    state = a_state(1, previous_progress=0.95, evidence="")
    assert Flag.WITHOUT_EVIDENCE in flags_of(a_milestone(state=state)).raised


def test_a_cancelled_milestone_raises_nothing_but_its_slips() -> None:
    state = a_state(0.9, status=Status.CANCELLED, evidence="", effective_on=ago(400))
    milestone = a_milestone(state=state, revisions=(revision(30),))
    assert flags_of(milestone) == Flags(times_slipped=1, days_slipped=30)


def test_flags_come_gravest_first() -> None:
    milestone = a_milestone(
        state=a_state(0.9, evidence="", effective_on=ago(40)), revisions=(revision(30),)
    )
    assert flags_of(milestone).raised == (
        Flag.OVERDUE,
        Flag.SILENT,
        Flag.SLIPPED,
        Flag.WITHOUT_EVIDENCE,
    )
    assert Flags().raised == ()


def test_due_days_are_those_of_the_current_plan() -> None:
    first = a_schedule(finish=ago(90))
    moved = Schedule(first.start, AS_OF + timedelta(days=5), first.weight)
    milestone = a_milestone(state=a_state(0.5), first=first, current=moved)
    assert flags_of(milestone).days_late == 0
    assert flags_of(milestone).due_in_days == 5


def test_before_anybody_has_reported_nothing_is_late_or_silent_but_what_is_due_is_told() -> None:
    late = replace(due_in(-2000, Status.NOT_STARTED, reported_ago=2000), is_judged=False)
    assert flags_of(late) == Flags()
    assert flags_of(replace(due_in(10), is_judged=False)).due_in_days == 10
