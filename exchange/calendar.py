"""Due days and meetings as a calendar file (ICS) for phones and office calendars."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from charts.stamp import EXAMPLE_MARK, stamp
from exchange.plain_text import plain
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting, Stage
from rules.progress.flags import CLOSED
from rules.progress.milestone_brief import MilestoneBrief
from rules.vocabulary import label
from words.formats import long_day, percent
from words.links import TASKS, link

_DAYS_AHEAD: Final = 365
_ZONE: Final = ZoneInfo("Asia/Makassar")
_NAME: Final = "Pantau Sentra: tenggat dan rapat"


def calendar(dossier: Dossier) -> bytes:
    """Return what is owed, the due days of the next twelve months, and the planned meetings.

    Due are unfinished milestones and open follow-ups, on whole days from the as-of day on: what is
    overdue stands on that day itself, also where all days of the plan have passed. Taken in
    again from a later file, an event replaces the one before it: its UID stays, its sequence rises.
    """
    made = Calendar()
    programme = dossier.briefing.programme
    made.add("prodid", f"-//Pantau Sentra//{_line(programme.region)}//ID")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    is_example = programme.is_example
    made.add("x-wr-calname", f"{_NAME} ({EXAMPLE_MARK})" if is_example else _NAME)
    for event in _events(dossier):
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _events(dossier: Dossier) -> Iterator[Event]:
    for due in _milestones_due(dossier):
        yield _still_owed(due.milestone.current.finish, _of_milestone(due, dossier), dossier)
    for follow_up in dossier.open_follow_ups:
        if _is_within(follow_up.due_on, dossier):
            yield _still_owed(follow_up.due_on, _of_follow_up(follow_up, dossier), dossier)
    for meeting in _meetings(dossier):
        yield _of_meeting(meeting, dossier)


def _milestones_due(dossier: Dossier) -> list[MilestoneBrief]:
    found = [
        milestone
        for sentra in dossier.briefing.sentra
        for milestone in sentra.milestones
        if milestone.state.status not in CLOSED
        and _is_within(milestone.milestone.current.finish, dossier)
    ]
    return sorted(found, key=lambda due: (due.milestone.current.finish, due.milestone.code))


def _is_within(day: date, dossier: Dossier) -> bool:
    return day <= dossier.as_of + timedelta(_DAYS_AHEAD)


def _still_owed(due_on: date, event: Event, dossier: Dossier) -> Event:
    """Return the event of a due day; one that has passed stands on the as-of day, and says so.

    Whoever looks at a calendar looks at the days to come.
    """
    if due_on < dossier.as_of:
        summary = f"Lewat sejak {long_day(due_on)}: {event['summary']}"
        for name, value in (("dtstart", dossier.as_of), ("summary", summary)):
            del event[name]
            event.add(name, value)
    return event


def _meetings(dossier: Dossier) -> tuple[Meeting, ...]:
    """The meeting that the file is made for, then those still to come."""
    own = dossier.meeting
    if own is None or own.stage is Stage.CANCELLED:
        return dossier.planned_meetings
    return (own, *(meeting for meeting in dossier.planned_meetings if meeting.id != own.id))


def _of_milestone(brief: MilestoneBrief, dossier: Dossier) -> Event:
    milestone = brief.milestone
    lines = [
        f"Sentra: {dossier.sentra_name(milestone.sentra)}",
        f"Penanggung jawab: {dossier.agency(milestone.lead)}",
        f"Keadaan: {label(brief.state.status)}, capaian {percent(brief.state.progress)}",
    ]
    name, summary = f"tonggak-{milestone.code}", f"Tenggat {milestone.code} {milestone.title}"
    return _on_day(milestone.current.finish, _event(name, summary, lines, dossier))


def _of_follow_up(follow_up: FollowUp, dossier: Dossier) -> Event:
    lines = [
        f"Penanggung jawab: {dossier.agency(follow_up.owner)}",
        f"Diputuskan pada {follow_up.meeting_title}, {long_day(follow_up.decided_on)}",
    ]
    name, summary = (
        f"tindak-lanjut-{follow_up.resolution.id}",
        f"Tindak lanjut: {follow_up.resolution.text}",
    )
    return _on_day(follow_up.due_on, _event(name, summary, lines, dossier))


def _of_meeting(meeting: Meeting, dossier: Dossier) -> Event:
    invited = ", ".join(dossier.agency(code) for code in meeting.plan.agencies)
    event = _event(f"rapat-{meeting.id}", meeting.plan.title, [f"Diundang: {invited}"], dossier)
    event.add("dtstart", datetime.combine(meeting.plan.held_on, meeting.plan.begins_at, _ZONE))
    if meeting.plan.place.strip():
        event.add("location", _line(meeting.plan.place))
    return event


def _event(name: str, summary: str, lines: list[str], dossier: Dossier) -> Event:
    """An event without its day, with what every file carries: whose figures these are, and when."""
    briefing = dossier.briefing
    made_of = stamp(briefing.programme, briefing.moment, dossier.made_by)
    event = Event()
    # The example has the codes of the plan, and so may another programme: the events of one must
    # not replace those of the other.
    whose = f"{'contoh-' if made_of.is_example else ''}{f'{made_of.code}-' if made_of.code else ''}"
    event.add("uid", f"{_line(whose)}{name}@pantau-sentra")
    event.add("summary", _line(f"{EXAMPLE_MARK}: {summary}" if made_of.is_example else summary))
    event.add("description", "\n".join(_line(line) for line in (*lines, made_of.caption)))
    event.add("dtstamp", datetime.combine(dossier.as_of, time(), UTC))
    event.add("sequence", made_of.version)
    tasks = link(dossier.address, TASKS, briefing.moment)
    if tasks:
        event.add("url", tasks)
    return event


def _on_day(day: date, event: Event) -> Event:
    """The event on the whole of `day`, which leaves whoever keeps the calendar free."""
    event.add("dtstart", day)
    event.add("transp", "TRANSPARENT")
    return event


def _line(text: str) -> str:
    return " ".join(plain(text).split())
