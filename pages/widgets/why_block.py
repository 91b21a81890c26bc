"""The block that says why a sentra stands where it does: one for Sentra, one folded in a row."""

from collections.abc import Mapping
from typing import Final

from pages.shell.escaping import text
from pages.widgets import markup
from rules.meetings.why import Why
from rules.values import Agency, AgencyCode, Moment
from rules.vocabulary import Light, label
from words.meetings import why as words

_ALARMING: Final = frozenset({Light.CRITICAL, Light.ATTENTION})


def block(value: Why, agencies: Mapping[AgencyCode, Agency], moment: Moment) -> str:
    """Return the block, its lights first: the computed one, and the leader's where there is one."""
    since = text(words.since(value, moment.as_of))
    lights = [("Keadaan", f"{markup.badge(value.brief.health.light)} {since}")]
    if value.rating is not None:
        reason = text(value.rating.reason)
        lights.append(("Penilaian pimpinan", f"{markup.badge(value.rating.light)} {reason}"))
    told = words.lines(value, agencies, moment.as_of)
    return markup.facts((*lights, *((name, text(line)) for name, line in told)))


def alarms(value: Why) -> bool:
    """Whether the computed light or the leader's own is critical or asks for attention."""
    rated = None if value.rating is None else value.rating.light
    return not _ALARMING.isdisjoint({value.brief.health.light, rated})


def folded(value: Why, agencies: Mapping[AgencyCode, Agency], moment: Moment) -> str:
    """Return the block in a fold, where the light, or the leader's own, alarms; else nothing."""
    if not alarms(value):
        return ""
    name = f"Mengapa {label(value.brief.health.light)}?"
    spoken = f"Mengapa {value.brief.sentra.name} {label(value.brief.health.light)}?"
    return (
        f'<details class="why reason-of"><summary aria-label="{text(spoken)}">{text(name)}'
        f"</summary>{block(value, agencies, moment)}</details>"
    )
