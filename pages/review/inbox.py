"""What stands on the first screen because somebody waits: for the leader, or for an author."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from models.reporting import batch_queries, commands
from models.review import queries as review_queries
from pages.review import batch_markup, markup as review_markup
from pages.shell import address, catalogue, data, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets import lists, markup
from rules.access import Permission
from rules.reporting.batch import Batch
from rules.reporting.report import ReportEvent
from rules.review import queue as review
from rules.review.queue import Decided, Waiting
from rules.values import Board, Milestone, MilestoneCode
from rules.vocabulary import EventKind
from words.formats import number
from words.reporting import batches as batch_words
from words.review import sentences as words

_SHOWN: Final = 25


def _reader(visit: Visit) -> str:
    return "\n".join(visit.reader)


# One string is hashed at once; Streamlit takes a tuple apart.
_KEYS: Final[dict[str | type, Callable[[Any], str]]] = {Visit: _reader, date: date.isoformat}
_WITHDRAWING: Final = Form("withdraw")


def to_decide(visit: Visit) -> None:
    """Tell whoever decides how much waits for them and since when, with the way there."""
    if not visit.may(Permission.DECIDE):
        return
    waiting, sent = queue(visit, visit.today), waiting_batches(visit)
    if not waiting and not sent:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="to-decide"):
        if waiting:
            found = review.totals(waiting)
            st.html(markup.note(words.for_leader(found), words.shares(found)))
        if sent:
            reports = sum(batch.reports for batch in sent)
            st.html(markup.note(batch_words.waiting(len(sent), reports), sent[0].source))
        st.page_link(
            catalogue.VERIFICATION.script,
            label="Buka Verifikasi",
            icon=":material/fact_check:",
            query_params=address.link(visit.moment),
        )


def own(visit: Visit, board: Board) -> None:
    """Show authors what came back to them and why, and what still waits for a decision."""
    _returned_batch(visit)
    if not visit.may(Permission.REPORT):
        return
    returned, sent = _own_reports(visit)
    _WITHDRAWING.tell_refusal()
    _WITHDRAWING.clear()
    _returned(visit, returned, board)
    _sent(sent, board)


def _returned_batch(visit: Visit) -> None:
    """Show the author of a batch that it came back, until a further one is sent."""
    if not visit.may(Permission.ENTER_HISTORY):
        return
    latest = next((batch for batch in batches(visit) if batch.is_by(visit.actor)), None)
    if latest is None or latest.verdict is not EventKind.RETURNED:
        return
    with st.container(border=True, horizontal=True, key="returned-history"):
        st.html(batch_markup.head(latest))
        st.page_link(
            catalogue.HISTORY.script,
            label="Buka Data awal",
            icon=":material/edit_note:",
            query_params=address.link(visit.moment),
        )


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=_KEYS)
def batches(visit: Visit) -> Sequence[Batch]:
    """Return the batches that this person is shown, the latest first."""
    with visit.store.read() as connection:
        return batch_queries.batches(connection, visit.actor)


def waiting_batches(visit: Visit) -> list[Batch]:
    """Return the batches without a decision."""
    return [batch for batch in batches(visit) if batch.waits]


# Kept like the boards: pages are drawn far more often than somebody acts. Few decide, and a queue
# may be long: fewer are kept.
@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=_KEYS)
def queue(visit: Visit, today: date) -> Sequence[Waiting]:
    """Return what waits for a decision on today's view, the riskiest first. Raises NotAllowed."""
    with visit.store.read() as connection:
        submitted = review_queries.waiting(connection, visit.actor)
    return review.queue(submitted, data.board(visit, today))


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=_KEYS)
def decided(visit: Visit, since: date) -> Sequence[Decided]:
    """Return what was decided since a day, the latest first. Raises NotAllowed."""
    with visit.store.read() as connection:
        return review_queries.decided(connection, visit.actor, since)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_KEYS)
def _own_reports(visit: Visit) -> tuple[Sequence[Decided], Sequence[ReportEvent]]:
    with visit.store.read() as connection:
        returned = review_queries.returned_to(connection, visit.actor)
        return returned, review_queries.own_waiting(connection, visit.actor)


def _returned(visit: Visit, found: Sequence[Decided], board: Board) -> None:
    if not found:
        return
    milestones = board.milestones
    with st.container(border=True, key="returned"):
        st.markdown(f"**{number(len(found))} laporan dikembalikan kepada Anda**")
        shown = lists.shown(
            found,
            "returned-reports",
            size=_SHOWN,
            words=lambda one: _words(one.report, milestones, one.decision.note),
        )
        for returned in shown:
            report = returned.report
            row = f"returned-{report.id}"
            with st.container(horizontal=True, vertical_alignment="center", key=row):
                st.html(review_markup.returned(returned, _subject(report, board)))
                st.page_link(
                    catalogue.TASKS.script,
                    label="Perbaiki",
                    icon=":material/edit_note:",
                    query_params=address.link(visit.moment, perbaiki=str(report.id)),
                )


def _sent(found: Sequence[ReportEvent], board: Board) -> None:
    if not found:
        return
    longest = max(review.days_waiting(report.recorded_at, board.as_of) for report in found)
    opened = st.expander(
        f"{number(len(found))} laporan Anda menunggu keputusan, terlama {number(longest)} hari",
        icon=":material/hourglass_top:",
        key="sent",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        known = board.milestones
        shown = lists.shown(
            found, "sent-reports", size=_SHOWN, words=lambda one: _words(one, known)
        )
        for report in shown:
            _sent_one(report, board)


def _sent_one(report: ReportEvent, board: Board) -> None:
    days = review.days_waiting(report.recorded_at, board.as_of)
    with st.container(horizontal=True, vertical_alignment="center", key=f"sent-{report.id}"):
        st.html(review_markup.sent(report, _subject(report, board), days))
        opened = st.popover("Tarik", key=f"withdraw-{report.id}", on_change="rerun")
        if not opened.open:
            return
        with opened:
            st.caption("Laporan yang ditarik tidak dihitung; keadaan sebelumnya berlaku.")
            st.button(
                "Tarik laporan ini",
                key=f"withdraw-{report.id}-now",
                type="primary",
                on_click=_withdraw,
                args=(report,),
            )


def _subject(report: ReportEvent, board: Board) -> str:
    milestone = board.milestones[report.milestone]
    return markup.subject(board.name_of(milestone.sentra), milestone.title)


def _words(
    report: ReportEvent, milestones: dict[MilestoneCode, Milestone], reason: str = ""
) -> str:
    """What a report of one's own is looked for by."""
    title = milestones[report.milestone].title
    return f"{report.milestone} {title} {report.note} {reason} no. {report.id}"


def _withdraw(report: ReportEvent) -> None:
    submit(
        _WITHDRAWING,
        lambda connection, visit: commands.withdraw(
            connection,
            visit.actor,
            report.id,
            key=f"withdrawn-{report.id}",
            at=frame.now(visit.programme),
        ),
        "Laporan ditarik.",
    )
