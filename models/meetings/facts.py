"""What the audit trail tells of a meeting: plain facts before and after an act."""

from collections.abc import Iterable

from rules.meetings.meeting import Attendance, MeetingPlan, Stage
from rules.meetings.resolutions import Resolution, ResolutionDraft

Facts = dict[str, object]


def subject_of(meeting_id: int) -> str:
    """Return under which subject the audit trail tells of a meeting."""
    return f"rapat {meeting_id}"


def plan_facts(plan: MeetingPlan) -> Facts:
    """Return what is planned as the audit trail tells it."""
    return {
        "meeting": plan.title,
        "series": plan.series,
        "held_on": plan.held_on.isoformat(),
        "begins_at": f"{plan.begins_at:%H:%M}",
        "place": plan.place,
        "agencies": ", ".join(plan.agencies),
    }


def attendance_facts(attendance: Iterable[Attendance]) -> Facts:
    """Return who came and who did not, by name where one was noted; nothing where none was."""
    noted = list(attendance)
    if not noted:
        return {}
    return {
        "present": ", ".join(_named(entry) for entry in noted if entry.is_present),
        "absent": ", ".join(_named(entry) for entry in noted if not entry.is_present),
    }


def resolution_facts(resolution: Resolution | ResolutionDraft) -> Facts:
    """Return what was resolved, without what is empty."""
    facts: Facts = {"text": resolution.text}
    named = {
        "sentra": resolution.sentra,
        "milestone": resolution.milestone,
        "agency": resolution.owner,
    }
    facts |= {name: code for name, code in named.items() if code is not None}
    if resolution.due_on is not None:
        facts |= {
            "due_on": resolution.due_on.isoformat(),
            "needs_evidence": resolution.needs_evidence,
        }
    return facts


def stage_facts(stage: Stage) -> Facts:
    """Return how far a meeting is."""
    return {"stage": stage}


def changed(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """Return what differs alone, as it was and as it is."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _named(entry: Attendance) -> str:
    return f"{entry.agency} ({entry.people})" if entry.people else entry.agency
