"""One briefing for one moment: every number that a page, chart or file shows, computed once."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rules.progress.freshness import Freshness, freshness
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import Need, NeedKind, blocking_agencies, needs
from rules.progress.s_curve import CurvePoint, curves
from rules.progress.sentra_brief import SentraBrief, sentra_brief
from rules.progress.shares import deviation, programme_share
from rules.rounding import reads_lower
from rules.thresholds import Thresholds
from rules.values import (
    Agency,
    AgencyCode,
    Board,
    MilestoneCode,
    Moment,
    Programme,
    Sentra,
    agency_label,
)
from rules.vocabulary import Flag, Light, Plan

_BY_NEED: Final = (
    Light.CRITICAL,
    Light.ATTENTION,
    Light.NOT_JUDGED,
    Light.ON_PLAN,
    Light.NOT_STARTED,
    Light.FINISHED,
)


@dataclass(frozen=True, slots=True)
class Totals:
    """The programme's figures at the moment; `lights` counts sentra, `flags` milestones.

    `uncancelled` is the deviation in points as it would be had nothing been cancelled; None where
    nothing is. `freshness` is None where no milestone runs or should.
    """

    actual: float
    approved: float
    reported: float
    planned_first: float
    planned_current: float
    planned: float
    deviation: float
    lights: Mapping[Light, int]
    flags: Mapping[Flag, int]
    uncancelled: float | None = None
    freshness: Freshness | None = None

    @property
    def is_claimed_lower(self) -> bool:
        """Whether less is reported than what is approved."""
        return reads_lower(self.reported, self.approved)


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole briefing. `sentra` come by need: worst light first, then lowest deviation.

    `dissolved` are no part of any figure of the programme any more.
    """

    moment: Moment
    programme: Programme
    agencies: Mapping[AgencyCode, Agency]
    totals: Totals
    sentra: tuple[SentraBrief, ...]
    dissolved: tuple[SentraBrief, ...]
    curve: tuple[CurvePoint, ...]
    needs: tuple[Need, ...]
    blocking_agencies: tuple[tuple[AgencyCode, int], ...]

    @property
    def is_judged(self) -> bool:
        """Whether anybody had reported on the programme, so that lights and lateness say a thing.

        A plan without milestones has nothing to judge.
        """
        own = (one for brief in self.sentra for one in brief.milestones)
        return any(one.milestone.is_judged for one in own)

    @property
    def every_sentra(self) -> tuple[Sentra, ...]:
        """Those of the programme and those dissolved."""
        return tuple(brief.sentra for brief in (*self.sentra, *self.dissolved))

    def agency(self, code: AgencyCode) -> str:
        """Return the short name of an agency; an unknown one keeps its code."""
        return agency_label(self.agencies, code)

    def of(self, code: str) -> SentraBrief | None:
        """Return the brief of the sentra with `code`, or None where there is none."""
        every = (*self.sentra, *self.dissolved)
        return next((brief for brief in every if brief.sentra.code == code), None)

    def flagged(self, wanted: Collection[Flag]) -> tuple[MilestoneBrief, ...]:
        """Return the milestones that raise any of the `wanted` flags; all of them for none."""
        return tuple(
            milestone
            for sentra in self.sentra
            for milestone in sentra.milestones
            if not wanted or not set(wanted).isdisjoint(milestone.flags.raised)
        )

    def need_of(self, milestone: MilestoneCode) -> Need | None:
        """Return what a milestone waits for, or None where it waits for nothing."""
        return next((need for need in self.needs if need.milestone.code == milestone), None)

    def held_by(self, agency: AgencyCode | None) -> frozenset[MilestoneCode]:
        """Return the milestones that an agency holds, as F-14 counts them."""
        held = (need for need in self.needs if need.kind is not NeedKind.SILENT)
        return frozenset(need.milestone.code for need in held if need.agency == agency)


def brief(board: Board, moment: Moment) -> Briefing:
    """Return the briefing of `board`, which must be as of the moment's day.

    Lights and flags follow the thresholds that the programme had then.
    """
    thresholds = board.programme.thresholds
    drawn = curves(board, moment.basis, moment.plan)

    def of(sentra: Sentra) -> SentraBrief:
        return sentra_brief(sentra, moment, thresholds, curve=drawn.of_sentra[sentra.code])

    sentra = sorted(
        map(of, board.sentra),
        key=lambda found: (_BY_NEED.index(found.health.light), found.deviation, found.sentra.code),
    )
    found = needs(sentra, moment.as_of)
    return Briefing(
        moment=moment,
        programme=board.programme,
        agencies=board.agencies,
        totals=_totals(sentra, moment, thresholds),
        sentra=tuple(sentra),
        dissolved=tuple(map(of, board.dissolved)),
        curve=drawn.programme,
        needs=found,
        blocking_agencies=blocking_agencies(found),
    )


def _totals(sentra: Sequence[SentraBrief], moment: Moment, thresholds: Thresholds) -> Totals:
    briefs = {brief.sentra.code: brief for brief in sentra}

    def mean(share: Callable[[SentraBrief], float], plan: Plan = moment.plan) -> float:
        return programme_share(
            [brief.sentra for brief in sentra], lambda own: share(briefs[own.code]), plan=plan
        )

    lights = Counter(brief.health.light for brief in sentra)
    actual, planned = mean(lambda brief: brief.actual), mean(lambda brief: brief.planned)
    return Totals(
        actual=actual,
        approved=mean(lambda brief: brief.approved),
        reported=mean(lambda brief: brief.reported),
        planned_first=mean(lambda brief: brief.planned_first, Plan.FIRST),
        planned_current=mean(lambda brief: brief.planned_current, Plan.CURRENT),
        planned=planned,
        deviation=deviation(actual, planned),
        lights={light: lights[light] for light in Light},
        flags={flag: sum(brief.count(flag) for brief in sentra) for flag in Flag},
        uncancelled=mean(_deviation_uncancelled) if any(own.cancelled for own in sentra) else None,
        freshness=freshness(
            [own.sentra for own in sentra], moment.as_of, moment.basis, thresholds.silent_days
        ),
    )


def _deviation_uncancelled(brief: SentraBrief) -> float:
    return brief.deviation if brief.uncancelled is None else brief.uncancelled.deviation
