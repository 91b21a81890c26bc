"""Questions about cells, and what they are answered under."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rules.sheets.answers import Question
from rules.sheets.cells import Place
from rules.sheets.layout import Field

Key = tuple[Place, Field]
"""What the answer to a question is kept under."""

Answers = Callable[[Place, Field], tuple[Any] | None]
"""Gives what was decided about a cell: None nothing yet, (None,) to leave what is recorded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a cell, and the field that its answer fills."""

    field: Field
    question: Question[Any]

    @property
    def key(self) -> Key:
        """What its answer is kept under."""
        return self.question.where, self.field
