"""Evidence files in the record: which report names which bytes, for ever."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from models.audit.commands import written
from models.evidence.queries import require_takeable
from models.schema.evidence import evidence_file
from rules.evidence.files import MOST_FILES, KeptFile
from rules.reporting.errors import IllegalReport, ReportProblem


def attach(
    connection: Connection, event_id: int, files: Sequence[KeptFile]
) -> list[dict[str, Any]]:
    """Let the report `event_id` name `files`, in this order; return the rows for its audit event.

    The same bytes named twice count once. Raises IllegalReport for more files than a report takes,
    WithheldEvidence.
    """
    once = each_once(files)
    if len(once) > MOST_FILES:
        raise IllegalReport((ReportProblem.FILES_TOO_MANY,))
    return write_files(connection, evidence_file, event_id, once)


def each_once(files: Sequence[KeptFile]) -> tuple[KeptFile, ...]:
    """Return the files without those whose bytes stand there already."""
    return tuple({file.sha256: file for file in files}.values())


def write_files(
    connection: Connection, table: Table, event_id: int, files: Sequence[KeptFile]
) -> list[dict[str, Any]]:
    """Let an event name `files` in `table`, in this order; return their rows.

    Raises WithheldEvidence for one that was removed, or taken back with its report.
    """
    require_takeable(connection, files)
    return [
        written(connection, table, _row(event_id, position, file))
        for position, file in enumerate(files)
    ]


def _row(event_id: int, position: int, file: KeptFile) -> dict[str, object]:
    return {
        "event_id": event_id,
        "position": position,
        "name": file.name,
        "kind": file.kind,
        "sha256": file.sha256,
        "size": file.size,
        "thumbnail": file.thumbnail,
    }
