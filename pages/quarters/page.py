"""Triwulan: what was approved when each quarter was closed, and every correction since."""

import streamlit as st

from exchange.sheets import listings
from models.quarters.queries import closings, reported_since
from pages.quarters import card
from pages.shell import data, frame
from pages.widgets import heads, tables
from rules.access import Permission
from rules.quarters.closing import ended
from words.formats import number

visit = frame.enter(Permission.VIEW)
as_of = visit.moment.as_of
names = {sentra.code: sentra.name for sentra in data.board(visit, as_of).every_sentra}
with visit.store.read() as connection:
    found = closings(connection, visit.actor, as_of)
    latest = {closing.quarter: closing for closing in reversed(found)}
    moved = {
        quarter
        for quarter, closing in latest.items()
        if reported_since(connection, visit.actor, closing)
    }
quarters = ended(visit.programme, as_of)
closed = {closing.quarter for closing in found}

heads.headline(
    f"{number(len(closed))} dari {number(len(quarters))} triwulan yang berakhir sudah ditutup",
    "Angka yang ditutup tidak berubah lagi; yang keliru dikoreksi dengan alasan, dan angka "
    "sebelumnya tetap terlihat.",
)
for quarter in quarters:
    own = [closing for closing in found if closing.quarter == quarter]
    by_now = data.approved_by_now(visit, quarter) if quarter in moved else ()
    before = [one for one in quarters if one.finish < quarter.finish and one not in closed]
    card.draw(visit, quarter, own, names, by_now=by_now, still_open=before)
if found:
    tables.offer(visit, lambda: listings.quarters(found, names), "triwulan")
if not quarters:
    st.caption("Belum ada triwulan program yang berakhir pada posisi ini.")
