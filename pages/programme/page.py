"""Program: what the programme is, when its lights turn, which sentra it has, and who said so."""

from pages.programme import (
    form,
    keeping,
    limits_form,
    office_form,
    period_form,
    sections,
    sentra_form,
)
from pages.programme.sections import ProgrammeSection
from pages.shell import catalogue, data, frame
from pages.widgets import beginnings, choices, heads
from rules.access import Permission

visit = frame.enter(Permission.VIEW)
board = data.board(visit, visit.moment.as_of, visit.moment.known_on)
register = sections.register(visit)
may_change = visit.may(Permission.REVISE_PLAN)

heads.finding(board.programme.name, visit)
if may_change and not visit.is_today:
    heads.only_today(visit, catalogue.PROGRAMME, deed="Program diubah")
beginnings.door(visit)
section = choices.choice("Bagian", ProgrammeSection, ProgrammeSection.PROGRAMME)
is_changing = may_change and visit.is_today

if section is ProgrammeSection.PROGRAMME:
    sections.facts(board)
    if is_changing:
        form.draw(visit, register)
    papers = sections.papers(visit)
    if is_changing:
        office_form.draw(papers)
elif section is ProgrammeSection.LIMITS:
    sections.limits(board)
    if is_changing:
        limits_form.draw(visit, register, board)
elif section is ProgrammeSection.SENTRA:
    if is_changing:
        keeping.draw(register)
        sentra_form.draw(visit, register)
    sections.sentra(board)
elif section is ProgrammeSection.PERIODS:
    sections.periods(visit)
    if is_changing:
        period_form.draw(visit)
else:
    sections.history(visit, register)
