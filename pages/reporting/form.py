"""The card of one owed milestone, and its form: what was typed stays until it is recorded."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.reporting import commands
from pages.evidence import drafted_files, markup as evidence_markup
from pages.reporting import drafts, markup as reporting_markup
from pages.shell import data, escaping, frame, notices
from pages.shell.commands import run_prepared
from pages.shell.visit import Visit
from rules.access import Permission
from rules.evidence.files import KeptFile
from rules.plan.agencies import offered
from rules.progress.milestone_brief import MilestoneBrief
from rules.reporting.errors import Stale
from rules.reporting.report import Draft
from rules.values import Board, Milestone, MilestoneCode, State
from rules.vocabulary import Basis, Status, label
from words.formats import percent, plain_number

_RUNNING: Final = frozenset({Status.IN_PROGRESS, Status.OBSTRUCTED})


def card(visit: Visit, duty: MilestoneBrief, board: Board) -> None:
    """Draw one owed milestone: what is known, and the two ways to report on it."""
    milestone, form = duty.milestone, drafts.form_of(duty.milestone.code)
    with st.container(border=True, key=f"card-{milestone.code}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(reporting_markup.duty(duty, board.name_of(milestone.sentra)))
            if not form.is_open:
                _buttons(visit, duty)
        if duty.state.files and duty.state.report_id is not None:
            files = data.files_of(visit, [duty.state.report_id])[duty.state.report_id]
            st.html(evidence_markup.report_files(files))
        if form.is_open:
            _form(visit, milestone, board)
        else:
            form.tell_refusal()


def _buttons(visit: Visit, duty: MilestoneBrief) -> None:
    milestone = duty.milestone
    is_done = duty.state.effective_on == visit.today
    st.button(
        "Tidak ada perubahan",
        key=f"same-{milestone.code}",
        disabled=is_done,
        help="Sudah dilaporkan hari ini." if is_done else None,
        on_click=_send,
        args=(
            milestone.code,
            lambda: drafts.unchanged(milestone, visit.today),
            lambda acting: drafted_files.of_last(acting, milestone),
        ),
    )
    st.button(
        "Laporkan",
        key=f"open-{milestone.code}",
        type="primary",
        on_click=drafts.open_form,
        args=(milestone, visit.today),
    )


def _form(visit: Visit, milestone: Milestone, board: Board) -> None:
    form, known = drafts.form_of(milestone.code), milestone.states[Basis.REPORTED]
    status = st.segmented_control(
        "Status", _statuses(visit, known), format_func=label, required=True, **form.widget("status")
    )
    if status in _RUNNING:
        _percent(milestone.code)
    _obstacles(milestone, status, board)
    st.text_area(
        "Catatan",
        **form.widget("note"),
        height=90,
        placeholder="Apa yang terjadi, dan apa langkah berikutnya?",
    )
    _details(visit, milestone)
    form.tell_refusal()
    _conflict(visit, milestone)
    _ways_out(visit, milestone)


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


def _percent(code: MilestoneCode) -> None:
    form = drafts.form_of(code)
    st.number_input(
        "Capaian (%)",
        min_value=0,
        max_value=100,
        step=5,
        **form.widget("percent"),
        on_change=drafts.finish_when_full,
        args=(code,),
        width=180,
    )


def _details(visit: Visit, milestone: Milestone) -> None:
    form = drafts.form_of(milestone.code)
    value, evidence, day = st.columns([2, 3, 2])
    value.text_input(
        f"Realisasi ({escaping.plain(milestone.unit)}), target {plain_number(milestone.target)}",
        **form.widget("value"),
        placeholder="boleh kosong",
    )
    evidence.text_input(
        "Bukti dukung: nomor atau tempat dokumen",
        **form.widget("evidence"),
        placeholder=milestone.expected_evidence,
    )
    day.date_input(
        "Berlaku sejak",
        **form.widget("day"),
        min_value=visit.programme.start,
        max_value=visit.today,
        format="DD/MM/YYYY",
    )
    drafted_files.draw(visit, form, milestone)


def _obstacles(milestone: Milestone, status: Status | None, board: Board) -> None:
    form = drafts.form_of(milestone.code)
    known = {obstacle.id: obstacle for obstacle in milestone.states[Basis.REPORTED].open_obstacles}
    if known and status in _RUNNING:
        st.multiselect(
            "Kendala yang sudah selesai",
            list(known),
            format_func=lambda key: known[key].description,
            **form.widget("closes"),
            placeholder="belum ada",
        )
    if status is not Status.OBSTRUCTED:
        return
    description, owner = st.columns([3, 2])
    description.text_input(
        "Kendala baru" if known else "Kendala",
        **form.widget("obstacle"),
        placeholder="Apa yang menghambat?",
    )
    owner.selectbox(
        "OPD yang harus menyelesaikan",
        offered(board.agencies, board.as_of, also=(form.typed("owner"),)),
        format_func=lambda agency: board.agencies[agency].label,
        **form.widget("owner"),
    )


def _statuses(visit: Visit, known: State) -> Sequence[Status]:
    offered = [Status.IN_PROGRESS, Status.FINISHED, Status.OBSTRUCTED, Status.NOT_STARTED]
    if visit.may(Permission.CANCEL_MILESTONE) or known.status is Status.CANCELLED:
        offered.append(Status.CANCELLED)
    return offered


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
) -> None:
    """Record a report, its files written before the transaction that names them."""

    def report(
        connection: Connection, visit: Visit, made: tuple[Draft, Sequence[KeptFile]]
    ) -> Draft:
        draft, files = made
        at = frame.now(visit.programme)
        commands.report(connection, visit.actor, draft, at=at, files=files)
        return draft

    found = run_prepared(lambda visit: (make(), bring(visit)), report, typed=typed)
    if drafts.form_of(code).is_recorded(found, typed) and isinstance(found, Draft):
        # Short, since Streamlit folds a longer toast behind an English word.
        notices.recorded(
            f"{code} tersimpan: {label(found.status)} {percent(found.progress, 0)}, "
            "menunggu persetujuan."
        )
