"""What the next meeting is like before anybody says otherwise: like the one before it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from rules.meetings import Meeting, MeetingPlan, Stage
from rules.values import AgencyCode


def next_plan(
    meetings: Sequence[Meeting], usual: MeetingPlan, known: Collection[AgencyCode]
) -> MeetingPlan:
    """Return the plan of a meeting on the day of `usual`, taken over from the last one.

    The last one of a series counts before a single one, and cancelled ones do not count. Invited
    are those of its agencies that are still `known`; before the first meeting it is as `usual`.
    """
    last = _last(one for one in meetings if one.plan.series) or _last(meetings)
    if last is None:
        return usual
    invited = tuple(agency for agency in last.plan.agencies if agency in known)
    return replace(last.plan, held_on=usual.held_on, agencies=invited or usual.agencies)


def _last(meetings: Iterable[Meeting]) -> Meeting | None:
    held = (one for one in meetings if one.stage is not Stage.CANCELLED)
    return max(held, key=lambda one: (one.plan.held_on, one.id), default=None)


def coming(meetings: Sequence[Meeting]) -> Meeting | None:
    """Return the meeting that is open, or the planned one that comes first; None for neither."""
    for stage in (Stage.OPEN, Stage.PLANNED):
        found = [one for one in meetings if one.stage is stage]
        if found:
            return min(found, key=lambda one: (one.plan.held_on, one.plan.begins_at, one.id))
    return None
