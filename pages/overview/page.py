"""Ringkasan: the leader's look. How far, against what, who must act."""

import streamlit as st

from charts import bars, heat, places, s_curve
from exchange.sheets import listings
from pages.exports import menu
from pages.meetings import follow_ups
from pages.overview import markup as overview_markup, sections
from pages.review import inbox
from pages.shell import data, frame
from pages.widgets import beginnings, charts, heads, markup, tables
from rules.access import Permission
from rules.reporting.duties import duties, own

visit = frame.enter(Permission.VIEW)
briefing = data.briefing(visit, visit.moment)
board = data.board(visit, visit.moment.as_of, visit.moment.known_on)
dossier = data.dossier(visit)

with st.container(horizontal=True, key="finding"):
    heads.drawn_finding(overview_markup.headline(dossier), visit)
    menu.reminders(visit, key="reminders")
    menu.menu(visit, key="files")
heads.knowledge(visit)
beginnings.guide(visit, briefing)
# Who reports comes for what they owe: it stands before the figures, a few keys away.
if visit.is_today and visit.may(Permission.REPORT):
    owed = duties(board, visit.actor)
    sections.owed(own(owed, visit.actor) or owed, visit, board)
    inbox.own(visit, board)
sections.totals(dossier)
if visit.is_today:
    inbox.to_decide(visit)
    follow_ups.late(visit)

st.header("Capaian per sentra", anchor=False)
st.html(overview_markup.bars_key(briefing) + markup.explanation(briefing.programme))
sections.sentra_rows(visit, dossier)
with st.container(horizontal=True):
    charts.pictures(visit, bars, lambda: bars.spec(briefing), "capaian-per-sentra")
    tables.offer(visit, lambda: listings.sentra(briefing, board.agencies), "capaian-per-sentra")

curve, stages = st.columns(2, gap="large")
with curve:
    charts.explorable(visit, s_curve, lambda: s_curve.spec(briefing), "kurva-s")
with stages:
    charts.chart(visit, heat, lambda: heat.spec(briefing), "sentra-per-tahap")

sections.delays(visit)

where, needed = st.columns(2, gap="large")
with where:
    outline = sections.outline(visit)
    charts.explorable(visit, places, lambda: places.spec(briefing, outline), "peta")
with needed:
    sections.needs(briefing)
    tables.offer(visit, lambda: listings.needs(briefing, board.agencies), "perlu-keputusan")
