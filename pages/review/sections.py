"""The parts of Verifikasi: the ordinary ones, the report to decide, the queue, the decided."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.review import deciding, markup as review_markup
from pages.review.deciding import Place, field
from pages.shell import address, catalogue
from pages.shell.frame import Visit
from pages.widgets import markup
from rules.reporting.report import ReportEvent
from rules.review.queue import Decided, Waiting, is_ordinary, ordinary
from rules.review.ready_reasons import ready_reasons
from rules.values import Board, Milestone, MilestoneCode
from rules.vocabulary import EventKind
from words.formats import number, percent
from words.review import sentences as review

_SHOWN_DECISIONS: Final = 8
_KEPT: Final = "session"
_DEEDS: Final = {EventKind.APPROVED: "Setujui", EventKind.RETURNED: "Kembalikan"}


def usual(visit: Visit, queue: Sequence[Waiting], board: Board) -> None:
    """Offer to approve all ordinary reports at once, below the list of what that would approve."""
    found = ordinary(queue, visit.actor)
    if not found:
        return
    count = number(len(found))
    with st.expander(f"Setujui semua yang biasa ({count})", icon=":material/done_all:"):
        st.caption(
            "Yang biasa: tidak memburuk, tidak terlambat atau bergeser, naik kurang dari 25 pp, "
            "dan bila 100% ada buktinya."
        )
        st.html(review_markup.listed(found, _names(board)))
        st.button(
            f"Setujui {count} laporan ini",
            key="approve-ordinary",
            type="primary",
            icon=":material/done_all:",
            on_click=deciding.approve_ordinary,
            args=([one.submitted for one in found],),
        )


def desk(visit: Visit, queue: Sequence[Waiting], board: Board) -> None:
    """Draw the report to decide now beside the queue; or that nothing is left."""
    place = deciding.place(queue)
    if place is None:
        st.success(
            "Semua laporan sudah diputuskan. Laporan baru muncul di sini begitu dikirim.",
            icon=":material/check_circle:",
        )
        return
    case, rest = st.columns([7, 3], gap="large")
    with case, st.container(border=True, key="case"):
        _case(visit, place, board)
    with rest:
        _queue(queue, place)
    deciding.show(place.current.submitted.report.id)


def decisions(visit: Visit, found: Sequence[Decided], board: Board, *, days: int) -> None:
    """Draw the latest decisions, each with a way to change it."""
    st.subheader("Sudah diputuskan", anchor=False)
    if not found:
        st.caption(f"Belum ada keputusan dalam {number(days)} hari terakhir.")
        return
    known = _milestones(board)
    st.caption(f"{number(len(found))} keputusan dalam {number(days)} hari terakhir.")
    for one in found[:_SHOWN_DECISIONS]:
        _decided(visit, one, known)
    rest = found[_SHOWN_DECISIONS:]
    if rest:
        with st.expander(f"{number(len(rest))} keputusan yang lebih lama"):
            for one in rest:
                _decided(visit, one, known)


def _case(visit: Visit, place: Place, board: Board) -> None:
    waiting = place.current
    with st.container(key="verdict", horizontal=True, vertical_alignment="center"):
        st.html(review_markup.position(place.position, place.total), width="content")
        _verdict_buttons(visit, waiting)
    st.html(review_markup.head(waiting, board.name_of(waiting.milestone.sentra), board.agencies))
    old_and_new, beside = st.columns([1, 1], gap="medium")
    with old_and_new:
        st.html(review_markup.change(waiting))
    with beside:
        st.html(review_markup.claim(waiting, board.agencies))
    st.page_link(
        catalogue.SENTRA.script,
        label="Riwayat di halaman sentra",
        icon=":material/history:",
        query_params=address.link(visit.moment, sentra=waiting.milestone.sentra),
    )


def _verdict_buttons(visit: Visit, waiting: Waiting) -> None:
    report = waiting.submitted.report
    if waiting.submitted.is_by(visit.actor):
        st.caption("Laporan Anda sendiri: diputuskan pimpinan lain.")
    else:
        st.button(
            "Setujui",
            key=field(report.id, "approve"),
            type="primary",
            icon=":material/check:",
            on_click=deciding.approve,
            args=(report,),
        )
        with st.popover("Kembalikan", icon=":material/undo:", key=field(report.id, "return")):
            _reasons(waiting)
    st.button(
        "Lewati",
        key=field(report.id, "skip"),
        type="tertiary",
        on_click=deciding.skip,
        args=(report.id,),
    )


def _reasons(waiting: Waiting) -> None:
    report = waiting.submitted.report
    st.caption("Alasan yang dibaca pelapor")
    for reason in ready_reasons(waiting):
        words = review.reason(reason)
        st.button(
            words,
            key=field(report.id, reason),
            on_click=deciding.send_back,
            args=(report, words),
            width="stretch",
            wrap=True,
        )
    st.text_area(
        "Dengan kata sendiri",
        key=field(report.id, "words"),
        persist_state=_KEPT,
        height=80,
        placeholder="Apa yang perlu diperbaiki?",
    )
    st.button(
        "Kembalikan dengan alasan ini",
        key=field(report.id, "send"),
        type="primary",
        on_click=deciding.send_back_in_own_words,
        args=(report,),
    )


def _queue(queue: Sequence[Waiting], place: Place) -> None:
    st.html(markup.chart_head("Antrean", "Yang berisiko di atas; ketuk untuk membuka"))
    with st.container(key="queue", gap=None):
        for one in queue:
            report = one.submitted.report
            risk = "" if is_ordinary(one) else f" · {review.risk(one.risks[0], one)}"
            st.button(
                markup.sentence(f"{report.milestone} · {_short(one)}{risk}"),
                key=field(report.id, "pick"),
                type="tertiary",
                icon=":material/error:" if one.risks else ":material/check_small:",
                help=markup.sentence(f"{one.milestone.title} · {review.waited(one.days)}"),
                disabled=one == place.current,
                on_click=deciding.pick,
                args=(report.id,),
                width="stretch",
            )


def _short(waiting: Waiting) -> str:
    report, before = waiting.submitted.report, waiting.submitted.approved
    return f"{percent(before.progress if before else 0, 0)} → {percent(report.progress, 0)}"


def _decided(visit: Visit, one: Decided, known: dict[MilestoneCode, Milestone]) -> None:
    report = one.report
    with st.container(border=True, horizontal=True, key=f"card-{report.id}"):
        st.html(review_markup.decided(one, _title(known, report)))
        if one.author_id == visit.actor.account_id:
            return
        with st.popover("Ubah keputusan", key=field(report.id, "change")):
            st.text_area(
                "Alasan perubahan",
                key=field(report.id, "reversal"),
                persist_state=_KEPT,
                height=80,
                placeholder="Mengapa keputusannya berubah?",
            )
            st.button(
                f"{_DEEDS[one.opposite]} laporan ini",
                key=field(report.id, "reverse"),
                type="primary",
                on_click=deciding.reverse,
                args=(one,),
            )


def _milestones(board: Board) -> dict[MilestoneCode, Milestone]:
    return {one.code: one for sentra in board.sentra for one in sentra.milestones}


def _title(known: dict[MilestoneCode, Milestone], report: ReportEvent) -> str:
    return known[report.milestone].title


def _names(board: Board) -> dict[str, str]:
    return {one.code: one.name for one in board.sentra}
