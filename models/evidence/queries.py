"""Which files prove which report; those of follow-ups stand in models/meetings/queries.py."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    outerjoin,
    select,
    union_all,
)

from models.schema.accounts import account
from models.schema.columns import LARGEST_ID
from models.schema.evidence import evidence_file, evidence_removal
from models.schema.meetings import follow_up_file
from models.schema.plan import milestone
from models.schema.reporting import report_event
from models.store.knowledge import known_by
from models.store.programme import programme_row
from models.store.verdicts import counts, latest_first, latest_verdict, verdict_by
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.evidence.errors import WithheldEvidence
from rules.evidence.files import EvidenceAddress, EvidenceFile, EvidenceId, KeptFile, Removal
from rules.meetings.photos import Photo
from rules.values import Actor, EventId, MilestoneCode, Moment
from rules.vocabulary import EventKind

_remover: Final = account.alias("remover")
_REMOVER: Final = _remover.c.id == evidence_removal.c.author_id
_REMOVAL: Final = (
    _remover.c.name.label("remover"),
    evidence_removal.c.recorded_on.label("removed_on"),
    evidence_removal.c.reason.label("removal_reason"),
)


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


def photos(connection: Connection, actor: Actor, moment: Moment) -> tuple[Photo, ...]:
    """Return the pictures that prove what counts at a moment, newest first.

    What is handed out no more is not among them, whenever the moment was. Raises NotAllowed.
    """
    require(actor, Permission.VIEW)
    known, report = moment.known_on, report_event.c
    verdict = latest_verdict(report.id) if known is None else verdict_by(known, report.id)
    pictures = (
        _files(programme_row(connection).id)
        .add_columns(milestone.c.code.label("milestone"), report.effective_on)
        .join(milestone, milestone.c.id == report.milestone_id)
        .where(
            evidence_file.c.thumbnail.is_not(None),
            report.effective_on <= moment.as_of,
            counts(moment.basis, verdict),
            *(() if known is None else (known_by(report_event, known),)),
        )
        .order_by(None)
        .order_by(*latest_first(report_event), evidence_file.c.position)
    )
    return tuple(
        Photo(kept, MilestoneCode(row.milestone), row.effective_on)
        for row in connection.execute(pictures)
        if (kept := _file(row).kept).withheld is None
    )


def one(connection: Connection, actor: Actor, evidence_id: int) -> EvidenceFile:
    """Return one file to be handed out, of whatever programme it is.

    Raises NotAllowed, UnknownCode, WithheldEvidence.
    """
    require(actor, Permission.VIEW)
    found = _file(_row(connection, _reports_file(), evidence_file, evidence_id))
    require_handed_out(found.kept)
    return found


def require_handed_out(kept: KeptFile) -> None:
    """Raise WithheldEvidence for a file that is handed out no more."""
    if kept.withheld is not None:
        raise WithheldEvidence(kept)


def require_takeable(connection: Connection, files: Iterable[KeptFile]) -> None:
    """Raise WithheldEvidence where one of the files proves nothing any more."""
    digests = {file.sha256: file for file in files}
    for file in digests.values():
        require_handed_out(file)
    removed = select(evidence_removal.c.sha256, *_REMOVAL).join(_remover, _REMOVER)
    removed = removed.where(evidence_removal.c.sha256.in_(digests))
    for row in connection.execute(removed) if digests else ():
        raise WithheldEvidence(replace(digests[row.sha256], removal=_removal(row)))


def file_at(connection: Connection, address: EvidenceAddress) -> KeptFile:
    """Return the file at an address, also one that is withheld. Raises UnknownCode."""
    if address.is_of_follow_up:
        row = _row(connection, follow_up_files(), follow_up_file, address.number)
        return kept_file(row)
    return _file(_row(connection, _reports_file(), evidence_file, address.number)).kept


def follow_up_files() -> Select[*tuple[Any, ...]]:
    """Select the files of follow-ups, with who removed each and why."""
    return with_removals(follow_up_file)


def kept_file(row: Row[*tuple[Any, ...]]) -> KeptFile:
    """Return the file in a row of `with_removals`."""
    return KeptFile(row.name, row.kind, row.sha256, row.size, row.thumbnail, _removal(row))


def hashes(connection: Connection) -> frozenset[str]:
    """Return the hash of all that reports and follow-ups name, thumbnails included.

    What was removed is not among them.
    """
    return _hashes(connection, is_removed=False)


def left_behind(connection: Connection) -> frozenset[str]:
    """Return the hash of all that removed files consisted of; another one may share a thumbnail."""
    return _hashes(connection, is_removed=True)


def _hashes(connection: Connection, *, is_removed: bool) -> frozenset[str]:
    removed = select(evidence_removal.c.sha256)
    named = (
        select(table.c.sha256, table.c.thumbnail).where(
            table.c.sha256.in_(removed) if is_removed else table.c.sha256.not_in(removed)
        )
        for table in (evidence_file, follow_up_file)
    )
    rows = connection.execute(union_all(*named)).all()
    return frozenset(digest for row in rows for digest in row if digest is not None)


def _row(
    connection: Connection, files: Select[*tuple[Any, ...]], table: Table, number: int
) -> Row[*tuple[Any, ...]]:
    row = None
    if 0 < number <= LARGEST_ID:
        row = connection.execute(files.where(table.c.id == number)).one_or_none()
    if row is None:
        raise UnknownCode("berkas bukti", str(number))
    return row


def with_removals(table: Table, *also: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Select the files of `table`, with who removed each and why, and what is asked `also`."""
    removals = outerjoin(table, evidence_removal, evidence_removal.c.sha256 == table.c.sha256)
    return select(table, *_REMOVAL, *also).select_from(removals.outerjoin(_remover, _REMOVER))


def _removal(row: Row[*tuple[Any, ...]]) -> Removal | None:
    if row.removed_on is None:
        return None
    return Removal(row.remover, row.removed_on, row.removal_reason)


def _reports_file() -> Select[*tuple[Any, ...]]:
    return with_removals(evidence_file, latest_verdict(evidence_file.c.event_id).label("verdict"))


def _files(programme_id: int) -> Select[*tuple[Any, ...]]:
    return (
        _reports_file()
        .join(report_event, report_event.c.id == evidence_file.c.event_id)
        .where(report_event.c.programme_id == programme_id)
        .order_by(evidence_file.c.event_id, evidence_file.c.position)
    )


def _file(row: Row[*tuple[Any, ...]]) -> EvidenceFile:
    kept = kept_file(row)
    if row.verdict == EventKind.WITHDRAWN:
        kept = replace(kept, is_withdrawn=True)
    return EvidenceFile(EvidenceId(row.id), EventId(row.event_id), kept)
