"""What a batch changes: the share of each sentra without and with it, by effective day. F-03."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rules.periods import month_ends, quarter_of
from rules.progress.shares import actual_share, programme_share
from rules.reporting.batch import NOT_RECORDED, BatchRow, Claim, Claims
from rules.reporting.reopening import reopens
from rules.reporting.verdict import COUNTING
from rules.values import EventId, Milestone, MilestoneCode, Sentra, State
from rules.vocabulary import Basis, EventKind, Plan


@dataclass(frozen=True, slots=True)
class Step:
    """A share in [0, 1] without and with a batch."""

    before: float
    after: float


@dataclass(frozen=True, slots=True)
class SentraStep:
    """What a batch changes of one sentra: on each basis, by how many reports."""

    sentra: Sentra
    reports: int
    approved: Step
    reported: Step


@dataclass(frozen=True, slots=True)
class BatchPreview:
    """What a batch changes at the end of `day`: the whole programme, and each sentra it is about.

    With it means: approved on one basis, submitted on the other.
    """

    day: date
    approved: Step
    reported: Step
    sentra: tuple[SentraStep, ...]


def claims_of(rows: Sequence[BatchRow]) -> dict[MilestoneCode, list[Claim]]:
    """Return what the rows of an unsent batch would claim."""
    found: dict[MilestoneCode, list[Claim]] = {}
    for row in rows:
        draft = row.draft
        claim = Claim(NOT_RECORDED, draft.effective_on, draft.status, draft.progress)
        found.setdefault(draft.milestone, []).append(claim)
    return found


def apart(claims: Claims, batch: Collection[EventId]) -> tuple[Claims, Claims]:
    """Return all other reports, and those of a recorded batch."""
    others = {
        code: [one for one in of if one.report_id not in batch] for code, of in claims.items()
    }
    own = {code: [one for one in of if one.report_id in batch] for code, of in claims.items()}
    return others, own


def reopened_by(recorded: Claims, batch: Claims) -> tuple[MilestoneCode, ...]:
    """Return the milestones that a recorded batch opens again after they were closed.

    Each of its reports is compared with the one that stands before it by its day, of the batch or
    of all other reports that count once they are submitted.
    """
    return tuple(
        code for code, own in sorted(batch.items()) if _opens_again(recorded.get(code, ()), own)
    )


def _opens_again(recorded: Sequence[Claim], own: Sequence[Claim]) -> bool:
    counting = [one for one in recorded if one.counts]
    course = sorted((*counting, *own), key=_in_force)
    return any(
        after in own and reopens(before.status, after.status) for before, after in pairwise(course)
    )


def preview(
    group: Sequence[Sentra], recorded: Claims, batch: Claims, day: date, *, plan: Plan
) -> BatchPreview:
    """Return what `batch` changes at the end of `day`.

    `recorded` are all other reports; of both, those count that are effective by the day, as known
    now and with the weights that `plan` has now.
    """
    whole = {milestone.code for sentra in group for milestone in sentra.milestones}
    added = {code: claims for code, claims in batch.items() if code in whole}
    without = [_as_known(sentra, recorded, {}, day) for sentra in group]
    with_it = [_as_known(sentra, recorded, added, day) for sentra in group]
    touched = [
        SentraStep(sentra, reports, *_steps([before], [after], plan))
        for sentra, before, after in zip(group, without, with_it, strict=True)
        if (reports := sum(len(added.get(one.code, ())) for one in sentra.milestones))
    ]
    return BatchPreview(day, *_steps(without, with_it, plan), tuple(touched))


def preview_days(first: date, last: date) -> tuple[date, ...]:
    """Return the days at which a batch is looked at: the quarter ends in it, and its last day."""
    ends = (day for day in month_ends(first, last) if day == quarter_of(day).finish)
    return (*(day for day in ends if day < last), last)


def _steps(before: Sequence[Sentra], after: Sequence[Sentra], plan: Plan) -> tuple[Step, Step]:
    """What is approved and what is reported, of one sentra or of the programme."""
    approved, reported = (
        Step(_share(before, plan, basis), _share(after, plan, basis))
        for basis in (Basis.APPROVED, Basis.REPORTED)
    )
    return approved, reported


def _share(group: Sequence[Sentra], plan: Plan, basis: Basis) -> float:
    return programme_share(
        group, lambda own: actual_share(own.milestones, plan=plan, basis=basis), plan=plan
    )


def _as_known(sentra: Sentra, recorded: Claims, added: Claims, day: date) -> Sentra:
    milestones = (
        _milestone(one, recorded.get(one.code, ()), added.get(one.code, ()), day)
        for one in sentra.milestones
    )
    return replace(sentra, milestones=tuple(milestones))


def _milestone(
    milestone: Milestone, recorded: Sequence[Claim], added: Sequence[Claim], day: date
) -> Milestone:
    """The milestone on each basis by its last report up to the day; an unsent row came last."""
    # What waits counts as approved where it is asked what approving would change.
    approving = [replace(one, verdict=EventKind.APPROVED) for one in added]
    states = {}
    for basis in Basis:
        known = [
            one
            for one in (*recorded, *approving)
            if one.verdict in COUNTING[basis] and one.effective_on <= day
        ]
        last = max(known, key=_in_force, default=None)
        states[basis] = State() if last is None else State(last.status, last.progress)
    return replace(milestone, states=states)


def _in_force(claim: Claim) -> tuple[date, bool, EventId]:
    return claim.effective_on, claim.report_id == NOT_RECORDED, claim.report_id
