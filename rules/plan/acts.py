"""Acts on the plan: drafting, adopting, revising; and which of them a view knows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.values import SentraCode


class PlanActKind(StrEnum):
    """An act on the plan: a change of the draft, its adoption, a revision of what was adopted.

    Registers are changed by the same: as from the beginning like a draft, or from a day on by a
    decision, whether the plan is adopted or not.
    """

    DRAFT = "draft"
    ADOPTION = "adoption"
    REVISION = "revision"


class PlanSubject(StrEnum):
    """What an act on the plan changes."""

    PROGRAMME = "programme"
    AGENCY = "agency"
    SENTRA = "sentra"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class PlanAct:
    """One act on the plan; `holds_from` is None where it holds from the beginning.

    `known_on` is the day from which it counts as recorded; `sentra` is None for the whole plan.
    `subject` is what it changed: milestones, or the register beside them.
    """

    number: int
    kind: PlanActKind
    sentra: SentraCode | None
    holds_from: date | None
    reason: str
    decision_number: str
    author: str
    recorded_at: datetime
    known_on: date
    subject: PlanSubject = PlanSubject.MILESTONE

    @property
    def since(self) -> date:
        """The first day on which it holds."""
        return self.holds_from or date.min

    def holds(self, as_of: date, known_on: date) -> bool:
        """Whether it holds on one day, as known by the end of another."""
        return self.since <= as_of and self.known_on <= known_on
