"""Mulai program: five steps from a new store to an adopted plan, left and taken up at will."""

import streamlit as st

from pages.shell import catalogue, data, frame
from pages.start import review, steps
from pages.widgets import heads
from rules.access import Permission
from rules.plan.beginning import steps as judge
from words.plan import beginning as words

visit = frame.enter(Permission.REVISE_PLAN)
if visit.programme.adopted_on is not None:
    heads.headline("Program sudah mulai", words.begun(visit.programme.adopted_on))
    st.page_link(catalogue.PLAN.script, label="Buka Rencana", icon=":material/event_note:")
    st.stop()
if not visit.is_today:
    heads.only_today(visit, catalogue.START, deed="Program disiapkan")
    st.stop()

board = data.board(visit, visit.today)
states = judge(steps.beginning(visit, board))
heads.headline(words.headline(states), words.EXPLANATION)
opened = steps.opened(states)
steps.listing(states, opened)
if opened is None:
    review.draw(visit, board)
else:
    steps.draw(visit, board, opened)
