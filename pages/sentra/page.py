"""Sentra: one cluster, from its facts down to every report."""

import streamlit as st

from charts import gantt, s_curve
from exchange.sheets import listings
from models.reporting import queries as reporting_queries
from pages.meetings import follow_ups
from pages.ratings import form as rating_form
from pages.sentra import sections
from pages.shell import data, frame
from pages.widgets import beginnings, charts, folds, heads, tables, ways
from rules.access import Permission

visit = frame.enter(Permission.VIEW)
briefing = data.briefing(visit, visit.moment)
agencies = data.board(visit, visit.moment.as_of, visit.moment.known_on).agencies
brief = sections.chosen(briefing)
code = brief.sentra.code

heads.finding(f"{brief.sentra.name}. {sections.state(brief)}", visit)
heads.knowledge(visit)
dossier = data.dossier(visit)
sections.why(brief, dossier)
if not briefing.is_judged:
    beginnings.guide(visit, briefing)
facts, curve = st.columns([2, 3], gap="large")
with facts:
    sections.facts(brief, briefing)
with curve:
    charts.explorable(
        visit, s_curve, lambda: s_curve.spec_of(brief, briefing), "kurva-s", sentra=brief.sentra
    )

rating_form.section(visit, brief, dossier.ratings.get(code), agencies)

with folds.section("Jadwal", "schedule", is_headed=False):
    charts.explorable(
        visit,
        gantt,
        lambda: gantt.spec(brief.milestones, briefing, subject=brief.sentra.name),
        "jadwal",
        sentra=brief.sentra,
    )

with folds.section("Tonggak capaian", "milestones"):
    sections.milestones(visit, brief, briefing)
    tables.offer(
        visit,
        lambda: listings.milestones(brief.milestones, agencies),
        "tonggak",
        sentra=brief.sentra,
    )

with folds.section("Kendala", "obstacles"):
    sections.obstacles(brief, visit.moment, agencies)

with folds.section("Tindak lanjut rapat", "follow-ups"):
    follow_ups.of_sentra(visit, code)

with folds.section("Riwayat laporan", "history"):
    with visit.store.read() as connection:
        days = visit.moment.as_of, visit.moment.known_on
        events = reporting_queries.events(connection, visit.actor, *days, sentra_code=code)
    with st.container(key=ways.HISTORY):
        sections.history(visit, events, brief)
    tables.offer(visit, lambda: listings.events(events), "riwayat", sentra=brief.sentra)
