"""Every change of the programme, in the caller's one transaction (`Store.write`).

Each asks access, asks the rule, writes, and brings the read models up to what it wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from models.plan.queries import current_schedules
from models.progress import queries as progress_queries
from models.quarters.queries import last_closed
from models.reporting import queries as reporting_queries, rows as recording
from models.schema.tables import report_event
from models.store.recording import TICK, take_turn
from rules.access import Permission, allowed, require, require_report
from rules.errors import UnknownCode
from rules.evidence.files import KeptFile
from rules.plan.errors import IllegalRevision
from rules.plan.legality import problems_of_revision
from rules.quarters.closing import problems_in_closed, require_open
from rules.reporting.errors import IllegalReport, Stale
from rules.reporting.legality import is_countable, needs_cancel_right, problems_of_report
from rules.reporting.report import Draft
from rules.review.errors import (
    DecisionProblem,
    IllegalDecision,
    IllegalWithdrawal,
    WithdrawalProblem,
)
from rules.review.legality import problem_of_decision, problem_of_withdrawal
from rules.values import Actor, EventId, Milestone, MilestoneCode, Schedule
from rules.vocabulary import EventKind

# What the columns keep: weights in hundredths of a point, progress in hundredths of a percent.
_WEIGHT_DECIMALS: Final = 2
_PROGRESS_DECIMALS: Final = 4
_VALUE_DECIMALS: Final = 4


def report(
    connection: Connection,
    actor: Actor,
    draft: Draft,
    *,
    at: datetime,
    files: Sequence[KeptFile] = (),
) -> EventId:
    """Record a report on a milestone, with the evidence `files` it names; return its event.

    The same `draft.key` again records nothing and returns the first event. Raises NotAllowed,
    UnknownCode, Stale (somebody acted after the form was drawn), IllegalReport, QuarterClosed.
    """
    require(actor, Permission.REPORT)
    turn = take_turn(connection, at)
    recorded = recording.event_with(connection, draft.key)
    if recorded is not None:
        return recorded
    known = progress_queries.milestone(connection, actor, draft.milestone, turn.today)
    require_report(actor, known)
    if needs_cancel_right(draft, known):
        require(actor, Permission.CANCEL_MILESTONE)
    _check_fresh(connection, actor, draft, known, turn.today)
    closed = last_closed(connection, turn.programme_id)
    require_open(draft.effective_on, closed, may=allowed(actor, Permission.REPORT_CLOSED_QUARTER))
    kept = _rounded(draft)
    problems = (
        *problems_of_report(kept, known, progress_queries.programme(connection), turn.today),
        *problems_in_closed(kept, closed),
    )
    if problems:
        raise IllegalReport(problems)
    return recording.record_report(connection, actor, kept, known, turn, files=files)


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
    turn = take_turn(connection, at)
    recorded = recording.event_with(connection, key)
    if recorded is not None:
        return recorded
    decided = _report_row(connection, report_id)
    if decided is None:
        raise IllegalDecision(DecisionProblem.NOT_A_REPORT)
    before = recording.verdict_on(connection, report_id)
    is_own = decided.author_id == actor.account_id
    problem = problem_of_decision(before, kind, reason, is_own=is_own)
    if problem is not None:
        raise IllegalDecision(problem)
    verdict = recording.Verdict(kind, before, reason.strip(), key)
    return recording.record_decision(connection, actor, decided, verdict, turn)


def withdraw(
    connection: Connection, actor: Actor, report_id: EventId, *, key: str, at: datetime
) -> EventId:
    """Record that the author takes back `report_id`, and return the withdrawal's event.

    Only before a decision; afterwards the report counts nowhere. The same `key` again records
    nothing. Raises NotAllowed, IllegalWithdrawal.
    """
    require(actor, Permission.REPORT)
    turn = take_turn(connection, at)
    recorded = recording.event_with(connection, key)
    if recorded is not None:
        return recorded
    withdrawn = _report_row(connection, report_id)
    if withdrawn is None:
        raise IllegalWithdrawal(WithdrawalProblem.NOT_A_REPORT)
    before = recording.verdict_on(connection, report_id)
    problem = problem_of_withdrawal(before, is_own=withdrawn.author_id == actor.account_id)
    if problem is not None:
        raise IllegalWithdrawal(problem)
    verdict = recording.Verdict(EventKind.WITHDRAWN, before, note="", key=key)
    return recording.record_decision(connection, actor, withdrawn, verdict, turn)


def revise_plan(
    connection: Connection,
    actor: Actor,
    schedules: Mapping[MilestoneCode, Schedule],
    *,
    reason: str,
    decision_number: str,
    at: datetime,
) -> None:
    """Log new schedules for milestones of one sentra; the first plan stays as it was.

    Raises NotAllowed, UnknownCode, IllegalRevision (for one, weights that no longer sum to 100).
    """
    require(actor, Permission.REVISE_PLAN)
    turn = take_turn(connection, at)
    before = current_schedules(connection, turn.programme_id, turn.today, beside=schedules)
    unknown = schedules.keys() - before.keys()
    if unknown:
        raise UnknownCode(recording.MILESTONE, min(unknown))
    after = before | {code: _as_kept(schedule) for code, schedule in schedules.items()}
    problems = problems_of_revision(before, after, reason=reason, decision_number=decision_number)
    if problems:
        raise IllegalRevision(problems)
    shared = {"reason": reason.strip(), "decision_number": decision_number.strip()}
    for code in sorted(code for code in schedules if before[code] != after[code]):
        recording.record_revision(
            connection, actor, code, (before[code], after[code]), shared, turn
        )
        # One act keeps one day, even at midnight, so that no day sees half of it.
        turn = replace(turn, at=turn.at + TICK)


def _check_fresh(
    connection: Connection, actor: Actor, draft: Draft, known: Milestone, today: date
) -> None:
    """Raise Stale where what is claimed of the milestone changed after the form was drawn."""
    if known.version in {0, draft.seen}:
        return
    events = reporting_queries.events(connection, actor, today, code=known.code)
    raise Stale(known.code, next(event for event in events if event.id == known.version))


def _report_row(connection: Connection, report_id: EventId) -> Row[*tuple[Any, ...]] | None:
    return connection.execute(
        select(report_event).where(
            report_event.c.id == report_id, report_event.c.kind == EventKind.REPORT
        )
    ).one_or_none()


def _rounded(draft: Draft) -> Draft:
    """Round as it will be kept, so that the rule judges what the columns then hold."""
    value = draft.realised_value
    return replace(
        draft,
        progress=round(draft.progress, _PROGRESS_DECIMALS),
        # Another number is refused by the rule, and cannot be rounded.
        realised_value=round(value, _VALUE_DECIMALS) if value and is_countable(value) else value,
    )


def _as_kept(schedule: Schedule) -> Schedule:
    return replace(schedule, weight=round(schedule.weight, _WEIGHT_DECIMALS))
