"""Evidence removed for good: the record keeps that it was there, and why it is no more."""

from datetime import datetime

from sqlalchemy import Connection

from models.audit import commands as audit
from models.evidence.folder import EvidenceFolder
from models.evidence.queries import file_at, hashes, left_behind
from models.schema.evidence import evidence_removal
from models.store.recording import begin_recording
from models.store.store import Store
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.evidence.errors import IllegalRemoval, RemainingBytes, RemovalProblem
from rules.evidence.files import LONGEST_REASON, EvidenceAddress, KeptFile, Withheld
from rules.values import Actor


def remove_evidence(
    connection: Connection, actor: Actor, address: EvidenceAddress, reason: str, *, at: datetime
) -> KeptFile:
    """Record that the bytes at `address` are gone, wherever they are named; return their file.

    Nobody is handed them from then on; `sweep` takes them off the disk once this is kept. Removing
    again what is removed changes nothing, and the file says who removed it. Raises NotAllowed,
    UnknownCode, IllegalRemoval.
    """
    require(actor, Permission.REMOVE_EVIDENCE)
    recording = begin_recording(connection, at)
    kept = file_at(connection, address)
    if kept.withheld is Withheld.REMOVED:
        return kept
    words = reason.strip()
    if not words:
        raise IllegalRemoval(RemovalProblem.REASON_MISSING)
    if len(words) > LONGEST_REASON:
        raise IllegalRemoval(RemovalProblem.REASON_TOO_LONG)
    row = {
        "sha256": kept.sha256,
        "reason": words,
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }
    rows = {evidence_removal.name: [audit.written(connection, evidence_removal, row)]}
    audit.record_under(
        connection,
        actor,
        Action.EVIDENCE_REMOVED,
        subject=address.shown,
        detail={"before": {}, "after": {"sha256": kept.sha256, "reason": words}, "rows": rows},
        recording=recording,
    )
    return kept


def sweep(store: Store, folder: EvidenceFolder) -> tuple[str, ...]:
    """Take all bytes of removed evidence off the disk, and return the hashes of what went.

    After the transaction that removed them: a crash in between leaves bytes that nobody is handed,
    which `admin check` names and the next removal takes along. Raises RemainingBytes.
    """
    with store.read() as connection:
        removed = left_behind(connection) - hashes(connection)
    gone = tuple(sorted(digest for digest in removed if folder.holds(digest)))
    try:
        for digest in gone:
            folder.forget(digest)
    except OSError as error:
        raise RemainingBytes from error
    return gone
