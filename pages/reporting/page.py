"""Tugas saya: what this person owes now, each milestone a card that can be reported at once."""

import streamlit as st

from pages.meetings import follow_ups
from pages.reporting import form, intake, intake_sections, many, scope, workbooks
from pages.review import inbox
from pages.sheets import files
from pages.shell import data, frame
from pages.widgets import heads
from rules.access import Permission
from rules.reporting.duties import duties, own
from words.formats import number

visit = frame.enter(Permission.REPORT)
if not visit.is_today:
    heads.only_today(visit)
    st.stop()

board = data.board(visit, visit.today)
owed = duties(board, visit.actor)
led = own(owed, visit.actor)
scope.open_linked(visit, board)
scope.open_returned(visit, board)

heads.headline(
    f"{number(len(owed))} tonggak menunggu laporan, {number(len(led))} dipimpin OPD Anda",
    "Yang paling mendesak di atas. “Tidak ada perubahan” juga dihitung sebagai laporan.",
)
if (file := files.given(intake.FORM)) is not None:
    intake_sections.draw(visit, board, file)
    st.stop()
scope.others(visit, board)
asked_for = scope.being_written(board, asked_for=True)
for duty in asked_for:
    form.card(visit, duty, board)
inbox.own(visit, board)
follow_ups.owed(visit)
st.header("Laporan tonggak capaian", anchor=False)
shown = scope.chosen(owed, led, board)
if many.FORM.is_open:
    many.draw(visit, board)
    st.stop()
writing = scope.being_written(board, asked_for=False)
for duty in writing:
    form.card(visit, duty, board)
# What is being written stands above, so that no page of the list takes it out of sight.
codes = {duty.milestone.code for duty in (*asked_for, *writing)}
waiting = [duty for duty in shown if duty.milestone.code not in codes]
with st.container(horizontal=True):
    many.way_in(waiting)
    workbooks.for_reports(visit, board, [duty.milestone for duty in waiting])
intake_sections.way_in()
form.cards(visit, scope.page(waiting, board), board)
if not shown:
    st.success("Tidak ada tonggak yang menunggu laporan di sini.", icon=":material/check_circle:")
