"""The card of one quarter: its frozen figures, its corrections, and the way to close or correct."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

import streamlit as st
from sqlalchemy import Connection

from models.quarters.commands import close_quarter, correct_quarter
from pages.shell import data, escaping, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets import markup, ways
from rules.access import Permission
from rules.periods import Quarter, wita_day
from rules.progress.shares import deviation
from rules.quarters.closing import Closing, FrozenSentra
from rules.values import Moment, SentraCode
from rules.vocabulary import Basis, Plan
from words.formats import long_day, percent, points, quarter_label
from words.quarters import sentences as words


def draw(
    visit: Visit,
    quarter: Quarter,
    own: Sequence[Closing],
    names: Mapping[SentraCode, str],
    *,
    by_now: tuple[FrozenSentra, ...] = (),
    still_open: Sequence[Quarter] = (),
) -> None:
    """Draw a quarter; `own` are its closing and corrections, the latest first.

    `by_now` is what a closing would freeze by now, where something was reported since;
    `still_open` are earlier quarters that nobody closed, the latest first.
    """
    name = quarter_label(quarter)
    with st.container(border=True, key=_form_of(quarter).field("card")):
        latest = own[0] if own else None
        told = "Belum ditutup." if latest is None else words.closed(latest)
        st.html(markup.note(name, f"Berakhir {long_day(quarter.finish)}. {told}"))
        if latest is not None:
            moment = _as_known(visit, _end_of(visit, quarter), latest)
            rows = _rows(latest.sentra, names, moment)
            st.html(markup.table(_HEADS, rows, caption=f"Angka beku {name}"))
            _told_since(latest, by_now, names)
            _history(own, names)
        if visit.is_today and visit.may(Permission.CLOSE_QUARTER):
            _ask(visit, quarter, latest, still_open, names)


_HEADS = (
    "Sentra",
    "Capaian disetujui",
    "Rencana awal",
    "Rencana berjalan",
    "Deviasi dari rencana awal",
)


def _rows(
    frozen: Sequence[FrozenSentra], names: Mapping[SentraCode, str], moment: Moment
) -> list[tuple[str, ...]]:
    return [_row(figures, names[figures.code], moment) for figures in frozen]


def _row(figures: FrozenSentra, name: str, moment: Moment) -> tuple[str, ...]:
    """The figures of a sentra; each leads to the milestones that it sums up, by its own plan."""
    first, current = (
        partial(ways.milestones, replace(moment, plan=plan), figures.code)
        for plan in (Plan.FIRST, Plan.CURRENT)
    )
    return (
        ways.sentra(moment, figures.code, escaping.text(name)),
        first(percent(figures.approved)),
        first(percent(figures.planned_first)),
        current(percent(figures.planned_current)),
        first(points(deviation(figures.approved, figures.planned_first))),
    )


def _end_of(visit: Visit, quarter: Quarter) -> Moment:
    """The moment that a closing freezes."""
    return replace(visit.moment, as_of=quarter.finish, known_on=None, basis=Basis.APPROVED)


def _as_known(visit: Visit, moment: Moment, closing: Closing) -> Moment:
    """The same as known when it was frozen: what came later is no part of the figures."""
    day = wita_day(closing.recorded_at)
    return replace(moment, known_on=day) if day < visit.today else moment


def _told_since(
    latest: Closing, by_now: tuple[FrozenSentra, ...], names: Mapping[SentraCode, str]
) -> None:
    """Say what reads otherwise by now; what was frozen stays as it is."""
    changed = words.corrected(latest, replace(latest, sentra=by_now), names)
    if changed:
        st.html(markup.note("Menurut yang diketahui sekarang berbeda", "; ".join(changed)))


def _history(own: Sequence[Closing], names: Mapping[SentraCode, str]) -> None:
    """Draw each correction with its reason and what it changed."""
    for after, before in pairwise(own):
        changed = "; ".join(words.corrected(before, after, names)) or "rincian tonggak saja"
        st.html(markup.note(words.closed(after), f"Alasan: {after.reason}. {changed}"))


def _ask(
    visit: Visit,
    quarter: Quarter,
    latest: Closing | None,
    still_open: Sequence[Quarter],
    names: Mapping[SentraCode, str],
) -> None:
    """Offer to close or correct, below what that would freeze and the question whether to."""
    name, form = quarter_label(quarter), _form_of(quarter)
    offer = "Tutup triwulan" if latest is None else "Koreksi"
    # A new key after each act, so that the question does not stay open over its answer.
    key = form.field("ask" if latest is None else f"ask-{latest.revision + 1}")
    if latest is not None:
        with st.popover(offer, icon=":material/lock:", key=key):
            st.caption(escaping.sentence(words.question(latest, name)))
            st.text_area("Alasan koreksi", **form.widget("reason"), height=90)
            form.tell_below("reason", within=key)
            _answer(quarter, is_closed=True, is_sure=True)
        return
    opened = st.popover(offer, icon=":material/lock:", key=key, on_change="rerun")
    if opened.open:
        with opened:
            _preview(visit, quarter, names)
            _answer(quarter, is_closed=False, is_sure=_is_sure(quarter, still_open))


def _preview(visit: Visit, quarter: Quarter, names: Mapping[SentraCode, str]) -> None:
    """Draw what a closing would freeze; it is reckoned once somebody asks."""
    name = quarter_label(quarter)
    st.caption(escaping.sentence(words.question(None, name)))
    st.markdown(f"**Yang akan dibekukan untuk {name}**")
    rows = _rows(data.approved_by_now(visit, quarter), names, _end_of(visit, quarter))
    st.html(markup.table(_HEADS, rows, caption=f"Yang akan dibekukan untuk {name}"))


def _is_sure(quarter: Quarter, still_open: Sequence[Quarter]) -> bool:
    """Ask whether to close before earlier quarters; return whether that is meant."""
    if not still_open:
        return True
    st.warning(escaping.sentence(words.earlier_open(quarter, still_open)))
    name = f"Ya, tutup {quarter_label(quarter)} lebih dahulu"
    return st.checkbox(name, **_form_of(quarter).widget("sure"))


def _answer(quarter: Quarter, *, is_closed: bool, is_sure: bool) -> None:
    form = _form_of(quarter)
    form.tell_refusal()
    st.button(
        "Ya, bekukan",
        key=form.field("freeze"),
        type="primary",
        disabled=not is_sure,
        on_click=_freeze,
        args=(quarter, is_closed),
    )


def _freeze(quarter: Quarter, is_closed: bool) -> None:  # noqa: FBT001 - a callback's arguments
    form = _form_of(quarter)
    reason = form.typed("reason") or ""

    def freeze(connection: Connection, visit: Visit) -> None:
        at = frame.now(visit.programme)
        if is_closed:
            correct_quarter(connection, visit.actor, quarter, reason=reason, at=at)
        else:
            close_quarter(connection, visit.actor, quarter, at=at)

    submit(form, freeze, words.done(quarter_label(quarter)), typed=reason)


def _form_of(quarter: Quarter) -> Form:
    return Form(f"quarter-{quarter.year}-{quarter.number}")
