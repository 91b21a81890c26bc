"""The plan as it will look: weights, curve and timeline, and the click that adopts it."""

import streamlit as st

from charts import gantt, grouping, s_curve
from charts.grouping import Grouping
from charts.time_axis import Zoom
from pages.plan import adopting
from pages.shell import data
from pages.shell.visit import Visit
from pages.widgets import charts
from rules.plan.lineage import planned
from rules.values import Board


def draw(visit: Visit, board: Board) -> None:
    """Draw how the plan will look, and the form that adopts it; it may stay a draft."""
    st.header("Tinjau dan tetapkan", anchor=False)
    if not planned(board):
        st.info("Belum ada tonggak; isi langkah 4 dahulu, lalu rencananya terlihat di sini.")
        return
    briefing = data.briefing(visit, visit.moment)
    charts.chart(visit, s_curve, lambda: s_curve.spec(briefing), "kurva-s")
    heading = grouping.heading(Grouping.SENTRA, briefing, board.agencies)
    found = grouping.arranged(briefing.flagged(()), heading)
    charts.chart(
        visit,
        gantt,
        lambda: gantt.spec(
            found, briefing, subject="Seluruh tonggak", heading=heading, zoom=Zoom.QUARTER
        ),
        "linimasa",
    )
    adopting.section(visit, board)
