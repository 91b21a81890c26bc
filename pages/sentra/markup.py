"""HTML of one sentra: its places and its obstacles. All is escaped."""

from collections.abc import Sequence
from datetime import date

from pages.shell.escaping import text
from pages.widgets import markup, ways
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import Moment, Obstacle, Place
from rules.vocabulary import STAGES, Status, label
from words.formats import number, short_day
from words.plan.registers import code


def place(value: Place) -> str:
    """Return a place by its official record, with the source's words where they differ."""
    note = f"<small>{text(value.note)}</small>" if value.differs_from_source else ""
    return (
        f"<div>{text(label(value.kind).capitalize())} {text(value.name)}, "
        f"Kec. {text(value.district)} <small>{text(code(value))}</small>{note}</div>"
    )


def only_stage(shown: Sequence[MilestoneBrief], moment: Moment) -> str:
    """Return that only the milestones of a stage are shown, with the way to all of the sentra."""
    own = shown[0].milestone
    told = f"{number(len(shown))} tonggak tahap {STAGES[own.stage]}."
    every = ways.milestones(moment, own.sentra, "Tampilkan semua tonggak")
    return f'<p class="note">{text(told)} {every}</p>'


def obstacle_state(obstacle: Obstacle, as_of: date) -> str:
    """Return whether an obstacle is open, and for how long."""
    if obstacle.closed_on is not None:
        return f"selesai {short_day(obstacle.closed_on)}"
    return markup.badge(Status.OBSTRUCTED, f"terbuka {number(obstacle.days_open(as_of))} hari")
