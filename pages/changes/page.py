"""Perubahan: what changed since the last meeting or any day, and the reports that made it."""

from exchange.sheets import meeting_listings
from pages.changes import report, since
from pages.shell import frame
from pages.widgets import beginnings, heads, tables
from rules.access import Permission
from words.changes import sentences as words

visit = frame.enter(Permission.VIEW)
dossier = since.told(visit)
found = dossier.changes

if found is None:
    heads.finding("Perubahan program", visit)
else:
    heads.finding(words.finding(found), visit)
    since.pickers(visit, found.since.as_of)
heads.knowledge(visit)
if not dossier.briefing.is_judged:
    beginnings.guide(visit, dossier.briefing)
report.draw(visit, dossier)
if found is not None:
    tables.offer(visit, lambda: meeting_listings.changes(dossier), "perubahan")
