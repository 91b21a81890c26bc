"""The parts of Jejak audit: what is asked for, and the lines."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.shell import escaping
from pages.shell.visit import Visit
from pages.widgets import markup
from rules.audit.actions import Action
from rules.audit.trail import TrailLine, Wanted
from words.audit import sentences as audit
from words.formats import instant


def wanted(visit: Visit, people: Mapping[str, str]) -> Wanted:
    """Draw the filters and return what they ask for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = [
            st.date_input(
                words,
                value=None,
                min_value=min(visit.today, *(own.start for own in visit.programmes)),
                max_value=visit.today,
                format="DD/MM/YYYY",
                key=f"trail-{words}",
                width=150,
            )
            for words in ("Dari", "Sampai")
        ]
        username = st.selectbox(
            "Siapa",
            [None, *people],
            format_func=lambda who: "semua orang" if who is None else people[who],
            key="trail-person",
            width=240,
        )
        action = st.selectbox(
            "Perbuatan",
            [None, *Action],
            format_func=lambda what: "semua perbuatan" if what is None else audit.act(what),
            key="trail-action",
            width=260,
        )
        subject = st.text_input(
            "Tentang", key="trail-subject", placeholder="kode, nama, atau berkas", width=220
        )
    return Wanted(days[0], days[1], username, action, subject)


def lines(found: Sequence[TrailLine]) -> None:
    """Draw the lines as a table, before and after side by side."""
    if not found:
        return
    heads = ("Waktu", "Siapa", "Perbuatan", "Tentang", "Sebelum", "Sesudah")
    rows = [
        (
            markup.with_note(instant(line.recorded_at), f"no. {line.number} · {line.hash}"),
            escaping.text(line.actor or audit.NOBODY),
            escaping.text(audit.act(line.action)),
            markup.whole(line.subject),
            _told(line.before),
            _told(line.after),
        )
        for line in found
    ]
    st.html(markup.table(heads, rows, caption="Jejak audit, yang terbaru di atas"))


def _told(told: Mapping[str, object]) -> str:
    found = audit.fields(told)
    # The figures of a closed quarter stand under the codes of nine sentra: in one line.
    figures = [f"{name} {words}" for name, words in found if name[:1].isupper() and name in told]
    lines = [f"{name}: {words}" for name, words in found if f"{name} {words}" not in figures]
    told_together = [", ".join(figures)] if figures else []
    return "<br>".join(escaping.text(line) for line in (*told_together, *lines))
