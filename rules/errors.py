"""What can go wrong, in the field's terms. Errors carry facts; words/errors.py makes sentences."""

from dataclasses import dataclass
from enum import StrEnum

from rules.values import MilestoneCode, ReportEvent
from rules.vocabulary import Role


class Problem(StrEnum):
    """One thing wrong with what somebody entered; the value names the field it is about."""

    EFFECTIVE_IN_FUTURE = "effective_on.future"
    EFFECTIVE_BEFORE_PROGRAMME = "effective_on.before_programme"
    PROGRESS_OUT_OF_RANGE = "progress.out_of_range"
    PROGRESS_NOT_FULL = "progress.not_full"
    PROGRESS_FULL_UNFINISHED = "progress.full_unfinished"
    PROGRESS_NOT_ZERO = "progress.not_zero"
    NOTE_NEEDED_TO_FALL = "note.needed_to_fall"
    NOTE_NEEDED_TO_CANCEL = "note.needed_to_cancel"
    NOTE_TOO_LONG = "note.too_long"
    OBSTACLE_NEEDED = "obstacle.needed"
    OBSTACLE_WITHOUT_DESCRIPTION = "obstacle.without_description"
    OBSTACLE_UNKNOWN = "obstacle.unknown"
    REALISED_NEGATIVE = "realised_value.negative"
    REALISED_TOO_LARGE = "realised_value.too_large"
    REALISED_UNREADABLE = "realised_value.unreadable"
    REASON_NEEDED = "reason.needed"
    DECISION_NUMBER_NEEDED = "decision_number.needed"
    FINISH_BEFORE_START = "finish.before_start"
    WEIGHT_NOT_POSITIVE = "weight.not_positive"
    WEIGHTS_NOT_100 = "weight.sum_not_100"
    NOTHING_CHANGED = "revision.nothing_changed"


class DecisionProblem(StrEnum):
    """Why a decision on a report cannot be recorded."""

    NOT_A_REPORT = "not_a_report"
    ALREADY_DECIDED = "already_decided"
    OWN_REPORT = "own_report"
    REASON_NEEDED = "reason_needed"


class SentraError(Exception):
    """Root of everything a person can mend or must be told.

    Subclasses compare by identity (eq=False): dataclass equality would take their hash away.
    """


@dataclass(eq=False)
class NotAllowed(SentraError):
    """The role may not do this, or not for this milestone; `explanation` says so in Indonesian."""

    role: Role
    explanation: str


@dataclass(eq=False)
class IllegalReport(SentraError):
    """A report contradicts itself or the milestone's history."""

    problems: tuple[Problem, ...]


@dataclass(eq=False)
class IllegalRevision(SentraError):
    """A plan revision breaks the plan."""

    problems: tuple[Problem, ...]


@dataclass(eq=False)
class IllegalDecision(SentraError):
    """A decision does not fit the report it is about."""

    problem: DecisionProblem


@dataclass(eq=False)
class Stale(SentraError):
    """Somebody else acted on the milestone first; `latest` is what the form had not seen."""

    milestone: MilestoneCode
    latest: ReportEvent


@dataclass(eq=False)
class UnknownCode(SentraError):
    """Nothing in the store has this code; `kind` is the Indonesian word for what was asked."""

    kind: str
    code: str


class NotSignedIn(SentraError):
    """The session ended while a page was open."""


class StoreUnavailable(SentraError):
    """The database refused to work: its disk is full, it is locked, or its server is away."""


class NoProgramme(SentraError):
    """The store is empty: no plan has been loaded yet."""


@dataclass(eq=False)
class NewerSchema(SentraError):
    """The store was written by a newer version of the program."""

    found: str
    known: str


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


@dataclass(eq=False)
class UnreadableBoundary(SentraError):
    """A boundary file is no GeoJSON with areas; `reason` says in Indonesian what is wrong."""

    reason: str


@dataclass(eq=False)
class InvalidSetting(SentraError):
    """A setting cannot be used; `expected` is the Indonesian phrase for what it should hold.

    `value` is empty where showing it could show a secret.
    """

    variable: str
    value: str
    expected: str


class AccountProblem(StrEnum):
    """One thing wrong with an account that somebody wants to create; the value names the field."""

    USERNAME_MALFORMED = "username.malformed"
    USERNAME_TAKEN = "username.taken"
    NAME_MISSING = "name.missing"
    AGENCY_NEEDED = "agency.needed"
    AGENCY_UNKNOWN = "agency.unknown"
    PASSWORD_TOO_SHORT = "password.too_short"
    PASSWORD_TOO_LONG = "password.too_long"
    PASSWORD_NAMES_USER = "password.names_user"


@dataclass(eq=False)
class IllegalAccount(SentraError):
    """An account cannot be created as asked."""

    problems: tuple[AccountProblem, ...]
