"""Why a backup is not taken or restored."""

from dataclasses import dataclass
from enum import StrEnum

from rules.backup.findings import Finding
from rules.errors import SentraError


class BackupProblem(StrEnum):
    """Why a backup cannot be taken or restored."""

    IN_MEMORY = "in_memory"
    NO_STORE = "no_store"
    NO_TOOL = "no_tool"
    OLD_TOOL = "old_tool"
    OTHER_ENGINE = "other_engine"
    STORE_PRESENT = "store_present"
    TOOL_FAILED = "tool_failed"


@dataclass(eq=False)
class BackupRefused(SentraError):
    """A backup was not taken or not restored; `detail` is a file, or what a tool said."""

    problem: BackupProblem
    detail: str = ""


@dataclass(eq=False)
class LostStore(SentraError):
    """Real work lies here, and the store that it is of does not; nothing takes its place.

    `traces` are files and folders; `newest` is the newest backup, sought in and below `backups`.
    """

    missing: str
    traces: tuple[str, ...]
    newest: str | None
    backups: str


@dataclass(eq=False)
class NotCopied(SentraError):
    """A store is not brought from `found` to `known`, since no copy could be made before."""

    found: str
    known: str
    reason: BackupRefused


@dataclass(eq=False)
class UnusableBackup(SentraError):
    """A file is no backup, or something in it is missing or altered."""

    findings: tuple[Finding, ...]
