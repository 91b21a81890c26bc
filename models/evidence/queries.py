"""Which files prove which report; those of follow-ups stand in models/meetings/queries.py."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select, union_all

from models.schema.columns import LARGEST_ID
from models.schema.evidence import evidence_file
from models.schema.meetings import follow_up_file
from models.schema.reporting import report_event
from models.store.knowledge import known_by
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.evidence.files import EvidenceFile, EvidenceId, KeptFile
from rules.values import Actor, EventId


def of_reports(
    connection: Connection, actor: Actor, report_ids: Collection[EventId]
) -> dict[EventId, tuple[EvidenceFile, ...]]:
    """Return the files of these reports in the order of sending; reports without files miss.

    Raises NotAllowed.
    """
    require(actor, Permission.VIEW)
    if not report_ids:
        return {}
    files = _files(programme_row(connection).id).where(evidence_file.c.event_id.in_(report_ids))
    found = defaultdict(list)
    for file in map(_file, connection.execute(files)):
        found[file.report_id].append(file)
    return {report_id: tuple(files) for report_id, files in found.items()}


def recorded(
    connection: Connection, actor: Actor, as_of: date, known_on: date | None = None
) -> tuple[EvidenceFile, ...]:
    """Return the files of reports effective by the end of `as_of`, report by report.

    The reports were recorded by the end of `known_on` (None: by now).
    """
    require(actor, Permission.VIEW)
    files = _files(programme_row(connection).id).where(report_event.c.effective_on <= as_of)
    if known_on is not None:
        files = files.where(known_by(report_event, known_on))
    return tuple(_file(row) for row in connection.execute(files))


def one(connection: Connection, actor: Actor, evidence_id: int) -> EvidenceFile:
    """Return one file, of whatever programme it is. Raises NotAllowed, UnknownCode."""
    require(actor, Permission.VIEW)
    row = None
    if 0 < evidence_id <= LARGEST_ID:
        asked = select(evidence_file).where(evidence_file.c.id == evidence_id)
        row = connection.execute(asked).one_or_none()
    if row is None:
        raise UnknownCode("berkas bukti", str(evidence_id))
    return _file(row)


def hashes(connection: Connection) -> frozenset[str]:
    """Return the hash of all that reports and follow-ups name, thumbnails included."""
    named = (select(table.c.sha256, table.c.thumbnail) for table in (evidence_file, follow_up_file))
    rows = connection.execute(union_all(*named)).all()
    return frozenset(digest for row in rows for digest in row if digest is not None)


def _files(programme_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(evidence_file)
        .join(report_event, report_event.c.id == evidence_file.c.event_id)
        .where(report_event.c.programme_id == programme_id)
        .order_by(evidence_file.c.event_id, evidence_file.c.position)
    )


def _file(row: Row[*tuple[Any, ...]]) -> EvidenceFile:
    kept = KeptFile(row.name, row.kind, row.sha256, row.size, row.thumbnail)
    return EvidenceFile(EvidenceId(row.id), EventId(row.event_id), kept)
