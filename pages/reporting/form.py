"""The card of one milestone, and its form: what was typed stays until it is recorded."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.reporting import commands
from pages.evidence import drafted_files, markup as evidence_markup
from pages.reporting import drafts, fields, markup as reporting_markup
from pages.shell import data, frame, notices
from pages.shell.commands import run_prepared, submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets import markup
from rules.access import Permission, explain
from rules.errors import SentraError
from rules.evidence.files import KeptFile
from rules.progress.milestone_brief import MilestoneBrief
from rules.reporting.duties import standing
from rules.reporting.errors import Stale
from rules.reporting.report import Draft
from rules.values import Board, EventId, Milestone, MilestoneCode
from rules.vocabulary import Status, label
from words.formats import percent
from words.reporting import sentences

_UNDO: Final = Form("undo")
_UNDONE_WITHIN: Final = timedelta(minutes=1)


def cards(visit: Visit, duties: Sequence[MilestoneBrief], board: Board) -> None:
    """Draw a card each; for a minute the one that a single click sent away can be fetched back.

    It is offered where the card stood: that is where whoever slipped is looking.
    """
    _UNDO.tell_refusal()
    is_slip = _UNDO.is_open and frame.now() - _UNDO.typed("at") <= _UNDONE_WITHIN
    if not is_slip:
        _UNDO.clear()
    stood = min(_UNDO.typed("place"), len(duties)) if is_slip else None
    for place, duty in enumerate(duties):
        if place == stood:
            _undo(board)
        card(visit, duty, board, place=place)
    if stood == len(duties):
        _undo(board)


def _undo(board: Board) -> None:
    code, report = _UNDO.typed("milestone"), _UNDO.typed("report")
    known = board.milestones[code]
    named = f"{board.name_of(known.sentra)}: {known.title}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="undo"):
        st.html(markup.quiet(sentences.unchanged(named)))
        st.button("Urungkan", key="undo-now", on_click=_withdraw, args=(report,))


def card(visit: Visit, duty: MilestoneBrief, board: Board, *, place: int = 0) -> None:
    """Draw one milestone: what is known, and the two ways to report on it, or its open form."""
    milestone, form = duty.milestone, drafts.form_of(duty.milestone.code)
    with st.container(border=True, key=f"card-{milestone.code}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(reporting_markup.duty(duty, board.name_of(milestone.sentra)))
            if not form.is_open:
                _buttons(visit, duty, place)
        if duty.state.files and duty.state.report_id is not None:
            files = data.files_of(visit, [duty.state.report_id])[duty.state.report_id]
            st.html(evidence_markup.report_files(files))
        if words := sentences.standing(standing(milestone, board.as_of), milestone):
            st.html(markup.quiet(words))
        if form.is_open:
            _form(visit, milestone, board)
        else:
            form.tell_refusal()


def _buttons(visit: Visit, duty: MilestoneBrief, place: int) -> None:
    milestone = duty.milestone
    is_done = duty.state.effective_on == visit.today
    kept = sentences.KEEPS_EVIDENCE if sentences.standing_evidence(duty.state) else None
    st.button(
        "Tidak ada perubahan",
        key=f"same-{milestone.code}",
        disabled=is_done,
        help="Sudah dilaporkan hari ini." if is_done else kept,
        on_click=_send,
        args=(
            milestone.code,
            lambda: drafts.unchanged(milestone, visit.today),
            lambda _: (),
        ),
        kwargs={"slipped_from": place},
    )
    st.button(
        "Laporkan",
        key=f"open-{milestone.code}",
        type="primary",
        on_click=drafts.open_form,
        args=(milestone, visit.today),
    )


def _form(visit: Visit, milestone: Milestone, board: Board) -> None:
    if _stays_closed(visit, milestone):
        return
    with st.container(key=drafts.fields_of(milestone.code)):
        fields.draw(visit, milestone, board)
    drafts.form_of(milestone.code).tell_refusal()
    _conflict(visit, milestone)
    _ways_out(visit, milestone)


def _stays_closed(visit: Visit, milestone: Milestone) -> bool:
    """Whether this person may only read that the milestone was cancelled; then say who may more."""
    form = drafts.form_of(milestone.code)
    if not drafts.was_cancelled(form) or visit.may(Permission.CANCEL_MILESTONE):
        return False
    st.caption(explain(visit.actor, Permission.CANCEL_MILESTONE))
    st.button("Tutup", key=form.field("cancel"), on_click=form.clear)
    return True


def _ways_out(visit: Visit, milestone: Milestone) -> None:
    form = drafts.form_of(milestone.code)
    with st.container(horizontal=True):
        st.button(
            "Kirim",
            key=form.field("send"),
            type="primary",
            on_click=_hand_in,
            args=(visit, milestone),
        )
        st.button("Batal", key=form.field("cancel"), on_click=form.clear)


def _conflict(visit: Visit, milestone: Milestone) -> None:
    """Show what somebody else recorded meanwhile beside what was typed; the writer decides."""
    form = drafts.form_of(milestone.code)
    problem = form.problem
    if not isinstance(problem, Stale):
        return
    status, note = Status(form.typed("status")), form.typed("note") or ""
    st.html(reporting_markup.conflict(problem.latest, status, note))
    with st.container(horizontal=True):
        st.button(
            "Kirim isian saya",
            key=form.field("insist"),
            on_click=_insist,
            args=(visit, milestone, problem),
        )
        st.button("Pakai yang tercatat", key=form.field("yield"), on_click=form.clear)


def _insist(visit: Visit, milestone: Milestone, problem: Stale) -> None:
    form = drafts.form_of(milestone.code)
    if form.is_open:
        form.see(problem.latest.id)
        _hand_in(visit, milestone)


def _hand_in(visit: Visit, milestone: Milestone) -> None:
    """Record what the form holds; the second of two quick clicks finds it closed already."""
    form = drafts.form_of(milestone.code)
    if form.is_open:
        _send(
            milestone.code,
            lambda: drafts.written(milestone, visit.today),
            lambda acting: drafted_files.of_form(acting, form),
            typed=drafts.words_of(milestone, visit.today),
        )


def _send(
    code: MilestoneCode,
    make: Callable[[], Draft],
    bring: Callable[[Visit], Sequence[KeptFile]],
    *,
    typed: str = "",
    slipped_from: int | None = None,
) -> None:
    """Record a report, its files written before the transaction that names them.

    One that a single click sends from its place in the list can be taken back as quickly.
    """

    def report(
        connection: Connection, visit: Visit, made: tuple[Draft, Sequence[KeptFile]]
    ) -> tuple[Draft, EventId]:
        draft, files = made
        at = frame.now(visit.programme)
        return draft, commands.report(connection, visit.actor, draft, at=at, files=files)

    found = run_prepared(lambda visit: (make(), bring(visit)), report, typed=typed)
    if drafts.form_of(code).is_recorded(found, typed) and not isinstance(found, SentraError):
        draft, event = found
        if slipped_from is not None:
            slip = {"milestone": code, "report": event, "at": frame.now(), "place": slipped_from}
            _UNDO.open(slip)
        # Short, since Streamlit folds a longer toast behind an English word.
        notices.recorded(
            f"Laporan tersimpan: {label(draft.status)} {percent(draft.progress, 0)}, "
            "menunggu persetujuan."
        )


def _withdraw(report: EventId) -> None:
    submit(
        _UNDO,
        lambda connection, visit: commands.withdraw(
            connection,
            visit.actor,
            report,
            key=f"withdrawn-{report}",
            at=frame.now(visit.programme),
        ),
        "Laporan ditarik, tugasnya kembali.",
    )
