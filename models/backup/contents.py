"""What a store holds at one moment, and whether a copy of it still holds the same."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine, func, inspect, select, table
from sqlalchemy.exc import DatabaseError

from models.audit import commands as audit
from models.backup.checkup import Defect, examine
from models.backup.manifest import Contents, Manifest
from models.evidence.queries import hashes
from models.store.migration import VERSION_TABLE, revision_of
from models.store.store import open_store
from rules.backup.findings import EVIDENCE, Damage, Finding
from rules.errors import NewerSchema, StoreUnavailable

_TROUBLES: Final = {
    Defect.READ_MODELS: Damage.READ_MODELS,
    Defect.FOREIGN_KEYS: Damage.FOREIGN_KEYS,
    Defect.WEIGHTS: Damage.WEIGHTS,
    Defect.HISTORY: Damage.HISTORY,
    Defect.REGISTER: Damage.REGISTER,
}


def contents_of(connection: Connection) -> Contents:
    """Return what the store holds as this connection sees it; its schema must be current."""
    return Contents(_revision(connection), _rows(connection), audit.head(connection))


def broken(file: Path) -> list[Finding]:
    """Return what SQLite itself finds wrong with a database in a file."""
    connection = sqlite3.connect(file)
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    finally:
        connection.close()
    return [Finding(Damage.BROKEN_DATABASE, line) for line in said if line != "ok"]


def differences(url: str, manifest: Manifest, beside: Path) -> list[Finding]:
    """Return how the database at `url` differs from what `manifest` says it holds.

    It is brought to this program's schema on the way; `beside` takes what that leaves behind.
    """
    try:
        found = _counted(url, manifest)
        if any(finding.damage is Damage.UNKNOWN_SCHEMA for finding in found):
            return found
        return [*found, *_examined(url, manifest, beside)]
    except NewerSchema as error:
        return [Finding(Damage.UNKNOWN_SCHEMA, error.found)]
    except StoreUnavailable as error:
        return [Finding(Damage.BROKEN_DATABASE, str(error.__cause__ or ""))]
    except DatabaseError as error:
        return [Finding(Damage.BROKEN_DATABASE, str(error.orig))]
    except (ValueError, LookupError) as error:  # a value that no column of ours would have kept
        return [Finding(Damage.BROKEN_DATABASE, str(error))]


def _counted(url: str, manifest: Manifest) -> list[Finding]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            found = _rows(connection)
            revision = _revision(connection)
    finally:
        engine.dispose()
    expected = manifest.contents.rows
    differing = [
        Finding(Damage.ROWS, name)
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]
    if revision != manifest.contents.revision:
        differing.append(Finding(Damage.UNKNOWN_SCHEMA, revision))
    return differing


def _examined(url: str, manifest: Manifest, beside: Path) -> Iterator[Finding]:
    store = open_store(url, backups=beside, without_copy=True)
    try:
        # The head was noted when the backup was taken, so a cut tail or a forged past shows.
        found = examine(store, known_heads=[manifest.contents.head])
        for trouble, name in found.troubles:
            if trouble in _TROUBLES:
                yield Finding(_TROUBLES[trouble], name)
        with store.read() as connection:
            yield from _lost_evidence(connection, manifest)
    finally:
        store.engine.dispose()


def _lost_evidence(connection: Connection, manifest: Manifest) -> Iterator[Finding]:
    """Yield the evidence that the record names and the backup never held."""
    brought = {member.name.rpartition("/")[2] for member in manifest.members}
    for digest in sorted(hashes(connection) - brought):
        yield Finding(Damage.EVIDENCE, EVIDENCE + digest)


def _rows(connection: Connection) -> dict[str, int]:
    names = sorted(set(inspect(connection).get_table_names()) - {VERSION_TABLE})
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in names
    }


def _revision(connection: Connection) -> str:
    return str(revision_of(connection))
