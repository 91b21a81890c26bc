"""HTML of the register of agencies. Every text is escaped here."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from models.plan.agencies.queries import AgencyEntry
from pages.shell.escaping import text
from pages.widgets import markup
from rules.plan.agencies import Agencies
from rules.progress.agency_figures import AgencyFigures, OpenDuties
from rules.values import Agency
from words.formats import instant
from words.plan import agencies as words

_HEADS: Final = ("OPD", "Keadaan", "Tonggak", "Masih terbuka")


def heads() -> str:
    """Return the heads of the list of agencies."""
    return f'<div class="agency heads">{"".join(f"<span>{head}</span>" for head in _HEADS)}</div>'


def agency(
    value: Agency, agencies: Agencies, found: AgencyFigures, follow_ups: int, day: date
) -> str:
    """Return one agency: what it is called, whether it exists, what it has in hand."""
    named = value.name if value.name != value.label else ""
    more = " · ".join(part for part in (named, words.called(value)) if part)
    in_hand = words.in_hand(found, follow_ups)
    state = "active" if value.is_valid(day) else "inactive"
    return (
        f'<div class="agency {state}"><div><b>{text(value.label)}</b><small>{text(more)}</small>'
        f"</div><div>{text(words.standing(value, agencies, day))}"
        f"<small>{text(words.validity(value))}</small></div>"
        f"{_cell(words.led(found), is_none=not found.led)}"
        f"{_cell(in_hand, is_none=in_hand == words.NOTHING)}</div>"
    )


def _cell(words_of: str, *, is_none: bool) -> str:
    """Return a cell; what says that there is nothing is left out on a phone."""
    return (
        f'<div class="none">{text(words_of)}</div>' if is_none else f"<div>{text(words_of)}</div>"
    )


def history(entry: AgencyEntry) -> str:
    """Return the acts by which an agency became what it is, the latest first."""
    items = "".join(
        f"<li><time>{text(instant(act.recorded_at))}</time>"
        f"<p>{text(words.act(act))} ({text(act.author)})</p></li>"
        for act in reversed(entry.acts)
    )
    return f'<ol class="history">{items}</ol>'


def duties(found: OpenDuties, others: Sequence[str]) -> str:
    """Return by name what goes to a successor; `others` are follow-ups and accounts."""
    lines = [
        *(f"{one.code} {one.title} (dipimpin)" for one in found.led),
        *(f"{one.code} {one.title} (didukung)" for one in found.supported),
        *(f"{one.code} kendala: {obstacle.description}" for one, obstacle in found.obstacles),
        *others,
    ]
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f'<ul class="moves">{items}</ul>' if lines else markup.quiet("Tidak ada yang berpindah.")
