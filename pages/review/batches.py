"""Batches of the time before the program on Verifikasi: one card each, decided on as one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.reporting import batch_queries
from models.reporting.batches import Progress
from models.review.batches import BatchVerdict, decide_batch
from pages.review import batch_markup
from pages.shell import address, catalogue, escaping, frame, notices, progress
from pages.shell.commands import run_in_transaction
from pages.shell.form_state import Form, refusals
from pages.shell.visit import Visit
from rules.reporting.batch import Batch, Claims
from rules.reporting.batch_preview import apart, preview, preview_days, reopened_by
from rules.values import Board
from rules.vocabulary import Basis, EventKind
from words.formats import number
from words.reporting import batches as words

_BATCH: Final = "review-batch"
_SHOWN: Final = 5
_DEEDS: Final = {EventKind.APPROVED: "Setujui", EventKind.RETURNED: "Kembalikan"}


def form_of(batch: Batch) -> Form:
    """Return the form of the decision on a batch."""
    return Form(f"history-review-{batch.id}", about=_BATCH)


def tell() -> None:
    """Say what was not recorded, until the next decision."""
    for refusal in refusals(_BATCH):
        refusal.form.tell_refusal()
        if refusal.typed:
            st.caption(f"Alasan yang Anda tulis: {escaping.sentence(refusal.typed)}")


def waiting(visit: Visit, found: Sequence[Batch], board: Board) -> None:
    """Draw each batch that waits: what it is, what it changes, and the two ways to decide."""
    for batch in found:
        with st.container(border=True, key=f"card-history-{batch.id}"):
            _card(visit, batch, board)


def decided(visit: Visit, found: Sequence[Batch]) -> None:
    """Draw the batches that were decided on, each with a way to change the decision as one."""
    done = [(batch, batch.opposite) for batch in found if batch.opposite is not None]
    if done:
        st.header("Data awal yang sudah diputuskan", anchor=False)
    for batch, opposite in done[:_SHOWN]:
        with st.container(border=True, horizontal=True, key=f"card-history-{batch.id}"):
            st.html(batch_markup.head(batch))
            if not batch.is_by(visit.actor):
                _change(batch, opposite)


def _card(visit: Visit, batch: Batch, board: Board) -> None:
    others, own = _claims(visit, batch)
    days = preview_days(batch.first_on, batch.last_on)
    previews = [preview(board.sentra, others, own, day, plan=visit.moment.plan) for day in days]
    head = st.container(horizontal=True, vertical_alignment="center")
    place = st.empty()
    with head:
        st.html(batch_markup.head(batch))
        if batch.is_by(visit.actor):
            st.caption("Kiriman Anda sendiri: diputuskan pimpinan lain.")
        else:
            _buttons(batch, place)
    st.markdown(f"**{escaping.sentence(words.effect(previews[-1]))}**")
    if reopened := reopened_by(others, own):
        st.html(batch_markup.reopened(reopened))
    st.html(batch_markup.effects(previews))
    course = st.expander("Perubahan program pada setiap akhir triwulan", key=f"course-{batch.id}")
    with course:
        st.html(batch_markup.course(previews))
    _rows(visit, batch, board)
    st.page_link(
        catalogue.OVERVIEW.script,
        label="Kurva S termasuk laporan ini",
        icon=":material/show_chart:",
        query_params=address.link(replace(visit.moment, basis=Basis.REPORTED)),
    )


def _rows(visit: Visit, batch: Batch, board: Board) -> None:
    """Fold the reports away; they are read and sent once somebody asks for them."""
    rows = st.expander(
        f"Daftar {number(batch.reports)} laporan", key=f"rows-{batch.id}", on_change="rerun"
    )
    if not rows.open:
        return
    with visit.store.read() as connection:
        events = batch_queries.batch_events(connection, visit.actor, batch.id)
        obstacles = batch_queries.batch_obstacles(connection, visit.actor, batch.id)
    known = board.milestones
    with rows:
        st.html(batch_markup.reports(events, obstacles, known))


def _buttons(batch: Batch, place: DeltaGenerator) -> None:
    form = form_of(batch)
    st.button(
        "Setujui semua",
        key=form.field("approve"),
        type="primary",
        icon=":material/done_all:",
        on_click=_decide,
        args=(batch, EventKind.APPROVED, "", place),
    )
    with st.popover("Kembalikan", icon=":material/undo:", key=form.field("return")):
        _reason(batch, EventKind.RETURNED, "Apa yang perlu diperbaiki?")


def _change(batch: Batch, kind: EventKind) -> None:
    menu = st.popover("Ubah keputusan", key=form_of(batch).field("change"), on_change="rerun")
    if menu.open:
        with menu:
            _reason(batch, kind, "Mengapa keputusannya berubah?")


def _reason(batch: Batch, kind: EventKind, asked: str) -> None:
    form = form_of(batch)
    st.text_area("Alasan", **form.widget("words"), height=80, placeholder=asked)
    menu = form.field("return" if batch.waits else "change")
    form.tell_below("words", "reason", within=menu)
    place = st.empty()
    st.button(
        f"{_DEEDS[kind]} seluruh kiriman ini",
        key=form.field("send"),
        type="primary",
        on_click=_decide_in_own_words,
        args=(batch, kind, place),
    )


def _decide_in_own_words(batch: Batch, kind: EventKind, place: DeltaGenerator) -> None:
    _decide(batch, kind, form_of(batch).typed("words") or "", place)


def _decide(batch: Batch, kind: EventKind, reason: str, place: DeltaGenerator) -> None:
    with progress.shown(place, partial(words.under_way, kind)) as step:
        _record(batch, kind, reason, step)


def _record(batch: Batch, kind: EventKind, reason: str, step: Progress) -> None:
    verdict = BatchVerdict(batch.id, kind, reason, seen=batch.seen)
    for refusal in refusals(_BATCH):
        refusal.form.forget_refusal()
    found = run_in_transaction(
        lambda connection, visit: decide_batch(
            connection, visit.actor, verdict, at=frame.now(visit.programme), progress=step
        ),
        typed=reason,
    )
    if form_of(batch).is_recorded(found, reason):
        done = "disetujui" if kind is EventKind.APPROVED else "dikembalikan"
        notices.recorded(f"{number(batch.reports)} laporan data awal {done}.")


def _claims(visit: Visit, batch: Batch) -> tuple[Claims, Claims]:
    """Return all other reports, and those of the batch."""
    with visit.store.read() as connection:
        claims = batch_queries.claims(connection, visit.actor)
        events = batch_queries.batch_events(connection, visit.actor, batch.id)
    return apart(claims, {event.id for event in events})
