"""Decisions as reviewers make them: on what they saw, one by one or all ordinary ones at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from models.plan.naming import names_of
from models.reporting import rows
from models.reporting.batch_queries import batch_of
from models.review.queries import decisions
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.reporting.report import ReportEvent
from rules.review.errors import DecidedMeanwhile, DecisionProblem, IllegalDecision
from rules.review.legality import problem_of_decision
from rules.review.queue import Submitted
from rules.values import Actor, EventId, MilestoneCode
from rules.vocabulary import EventKind

NOT_DECIDED = EventId(0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decides on a report; `seen` is the latest decision that their screen showed."""

    report_id: EventId
    kind: EventKind
    reason: str = ""
    seen: EventId = NOT_DECIDED


@dataclass(frozen=True, slots=True)
class Approvals:
    """What came of deciding on several reports at once."""

    approved: tuple[MilestoneCode, ...]
    skipped: tuple[tuple[MilestoneCode, DecidedMeanwhile | IllegalDecision], ...]


def decide(
    connection: Connection,
    actor: Actor,
    report_id: EventId,
    kind: EventKind,
    *,
    reason: str,
    key: str,
    at: datetime,
) -> EventId:
    """Record that `report_id` was approved or returned, and return the decision's event.

    Nobody decides on their own report; a return, or the reversal of a decision, needs a reason. The
    same `key` again records nothing. Raises NotAllowed, IllegalDecision.
    """
    require(actor, Permission.DECIDE)
    recording = begin_recording(connection, at)
    recorded = rows.event_with(connection, key)
    if recorded is not None:
        return recorded
    decided = rows.report_row(connection, recording.programme_id, report_id)
    if decided is None:
        raise IllegalDecision(DecisionProblem.NOT_A_REPORT)
    if batch_of(connection, report_id) is not None:
        raise IllegalDecision(DecisionProblem.IN_BATCH)
    before = rows.verdict_on(connection, report_id)
    is_own = decided.author_id == actor.account_id
    problem = problem_of_decision(before, kind, reason, is_own=is_own)
    if problem is not None:
        raise IllegalDecision(problem)
    verdict = rows.NewVerdict(kind, before, reason.strip(), key)
    return rows.record_verdict(connection, actor, decided, verdict, recording)


def give(connection: Connection, actor: Actor, verdict: Verdict, *, at: datetime) -> EventId:
    """Record a verdict and return its event; the same verdict again records nothing.

    Raises DecidedMeanwhile where somebody else came first (nothing of it is kept), and whatever
    `decide` raises.
    """
    key = f"{verdict.kind}-{verdict.report_id}-{verdict.seen}-{actor.account_id}"
    try:
        with connection.begin_nested():
            event = decide(
                connection,
                actor,
                verdict.report_id,
                verdict.kind,
                reason=verdict.reason,
                key=key,
                at=at,
            )
            # Asked afterwards: only now do the programme's other writers wait behind this one.
            known = decisions(connection, actor, verdict.report_id)
            others = [decision for decision in known if decision.id != event]
            _check_seen(connection, others, verdict.seen)
    except IllegalDecision:
        _check_seen(connection, decisions(connection, actor, verdict.report_id), verdict.seen)
        raise
    return event


def approve_all(
    connection: Connection, actor: Actor, submitted: Sequence[Submitted], *, at: datetime
) -> Approvals:
    """Approve every report that still waits, in the caller's one transaction.

    What somebody else decided meanwhile is left as it is and named. Raises NotAllowed.
    """
    require(actor, Permission.DECIDE)
    approved, skipped = [], []
    for waiting in submitted:
        report = waiting.report
        try:
            give(connection, actor, Verdict(report.id, EventKind.APPROVED), at=at)
        except (DecidedMeanwhile, IllegalDecision) as problem:
            skipped.append((report.milestone, problem))
        else:
            approved.append(report.milestone)
    return Approvals(tuple(approved), tuple(skipped))


def _check_seen(connection: Connection, known: Sequence[ReportEvent], seen: EventId) -> None:
    """Raise DecidedMeanwhile unless the latest of the `known` decisions is the one seen."""
    latest = known[-1].id if known else NOT_DECIDED
    if latest != seen:
        code = known[-1].milestone
        raise DecidedMeanwhile(names_of(connection, {code}).get(code, code), known[-1])
