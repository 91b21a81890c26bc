"""Rapat: what is next, the meeting that is prepared, held or closed, and its presentation."""

from pages.meetings import (
    listing as meeting_list,
    meeting as meeting_parts,
    presentation,
)
from pages.shell import frame
from rules.access import Permission

visit = frame.enter(Permission.VIEW)
meeting = meeting_list.asked(visit)
if presentation.is_asked():
    presentation.draw(visit, meeting)
elif meeting is None:
    meeting_list.draw(visit)
else:
    meeting_parts.draw(visit, meeting)
