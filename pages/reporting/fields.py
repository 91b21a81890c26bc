"""The fields of a report: which of them a milestone's form has, by how it stood when it opened."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

import streamlit as st

from pages.evidence import drafted_files
from pages.reporting import drafts
from pages.reporting.drafts import Way
from pages.shell import escaping
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.access import Permission
from rules.plan.agencies import offered
from rules.reporting.legality import DECISION_LIMIT
from rules.values import Board, Milestone, State
from rules.vocabulary import Basis, Status, label
from words.formats import plain_number, short_day
from words.reporting.sentences import nothing_new

_RUNNING: Final = frozenset({Status.IN_PROGRESS, Status.OBSTRUCTED})
_TOLD_BESIDE: Final = ("realised_value", "effective_on")


def draw(visit: Visit, milestone: Milestone, board: Board) -> None:
    """Draw the fields: what is done to a finished milestone first, then all that goes with it."""
    form = drafts.form_of(milestone.code)
    way = _way(milestone, form, visit.today)
    status = Status.FINISHED if way == Way.PROOF else _status(visit, milestone, form)
    if status in _RUNNING:
        with st.container(key=drafts.first_field_of(milestone.code)):
            _percent(milestone, form)
    _obstacles(milestone, status, board)
    _decision(milestone, status, form)
    st.text_area(
        "Catatan",
        **form.widget("note"),
        height=90,
        placeholder=_asked(milestone, way),
    )
    form.tell_below("note")
    _details(visit, milestone, form)


def _way(milestone: Milestone, form: Form, today: date) -> Way | None:
    if form.typed("way") is None:
        return None
    way: Way | None = st.segmented_control(
        "Yang dilaporkan",
        list(Way),
        format_func=lambda one: one.value,
        required=True,
        **form.widget("way"),
        on_change=drafts.take_way,
        args=(milestone, today),
    )
    return way


def _status(visit: Visit, milestone: Milestone, form: Form) -> Status | None:
    status: Status | None = st.segmented_control(
        "Status",
        _statuses(visit, milestone.states[Basis.REPORTED], form),
        format_func=label,
        required=True,
        **form.widget("status"),
    )
    return status


def _statuses(visit: Visit, known: State, form: Form) -> Sequence[Status]:
    offered = [Status.IN_PROGRESS, Status.FINISHED, Status.OBSTRUCTED, Status.NOT_STARTED]
    if form.typed("way") == Way.REOPEN:
        offered.remove(Status.FINISHED)
    elif visit.may(Permission.CANCEL_MILESTONE) and known.status is not Status.CANCELLED:
        offered.append(Status.CANCELLED)
    # What somebody chose before another one acted stays chosen, and is told once it is sent.
    chosen = form.typed("status")
    return offered if chosen in offered else [*offered, Status(chosen)]


def _percent(milestone: Milestone, form: Form) -> None:
    st.number_input(
        "Capaian (%)",
        min_value=0,
        max_value=100,
        step=5,
        placeholder="belum diisi",
        **form.widget("percent"),
        on_change=drafts.finish_when_full,
        args=(milestone.code,),
        width=180,
    )
    form.tell_below("percent", "progress")


def _decision(milestone: Milestone, status: Status | None, form: Form) -> None:
    """Ask for the decision by which a milestone is cancelled, or opened again after that."""
    was_cancelled = milestone.states[Basis.REPORTED].status is Status.CANCELLED
    if was_cancelled is (status is Status.CANCELLED):
        return
    st.text_input(
        "Nomor keputusan",
        **form.widget("decision"),
        max_chars=DECISION_LIMIT,
        placeholder="misalnya 027/145/2022" if was_cancelled else "boleh kosong",
        width=420,
    )
    form.tell_below("decision", "decision_number")


def _asked(milestone: Milestone, way: Way | None) -> str:
    if way == Way.PROOF:
        return "Boleh kosong. Bukti apa yang ditambahkan?"
    was_cancelled = milestone.states[Basis.REPORTED].status is Status.CANCELLED
    if way == Way.REOPEN or was_cancelled:
        return "Mengapa dibuka kembali, dan apa yang belum selesai?"
    return "Apa yang terjadi, dan apa langkah berikutnya?"


def _details(visit: Visit, milestone: Milestone, form: Form) -> None:
    # What is wrong below one of them would lift it above the others.
    is_wrong = form.refusal is not None and form.refusal.of_field(_TOLD_BESIDE, 0)
    alignment: Literal["top", "bottom"] = "top" if is_wrong else "bottom"
    value, evidence, day = st.columns([2, 3, 2], vertical_alignment=alignment)
    with value:
        unit, target = escaping.plain(milestone.unit), plain_number(milestone.target)
        called = f"Realisasi ({unit}), target {target}"
        st.text_input(called, **form.widget("value"), placeholder="boleh kosong")
        form.tell_below("value", "realised_value")
    evidence.text_input(
        "Bukti dukung: nomor atau tempat dokumen",
        **form.widget("evidence"),
        placeholder=milestone.expected_evidence,
    )
    with day:
        _day(visit, form)
    _last_evidence(milestone, form)
    drafted_files.draw(visit, form, milestone)


def _day(visit: Visit, form: Form) -> None:
    """Ask for the day: nearly always today, and four stops of the keyboard behind one."""
    since: date = form.typed("day") or visit.today
    key = form.field("day-menu")
    with st.popover(f"Berlaku sejak {short_day(since)}", icon=":material/event:", key=key):
        st.date_input(
            "Berlaku sejak",
            **form.widget("day"),
            min_value=min(visit.programme.start, visit.today),
            max_value=visit.today,
            format="DD/MM/YYYY",
        )
    form.tell_below("day", "effective_on", within=key)


def _last_evidence(milestone: Milestone, form: Form) -> None:
    """Offer what the last report named as evidence: it goes along where its writer takes it."""
    last: str = form.typed("last") or ""
    if form.typed("way") == Way.REOPEN or drafts.was_cancelled(form):
        return
    if last and form.typed("evidence") != last:
        st.button(
            f"Pakai lagi bukti laporan terakhir: {escaping.plain(last, 200)}",
            key=form.field("again"),
            type="tertiary",
            icon=":material/replay:",
            on_click=form.put,
            args=("evidence", last),
        )
    if told := nothing_new(milestone.states[Basis.REPORTED]):
        st.caption(escaping.sentence(told))


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
        form.tell_below("closes")
    if status is not Status.OBSTRUCTED:
        return
    description, owner = st.columns([3, 2])
    with description:
        st.text_input(
            "Kendala baru" if known else "Kendala",
            **form.widget("obstacle"),
            placeholder="Apa yang menghambat?",
        )
        form.tell_below("obstacle")
    owner.selectbox(
        "OPD yang harus menyelesaikan",
        offered(board.agencies, board.as_of, also=(form.typed("owner"),)),
        format_func=lambda agency: board.agencies[agency].label,
        **form.widget("owner"),
    )
