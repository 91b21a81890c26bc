"""The plan of one sentra as a table: its rows, what changed in it, and its weights made even.

Weights are points of 100, kept to a hundredth; all of it is pure.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Final

from rules.values import AgencyCode, MilestoneCode, Schedule, SentraCode
from rules.vocabulary import IndicatorKind, SourceKind

TOTAL_WEIGHT: Final = 100.0

_PARTS: Final = 100
_ALL_PARTS: Final = 100 * _PARTS
_IDENTITY: Final = "code"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One milestone as a plan has it; `code` is None where it is new.

    `after` are milestones of the programme that it comes after. The codes are those under which
    the agency's own plans (Renstra, Renja) and SIPD keep it; most milestones have none.
    """

    code: MilestoneCode | None
    title: str
    stage: int
    lead: AgencyCode
    supporting: tuple[AgencyCode, ...]
    schedule: Schedule
    unit: str
    target: Decimal
    indicator: IndicatorKind
    expected_evidence: str
    source_kind: SourceKind
    source: str
    after: tuple[MilestoneCode, ...] = ()
    renstra_code: str = ""
    renja_code: str = ""
    sipd_code: str = ""


@dataclass(frozen=True, slots=True)
class SentraPlan:
    """The plan of a sentra as it is in force, in its order.

    `version` is the number of the latest act on it, `latest_day` the day from which its latest
    revision holds. `reported` are the milestones that somebody has reported on.
    """

    code: SentraCode
    name: str
    rows: tuple[PlanRow, ...]
    version: int
    latest_day: date | None
    reported: frozenset[MilestoneCode]


@dataclass(frozen=True, slots=True)
class PlanDecision:
    """The decision by which an adopted plan is changed, and the day from which that holds."""

    number: str
    holds_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One milestone of the plan before and after, and the names of the fields that differ."""

    before: PlanRow
    after: PlanRow
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """What turns one table of a sentra into another; `is_reordered` where only places changed."""

    added: tuple[PlanRow, ...]
    removed: tuple[PlanRow, ...]
    changed: tuple[RowChange, ...]
    is_reordered: bool

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed or self.is_reordered)


def difference(before: Sequence[PlanRow], after: Sequence[PlanRow]) -> PlanDifference:
    """Return what turns `before` into `after`; milestones are the same where their codes are."""
    old = {row.code: row for row in before}
    new = {row.code: row for row in after if row.code is not None}
    stayed = [row.code for row in before if row.code in new]
    pairs = [(row, new[row.code]) for row in before if row.code is not None and row.code in new]
    changes = (RowChange(one, other, _differing(one, other)) for one, other in pairs)
    return PlanDifference(
        added=tuple(row for row in after if row.code is None),
        removed=tuple(row for row in before if row.code not in new),
        changed=tuple(change for change in changes if change.fields),
        is_reordered=stayed != [row.code for row in after if row.code in old],
    )


def weight_sum(weights: Iterable[float]) -> float:
    """Return the sum of weights, exact to the hundredth in which they are kept."""
    return sum(round(weight * _PARTS) for weight in weights) / _PARTS


def even_weights(count: int) -> tuple[float, ...]:
    """Return equal weights that sum to 100; the remainder goes to the first ones.

    14 rows get 7.15 four times and 7.14 ten times.
    """
    return _weights([1] * count)


def balanced_weights(weights: Sequence[float]) -> tuple[float, ...]:
    """Scale weights to 100 in their proportion, by largest remainder; at least 0.01 each."""
    parts = [max(round(weight * _PARTS), 0) for weight in weights]
    return _weights(parts if any(parts) else [1] * len(parts))


def joined(rows: Sequence[PlanRow], copied: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """Return rows with copies of others below them, as new ones; weights are scaled to 100.

    What a copy comes after are other milestones than its own, so it comes after none.
    """
    found = (*rows, *(replace(row, code=None, after=()) for row in copied))
    weights = balanced_weights([row.schedule.weight for row in found])
    return tuple(
        replace(row, schedule=replace(row.schedule, weight=weight))
        for row, weight in zip(found, weights, strict=True)
    )


def next_code(sentra: SentraCode, taken: Collection[MilestoneCode]) -> MilestoneCode:
    """Return the code after the highest one of the sentra: a number is never given twice."""
    prefix = f"{sentra}-M"
    numbers = (code.removeprefix(prefix) for code in taken if code.startswith(prefix))
    highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return MilestoneCode(f"{prefix}{highest + 1:02d}")


def _differing(before: PlanRow, after: PlanRow) -> tuple[str, ...]:
    names = (one.name for one in fields(PlanRow) if one.name != _IDENTITY)
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _weights(shares: Sequence[int]) -> tuple[float, ...]:
    return tuple(part / _PARTS for part in _apportioned(_ALL_PARTS, shares)) if shares else ()


def _apportioned(whole: int, shares: Sequence[int]) -> list[int]:
    """Split `whole` in proportion by largest remainder; among equals the first ones win.

    Each gets at least one part, as long as there are as many.
    """
    total = sum(shares)
    quotas = [divmod(whole * share, total) for share in shares]
    found = [max(quota, 1) for quota, _ in quotas]
    by_remainder = sorted(range(len(shares)), key=lambda place: -quotas[place][1])
    missing = whole - sum(found)
    for place in by_remainder[: max(missing, 0)]:
        found[place] += 1
    for _ in range(-missing):
        found[max(range(len(found)), key=found.__getitem__)] -= 1
    return found
