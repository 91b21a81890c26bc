from dataclasses import replace
from datetime import date

import pytest

from rules.reporting.batch import Claim
from rules.reporting.batch_preview import (
    Step,
    apart,
    claims_of,
    preview,
    preview_days,
    reopened_by,
)
from rules.values import EventId, MilestoneCode
from rules.vocabulary import EventKind, Plan, Status
from tests.builders import a_sentra
from tests.rules.reporting.test_batch import CODE, a_row, day

OTHER = MilestoneCode("S01-M02")
GROUP = (a_sentra("S01"), a_sentra("S02"))


def rounded(found: Step) -> Step:
    return Step(round(found.before, 9), round(found.after, 9))


def a_claim(number: int, on: date, progress: float, verdict: EventKind = EventKind.REPORT) -> Claim:
    return Claim(EventId(number), on, Status.IN_PROGRESS, progress, verdict=verdict)


def test_a_batch_is_told_without_and_with_it_on_both_bases() -> None:
    recorded = {
        CODE: [a_claim(1, day(1), 0.2, EventKind.APPROVED), a_claim(2, day(5), 0.4)],
    }
    found = preview(GROUP, recorded, claims_of([a_row(1, day(10), 0.8)]), day(31), plan=Plan.FIRST)

    (step,) = found.sentra
    assert (step.sentra.code, step.reports) == ("S01", 1)
    # One of two equal milestones of the sentra, which is one of two equal ones.
    assert rounded(step.approved) == Step(0.1, 0.4)
    assert rounded(step.reported) == Step(0.2, 0.4)
    assert rounded(found.approved) == Step(0.05, 0.2)
    assert rounded(found.reported) == Step(0.1, 0.2)


def test_what_is_effective_after_the_day_does_not_count_on_it() -> None:
    added = claims_of([a_row(1, day(10), 0.8), a_row(2, day(20), 1)])

    assert preview(GROUP, {}, added, day(9), plan=Plan.FIRST).approved.after == 0
    assert rounded(preview(GROUP, {}, added, day(10), plan=Plan.FIRST).approved).after == 0.2
    assert rounded(preview(GROUP, {}, added, day(20), plan=Plan.FIRST).approved).after == 0.25


def test_a_row_of_a_day_that_is_reported_already_takes_its_place() -> None:
    recorded = {CODE: [a_claim(9, day(10), 0.6, EventKind.APPROVED)]}

    found = preview(GROUP, recorded, claims_of([a_row(1, day(10), 0.4)]), day(10), plan=Plan.FIRST)

    assert rounded(found.approved) == Step(0.15, 0.1)


def test_a_later_report_stays_in_force_beside_a_batch() -> None:
    recorded = {CODE: [a_claim(1, day(20), 0.6, EventKind.APPROVED)]}

    found = preview(GROUP, recorded, claims_of([a_row(1, day(10), 0.4)]), day(31), plan=Plan.FIRST)

    assert rounded(found.approved) == Step(0.15, 0.15)


def test_a_milestone_that_a_batch_cancels_leaves_the_whole() -> None:
    cancelled = a_row(1, day(10), 0, status=Status.CANCELLED)
    half = a_row(2, day(10), 0.5, milestone=OTHER)

    found = preview(GROUP[:1], {}, claims_of([cancelled, half]), day(10), plan=Plan.FIRST)

    assert rounded(found.approved) == Step(0, 0.5)


def test_what_no_plan_knows_changes_nothing() -> None:
    unknown = a_row(1, day(1), 1, milestone=MilestoneCode("S99-M01"))

    assert preview(GROUP, {}, claims_of([unknown]), day(1), plan=Plan.FIRST).sentra == ()


def test_the_reports_of_a_batch_are_told_from_all_others() -> None:
    claims = {CODE: [a_claim(1, day(1), 0.1), a_claim(2, day(2), 0.2)]}

    others, own = apart(claims, {EventId(2)})

    assert [one.report_id for one in others[CODE]] == [1]
    assert [one.report_id for one in own[CODE]] == [2]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (
            date(2021, 2, 7),
            date(2021, 8, 1),
            (date(2021, 3, 31), date(2021, 6, 30), date(2021, 8, 1)),
        ),
        (date(2021, 4, 1), date(2021, 6, 30), (date(2021, 6, 30),)),
        (date(2021, 4, 1), date(2021, 4, 1), (date(2021, 4, 1),)),
    ],
)
def test_a_batch_is_looked_at_at_quarter_ends_and_on_its_last_day(
    first: date, last: date, days: tuple[date, ...]
) -> None:
    assert preview_days(first, last) == days


CLOSED = Claim(EventId(1), day(5), Status.FINISHED, 1, verdict=EventKind.APPROVED)
CANCELLED = Claim(EventId(1), day(5), Status.CANCELLED, 0.4, verdict=EventKind.APPROVED)


@pytest.mark.parametrize("closed", [CLOSED, CANCELLED])
@pytest.mark.parametrize(("on", "opened"), [(4, ()), (5, (CODE,)), (6, (CODE,))])
def test_a_batch_says_what_it_opens_again(
    closed: Claim, on: int, opened: tuple[MilestoneCode, ...]
) -> None:
    own = {CODE: [a_claim(9, day(on), 0.6)], OTHER: [a_claim(10, day(on), 0.6)]}

    assert reopened_by({CODE: [closed]}, own) == opened


def test_a_batch_opens_again_what_it_closed_itself() -> None:
    own = {CODE: [replace(CLOSED, verdict=EventKind.REPORT), a_claim(9, day(6), 0.6)]}

    assert reopened_by({}, own) == (CODE,)


def test_what_was_returned_was_never_closed() -> None:
    returned = replace(CLOSED, verdict=EventKind.RETURNED)

    assert reopened_by({CODE: [returned]}, {CODE: [a_claim(9, day(6), 0.6)]}) == ()


def test_others_that_opened_it_again_are_not_laid_to_the_batch() -> None:
    recorded = {CODE: [CLOSED, a_claim(2, day(6), 0.5, EventKind.APPROVED)]}

    assert reopened_by(recorded, {CODE: [a_claim(9, day(7), 0.6)]}) == ()
