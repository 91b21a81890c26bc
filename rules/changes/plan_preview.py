"""What a change of a sentra's plan would do to its figures, before it is recorded.

The board is laid out as the plan would have it; the figures come from the same rules as all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rules.plan.table import PlanRow
from rules.progress.briefing import Briefing, brief
from rules.progress.sentra_brief import SentraBrief
from rules.values import Board, EventId, Milestone, MilestoneCode, Moment, SentraCode, State
from rules.vocabulary import Basis

_NEW: Final = "baru"


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """A sentra as the plan in force has it, and as the changed plan would, with that briefing."""

    before: SentraBrief
    after: SentraBrief
    briefing: Briefing


def preview(
    board: Board, code: SentraCode, rows: Sequence[PlanRow], moment: Moment, *, is_draft: bool
) -> PlanPreview:
    """Return a sentra of the board at the moment, before and after its plan becomes `rows`.

    StopIteration never: the board has the sentra.
    """
    own = next(sentra for sentra in board.sentra if sentra.code == code)
    known = {milestone.code: milestone for milestone in own.milestones}
    changed = replace(
        own,
        milestones=tuple(
            _milestone(code, place, row, known, is_draft=is_draft)
            for place, row in enumerate(rows, 1)
        ),
    )
    # No sentra's figures follow from another one's.
    both = [brief(replace(board, sentra=(one,), dissolved=()), moment) for one in (own, changed)]
    before, after = (each.sentra[0] for each in both)
    return PlanPreview(before, after, both[1])


def _milestone(
    sentra: SentraCode,
    place: int,
    row: PlanRow,
    known: Mapping[MilestoneCode, Milestone],
    *,
    is_draft: bool,
) -> Milestone:
    told: dict[str, Any] = {
        "sequence": place,
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
    old = known.get(row.code) if row.code is not None else None
    if old is not None:
        return replace(old, **told, first=row.schedule if is_draft else old.first)
    return Milestone(
        code=MilestoneCode(f"{sentra}-{_NEW}-{place}"),
        sentra=sentra,
        first=row.schedule if is_draft else replace(row.schedule, weight=0.0),
        revisions=(),
        states={basis: State() for basis in Basis},
        version=EventId(0),
        **told,
    )
