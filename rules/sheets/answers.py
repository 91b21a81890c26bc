"""What was read from a cell: a value, a question where it may mean several, or a problem.

A blank cell has no answer (None): what it is about stays as it is.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from rules.sheets.cells import Place

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Taken(Generic[T_co]):
    """A value that can mean nothing else, wherever it stands."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Question(Generic[T_co]):
    """What somebody must decide: the words as they stand, and what they may mean.

    The likeliest choice comes first; None among them leaves everything as it is. `why` says in
    Indonesian what is in doubt.
    """

    where: Place
    value: str
    choices: tuple[T_co | None, ...]
    why: str

    def at(self, where: Place) -> "Question[T_co]":
        """Return the same question about another cell."""
        return Question(where, self.value, self.choices, self.why)


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be read: the words as they stand, and in Indonesian what mends them."""

    where: Place
    value: str
    mend: str

    def at(self, where: Place) -> "Problem":
        """Return the same problem of another cell."""
        return Problem(where, self.value, self.mend)


Answer = Taken[T_co] | Question[T_co] | Problem | None
