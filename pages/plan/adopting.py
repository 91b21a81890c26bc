"""Adopting the draft: what is missing, the decision, and the click that freezes the first plan."""

from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.plan.commands import adopt_plan
from pages.plan import markup
from pages.shell import data, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.plan.legality import TEXT_LIMIT, ground_of, problems_of_table
from rules.plan.table import PlanDecision
from rules.values import Board
from words.plan import sentences

_FORM: Final = Form("adopt-plan", about="plan")


def section(visit: Visit, board: Board) -> None:
    """Draw what is ready and what is missing, and the form that adopts the draft."""
    st.header("Tetapkan rencana", anchor=False)
    st.caption(
        "Sesudah ditetapkan, rencana ini menjadi rencana awal dan tidak berubah lagi; perubahan "
        "berikutnya memerlukan nomor keputusan. Laporan yang sudah masuk tetap berlaku."
    )
    plans = data.sentra_plans(visit)
    agencies = board.agencies.values()
    ground = ground_of(visit.programme, agencies, plans.values(), visit.today)
    wrong = {code: problems_of_table(plan.rows, ground) for code, plan in plans.items()}
    st.html(markup.readiness(plans.values(), wrong))
    _FORM.begin({"holds-from": min(visit.programme.start, visit.today)})
    number, day = st.columns([2, 1])
    number.text_input("Nomor keputusan", **_FORM.widget("number"), max_chars=TEXT_LIMIT)
    day.date_input(
        "Berlaku sejak", format="DD/MM/YYYY", max_value=visit.today, **_FORM.widget("holds-from")
    )
    _FORM.tell_refusal()
    with st.popover("Tetapkan rencana", type="primary", disabled=any(wrong.values())):
        st.markdown(f"**{sentences.size(len(plans), sum(len(p.rows) for p in plans.values()))}**")
        st.caption("Rencana awal dibekukan dan tidak dapat dikembalikan menjadi draf.")
        st.button(
            "Ya, tetapkan sebagai rencana awal",
            key=_FORM.field("adopt"),
            type="primary",
            on_click=_adopt,
        )


def _adopt() -> None:
    decision = PlanDecision(_FORM.typed("number") or "", _FORM.typed("holds-from"), "")

    def adopt(connection: Connection, visit: Visit) -> None:
        adopt_plan(connection, visit.actor, decision, at=frame.now(visit.programme))

    submit(_FORM, adopt, "Rencana ditetapkan sebagai rencana awal.", typed=_FORM.words("number"))
