"""Milestones as a table: what is planned, how far each is, and the way to report on it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from charts import cells, screen
from pages.shell.visit import Visit
from pages.widgets import markup, report_links
from rules.progress.milestone_brief import MilestoneBrief
from rules.shapes import LINEAR
from rules.values import Agency, AgencyCode, SentraCode
from rules.vocabulary import STAGES, label
from words.formats import enumeration, percent, quarter, shape, short_day, weight

_HEADS: Final = ("Tonggak", "Bobot", "Penanggung jawab", "Jatuh tempo", "Capaian", "Keadaan")


def table(
    visit: Visit,
    briefs: Sequence[MilestoneBrief],
    agencies: Mapping[AgencyCode, Agency],
    *,
    caption: str,
    sentra: Mapping[SentraCode, str] = MappingProxyType({}),
) -> str:
    """Return the HTML of the table; its last column is there for those who may report on any.

    `sentra` are names to tell beside the codes, where milestones of several stand in one table.
    """
    links = [report_links.link(visit, brief.milestone) for brief in briefs]
    rows = [_row(brief, agencies, sentra) for brief in briefs]
    if not any(links):
        return markup.table(_HEADS, rows, caption=caption)
    reported = [(*row, link) for row, link in zip(rows, links, strict=True)]
    return markup.table((*_HEADS, "Laporan"), reported, caption=caption)


def _row(
    brief: MilestoneBrief,
    agencies: Mapping[AgencyCode, Agency],
    sentra: Mapping[SentraCode, str],
) -> tuple[str, ...]:
    milestone = brief.milestone
    supporting = ", ".join(agencies[code].label for code in milestone.supporting)
    named = [sentra[milestone.sentra]] if milestone.sentra in sentra else []
    origin = f"dasar: {label(milestone.source_kind)}"
    order = [f"sesudah {enumeration(milestone.after)}"] if milestone.after else []
    note = " · ".join((milestone.code, *named, STAGES[milestone.stage], origin, *order))
    drawn = "" if milestone.current.shape == LINEAR else f" · {shape(milestone.current.shape)}"
    due = f"{quarter(milestone.current.finish)}{drawn}"
    return (
        markup.with_note(milestone.title, note),
        weight(brief.weight),
        markup.with_note(agencies[milestone.lead].label, supporting),
        markup.with_note(short_day(milestone.current.finish), due),
        _progress(brief),
        f"{markup.badge(brief.state.status)}{markup.flags(brief.flags)}",
    )


def _progress(brief: MilestoneBrief) -> str:
    """A milestone's progress as a small bar with its figure."""
    bar = screen.image(cells.progress(brief.state.progress), "", "small-bar")
    return f'<span class="cell-bar">{bar} {percent(brief.state.progress, 0)}</span>'
