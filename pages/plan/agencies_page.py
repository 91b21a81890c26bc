"""OPD: the agencies with their validity, successors and duties; adding, renaming, merging them."""

from models.plan.agencies.queries import register
from pages.plan import agency_sections as sections
from pages.plan.agency_sections import Reading
from pages.shell import catalogue, data, frame
from pages.widgets import choices, heads
from rules.access import Permission
from words.plan import agencies as words

visit = frame.enter(Permission.VIEW)
moment = visit.moment
board = data.board(visit, moment.as_of, moment.known_on)
with visit.store.read() as connection:
    entries = register(connection, visit.actor)

heads.headline(
    words.finding(board.agencies, moment.as_of),
    "Sejak hari penggabungan penerus menjawab tonggak, kendala, dan tindak lanjut yang terbuka; "
    "surat, notula, dan laporan lama tetap memakai nama lama.",
)
is_acting = visit.may(Permission.REVISE_PLAN) and visit.is_today
if is_acting:
    sections.tools(visit, entries)
elif visit.may(Permission.REVISE_PLAN):
    heads.only_today(visit, catalogue.AGENCIES, deed="Daftar OPD diubah")
reading = Reading.OF_THE_DAY
if any(entry.value.merged_on for entry in entries.values()):
    reading = choices.choice("Angka", Reading, Reading.OF_THE_DAY)
sections.listing(visit, board, entries, reading, is_acting=is_acting)
