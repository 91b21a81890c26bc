"""What a change of a sentra's plan would do to its figures, before it is recorded.

The board is laid out as the plan would have it; the figures come from the same rules as all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from rules.plan.lineage import Courses, carried, envelope, inherited, is_heir
from rules.plan.table import PlanDecision, PlanRow
from rules.progress.briefing import Briefing, brief
from rules.progress.sentra_brief import SentraBrief
from rules.progress.shares import first_shares
from rules.values import (
    Board,
    EventId,
    FirstShare,
    Lineage,
    Milestone,
    MilestoneCode,
    Moment,
    Sentra,
    SentraCode,
    State,
)
from rules.vocabulary import Basis

_NEW: Final = "baru"


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """A sentra as the plan in force has it, and as the changed plan would, with that briefing."""

    before: SentraBrief
    after: SentraBrief
    briefing: Briefing


@dataclass(frozen=True, slots=True)
class NewPlan:
    """The table of a sentra as it would be, and what was reported of those that rows come from."""

    rows: Sequence[PlanRow]
    courses: Courses
    decision: PlanDecision | None

    @property
    def since(self) -> date:
        """The day from which it would hold."""
        return date.min if self.decision is None else self.decision.holds_from


def preview(board: Board, code: SentraCode, plan: NewPlan, moment: Moment) -> PlanPreview:
    """Return a sentra of the board at the moment, before and after its plan becomes another.

    StopIteration never: the board has the sentra.
    """
    own = next(sentra for sentra in board.sentra if sentra.code == code)
    after = _Laid(own, plan, moment)
    changed = replace(own, milestones=tuple(map(after.milestone, range(len(plan.rows)))))
    # No sentra's figures follow from another one's.
    both = [brief(replace(board, sentra=(one,), dissolved=()), moment) for one in (own, changed)]
    before, then = (each.sentra[0] for each in both)
    return PlanPreview(before, then, both[1])


@dataclass(frozen=True, slots=True)
class _Laid:
    """The milestones of a sentra as another plan lays them out, with what was reported."""

    sentra: Sentra
    plan: NewPlan
    moment: Moment

    def milestone(self, place: int) -> Milestone:
        """Return the milestone that the row at a place becomes."""
        row, is_draft = self.plan.rows[place], self.plan.decision is None
        told = _told(row, place)
        if row.code is not None and row.code in self._known:
            old = self._known[row.code]
            return replace(old, **told, first=row.schedule if is_draft else old.first)
        shares = () if is_draft else self._shares(place)
        first = row.schedule if is_draft else replace(row.schedule, weight=0.0)
        return Milestone(
            code=MilestoneCode(f"{self.sentra.code}-{_NEW}-{place + 1}"),
            sentra=self.sentra.code,
            first=envelope([one.schedule for one in shares]) if shares else first,
            revisions=(),
            states=dict.fromkeys(Basis, self._state(place)),
            version=EventId(0),
            lineage=Lineage(origins=row.origins, first=shares),
            **told,
        )

    @property
    def _known(self) -> Mapping[MilestoneCode, Milestone]:
        return {milestone.code: milestone for milestone in self.sentra.milestones}

    def _shares(self, place: int) -> tuple[FirstShare, ...]:
        return inherited(
            self.plan.rows, place, {code: first_shares(own) for code, own in self._known.items()}
        )

    def _state(self, place: int) -> State:
        """Where a new row stands by what was reported of those that it comes from."""
        origins = {code: self._known[code].current.weight for code in self.plan.rows[place].origins}
        stands = carried(
            origins, self.plan.courses, self.plan.since, is_heir=is_heir(self.plan.rows, place)
        )
        held = [own for own in stands if own.effective_on <= self.moment.as_of]
        return State(held[-1].status, held[-1].progress) if held else State()


def _told(row: PlanRow, place: int) -> dict[str, Any]:
    return {
        "sequence": place + 1,
        "title": row.title,
        "stage": row.stage,
        "lead": row.lead,
        "supporting": row.supporting,
        "unit": row.unit,
        "target": row.target,
        "indicator": row.indicator,
        "expected_evidence": row.expected_evidence,
        "source_kind": row.source_kind,
        "source": row.source,
        "after": row.after,
        "renstra_code": row.renstra_code,
        "renja_code": row.renja_code,
        "sipd_code": row.sipd_code,
        "current": row.schedule,
    }
