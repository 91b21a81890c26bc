"""Linimasa: every milestone of 2021-2023 on one timeline."""

import streamlit as st

from charts import gantt, grouping
from charts.grouping import Grouping
from charts.time_axis import Zoom
from exchange.sheets import listings
from pages.shell import frame
from pages.widgets import parts
from rules.access import Permission
from rules.vocabulary import Flag, label

visit = frame.enter(Permission.VIEW)
briefing = visit.briefing()
agencies = visit.board(visit.moment.as_of).agencies

parts.finding("Linimasa tonggak capaian 2021-2023", visit)
with st.container(horizontal=True, vertical_alignment="bottom"):
    group = parts.choice("Kelompokkan menurut", Grouping, Grouping.SENTRA)
    zoom = parts.choice("Skala waktu", Zoom, Zoom.QUARTER)
    wanted = st.multiselect(
        "Hanya yang",
        [Flag.OVERDUE, Flag.DUE_SOON, Flag.SLIPPED, Flag.SILENT],
        format_func=label,
        placeholder="semua tonggak",
        key="wanted",
        persist_state="session",
        width=340,
    )

heading = grouping.heading(group, briefing, agencies)
shown = grouping.arranged(briefing.flagged(wanted), heading)
if shown:
    parts.chart(
        visit,
        gantt,
        lambda: gantt.spec(shown, briefing, subject="Seluruh tonggak", heading=heading, zoom=zoom),
        "linimasa",
        variant=" ".join((group, zoom, *sorted(wanted))),
    )
    parts.table(visit, listings.milestones(shown, agencies), "linimasa")
else:
    st.info("Tidak ada tonggak dengan tanda itu pada posisi ini; hapus saringannya.")
