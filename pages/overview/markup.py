"""HTML of the first screen: the bars of sentra, their key, what must be done. All is escaped."""

from collections.abc import Iterable, Mapping

from charts import bars, cells, screen
from pages.shell.escaping import text
from pages.widgets import markup
from rules.progress.briefing import Briefing
from rules.progress.needs import Need
from rules.progress.sentra_brief import SentraBrief
from rules.ratings.rating import Rating
from rules.reporting.delays import Delays
from rules.values import Agency, AgencyCode, agency_label
from rules.vocabulary import Basis, Light, label
from words.formats import number, percent, short_day
from words.progress import sentences
from words.progress.needs import need_since


def bars_key(briefing: Briefing) -> str:
    """Return what the parts of a progress bar mean; a claim for less where there is one."""
    moment = briefing.moment
    parts = [(cells.actual_swatch(), "realisasi"), (cells.plan_swatch(), label(moment.plan))]
    if moment.basis is Basis.APPROVED:
        lower = [(cells.lower_swatch(), bars.LOWER)] if _has_lower(briefing) else []
        parts[1:1] = [(cells.claimed_swatch(), bars.HIGHER), *lower]
    drawn = "".join(
        f"<span>{screen.image(svg, '', 'swatch')}{words}</span>" for svg, words in parts
    )
    return f'<div class="key">{drawn}</div>'


def sentra_row(
    brief: SentraBrief,
    agencies: Mapping[AgencyCode, Agency],
    differs: Rating | None = None,
) -> str:
    """Return a sentra's bar, light, a leader's rating that differs, deviation, next milestone.

    A claim for less than what is approved is told in words too.
    """
    bar = screen.image(bars.row_svg(brief), bars.row_words(brief), "wide-bar")
    return (
        '<div class="sentra-row">'
        f'<div class="bar">{bar}<b>{percent(brief.actual)}</b></div>'
        f'<div class="state">{markup.badge(brief.health.light)}'
        f"<small>{_deviation(brief)}rencana {percent(brief.planned)}</small>"
        f"{_lower(brief)}"
        f"{_rated_otherwise(differs)}</div>"
        f'<div class="next">{_next_due(brief, agencies)}</div></div>'
    )


def needs(found: Iterable[Need], agencies: Mapping[AgencyCode, Agency]) -> str:
    """Return what must be done by whom since when, as a list."""
    items = "".join(
        f'<li><span class="who">{text(agencies[need.agency].label)}</span>'
        f"<b>{text(need.milestone.title)}</b>"
        f"<small>{text(need.milestone.code)} · {text(need_since(need))}</small></li>"
        for need in found
    )
    return f'<ul class="needs">{items}</ul>'


def _deviation(brief: SentraBrief) -> str:
    is_judged = brief.health.light is not Light.NOT_JUDGED
    return f"{sentences.deviation(brief)} dari " if is_judged else ""


def _has_lower(briefing: Briefing) -> bool:
    return any(brief.is_claimed_lower for brief in briefing.sentra)


def _lower(brief: SentraBrief) -> str:
    if not brief.is_claimed_lower:
        return ""
    return f"<small>dilaporkan {sentences.claim(brief.reported, brief.approved)}</small>"


def _rated_otherwise(rating: Rating | None) -> str:
    return "" if rating is None else f"<small>pimpinan: <b>{label(rating.light)}</b></small>"


def _next_due(brief: SentraBrief, agencies: Mapping[AgencyCode, Agency]) -> str:
    if brief.next_due is None:
        return "Tidak ada tonggak yang tersisa"
    milestone, late = brief.next_due.milestone, brief.next_due.flags.days_late
    due = f"terlambat {number(late)} hari" if late else short_day(milestone.current.finish)
    return (
        f'{text(milestone.title)}<small><span class="{"late" if late else "due"}">{due}</span> · '
        f"{text(agencies[milestone.lead].label)}</small>"
    )


def delays(found: Delays, agencies: Mapping[AgencyCode, Agency]) -> str:
    """Return how long reports take as a table: for all, then for each agency, slowest first."""
    named = [(agency_label(agencies, code), delay) for code, delay in found.of_agency.items()]
    everybody = [] if found.programme is None else [("Seluruh program", found.programme)]
    rows = [
        (
            text(name),
            number(delay.reports),
            _days(delay.median_days, delay.worst_days),
            _days(delay.median_to_approval, delay.worst_to_approval),
        )
        for name, delay in (*everybody, *named)
    ]
    heads = ("Penanggung jawab", "Laporan", "Sampai dicatat", "Dari situ sampai disetujui")
    return markup.table(heads, rows, caption="Keterlambatan pelaporan")


def _days(median: int | None, worst: int | None) -> str:
    if median is None or worst is None:
        return "belum ada"
    return f"tengah {number(median)} hari<small>terlama {number(worst)} hari</small>"
