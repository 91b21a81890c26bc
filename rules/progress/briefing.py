"""One briefing for one moment: every number that a page, chart or file shows, computed once."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rules.progress.flags import (
    CLOSED,
    Flags,
    flags,
)
from rules.progress.health import (
    DEFAULT_THRESHOLDS,
    Health,
    Progress,
    Thresholds,
    health,
)
from rules.progress.s_curve import (
    CurvePoint,
    programme_curve,
    sentra_curve,
)
from rules.progress.shares import (
    actual_share,
    counts,
    deviation,
    planned_share,
    planned_share_of,
    programme_share,
)
from rules.values import (
    Agency,
    AgencyCode,
    Board,
    Milestone,
    Moment,
    Programme,
    Schedule,
    Sentra,
    State,
    agency_label,
)
from rules.vocabulary import STAGES, Basis, Flag, Light, Plan, Status


@dataclass(frozen=True, slots=True)
class MilestoneBrief:
    """A milestone at the moment: its state on the basis, its schedule in the plan, its flags."""

    milestone: Milestone
    state: State
    reported: State
    schedule: Schedule
    planned: float
    flags: Flags

    @property
    def contribution(self) -> float:
        """Points of 100 that the milestone adds to its sentra: weight x progress.

        A cancelled milestone adds none, and the points are then out of the remaining weight.
        """
        if self.state.status is Status.CANCELLED:
            return 0.0
        return self.milestone.current.weight * self.state.progress


@dataclass(frozen=True, slots=True)
class StageBrief:
    """Progress of one stage of a sentra; `actual` is None where the stage has no milestone."""

    stage: int
    milestones: int
    actual: float | None
    planned: float | None


@dataclass(frozen=True, slots=True)
class SentraBrief:
    """One sentra at the moment: shares in [0, 1], deviations in percentage points."""

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
    curve: tuple[CurvePoint, ...]

    def count(self, flag: Flag) -> int:
        """Return how many milestones raise `flag`."""
        return sum(flag in one.flags.raised for one in self.milestones)


class NeedKind(StrEnum):
    """Why somebody must act, gravest first."""

    OBSTACLE = "obstacle"
    OVERDUE = "overdue"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for an agency: what, who must act, since when."""

    kind: NeedKind
    milestone: Milestone
    agency: AgencyCode
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The programme's figures at the moment; `lights` counts sentra, `flags` milestones."""

    actual: float
    approved: float
    reported: float
    planned_first: float
    planned_current: float
    planned: float
    deviation: float
    lights: Mapping[Light, int]
    flags: Mapping[Flag, int]


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole briefing. `sentra` come by need: worst light first, then lowest deviation."""

    moment: Moment
    programme: Programme
    agencies: Mapping[AgencyCode, Agency]
    totals: Totals
    sentra: tuple[SentraBrief, ...]
    curve: tuple[CurvePoint, ...]
    needs: tuple[Need, ...]
    blocking_agencies: tuple[tuple[AgencyCode, int], ...]

    def agency(self, code: AgencyCode) -> str:
        """Return the short name of an agency; an unknown one keeps its code."""
        return agency_label(self.agencies, code)

    def of(self, code: str) -> SentraBrief | None:
        """Return the brief of the sentra with `code`, or None where there is none."""
        return next((one for one in self.sentra if one.sentra.code == code), None)

    def flagged(self, wanted: Collection[Flag]) -> tuple[MilestoneBrief, ...]:
        """Return the milestones that raise any of the `wanted` flags; all of them for none."""
        return tuple(
            one
            for sentra in self.sentra
            for one in sentra.milestones
            if not wanted or not set(wanted).isdisjoint(one.flags.raised)
        )


_BY_NEED: Final = (
    Light.CRITICAL,
    Light.ATTENTION,
    Light.ON_PLAN,
    Light.NOT_STARTED,
    Light.FINISHED,
)


def brief(board: Board, moment: Moment, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Briefing:
    """Return the briefing of `board`, which must be as of the moment's day."""
    sentra = sorted(
        (_sentra_brief(board, one, moment, thresholds) for one in board.sentra),
        key=lambda one: (_BY_NEED.index(one.health.light), one.deviation, one.sentra.code),
    )
    needs = _needs(sentra, moment.as_of)
    return Briefing(
        moment=moment,
        programme=board.programme,
        agencies=board.agencies,
        totals=_totals(sentra),
        sentra=tuple(sentra),
        curve=programme_curve(board, moment),
        needs=needs,
        blocking_agencies=_blocking_agencies(needs),
    )


def milestone_brief(milestone: Milestone, moment: Moment) -> MilestoneBrief:
    """Return one milestone at the moment."""
    schedule = milestone.schedule(moment.plan)
    return MilestoneBrief(
        milestone=milestone,
        state=milestone.states[moment.basis],
        reported=milestone.states[Basis.REPORTED],
        schedule=schedule,
        planned=planned_share_of(schedule, moment.as_of),
        flags=flags(milestone, moment.as_of, moment.basis),
    )


def _sentra_brief(
    board: Board, sentra: Sentra, moment: Moment, thresholds: Thresholds
) -> SentraBrief:
    own, basis = sentra.milestones, moment.basis
    milestones = tuple(milestone_brief(one, moment) for one in own)
    progress = _progress(own, moment)
    return SentraBrief(
        sentra=sentra,
        actual=progress.actual,
        approved=actual_share(own, Basis.APPROVED),
        reported=actual_share(own, Basis.REPORTED),
        planned_first=planned_share(own, moment.as_of, plan=Plan.FIRST, basis=basis),
        planned_current=planned_share(own, moment.as_of, plan=Plan.CURRENT, basis=basis),
        planned=progress.planned,
        deviation=progress.deviation,
        health=health(own, progress, moment.as_of, basis, thresholds),
        milestones=milestones,
        stages=tuple(_stage_brief(own, stage, moment) for stage in STAGES),
        next_due=_next_due(milestones),
        cancelled=tuple(one for one in own if not counts(one, basis)),
        curve=sentra_curve(board, sentra, basis),
    )


def _progress(milestones: Sequence[Milestone], moment: Moment) -> Progress:
    actual = actual_share(milestones, moment.basis)
    planned = planned_share(milestones, moment.as_of, plan=moment.plan, basis=moment.basis)
    return Progress(actual, planned, deviation(actual, planned))


def _stage_brief(milestones: Sequence[Milestone], stage: int, moment: Moment) -> StageBrief:
    own = [one for one in milestones if one.stage == stage and counts(one, moment.basis)]
    if not own:
        return StageBrief(stage, 0, None, None)
    return StageBrief(
        stage=stage,
        milestones=len(own),
        actual=actual_share(own, moment.basis),
        planned=planned_share(own, moment.as_of, plan=moment.plan, basis=moment.basis),
    )


def _next_due(milestones: Sequence[MilestoneBrief]) -> MilestoneBrief | None:
    """Return the unfinished milestone with the earliest planned finish, late ones included."""
    unfinished = [one for one in milestones if one.state.status not in CLOSED]
    return min(
        unfinished,
        key=lambda one: (one.milestone.current.finish, one.milestone.sequence),
        default=None,
    )


def _totals(sentra: Sequence[SentraBrief]) -> Totals:
    briefs = {one.sentra.code: one for one in sentra}

    def mean(share: Callable[[SentraBrief], float]) -> float:
        return programme_share([one.sentra for one in sentra], lambda one: share(briefs[one.code]))

    lights = Counter(one.health.light for one in sentra)
    actual, planned = mean(lambda one: one.actual), mean(lambda one: one.planned)
    return Totals(
        actual=actual,
        approved=mean(lambda one: one.approved),
        reported=mean(lambda one: one.reported),
        planned_first=mean(lambda one: one.planned_first),
        planned_current=mean(lambda one: one.planned_current),
        planned=planned,
        deviation=deviation(actual, planned),
        lights={light: lights[light] for light in Light},
        flags={flag: sum(one.count(flag) for one in sentra) for flag in Flag},
    )


def _needs(sentra: Sequence[SentraBrief], as_of: date) -> tuple[Need, ...]:
    order = list(NeedKind)
    found = [
        need
        for one in sentra
        for milestone in one.milestones
        if (need := _need(milestone, as_of)) is not None
    ]
    return tuple(
        sorted(found, key=lambda need: (order.index(need.kind), -need.days, need.milestone.code))
    )


def _need(one: MilestoneBrief, as_of: date) -> Need | None:
    milestone, raised = one.milestone, one.flags
    if raised.days_late and one.state.open_obstacles:
        obstacle = one.state.open_obstacles[0]
        days = obstacle.days_open(as_of)
        return Need(NeedKind.OBSTACLE, milestone, obstacle.owner, obstacle.opened_on, days)
    if raised.days_late:
        since = milestone.current.finish
        return Need(NeedKind.OVERDUE, milestone, milestone.lead, since, raised.days_late)
    if raised.silent_days:
        since = one.reported.effective_on or milestone.current.start
        return Need(NeedKind.SILENT, milestone, milestone.lead, since, raised.silent_days)
    return None


def _blocking_agencies(needs: Sequence[Need]) -> tuple[tuple[AgencyCode, int], ...]:
    """Agencies by the number of overdue milestones that wait for them to act, most first.

    Whoever must remove an open obstacle holds the milestone, not the agency that leads it.
    """
    held = Counter(need.agency for need in needs if need.kind is not NeedKind.SILENT)
    return tuple(sorted(held.items(), key=lambda pair: (-pair[1], pair[0])))
