"""HTML of one sentra: its places and its obstacles. All is escaped."""

from datetime import date

from pages.shell.escaping import text
from pages.widgets import markup
from rules.values import Obstacle, Place
from rules.vocabulary import Status, label
from words.formats import number, short_day
from words.plan.registers import code


def place(value: Place) -> str:
    """Return a place by its official record, with the source's words where they differ."""
    note = f"<small>{text(value.note)}</small>" if value.differs_from_source else ""
    return (
        f"<div>{text(label(value.kind).capitalize())} {text(value.name)}, "
        f"Kec. {text(value.district)} <small>{text(code(value))}</small>{note}</div>"
    )


def obstacle_state(obstacle: Obstacle, as_of: date) -> str:
    """Return whether an obstacle is open, and for how long."""
    if obstacle.closed_on is not None:
        return f"selesai {short_day(obstacle.closed_on)}"
    return markup.badge(Status.OBSTRUCTED, f"terbuka {number(obstacle.days_open(as_of))} hari")
