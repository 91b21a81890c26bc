"""Verifikasi: what waits for the leader's decision, the riskiest first."""

from datetime import timedelta

import streamlit as st

from models import queries
from pages import deciding, frame, parts, rooms, verification_parts
from rules import review
from rules.access import Permission
from words import review as words

DAYS_BACK = 14

visit = frame.enter(Permission.DECIDE)
if not visit.is_today:
    parts.only_today(visit, rooms.VERIFICATION, deed="Keputusan diambil")
    st.stop()

board = visit.board(visit.today)
with visit.store.read() as connection:
    submitted = queries.waiting(connection, visit.actor)
    decided = queries.decided(connection, visit.actor, visit.today - timedelta(DAYS_BACK))
queue = review.queue(submitted, board)

parts.headline(
    words.queue(review.totals(queue)),
    "Yang berisiko di atas: memburuk, terlambat atau bergeser, melonjak, 100% tanpa bukti.",
)
deciding.tell()
verification_parts.usual(visit, queue, board)
verification_parts.desk(visit, queue, board)
verification_parts.decisions(visit, decided, board, days=DAYS_BACK)
