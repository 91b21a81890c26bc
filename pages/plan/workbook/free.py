"""A sheet of an agency's own make that was dropped on Rencana: read, and laid beside the plan."""

from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from models.plan.files.comparing import Comparison
from models.plan.free_tables import compared_tables
from pages.sheets import questions
from pages.sheets.files import SheetFile
from pages.shell import data, frame
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.sheets.answers import Problem, Question
from rules.sheets.asked import Asked
from rules.sheets.cells import Sheet
from rules.sheets.layout import Field, Layout
from rules.sheets.rows import Applied
from rules.values import Board
from words.formats import parse_quantity
from words.plan.sheets.found import Given, Reading, SheetPlan
from words.plan.sheets.sentences import located
from words.plan.sheets.tables import read, year_told
from words.sheets.applying import apply
from words.sheets.grid import Grid

TAKE, LEAVE = "ikutkan", "abaikan"


@dataclass(frozen=True, slots=True)
class JudgedSheet:
    """What a sheet would change of the plan, what is asked of it, and all that is wrong."""

    by: Reading
    read: SheetPlan
    found: Comparison
    problems: tuple[Problem, ...]

    @property
    def unanswered(self) -> tuple[Asked, ...]:
        """The questions that wait for an answer."""
        return tuple(one for one in self.read.asked.values() if self.by.answers(*one.key) is None)

    @property
    def pairs(self) -> tuple[tuple[Field, Question[Any]], ...]:
        """All questions, as they are drawn."""
        return tuple((one.field, one.question) for one in self.read.asked.values())

    @property
    def waits(self) -> bool:
        """Whether something must be answered, given or mended before it can be taken in."""
        is_unweighed = bool(self.read.weighed) and self.by.given.weighing is None
        return bool(self.problems or self.unanswered or self.read.unsure) or is_unweighed


def dated(form: Form, layout: Layout, sheet: Sheet) -> Layout:
    """Return a layout with the year of its schedule: as the sheet tells, or as it was asked.

    One that was kept by name stands for the sheets of other years too.
    """
    year = year_told(layout, Grid(sheet)) or form.typed("year")
    skipped = frozenset(form.typed("skip") or ())
    return replace(layout, year=year, skipped=skipped)


def judged(
    visit: Visit, board: Board, form: Form, file: SheetFile, layout: Layout, sheet: Sheet
) -> JudgedSheet:
    """Return what a sheet makes of the plan by this layout, these answers and what is given."""
    applied = _applied(file.digest, repr(layout), layout, sheet)
    by = Reading(
        file=file.name,
        sheet=sheet,
        layout=layout,
        plans=data.sentra_plans(visit),
        agencies=board.agencies,
        answers=partial(questions.answer, form),
        given=_given(form),
        takes_hidden=form.typed("hidden") != LEAVE,
    )
    made = read(applied, by)
    with visit.store.read() as connection:
        at = frame.now(visit.programme)
        found, wrong = compared_tables(connection, visit.actor, made.tables, at=at)
    problems = sorted((*made.problems, *located(wrong, made, by)), key=lambda one: one.where.row)
    return JudgedSheet(by, made, found, tuple(problems))


def _given(form: Form) -> Given:
    return Given(
        stage=form.typed("new-stage") or 0,
        lead=form.typed("new-lead"),
        unit=(form.typed("new-unit") or "").strip(),
        target=_amount(form.typed("new-target") or ""),
        evidence=(form.typed("new-evidence") or "").strip(),
        weighing=form.typed("weighing"),
    )


def _amount(words: str) -> Decimal | None:
    with suppress(ValueError):
        return parse_quantity(words)
    return None


# Each answer asks for it again, and a long sheet takes its time.
@st.cache_resource(max_entries=4, ttl=600, show_spinner=False)
def _applied(digest: str, described: str, _layout: Layout, _sheet: Sheet) -> Applied:
    del digest, described
    return apply(_layout, _sheet)
