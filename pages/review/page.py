"""Verifikasi: what waits for the leader's decision, the riskiest first."""

from datetime import timedelta

import streamlit as st

from models.reporting import batch_queries
from models.review import queries as review_queries
from pages.review import batches, deciding, sections
from pages.shell import catalogue, data, frame
from pages.widgets import heads
from rules.access import Permission
from rules.review import queue as review
from words.reporting import batches as batch_words
from words.review import sentences as words

DAYS_BACK = 14

visit = frame.enter(Permission.DECIDE)
if not visit.is_today:
    heads.only_today(visit, catalogue.VERIFICATION, deed="Keputusan diambil")
    st.stop()

board = data.board(visit, visit.today)
with visit.store.read() as connection:
    submitted = review_queries.waiting(connection, visit.actor)
    sent_as_one = batch_queries.batches(connection, visit.actor)
    decided = review_queries.decided(connection, visit.actor, visit.today - timedelta(DAYS_BACK))
queue = review.queue(submitted, board)
waiting = [batch for batch in sent_as_one if batch.waits]

heads.headline(
    batch_words.to_decide(words.queue(review.totals(queue)), len(queue), waiting),
    "Yang berisiko di atas: memburuk, terlambat atau bergeser, melonjak, 100% tanpa bukti.",
)
batches.waiting(visit, waiting, board)
deciding.tell()
sections.usual(visit, queue, board)
if queue or not waiting:
    sections.current_case(visit, queue, board)
sections.decisions(visit, decided, board, days=DAYS_BACK)
batches.decided(visit, sent_as_one)
