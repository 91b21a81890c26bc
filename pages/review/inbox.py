"""What stands on the first screen because somebody waits: for the leader, or for an author."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Final

import streamlit as st

from models.reporting import batch_queries, commands
from models.review import queries as review_queries
from pages.review import batch_markup, markup as review_markup
from pages.shell import address, catalogue, data, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.reporting.batch import Batch
from rules.reporting.report import ReportEvent
from rules.review import queue as review
from rules.review.queue import Decided, Submitted
from rules.values import Board, Milestone, MilestoneCode
from rules.vocabulary import EventKind
from words.formats import number
from words.reporting import batches as batch_words
from words.review import sentences as words

_READER: Final = attrgetter("reader")
_WITHDRAWING: Final = Form("withdraw")


def to_decide(visit: Visit) -> None:
    """Tell whoever decides how much waits for them and since when, with the way there."""
    if not visit.may(Permission.DECIDE):
        return
    submitted, batches = _submitted(visit)
    if not submitted and not batches:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="to-decide"):
        if submitted:
            found = review.totals(review.queue(submitted, data.board(visit, visit.today)))
            st.html(markup.note(words.for_leader(found), words.shares(found)))
        if batches:
            reports = sum(batch.reports for batch in batches)
            st.html(markup.note(batch_words.waiting(len(batches), reports), batches[0].source))
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
    milestones = {
        milestone.code: milestone for sentra in board.sentra for milestone in sentra.milestones
    }
    _WITHDRAWING.tell_refusal()
    _WITHDRAWING.clear()
    _returned(visit, returned, milestones)
    _sent(sent, milestones, visit.today)


def _returned_batch(visit: Visit) -> None:
    """Show the author of a batch that it came back, until a further one is sent."""
    if not visit.may(Permission.ENTER_HISTORY):
        return
    latest = next((batch for batch in _batches(visit) if batch.is_by(visit.actor)), None)
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


# Kept like the boards: the first screen is drawn far more often than somebody acts.
@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs={Visit: _READER})
def _submitted(visit: Visit) -> tuple[Sequence[Submitted], Sequence[Batch]]:
    with visit.store.read() as connection:
        submitted = review_queries.waiting(connection, visit.actor)
    return submitted, [batch for batch in _batches(visit) if batch.waits]


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs={Visit: _READER})
def _batches(visit: Visit) -> Sequence[Batch]:
    with visit.store.read() as connection:
        return batch_queries.batches(connection, visit.actor)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs={Visit: _READER})
def _own_reports(visit: Visit) -> tuple[Sequence[Decided], Sequence[ReportEvent]]:
    with visit.store.read() as connection:
        returned = review_queries.returned_to(connection, visit.actor)
        return returned, review_queries.own_waiting(connection, visit.actor)


def _returned(
    visit: Visit, found: Sequence[Decided], milestones: dict[MilestoneCode, Milestone]
) -> None:
    if not found:
        return
    with st.container(border=True, key="returned"):
        st.markdown(f"**{number(len(found))} laporan dikembalikan kepada Anda**")
        for returned in found:
            report = returned.report
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(review_markup.returned(returned, milestones[report.milestone].title))
                st.page_link(
                    catalogue.TASKS.script,
                    label="Perbaiki",
                    icon=":material/edit_note:",
                    query_params=address.link(visit.moment, perbaiki=str(report.id)),
                )


def _sent(
    found: Sequence[ReportEvent], milestones: dict[MilestoneCode, Milestone], today: date
) -> None:
    if not found:
        return
    longest = max(review.days_waiting(report.recorded_at, today) for report in found)
    with st.expander(
        f"{number(len(found))} laporan Anda menunggu keputusan, terlama {number(longest)} hari",
        icon=":material/hourglass_top:",
        key="sent",
    ):
        for report in found:
            days = review.days_waiting(report.recorded_at, today)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(review_markup.sent(report, milestones[report.milestone].title, days))
                with st.popover("Tarik", key=f"withdraw-{report.id}"):
                    st.caption("Laporan yang ditarik tidak dihitung; keadaan sebelumnya berlaku.")
                    st.button(
                        "Tarik laporan ini",
                        key=f"withdraw-{report.id}-now",
                        type="primary",
                        on_click=_withdraw,
                        args=(report,),
                    )


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
        f"{report.milestone}: laporan ditarik.",
    )
