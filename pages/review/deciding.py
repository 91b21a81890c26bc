"""Decisions being made: what the session keeps of them, and the callbacks that record them."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

import streamlit as st

from models.review import commands as reviewing
from models.review.commands import Verdict
from pages.shell import frame
from pages.shell.commands import attempt
from pages.widgets import markup
from rules.errors import SentraError
from rules.reporting.report import ReportEvent
from rules.review.queue import (
    Decided,
    Submitted,
    Waiting,
)
from rules.values import EventId
from rules.vocabulary import EventKind, label
from words.formats import number

# Below this a click is the second half of a double click: it was meant for the report before.
TOO_SOON_SECONDS = 0.4

_DONE: Final = "review-done"
_SKIPPED: Final = "review-skipped"
_PICKED: Final = "review-picked"
_SHOWN: Final = "review-shown"
_TROUBLES: Final = "review-troubles"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reviewer stands in the queue of this sitting, counted from 1."""

    current: Waiting
    position: int
    total: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a decision was not recorded, and the reason that was written for it."""

    problem: SentraError
    words: str = ""


def field(report_id: EventId, name: str) -> str:
    """Return the session key of one field about a report."""
    return f"review-{report_id}-{name}"


def place(queue: Sequence[Waiting]) -> Place | None:
    """Return the report to decide now: the one picked, or the first that was not skipped.

    Once all that is left was skipped, it comes round again. None where nothing waits.
    """
    if not queue:
        return None
    ids = [one.submitted.report.id for one in queue]
    skipped: frozenset[EventId] = st.session_state.get(_SKIPPED, frozenset())
    if skipped.issuperset(ids):
        skipped = st.session_state[_SKIPPED] = frozenset()
    picked = st.session_state.get(_PICKED)
    current = picked if picked in ids else next(one for one in ids if one not in skipped)
    index, done = ids.index(current), st.session_state.get(_DONE, 0)
    return Place(queue[index], done + index + 1, done + len(queue))


def show(report_id: EventId) -> None:
    """Note when a report first stood before the reviewer."""
    shown = st.session_state.get(_SHOWN)
    if shown is None or shown[0] != report_id:
        st.session_state[_SHOWN] = (report_id, monotonic())


def tell() -> None:
    """Say what was not recorded, until the next decision."""
    for one in st.session_state.get(_TROUBLES, ()):
        frame.tell(one.problem)
        if one.words:
            st.caption(f"Alasan yang Anda tulis: {markup.sentence(one.words)}")


def pick(report_id: EventId) -> None:
    """Put a report before the reviewer."""
    st.session_state[_PICKED] = report_id


def skip(report_id: EventId) -> None:
    """Leave a report for later."""
    st.session_state[_SKIPPED] = st.session_state.get(_SKIPPED, frozenset()) | {report_id}
    st.session_state.pop(_PICKED, None)


def approve(report: ReportEvent) -> None:
    """Approve the report that stands before the reviewer."""
    shown = st.session_state.get(_SHOWN)
    if shown is not None and shown[0] == report.id and monotonic() - shown[1] < TOO_SOON_SECONDS:
        frame.recorded(markup.sentence("Klik ganda diabaikan; periksa dahulu laporan ini."))
        return
    _give(report, Verdict(report.id, EventKind.APPROVED))


def send_back(report: ReportEvent, reason: str) -> None:
    """Return the report with a ready reason."""
    _give(report, Verdict(report.id, EventKind.RETURNED, reason))


def send_back_in_own_words(report: ReportEvent) -> None:
    """Return the report with the reason that the reviewer wrote."""
    send_back(report, st.session_state.get(field(report.id, "words")) or "")


def reverse(one: Decided) -> None:
    """Change the decision on a report to the opposite, with the reason that was written."""
    report = one.report
    words = st.session_state.get(field(report.id, "reversal")) or ""
    if _record(Verdict(report.id, one.opposite, words, seen=one.decision.id)):
        st.session_state.pop(field(report.id, "reversal"), None)
        frame.recorded(markup.sentence(f"{report.milestone} kini {label(one.opposite)}."))


def approve_ordinary(submitted: Sequence[Submitted]) -> None:
    """Approve all these reports in one transaction; what others decided meanwhile is named."""
    outcome = attempt(
        lambda connection, visit: reviewing.approve_all(
            connection, visit.actor, submitted, at=frame.now(visit.programme)
        )
    )
    if isinstance(outcome, SentraError):
        st.session_state[_TROUBLES] = (Trouble(outcome),)
        return
    _count(len(outcome.approved))
    st.session_state[_TROUBLES] = tuple(Trouble(problem) for _, problem in outcome.skipped)
    frame.recorded(markup.sentence(f"{number(len(outcome.approved))} laporan disetujui."))


def _give(report: ReportEvent, verdict: Verdict) -> None:
    """Decide on a waiting report; the next one then stands before the reviewer."""
    if _record(verdict):
        _count(1)
        st.session_state.pop(_PICKED, None)
        st.session_state.pop(field(report.id, "words"), None)
        frame.recorded(markup.sentence(f"{report.milestone} {label(verdict.kind)}."))


def _record(verdict: Verdict) -> bool:
    """Whether the verdict was recorded; where it was not, the page says why."""
    found = attempt(
        lambda connection, visit: reviewing.give(
            connection, visit.actor, verdict, at=frame.now(visit.programme)
        ),
        typed=verdict.reason,
    )
    if isinstance(found, SentraError):
        st.session_state[_TROUBLES] = (Trouble(found, verdict.reason),)
        return False
    st.session_state.pop(_TROUBLES, None)
    return True


def _count(decided: int) -> None:
    st.session_state[_DONE] = st.session_state.get(_DONE, 0) + decided
