"""What can go wrong, in the field's terms. Errors carry facts; words/errors.py makes sentences."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.audit.clock import Doubt
from rules.vocabulary import Role


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
class UnusableTemplate(SentraError):
    """A file is no PowerPoint template; `reason` says in Indonesian what is wrong with it."""

    reason: str


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
class ServerAway(SentraError):
    """The server at `place` did not let the program in as it started; `said` is why."""

    place: str
    said: str


class NoProgramme(SentraError):
    """The store is empty: no plan has been loaded yet."""


@dataclass(eq=False)
class NewerSchema(SentraError):
    """The store was written by a newer version of the program."""

    found: str
    known: str


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


class UnstorableText(SentraError):
    """A text holds a sign that no database keeps: NUL, or half of a character."""


@dataclass(eq=False)
class ClockInDoubt(SentraError):
    """Nothing is recorded under a clock that the last record speaks against."""

    doubt: Doubt
    clock: datetime
    last: datetime


@dataclass(eq=False)
class ClockDiffers(SentraError):
    """The day that a person says is today is not the day of the machine's clock."""

    said: date
    clock: datetime


class StoreInUse(SentraError):
    """Somebody works on the store that was to be had alone, or has it alone."""
