"""Data awal: what was reached before the program came, typed or pasted as a table, sent as one."""

import streamlit as st

from pages.reporting import batch_intake, batch_sections, batch_table, workbooks
from pages.shell import catalogue, data, frame
from pages.widgets import heads
from rules.access import Permission
from words.reporting import batches as words

visit = frame.enter(Permission.ENTER_HISTORY)
if not visit.is_today:
    heads.only_today(visit, catalogue.HISTORY, deed="Data awal dikirim")
    st.stop()

board = data.board(visit, visit.today)
batch_table.take_up(visit)
table = batch_table.judged(visit, board)
heads.headline(
    f"Data awal: {words.counted(table.read, table.wrong_rows)}",
    "Capaian dari masa sebelum program dipakai, dengan tanggal sebenarnya. Tersimpan sebagai draf "
    "pada setiap perubahan; pimpinan memutuskannya sekaligus.",
)
batch_sections.source()
workbooks.for_history(visit, board)
batch_intake.draw(visit, board)
batch_sections.picker(board)
batch_sections.editor()
batch_sections.sending(visit, table, board)
batch_sections.earlier(visit)
