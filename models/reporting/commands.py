"""Reporting and taking back, in the caller's one transaction (`Store.write`).

Each asks access, asks the rule, writes, and brings the read models up to what it wrote.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from models.plan.in_force import programme_now
from models.progress import queries as progress_queries
from models.quarters.queries import last_closed
from models.reporting import queries as reporting_queries, rows
from models.reporting.batch_queries import batch_of
from models.store.recording import begin_recording
from rules.access import Permission, allowed, require, require_report
from rules.evidence.files import KeptFile
from rules.quarters.closing import problems_in_closed, require_open
from rules.reporting.errors import IllegalReport, Stale
from rules.reporting.legality import needs_cancel_right, problems_of_report, repeats_claim
from rules.reporting.obstacles import without_known
from rules.reporting.report import Draft
from rules.review.errors import IllegalWithdrawal, WithdrawalProblem
from rules.review.legality import problem_of_withdrawal
from rules.values import Actor, EventId, Milestone
from rules.vocabulary import Basis, EventKind
from words.reporting.sentences import standing_evidence


def report(
    connection: Connection,
    actor: Actor,
    draft: Draft,
    *,
    at: datetime,
    files: Sequence[KeptFile] = (),
) -> EventId:
    """Record a report on a milestone, with the evidence `files` it names; return its event.

    One that repeats a claim and brings no evidence refers to what proves the claim already. The
    same `draft.key` again records nothing and returns the first event. Raises NotAllowed,
    UnknownCode, Stale (somebody acted after the form was drawn), IllegalReport, QuarterClosed.
    """
    require(actor, Permission.REPORT)
    recording = begin_recording(connection, at)
    recorded = rows.event_with(connection, draft.key)
    if recorded is not None:
        return recorded
    known = progress_queries.milestone_in(
        connection, recording.programme_id, draft.milestone, recording.today
    )
    require_report(actor, known)
    if needs_cancel_right(draft, known):
        require(actor, Permission.CANCEL_MILESTONE)
    _check_fresh(connection, actor, draft, known, recording.today)
    closed = last_closed(connection, recording.programme_id)
    require_open(draft.effective_on, closed, may=allowed(actor, Permission.REPORT_CLOSED_QUARTER))
    kept = rows.rounded(without_known(draft, known))
    if not (files or kept.evidence.strip()) and repeats_claim(kept, known):
        # What proves a claim proves it still: as a reference, never as evidence of this report.
        kept = replace(kept, evidence=standing_evidence(known.states[Basis.REPORTED]))
    programme = programme_now(connection, recording.programme)
    problems = (
        *problems_of_report(kept, known, programme, recording.today),
        *problems_in_closed(kept, closed),
    )
    if problems:
        raise IllegalReport(problems)
    return rows.record_report(connection, actor, kept, known, recording, files=files)


def withdraw(
    connection: Connection, actor: Actor, report_id: EventId, *, key: str, at: datetime
) -> EventId:
    """Record that the author takes back `report_id`, and return the withdrawal's event.

    Only before a decision; afterwards the report counts nowhere. The same `key` again records
    nothing. Raises NotAllowed, IllegalWithdrawal.
    """
    require(actor, Permission.REPORT)
    recording = begin_recording(connection, at)
    recorded = rows.event_with(connection, key)
    if recorded is not None:
        return recorded
    withdrawn = rows.report_row(connection, recording.programme_id, report_id)
    if withdrawn is None:
        raise IllegalWithdrawal(WithdrawalProblem.NOT_A_REPORT)
    if batch_of(connection, report_id) is not None:
        raise IllegalWithdrawal(WithdrawalProblem.IN_BATCH)
    before = rows.verdict_on(connection, report_id)
    problem = problem_of_withdrawal(before, is_own=withdrawn.author_id == actor.account_id)
    if problem is not None:
        raise IllegalWithdrawal(problem)
    verdict = rows.NewVerdict(EventKind.WITHDRAWN, before, note="", key=key)
    return rows.record_verdict(connection, actor, withdrawn, verdict, recording)


def _check_fresh(
    connection: Connection, actor: Actor, draft: Draft, known: Milestone, today: date
) -> None:
    """Raise Stale where what is claimed of the milestone changed after the form was drawn."""
    if known.version in {0, draft.seen}:
        return
    events = reporting_queries.events(connection, actor, today, code=known.code)
    raise Stale(known.code, next(event for event in events if event.id == known.version))
