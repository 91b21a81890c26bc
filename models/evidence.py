"""Evidence files in the record: which report names which bytes, for ever."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from models.audit import written
from models.evidence_tables import evidence_file
from rules.errors import IllegalReport, Problem
from rules.evidence import MOST_FILES, KeptFile


def attach(
    connection: Connection, event_id: int, files: Sequence[KeptFile]
) -> list[dict[str, Any]]:
    """Let the report `event_id` name `files`, in this order; return the rows for its audit event.

    The same bytes named twice count once. Raises IllegalReport for more files than a report takes.
    """
    once = tuple({file.sha256: file for file in files}.values())
    if len(once) > MOST_FILES:
        raise IllegalReport((Problem.FILES_TOO_MANY,))
    return [
        written(connection, evidence_file, _row(event_id, position, file))
        for position, file in enumerate(once)
    ]


def _row(event_id: int, position: int, file: KeptFile) -> dict[str, object]:
    return {
        "event_id": event_id,
        "position": position,
        "name": file.name,
        "kind": file.kind.value,
        "sha256": file.sha256,
        "size": file.size,
        "thumbnail": file.thumbnail,
    }
