"""What changed since the last meeting: sentences about each sentra, those in need first."""

from typing import Final

from charts.palette import mark
from exchange.deck.grid import Grid, GridCell, GridColumn
from rules.changes.change_report import ChangeReport
from rules.meetings.dossier import Dossier
from words.changes import sentences as changes
from words.changes.by_sentra import stories

_MOST_LINES: Final = 14


def table(report: ChangeReport, dossier: Dossier) -> Grid:
    """Return the sentra that changed, each with the sentences about it."""
    columns = (GridColumn("Sentra"), GridColumn("Yang berubah", 1, lines=_MOST_LINES))
    rows = []
    for one in stories(report, dossier):
        brief = dossier.briefing.of(one.sentra)
        look = None if brief is None else mark(brief.health.light)
        name = GridCell(dossier.sentra_name(one.sentra), look, is_strong=True)
        rows.append((name, GridCell(" ".join(one.told))))
    return Grid("Perubahan", changes.finding(report), columns, tuple(rows))


def told(report: ChangeReport, dossier: Dossier) -> list[str]:
    """Return every change as a sentence for the speaker."""
    own = [changes.sentra_change(change) for change in report.changed_sentra]
    said = [*own, *(changes.change(change, dossier) for change in report.milestones)]
    late = changes.learnt(report)
    return [*said, f"{late}."] if late else said
