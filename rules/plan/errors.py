"""What can be wrong with plan files, and with changes of a plan."""

from dataclasses import dataclass

from rules.errors import IllegalEntry, ProblemCode, SentraError


class PlanProblem(ProblemCode):
    """One thing wrong with a change of the plan; the value names the field it is about."""

    TITLE_NEEDED = "title.needed"
    TEXT_TOO_LONG = "title.too_long"
    STAGE_UNKNOWN = "stage.unknown"
    LEAD_UNKNOWN = "lead.unknown"
    SUPPORT_UNKNOWN = "supporting.unknown"
    SUPPORT_TWICE = "supporting.twice"
    START_UNREADABLE = "start.unreadable"
    FINISH_UNREADABLE = "finish.unreadable"
    SHAPE_UNREADABLE = "shape.unreadable"
    SHAPE_NOT_RISING = "shape.not_rising"
    SHAPE_NOT_WHOLE = "shape.not_whole"
    SHAPE_OUTSIDE = "shape.outside"
    AFTER_UNKNOWN = "after.unknown"
    AFTER_CIRCLE = "after.circle"
    START_BEFORE_PROGRAMME = "start.before_programme"
    FINISH_BEFORE_START = "finish.before_start"
    WEIGHT_UNREADABLE = "weight.unreadable"
    WEIGHT_NOT_POSITIVE = "weight.not_positive"
    WEIGHTS_NOT_100 = "weight.sum_not_100"
    UNIT_NEEDED = "unit.needed"
    TARGET_UNREADABLE = "target.unreadable"
    TARGET_OUT_OF_RANGE = "target.out_of_range"
    INDICATOR_UNKNOWN = "indicator.unknown"
    EVIDENCE_NEEDED = "expected_evidence.needed"
    SOURCE_UNKNOWN = "source_kind.unknown"
    CODE_TWICE = "code.twice"
    CODE_UNKNOWN = "code.unknown"
    ORIGIN_OF_OLD = "origins.of_old"
    ORIGIN_UNKNOWN = "origins.unknown"
    ORIGIN_STAYS = "origins.stays"
    ORIGIN_TORN = "origins.torn"
    ORIGIN_IN_TOO_MANY = "origins.in_too_many"
    ORIGIN_WAITS = "origins.waits"
    ORIGIN_CANCELLED = "origins.cancelled"
    EMPTY = "table.empty"
    TOO_MANY = "table.too_many"
    NOTHING_CHANGED = "table.nothing_changed"
    REMOVED_IN_USE = "table.removed_in_use"
    WAITED_FOR = "table.waited_for"
    NOT_ADOPTED = "decision_number.not_adopted"
    DECISION_NUMBER_NEEDED = "decision_number.needed"
    REASON_NEEDED = "reason.needed"
    REASON_TOO_LONG = "reason.too_long"
    HOLDS_FROM_FUTURE = "holds_from.future"
    HOLDS_FROM_TOO_EARLY = "holds_from.too_early"


@dataclass(frozen=True, slots=True)
class PlanRowProblem:
    """One thing wrong in the table of a plan, by the place of its row; 0 is the whole table.

    `names` are the milestones that it is about, where it is about others than that of the row.
    """

    row: int
    problem: PlanProblem
    names: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field that it is about."""
        return self.problem.field


@dataclass(eq=False)
class IllegalPlan(IllegalEntry):
    """A change of the plan breaks the plan, so nothing of it was recorded."""

    problems: tuple[PlanRowProblem, ...]


@dataclass(eq=False)
class PlanChanged(SentraError):
    """Somebody else changed the plan of a sentra, here by its name; nothing was recorded."""

    sentra: str


@dataclass(eq=False)
class DraftChanged(SentraError):
    """Somebody else saved or finished the unfinished table of a sentra; `author` saved it last.

    The sentra is named as people know it.
    """

    sentra: str
    author: str


@dataclass(eq=False)
class AlreadyAdopted(SentraError):
    """The plan is adopted already: it can only be revised."""


class AgencyProblem(ProblemCode):
    """One thing wrong with an act on agencies; the value names the field it is about."""

    LABEL_NEEDED = "label.needed"
    LABEL_TOO_LONG = "label.too_long"
    LABEL_WITHOUT_LETTERS = "label.without_letters"
    LABEL_TAKEN = "label.taken"
    NAME_NEEDED = "name.needed"
    NAME_TOO_LONG = "name.too_long"
    ALIASES_TOO_LONG = "aliases.too_long"
    VALID_TO_BEFORE_FROM = "valid_to.before_from"
    SOURCE_NEEDED = "source.needed"
    SOURCE_TOO_LONG = "source.too_long"
    NOTHING_CHANGED = "nothing_changed"
    MERGED_NEEDED = "merged.needed"
    MERGED_GONE = "merged.gone"
    NOT_MERGED = "merged.not"
    INTO_ITSELF = "into.itself"
    INTO_GONE = "into.gone"
    DECISION_NUMBER_NEEDED = "decision_number.needed"
    DECISION_NUMBER_TOO_LONG = "decision_number.too_long"
    REASON_NEEDED = "reason.needed"
    REASON_TOO_LONG = "reason.too_long"
    HOLDS_FROM_FUTURE = "holds_from.future"
    HOLDS_FROM_TOO_EARLY = "holds_from.too_early"


@dataclass(eq=False)
class IllegalAgency(IllegalEntry):
    """An act on agencies breaks a rule, so nothing of it was recorded."""

    problems: tuple[AgencyProblem, ...]


@dataclass(eq=False)
class AgenciesChanged(SentraError):
    """Somebody else changed these agencies first; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in a plan file: where it stands and what mends it, in Indonesian."""

    file: str
    row: int
    column: str
    reason: str


@dataclass(eq=False)
class UnreadablePlan(SentraError):
    """The plan files break a rule, so nothing of them was loaded."""

    problems: tuple[RowProblem, ...]
