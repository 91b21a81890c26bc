"""What can be wrong with a backup, and why one is not taken or restored."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Damage(StrEnum):
    """One way in which a backup can differ from what was written."""

    NOT_A_BACKUP = "not_a_backup"
    TOO_LARGE = "too_large"
    BROKEN_SEAL = "broken_seal"
    MISSING = "missing"
    ALTERED = "altered"
    UNEXPECTED = "unexpected"
    BROKEN_DATABASE = "broken_database"
    UNKNOWN_SCHEMA = "unknown_schema"
    ROWS = "rows"
    HISTORY = "history"
    REGISTER = "register"
    READ_MODELS = "read_models"
    FOREIGN_KEYS = "foreign_keys"
    WEIGHTS = "weights"
    EVIDENCE = "evidence"


EVIDENCE: Final = "bukti/"
"""What the names of evidence files begin with in a backup."""

# A plan that somebody corrected by hand is told, but must not keep an office from its reports.
_BESIDE_THE_RECORD: Final = frozenset(
    {Damage.EVIDENCE, Damage.UNEXPECTED, Damage.BROKEN_SEAL, Damage.REGISTER}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage, and the member, table or file that it is about (empty: the backup as a whole)."""

    damage: Damage
    name: str = ""

    @property
    def spares_the_record(self) -> bool:
        """Whether the database is whole all the same, so that a restore is worth more than none."""
        return self.damage in _BESIDE_THE_RECORD or self.name.startswith(EVIDENCE)
