"""What a card for a telephone shows: one name, its light, one large figure, what is due next."""

from collections.abc import Mapping
from dataclasses import dataclass

from charts import findings
from charts.palette import Mark, mark
from charts.stamp import Stamp, stamp
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.sentra_brief import SentraBrief
from rules.values import Agency, AgencyCode, agency_label
from rules.vocabulary import Flag, Light, label
from words.formats import number, points, short_day
from words.progress.sentences import NOT_JUDGED, flag, gap


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows: shares in [0, 1]; `next_lines` are what is due, when and with whom.

    `late` says how late that is, empty where it is not.
    """

    kicker: str
    name: str
    marks: tuple[Mark, ...]
    actual: float
    planned: float
    deviation: str
    next_heading: str
    next_lines: tuple[str, ...]
    late: str
    alt: str
    stamp: Stamp


def of_programme(
    briefing: Briefing, agencies: Mapping[AgencyCode, Agency], *, made_by: str = ""
) -> Card:
    """Return the card of the whole programme: its lights, and who holds what is late."""
    totals, moment = briefing.totals, briefing.moment
    grave = [light for light in (Light.CRITICAL, Light.ATTENTION) if totals.lights[light]]
    told = [f"{number(totals.lights[light])} {label(light)}" for light in grave]
    marks = tuple(
        Mark(mark(light).colour, mark(light).shape, words)
        for light, words in zip(grave, told, strict=True)
    )
    late, due = totals.flags[Flag.OVERDUE], totals.flags[Flag.DUE_SOON]
    within = briefing.programme.thresholds.due_soon_days
    lines = [
        f"{number(late)} tonggak terlambat",
        f"{number(due)} jatuh tempo dalam {number(within)} hari",
    ]
    if briefing.blocking_agencies:
        code, count = briefing.blocking_agencies[0]
        lines.append(f"{agency_label(agencies, code)} menahan {number(count)} tonggak")
    return Card(
        kicker=f"Seluruh program: {number(len(briefing.sentra))} sentra",
        name=briefing.programme.name,
        marks=marks,
        actual=totals.actual,
        planned=totals.planned,
        deviation=points(totals.deviation) if briefing.is_judged else NOT_JUDGED,
        next_heading="Yang menunggu",
        next_lines=tuple(lines),
        late="",
        alt=f"{briefing.programme.name}, {findings.position(moment)}: "
        f"{findings.of(totals, briefing)}; "
        f"{findings.lights(totals.lights)}.",
        stamp=stamp(briefing.programme, moment, made_by),
    )


def of_sentra(
    brief: SentraBrief,
    briefing: Briefing,
    agencies: Mapping[AgencyCode, Agency],
    *,
    made_by: str = "",
) -> Card:
    """Return the card of one sentra of `briefing`."""
    light = mark(brief.health.light)
    finding = findings.of(brief, briefing)
    return Card(
        kicker="Sentra",
        name=brief.sentra.name,
        marks=(light,),
        actual=brief.actual,
        planned=brief.planned,
        deviation=gap(brief),
        next_heading="Tonggak berikutnya",
        next_lines=_next_lines(brief.next_due, agencies),
        late=_lateness(brief.next_due),
        alt=f"Sentra {brief.sentra.name}, {findings.position(briefing.moment)}: {finding}; "
        f"{light.word}.",
        stamp=stamp(briefing.programme, briefing.moment, made_by),
    )


def _next_lines(
    brief: MilestoneBrief | None, agencies: Mapping[AgencyCode, Agency]
) -> tuple[str, ...]:
    if brief is None:
        return ("Tidak ada tonggak yang menunggu.",)
    milestone = brief.milestone
    due = f"{short_day(milestone.current.finish)} · {agency_label(agencies, milestone.lead)}"
    return milestone.title, due


def _lateness(brief: MilestoneBrief | None) -> str:
    if brief is None or Flag.OVERDUE not in brief.flags.raised:
        return ""
    return flag(Flag.OVERDUE, brief.flags)
