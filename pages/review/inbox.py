"""What stands on the first screen because somebody waits: for the leader, or for an author."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from models.reporting import commands
from models.review import queries as review_queries
from pages.review import markup as review_markup
from pages.shell import (
    address,
    catalogue,
    frame,
)
from pages.shell.commands import attempt
from pages.shell.frame import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.errors import SentraError
from rules.reporting.report import ReportEvent
from rules.review import queue as review
from rules.review.queue import Decided, Submitted
from rules.values import Board, Milestone, MilestoneCode
from words.formats import number
from words.review import sentences as words

_PROBLEM: Final = "withdraw-problem"


def to_decide(visit: Visit) -> None:
    """Tell whoever decides how much waits for them and since when, with the way there."""
    if not visit.may(Permission.DECIDE):
        return
    submitted = _submitted(visit.reader, visit)
    if not submitted:
        return
    found = review.totals(review.queue(submitted, visit.board(visit.today)))
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="to-decide"):
        st.html(markup.note(words.for_leader(found), words.shares(found)))
        st.page_link(
            catalogue.VERIFICATION.script,
            label="Buka Verifikasi",
            icon=":material/fact_check:",
            query_params=address.link(visit.moment),
        )


def own(visit: Visit, board: Board) -> None:
    """Show authors what came back to them and why, and what still waits for a decision."""
    if not visit.may(Permission.REPORT):
        return
    returned, sent = _own_reports(visit.reader, visit)
    milestones = {one.code: one for sentra in board.sentra for one in sentra.milestones}
    problem: SentraError | None = st.session_state.pop(_PROBLEM, None)
    if problem is not None:
        frame.tell(problem)
    _returned(visit, returned, milestones)
    _sent(sent, milestones, visit.today)


# Kept like the boards: the first screen is drawn far more often than somebody acts.
@st.cache_resource(max_entries=32, show_spinner=False)
def _submitted(reader: tuple[str, ...], _visit: Visit) -> Sequence[Submitted]:
    del reader
    with _visit.store.read() as connection:
        return review_queries.waiting(connection, _visit.actor)


@st.cache_resource(max_entries=128, show_spinner=False)
def _own_reports(
    reader: tuple[str, ...], _visit: Visit
) -> tuple[Sequence[Decided], Sequence[ReportEvent]]:
    del reader
    with _visit.store.read() as connection:
        returned = review_queries.returned_to(connection, _visit.actor)
        return returned, review_queries.own_waiting(connection, _visit.actor)


def _returned(
    visit: Visit, found: Sequence[Decided], milestones: dict[MilestoneCode, Milestone]
) -> None:
    if not found:
        return
    with st.container(border=True, key="returned"):
        st.markdown(f"**{number(len(found))} laporan dikembalikan kepada Anda**")
        for one in found:
            report = one.report
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(review_markup.returned(one, milestones[report.milestone].title))
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
    longest = max(review.days_waiting(one.recorded_at, today) for one in found)
    with st.expander(
        f"{number(len(found))} laporan Anda menunggu keputusan, terlama {number(longest)} hari",
        icon=":material/hourglass_top:",
        key="sent",
    ):
        for one in found:
            days = review.days_waiting(one.recorded_at, today)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(review_markup.sent(one, milestones[one.milestone].title, days))
                with st.popover("Tarik", key=f"withdraw-{one.id}"):
                    st.caption("Laporan yang ditarik tidak dihitung; keadaan sebelumnya berlaku.")
                    st.button(
                        "Tarik laporan ini",
                        key=f"withdraw-{one.id}-now",
                        type="primary",
                        on_click=_withdraw,
                        args=(one,),
                    )


def _withdraw(report: ReportEvent) -> None:
    found = attempt(
        lambda connection, visit: commands.withdraw(
            connection,
            visit.actor,
            report.id,
            key=f"withdrawn-{report.id}",
            at=frame.now(visit.programme),
        )
    )
    if isinstance(found, SentraError):
        st.session_state[_PROBLEM] = found
    else:
        frame.recorded(f"{report.milestone}: laporan ditarik.")
