"""What waits: its risks, its order, who may decide, and which reasons stand ready."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.evidence.files import EvidenceFile, EvidenceId, FileKind, KeptFile
from rules.periods import WITA
from rules.reporting.report import NewObstacle, ReportEvent
from rules.review.queue import (
    Decided,
    QueueTotals,
    Risk,
    Submitted,
    Waiting,
    Worsening,
    days_waiting,
    is_ordinary,
    ordinary,
    queue,
    totals,
)
from rules.review.ready_reasons import READY_REASONS, Reason, ready_reasons
from rules.values import (
    AccountId,
    Actor,
    AgencyCode,
    EventId,
    Milestone,
    MilestoneCode,
    Revision,
    Schedule,
)
from rules.vocabulary import EventKind, Role, Status
from tests.builders import AS_OF, a_board, a_milestone, a_schedule, a_sentra

CODE = "S01-M01"
SAID_ON = date(2022, 6, 20)
"""The day that a report speaks of."""
AUTHOR = AccountId(5)
LATER = a_schedule(finish=date(2022, 12, 31))
LEADER = Actor(AccountId(9), "pimpinan", "Plt Kepala", Role.LEADER, AgencyCode("DPMD"))
OWN_FIELDS = ("opens", "closes", "preceding", "newer", "files")
A_FILE = EvidenceFile(EvidenceId(1), EventId(10), KeptFile("BAST.pdf", FileKind.PDF, "a" * 64, 9))
AN_OBSTACLE = NewObstacle("Lahan belum bebas", AgencyCode("BPKAD"))


def a_report(progress: float = 0.5, **fields: Any) -> ReportEvent:
    status = Status.FINISHED if progress == 1 else Status.IN_PROGRESS
    event = ReportEvent(
        id=EventId(10),
        kind=EventKind.REPORT,
        milestone=MilestoneCode(CODE),
        report_id=EventId(10),
        effective_on=SAID_ON,
        status=status,
        progress=progress,
        realised_value=None,
        evidence="Berita acara 12/2022",
        note="Catatan",
        author="Operator",
        author_agency=AgencyCode("DPMD"),
        recorded_at=datetime(2022, 6, 20, 9, tzinfo=WITA),
    )
    return replace(event, **fields)


def submitted(before: float | None = 0.4, after: float = 0.5, **fields: Any) -> Submitted:
    approved = None if before is None else a_report(before, id=EventId(1))
    own = {name: fields.pop(name) for name in OWN_FIELDS if name in fields}
    own.setdefault("preceding", approved)
    return Submitted(a_report(after, **fields), AUTHOR, approved, **own)


def waiting(one: Submitted, milestone: Milestone | None = None) -> Waiting:
    known = milestone or a_milestone(CODE, first=LATER)
    (found,) = queue([one], a_board([a_sentra("S01", [known])]))
    return found


def a_slip(days: int) -> Revision:
    after = replace(LATER, finish=LATER.finish + timedelta(days))
    at = datetime(2022, 5, 1, tzinfo=WITA)
    return Revision(at, at.date(), LATER, after, "Hujan", "12/2022", "admin")


def test_a_small_rise_with_evidence_is_ordinary() -> None:
    found = waiting(submitted(0.4, 0.5))

    assert found.risks == ()
    assert is_ordinary(found)


@pytest.mark.parametrize(
    ("report", "worsening"),
    [
        (submitted(0.4, 0.3), Worsening.FELL),
        (submitted(0.4, 0.4, status=Status.CANCELLED), Worsening.CANCELLED),
        (submitted(0.4, 0.5, opens=(AN_OBSTACLE,)), Worsening.OBSTRUCTED),
        (submitted(0.4, 0.4, status=Status.OBSTRUCTED), Worsening.OBSTRUCTED),
        (submitted(None, 0.1, status=Status.OBSTRUCTED), Worsening.OBSTRUCTED),
        (submitted(0.4, 0.5, preceding=a_report(0.6)), Worsening.FELL),
    ],
)
def test_a_report_that_says_less_good_is_worse(report: Submitted, worsening: Worsening) -> None:
    found = waiting(report)

    assert worsening in found.worsenings
    assert found.risks[0] is Risk.WORSENED


@pytest.mark.parametrize(
    ("approved", "claimed", "after", "reopened"),
    [
        (Status.FINISHED, Status.FINISHED, Status.IN_PROGRESS, (Status.FINISHED,)),
        (Status.FINISHED, Status.FINISHED, Status.NOT_STARTED, (Status.FINISHED,)),
        (Status.CANCELLED, Status.CANCELLED, Status.IN_PROGRESS, (Status.CANCELLED,)),
        (Status.CANCELLED, Status.CANCELLED, Status.FINISHED, (Status.CANCELLED,)),
        # A claim that waits is opened again by the next one, too.
        (Status.IN_PROGRESS, Status.FINISHED, Status.OBSTRUCTED, (Status.FINISHED,)),
        (Status.FINISHED, Status.IN_PROGRESS, Status.IN_PROGRESS, (Status.FINISHED,)),
        (
            Status.CANCELLED,
            Status.FINISHED,
            Status.IN_PROGRESS,
            (Status.FINISHED, Status.CANCELLED),
        ),
    ],
)
def test_opening_a_closed_milestone_again_is_the_gravest_risk(
    approved: Status, claimed: Status, after: Status, reopened: tuple[Status, ...]
) -> None:
    one = Submitted(said(after), AUTHOR, said(approved), said(claimed))

    found = waiting(one)
    assert (found.reopened, found.risks[0]) == (reopened, Risk.REOPENED)
    assert not is_ordinary(found)
    assert ready_reasons(found)[0] is not Reason.EVIDENCE_DIFFERS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.FINISHED, Status.FINISHED),
        (Status.FINISHED, Status.CANCELLED),
        (Status.CANCELLED, Status.CANCELLED),
        (Status.IN_PROGRESS, Status.FINISHED),
        (Status.OBSTRUCTED, Status.NOT_STARTED),
    ],
)
def test_what_stays_closed_or_was_open_is_not_opened_again(before: Status, after: Status) -> None:
    found = waiting(Submitted(said(after), AUTHOR, said(before), said(before)))

    assert found.reopened == ()
    assert Risk.REOPENED not in found.risks


def said(status: Status) -> ReportEvent:
    """A report with a status, of one progress wherever that may be."""
    full = {Status.FINISHED: 1.0, Status.NOT_STARTED: 0.0}
    return a_report(full.get(status, 0.5), status=status)


@pytest.mark.parametrize("status", [Status.OBSTRUCTED, Status.CANCELLED])
def test_what_stays_as_bad_as_it_was_is_not_worse(status: Status) -> None:
    approved = a_report(0.4, status=status)
    one = Submitted(a_report(0.4, status=status), AUTHOR, approved, approved)

    assert Risk.WORSENED not in waiting(one).risks


@pytest.mark.parametrize(("finish", "is_late"), [(SAID_ON, False), (SAID_ON - timedelta(1), True)])
def test_a_milestone_left_unfinished_after_its_day_is_late(finish: date, *, is_late: bool) -> None:
    milestone = a_milestone(CODE, first=a_schedule(finish=finish))

    found = waiting(submitted(), milestone)

    assert (Risk.LATE in found.risks) is is_late
    assert found.lateness.days_late == int(is_late)


def test_a_report_that_came_late_is_not_late_for_having_come_late() -> None:
    """What counts is how far the work was on its own day, not when somebody typed it."""
    milestone = a_milestone(CODE, first=a_schedule(finish=date(2022, 1, 31)))
    one = submitted(effective_on=date(2021, 12, 31), recorded_at=datetime(2022, 6, 29, tzinfo=WITA))

    assert Risk.LATE not in waiting(one, milestone).risks


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CANCELLED])
def test_a_report_that_closes_a_late_milestone_leaves_nothing_late(status: Status) -> None:
    milestone = a_milestone(CODE, first=a_schedule(finish=date(2022, 1, 1)))
    one = submitted(0.9, 1.0 if status is Status.FINISHED else 0.9, status=status)

    assert Risk.LATE not in waiting(one, milestone).risks


@pytest.mark.parametrize(("days", "is_late"), [(30, True), (-30, False)])
def test_a_plan_that_was_moved_later_is_a_risk(days: int, *, is_late: bool) -> None:
    slip = a_slip(days)
    milestone = a_milestone(CODE, first=LATER, current=slip.after, revisions=(slip,))

    found = waiting(submitted(), milestone)

    assert (Risk.LATE in found.risks) is is_late
    assert found.lateness.times_slipped == 1


@pytest.mark.parametrize(
    ("before", "after", "is_steep"),
    [(0.1, 0.35, True), (0.1, 0.34, False), (None, 0.25, True), (None, 0.2, False)],
)
def test_a_rise_of_25_points_is_steep(
    before: float | None, after: float, *, is_steep: bool
) -> None:
    assert (Risk.STEEP in waiting(submitted(before, after)).risks) is is_steep


def test_two_steps_that_both_wait_are_one_rise() -> None:
    one = submitted(0.1, 0.4, preceding=a_report(0.25, id=EventId(2)))

    assert Risk.STEEP in waiting(one).risks
    assert one.overtaken
    assert one.overtaken.progress == 0.25


@pytest.mark.parametrize(("evidence", "is_risk"), [("", True), ("  ", True), ("BA 1", False)])
def test_finished_without_evidence_is_a_risk(evidence: str, *, is_risk: bool) -> None:
    found = waiting(submitted(0.9, 1, evidence=evidence))

    assert (Risk.WITHOUT_EVIDENCE in found.risks) is is_risk


def test_a_claim_that_all_is_done_is_never_ordinary_whatever_proves_it() -> None:
    found = waiting(submitted(0.9, 1, evidence="", files=(A_FILE,)))

    assert found.risks == (Risk.FINISHING,)
    assert not is_ordinary(found)


def test_a_report_that_a_newer_approved_one_overtook_is_not_ordinary() -> None:
    found = waiting(submitted(0.4, 0.5, newer=a_report(0.6, id=EventId(12))))

    assert found.risks == (Risk.OVERTAKEN,)
    assert ready_reasons(found)[0] is Reason.OVERTAKEN


def test_the_gravest_risk_comes_first_then_the_oldest() -> None:
    milestones = [
        a_milestone("S01-M01", first=a_schedule(finish=date(2022, 6, 1))),
        a_milestone("S01-M02", first=LATER),
    ]
    made = [
        _at(submitted(0.4, 0.5), 1, "S01-M02", day=2),
        _at(submitted(0.4, 0.5), 2, "S01-M02", day=1),
        _at(submitted(0.9, 1, evidence=""), 3, "S01-M02", day=20),
        _at(submitted(0.1, 0.5), 4, "S01-M02", day=20),
        _at(submitted(0.4, 0.5), 5, "S01-M01", day=20),
        _at(submitted(0.4, 0.3), 6, "S01-M02", day=20),
        _at(submitted(0.4, 0.5), 7, "S01-M01", day=3),
    ]

    found = queue(made, a_board([a_sentra("S01", milestones)]))

    assert [one.submitted.report.id for one in found] == [6, 7, 5, 4, 3, 2, 1]


def test_nobody_takes_their_own_report_among_the_ordinary() -> None:
    mine = replace(submitted(), author_id=LEADER.account_id)
    found = [waiting(mine), waiting(submitted()), waiting(submitted(0.4, 0.3))]

    assert mine.is_by(LEADER)
    assert ordinary(found, LEADER) == (found[1],)


@pytest.mark.parametrize(
    ("submitted_at", "days"),
    [
        (datetime(2022, 6, 30, 0, 30, tzinfo=WITA), 0),
        (datetime(2022, 6, 29, 23, 59, tzinfo=WITA), 1),
        (datetime(2022, 6, 9, 12, tzinfo=WITA), 21),
        (datetime(2022, 7, 1, 8, tzinfo=WITA), 0),
    ],
)
def test_waiting_counts_days_in_penajam(submitted_at: datetime, days: int) -> None:
    assert days_waiting(submitted_at, AS_OF) == days


def test_waiting_ends_with_the_first_decision() -> None:
    report = a_report()
    decision = a_report(kind=EventKind.APPROVED, recorded_at=datetime(2022, 7, 9, tzinfo=WITA))
    first = datetime(2022, 6, 25, 8, tzinfo=WITA)

    assert Decided(report, AUTHOR, decision, first).days == 5


@pytest.mark.parametrize(
    ("kind", "opposite"),
    [(EventKind.APPROVED, EventKind.RETURNED), (EventKind.RETURNED, EventKind.APPROVED)],
)
def test_a_reversal_decides_the_opposite(kind: EventKind, opposite: EventKind) -> None:
    report = a_report()
    decided = Decided(report, AUTHOR, replace(report, kind=kind), report.recorded_at)

    assert decided.opposite is opposite


def test_totals_count_reports_ordinary_ones_and_the_longest_wait() -> None:
    found = [waiting(submitted()), waiting(submitted(0.4, 0.3))]

    assert totals(found) == QueueTotals(reports=2, ordinary=1, longest_days=10)
    assert totals([]) == QueueTotals(reports=0, ordinary=0, longest_days=0)


@pytest.mark.parametrize(
    ("report", "likeliest"),
    [
        (submitted(), Reason.EVIDENCE_DIFFERS),
        (submitted(evidence=""), Reason.EVIDENCE_MISSING),
        (submitted(0.4, 0.3), Reason.FALL_UNEXPLAINED),
        (submitted(1, 0.3), Reason.FALL_UNEXPLAINED),
        (submitted(0.4, 0.4, status=Status.OBSTRUCTED), Reason.OBSTACLE_UNCLEAR),
        (submitted(0.1, 0.9), Reason.RISE_UNEXPLAINED),
        (submitted(0.9, 1, evidence=""), Reason.EVIDENCE_MISSING),
        (submitted(0.4, 0.4, status=Status.CANCELLED), Reason.EVIDENCE_DIFFERS),
    ],
)
def test_the_likeliest_reason_stands_first(report: Submitted, likeliest: Reason) -> None:
    assert ready_reasons(waiting(report))[0] is likeliest


def test_a_late_milestone_asks_for_the_cause_of_its_delay() -> None:
    milestone = a_milestone(CODE, first=a_schedule(finish=date(2022, 1, 1)))

    assert ready_reasons(waiting(submitted(), milestone))[0] is Reason.DELAY_UNEXPLAINED


SHARES = st.integers(0, 100).map(lambda percent: percent / 100)
STATUSES = st.sampled_from(Status)


@st.composite
def queues(draw: st.DrawFn) -> list[Submitted]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        before = draw(st.none() | st.builds(a_report, SHARES, status=STATUSES))
        report = a_report(
            draw(SHARES),
            id=EventId(100 + number),
            milestone=MilestoneCode(f"S01-M0{draw(st.integers(1, 2))}"),
            status=draw(STATUSES),
            evidence=draw(st.sampled_from(["", "Berita acara"])),
            recorded_at=datetime(2022, 6, draw(st.integers(1, 5)), 9, tzinfo=WITA),
        )
        opens = draw(st.sampled_from([(), (AN_OBSTACLE,)]))
        made.append(Submitted(report, AUTHOR, before, before, opens))
    return made


@given(queues(), st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_the_order_of_arrival(
    made: list[Submitted], chance: Any
) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)

    found = queue(made, _board())

    assert queue(shuffled, _board()) == found
    assert sorted(one.report.id for one in made) == sorted(_ids(found))


@given(queues())
def test_graver_never_stands_below_lighter(made: list[Submitted]) -> None:
    ranks = [
        list(Risk).index(one.risks[0]) if one.risks else len(Risk) for one in queue(made, _board())
    ]

    assert ranks == sorted(ranks)


@given(queues())
def test_the_ordinary_have_no_risk_and_all_others_have_one(made: list[Submitted]) -> None:
    found = queue(made, _board())
    usual = ordinary(found, LEADER)

    assert all(not one.risks for one in usual)
    assert all(one.risks for one in found if one not in usual)
    assert totals(found).ordinary == len(usual)


@given(queues())
def test_three_different_reasons_stand_ready(made: list[Submitted]) -> None:
    for one in queue(made, _board()):
        assert len(set(ready_reasons(one))) == len(ready_reasons(one)) == READY_REASONS


def _at(one: Submitted, number: int, code: str, *, day: int) -> Submitted:
    recorded_at = datetime(2022, 6, day, 9, tzinfo=WITA)
    event = replace(
        one.report, id=EventId(number), milestone=MilestoneCode(code), recorded_at=recorded_at
    )
    return replace(one, report=event)


def _ids(found: Sequence[Waiting]) -> list[int]:
    return [one.submitted.report.id for one in found]


def _board() -> Any:
    late: Schedule = a_schedule(finish=date(2022, 6, 1))
    milestones = [a_milestone("S01-M01", first=late), a_milestone("S01-M02", first=LATER)]
    return a_board([a_sentra("S01", milestones)])
