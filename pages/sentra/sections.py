"""The parts of the Sentra page: which one, its facts, milestones, obstacles and history."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.evidence import markup as evidence_markup
from pages.reporting import markup as reporting_markup
from pages.sentra import markup as sentra_markup
from pages.shell import data, escaping
from pages.shell.visit import Visit
from pages.widgets import choices, lists, markup, milestone_table, ways, why_block
from rules.meetings.dossier import Dossier
from rules.meetings.why import why as find_why
from rules.periods import wita_day
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.sentra_brief import SentraBrief
from rules.reporting.report import ReportEvent
from rules.values import Agency, AgencyCode, MilestoneCode, Moment, Sentra
from rules.vocabulary import SourceKind
from words.formats import long_day, number, percent, short_day
from words.progress import reasons, sentences

_FIRST_SHOWN: Final = 20
_ON_A_PAGE: Final = 100
_HISTORY_OF: Final = "history-of"


def chosen(briefing: Briefing) -> SentraBrief:
    """Return the sentra that the URL names, with a picker that changes the URL.

    An unknown code is told in a sentence, and the sentra in greatest need is shown.
    """
    if not briefing.sentra:
        st.info("Belum ada sentra dalam rencana.")
        st.stop()
    every = (*briefing.sentra, *briefing.dissolved)
    by_code = {brief.sentra.code: brief for brief in every}
    names = {code: _name(brief.sentra) for code, brief in by_code.items()}
    return by_code[choices.sentra(names, briefing.sentra[0].sentra.code)]


def state(brief: SentraBrief) -> str:
    """Return why the sentra has its light, or since when it is no part of the programme."""
    gone = brief.sentra.dissolved_on
    if gone is None:
        return reasons.health_reason(brief)
    return (
        f"Dibubarkan sejak {long_day(gone)}: tidak lagi dihitung dalam angka program; riwayatnya "
        "tetap ada."
    )


def _name(sentra: Sentra) -> str:
    gone = sentra.dissolved_on
    note = "" if gone is None else f" (dibubarkan {short_day(gone)})"
    return f"{sentra.name}{note}"


def why(brief: SentraBrief, dossier: Dossier) -> None:
    """Draw why the sentra stands where it does, first of all; nothing where nothing alarms."""
    found = find_why(brief, dossier)
    if brief.sentra.dissolved_on is None and why_block.alarms(found):
        with st.container(border=True, key="why"):
            briefing = dossier.briefing
            st.html(why_block.block(found, briefing.agencies, briefing.moment))


def facts(sentra: SentraBrief, briefing: Briefing) -> None:
    """Draw what the sentra is: figures, product, places with their discrepancies, letter."""
    agencies = briefing.agencies
    progress = f"{percent(sentra.actual)}, rencana {percent(sentra.planned)}"
    leads = sorted({agencies[brief.milestone.lead].label for brief in sentra.milestones})
    st.html(
        markup.facts(
            (
                ("Kesehatan", markup.badge(sentra.health.light)),
                ("Capaian", ways.milestones(briefing.moment, sentra.sentra.code, progress)),
                ("Deviasi", sentences.deviation(sentra)),
                ("Dilaporkan", sentences.claim(sentra.reported, sentra.approved)),
                ("Produk", escaping.text(sentra.sentra.product)),
                ("Lokasi", "".join(sentra_markup.place(place) for place in sentra.sentra.places)),
                ("Dasar", escaping.text(sentra.sentra.legal_basis)),
                ("Penanggung jawab", escaping.text(", ".join(leads))),
            )
        )
        + markup.explanation(briefing.programme)
    )


def milestones(visit: Visit, sentra: SentraBrief, briefing: Briefing) -> None:
    """Draw the milestones by stage as a table; each row says where its figure comes from.

    An address may name a stage: those of it stand alone, with the way to all.
    """
    caption = f"Tonggak capaian sentra {sentra.sentra.name}"
    name = {sentra.sentra.code: sentra.sentra.name}
    shown = _of_stage(sentra, st.query_params.get(ways.STAGE))
    if len(shown) < len(sentra.milestones):
        st.html(sentra_markup.only_stage(shown, briefing.moment))
    st.html(milestone_table.table(visit, shown, briefing, caption=caption, sentra=name))
    if sentra.sentra.left:
        agencies, every = briefing.agencies, briefing.every_sentra
        st.html(milestone_table.left(sentra.sentra.left, agencies, every))
    if any(brief.milestone.source_kind is SourceKind.REGULATION for brief in sentra.milestones):
        st.caption("Tonggak berdasar regulasi masih perlu dikonfirmasi staf sebelum dipakai.")


def _of_stage(sentra: SentraBrief, asked: str | None) -> Sequence[MilestoneBrief]:
    """The milestones of the stage that is asked for; all of them where it has none."""
    found = [brief for brief in sentra.milestones if str(brief.milestone.stage) == asked]
    return found or sentra.milestones


def obstacles(sentra: SentraBrief, moment: Moment, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw open and closed obstacles, the open ones first."""
    found = [(brief, obstacle) for brief in sentra.milestones for obstacle in brief.state.obstacles]
    if not found:
        st.caption("Tidak ada kendala yang dilaporkan sampai posisi ini.")
        return
    ordered = sorted(found, key=lambda pair: (pair[1].closed_on is not None, pair[1].opened_on))
    heads = ("Kendala", "Tonggak", "Harus bertindak", "Dibuka", "Keadaan")
    rows = [
        (
            escaping.text(obstacle.description),
            ways.milestone(moment, brief.milestone, escaping.text(brief.milestone.title)),
            escaping.text(agencies[obstacle.owner].label),
            short_day(obstacle.opened_on),
            sentra_markup.obstacle_state(obstacle, moment.as_of),
        )
        for brief, obstacle in ordered
    ]
    st.html(markup.table(heads, rows, caption=f"Kendala sentra {sentra.sentra.name}"))


def history(visit: Visit, events: Sequence[ReportEvent], sentra: SentraBrief) -> None:
    """Draw every report and decision, newest first, of all milestones or of one.

    Older ones are drawn once they are asked for.
    """
    own = sentra.sentra
    titles = {milestone.code: milestone.title for milestone in (*own.milestones, *own.left)}
    asked = st.query_params.get(ways.MILESTONE)
    st.session_state[_HISTORY_OF] = asked if asked in titles else None
    only = st.selectbox(
        "Tonggak",
        list(titles),
        format_func=lambda code: f"{titles[code]} ({code})",
        key=_HISTORY_OF,
        placeholder="semua tonggak",
        on_change=_pick,
        width=520,
    )
    wanted = [event for event in reversed(events) if only in {None, event.milestone}]
    if not wanted:
        st.caption("Belum ada laporan sampai posisi ini.")
        return
    _events(visit, wanted[:_FIRST_SHOWN])
    older = wanted[_FIRST_SHOWN:]
    if not older:
        return
    name = f"{number(len(older))} catatan yang lebih lama"
    opened = st.expander(name, key="older-events", on_change="rerun")
    if opened.open:
        with opened:
            part = lists.shown(
                older,
                f"older-{sentra.sentra.code}",
                size=_ON_A_PAGE,
                words=lambda event: _words(event, titles),
            )
            _events(visit, part)


def _pick() -> None:
    """Carry the milestone into the address, where a copied link and the way back find it."""
    picked = st.session_state[_HISTORY_OF]
    if picked is not None:
        st.query_params[ways.MILESTONE] = picked
    elif ways.MILESTONE in st.query_params:
        del st.query_params[ways.MILESTONE]


def _events(visit: Visit, shown: Sequence[ReportEvent]) -> None:
    files = data.files_of(visit, [event.id for event in shown])
    st.html(reporting_markup.history(shown, files, evidence_markup.removable(visit)))


def _words(event: ReportEvent, titles: Mapping[MilestoneCode, str]) -> str:
    """What a report or a decision is looked for by."""
    return (
        f"{event.milestone} {titles[event.milestone]} {event.author} {event.note} {event.evidence} "
        f"{short_day(wita_day(event.recorded_at))} no. {event.id}"
    )
