"""Bringing in many reports of the time before the program as one, and taking them back as one.

One act is one row of the audit trail, which holds every row that it wrote.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from models.audit import commands as audit
from models.reporting import batch_queries, rows
from models.schema.reporting import batch_report, obstacle, report_batch, report_event
from models.store.recording import Recording, begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.quarters.closing import problems_of_rows as problems_in_closed
from rules.reporting.batch import (
    BatchId,
    BatchRow,
    Course,
    Ground,
    NewBatch,
    course,
    in_order,
    problems_of_batch,
    problems_of_rows,
)
from rules.reporting.errors import BatchRowProblem, IllegalBatch
from rules.review.errors import IllegalWithdrawal, WithdrawalProblem
from rules.review.legality import problem_of_withdrawal
from rules.values import Actor, EventId, MilestoneCode, ObstacleId
from rules.vocabulary import EventKind

_ACTIONS: Final = {
    EventKind.APPROVED: Action.HISTORY_APPROVED,
    EventKind.RETURNED: Action.HISTORY_RETURNED,
    EventKind.WITHDRAWN: Action.HISTORY_WITHDRAWN,
}


Progress = Callable[[int, int], None]
"""Is told how many of how many reports are written."""


def untold(done: int, total: int) -> None:
    """Tell nobody how far an act is."""


def enter_batch(
    connection: Connection,
    actor: Actor,
    batch: NewBatch,
    *,
    at: datetime,
    progress: Progress = untold,
) -> BatchId:
    """Record all reports of a batch in the order of their days, or none; return the batch.

    The same `batch.key` again records nothing and returns the first batch. Raises NotAllowed,
    IllegalBatch with everything that is wrong.
    """
    require(actor, Permission.ENTER_HISTORY)
    recording = begin_recording(connection, at)
    recorded = batch_queries.batch_with(connection, batch.key)
    if recorded is not None:
        return recorded
    kept = _as_kept(batch)
    ground = batch_queries.ground(connection, actor, recording.today)
    whole, lines = problems_of_batch(kept), problems(kept.rows, ground)
    if whole or lines:
        raise IllegalBatch(whole, lines)
    return _record(_Entering(connection, actor, ground, recording, progress), kept)


def problems(lines: tuple[BatchRow, ...], ground: Ground) -> tuple[BatchRowProblem, ...]:
    """Return everything wrong with the rows of a batch, in their order; closed quarters too."""
    closed = problems_in_closed(lines, ground.closed, may=ground.may_report_closed)
    found = [*problems_of_rows(lines, ground), *closed]
    return tuple(sorted(found, key=lambda problem: problem.row))


def withdraw_batch(
    connection: Connection,
    actor: Actor,
    batch: BatchId,
    *,
    at: datetime,
    progress: Progress = untold,
) -> None:
    """Record that the author takes back all reports of a batch, before anybody decides on it.

    Raises NotAllowed, IllegalWithdrawal.
    """
    require(actor, Permission.ENTER_HISTORY)
    recording = begin_recording(connection, at)
    entered = batch_queries.batch_row(connection, recording.programme_id, batch)
    if entered is None:
        raise IllegalWithdrawal(WithdrawalProblem.NOT_A_BATCH)
    first = batch_queries.reports_of(connection, batch)[0]
    before = rows.verdict_on(connection, EventId(first.id))
    problem = problem_of_withdrawal(before, is_own=entered.author_id == actor.account_id)
    if problem is not None:
        raise IllegalWithdrawal(problem)
    verdict = rows.NewVerdict(EventKind.WITHDRAWN, before, note="", key="withdrawn")
    record_batch_verdict(connection, actor, batch, verdict, recording, progress=progress)


def record_batch_verdict(
    connection: Connection,
    actor: Actor,
    batch: BatchId,
    verdict: rows.NewVerdict,
    recording: Recording,
    *,
    progress: Progress,
) -> None:
    """Record one verdict on every report of a batch."""
    written: list[dict[str, Any]] = []
    reports = batch_queries.reports_of(connection, batch)
    for report in reports:
        own = replace(verdict, key=batch_key(verdict.key, EventId(report.id)))
        written.append(rows.write_verdict(connection, actor, report, own, recording))
        progress(len(written), len(reports))
    said = {"kind": verdict.kind, "reports": len(written), "note": verdict.note}
    audit.record_under(
        connection,
        actor,
        _ACTIONS[verdict.kind],
        subject=subject(batch),
        detail={
            "before": {"kind": verdict.before},
            "after": said,
            "rows": {report_event.name: written},
        },
        recording=recording,
    )


def batch_key(verdict: str, report: EventId) -> str:
    """Return the key under which a report of a batch has the verdict with a key of its own."""
    return f"{verdict}-{report}"


def subject(batch: BatchId) -> str:
    """Return what the audit trail calls a batch."""
    return f"data awal {batch}"


@dataclass(frozen=True, slots=True)
class _Entering:
    """Who brings a batch in, when, on what ground, and who is told how far it is."""

    connection: Connection
    actor: Actor
    ground: Ground
    recording: Recording
    progress: Progress


def _record(act: _Entering, batch: NewBatch) -> BatchId:
    connection = act.connection
    head = {
        "programme_id": act.recording.programme_id,
        "source": batch.source,
        "author_id": act.actor.account_id,
        "recorded_at": act.recording.at,
        "recorded_on": act.recording.today,
        "idempotency_key": batch.key,
    }
    entered = audit.written(connection, report_batch, head)
    number = BatchId(entered["id"])
    written = _write_reports(act, _keyed(batch, number))
    written[report_batch.name] = [entered]
    written[batch_report.name] = [
        audit.written(
            connection, batch_report, {"batch_id": entered["id"], "report_id": event["id"]}
        )
        for event in written[report_event.name]
    ]
    audit.record_under(
        connection,
        act.actor,
        Action.HISTORY_ENTERED,
        subject=subject(number),
        detail={"before": {}, "after": _said(batch), "rows": written},
        recording=act.recording,
    )
    return number


def _write_reports(act: _Entering, batch: NewBatch) -> audit.Written:
    """Write each report on what is claimed of its milestone by its own day."""
    courses: dict[MilestoneCode, Course] = {}
    written: audit.Written = defaultdict(list)
    for done, row in enumerate(in_order(batch.rows), 1):
        own = courses.setdefault(row.draft.milestone, course(act.ground, row.draft.milestone))
        draft = own.closing(row.draft)
        known = own.known_on(draft.effective_on)
        report = rows.write_report(act.connection, act.actor, draft, known, act.recording)
        for name, found in report.items():
            written[name] += found
            if name == obstacle.name:
                own.add(draft, ObstacleId(found[0]["id"]))
        if draft.opens is None:
            own.add(draft, None)
        act.progress(done, len(batch.rows))
    return written


def _as_kept(batch: NewBatch) -> NewBatch:
    """The batch as the columns will hold it."""
    kept = tuple(replace(row, draft=rows.rounded(row.draft)) for row in batch.rows)
    return replace(batch, source=batch.source.strip(), rows=kept)


def _keyed(batch: NewBatch, number: BatchId) -> NewBatch:
    """Give each report a key of its own; that of the batch already tells a second sending."""
    keyed = tuple(
        replace(row, draft=replace(row.draft, key=f"{number}-batch-{place}"))
        for place, row in enumerate(batch.rows)
    )
    return replace(batch, rows=keyed)


def _said(batch: NewBatch) -> dict[str, object]:
    days = [row.draft.effective_on for row in batch.rows]
    return {
        "source": batch.source,
        "reports": len(batch.rows),
        "start": min(days).isoformat(),
        "finish": max(days).isoformat(),
    }
