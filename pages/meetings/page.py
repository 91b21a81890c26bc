"""Rapat: what is next, the meeting that is prepared, held or closed, and its presentation."""

from pages.meetings import listing, meeting as meeting_page, presentation
from pages.shell import frame
from rules.access import Permission

visit = frame.enter(Permission.VIEW)
meeting = listing.asked(visit)
if presentation.is_asked():
    presentation.draw(visit, meeting)
elif meeting is None:
    listing.draw(visit)
else:
    meeting_page.draw(visit, meeting)
