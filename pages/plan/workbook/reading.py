"""A plan workbook that was dropped on Rencana: read, and laid beside the plan in force."""

import streamlit as st

from charts.stamp import stamp
from exchange import makers
from models.plan.files.judging import JudgedWorkbook, judged_workbook
from models.plan.files.workbook import written_book
from pages.sheets import files
from pages.sheets.files import SheetFile
from pages.shell import frame
from pages.shell.visit import Visit


def judged(visit: Visit, file: SheetFile) -> JudgedWorkbook:
    """Return what a workbook would change of the plan in force. Raises UnreadableSheets."""
    return _judged("\n".join((file.digest, *visit.version)), visit, file)


def blank(visit: Visit) -> bytes:
    """Return the workbook of the plan in force now."""
    with visit.store.read() as connection:
        own = written_book(connection, visit.actor)
    return makers.plan_workbook()(own, stamp(visit.programme, visit.moment))


def marked(visit: Visit, book: JudgedWorkbook) -> bytes:
    """Return a workbook that came back with its wrong cells coloured and commented."""
    with visit.store.read() as connection:
        own = written_book(connection, visit.actor)
    make = makers.plan_workbook()
    return make(own, stamp(visit.programme, visit.moment), book.read.typed, book.problems)


@st.cache_resource(max_entries=4, ttl=600, show_spinner=False)
def _judged(key: str, _visit: Visit, _file: SheetFile) -> JudgedWorkbook:
    del key
    sheets = files.sheets_of(_file)
    with _visit.store.read() as connection:
        at = frame.now(_visit.programme)
        return judged_workbook(connection, _visit.actor, sheets, at=at)
