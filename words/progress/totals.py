"""The four figures that stand on top of screen and paper, each with how it changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from rules.changes.comparison import Comparison, shifted
from rules.meetings.dossier import Dossier
from rules.progress.briefing import Briefing
from rules.progress.key_figures import KeyFigures, key_figures
from rules.rounding import rounded
from rules.vocabulary import label
from words.formats import number, percent, points, short_day, signed
from words.progress.sentences import NO_REPORT, NOT_JUDGED, uncancelled
from words.progress.thresholds import due_soon

_Change = TypeVar("_Change", int, float)


@dataclass(frozen=True, slots=True)
class Total:
    """One figure: its name, what it is out of, and its change; empty before there was any.

    `notes` are told after each other, counts in the order of the figure's name.
    """

    name: str
    value: str
    notes: tuple[str, ...]
    change: str

    @property
    def note(self) -> str:
        """What the figure is out of, in one line."""
        return ", ".join(self.notes)


def totals(dossier: Dossier) -> tuple[Total, ...]:
    """Return progress, deviation, sentra in need and pressing milestones of the programme."""
    return seen(key_figures(dossier.briefing), dossier)


def seen(figures: KeyFigures, dossier: Dossier) -> tuple[Total, ...]:
    """Return the same four as a meeting saw them, each with how it had changed by then."""
    told, known = _figures(figures, dossier), dossier.comparison
    if known is None or not dossier.briefing.is_judged:
        return told
    since = shifted(known, figures, key_figures(dossier.briefing))
    held = "rapat " if dossier.compares_with_meeting else ""
    pairs = zip(told, _changes(since), strict=True)
    return tuple(
        replace(total, change=f"{change} sejak {held}{short_day(since.since)}")
        for total, change in pairs
    )


def changed(write: Callable[[_Change], str], value: _Change) -> str:
    """Return a change as `write` writes it; what reads zero is called tetap."""
    return write(value) if rounded(value, 1) else "tetap"


def _figures(figures: KeyFigures, dossier: Dossier) -> tuple[Total, ...]:
    briefing = dossier.briefing
    if not briefing.is_judged:
        return _not_judged(figures)
    return (
        Total(
            "Capaian program",
            percent(figures.actual),
            (f"rencana {percent(figures.planned)}",),
            "",
        ),
        Total("Deviasi", points(figures.deviation), (_compared(briefing),), ""),
        Total(
            "Sentra kritis dan perlu perhatian",
            f"{number(figures.in_need)} dari {number(len(briefing.sentra))}",
            (
                f"{number(figures.critical)} kritis",
                f"{number(figures.attention)} perlu perhatian",
            ),
            "",
        ),
        Total(
            "Tonggak terlambat dan jatuh tempo",
            number(figures.pressing),
            (
                f"{number(figures.overdue)} terlambat",
                f"{number(figures.due_soon)} {due_soon(briefing.programme.thresholds)}",
            ),
            "",
        ),
    )


def _not_judged(figures: KeyFigures) -> tuple[Total, ...]:
    """The four before anybody has reported: what is planned is known, and nothing is judged."""
    planned = (f"rencana {percent(figures.planned)}",)
    names = ("Deviasi", "Sentra kritis dan perlu perhatian", "Tonggak terlambat dan jatuh tempo")
    return (
        Total("Capaian program", percent(figures.actual), planned, ""),
        *(Total(name, NOT_JUDGED, (NO_REPORT,), "") for name in names),
    )


def _compared(briefing: Briefing) -> str:
    """What the deviation is against, and what it would be had nothing been cancelled."""
    against = f"terhadap {label(briefing.moment.plan)}"
    lifted = briefing.totals.uncancelled
    return against if lifted is None else f"{against}; {uncancelled(lifted)}"


def _changes(since: Comparison) -> tuple[str, str, str, str]:
    learnt = f", {points(since.learnt)} baru dilaporkan" if rounded(since.learnt, 1) else ""
    return (
        changed(points, since.actual) + learnt,
        changed(points, since.deviation),
        changed(signed, since.in_need),
        changed(signed, since.pressing),
    )
