"""What can go wrong, in the field's terms. Errors carry facts; words/errors.py makes sentences."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from rules.audit.clock import Doubt
from rules.vocabulary import Role


class EntryProblem(Protocol):
    """One thing wrong with what was typed; its `field` is empty where it is about the whole.

    `row` tells fields of several rows apart, from 1 on.
    """

    @property
    def field(self) -> str: ...  # noqa: D102 - said above

    @property
    def row(self) -> int: ...  # noqa: D102 - said above


class ProblemCode(StrEnum):
    """What can be wrong; the value is the field it is about and what is wrong, with a dot between.

    One about the whole names no field.
    """

    @property
    def field(self) -> str:
        """The field that it is about; empty for the whole."""
        return self.value.rpartition(".")[0]

    @property
    def row(self) -> int:
        """Which of several rows it is about: none, as a code knows of no rows."""
        return 0


class SentraError(Exception):
    """Root of everything a person can mend or must be told.

    Subclasses compare by identity (eq=False): dataclass equality would take their hash away.
    """

    @property
    def of_fields(self) -> tuple[EntryProblem, ...]:
        """What it says of single fields of a form; nothing where it is about the whole."""
        return ()

    def but(self, told: Collection[EntryProblem]) -> "SentraError | None":
        """Return what is left to tell once `told` stands at its fields; None for nothing."""
        return None if told else self


class IllegalEntry(SentraError):
    """What was typed breaks rules, so nothing of it was recorded."""

    problems: tuple[EntryProblem, ...]

    @property
    def of_fields(self) -> tuple[EntryProblem, ...]:
        """Everything wrong: what no field of a form stands for is told with the whole."""
        return self.problems

    def but(self, told: Collection[EntryProblem]) -> "SentraError | None":
        """Return the same without what was told; None where that was all."""
        left = tuple(one for one in self.problems if one not in told)
        return replace(self, problems=left) if left else None  # type: ignore[type-var]


class FieldError(SentraError):
    """A situation that is mended in one field."""

    field: str
    row = 0

    @property
    def of_fields(self) -> tuple[EntryProblem, ...]:
        """Itself: its sentence belongs below that field."""
        return (self,)


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
