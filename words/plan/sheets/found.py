"""What a free sheet makes of the plan, and what is noted on the way to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rules.plan.table import PlanRow, SentraPlan
from rules.sheets.answers import Answer, Problem, Question
from rules.sheets.asked import Answers, Asked, Key
from rules.sheets.cells import Place, Sheet
from rules.sheets.layout import Field, Layout
from rules.values import Agency, AgencyCode, SentraCode
from words.cells import plain
from words.formats import number


class Weighing(StrEnum):
    """What is done where weights of a sentra are missing or do not sum to 100."""

    EVEN = "even"
    BALANCED = "balanced"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of all new milestones whose rows do not say it, and of weights."""

    stage: int = 0
    lead: AgencyCode | None = None
    unit: str = ""
    target: Decimal | None = None
    evidence: str = ""
    weighing: Weighing | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """By what a sheet is read: its layout, the plan, what was answered and said beside it."""

    file: str
    sheet: Sheet
    layout: Layout
    plans: Mapping[SentraCode, SentraPlan]
    agencies: Mapping[AgencyCode, Agency]
    answers: Answers
    given: Given = Given()
    takes_hidden: bool = True

    def origin(self, row: int) -> str:
        """Return where a row stands: rencana.xlsx · Rencana Aksi · baris 7."""
        return f"{self.file} · {self.sheet.name} · baris {number(row)}"


@dataclass(slots=True)
class SheetPlan:
    """The tables of the sentra that a sheet names, whole, and what is still open.

    `rows` are the numbers of the rows of the sheet that each row of a table comes from, 0 for one
    that the sheet does not name. `unsure` are sentra some of whose rows are not settled. `asked`
    holds all questions, also answered ones; `lacking` are what new milestones lack in their rows.
    `weighed` are sentra whose weights somebody must make whole.
    """

    tables: dict[SentraCode, tuple[PlanRow, ...]] = field(default_factory=dict)
    rows: dict[SentraCode, tuple[int, ...]] = field(default_factory=dict)
    unsure: set[SentraCode] = field(default_factory=set)
    asked: dict[Key, Asked] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    lacking: set[Field] = field(default_factory=set)
    weighed: list[SentraCode] = field(default_factory=list)
    lacks_year: bool = False


@dataclass(slots=True)
class Notes:
    """Settles answers one after the other; what the same words ask in many rows is asked once."""

    by: Reading
    found: SheetPlan
    is_open: bool = False
    _first: dict[tuple[Field, str], Place] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin another row."""
        self.is_open = False

    def settled(self, of: Field, answer: Answer[Any], *, once: str = "") -> Any:  # noqa: ANN401
        """Return the value of an answer; None where there is none, or none yet.

        Questions with the same words in `once` are asked at the first cell that has them.
        """
        if answer is None:
            return None
        if isinstance(answer, Problem):
            return self.wrong(answer)
        if isinstance(answer, Question):
            if once:
                where = self._first.setdefault((of, plain(once)), answer.where)
                answer = replace(answer, where=where)
            asked = Asked(of, answer)
            self.found.asked.setdefault(asked.key, asked)
            decided = self.by.answers(*asked.key)
            self.is_open = self.is_open or decided is None
            return None if decided is None else decided[0]
        return answer.value

    def wrong(self, problem: Problem) -> None:
        """Note what keeps a row from being read."""
        self.is_open = True
        self.found.problems.append(problem)

    def lacks(self, of: Field, given: object) -> None:
        """Note what a new milestone lacks in its row; open as long as nothing is `given`."""
        self.found.lacking.add(of)
        self.is_open = self.is_open or not given
