"""Whether a store is sound: what `admin check` looks at, as values."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from models.audit import commands as audit
from models.audit.triggers import trigger_faults
from models.audit.verification import verify
from models.audit.vouched import REGISTER
from models.evidence.folder import EvidenceFolder
from models.evidence.queries import hashes, left_behind
from models.plan.queries import plan_of_row
from models.plan.sentra_plans import plans_in
from models.schema.accounts import account
from models.schema.plan import milestone, milestone_support
from models.store.migration import schema_revisions
from models.store.programme import programme_rows
from models.store.read_models import differences
from models.store.store import Store
from rules.audit.trail import Fault
from rules.plan.legality import problems_of_schedules
from rules.vocabulary import Role
from words.audit.sentences import fault

_LEAST_SQLITE: Final = (3, 51, 3)
_MILESTONES: Final = frozenset({milestone.name, milestone_support.name})


class Defect(StrEnum):
    """What can be wrong with a store."""

    NO_PROGRAMME = "no_programme"
    WEIGHTS = "weights"
    READ_MODELS = "read_models"
    FOREIGN_KEYS = "foreign_keys"
    HISTORY = "history"
    REGISTER = "register"
    NO_ACCOUNT = "no_account"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_ALTERED = "evidence_altered"
    EVIDENCE_REMAINS = "evidence_remains"


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found: troubles with the names that they are about, and facts worth knowing."""

    revision: str
    sqlite_version: str | None
    accounts: dict[Role, int]
    head: str
    troubles: tuple[tuple[Defect, str], ...]

    @property
    def has_old_sqlite(self) -> bool:
        """Whether SQLite is older than the mend of a rare fault of its write-ahead log."""
        if self.sqlite_version is None:
            return False
        return tuple(int(part) for part in self.sqlite_version.split(".")) < _LEAST_SQLITE


def examine(store: Store, *, known_heads: Collection[str] = ()) -> Checkup:
    """Return what a look at the whole store finds; the store stays as it is.

    `known_heads` are heads of the audit chain from prints or backups, which it must still hold.
    """
    is_sqlite = store.engine.dialect.name == "sqlite"
    with store.write() as connection:
        accounts, head = _accounts(connection), audit.head(connection)
        orphans = _orphans(connection, is_sqlite=is_sqlite)
        troubles = (
            # A plan whose milestones point at nothing cannot be read as one.
            *(() if _MILESTONES & set(orphans) else _programme_troubles(connection)),
            *((Defect.READ_MODELS, name) for name in differences(connection)),
            *((Defect.FOREIGN_KEYS, name) for name in orphans),
            *((Defect.REGISTER, fault(found)) for found in trigger_faults(connection)),
            *(
                (_defect(found), fault(found))
                for found in verify(connection, known_heads=known_heads)
            ),
            *(() if any(accounts.values()) else ((Defect.NO_ACCOUNT, ""),)),
        )
    return Checkup(
        revision=str(schema_revisions(store.engine)[0]),
        sqlite_version=sqlite3.sqlite_version if is_sqlite else None,
        accounts=accounts,
        head=head,
        troubles=troubles,
    )


def _defect(found: Fault) -> Defect:
    """Tell what was reported and decided from the register: a backup may have lost only one."""
    is_of_register = found.where.partition(" ")[0] in {table.name for table in REGISTER}
    return Defect.REGISTER if is_of_register else Defect.HISTORY


@dataclass(frozen=True, slots=True)
class EvidenceCheckup:
    """What was found in the folder of evidence: troubles, and files that no report names.

    Such a file is left by a crash between keeping and recording it; it harms nobody.
    """

    troubles: tuple[tuple[Defect, str], ...]
    orphans: tuple[str, ...]


def examine_evidence(store: Store, folder: EvidenceFolder) -> EvidenceCheckup:
    """Return how the folder of evidence answers to the record; both stay as they are."""
    # The folder is listed first: what is kept and recorded meanwhile is then no orphan.
    lying = list(folder.names())
    with store.read() as connection:
        named = hashes(connection)
        removed = left_behind(connection) - named
    missing = sorted(digest for digest in named if not folder.holds(digest))
    altered = sorted(named - set(missing) - {digest for digest in named if folder.is_whole(digest)})
    return EvidenceCheckup(
        troubles=(
            *((Defect.EVIDENCE_MISSING, digest) for digest in missing),
            *((Defect.EVIDENCE_ALTERED, digest) for digest in altered),
            *((Defect.EVIDENCE_REMAINS, name) for name in lying if name in removed),
        ),
        orphans=tuple(name for name in lying if name not in named | removed),
    )


def _programme_troubles(connection: Connection) -> list[tuple[Defect, str]]:
    rows = programme_rows(connection)
    if not rows:
        return [(Defect.NO_PROGRAMME, "")]
    return [(Defect.WEIGHTS, code) for row in rows for code in _unbalanced(connection, row)]


def _unbalanced(connection: Connection, row: Row[*tuple[Any, ...]]) -> list[str]:
    """Return the sentra whose current schedules break a rule: for one, weights beside 100.

    Where the store holds several programmes each stands behind the code of its own.
    """
    plans = plans_in(connection, plan_of_row(connection, row))
    programme = (row.code,) if row.is_one_of_several else ()
    return [
        " ".join((*programme, code))
        for code, plan in plans.items()
        if problems_of_schedules([row.schedule for row in plan.rows])
    ]


def _orphans(connection: Connection, *, is_sqlite: bool) -> list[str]:
    """Return the tables with rows that point at nothing; PostgreSQL never lets them in."""
    if not is_sqlite:
        return []
    return sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})


def _accounts(connection: Connection) -> dict[Role, int]:
    rows = connection.execute(
        select(account.c.role, func.count()).where(account.c.is_active).group_by(account.c.role)
    )
    counted = {role: int(count) for role, count in rows}
    return {role: counted.get(role, 0) for role in Role}
