"""Verifikasi: what waits for the leader's decision, the riskiest first."""

from datetime import timedelta

import streamlit as st

from pages.review import batches, deciding, inbox, sections
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
queue = inbox.queue(visit, visit.today)
decided = inbox.decided(visit, visit.today - timedelta(DAYS_BACK))
sent_as_one, waiting = inbox.batches(visit), inbox.waiting_batches(visit)

heads.headline(
    batch_words.to_decide(words.queue(review.totals(queue)), len(queue), waiting),
    "Yang berisiko di atas: dibuka kembali, memburuk, terlambat atau bergeser, melonjak, "
    "dinyatakan selesai.",
)
above = st.container()
batches.waiting(visit, waiting, board)
sections.usual(visit, queue, board)
if queue or not waiting:
    sections.current_case(visit, queue, board)
sections.decisions(visit, decided, board, days=DAYS_BACK)
batches.decided(visit, sent_as_one)
# What stands below the field of a reason is not said twice.
with above:
    batches.tell()
    deciding.tell()
