"""What can go wrong, in the field's terms. Errors carry facts; words/errors.py makes sentences."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.backup.findings import BackupProblem, Finding
from rules.periods import Quarter
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
    NOTE_NEEDED_IN_CLOSED_QUARTER = "note.needed_in_closed_quarter"
    NOTE_TOO_LONG = "note.too_long"
    OBSTACLE_NEEDED = "obstacle.needed"
    OBSTACLE_WITHOUT_DESCRIPTION = "obstacle.without_description"
    OBSTACLE_UNKNOWN = "obstacle.unknown"
    REALISED_NEGATIVE = "realised_value.negative"
    REALISED_TOO_LARGE = "realised_value.too_large"
    REALISED_UNREADABLE = "realised_value.unreadable"
    FILES_TOO_MANY = "files.too_many"
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
    WITHDRAWN = "withdrawn"


class WithdrawalProblem(StrEnum):
    """Why a report cannot be taken back."""

    NOT_A_REPORT = "not_a_report"
    NOT_OWN = "not_own"
    ALREADY_DECIDED = "already_decided"
    ALREADY_WITHDRAWN = "already_withdrawn"


class RatingProblem(StrEnum):
    """One thing wrong with a leader's rating of a sentra."""

    LIGHT_NOT_RATED = "light.not_rated"
    REASON_NEEDED = "reason.needed"
    REASON_TOO_LONG = "reason.too_long"
    RECOVERY_NEEDED = "recovery.needed"
    RECOVERY_IN_PAST = "recovery.in_past"


class ClosingProblem(StrEnum):
    """Why a quarter cannot be closed or corrected."""

    NOT_ENDED = "not_ended"
    BEFORE_PROGRAMME = "before_programme"
    ALREADY_CLOSED = "already_closed"
    NOT_CLOSED = "not_closed"
    REASON_NEEDED = "reason_needed"
    NOTHING_CHANGED = "nothing_changed"


class MeetingProblem(StrEnum):
    """One thing wrong with a meeting, a resolution or a follow-up; the value names the field."""

    TITLE_MISSING = "title.missing"
    NAME_TOO_LONG = "name.too_long"
    NOBODY_INVITED = "agencies.nobody"
    AGENCY_UNKNOWN = "agencies.unknown"
    POSITION_IN_FUTURE = "as_of.future"
    POSITION_BEFORE_PROGRAMME = "as_of.before_programme"
    NOT_PLANNED = "stage.not_planned"
    NOT_OPEN = "stage.not_open"
    ANOTHER_OPEN = "stage.another_open"
    TEXT_MISSING = "text.missing"
    TEXT_TOO_LONG = "text.too_long"
    OWNER_MISSING = "owner.missing"
    DUE_MISSING = "due_on.missing"
    DUE_BEFORE_MEETING = "due_on.before_meeting"
    REPLACED_ALREADY = "replaces.replaced_already"
    TOLD_ALREADY = "replaces.told_already"
    NOTE_MISSING = "note.missing"
    EVIDENCE_MISSING = "evidence.missing"
    FILES_TOO_MANY = "files.too_many"
    ALREADY_CLOSED = "follow_up.already_closed"
    NOT_CLOSED = "follow_up.not_closed"
    REASON_MISSING = "reason.missing"


class MeetingPart(StrEnum):
    """What of a meeting is recorded as a whole, so that one form takes the place of another."""

    PLAN = "plan"
    ATTENDANCE = "attendance"


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
class DecidedMeanwhile(SentraError):
    """Somebody else decided on the report first; `latest` is what the reviewer had not seen."""

    milestone: MilestoneCode
    latest: ReportEvent


@dataclass(eq=False)
class IllegalWithdrawal(SentraError):
    """A report cannot be taken back."""

    problem: WithdrawalProblem


@dataclass(eq=False)
class IllegalRating(SentraError):
    """A rating lacks what it must have."""

    problems: tuple[RatingProblem, ...]


@dataclass(eq=False)
class IllegalClosing(SentraError):
    """A quarter cannot be closed or corrected as asked."""

    quarter: Quarter
    problem: ClosingProblem


@dataclass(eq=False)
class IllegalMeeting(SentraError):
    """A meeting, a resolution or a follow-up cannot be recorded as asked."""

    problems: tuple[MeetingProblem, ...]


@dataclass(eq=False)
class MeetingChanged(SentraError):
    """Somebody else recorded a part of a meeting first, which the form had not seen."""

    part: MeetingPart
    author: str
    recorded_at: datetime


@dataclass(eq=False)
class UnusableTemplate(SentraError):
    """A file is no PowerPoint template; `reason` says in Indonesian what is wrong with it."""

    reason: str


@dataclass(eq=False)
class QuarterClosed(SentraError):
    """A report speaks of a day that was closed with its quarter; `quarter` is the last closed."""

    quarter: Quarter


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


@dataclass(eq=False)
class LostEvidence(SentraError):
    """A file that a report names is gone or altered on the disk; `digest` is its SHA-256."""

    digest: str


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
    PASSWORD_REPEATS = "password.repeats"
    PASSWORD_KEYBOARD = "password.keyboard"
    PASSWORD_COMMON = "password.common"
    PASSWORD_COMPOSITION = "password.composition"
    PASSWORD_USED_BEFORE = "password.used_before"
    PASSWORD_TYPED_OTHERWISE = "password.typed_otherwise"
    PASSWORD_NOT_THE_OLD = "password.not_the_old"
    EMAIL_MALFORMED = "email.malformed"
    EMAIL_TAKEN = "email.taken"
    LAST_ADMIN = "role.last_admin"
    OWN_ACCOUNT = "account.own"
    INACTIVE = "account.inactive"


@dataclass(eq=False)
class IllegalAccount(SentraError):
    """An account cannot be created as asked."""

    problems: tuple[AccountProblem, ...]


@dataclass(eq=False)
class IllegalAccountChange(SentraError):
    """An account that exists cannot be changed as asked."""

    problems: tuple[AccountProblem, ...]


class SpentLink(SentraError):
    """A one-time link is unknown, used already, or past its hours."""


class PostProblem(StrEnum):
    """One thing wrong with who holds a post, and when; the value names the field."""

    CODE_MALFORMED = "code.malformed"
    CODE_TAKEN = "code.taken"
    TITLE_MISSING = "title.missing"
    NAME_MISSING = "name.missing"
    NIP_MALFORMED = "nip.malformed"
    FINISH_BEFORE_START = "finish.before_start"
    OVERLAP = "start.overlap"
    NOBODY_TO_RELIEVE = "holder.nobody"
    ACCOUNT_UNKNOWN = "account.unknown"


@dataclass(eq=False)
class IllegalPost(SentraError):
    """A post or its holding cannot be recorded as asked."""

    problems: tuple[PostProblem, ...]


class UnstorableText(SentraError):
    """A text holds a sign that no database keeps: NUL, or half of a character."""


class StoreInUse(SentraError):
    """Somebody works on the store that was to be had alone, or has it alone."""


@dataclass(eq=False)
class BackupRefused(SentraError):
    """A backup was not taken or not restored; `detail` is a file, or what a tool said."""

    problem: BackupProblem
    detail: str = ""


@dataclass(eq=False)
class UnusableBackup(SentraError):
    """A file is no backup, or something in it is missing or altered."""

    findings: tuple[Finding, ...]
