"""Rencana: what is planned for each sentra, as a draft, adopted, and revised."""

from pages.plan import desk, sections
from pages.plan.workbook import section as workbook
from pages.shell import data, frame
from pages.widgets import beginnings, heads
from rules.access import Permission
from words.plan import sentences

visit = frame.enter(Permission.VIEW)
board = data.board(visit, visit.moment.as_of, visit.moment.known_on)
acts = data.plan_acts(visit)
count = sum(len(sentra.milestones) for sentra in board.sentra)
heads.headline(sentences.headline(acts), sentences.size(len(board.sentra), count))
beginnings.door(visit)
code = desk.draw(visit, board, acts)
if desk.is_changing(visit) and not desk.is_open(code):
    sections.adoption(visit, board, acts)
workbook.draw(visit, board)
sections.history(acts, code)
