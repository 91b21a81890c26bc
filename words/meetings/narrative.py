"""The story of a moment, told from its figures: how far, by how much, why, who must act.

Each paragraph words what rules/ computed; slides, reports and minutes print the same ones.
"""

from typing import Final

from rules.changes.comparison import Comparison
from rules.changes.tally import tally
from rules.meetings.dossier import Dossier
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import Need
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Flag, Light
from words.changes import sentences as changes
from words.formats import enumeration, long_day, moved, number, percent
from words.meetings.sentences import follow_ups_finding
from words.progress import reasons, sentences

_SHOWN: Final = 3


def programme(dossier: Dossier) -> tuple[str, ...]:
    """Return the story of the programme: position, change, who must act, what is left open."""
    briefing = dossier.briefing
    told = [sentences.headline(briefing), _lights(dossier), _claims(dossier), _since(dossier)]
    told.append(_holders(dossier))
    if dossier.follow_ups:
        told.append(f"{follow_ups_finding(dossier)}.")
    return tuple(sentence for sentence in told if sentence)


def sentra(brief: SentraBrief, dossier: Dossier) -> tuple[str, ...]:
    """Return the story of a sentra: its light and why, what changed, who must act, what is next."""
    told = [reasons.health_reason(brief), _claim(brief), _changed(brief, dossier)]
    told += _needs(brief, dossier)
    told.append(_next(brief, dossier))
    return tuple(sentence for sentence in told if sentence)


def _lights(dossier: Dossier) -> str:
    """Name the sentra that are critical or need attention, with their deviations."""
    parts = []
    for light, words in ((Light.CRITICAL, "Kritis"), (Light.ATTENTION, "Perlu perhatian")):
        own = [brief for brief in dossier.briefing.sentra if brief.health.light is light]
        if own:
            named = [f"{brief.sentra.name} ({sentences.gap(brief)})" for brief in own]
            parts.append(f"{words}: {enumeration(named)}.")
    return " ".join(parts)


def _claims(dossier: Dossier) -> str:
    """Name the sentra that claim less than what is approved: nobody would look for that."""
    own = [brief for brief in dossier.briefing.sentra if brief.is_claimed_lower]
    if not own:
        return ""
    named = [
        f"{brief.sentra.name} ({percent(brief.reported)}, disetujui {percent(brief.approved)})"
        for brief in own
    ]
    return f"Dilaporkan lebih rendah dari yang disetujui: {enumeration(named)}."


def _claim(brief: SentraBrief) -> str:
    if not brief.is_claimed_lower:
        return ""
    told = sentences.claim(brief.reported, brief.approved)
    return f"Dilaporkan {told} {percent(brief.approved)}."


def _since(dossier: Dossier) -> str:
    """Say how the figures moved since the meeting or day compared with, and what changed."""
    compared, report = dossier.comparison, dossier.changes
    if compared is None or report is None:
        return ""
    found, late = f"{changes.finding(report)}.", changes.learnt(report)
    happened = found if report.is_still else f"{found} {_moved(compared)}"
    return f"{happened} {late}." if late else happened


def _moved(compared: Comparison) -> str:
    actual, deviation = moved(compared.actual), moved(compared.deviation)
    if actual == deviation:
        return f"Capaian dan deviasi program {actual}."
    return f"Capaian {actual}; deviasi {deviation}."


def _holders(dossier: Dossier) -> str:
    """Say which agencies hold overdue milestones, most first."""
    blocking = dossier.briefing.blocking_agencies
    if not blocking:
        return ""
    named = [f"{dossier.agency(agency)} ({number(count)})" for agency, count in blocking]
    return f"Tonggak yang terlambat menunggu {enumeration(named)}."


def _changed(brief: SentraBrief, dossier: Dossier) -> str:
    report = dossier.changes
    if report is None:
        return ""
    code = brief.sentra.code
    own = tally(report, lambda milestone: milestone.sentra == code)
    happened, late = changes.tallied(own)
    still = f"Sejak {long_day(report.since.as_of)} tidak ada tonggak yang berubah"
    return f"{happened or still}. {late}." if late else f"{happened or still}."


def _needs(brief: SentraBrief, dossier: Dossier) -> list[str]:
    own = [need for need in dossier.briefing.needs if need.milestone.sentra == brief.sentra.code]
    told = [sentences.need(need, dossier.briefing, need.milestone.title) for need in own[:_SHOWN]]
    rest = len(own) - _SHOWN
    return [*told, _more(own[_SHOWN:])] if rest > 0 else told


def _more(needs: list[Need]) -> str:
    return f"Menunggu pula: {'; '.join(need.milestone.title for need in needs)}."


def _next(brief: SentraBrief, dossier: Dossier) -> str:
    """Say what is due next, unless it is late and so was told already."""
    due = brief.next_due
    if due is None or Flag.OVERDUE in due.flags.raised:
        return ""
    return f"Berikutnya {_due(due)}, penanggung jawab {dossier.agency(due.milestone.lead)}."


def _due(brief: MilestoneBrief) -> str:
    milestone = brief.milestone
    day, done = long_day(milestone.current.finish), percent(brief.state.progress)
    return f"{milestone.title}, jatuh tempo {day} (kini {done})"
