"""Tugas saya: what this person owes now, each milestone a card that can be reported at once."""

import streamlit as st

from pages.meetings import follow_ups
from pages.reporting import form as report_form, scope as task_parts
from pages.review import inbox
from pages.shell import data, frame
from pages.widgets import parts
from rules.access import Permission
from rules.reporting.duties import duties, own
from words.formats import number

visit = frame.enter(Permission.REPORT)
if not visit.is_today:
    parts.only_today(visit)
    st.stop()

board = data.board(visit, visit.today)
owed = duties(board, visit.actor)
led = own(owed, visit.actor)
task_parts.open_linked(owed, visit.today)
task_parts.open_returned(visit, board)

parts.headline(
    f"{number(len(owed))} tonggak menunggu laporan, {number(len(led))} dipimpin OPD Anda",
    "Yang paling mendesak di atas. “Tidak ada perubahan” juga dihitung sebagai laporan.",
)
inbox.own(visit, board)
follow_ups.owed(visit)
st.subheader("Laporan tonggak capaian", anchor=False)
writing = task_parts.being_written(board)
shown = task_parts.chosen(owed, led, board)
for one in writing:
    report_form.card(visit, one, board)
for one in shown:
    if one not in writing:
        report_form.card(visit, one, board)
if not shown:
    st.success("Tidak ada tonggak yang menunggu laporan di sini.", icon=":material/check_circle:")
