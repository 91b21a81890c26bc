"""The parts of Ringkasan: figures, what is owed, sentra, the map, and what must be done."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from charts.places.boundary import Ring
from exchange.sheets import listings
from pages.overview import markup as overview_markup
from pages.reporting import markup as reporting_markup
from pages.shell import address, catalogue, data, escaping, landing, notices
from pages.shell.visit import Visit
from pages.widgets import lists, markup, tables, ways
from rules.errors import UnreadableBoundary
from rules.meetings.dossier import Dossier
from rules.meetings.why import by_need, why
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import Need
from rules.progress.sentra_brief import SentraBrief
from rules.values import Board, SentraCode
from rules.vocabulary import Light, label
from words.formats import number
from words.plan import registers
from words.progress import sentences
from words.progress.totals import totals as words_of_totals

_SHOWN_DUTIES: Final = 3
_OWED: Final = "owed-head"
_SHOWN_NEEDS: Final = 8
_SHOWN_SENTRA: Final = 30
_ON_A_PAGE: Final = 100


def totals(dossier: Dossier) -> None:
    """Draw the four figures of the programme, each against the last meeting or quarter's end."""
    st.html(overview_markup.totals(words_of_totals(dossier), dossier.briefing.moment))
    fresh = dossier.briefing.totals.freshness
    told = "" if fresh is None else f"{sentences.freshness(fresh)}."
    weights = registers.uneven([brief.sentra for brief in dossier.briefing.sentra])
    if told or weights:
        st.html(markup.quiet(" ".join(filter(None, (told, weights)))))


def owed(duties: Sequence[MilestoneBrief], visit: Visit, board: Board) -> None:
    """Draw the most pressing duties with a way to report each at once."""
    if not duties:
        return
    landing.begin(_OWED)
    with st.container(border=True, key="owed"):
        with st.container(key=_OWED):
            st.markdown(f"**Tugas saya: {number(len(duties))} tonggak menunggu laporan**")
        for duty in duties[:_SHOWN_DUTIES]:
            row = f"owed-{duty.milestone.code}"
            with st.container(horizontal=True, vertical_alignment="center", key=row):
                st.html(reporting_markup.duty(duty, board.name_of(duty.milestone.sentra)))
                st.page_link(
                    catalogue.TASKS.script,
                    label="Laporkan",
                    icon=":material/edit_note:",
                    query_params=address.link(visit.moment, tonggak=duty.milestone.code),
                )
        st.page_link(
            catalogue.TASKS.script,
            label="Semua tugas saya",
            icon=":material/checklist:",
            query_params=address.link(visit.moment),
        )


def sentra_rows(visit: Visit, dossier: Dossier) -> None:
    """Draw every sentra as a row: its name opens it, the bar tells how far, the rest who is next.

    Those in greatest need stand above, by the graver of the computed light and the leader's.
    """
    found = lists.shown(
        _lit(visit, dossier),
        ways.SENTRA_ROWS,
        size=_SHOWN_SENTRA,
        words=lambda brief: f"{brief.sentra.code} {brief.sentra.name} {brief.sentra.product}",
    )
    shown = [brief.sentra.code for brief in found]
    _sentra_rows("\n".join((*visit.view, *shown)), dossier, shown)
    note = sentences.rounding(found)
    if note:
        st.caption(f"{note}.")


def _lit(visit: Visit, dossier: Dossier) -> Sequence[SentraBrief]:
    """The sentra in a light that the address names, with the way to all of them."""
    asked = st.query_params.get(ways.LIGHT, "").split(",")
    lights = [light for light in Light if label(light) in asked]
    if not lights:
        return by_need(dossier)
    found = [brief for brief in by_need(dossier) if brief.health.light in lights]
    st.html(overview_markup.only_lit(visit.moment, lights, len(found)))
    return found


# Streamlit keeps what it sent and sends it again; a rating, too, makes a new version of the
# programme. What a run costs is above all how many elements it sends: two a row, no columns.
@st.cache_resource(max_entries=64, show_spinner=False)
def _sentra_rows(key: str, _dossier: Dossier, _codes: Sequence[SentraCode]) -> None:
    del key
    with st.container(key=ways.SENTRA_ROWS):
        for brief in (own for own in by_need(_dossier) if own.sentra.code in _codes):
            st.page_link(
                catalogue.SENTRA.script,
                label=f"**{escaping.plain(brief.sentra.name, 60)}**",
                query_params=address.link(_dossier.briefing.moment, sentra=brief.sentra.code),
            )
            st.html(overview_markup.sentra_row(why(brief, _dossier), _dossier.briefing))


def delays(visit: Visit) -> None:
    """Draw how long reports take, for all and for each agency, in a fold."""
    found = data.delays(visit, visit.moment)
    if found.programme is None:
        return
    name = f"Laporan dicatat {sentences.delay(found.programme)}"
    with st.expander(name, key="delays", on_change="rerun", icon=":material/timer:") as fold:
        if fold.open:
            agencies = data.briefing(visit, visit.moment).agencies
            st.html(overview_markup.delays(found, agencies))
            tables.offer(visit, lambda: listings.delays(found, agencies), "keterlambatan-pelaporan")


def outline(visit: Visit) -> tuple[Ring, ...]:
    """Return the outline for the map; where its file cannot be read, say so and do without."""
    try:
        return data.boundary(visit)
    except UnreadableBoundary as problem:
        notices.tell(problem)
        return ()


def needs(briefing: Briefing) -> None:
    """Draw what waits for an agency, gravest first, each with the sentra that it opens."""
    head = markup.chart_head("Perlu keputusan: siapa harus bertindak", "Yang paling berat di atas")
    if not briefing.needs:
        st.html(head)
        st.caption("Tidak ada yang terlambat, terkendala, atau tanpa laporan pada posisi ini.")
        return
    st.html(head + overview_markup.needs(briefing.needs[:_SHOWN_NEEDS], briefing))
    rest = briefing.needs[_SHOWN_NEEDS:]
    if not rest:
        return
    opened = st.expander(f"{number(len(rest))} lainnya", key="other-needs", on_change="rerun")
    if opened.open:
        with opened:
            part = lists.shown(
                rest, "needs", size=_ON_A_PAGE, words=lambda need: _words(need, briefing)
            )
            st.html(overview_markup.needs(part, briefing))


def _words(need: Need, briefing: Briefing) -> str:
    """What a need is looked for by."""
    subject, who = overview_markup.subject(need, briefing), briefing.agency(need.agency)
    return f"{need.milestone.code} {subject} {who}"
