"""Files of the plan on Rencana: its workbook to take along, and what comes back."""

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from charts.stamp import stamp
from exchange import filenames
from models.plan.commands import load_plan_files
from models.plan.files.judging import JudgedWorkbook
from pages.plan import markup
from pages.plan.workbook import confirming, free_section, reading
from pages.plan.workbook.confirming import Loading
from pages.sheets import files
from pages.sheets.files import SheetFile
from pages.shell import escaping, notices
from pages.shell.commands import handed_out
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.access import Permission
from rules.sheets.errors import UnreadableSheets
from rules.values import Board
from words.plan import workbook as words
from words.plan.filled import is_plan_workbook

_FORM: Final = Form("plan-workbook", about="plan")
_MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(visit: Visit, board: Board) -> None:
    """Draw the workbook to take along; who may change the plan drops it here again."""
    if not visit.may(Permission.EXPORT):
        return
    takes_in = visit.may(Permission.REVISE_PLAN) and visit.is_today
    with st.expander("Buku rencana (Excel)", icon=":material/table_view:"):
        st.caption(words.HINT)
        _download(visit, "Unduh buku rencana", "buku-rencana", partial(reading.blank, visit))
        if takes_in:
            files.uploader(_FORM, words.UPLOAD)
    file = files.given(_FORM) if takes_in else None
    if file is not None:
        _came_in(visit, board, file)


def _came_in(visit: Visit, board: Board, file: SheetFile) -> None:
    st.header(escaping.plain(f"Berkas {file.name}", 80), anchor=False)
    _FORM.tell_refusal()
    try:
        sheets = files.sheets_of(file)
        if is_plan_workbook(sheets):
            _book(visit, board, file)
        else:
            free_section.draw(visit, board, _FORM, file, sheets)
    except UnreadableSheets as problem:
        notices.tell(problem)
    st.button("Tutup berkas", key=_FORM.field("close"), on_click=_FORM.clear)


def _download(visit: Visit, label: str, name: str, make: Callable[[], bytes]) -> None:
    file = filenames.of(name, stamp(visit.programme, visit.moment), "xlsx")
    st.download_button(
        label,
        data=handed_out(visit, make, file),
        file_name=file,
        mime=_MIME,
        icon=":material/download:",
        on_click="ignore",
        key=f"plan-{name}",
    )


def _book(visit: Visit, board: Board, file: SheetFile) -> None:
    book = reading.judged(visit, file)
    found = book.found
    if book.read.files is None or found is None or book.problems:
        _wrong(visit, book)
        return
    if book.left_out:
        st.html(markup.cells(book.left_out, book.read.typed, caption="Tidak ikut dimuat"))
    if found.is_empty:
        st.info(words.SAME)
        return
    load = partial(load_plan_files, files=book.read.files)
    own = Loading(load, found, words.ASKED, words.LOADED)
    newer = found.undoes_newer(book.read.version)
    confirming.draw(visit, board, _FORM, own, undoes_newer=newer)


def _wrong(visit: Visit, book: JudgedWorkbook) -> None:
    st.error(words.to_mend(len(book.problems)), icon=":material/error:")
    make = partial(reading.marked, visit, book)
    _download(visit, "Unduh dengan tanda", "buku-rencana-ditandai", make)
    st.html(markup.cells(book.problems, book.read.typed))
