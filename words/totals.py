"""The four figures that stand on top of screen and paper, each with how it changed."""

from dataclasses import dataclass

from rules.agenda import position
from rules.comparison import Comparison
from rules.dossier import Dossier
from rules.meetings import Position
from rules.vocabulary import label
from words.formats import number, percent, points, short_day, signed


@dataclass(frozen=True, slots=True)
class Total:
    """One figure: its name, what it is out of, and its change; empty before there was any."""

    name: str
    value: str
    note: str
    change: str


def totals(dossier: Dossier) -> tuple[Total, ...]:
    """Return progress, deviation, sentra in need and pressing milestones of the programme."""
    briefing, since = dossier.briefing, dossier.comparison
    figures = _figures(position(briefing), dossier)
    if since is None:
        return figures
    held = "rapat " if dossier.compares_with_meeting else ""
    pairs = zip(figures, _changes(since), strict=True)
    return tuple(
        Total(one.name, one.value, one.note, f"{change} sejak {held}{short_day(since.since)}")
        for one, change in pairs
    )


def seen(figures: Position, dossier: Dossier) -> tuple[Total, ...]:
    """Return the same four as a meeting saw them; how they changed holds for today's alone."""
    return totals(dossier) if figures == position(dossier.briefing) else _figures(figures, dossier)


def _figures(figures: Position, dossier: Dossier) -> tuple[Total, ...]:
    briefing = dossier.briefing
    in_need = figures.critical + figures.attention
    return (
        Total(
            "Capaian program", percent(figures.actual), f"rencana {percent(figures.planned)}", ""
        ),
        Total("Deviasi", points(figures.deviation), f"terhadap {label(briefing.moment.plan)}", ""),
        Total(
            "Sentra kritis dan perlu perhatian",
            f"{number(in_need)} dari {number(len(briefing.sentra))}",
            f"{number(figures.critical)} kritis, {number(figures.attention)} perlu perhatian",
            "",
        ),
        Total(
            "Tonggak terlambat dan jatuh tempo",
            number(figures.overdue + figures.due_soon),
            f"{number(figures.overdue)} terlambat, {number(figures.due_soon)} jatuh tempo 30 hari",
            "",
        ),
    )


def _changes(since: Comparison) -> tuple[str, str, str, str]:
    return (
        points(since.actual),
        points(since.deviation),
        signed(since.in_need),
        signed(since.pressing),
    )
