"""The parts of Verifikasi: the ordinary ones, the report to decide, the queue, the decided."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.review import deciding, markup as review_markup
from pages.review.deciding import QueuePosition, form_of
from pages.shell import address, catalogue, escaping
from pages.shell.visit import Visit
from pages.widgets import lists, markup
from rules.reporting.report import ReportEvent
from rules.review.queue import Decided, Waiting, is_ordinary, ordinary
from rules.review.ready_reasons import Reason, ready_reasons
from rules.values import Board, Milestone, MilestoneCode
from rules.vocabulary import EventKind
from words.formats import number, percent
from words.review import sentences as review

_SHOWN_DECISIONS: Final = 8
_OLDER: Final = 25
_LISTED: Final = 50
_DEEDS: Final = {EventKind.APPROVED: "Setujui", EventKind.RETURNED: "Kembalikan"}


def usual(visit: Visit, queue: Sequence[Waiting], board: Board) -> None:
    """Offer to approve ordinary reports at once, below the list of what that would approve.

    Where there are more than a page, it approves those that stand on the page and no others.
    """
    found = ordinary(queue, visit.actor)
    if not found:
        return
    name = f"Setujui semua yang biasa ({number(len(found))})"
    opened = st.expander(name, icon=":material/done_all:", key="ordinary", on_change="rerun")
    if opened.open:
        with opened:
            _usual(found, _names(board))


def _usual(found: Sequence[Waiting], names: dict[str, str]) -> None:
    st.caption(
        "Yang biasa: tidak memburuk, tidak terlambat atau bergeser, naik kurang dari 25 pp, "
        "tidak menyatakan selesai, dan tidak didahului laporan yang lebih baru."
    )
    shown = lists.shown(found, "usual", size=_LISTED, words=lambda one: _words(one, names))
    if not shown:
        return
    st.html(review_markup.listed(shown, names))
    st.button(
        f"Setujui {number(len(shown))} laporan ini",
        key="approve-ordinary",
        type="primary",
        icon=":material/done_all:",
        on_click=deciding.approve_ordinary,
        args=([waiting.submitted for waiting in shown],),
    )


def current_case(visit: Visit, queue: Sequence[Waiting], board: Board) -> None:
    """Draw the report to decide now beside the queue; or that nothing is left."""
    position = deciding.position(queue)
    if position is None:
        st.success(
            "Semua laporan sudah diputuskan. Laporan baru muncul di sini begitu dikirim.",
            icon=":material/check_circle:",
        )
        return
    case, rest = st.columns([7, 3], gap="large")
    with case, st.container(border=True, key="case"):
        _case(visit, position, board)
    with rest:
        _queue(queue, position, _names(board))
    deciding.show(position.current.submitted.report.id)


def decisions(visit: Visit, found: Sequence[Decided], board: Board, *, days: int) -> None:
    """Draw the latest decisions, each with a way to change it."""
    st.header("Sudah diputuskan", anchor=False)
    if not found:
        st.caption(f"Belum ada keputusan dalam {number(days)} hari terakhir.")
        return
    st.caption(f"{number(len(found))} keputusan dalam {number(days)} hari terakhir.")
    for decided in found[:_SHOWN_DECISIONS]:
        _decided(visit, decided, board)
    rest = found[_SHOWN_DECISIONS:]
    if not rest:
        return
    older = st.expander(
        f"{number(len(rest))} keputusan yang lebih lama", key="older", on_change="rerun"
    )
    if older.open:
        with older:
            known = board.milestones
            shown = lists.shown(
                rest, "older-decisions", size=_OLDER, words=lambda one: _told(one, known)
            )
            for decided in shown:
                _decided(visit, decided, board)


def _case(visit: Visit, position: QueuePosition, board: Board) -> None:
    waiting = position.current
    with st.container(key=deciding.VERDICT, horizontal=True, vertical_alignment="center"):
        st.html(review_markup.position(position.position, position.total), width="content")
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
        query_params=address.link(
            visit.moment, sentra=waiting.milestone.sentra, tonggak=waiting.milestone.code
        ),
    )


def _verdict_buttons(visit: Visit, waiting: Waiting) -> None:
    report = waiting.submitted.report
    if waiting.submitted.is_by(visit.actor):
        st.caption("Laporan Anda sendiri: diputuskan pimpinan lain.")
    else:
        st.button(
            "Setujui",
            key=form_of(report.id).field("approve"),
            type="primary",
            icon=":material/check:",
            on_click=deciding.approve,
            args=(report,),
        )
        if waiting.submitted.newer is not None:
            st.button(
                "Kembalikan: sudah didahului",
                key=form_of(report.id).field("settle"),
                icon=":material/done:",
                on_click=deciding.send_back,
                args=(report, review.reason(Reason.OVERTAKEN)),
            )
        with st.popover(
            "Kembalikan", icon=":material/undo:", key=form_of(report.id).field("return")
        ):
            _reasons(waiting)
    st.button(
        "Lewati",
        key=form_of(report.id).field("skip"),
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
            key=form_of(report.id).field(reason),
            on_click=deciding.send_back,
            args=(report, words),
            width="stretch",
            wrap=True,
        )
    st.text_area(
        "Dengan kata sendiri",
        **form_of(report.id).widget("words"),
        height=80,
        placeholder="Apa yang perlu diperbaiki?",
    )
    form = form_of(report.id)
    form.tell_below("words", "reason", within=form.field("return"))
    st.button(
        "Kembalikan dengan alasan ini",
        key=form_of(report.id).field("send"),
        type="primary",
        on_click=deciding.send_back_in_own_words,
        args=(report,),
    )


def _queue(queue: Sequence[Waiting], position: QueuePosition, names: dict[str, str]) -> None:
    st.html(markup.chart_head("Antrean", "Yang berisiko di atas; ketuk untuk membuka"))
    shown = lists.shown(
        queue,
        "queue",
        size=_LISTED,
        words=lambda one: _words(one, names),
        follow=position.current,
    )
    with st.container(key="queue", gap=None):
        for waiting in shown:
            report = waiting.submitted.report
            subject = f"{names[waiting.milestone.sentra]}, {waiting.milestone.title}"
            risk = "" if is_ordinary(waiting) else f" · {review.risk(waiting.risks[0], waiting)}"
            st.button(
                escaping.sentence(f"{subject}: {_short(waiting)}{risk}"),
                key=form_of(report.id).field("pick"),
                type="tertiary",
                icon=":material/error:" if waiting.risks else ":material/check_small:",
                help=escaping.sentence(review.waited(waiting.days)),
                disabled=waiting == position.current,
                on_click=deciding.pick,
                args=(report.id,),
                width="stretch",
            )


def _words(waiting: Waiting, names: dict[str, str]) -> str:
    """What a report of the queue is looked for by, its number among it."""
    report, milestone = waiting.submitted.report, waiting.milestone
    return (
        f"{milestone.code} {milestone.title} {names[milestone.sentra]} {report.author} "
        f"{report.note} no. {report.id}"
    )


def _told(decided: Decided, known: dict[MilestoneCode, Milestone]) -> str:
    """What a decision is looked for by."""
    report, decision = decided.report, decided.decision
    return (
        f"{report.milestone} {_title(known, report)} {report.author} {decision.author} "
        f"{decision.note} no. {report.id}"
    )


def _short(waiting: Waiting) -> str:
    report, before = waiting.submitted.report, waiting.submitted.approved
    return f"{percent(before.progress if before else 0, 0)} → {percent(report.progress, 0)}"


def _decided(visit: Visit, decided: Decided, board: Board) -> None:
    report = decided.report
    milestone = board.milestones[report.milestone]
    with st.container(border=True, horizontal=True, key=f"card-{report.id}"):
        subject = markup.subject(board.name_of(milestone.sentra), milestone.title)
        st.html(review_markup.decided(decided, subject))
        if decided.author_id == visit.actor.account_id:
            return
        change = st.popover(
            "Ubah keputusan", key=form_of(report.id).field("change"), on_change="rerun"
        )
        if not change.open:
            return
        with change:
            _reversal(decided)


def _reversal(decided: Decided) -> None:
    form = form_of(decided.report.id)
    st.text_area(
        "Alasan perubahan",
        **form.widget("reversal"),
        height=80,
        placeholder="Mengapa keputusannya berubah?",
    )
    form.tell_below("reversal", "reason", within=form.field("change"))
    st.button(
        f"{_DEEDS[decided.opposite]} laporan ini",
        key=form.field("reverse"),
        type="primary",
        on_click=deciding.reverse,
        args=(decided,),
    )


def _title(known: dict[MilestoneCode, Milestone], report: ReportEvent) -> str:
    return known[report.milestone].title


def _names(board: Board) -> dict[str, str]:
    return {sentra.code: sentra.name for sentra in board.every_sentra}
