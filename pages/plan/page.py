"""Rencana: what is planned for each sentra, as a draft, adopted, and revised."""

from functools import partial

import streamlit as st

from pages.plan import sections, table
from pages.shell import catalogue, data, frame
from pages.widgets import choices, heads
from rules.access import Permission
from rules.plan.acts import PlanActKind
from words.plan import sentences

visit = frame.enter(Permission.VIEW)
board = data.board(visit, visit.moment.as_of, visit.moment.known_on)
acts = data.plan_acts(visit)
adopted_on = next((act.since for act in acts if act.kind is PlanActKind.ADOPTION), None)
count = sum(len(sentra.milestones) for sentra in board.sentra)
heads.headline(sentences.headline(acts), sentences.size(len(board.sentra), count))
if not board.sentra:
    st.info("Belum ada sentra dalam rencana; sentra ditambahkan di halaman Program.")
    st.page_link(catalogue.PROGRAMME.script, label="Buka Program", icon=":material/tune:")
    st.stop()

by_code = {sentra.code: sentra for sentra in board.sentra}
code = choices.sentra({own: sentra.name for own, sentra in by_code.items()}, board.sentra[0].code)
may_change = visit.may(Permission.REVISE_PLAN) and visit.is_today
draw_plan = partial(sections.in_force, visit, by_code[code], board.agencies)
if may_change:
    plans = data.sentra_plans(visit)
    if table.form(code).is_open:
        sections.editing(visit, plans, code, board, adopted_on)
    else:
        sections.way_in(visit, plans[code], board.agencies)
        draw_plan()
        sections.adoption(visit, board, acts)
else:
    draw_plan()
sections.history(acts, code)
