"""The parts of Data awal: source, picker, table, sending, and what was sent before."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.reporting import batch_queries, batches
from pages.reporting import batch_table
from pages.reporting.batch_table import FORM, TABLE, JudgedTable
from pages.review import batch_markup
from pages.shell import escaping, frame, progress
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets.word_tables import Look
from rules.reporting.batch import Batch
from rules.reporting.batch_preview import claims_of, preview, preview_days
from rules.reporting.legality import NOTE_LIMIT
from rules.values import Board, MilestoneCode
from rules.vocabulary import EventKind, Status, label
from words.formats import enumeration, number
from words.reporting import batches as words
from words.reporting.batch_lines import HEADS, Column, line_of

_WITHDRAWING: Final = Form("withdraw-history")
_WIDTHS: Final = {Column.MILESTONE: 260, Column.NOTE: 300, Column.EVIDENCE: 240}
_SHOWN_BATCHES: Final = 5


def source() -> None:
    """Ask where the figures come from: whoever decides must be able to look them up."""
    st.text_input(
        "Sumber data",
        **FORM.widget("source"),
        max_chars=NOTE_LIMIT,
        placeholder="misalnya: Laporan bulanan 2021, arsip DPMD",
        on_change=batch_table.save,
    )
    FORM.tell_below("source")


def picker(board: Board) -> None:
    """Offer milestones of a sentra or an agency, to be put into the table."""
    with st.expander("Pilih tonggak untuk diisi", icon=":material/playlist_add:"):
        names = {sentra.code: sentra.name for sentra in board.sentra}
        sentra, agency, add = st.columns([2, 2, 4], vertical_alignment="bottom")
        of = sentra.selectbox(
            "Sentra",
            [None, *names],
            format_func=lambda code: "semua sentra" if code is None else f"{code} {names[code]}",
            **FORM.widget("of-sentra"),
        )
        by = agency.selectbox(
            "Penanggung jawab",
            [None, *sorted(board.agencies)],
            format_func=lambda code: "semua OPD" if code is None else board.agencies[code].label,
            **FORM.widget("of-agency"),
        )
        add.multiselect(
            "Tonggak",
            _milestones(board, of, by),
            format_func=" ".join,
            **FORM.widget("picked"),
            placeholder="pilih satu atau beberapa",
        )
        st.button(
            "Tambahkan ke tabel",
            key=FORM.field("add"),
            icon=":material/add:",
            on_click=batch_table.add_milestones,
        )


def editor() -> None:
    """Draw the table: every cell takes any words, so that nothing pasted is dropped unseen."""
    statuses = enumeration([label(status) for status in Status])
    st.caption(
        "Tempel dari Excel: salin sel-selnya, klik sel pertama di tabel, lalu tekan Ctrl+V. "
        "Tonggak: kode atau judul. Tanggal: 21/04/2021. Status boleh kosong: 100% berarti selesai, "
        f"0% belum mulai, selain itu berjalan; bila diisi, salah satu dari {statuses}. Kendala "
        "berlaku selama barisnya terkendala. Nomor keputusan: untuk membuka kembali yang batal."
    )
    look = Look(HEADS, "Tabel data awal: satu laporan sebaris", _WIDTHS, height=460)
    TABLE.draw(look, batch_table.save)


def sending(visit: Visit, table: JudgedTable, board: Board) -> None:
    """Say what is wrong by row and column; or show what sending changes, and send."""
    refusal = FORM.refusal
    if refusal is not None:
        FORM.tell_refusal()
        if refusal.typed:
            with st.expander("Isian Anda, untuk disalin"):
                st.code(refusal.typed, language=None, wrap_lines=True)
    if table.problems:
        st.html(batch_markup.problems(table.problems))
    if FORM.typed("asked") and table.read.rows and not table.problems:
        _confirmation(visit, table, board)
        return
    st.button(
        "Periksa dan kirim",
        key=FORM.field("ask"),
        type="primary",
        disabled=not table.read.rows or bool(table.problems),
        on_click=batch_table.ask,
    )


def earlier(visit: Visit) -> None:
    """Draw what was sent before and what became of it, each with what may still be done."""
    with visit.store.read() as connection:
        found = batch_queries.batches(connection, visit.actor)
    _WITHDRAWING.tell_refusal()
    _WITHDRAWING.clear()
    if not found:
        return
    st.header("Sudah dikirim", anchor=False)
    for batch in found[:_SHOWN_BATCHES]:
        with st.container(border=True, horizontal=True, key=f"card-history-{batch.id}"):
            st.html(batch_markup.head(batch))
            _ways_on(visit, batch)


def _ways_on(visit: Visit, batch: Batch) -> None:
    if batch.waits and batch.is_by(visit.actor):
        with st.popover("Tarik", key=f"withdraw-history-{batch.id}"):
            st.caption("Data awal yang ditarik tidak dihitung. Barisnya dapat disalin ke tabel.")
            place = st.empty()
            st.button(
                "Tarik seluruh kiriman ini",
                key=f"withdraw-history-{batch.id}-now",
                type="primary",
                on_click=_withdraw,
                args=(batch, place),
            )
    if batch.verdict in {EventKind.RETURNED, EventKind.WITHDRAWN}:
        st.button(
            "Salin ke tabel",
            key=f"history-again-{batch.id}",
            icon=":material/edit_note:",
            on_click=_take_again,
            args=(visit, batch),
        )


def _confirmation(visit: Visit, table: JudgedTable, board: Board) -> None:
    rows = table.read.rows
    days = [row.draft.effective_on for row in rows]
    ground = batch_table.ground(visit, visit.today)
    added = claims_of(rows)
    previews = [
        preview(board.sentra, ground.claims, added, day, plan=visit.moment.plan)
        for day in preview_days(min(days), max(days))
    ]
    count = number(len(rows))
    with st.container(border=True, key="history-asked"):
        st.markdown(f"**{escaping.sentence(words.effect(previews[-1]))}**")
        st.html(batch_markup.effects(previews))
        place = st.empty()
        with st.container(horizontal=True):
            st.button(
                f"Ya, kirim {count} laporan",
                key=FORM.field("send"),
                type="primary",
                icon=":material/send:",
                on_click=batch_table.send,
                args=(board, place),
            )
            st.button("Kembali ke tabel", key=FORM.field("unask"), on_click=batch_table.unask)


def _withdraw(batch: Batch, place: DeltaGenerator) -> None:
    with progress.shown(place, partial(words.under_way, EventKind.WITHDRAWN)) as step:
        submit(
            _WITHDRAWING,
            lambda connection, visit: batches.withdraw_batch(
                connection, visit.actor, batch.id, at=frame.now(visit.programme), progress=step
            ),
            f"Data awal {batch.id} ditarik.",
        )


def _take_again(visit: Visit, batch: Batch) -> None:
    with visit.store.read() as connection:
        events = batch_queries.batch_events(connection, visit.actor, batch.id)
        obstacles = batch_queries.batch_obstacles(connection, visit.actor, batch.id)
    lines = [line_of(event, obstacles.get(event.id)) for event in events]
    batch_table.put_back(lines, batch.source)


def _milestones(
    board: Board, of: str | None, by: str | None
) -> Sequence[tuple[MilestoneCode, str]]:
    return [
        (one.code, one.title)
        for sentra in board.sentra
        for one in sentra.milestones
        if of in {None, sentra.code} and by in {None, one.lead}
    ]
