"""When lights turn and flags go up: settings of the programme, with who set them and since when.

Bands of 5 and 10 points are the practice of public monitoring, after kontrak kritis in public works
(Permen PU 07/2011, which itself speaks of construction contracts alone).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a light turns and a flag goes up; deviations in percentage points, ages in days.

    `contracts` are the codes of milestones under a construction contract: none, so that the rule
    for them is off until the office names some. Beyond `contract_late_from` percent of their plan
    the stricter of the two limits holds.
    """

    attention_below: float = -5.0
    critical_below: float = -10.0
    attention_after_days_late: int = 30
    critical_after_days_obstructed: int = 60
    due_soon_days: int = 30
    silent_days: int = 30
    contracts: tuple[str, ...] = ()
    contract_late_from: float = 70.0
    contract_critical_below: float = -10.0
    contract_late_critical_below: float = -5.0

    def contract_limit(self, planned: float) -> float:
        """Return below which deviation a contract is critical, at a planned share in [0, 1]."""
        is_late = 100 * planned > self.contract_late_from + TOLERANCE
        return self.contract_late_critical_below if is_late else self.contract_critical_below


# Deviations are differences of binary fractions, so -10 can come out as -10.000000000000002; a
# billionth of a point keeps the boundary on the side that a person would compute.
TOLERANCE: Final = 1e-9

DEFAULT_THRESHOLDS: Final = Thresholds()
"""Those that hold as long as nobody set others."""


@dataclass(frozen=True, slots=True)
class SetBy:
    """Who set thresholds by which decision, and since when they hold; None from the beginning.

    `source` is the regulation or the rule of the office that they follow.
    """

    author: str
    since: date | None
    decision_number: str
    source: str
