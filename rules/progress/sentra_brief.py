"""One sentra at a moment: its figures, its light, its milestones and stages."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.progress.flags import CLOSED
from rules.progress.health import Health, Progress, health
from rules.progress.milestone_brief import MilestoneBrief, milestone_brief
from rules.progress.s_curve import CurvePoint
from rules.progress.shares import (
    actual_share,
    counts,
    deviation,
    planned_share,
    weight_in,
    without_cancelling,
)
from rules.rounding import reads_lower
from rules.thresholds import Thresholds
from rules.values import Milestone, Moment, Sentra
from rules.vocabulary import STAGES, Basis, Flag, Plan


@dataclass(frozen=True, slots=True)
class StageBrief:
    """Progress of one stage of a sentra; None where the plan has no milestone in it."""

    stage: int
    milestones: int
    actual: float | None
    planned: float | None


@dataclass(frozen=True, slots=True)
class SentraBrief:
    """One sentra at the moment: shares in [0, 1], deviations in percentage points.

    `uncancelled` are the figures had nothing been cancelled; None where nothing is.
    """

    sentra: Sentra
    actual: float
    approved: float
    reported: float
    planned_first: float
    planned_current: float
    planned: float
    deviation: float
    health: Health
    milestones: tuple[MilestoneBrief, ...]
    stages: tuple[StageBrief, ...]
    next_due: MilestoneBrief | None
    cancelled: tuple[Milestone, ...]
    uncancelled: Progress | None
    curve: tuple[CurvePoint, ...]

    @property
    def claimed(self) -> float | None:
        """What is reported, where it reads higher or lower than the actual; None where it is one.

        A claim that awaits its decision may take progress back as well as add some.
        """
        one, other = self.reported, self.actual
        return one if reads_lower(one, other) or reads_lower(other, one) else None

    @property
    def is_claimed_lower(self) -> bool:
        """Whether less is reported than what is approved."""
        return reads_lower(self.reported, self.approved)

    @property
    def is_in_plan(self) -> bool:
        """Whether the plan compared with has anything of it, or nothing is planned at all."""
        return not self.milestones or any(own.weight for own in self.milestones)

    def count(self, flag: Flag) -> int:
        """Return how many milestones raise `flag`."""
        return sum(flag in milestone.flags.raised for milestone in self.milestones)


def sentra_brief(
    sentra: Sentra, moment: Moment, thresholds: Thresholds, *, curve: tuple[CurvePoint, ...]
) -> SentraBrief:
    """Return one sentra at the moment, with its curve."""
    own, basis = sentra.milestones, moment.basis
    milestones = tuple(milestone_brief(milestone, moment, thresholds) for milestone in own)
    progress = _progress(own, moment)
    cancelled = tuple(milestone for milestone in own if not counts(milestone, basis))
    return SentraBrief(
        sentra=sentra,
        actual=progress.actual,
        approved=actual_share(own, plan=moment.plan, basis=Basis.APPROVED),
        reported=actual_share(own, plan=moment.plan, basis=Basis.REPORTED),
        planned_first=planned_share(own, moment.as_of, plan=Plan.FIRST, basis=basis),
        planned_current=planned_share(own, moment.as_of, plan=Plan.CURRENT, basis=basis),
        planned=progress.planned,
        deviation=progress.deviation,
        health=health(own, progress, moment, thresholds),
        milestones=milestones,
        stages=tuple(_stage_brief(own, stage, moment) for stage in STAGES),
        next_due=_next_due(milestones),
        cancelled=cancelled,
        uncancelled=_uncancelled(own, moment) if cancelled else None,
        curve=curve,
    )


def _progress(milestones: Sequence[Milestone], moment: Moment) -> Progress:
    actual = actual_share(milestones, plan=moment.plan, basis=moment.basis)
    planned = planned_share(milestones, moment.as_of, plan=moment.plan, basis=moment.basis)
    return Progress(actual, planned, deviation(actual, planned))


def _uncancelled(milestones: Sequence[Milestone], moment: Moment) -> Progress:
    actual, planned = without_cancelling(
        milestones, moment.as_of, plan=moment.plan, basis=moment.basis
    )
    return Progress(actual, planned, deviation(actual, planned))


def _stage_brief(milestones: Sequence[Milestone], stage: int, moment: Moment) -> StageBrief:
    own = [
        milestone
        for milestone in milestones
        if milestone.stage == stage
        and counts(milestone, moment.basis)
        and weight_in(milestone, moment.plan)
    ]
    if not own:
        return StageBrief(stage, 0, None, None)
    return StageBrief(
        stage=stage,
        milestones=len(own),
        actual=actual_share(own, plan=moment.plan, basis=moment.basis),
        planned=planned_share(own, moment.as_of, plan=moment.plan, basis=moment.basis),
    )


def _next_due(milestones: Sequence[MilestoneBrief]) -> MilestoneBrief | None:
    """Return the unfinished milestone with the earliest planned finish, late ones included."""
    unfinished = [brief for brief in milestones if brief.state.status not in CLOSED]
    return min(
        unfinished,
        key=lambda brief: (brief.milestone.current.finish, brief.milestone.sequence),
        default=None,
    )
