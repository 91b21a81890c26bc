"""Where the plan of a sentra is read and worked on: its picker, its table, the plan in force."""

from functools import partial

import streamlit as st

from pages.plan import sections, table
from pages.plan.workbook import section as workbook
from pages.shell import catalogue, data
from pages.shell.visit import Visit
from pages.widgets import choices
from rules.access import Permission
from rules.plan.acts import PlanAct, PlanActKind
from rules.values import Board, SentraCode


def draw(visit: Visit, board: Board, acts: tuple[PlanAct, ...]) -> SentraCode:
    """Draw the plan of the sentra that is chosen, for who may with the table; return its code.

    Where there is no sentra yet, say where they are added and stop.
    """
    if not board.sentra:
        st.info("Belum ada sentra dalam rencana; sentra ditambahkan di halaman Program.")
        st.page_link(catalogue.PROGRAMME.script, label="Buka Program", icon=":material/tune:")
        workbook.draw(visit, board)
        st.stop()
    by_code = {sentra.code: sentra for sentra in board.sentra}
    code = choices.sentra(
        {own: sentra.name for own, sentra in by_code.items()}, board.sentra[0].code
    )
    draw_plan = partial(sections.in_force, visit, by_code[code], board)
    if not is_changing(visit):
        draw_plan()
    elif is_open(code):
        adopted_on = next((act.since for act in acts if act.kind is PlanActKind.ADOPTION), None)
        sections.editing(visit, data.sentra_plans(visit), code, board, adopted_on)
    else:
        sections.way_in(visit, data.sentra_plans(visit)[code], board.agencies)
        draw_plan()
    return code


def is_open(code: SentraCode) -> bool:
    """Whether somebody works on the table of a sentra."""
    return table.form(code).is_open


def is_changing(visit: Visit) -> bool:
    """Whether this person may change the plan in this view."""
    return visit.may(Permission.REVISE_PLAN) and visit.is_today
