"""Jejak audit: who did what and when, newest first, before and after side by side."""

import streamlit as st

from exchange.sheets import listings
from exchange.sheets.tables import SheetTable
from models.audit.queries import trail, trail_length, trail_people
from pages.audit import sections
from pages.shell import frame
from pages.widgets import heads, lists, tables
from rules.access import Permission
from rules.audit.trail import PAGE
from words.formats import number

visit = frame.enter(Permission.SEE_AUDIT)
with visit.store.read() as connection:
    people = trail_people(connection, visit.actor)
wanted = sections.wanted(visit, people)
with visit.store.read() as connection:
    length = trail_length(connection, visit.actor, wanted)
heads.headline(
    f"{number(length)} catatan",
    "Tiap catatan terikat pada catatan sebelumnya, jadi yang diubah atau dihapus ketahuan. "
    f"Jejak terakhir perubahan data: {visit.programme.chain_head}",
)
page = lists.turned(length, "trail-page", size=PAGE)
with visit.store.read() as connection:
    lines = trail(connection, visit.actor, wanted, page=page)
sections.lines(lines)


def whole_table() -> SheetTable:
    """Return every line asked for, not the shown page alone."""
    with visit.store.read() as opened:
        return listings.trail(trail(opened, visit.actor, wanted))


if length:
    tables.offer(visit, whole_table, "jejak-audit")
else:
    st.caption("Tidak ada catatan dengan saringan ini.")
