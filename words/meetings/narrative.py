"""The story of a moment, told from its figures: how far, by how much, why, who must act.

Each paragraph words what rules/ computed; slides, reports and minutes print the same ones.
"""

from typing import Final

from rules.changes.comparison import Comparison
from rules.changes.tally import tally
from rules.meetings.dossier import Dossier
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import Need, NeedKind
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Flag, Light
from words.changes import sentences as changes
from words.formats import enumeration, long_day, moved, number, percent
from words.meetings import ratings
from words.meetings.sentences import follow_ups_finding
from words.progress import needs, reasons, sentences

_SHOWN: Final = 3


def programme(dossier: Dossier) -> tuple[str, ...]:
    """Return the story of the programme: position, change, who must act, what is left open."""
    briefing = dossier.briefing
    told = [sentences.headline(briefing), _lights(dossier), ratings.of_programme(dossier)]
    told += [_claims(dossier), _since(dossier), _holders(dossier)]
    if dossier.follow_ups:
        told.append(f"{follow_ups_finding(dossier)}.")
    return tuple(sentence for sentence in told if sentence)


def sentra(
    brief: SentraBrief, dossier: Dossier, *, most: int = _SHOWN, names_others: bool = True
) -> tuple[str, ...]:
    """Return the story of a sentra: its light and why, what changed, who must act, what is next.

    Of those who must act the first `most` are told in full, the others named, or
    counted alone.
    """
    told = [reasons.health_reason(brief), ratings.of_sentra(brief, dossier), _claim(brief)]
    told.append(_changed(brief, dossier))
    told += _needs(brief, dossier, most, names_others=names_others)
    told += _obstacles(brief, dossier)
    told.append(_next(brief, dossier))
    return tuple(sentence for sentence in told if sentence)


def coming(dossier: Dossier) -> tuple[str, ...]:
    """Return what of the whole programme is due next, the soonest first."""
    due = [brief.next_due for brief in dossier.briefing.sentra if brief.next_due is not None]
    due.sort(key=lambda brief: (brief.milestone.current.finish, brief.milestone.code))
    return tuple(
        f"{needs.named(brief.milestone, dossier.briefing)}, jatuh tempo "
        f"{long_day(brief.milestone.current.finish)} ({dossier.agency(brief.milestone.lead)})."
        for brief in due[:_SHOWN]
    )


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


def _needs(brief: SentraBrief, dossier: Dossier, most: int, *, names_others: bool) -> list[str]:
    own = [need for need in dossier.briefing.needs if need.milestone.sentra == brief.sentra.code]
    told = [_need(need, dossier) for need in own[:most]]
    others = own[most:]
    if not others:
        return told
    if names_others:
        return [*told, _more(others)]
    return [*told, f"Menunggu pula {number(len(others))} tonggak lain."]


def _need(value: Need, dossier: Dossier) -> str:
    """Who must do what since when, and of an obstacle what it is."""
    told = needs.need(value, dossier.briefing, value.milestone.title)
    if value.kind is not NeedKind.OBSTACLE:
        return told
    return f"{told} {needs.cause(value, dossier.briefing)}."


def _obstacles(brief: SentraBrief, dossier: Dossier) -> list[str]:
    """What hinders milestones that nobody waits for yet."""
    waiting = {need.milestone.code for need in dossier.briefing.needs}
    return [
        f"Kendala {milestone.milestone.title}: {obstacle.description.rstrip('.')} "
        f"({dossier.agency(obstacle.owner)}, sejak {long_day(obstacle.opened_on)})."
        for milestone in brief.milestones
        if milestone.milestone.code not in waiting
        for obstacle in milestone.state.open_obstacles
    ]


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
