"""The audit trail as people read it: lines, and which of them somebody asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from rules.audit.actions import Action

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One act: when, by whom (None: nobody signed in, or the command line), what, about what."""

    number: int
    recorded_at: datetime
    actor: str | None
    action: Action
    subject: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of the trail are asked for; what is None or empty narrows nothing."""

    start: date | None = None
    finish: date | None = None
    username: str | None = None
    action: Action | None = None
    subject: str = ""


class FaultKind(StrEnum):
    """What can be wrong with history."""

    GAP = "gap"
    LINK = "link"
    HASH = "hash"
    ORDER = "order"
    CHANGED = "changed"
    MISSING = "missing"
    UNAUDITED = "unaudited"
    TAKEN_UP = "taken_up"
    """It was changed before the act that wrote it next."""
    HEAD = "head"
    TAIL = "tail"
    TRIGGER_MISSING = "trigger_missing"
    TRIGGER_ALTERED = "trigger_altered"
    TRIGGER_FOREIGN = "trigger_foreign"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with history: the table with the row, the head, the trigger it is about.

    `name` is what people call that row: the code of a milestone, a username.
    """

    kind: FaultKind
    where: str
    name: str = ""
