"""Sentra: one cluster, from its facts down to every report."""

import streamlit as st

from charts import gantt, s_curve
from exchange.sheets import listings
from models.ratings.queries import ratings
from models.reporting import queries as reporting_queries
from pages.meetings import follow_ups
from pages.ratings import form as rating_parts
from pages.sentra import sections as sentra_parts
from pages.shell import data, frame
from pages.widgets import parts
from rules.access import Permission
from words.progress import sentences

visit = frame.enter(Permission.VIEW)
briefing = data.briefing(visit, visit.moment)
agencies = data.board(visit, visit.moment.as_of).agencies
one = sentra_parts.chosen(briefing)
code = one.sentra.code

parts.finding(f"{one.sentra.name}. {sentences.health_reason(one)}", visit)
facts, curve = st.columns([2, 3], gap="large")
with facts:
    sentra_parts.facts(one, agencies)
with curve:
    parts.chart(
        visit, s_curve, lambda: s_curve.spec_of(one, briefing), "kurva-s", sentra=one.sentra
    )

with visit.store.read() as connection:
    rating = ratings(connection, visit.actor, visit.moment.as_of).get(code)
rating_parts.section(visit, one, rating, agencies)

parts.chart(
    visit,
    gantt,
    lambda: gantt.spec(one.milestones, briefing, subject=one.sentra.name),
    "jadwal",
    sentra=one.sentra,
)

st.subheader("Tonggak capaian", anchor=False)
sentra_parts.milestones(one, agencies)
parts.table(visit, listings.milestones(one.milestones, agencies), "tonggak", sentra=one.sentra)

st.subheader("Kendala", anchor=False)
sentra_parts.obstacles(one, visit.moment.as_of, agencies)

st.subheader("Tindak lanjut rapat", anchor=False)
follow_ups.of_sentra(visit, code)

with visit.store.read() as connection:
    events = reporting_queries.events(connection, visit.actor, visit.moment.as_of, sentra_code=code)
st.subheader("Riwayat laporan", anchor=False)
sentra_parts.history(visit, events, one)
parts.table(visit, listings.events(events), "riwayat", sentra=one.sentra)
