"""What the Tugas saya page shows: what a person leads, all that is owed, what is asked for."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import streamlit as st

from models.review import queries as review_queries
from pages.reporting import drafts
from pages.shell import data, escaping, form_state
from pages.shell.visit import Visit
from pages.widgets import lists
from pages.widgets.choices import choice
from rules.access import explain_report, may_report
from rules.progress.milestone_brief import MilestoneBrief, milestone_brief
from rules.reporting.duties import reportable, standing
from rules.values import Board, Milestone, MilestoneCode, Moment, SentraCode
from rules.vocabulary import Basis, Plan
from words.plan import lineage
from words.reporting.sentences import option

_PARAMETER: Final = "tonggak"
_RETURNED: Final = "perbaiki"
_ON_A_PAGE: Final = 25


class DutyScope(StrEnum):
    """Whose duties are shown; the value is the Indonesian word."""

    OWN = "OPD saya"
    ALL = "semua"


def being_written(board: Board, *, asked_for: bool) -> list[MilestoneBrief]:
    """Return the milestones whose form is open, also where they are not owed any more.

    Those that were asked for by name, the latest first, or those that were opened in the list. What
    was typed must not vanish with the duty or the right to report on it; once it is sent, the
    conflict or the refusal is told beside it, also where a single click was refused.
    """
    moment = Moment(board.as_of, Basis.REPORTED, Plan.CURRENT)
    begun = form_state.begun()
    found = [
        milestone_brief(milestone, moment, board.programme.thresholds)
        for milestone in board.milestones.values()
        if _is_in_hand(milestone.code, begun)
        and bool(drafts.asked_for(milestone.code)) is asked_for
    ]
    return sorted(found, key=lambda one: -drafts.asked_for(one.milestone.code))


def _is_in_hand(code: MilestoneCode, begun: Container[str]) -> bool:
    form = drafts.form_of(code)
    return form.name in begun and (form.is_open or form.refusal is not None)


def chosen(
    owed: Sequence[MilestoneBrief], led: Sequence[MilestoneBrief], board: Board
) -> Sequence[MilestoneBrief]:
    """Return the duties to show, with their pickers."""
    names = {sentra.code: sentra.name for sentra in board.sentra}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scope = choice("Tampilkan", DutyScope, DutyScope.OWN if led else DutyScope.ALL)
        only = _of_sentra(names, "duties-of")
    shown = led if scope is DutyScope.OWN else owed
    return [duty for duty in shown if only in {None, duty.milestone.sentra}]


def page(waiting: Sequence[MilestoneBrief], board: Board) -> Sequence[MilestoneBrief]:
    """Return the duties that stand on the page that was turned to, the most pressing first."""
    return lists.shown(
        waiting,
        "duties",
        size=_ON_A_PAGE,
        words=lambda duty: (
            f"{duty.milestone.code} {duty.milestone.title} {board.name_of(duty.milestone.sentra)}"
        ),
    )


def open_linked(visit: Visit, board: Board) -> None:
    """Open the form of the milestone that a link names, and take its name out of the address.

    Otherwise the form would open again on every run after it was closed.
    """
    code = st.query_params.get(_PARAMETER)
    if code is None:
        return
    linked = board.milestone(code)
    if linked is None:
        st.info(f"Tonggak “{escaping.plain(code)}” tidak ada dalam rencana.")
    elif linked.lineage.became:
        made = lineage.became(linked, board.every_sentra)
        told = f"{board.name_of(linked.sentra)}: {linked.title} {made}; laporkan penggantinya."
        st.info(escaping.sentence(told))
    elif not may_report(visit.actor, linked):
        st.info(escaping.sentence(explain_report(visit.actor, linked)))
    else:
        del st.query_params[_PARAMETER]
        drafts.ask_for(linked, visit.today)


def others(visit: Visit, board: Board) -> None:
    """Offer every milestone that this person may report on, also where nobody waits for it.

    What is picked opens its form at once.
    """
    with st.expander(
        "Laporkan tonggak lain", key="others", on_change="rerun", icon=":material/search:"
    ) as fold:
        if not fold.open:
            return
        names = {sentra.code: sentra.name for sentra in board.sentra}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            only = _of_sentra(names, "others-of")
            found = {
                milestone.code: milestone
                for milestone in reportable(board, visit.actor)
                if only in {None, milestone.sentra}
            }
            st.selectbox(
                "Tonggak: ketik kode atau sebagian judulnya",
                list(found),
                index=None,
                format_func=lambda code: option(standing(found[code], visit.today), found[code]),
                key="others-picked",
                placeholder="pilih tonggak",
                filter_mode="contains",
                on_change=_open_picked,
                args=(found, visit.today),
            )
        st.caption("Juga yang belum waktunya, sudah selesai, atau batal.")


def _open_picked(found: Mapping[MilestoneCode, Milestone], today: date) -> None:
    picked = found.get(st.session_state["others-picked"])
    st.session_state["others-picked"] = None
    if picked is not None:
        drafts.ask_for(picked, today)


def _of_sentra(names: Mapping[SentraCode, str], key: str) -> SentraCode | None:
    """Draw a choice of one sentra or all."""
    chosen: SentraCode | None = st.selectbox(
        "Sentra",
        [None, *names],
        format_func=lambda code: "semua sentra" if code is None else f"{code} · {names[code]}",
        key=key,
        persist_state="session",
        width=260,
    )
    return chosen


def open_returned(visit: Visit, board: Board) -> None:
    """Open the form of the returned report that a link names, filled with what was reported."""
    asked = st.query_params.get(_RETURNED)
    if asked is None:
        return
    del st.query_params[_RETURNED]
    with visit.store.read() as connection:
        found = {
            str(returned.report.id): returned
            for returned in review_queries.returned_to(connection, visit.actor)
        }
    if asked not in found:
        st.info("Laporan itu tidak menunggu perbaikan Anda.")
        return
    report = found[asked].report
    milestone = board.milestone(report.milestone)
    if milestone is not None and not drafts.form_of(milestone.code).is_open:
        files = data.files_of(visit, [report.id]).get(report.id, ())
        drafts.mend(milestone, found[asked], files, visit.today)
