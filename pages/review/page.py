"""Verifikasi: what waits for the leader's decision, the riskiest first."""

from datetime import timedelta

import streamlit as st

from models.review import queries as review_queries
from pages.review import deciding, sections as verification_parts
from pages.shell import catalogue, data, frame
from pages.widgets import parts
from rules.access import Permission
from rules.review import queue as review
from words.review import sentences as words

DAYS_BACK = 14

visit = frame.enter(Permission.DECIDE)
if not visit.is_today:
    parts.only_today(visit, catalogue.VERIFICATION, deed="Keputusan diambil")
    st.stop()

board = data.board(visit, visit.today)
with visit.store.read() as connection:
    submitted = review_queries.waiting(connection, visit.actor)
    decided = review_queries.decided(connection, visit.actor, visit.today - timedelta(DAYS_BACK))
queue = review.queue(submitted, board)

parts.headline(
    words.queue(review.totals(queue)),
    "Yang berisiko di atas: memburuk, terlambat atau bergeser, melonjak, 100% tanpa bukti.",
)
deciding.tell()
verification_parts.usual(visit, queue, board)
verification_parts.desk(visit, queue, board)
verification_parts.decisions(visit, decided, board, days=DAYS_BACK)
