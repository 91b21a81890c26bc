"""Links that open the form of a milestone on Tugas saya, for tables wherever milestones stand."""

from dataclasses import replace
from urllib.parse import urlencode

from pages.shell import address, catalogue, unsent
from pages.shell.escaping import text
from pages.shell.visit import Visit
from rules.access import may_report
from rules.values import Milestone


def link(visit: Visit, milestone: Milestone) -> str:
    """Return *Laporkan* as HTML; empty for whoever may not report on the milestone.

    It leads to today's view, the only one that takes reports. A link inside a table begins a new
    session of Streamlit, which knows nothing that was typed: where words stand in a form, the link
    opens beside them.
    """
    if not may_report(visit.actor, milestone):
        return ""
    today = replace(visit.moment, as_of=visit.today, known_on=None)
    query = urlencode(address.link(today, tonggak=milestone.code))
    target = '_blank" rel="noopener' if unsent.is_writing() else "_self"
    return (
        f'<a class="report" href="{text(f"/{catalogue.TASKS.url_path}?{query}")}" '
        f'target="{target}" aria-label="Laporkan {text(milestone.code)}">Laporkan</a>'
    )
