"""What to do first where nothing is recorded yet, or the plan is still a draft."""

import streamlit as st

from pages.shell import address, catalogue
from pages.shell.catalogue import PageEntry
from pages.shell.visit import Visit
from pages.widgets import markup
from rules.access import Permission
from rules.progress.briefing import Briefing
from words.plan import beginning as words


def guide(visit: Visit, briefing: Briefing) -> None:
    """Where nobody has reported, say so and lead on; where somebody has, to the draft alone."""
    if briefing.is_judged:
        door(visit)
        return
    ended = briefing.programme.finish if briefing.programme.finish < visit.today else None
    told = words.nothing_recorded(ended)
    # Program is open to all, the next period to whoever may plan it.
    goes_on = ended is not None and visit.may(Permission.REVISE_PLAN)
    further = (catalogue.PROGRAMME,) if goes_on else ()
    _draw(visit, told, catalogue.START, catalogue.HISTORY, catalogue.TASKS, *further)


def door(visit: Visit) -> None:
    """Lead who may adopt the plan to its beginning, as long as it is a draft."""
    _draw(visit, words.DRAFT, catalogue.START)


def _draw(visit: Visit, told: str, *entries: PageEntry) -> None:
    is_draft = visit.programme.adopted_on is None
    open_to = [
        entry
        for entry in entries
        if visit.may(entry.permission) and (is_draft or not entry.for_drafts)
    ]
    if told == words.DRAFT and not open_to:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="beginning"):
        st.html(markup.quiet(told), width="content")
        for entry in open_to:
            st.page_link(
                entry.script,
                label=words.DOORS[entry.url_path],
                icon=":material/arrow_forward:",
                query_params=address.link(visit.moment),
            )
