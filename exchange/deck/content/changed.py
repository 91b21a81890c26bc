"""What changed since the last meeting, as a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from charts.palette import mark
from exchange.deck.grid import Grid, GridCell, GridColumn, GridRow
from rules.changes.change_report import ChangeKind, ChangeReport, MilestoneChange, SentraChange
from rules.meetings.dossier import Dossier
from words.changes import sentences as changes
from words.formats import number, percent, points

# As many milestones as stand together in one row.
_TOGETHER: Final = 10
_GOOD: Final = frozenset({ChangeKind.RESOLVED, ChangeKind.PROGRESSED, ChangeKind.FINISHED})


def table(report: ChangeReport, dossier: Dossier) -> Grid:
    """Return the changes: sentra, then milestones, gravest first."""
    rows: list[GridRow] = [_sentra_row(change) for change in report.shown_sentra]
    rows += _milestone_rows(report, dossier)
    if report.learnt is not None:
        rows += _milestone_rows(report.learnt, dossier, " (baru dilaporkan)")
    columns = (
        GridColumn("Perubahan", lines=1),
        GridColumn("Sentra", is_tight=True),
        GridColumn("Tonggak", 1.1, lines=6),
        GridColumn("Dari dan ke", 1.1, lines=12),
        GridColumn("OPD", is_tight=True),
    )
    return Grid("Perubahan", changes.finding(report), columns, tuple(rows))


def told(report: ChangeReport, dossier: Dossier) -> list[str]:
    """Return the changes as sentences for the speaker."""
    own = [changes.sentra_change(change) for change in report.changed_sentra]
    said = [*own, *(changes.change(change, dossier) for change in report.milestones)]
    late = changes.learnt(report)
    return [*said, f"{late}."] if late else said


def _sentra_row(change: SentraChange) -> GridRow:
    before, after = change.before, change.after
    figures = f"deviasi {points(before.deviation)} menjadi {points(after.deviation)}"
    was = f"sebelumnya {mark(before.light).word}" if change.light_changed else "tetap"
    return (
        GridCell(mark=mark(after.light)),
        GridCell(change.sentra.name, is_strong=True),
        GridCell(f"Keadaan sentra, {was}"),
        GridCell(figures),
        GridCell("-"),
    )


def _milestone_rows(report: ChangeReport, dossier: Dossier, when: str = "") -> Iterator[GridRow]:
    """A row a change, gravest first; where kind and sentra say it all, milestones stand together.

    `when` is added to the word for each kind.
    """
    order = list(ChangeKind)
    found = sorted(report.milestones, key=lambda change: order.index(change.kind))
    for (kind, code), group in groupby(
        found, key=lambda change: (change.kind, change.milestone.sentra)
    ):
        own = list(group)
        if kind in _STEPS and len(own) >= _STEPS[kind].least:
            for at in range(0, len(own), _TOGETHER):
                yield _joint_row(own[at : at + _TOGETHER], dossier, when)
            continue
        for change in own:
            yield (
                GridCell(f"{changes.kind_label(kind)}{when}", is_strong=kind not in _GOOD),
                GridCell(dossier.sentra_name(code)),
                GridCell(f"{change.milestone.code} {change.milestone.title}"),
                GridCell(changes.what(change, dossier)),
                GridCell(dossier.agency(change.milestone.lead)),
            )


def _joint_row(own: Sequence[MilestoneChange], dossier: Dossier, when: str) -> GridRow:
    kind = own[0].kind
    steps = (f"{change.milestone.code} {_STEPS[kind].words(change)}" for change in own)
    leads = dict.fromkeys(dossier.agency(change.milestone.lead) for change in own)
    return (
        GridCell(f"{changes.kind_label(kind)}{when}", is_strong=kind not in _GOOD),
        GridCell(dossier.sentra_name(own[0].milestone.sentra)),
        GridCell(f"{number(len(own))} tonggak"),
        GridCell("; ".join(steps)),
        GridCell(", ".join(leads)),
    )


def _step(change: MilestoneChange) -> str:
    return f"{percent(change.before.progress)} ke {percent(change.after.progress)}"


def _silence(change: MilestoneChange) -> str:
    return f"{number(change.days)} hari"


@dataclass(frozen=True, slots=True)
class _Steps:
    """What is said of each of at least so many milestones that stand together."""

    words: Callable[[MilestoneChange], str]
    least: int


_STEPS: Final = {ChangeKind.PROGRESSED: _Steps(_step, 1), ChangeKind.SILENT: _Steps(_silence, 3)}
