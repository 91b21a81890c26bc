"""The decision on a plan: adopting the draft, which freezes the first plan, and every change."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.plan.commands import adopt_plan
from pages.plan import markup
from pages.shell import data, frame, notices
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.plan.errors import PlanRowProblem
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
    with number:
        st.text_input("Nomor keputusan", **_FORM.widget("number"), max_chars=TEXT_LIMIT)
        _FORM.tell_below("number", "decision_number", "reason")
    with day:
        own = _FORM.widget("holds-from")
        st.date_input("Berlaku sejak", format="DD/MM/YYYY", max_value=visit.today, **own)
        _FORM.tell_below("holds-from", "holds_from")
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


def ask_decision(own: Form, today: date, wrong: Sequence[PlanRowProblem] = ()) -> None:
    """Ask by which decision an adopted plan is changed, from when on, and why.

    What is `wrong` by now stands below its field, as does what was wrong when it was sent.
    """
    own.begin({"holds-from": today})
    number, day, why = st.columns([2, 1, 3])
    with number:
        st.text_input("Nomor keputusan", **own.widget("decision"), max_chars=TEXT_LIMIT)
        _below(own, "decision", "decision_number", wrong)
    with day:
        since = own.widget("holds-from")
        st.date_input("Berlaku sejak", format="DD/MM/YYYY", max_value=today, **since)
        _below(own, "holds-from", "holds_from", wrong)
    with why:
        st.text_input("Alasan perubahan", **own.widget("why"), max_chars=TEXT_LIMIT)
        _below(own, "why", "reason", wrong)


def _below(own: Form, name: str, field: str, wrong: Sequence[PlanRowProblem]) -> None:
    found = [one for one in wrong if one.field == field]
    if found:
        notices.tell_below(own.field(name), found)
    else:
        own.tell_below(name, field)


def decision_of(own: Form, today: date) -> PlanDecision:
    """Return the decision that was typed; without a day it holds from today."""
    number, day, why = map(own.typed, ("decision", "holds-from", "why"))
    return PlanDecision(number or "", day or today, why or "")


def _adopt() -> None:
    decision = PlanDecision(_FORM.typed("number") or "", _FORM.typed("holds-from"), "")

    def adopt(connection: Connection, visit: Visit) -> None:
        adopt_plan(connection, visit.actor, decision, at=frame.now(visit.programme))

    submit(_FORM, adopt, "Rencana ditetapkan sebagai rencana awal.", typed=_FORM.words("number"))
