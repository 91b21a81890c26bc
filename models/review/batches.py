"""Deciding on reports of the time before the program, brought in as one batch: as one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from models.reporting import batch_queries, rows
from models.reporting.batches import Progress, batch_key, record_batch_verdict, untold
from models.review.commands import NOT_DECIDED
from models.review.queries import decisions
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.reporting.batch import BatchId
from rules.review.errors import DecisionProblem, IllegalDecision
from rules.review.legality import problem_of_decision
from rules.values import Actor, EventId
from rules.vocabulary import EventKind


@dataclass(frozen=True, slots=True)
class BatchVerdict:
    """What somebody decides on a batch; `seen` is the latest verdict that their screen showed."""

    batch: BatchId
    kind: EventKind
    reason: str = ""
    seen: EventId = NOT_DECIDED


def decide_batch(
    connection: Connection,
    actor: Actor,
    verdict: BatchVerdict,
    *,
    at: datetime,
    progress: Progress = untold,
) -> None:
    """Record that every report of a batch was approved or returned; again, nothing is recorded.

    Nobody decides on their own batch; a return, or the reversal of a decision, needs a reason.
    Raises NotAllowed, IllegalDecision (for one, where somebody else came first).
    """
    require(actor, Permission.DECIDE)
    recording = begin_recording(connection, at)
    entered = batch_queries.batch_row(connection, recording.programme_id, verdict.batch)
    if entered is None:
        raise IllegalDecision(DecisionProblem.NOT_A_BATCH)
    first = EventId(batch_queries.reports_of(connection, verdict.batch)[0].id)
    key = f"{verdict.kind}-{verdict.seen}-{actor.account_id}"
    if rows.event_with(connection, batch_key(key, first)) is not None:
        return
    before = rows.verdict_on(connection, first)
    is_own = entered.author_id == actor.account_id
    problem = problem_of_decision(before, verdict.kind, verdict.reason, is_own=is_own)
    if problem is None and _latest(connection, actor, first) != verdict.seen:
        problem = DecisionProblem.ALREADY_DECIDED
    if problem is not None:
        raise IllegalDecision(problem)
    written = rows.NewVerdict(verdict.kind, before, verdict.reason.strip(), key)
    record_batch_verdict(connection, actor, verdict.batch, written, recording, progress=progress)


def _latest(connection: Connection, actor: Actor, report: EventId) -> EventId:
    """The latest verdict on a report, 0 before any."""
    known = decisions(connection, actor, report)
    return known[-1].id if known else NOT_DECIDED
