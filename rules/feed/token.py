"""What a data token must say of itself, and which data it opens."""

from enum import StrEnum
from typing import Final

from rules.feed.errors import TokenProblem

PURPOSE_LIMIT: Final = 200
"""Letters of what a token is for."""


class Dataset(StrEnum):
    """What programs may read; the value is its name in an address."""

    FIGURES = "angka"
    MILESTONES = "tonggak"
    REPORTS = "laporan"


def purpose_problems(purpose: str) -> tuple[TokenProblem, ...]:
    """Return what is wrong with what a token is for: it must say something, in few words."""
    if not purpose.strip():
        return (TokenProblem.PURPOSE_MISSING,)
    return (TokenProblem.PURPOSE_TOO_LONG,) if len(purpose.strip()) > PURPOSE_LIMIT else ()
