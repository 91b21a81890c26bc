"""Linimasa: every milestone of the programme on one timeline."""

import streamlit as st

from charts import gantt, grouping
from charts.grouping import Grouping
from charts.time_axis import Zoom
from exchange.sheets import listings
from pages.shell import data, frame
from pages.timeline import filters
from pages.widgets import beginnings, charts, choices, heads, lists, milestone_table, tables
from rules.access import Permission
from words.formats import number
from words.progress import needs
from words.progress.sentences import years

ON_A_PAGE = 150

visit = frame.enter(Permission.VIEW)
briefing = data.briefing(visit, visit.moment)
agencies = data.board(visit, visit.moment.as_of, visit.moment.known_on).agencies

heads.finding(f"Linimasa tonggak capaian {years(briefing.programme)}", visit)
heads.knowledge(visit)
beginnings.guide(visit, briefing)
with st.container(horizontal=True, vertical_alignment="bottom"):
    group = choices.choice("Kelompokkan menurut", Grouping, Grouping.SENTRA)
    zoom = choices.choice("Skala waktu", Zoom, Zoom.QUARTER)
    wanted = filters.flags()
    waits_for = filters.agency(briefing)

heading = grouping.heading(group, briefing, agencies)
found = grouping.arranged(filters.waiting(briefing, wanted, waits_for), heading)
shown = lists.shown(
    found,
    "timeline",
    size=ON_A_PAGE,
    words=lambda one: (
        f"{one.milestone.code} {needs.named(one.milestone, briefing)} {heading(one)} "
        f"{agencies[one.milestone.lead].label}"
    ),
)
is_whole = len(shown) == len(found)
subject = "Tonggak pilihan" if wanted or waits_for else "Seluruh tonggak"
if not is_whole:
    subject = f"{number(len(shown))} dari {number(len(found))} tonggak"
part = () if is_whole else [one.milestone.code for one in shown]
if shown:
    charts.explorable(
        visit,
        gantt,
        lambda: gantt.spec(shown, briefing, subject=subject, heading=heading, zoom=zoom),
        "linimasa",
        variant=" ".join((group, zoom, *sorted(wanted), waits_for or "", *part)),
    )
if shown:
    name = f"Tabel: {number(len(shown))} tonggak"
    with st.expander(
        name, key=filters.TABLE, on_change="rerun", icon=":material/table_rows:"
    ) as fold:
        if fold.open:
            names = {one.sentra.code: one.sentra.name for one in briefing.sentra}
            st.html(milestone_table.table(visit, shown, briefing, caption=subject, sentra=names))
if found:
    tables.offer(visit, lambda: listings.milestones(found, agencies), "linimasa")
else:
    st.info("Tidak ada tonggak dengan tanda itu pada posisi ini; hapus saringannya.")
