"""HTML of meetings: where one stands, what is talked about, what was resolved. All is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from charts.palette import mark
from pages.shell.escaping import text
from pages.widgets import markup, ways
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Attendance, Meeting
from rules.meetings.resolutions import Resolution
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import Agency, AgencyCode, agency_label
from rules.vocabulary import Flag, Status
from words.formats import number
from words.meetings import page as words, sentences as meetings

_SHOWN_MILESTONES: Final = 4


def coming(meeting: Meeting) -> str:
    """Return the meeting that is next."""
    invited = f"{number(len(meeting.plan.agencies))} OPD diundang"
    return (
        f'<div class="meeting"><h2>{text(meeting.plan.title)}</h2>'
        f"<p>{text(words.whereabouts(meeting))}</p><small>{invited}</small></div>"
    )


def position(finding: str, note: str) -> str:
    """Return the figures of a meeting in one sentence, above what they are compared with."""
    return f'<div class="position-note"><p>{text(finding)}</p><small>{text(note)}</small></div>'


def part(words_: str, count: str = "") -> str:
    """Return the heading of a part of the page, with how many things stand below it."""
    more = f" <small>({text(count)})</small>" if count else ""
    return f'<h2 class="part">{text(words_)}{more}</h2>'


def row(meeting: Meeting, follow_ups: Sequence[FollowUp]) -> str:
    """Return how far a meeting is and what it came to, as one line."""
    return (
        f'<div class="meeting-row"><span>{text(meetings.when(meeting.plan))}</span>'
        f"<span>{text(meetings.stage_label(meeting.stage))}</span>"
        f"<span>{text(words.outcome(meeting, follow_ups))}</span></div>"
    )


def plan(meeting: Meeting, agencies: Mapping[AgencyCode, Agency]) -> str:
    """Return what is agreed of a meeting."""
    invited = (agency_label(agencies, agency) for agency in meeting.plan.agencies)
    return markup.facts(
        (
            ("Waktu", text(meetings.when(meeting.plan))),
            ("Tempat", text(meeting.plan.place) or "belum ditentukan"),
            ("Rangkaian", text(meeting.plan.series) or "rapat tunggal"),
            ("Diundang", ", ".join(text(agency) for agency in invited)),
        )
    )


def item(value: AgendaItem, position: int, dossier: Dossier) -> str:
    """Return one thing to talk about: its number, its sentence, and the milestones concerned."""
    return (
        f'<div class="item"><b class="number">{number(position)}</b>'
        f"<div><p>{text(meetings.item(value, dossier))}</p>{_milestones(value, dossier)}</div>"
        "</div>"
    )


def resolution(made: Resolution, dossier: Dossier) -> str:
    """Return what was resolved, and who must carry it out until when."""
    return (
        f'<div class="resolution"><p data-names="{text(made.text)}">{text(made.text)}</p>'
        f"<small>{text(words.owed(made, dossier))}</small></div>"
    )


def withdrawn(made: Resolution) -> str:
    """Return the resolution that was just taken back."""
    return f'<div class="resolution gone"><p>{text(made.text)}</p><small>dihapus</small></div>'


def attendance(found: Iterable[Attendance], agencies: Mapping[AgencyCode, Agency]) -> str:
    """Return who came and who did not, as a list with shape and word."""
    items = "".join(
        f"<li><span>{text(agency_label(agencies, came.agency))}</span>{_came(came)}"
        f"<small>{text(came.people)}</small></li>"
        for came in found
    )
    return f'<ul class="came">{items}</ul>'


def _came(came: Attendance) -> str:
    look = mark(Status.FINISHED if came.is_present else Status.NOT_STARTED)
    return markup.marked(look, "hadir" if came.is_present else "tidak hadir")


def _milestones(value: AgendaItem, dossier: Dossier) -> str:
    """The milestones concerned, with what is the matter with each."""
    if value.kind is AgendaKind.FOLLOW_UP:
        return ""
    by_code = {
        brief.milestone.code: brief
        for brief in dossier.briefing.flagged(())
        if brief.milestone.code in value.milestones
    }
    found = [by_code[code] for code in value.milestones if code in by_code]
    items = "".join(_milestone(brief, dossier) for brief in found[:_SHOWN_MILESTONES])
    rest = len(found) - _SHOWN_MILESTONES
    more = f"<li><small>dan {number(rest)} tonggak lain</small></li>" if rest > 0 else ""
    return f"<ul>{items}{more}</ul>" if items else ""


def _milestone(brief: MilestoneBrief, dossier: Dossier) -> str:
    milestone = brief.milestone
    name = text(f"{dossier.sentra_name(milestone.sentra)}: {milestone.title}")
    return (
        f"<li>{ways.milestone(dossier.briefing.moment, milestone, name)} "
        f"<small>{text(dossier.agency(milestone.lead))}</small> "
        f"{markup.flags(brief.flags, without=(Flag.DUE_SOON,))}</li>"
    )
