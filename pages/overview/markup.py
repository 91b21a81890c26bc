"""HTML of the first screen: the bars of sentra, their key, what must be done. All is escaped."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from charts import bars, cells, screen
from pages.shell import catalogue
from pages.shell.escaping import text
from pages.widgets import markup, ways, why_block
from rules.meetings.dossier import Dossier
from rules.meetings.why import Why
from rules.progress.briefing import Briefing
from rules.progress.key_figures import key_figures
from rules.progress.needs import Need, NeedKind
from rules.progress.sentra_brief import SentraBrief
from rules.ratings.rating import Rating
from rules.reporting.delays import Delays
from rules.values import Agency, AgencyCode, Moment, agency_label
from rules.vocabulary import Basis, Flag, Light, label
from words.formats import enumeration, number, percent, short_day
from words.meetings import ratings as rating_words
from words.progress import sentences
from words.progress.acting import who_acts
from words.progress.needs import need_since
from words.progress.totals import Total

_Way: TypeAlias = Callable[[str], str]


def headline(dossier: Dossier) -> str:
    """Return the programme in one sentence, and which sentra the leader sees otherwise.

    Its figures lead to what they count.
    """
    told = sentences.headline(dossier.briefing), rating_words.of_programme(dossier)
    drawn = text(" ".join(filter(None, told)))
    for words, way in _counted(dossier):
        drawn = drawn.replace(text(words), way(text(words)), 1)
    return drawn


def _counted(dossier: Dossier) -> Iterator[tuple[str, _Way]]:
    """What the sentence says of figures, each with the way to what it counts."""
    briefing, moment = dossier.briefing, dossier.briefing.moment
    figures = key_figures(briefing)
    yield sentences.progress(figures), partial(ways.all_sentra, moment)
    if figures.critical:
        yield sentences.critical(figures), partial(ways.lit, moment, [Light.CRITICAL])
    for agency, _ in figures.blocking_agencies[:1]:
        yield sentences.held(figures, briefing), partial(ways.waiting_for, moment, agency)
    for brief in dossier.rated_otherwise:
        own = partial(ways.sentra, moment, brief.sentra.code)
        yield rating_words.otherwise(brief, dossier), own


def totals(found: Sequence[Total], moment: Moment) -> str:
    """Return the figures of the programme, each and its counts with the way to what it counts."""
    return markup.figures(
        markup.drawn_card(
            figure.name,
            way(text(figure.value)),
            ", ".join(way(text(note)) for way, note in zip(counts, figure.notes, strict=False))
            or text(figure.note),
            figure.change and ways.to(catalogue.CHANGES, moment, text(figure.change)),
        )
        for figure, (way, counts) in zip(found, _ways(moment), strict=True)
    )


def _ways(moment: Moment) -> Sequence[tuple[_Way, Sequence[_Way]]]:
    """For each of the four figures the way to what it sums up, and those to what it counts."""
    rows: _Way = partial(ways.all_sentra, moment)
    lights, flags = (Light.CRITICAL, Light.ATTENTION), (Flag.OVERDUE, Flag.DUE_SOON)
    return (
        (rows, ()),
        (rows, ()),
        (
            partial(ways.lit, moment, lights),
            [partial(ways.lit, moment, [light]) for light in lights],
        ),
        (
            partial(ways.flagged, moment, flags),
            [partial(ways.flagged, moment, [flag]) for flag in flags],
        ),
    )


def only_lit(moment: Moment, lights: Sequence[Light], count: int) -> str:
    """Return that only some sentra are shown, with the way to all."""
    named = enumeration([label(light) for light in lights])
    every = ways.to(catalogue.OVERVIEW, moment, "Tampilkan semua sentra")
    return f'<p class="note">{text(f"{number(count)} sentra {named}.")} {every}</p>'


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


def sentra_row(value: Why, briefing: Briefing) -> str:
    """Return a sentra's bar, light beside the leader's, deviation, next milestone, and why.

    A claim for less than what is approved is told in words too.
    """
    brief = value.brief
    bar = screen.image(bars.row_svg(brief), bars.row_words(brief), "wide-bar")
    of_sentra = partial(ways.sentra, briefing.moment, brief.sentra.code)
    return (
        '<div class="sentra-row">'
        f'<div class="bar">{bar}<b>{of_sentra(percent(brief.actual))}</b></div>'
        f'<div class="state">{of_sentra(markup.badge(brief.health.light))}'
        f"<small>{_deviation(brief)}</small>"
        f"{_lower(brief)}"
        f"{_rated(value.rating)}</div>"
        f'<div class="next">{_next_due(brief, briefing)}</div>'
        f"{why_block.folded(value, briefing.agencies, briefing.moment)}</div>"
    )


def needs(found: Iterable[Need], briefing: Briefing) -> str:
    """Return what must be done by whom since when, as a list."""
    items = "".join(
        f'<li><span class="who">{_who(need, briefing)}</span>'
        f"<b>{ways.milestone(briefing.moment, need.milestone, text(subject(need, briefing)))}</b>"
        f"<small>{text(need_since(need))}{_led(need, briefing)}</small></li>"
        for need in found
    )
    return f'<ul class="needs">{items}</ul>'


def subject(need: Need, briefing: Briefing) -> str:
    """Return the milestone that waits behind its sentra's name."""
    brief = briefing.of(need.milestone.sentra)
    return need.milestone.title if brief is None else f"{brief.sentra.name}: {need.milestone.title}"


def _who(need: Need, briefing: Briefing) -> str:
    """Who must act, with the way to all that waits for them."""
    moment, who = briefing.moment, text(briefing.agency(need.agency))
    if need.kind is NeedKind.SILENT:
        return ways.flagged(moment, [Flag.SILENT], who)
    return ways.waiting_for(moment, need.agency, who)


def _led(need: Need, briefing: Briefing) -> str:
    """Who leads the milestone, where that is not who must act."""
    lead = need.milestone.lead
    return "" if lead == need.agency else f" · dipimpin {text(briefing.agency(lead))}"


def _deviation(brief: SentraBrief) -> str:
    planned = f"rencana {percent(brief.planned)}"
    is_judged = brief.health.light is not Light.NOT_JUDGED
    return f"{planned}, deviasi {sentences.deviation(brief)}" if is_judged else planned


def _has_lower(briefing: Briefing) -> bool:
    return any(brief.is_claimed_lower for brief in briefing.sentra)


def _lower(brief: SentraBrief) -> str:
    if not brief.is_claimed_lower:
        return ""
    return f"<small>dilaporkan {sentences.claim(brief.reported, brief.approved)}</small>"


def _rated(rating: Rating | None) -> str:
    return "" if rating is None else f"<small>pimpinan: {markup.badge(rating.light)}</small>"


def _next_due(brief: SentraBrief, briefing: Briefing) -> str:
    if brief.next_due is None:
        return "Tidak ada tonggak yang tersisa"
    milestone, late = brief.next_due.milestone, brief.next_due.flags.days_late
    due = f"terlambat {number(late)} hari" if late else short_day(milestone.current.finish)
    need = briefing.need_of(milestone.code)
    who = who_acts(need, milestone, briefing.agencies)
    return (
        f"{ways.milestone(briefing.moment, milestone, text(milestone.title))}"
        f'<small><span class="{"late" if late else "due"}">{due}</span> · {text(who)}</small>'
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
