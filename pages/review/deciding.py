"""Decisions being made: what the session keeps of them, and the callbacks that record them."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

import streamlit as st

from models.review import commands as reviewing
from models.review.commands import Verdict
from pages.shell import escaping, frame, landing, notices
from pages.shell.commands import run_in_transaction
from pages.shell.form_state import Form, refusals
from rules.errors import SentraError
from rules.reporting.report import ReportEvent
from rules.review.queue import Decided, Submitted, Waiting
from rules.values import EventId
from rules.vocabulary import EventKind, label
from words.formats import number

# Below this a click is the second half of a double click: it was meant for the report before.
TOO_SOON_SECONDS = 0.4

VERDICT: Final = "verdict"
"""The key of the buttons that decide: who decided on one goes on there with the next."""

_SKIPPED: Final = "review-skipped"
_PICKED: Final = "review-picked"
_SHOWN: Final = "review-shown"
_REVIEW: Final = "review"


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where the reviewer stands in what waits, counted from 1."""

    current: Waiting
    position: int
    total: int


def form_of(report_id: EventId) -> Form:
    """Return the form of the decision on a report."""
    return Form(f"review-{report_id}", about=_REVIEW)


def position(queue: Sequence[Waiting]) -> QueuePosition | None:
    """Return the report to decide now: the one picked, or the first that was not skipped.

    Once all that is left was skipped, it comes round again. None where nothing waits.
    """
    if not queue:
        return None
    ids = [waiting.submitted.report.id for waiting in queue]
    skipped: frozenset[EventId] = st.session_state.get(_SKIPPED, frozenset())
    if skipped.issuperset(ids):
        skipped = st.session_state[_SKIPPED] = frozenset()
    picked = st.session_state.get(_PICKED)
    current = picked if picked in ids else next(key for key in ids if key not in skipped)
    index = ids.index(current)
    return QueuePosition(queue[index], index + 1, len(queue))


def show(report_id: EventId) -> None:
    """Note when a report first stood before the reviewer."""
    shown = st.session_state.get(_SHOWN)
    if shown is None or shown[0] != report_id:
        st.session_state[_SHOWN] = (report_id, monotonic())


def tell() -> None:
    """Say what was not recorded, until the next decision."""
    for refusal in refusals(_REVIEW):
        refusal.form.tell_refusal()
        if refusal.typed:
            st.caption(f"Alasan yang Anda tulis: {escaping.sentence(refusal.typed)}")


def pick(report_id: EventId) -> None:
    """Put a report before the reviewer."""
    st.session_state[_PICKED] = report_id
    landing.land(VERDICT)


def skip(report_id: EventId) -> None:
    """Leave a report for later."""
    st.session_state[_SKIPPED] = st.session_state.get(_SKIPPED, frozenset()) | {report_id}
    st.session_state.pop(_PICKED, None)
    landing.land(VERDICT)


def approve(report: ReportEvent) -> None:
    """Approve the report that stands before the reviewer."""
    shown = st.session_state.get(_SHOWN)
    if shown is not None and shown[0] == report.id and monotonic() - shown[1] < TOO_SOON_SECONDS:
        notices.recorded(escaping.sentence("Klik ganda diabaikan; periksa dahulu laporan ini."))
        return
    _give(Verdict(report.id, EventKind.APPROVED))


def send_back(report: ReportEvent, reason: str) -> None:
    """Return the report with a ready reason."""
    _give(Verdict(report.id, EventKind.RETURNED, reason))


def send_back_in_own_words(report: ReportEvent) -> None:
    """Return the report with the reason that the reviewer wrote."""
    send_back(report, form_of(report.id).typed("words") or "")


def reverse(decided: Decided) -> None:
    """Change the decision on a report to the opposite, with the reason that was written."""
    report = decided.report
    words = form_of(report.id).typed("reversal") or ""
    if _record(Verdict(report.id, decided.opposite, words, seen=decided.decision.id)):
        notices.recorded(escaping.sentence(f"Laporan kini {label(decided.opposite)}."))


def approve_ordinary(submitted: Sequence[Submitted]) -> None:
    """Approve all these reports in one transaction; what others decided meanwhile is named."""
    outcome = run_in_transaction(
        lambda connection, visit: reviewing.approve_all(
            connection, visit.actor, submitted, at=frame.now(visit.programme)
        )
    )
    _forget_refusals()
    if isinstance(outcome, SentraError):
        _ordinary("all").keep_refusal(outcome)
        return
    for milestone, problem in outcome.skipped:
        _ordinary(milestone).keep_refusal(problem)
    notices.recorded(escaping.sentence(f"{number(len(outcome.approved))} laporan disetujui."))


def _give(verdict: Verdict) -> None:
    """Decide on a waiting report; the next one then stands before the reviewer."""
    if _record(verdict):
        st.session_state.pop(_PICKED, None)
        landing.land(VERDICT)
        notices.recorded(escaping.sentence(f"Laporan {label(verdict.kind)}."))


def _record(verdict: Verdict) -> bool:
    """Whether the verdict was recorded; where it was not, the page says why."""
    found = run_in_transaction(
        lambda connection, visit: reviewing.give(
            connection, visit.actor, verdict, at=frame.now(visit.programme)
        ),
        typed=verdict.reason,
    )
    _forget_refusals()
    return form_of(verdict.report_id).is_recorded(found, verdict.reason)


def _ordinary(name: str) -> Form:
    return Form(f"review-ordinary-{name}", about=_REVIEW)


def _forget_refusals() -> None:
    for refusal in refusals(_REVIEW):
        refusal.form.forget_refusal()
