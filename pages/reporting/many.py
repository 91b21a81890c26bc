"""Several milestones reported in one sitting: a line each, looked at once, sent together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st
from sqlalchemy import Connection
from streamlit.delta_generator import DeltaGenerator

from models.reporting.many import problems, report_all
from pages.reporting import markup
from pages.review import batch_markup
from pages.shell import frame, progress
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets.word_tables import Look, WordTable
from rules.progress.milestone_brief import MilestoneBrief
from rules.reporting.errors import BatchRowProblem
from rules.reporting.many import changes
from rules.values import Board
from rules.vocabulary import EventKind, Status, label
from words.formats import enumeration, number
from words.reporting.batch_lines import ReadTable, names
from words.reporting.batches import under_way
from words.reporting.many_lines import HEADS, LOCKED, Column, lines_of, read

FORM: Final = Form("many")
TABLE: Final = WordTable(FORM, Column, spare=0)
_WIDTHS: Final = {
    Column.MILESTONE: 300,
    Column.LAST: 190,
    Column.NOTE: 260,
    Column.EVIDENCE: 200,
    Column.OBSTACLE: 200,
}
_LOOK: Final = Look(
    HEADS, "Tabel laporan: satu tonggak sebaris", _WIDTHS, height=430, locked=LOCKED
)


@dataclass(frozen=True, slots=True)
class JudgedReports:
    """The reports that the table holds, and everything wrong in its rows."""

    read: ReadTable
    problems: Sequence[BatchRowProblem]


def way_in(shown: Sequence[MilestoneBrief]) -> None:
    """Offer to report on what is shown in one table."""
    st.button(
        "Laporkan beberapa sekaligus",
        key="many-open",
        icon=":material/table_rows:",
        disabled=not shown,
        on_click=_begin,
        args=(shown,),
    )


def draw(visit: Visit, board: Board) -> None:
    """Draw the table, what is wrong in it, and what sending it would change."""
    st.caption(_guidance())
    TABLE.take_up()
    TABLE.draw(_LOOK, _unask)
    judged = _judged(visit, board)
    _refusal()
    if judged.problems:
        st.html(batch_markup.problems(judged.problems))
    if FORM.typed("asked") and judged.read.rows and not judged.problems:
        _confirmation(judged, board)
        return
    with st.container(horizontal=True):
        st.button(
            "Periksa dan kirim semua",
            key=FORM.field("ask"),
            type="primary",
            disabled=not judged.read.rows or bool(judged.problems),
            on_click=FORM.put,
            args=("asked", True),
        )
        st.button("Kembali ke daftar", key=FORM.field("close"), on_click=FORM.clear)


def _guidance() -> str:
    statuses = enumeration([label(status) for status in Status])
    return (
        "Isi hanya baris yang dilaporkan; yang kosong tidak dikirim. Status: "
        f"{statuses}, atau “tetap” bila tidak ada perubahan. Status boleh kosong bila capaiannya "
        "diisi. Tanggal posisi kosong berarti hari ini. Berkas bukti dan penutupan kendala lewat "
        "formulir tonggaknya."
    )


def _begin(shown: Sequence[MilestoneBrief]) -> None:
    FORM.open({"asked": False})
    TABLE.lay_out(lines_of([duty.milestone for duty in shown]))


def _judged(visit: Visit, board: Board) -> JudgedReports:
    milestones = board.milestones
    table = read(
        TABLE.lines(),
        names(milestones.values(), board.agencies.values()),
        milestones,
        today=visit.today,
        submission=FORM.submission,
    )
    with visit.store.read() as connection:
        found = problems(connection, visit.actor, board, table.rows)
    wrong = sorted((*table.problems, *found), key=lambda one: one.row)
    return JudgedReports(table, wrong)


def _refusal() -> None:
    FORM.tell_refusal()
    if FORM.refusal is not None and FORM.refusal.typed:
        with st.expander("Isian Anda, untuk disalin"):
            st.code(FORM.refusal.typed, language=None, wrap_lines=True)


def _confirmation(judged: JudgedReports, board: Board) -> None:
    rows = judged.read.rows
    with st.container(border=True, key="many-asked"):
        st.html(markup.changes(changes(rows, board.milestones)))
        place = st.empty()
        with st.container(horizontal=True):
            st.button(
                f"Ya, kirim {number(len(rows))} laporan",
                key=FORM.field("send"),
                type="primary",
                icon=":material/send:",
                on_click=_send,
                args=(judged, place),
            )
            st.button("Kembali ke tabel", key=FORM.field("unask"), on_click=_unask)


def _unask() -> None:
    FORM.put("asked", value=False)
    TABLE.remember()


def _send(judged: JudgedReports, place: DeltaGenerator) -> None:
    """Send what stands before its author; the second of two quick clicks finds nothing asked."""
    if not FORM.typed("asked"):
        return
    rows = judged.read.rows
    with progress.shown(place, partial(under_way, EventKind.REPORT)) as step:

        def send(connection: Connection, visit: Visit) -> None:
            at = frame.now(visit.programme)
            report_all(connection, visit.actor, rows, at=at, progress=step)

        typed = "\n".join(TABLE.words())
        said = f"{number(len(rows))} laporan terkirim, menunggu persetujuan."
        submit(FORM, send, said, typed=typed)
