"""Perubahan: what changed since the last meeting or any day, and the reports that made it."""

from exchange import meeting_listings
from pages import change_parts, frame, parts, since_parts
from rules.access import Permission
from words import changes as words

visit = frame.enter(Permission.VIEW)
dossier = since_parts.told(visit)
found = dossier.changes

if found is None:
    parts.finding("Perubahan program", visit)
else:
    parts.finding(words.finding(found), visit)
    since_parts.pickers(visit, found.since.as_of)
change_parts.report(visit, dossier)
if found is not None:
    parts.table(visit, lambda: meeting_listings.changes(dossier), "perubahan")
