"""A plan workbook that was dropped on Rencana: read, and laid beside the plan in force."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import streamlit as st

from charts.stamp import stamp
from exchange.forms.plan import PlanBook, marked_book, plan_form, plan_rows
from exchange.incoming.sheets.reader import read_sheets
from models.plan.files.comparing import Comparison, compared
from models.plan.files.workbook import ReadWorkbook, at_sheet, read_workbook, written_book
from models.plan.files.writing import written_plan
from pages.shell import frame
from pages.shell.visit import Visit
from rules.plan.errors import RowProblem
from rules.sheets.cells import Sheet
from words.plan import workbook as words


@dataclass(frozen=True, slots=True)
class JudgedBook:
    """A workbook beside the plan: what it would change, and what is wrong, at its cells."""

    read: ReadWorkbook
    found: Comparison | None
    problems: tuple[RowProblem, ...]
    left_out: tuple[RowProblem, ...]

    @property
    def is_older(self) -> bool:
        """Whether the plan changed after the workbook went out."""
        return self.found is not None and self.read.version not in {None, self.found.version}


def judged(visit: Visit, content: bytes) -> JudgedBook:
    """Return what a workbook would change of the plan in force. Raises UnreadableSheets."""
    return _judged("\n".join((sha256(content).hexdigest(), *visit.version)), visit, content)


def blank(visit: Visit) -> bytes:
    """Return the workbook of the plan in force now."""
    return plan_form(_book(visit), stamp(visit.programme, visit.moment))


def marked(visit: Visit, book: JudgedBook) -> bytes:
    """Return a workbook that came back with its wrong cells coloured and commented."""
    own = marked_book(_book(visit), book.read.typed, book.problems)
    return plan_form(own, stamp(visit.programme, visit.moment))


def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, read once. Raises UnreadableSheets."""
    return _sheets(sha256(content).hexdigest(), content)


@st.cache_resource(max_entries=4, ttl=600, show_spinner="Membaca buku kerja …")
def _sheets(key: str, _content: bytes) -> tuple[Sheet, ...]:
    del key
    return read_sheets(_content)


@st.cache_resource(max_entries=4, ttl=600, show_spinner=False)
def _judged(key: str, _visit: Visit, _content: bytes) -> JudgedBook:
    del key
    sheets = sheets_of(_content)
    with _visit.store.read() as connection:
        kept = written_plan(connection, _visit.actor, date.max, date.max)
        read = read_workbook(sheets, kept)
        if read.files is None:
            return JudgedBook(read, None, read.problems, ())
        at = frame.now(_visit.programme)
        found = compared(connection, _visit.actor, read.files, None, at=at)
    wrong, left = (tuple(map(at_sheet, own)) for own in (found.problems, found.left_out))
    return JudgedBook(read, found, wrong, left)


def _book(visit: Visit) -> PlanBook:
    with visit.store.read() as connection:
        own = written_book(connection, visit.actor)
    rows = plan_rows(own.rows, own.spare_sentra)
    return PlanBook(words.TITLE, own.programme, own.version, rows)
