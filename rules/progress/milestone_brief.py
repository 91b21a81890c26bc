"""One milestone at a moment: its state, its schedule and its flags."""

from dataclasses import dataclass

from rules.progress.flags import Flags, flags
from rules.progress.shares import planned_of, weight_in
from rules.thresholds import Thresholds
from rules.values import Milestone, Moment, Schedule, State
from rules.vocabulary import Basis, Status


@dataclass(frozen=True, slots=True)
class MilestoneBrief:
    """A milestone at the moment: its state on the basis, its schedule in the plan, its flags.

    `weight` is that by which the plan reckons what was done.
    """

    milestone: Milestone
    state: State
    reported: State
    schedule: Schedule
    weight: float
    planned: float
    flags: Flags

    @property
    def contribution(self) -> float:
        """Points of 100 that the milestone adds to its sentra: weight x progress.

        A cancelled milestone adds none, and the points are then out of the remaining weight.
        """
        if self.state.status is Status.CANCELLED:
            return 0.0
        return self.weight * self.state.progress


def milestone_brief(milestone: Milestone, moment: Moment, thresholds: Thresholds) -> MilestoneBrief:
    """Return one milestone at the moment."""
    return MilestoneBrief(
        milestone=milestone,
        state=milestone.states[moment.basis],
        reported=milestone.states[Basis.REPORTED],
        schedule=milestone.schedule(moment.plan),
        weight=weight_in(milestone, moment.plan),
        planned=planned_of(milestone, moment.as_of, moment.plan),
        flags=flags(milestone, moment.as_of, moment.basis, thresholds),
    )
