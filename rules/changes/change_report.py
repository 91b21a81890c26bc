"""What changed between two moments, and the pair of reports or the revision that made it. F-18.

Both briefings must be on the same basis and plan; items come sentra by sentra in the later
briefing's order of need, gravest kind first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.sentra_brief import SentraBrief
from rules.rounding import rounded
from rules.values import EventId, Milestone, Moment, Obstacle, Revision, Sentra, State
from rules.vocabulary import Basis, Flag, Light, Status


class ChangeKind(StrEnum):
    """How a milestone changed, gravest first, good news last."""

    WORSENED = "worsened"
    OBSTRUCTED = "obstructed"
    SLIPPED = "slipped"
    SILENT = "silent"
    REVISED = "revised"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    PROGRESSED = "progressed"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class MilestoneChange:
    """One change: the states before and after, and what made it.

    `obstacle` is the one opened or resolved; `revisions` are those recorded between the moments;
    `days` are those moved (later is positive), or those without a report.
    """

    kind: ChangeKind
    milestone: Milestone
    before: State
    after: State
    obstacle: Obstacle | None = None
    revisions: tuple[Revision, ...] = ()
    days: int = 0

    @property
    def reports(self) -> tuple[EventId | None, EventId | None]:
        """The report in force before and the one after; None where there was none."""
        return self.before.report_id, self.after.report_id


@dataclass(frozen=True, slots=True)
class SentraState:
    """A sentra at one of the moments: shares in [0, 1], the deviation in points."""

    light: Light
    actual: float
    planned: float
    deviation: float


@dataclass(frozen=True, slots=True)
class SentraChange:
    """A sentra at both moments."""

    sentra: Sentra
    before: SentraState
    after: SentraState

    @property
    def light_changed(self) -> bool:
        """Whether its light is another one."""
        return self.before.light is not self.after.light

    @property
    def got_worse(self) -> bool:
        """Whether its light is graver than before."""
        return self._graver > 0

    @property
    def got_better(self) -> bool:
        """Whether its light is less grave than before."""
        return self._graver < 0

    @property
    def _graver(self) -> int:
        """By how much its light is graver; what was not judged yet got neither worse nor better."""
        if Light.NOT_JUDGED in {self.before.light, self.after.light}:
            return 0
        return _GRAVITY[self.after.light] - _GRAVITY[self.before.light]

    @property
    def deviation_changed(self) -> bool:
        """Whether its deviation reads otherwise, to a tenth of a point."""
        return rounded(self.before.deviation, 1) != rounded(self.after.deviation, 1)

    @property
    def deviation_change(self) -> float:
        """Points by which the deviation changed; better is positive."""
        return self.after.deviation - self.before.deviation


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """Everything that changed from `since` to `until`; `sentra` are all that stand in both.

    Both moments are seen with the later one's knowledge: what changed is what happened. `learnt` is
    what became known after `since` of the days up to it, which is no progress; None where nobody
    asks. `since_told` compares the later figures of each sentra with those told at `since`.
    """

    since: Moment
    until: Moment
    sentra: tuple[SentraChange, ...]
    milestones: tuple[MilestoneChange, ...]
    learnt: "ChangeReport | None" = None
    since_told: tuple[SentraChange, ...] = ()

    @property
    def changed_sentra(self) -> tuple[SentraChange, ...]:
        """The sentra whose light or deviation changed."""
        return tuple(
            change for change in self.sentra if change.light_changed or change.deviation_changed
        )

    @property
    def shown_sentra(self) -> tuple[SentraChange, ...]:
        """The sentra whose light changed; where nothing but deviations did, all that changed."""
        lights = tuple(change for change in self.sentra if change.light_changed)
        return lights if lights or self.milestones else self.changed_sentra

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that could be told, nor was anything learnt."""
        return self.is_still and (self.learnt is None or self.learnt.is_empty)

    @property
    def is_still(self) -> bool:
        """Whether nothing happened that could be told."""
        return not self.milestones and not self.changed_sentra

    @property
    def news(self) -> tuple[MilestoneChange, ...]:
        """All changes of milestones that were not told at `since`: happened, then learnt."""
        return (*self.milestones, *(() if self.learnt is None else self.learnt.milestones))

    def of_kind(self, *kinds: ChangeKind) -> tuple[MilestoneChange, ...]:
        """Return the changes of these kinds."""
        return tuple(change for change in self.milestones if change.kind in kinds)

    def news_of_kind(self, *kinds: ChangeKind) -> tuple[MilestoneChange, ...]:
        """Return the changes of these kinds that were not told at `since`: happened or learnt."""
        happened = self.of_kind(*kinds)
        known = {(change.kind, change.milestone.code) for change in happened}
        learnt = () if self.learnt is None else self.learnt.of_kind(*kinds)
        return (
            *happened,
            *(own for own in learnt if (own.kind, own.milestone.code) not in known),
        )


# Nobody is to act on the first three, so that to begin or to finish is neither better nor worse.
_GRAVITY = {
    Light.FINISHED: 0,
    Light.ON_PLAN: 0,
    Light.NOT_STARTED: 0,
    Light.ATTENTION: 1,
    Light.CRITICAL: 2,
}


def changes(later: Briefing, earlier: Briefing, told: Briefing | None = None) -> ChangeReport:
    """Return what changed from `earlier` to `later`; what stands in one alone is left out.

    `told` is the briefing of the earlier day as known then, from which what was learnt of it since
    is told apart.
    """
    pairs = _pairs(later, earlier)
    return ChangeReport(
        since=earlier.moment,
        until=later.moment,
        sentra=_sentra_changes(pairs),
        milestones=tuple(change for brief, old in pairs for change in _of_sentra(brief, old)),
        learnt=None if told is None else changes(earlier, told),
        since_told=_sentra_changes(pairs if told is None else _pairs(later, told)),
    )


def _pairs(later: Briefing, earlier: Briefing) -> list[tuple[SentraBrief, SentraBrief]]:
    before = {brief.sentra.code: brief for brief in earlier.sentra}
    return [
        (brief, before[brief.sentra.code]) for brief in later.sentra if brief.sentra.code in before
    ]


def _sentra_changes(pairs: Sequence[tuple[SentraBrief, SentraBrief]]) -> tuple[SentraChange, ...]:
    return tuple(SentraChange(brief.sentra, _state(old), _state(brief)) for brief, old in pairs)


def _state(brief: SentraBrief) -> SentraState:
    return SentraState(brief.health.light, brief.actual, brief.planned, brief.deviation)


def _of_sentra(later: SentraBrief, earlier: SentraBrief) -> list[MilestoneChange]:
    before = {brief.milestone.code: brief for brief in earlier.milestones}
    found = [
        change
        for brief in later.milestones
        if brief.milestone.code in before
        for change in _of_milestone(brief, before[brief.milestone.code])
    ]
    order = list(ChangeKind)
    return sorted(found, key=lambda change: (order.index(change.kind), change.milestone.sequence))


def _of_milestone(later: MilestoneBrief, earlier: MilestoneBrief) -> Iterator[MilestoneChange]:
    yield from _of_progress(later.milestone, earlier.state, later.state)
    yield from _of_obstacles(later.milestone, earlier.state, later.state)
    yield from _of_plan(later, earlier)
    was_heard = Flag.SILENT not in earlier.flags.raised and earlier.milestone.is_judged
    if later.flags.silent_days and was_heard:
        # An agency is heard on either basis, so the report meant is the latest submitted.
        was, now = (brief.milestone.states[Basis.REPORTED] for brief in (earlier, later))
        days = later.flags.silent_days
        yield MilestoneChange(ChangeKind.SILENT, later.milestone, was, now, days=days)


def _of_progress(milestone: Milestone, before: State, after: State) -> Iterator[MilestoneChange]:
    kind = _progress_kind(before, after)
    if kind is not None:
        yield MilestoneChange(kind, milestone, before, after)


def _progress_kind(before: State, after: State) -> ChangeKind | None:
    """What became of the progress; while a milestone is cancelled, its progress counts nowhere."""
    was_cancelled = before.status is Status.CANCELLED
    if after.status is Status.CANCELLED:
        return None if was_cancelled else ChangeKind.WORSENED
    if after.status is Status.FINISHED:
        return None if before.status is Status.FINISHED else ChangeKind.FINISHED
    if was_cancelled:
        return ChangeKind.REOPENED
    if after.progress < before.progress:
        return ChangeKind.WORSENED
    return ChangeKind.PROGRESSED if after.progress > before.progress else None


def _of_obstacles(milestone: Milestone, before: State, after: State) -> Iterator[MilestoneChange]:
    was_open = {obstacle.id for obstacle in before.open_obstacles}
    for obstacle in after.open_obstacles:
        if obstacle.id not in was_open:
            yield MilestoneChange(ChangeKind.OBSTRUCTED, milestone, before, after, obstacle)
    still_open = {obstacle.id for obstacle in after.open_obstacles}
    for obstacle in before.open_obstacles:
        if obstacle.id not in still_open:
            yield MilestoneChange(ChangeKind.RESOLVED, milestone, before, after, obstacle)


def _of_plan(later: MilestoneBrief, earlier: MilestoneBrief) -> Iterator[MilestoneChange]:
    new = later.milestone.revisions[len(earlier.milestone.revisions) :]
    if not new:
        return
    days = sum(revision.days_moved for revision in new)
    kind = ChangeKind.SLIPPED if days > 0 else ChangeKind.REVISED
    yield MilestoneChange(
        kind, later.milestone, earlier.state, later.state, revisions=new, days=days
    )
