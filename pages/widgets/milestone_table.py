"""Milestones as a table: what is planned, how far each is, and the way to report on it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from charts import cells, screen
from pages.shell import escaping
from pages.shell.visit import Visit
from pages.widgets import markup, report_links, ways
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.shapes import LINEAR
from rules.values import Agency, AgencyCode, Milestone, Sentra, SentraCode, agency_label
from rules.vocabulary import STAGES, Basis, label
from words.formats import percent, quarter, shape, short_day, weight
from words.plan import lineage

_HEADS: Final = ("Tonggak", "Bobot", "Penanggung jawab", "Jatuh tempo", "Capaian", "Keadaan")
_LEFT_HEADS: Final = ("Tonggak lama", "Penanggung jawab", "Capaian terakhir", "Menjadi")


def table(
    visit: Visit,
    briefs: Sequence[MilestoneBrief],
    briefing: Briefing,
    *,
    caption: str,
    sentra: Mapping[SentraCode, str],
) -> str:
    """Return the HTML of the table; its last column is there for those who may report on any.

    `sentra` are names; where there are several, each milestone stands behind that of its own.
    """
    links = [
        report_links.link(visit, brief.milestone, sentra[brief.milestone.sentra])
        for brief in briefs
    ]
    rows = [_row(brief, briefing, sentra) for brief in briefs]
    if not any(links):
        return markup.table(_HEADS, rows, caption=caption)
    reported = [(*row, link) for row, link in zip(rows, links, strict=True)]
    return markup.table((*_HEADS, "Laporan"), reported, caption=caption)


def left(
    milestones: Sequence[Milestone],
    agencies: Mapping[AgencyCode, Agency],
    every: Iterable[Sentra],
) -> str:
    """Return the HTML of milestones that were split or merged, with what they became."""
    rows = [
        (
            markup.with_note(one.title, one.code),
            escaping.text(agency_label(agencies, one.lead)),
            percent(one.states[Basis.REPORTED].progress, 0),
            escaping.text(lineage.became(one, every)),
        )
        for one in milestones
    ]
    return markup.table(_LEFT_HEADS, rows, caption="Sudah dipecah atau digabung")


def _row(
    brief: MilestoneBrief, briefing: Briefing, sentra: Mapping[SentraCode, str]
) -> tuple[str, ...]:
    milestone, agencies = brief.milestone, briefing.agencies
    supporting = ", ".join(agencies[code].label for code in milestone.supporting)
    named = f"{sentra[milestone.sentra]}: " if len(sentra) > 1 else ""
    origin = f"dasar: {label(milestone.source_kind)}"
    others = lineage.relations(milestone, briefing.every_sentra)
    note = " · ".join(filter(None, (milestone.code, STAGES[milestone.stage], origin, others)))
    drawn = "" if milestone.current.shape == LINEAR else f" · {shape(milestone.current.shape)}"
    due = f"{quarter(milestone.current.finish)}{drawn}"
    title = ways.milestone(briefing.moment, milestone, escaping.text(f"{named}{milestone.title}"))
    return (
        f"{title}<small>{escaping.text(note)}</small>",
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
