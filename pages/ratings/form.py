"""Penilaian pimpinan: the leader's own light of a sentra, and the form that gives it."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from models.ratings.commands import rate_sentra
from pages.shell import frame, landing
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.plan.agencies import offered
from rules.progress.sentra_brief import SentraBrief
from rules.ratings.rating import RATED, Rating, Recovery
from rules.values import Agency, AgencyCode, SentraCode
from rules.vocabulary import Light, label
from words.formats import instant
from words.ratings import sentences as words

_SECTION: Final = "rating"


def section(
    visit: Visit, brief: SentraBrief, rating: Rating | None, agencies: Mapping[AgencyCode, Agency]
) -> None:
    """Draw what the leader thinks beside what the figures say, and the form for who may rate."""
    may_rate = visit.is_today and visit.may(Permission.RATE_SENTRA)
    if rating is None and not may_rate:
        return
    with st.container(key=_SECTION):
        _section(visit, brief, rating, agencies, may_rate=may_rate)


def _section(
    visit: Visit,
    brief: SentraBrief,
    rating: Rating | None,
    agencies: Mapping[AgencyCode, Agency],
    *,
    may_rate: bool,
) -> None:
    st.header("Penilaian pimpinan", anchor=False)
    if rating is None:
        st.caption("Belum ada penilaian; yang ditampilkan hasil hitungan.")
    else:
        st.html(markup.badge(rating.light))
        told = f"{rating.reason} {words.recovery(rating, agencies)}".strip()
        signed = f"{told} ({rating.author}, {instant(rating.recorded_at)})"
        st.html(markup.note(words.rating(rating, brief.health.light), signed))
    if may_rate:
        _form(visit, brief.sentra.code, rating, agencies)


def _form_of(code: SentraCode) -> Form:
    return Form(f"rating-{code}")


def _form(
    visit: Visit, code: SentraCode, rating: Rating | None, agencies: Mapping[AgencyCode, Agency]
) -> None:
    form = _form_of(code)
    # Each rating has a menu of its own: the one that a rating was sent from closes with it.
    key = f"rate-{code}-{0 if rating is None else rating.recorded_at.isoformat()}"
    with st.popover("Beri penilaian", icon=":material/rate_review:", key=key):
        light = st.segmented_control(
            "Keadaan menurut pimpinan", RATED, format_func=label, **form.widget("light")
        )
        form.tell_below("light")
        st.text_area("Alasan", **form.widget("reason"), height=90)
        form.tell_below("reason")
        if light is Light.CRITICAL:
            _recovering(visit, form, agencies)
        form.tell_refusal()
        st.button(
            "Simpan penilaian",
            key=form.field("save"),
            type="primary",
            disabled=light is None,
            on_click=_save,
            args=(code,),
        )


def _recovering(visit: Visit, form: Form, agencies: Mapping[AgencyCode, Agency]) -> None:
    st.selectbox(
        "OPD yang memimpin pemulihan",
        offered(agencies, visit.today),
        index=None,
        placeholder="pilih OPD",
        format_func=lambda agency: agencies[agency].label,
        **form.widget("owner"),
    )
    if form.typed("owner") is None:
        form.tell_below("owner", "recovery")
    st.date_input(
        "Tenggat pemulihan",
        value=None,
        min_value=visit.today,
        format="DD/MM/YYYY",
        **form.widget("due"),
    )
    form.tell_below("due", "due", "recovery")


def _save(code: SentraCode) -> None:
    """Record the rating that the form holds; the second of two quick clicks finds it empty."""
    form = _form_of(code)
    if form.typed("light") is None:
        return
    light = Light(form.typed("light"))
    reason, recovery = form.typed("reason") or "", _recovery(form, light)
    is_recorded = submit(
        form,
        lambda connection, visit: rate_sentra(
            connection,
            visit.actor,
            code,
            light,
            reason=reason,
            recovery=recovery,
            at=frame.now(visit.programme),
        ),
        f"Penilaian tersimpan: {label(light)}.",
        typed=reason,
    )
    if is_recorded:
        landing.land(_SECTION)


def _recovery(form: Form, light: Light) -> Recovery | None:
    owner, due_on = form.typed("owner"), form.typed("due")
    if light is not Light.CRITICAL or owner is None or due_on is None:
        return None
    return Recovery(owner, due_on)
