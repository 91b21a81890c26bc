"""The card of one owed milestone, and its form: what was typed stays until it is recorded."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from models.reporting import commands
from pages.evidence import drafted_files
from pages.reporting import drafts
from pages.reporting.drafts import field
from pages.shell import frame
from pages.shell.commands import told
from pages.shell.frame import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.errors import SentraError
from rules.evidence.files import KeptFile
from rules.progress.milestone_brief import MilestoneBrief
from rules.reporting.errors import Stale
from rules.reporting.report import Draft
from rules.values import Board, Milestone, MilestoneCode, State
from rules.vocabulary import Basis, Status, label
from words.formats import percent, plain_number

_RUNNING: Final = frozenset({Status.IN_PROGRESS, Status.OBSTRUCTED})
_KEPT: Final = "session"


def card(visit: Visit, one: MilestoneBrief, board: Board) -> None:
    """Draw one owed milestone: what is known, and the two ways to report on it."""
    milestone = one.milestone
    with st.container(border=True, key=f"card-{milestone.code}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(markup.duty(one, board.name_of(milestone.sentra)))
            if drafts.opened(milestone.code) is None:
                _buttons(visit, one)
        if one.state.files and one.state.report_id is not None:
            st.html(markup.evidence(visit.files_of([one.state.report_id])[one.state.report_id]))
        if drafts.opened(milestone.code) is None:
            _problem(milestone.code)
        else:
            _form(visit, milestone, board)


def _buttons(visit: Visit, one: MilestoneBrief) -> None:
    milestone = one.milestone
    is_done = one.state.effective_on == visit.today
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
    code, known = milestone.code, milestone.states[Basis.REPORTED]
    status = st.segmented_control(
        "Status",
        _statuses(visit, known),
        format_func=label,
        required=True,
        key=field(code, "status"),
        persist_state=_KEPT,
    )
    if status in _RUNNING:
        _percent(code)
    _obstacles(milestone, status, board)
    st.text_area(
        "Catatan",
        key=field(code, "note"),
        persist_state=_KEPT,
        height=90,
        placeholder="Apa yang terjadi, dan apa langkah berikutnya?",
    )
    _details(visit, milestone)
    _problem(code)
    _conflict(visit, milestone)
    _ways_out(visit, milestone)


def _ways_out(visit: Visit, milestone: Milestone) -> None:
    code = milestone.code
    with st.container(horizontal=True):
        st.button(
            "Kirim",
            key=field(code, "send"),
            type="primary",
            on_click=_hand_in,
            args=(visit, milestone),
        )
        st.button("Batal", key=field(code, "cancel"), on_click=drafts.close_form, args=(code,))


def _percent(code: MilestoneCode) -> None:
    st.number_input(
        "Capaian (%)",
        min_value=0,
        max_value=100,
        step=5,
        key=field(code, "percent"),
        persist_state=_KEPT,
        on_change=drafts.finish_when_full,
        args=(code,),
        width=180,
    )


def _details(visit: Visit, milestone: Milestone) -> None:
    code = milestone.code
    value, evidence, day = st.columns([2, 3, 2])
    value.text_input(
        f"Realisasi ({markup.plain(milestone.unit)}), target {plain_number(milestone.target)}",
        key=field(code, "value"),
        persist_state=_KEPT,
        placeholder="boleh kosong",
    )
    evidence.text_input(
        "Bukti dukung: nomor atau tempat dokumen",
        key=field(code, "evidence"),
        persist_state=_KEPT,
        placeholder=milestone.expected_evidence,
    )
    day.date_input(
        "Berlaku sejak",
        key=field(code, "day"),
        persist_state=_KEPT,
        min_value=visit.programme.start,
        max_value=visit.today,
        format="DD/MM/YYYY",
    )
    drafted_files.draw(visit, milestone)


def _obstacles(milestone: Milestone, status: Status | None, board: Board) -> None:
    code = milestone.code
    known = {one.id: one for one in milestone.states[Basis.REPORTED].open_obstacles}
    if known and status in _RUNNING:
        st.multiselect(
            "Kendala yang sudah selesai",
            list(known),
            format_func=lambda key: known[key].description,
            key=field(code, "closes"),
            persist_state=_KEPT,
            placeholder="belum ada",
        )
    if status is not Status.OBSTRUCTED:
        return
    description, owner = st.columns([3, 2])
    description.text_input(
        "Kendala baru" if known else "Kendala",
        key=field(code, "obstacle"),
        persist_state=_KEPT,
        placeholder="Apa yang menghambat?",
    )
    owner.selectbox(
        "OPD yang harus menyelesaikan",
        sorted(board.agencies),
        format_func=lambda agency: board.agencies[agency].label,
        key=field(code, "owner"),
        persist_state=_KEPT,
    )


def _statuses(visit: Visit, known: State) -> Sequence[Status]:
    offered = [Status.IN_PROGRESS, Status.FINISHED, Status.OBSTRUCTED, Status.NOT_STARTED]
    if visit.may(Permission.CANCEL_MILESTONE) or known.status is Status.CANCELLED:
        offered.append(Status.CANCELLED)
    return offered


def _problem(code: MilestoneCode) -> None:
    problem: SentraError | None = st.session_state.get(field(code, "problem"))
    if problem is not None:
        frame.tell(problem)


def _conflict(visit: Visit, milestone: Milestone) -> None:
    """Show what somebody else recorded meanwhile beside what was typed; the writer decides."""
    problem = st.session_state.get(field(milestone.code, "problem"))
    if not isinstance(problem, Stale):
        return
    st.html(markup.conflict(problem.latest, *drafts.typed(milestone.code)))
    with st.container(horizontal=True):
        st.button(
            "Kirim isian saya",
            key=field(milestone.code, "insist"),
            on_click=_insist,
            args=(visit, milestone, problem),
        )
        st.button(
            "Pakai yang tercatat",
            key=field(milestone.code, "yield"),
            on_click=drafts.close_form,
            args=(milestone.code,),
        )


def _insist(visit: Visit, milestone: Milestone, problem: Stale) -> None:
    if drafts.opened(milestone.code) is not None:
        drafts.see(milestone.code, problem.latest.id)
        _hand_in(visit, milestone)


def _hand_in(visit: Visit, milestone: Milestone) -> None:
    """Record what the form holds; the second of two quick clicks finds it closed already."""
    code = milestone.code
    if drafts.opened(code) is not None:
        _send(
            code,
            lambda: drafts.written(milestone, visit.today),
            lambda acting: drafted_files.of_form(acting, code),
            typed=drafts.typed(code)[1],
        )


def _send(
    code: MilestoneCode,
    make: Callable[[], Draft],
    bring: Callable[[Visit], Sequence[KeptFile]],
    *,
    typed: str = "",
) -> None:
    """Record a report, its files written before the transaction that names them."""

    def record(visit: Visit) -> Draft:
        draft, files = make(), bring(visit)
        with visit.store.write() as connection:
            at = frame.now(visit.programme)
            commands.report(connection, visit.actor, draft, at=at, files=files)
        return draft

    found = told(record, typed=typed)
    if isinstance(found, SentraError):
        st.session_state[field(code, "problem")] = found
        return
    drafts.close_form(code)
    # Short, since Streamlit folds a longer toast behind an English word.
    frame.recorded(
        f"{code} tersimpan: {label(found.status)} {percent(found.progress, 0)}, "
        "menunggu persetujuan."
    )
