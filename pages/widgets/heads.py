"""What stands at the head of a page: its finding, and the way to today where it needs that."""

from dataclasses import replace

import streamlit as st

from pages.shell import address, catalogue, data
from pages.shell.escaping import text
from pages.shell.visit import Visit
from pages.widgets import markup
from rules.values import Moment
from words.formats import long_day
from words.progress import sentences


def headline(sentence: str, note: str) -> None:
    """Draw the finding of a page above a quieter line."""
    st.html(markup.headline(sentence, note))


def finding(sentence: str, visit: Visit) -> None:
    """Draw the finding of a page, the moment that it is about and how far the plan is agreed."""
    drawn_finding(text(sentence), visit)


def drawn_finding(drawn: str, visit: Visit) -> None:
    """Draw the same of a finding that is markup already."""
    notes = (sentences.moment(visit.moment), sentences.plan_note(visit.programme))
    st.html(markup.drawn_headline(drawn, " · ".join(note for note in notes if note)))


def knowledge(visit: Visit) -> None:
    """Say where a view of the day as known then differs from that as known now; lead to the other.

    Nothing is said where nothing was recorded later.
    """
    moment = visit.moment
    if moment.known_on is not None:
        _other_reading(
            sentences.known_only(moment.known_on),
            "Lihat menurut yang diketahui sekarang",
            replace(moment, known_on=None),
        )
    elif moment.as_of < visit.today and (found := data.hindsight(visit, moment)) is not None:
        _other_reading(
            sentences.hindsight(found),
            "Lihat seperti diketahui saat itu",
            replace(moment, known_on=moment.as_of),
        )


def _other_reading(sentence: str, label: str, moment: Moment) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="knowledge"):
        st.html(markup.quiet(sentence), width="content")
        st.button(label, type="tertiary", key="other-reading", on_click=_read_as, args=(moment,))


def _read_as(moment: Moment) -> None:
    """Carry the other reading into the address, from where the run that follows reads it."""
    address.write(st.query_params, moment)


def only_today(
    visit: Visit, entry: catalogue.PageEntry = catalogue.TASKS, *, deed: str = "Laporan dikirim"
) -> None:
    """Say that what `entry` is for is done on today's view alone, with the way there."""
    st.info(
        f"Anda melihat posisi {long_day(visit.moment.as_of)}. {deed} pada posisi "
        f"hari ini, {long_day(visit.today)}.",
        icon=":material/history:",
    )
    st.page_link(
        entry.script,
        label="Kembali ke posisi hari ini",
        icon=":material/today:",
        query_params=address.link(replace(visit.moment, as_of=visit.today, known_on=None)),
    )
