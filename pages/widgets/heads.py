"""What stands at the head of a page: its finding, and the way to today where it needs that."""

from dataclasses import replace

import streamlit as st

from pages.shell import address, catalogue
from pages.shell.visit import Visit
from pages.widgets import markup
from words.formats import long_day
from words.progress import sentences


def headline(sentence: str, note: str) -> None:
    """Draw the finding of a page above a quieter line."""
    st.html(markup.headline(sentence, note))


def finding(sentence: str, visit: Visit) -> None:
    """Draw the finding of a page, the moment that it is about and how far the plan is agreed."""
    notes = (sentences.moment(visit.moment), sentences.plan_note(visit.programme))
    headline(sentence, " · ".join(note for note in notes if note))


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
        query_params=address.link(replace(visit.moment, as_of=visit.today)),
    )
