"""How a sheet is laid out: which row, column or section says what. Given once, used every month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Field(StrEnum):
    """What a column can be about; the value is the field of a report or of a row of the plan."""

    NUMBER = "number"
    CODE = "milestone"
    SENTRA = "sentra"
    TITLE = "title"
    PROGRESS = "progress"
    STATUS = "status"
    EFFECTIVE_ON = "effective_on"
    REALISED = "realised_value"
    NOTE = "note"
    OBSTACLE = "obstacle"
    OWNER = "owner"
    EVIDENCE = "evidence"
    DECISION = "decision_number"
    STAGE = "stage"
    LEAD = "lead"
    SUPPORTING = "supporting"
    START = "start"
    FINISH = "finish"
    PERIOD = "period"
    WEIGHT = "weight"
    UNIT = "unit"
    TARGET = "target"


class Course(StrEnum):
    """A row of a weekly schedule: what was planned and done, by week and up to it."""

    PLANNED = "planned"
    PLANNED_UP_TO = "planned_up_to"
    DONE = "done"
    DONE_UP_TO = "done_up_to"


class Grouping(StrEnum):
    """How a sheet says which sentra a row belongs to, beside a column that says it in each row."""

    NONE = "none"
    SECTIONS = "sections"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Span:
    """The months that a column stands for, both included; `year` where its head tells."""

    first: int
    last: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on a sheet; columns by their letters, rows by their numbers.

    `spans` are columns that hold marks below months or quarters, of `year` where no head tells one.
    `weeks` are columns of a weekly schedule, whose rows are `courses` and whose first week ends on
    `first_week`; `scale` is how many points of 100 a 1 of it is, where its plan does not tell.
    `first_row` is where the rows begin; `skipped` are rows that are none.
    """

    sheet: str
    head_rows: tuple[int, ...]
    first_row: int
    columns: Mapping[Field, str]
    grouping: Grouping = Grouping.NONE
    spans: Mapping[str, Span] = field(default_factory=dict)
    year: int | None = None
    weeks: Mapping[str, int] = field(default_factory=dict)
    courses: Mapping[Course, int] = field(default_factory=dict)
    first_week: date | None = None
    scale: Decimal | None = None
    skipped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Guess:
    """A layout as it seems, and for each field in doubt the columns that it may be."""

    layout: Layout
    doubts: Mapping[Field, tuple[str, ...]]
