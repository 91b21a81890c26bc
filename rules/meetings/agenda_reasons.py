"""Why a sentra stands on the agenda of a meeting, as facts that its opening freezes. F-19."""

from dataclasses import dataclass
from enum import StrEnum

from rules.changes.change_report import MilestoneChange
from rules.progress.flags import CLOSED
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import NeedKind
from rules.progress.sentra_brief import SentraBrief
from rules.values import AgencyCode, MilestoneCode
from rules.vocabulary import Light, Status


class RegressionKind(StrEnum):
    """How a milestone set its sentra back."""

    FELL = "fell"
    UNCOUNTED = "uncounted"
    CANCELLED = "cancelled"
    OBSTRUCTED = "obstructed"
    SLIPPED = "slipped"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Regression:
    """One milestone that set its sentra back, and the agency that must act on it.

    `progress` is a share in [0, 1], `against` the one it had at the last meeting, or was planned to
    have where it is behind. `days` are those by which its plan slipped. `quote` is what people
    wrote of it: the obstacle, or the reason of the new plan. What `is_learnt` had happened before
    the last meeting and was only reported since.
    """

    kind: RegressionKind
    milestone: MilestoneCode
    owner: AgencyCode
    against: float = 0.0
    progress: float = 0.0
    days: int = 0
    quote: str = ""
    is_learnt: bool = False


@dataclass(frozen=True, slots=True)
class AgendaReasons:
    """Why a sentra stands on the agenda: its light, what set it back, what is late, what waits.

    `light_before` is the lighter one of the last meeting, None where it was no lighter. `need` is
    the gravest one of the sentra, on the milestone `need_on`.
    """

    light: Light
    light_before: Light | None = None
    regressions: tuple[Regression, ...] = ()
    late: tuple[MilestoneCode, ...] = ()
    need: NeedKind | None = None
    need_on: MilestoneCode | None = None

    @property
    def to_act_on(self) -> Regression | None:
        """The regression that somebody must act on first: an obstacle, else the first one."""
        blocked = [
            regression
            for regression in self.regressions
            if regression.kind is RegressionKind.OBSTRUCTED
        ]
        return next(iter((*blocked, *self.regressions)), None)


def regression(change: MilestoneChange) -> Regression:
    """Return what a milestone that worsened, was obstructed or slipped means for its sentra."""
    milestone, before, after = change.milestone, change.before.progress, change.after.progress
    if change.obstacle is not None:
        owner, quote = change.obstacle.owner, change.obstacle.description
        return Regression(
            RegressionKind.OBSTRUCTED, milestone.code, owner, before, after, quote=quote
        )
    if change.revisions:
        days, quote = change.days, change.revisions[-1].reason
        return Regression(
            RegressionKind.SLIPPED, milestone.code, milestone.lead, before, after, days, quote
        )
    return Regression(_fall(change), milestone.code, milestone.lead, before, after)


def furthest_behind(brief: SentraBrief) -> Regression | None:
    """Return the unfinished milestone with most points behind its plan; None where none is."""
    unfinished = [
        milestone for milestone in brief.milestones if milestone.state.status not in CLOSED
    ]
    found = max(unfinished, key=_points_behind, default=None)
    if found is None or _points_behind(found) <= 0:
        return None
    milestone = found.milestone
    return Regression(
        RegressionKind.BEHIND, milestone.code, milestone.lead, found.planned, found.state.progress
    )


def _fall(change: MilestoneChange) -> RegressionKind:
    if change.after.status is Status.CANCELLED:
        return RegressionKind.CANCELLED
    return RegressionKind.UNCOUNTED if change.after.report_id is None else RegressionKind.FELL


def _points_behind(brief: MilestoneBrief) -> float:
    """Points of 100 that are missing against the plan of the moment."""
    return brief.schedule.weight * (brief.planned - brief.state.progress)
