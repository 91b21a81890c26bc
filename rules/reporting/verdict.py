"""Which reports count: the one rule that figures, read models and queries share.

A verdict is what became of a report: approved, returned, or withdrawn by its author. The latest
recorded one is in force, whatever was said before it; a report without any waits, and its verdict
is then that it is a REPORT.
"""

from types import MappingProxyType
from typing import Final

from rules.vocabulary import Basis, EventKind

DECISIONS: Final = frozenset({EventKind.APPROVED, EventKind.RETURNED})
"""The verdicts that a reviewer gives; to withdraw is the author's."""

COUNTING: Final = MappingProxyType(
    {
        Basis.APPROVED: frozenset({EventKind.APPROVED}),
        Basis.REPORTED: frozenset({EventKind.REPORT, EventKind.APPROVED}),
    }
)
"""The verdicts with which a report counts on each basis: one returned or withdrawn on neither."""
