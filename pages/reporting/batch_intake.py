"""A file of reports of the time before the program: its rows put into the table of Data awal."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from pages.reporting import batch_table
from pages.sheets import files, mapping, questions
from pages.sheets.files import SheetFile
from pages.shell import escaping, notices
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.sheets.cells import Sheet
from rules.sheets.errors import UnreadableSheets
from rules.values import Board
from words.cells import Line
from words.formats import number
from words.reporting import intake as words
from words.reporting.forms import HISTORY, SHEETS, identity, misfit
from words.reporting.sheet_lines import lines_of
from words.reporting.sheet_rows import FileName, Reading
from words.sheets.applying import apply
from words.sheets.guessing import guess

FORM: Final = Form("history-file")


def draw(visit: Visit, board: Board) -> None:
    """Ask for a file, and for what its cells mean; then its rows can be put into the table."""
    file = files.given(FORM)
    if file is None:
        with st.expander("Muat berkas Excel atau CSV", icon=":material/upload_file:"):
            files.uploader(FORM, "Lembar riwayat atau berkas OPD")
        return
    with st.container(border=True, key="history-file"):
        st.markdown(f"**{escaping.plain(f'Berkas {file.name}', 80)}**")
        try:
            _sheets(visit, board, file, files.sheets_of(file))
        except UnreadableSheets as problem:
            notices.tell(problem)
        st.button("Tutup berkas", key=FORM.field("close"), on_click=FORM.clear)


def _sheets(visit: Visit, board: Board, file: SheetFile, sheets: Sequence[Sheet]) -> None:
    told = identity(sheets)
    if refused := misfit(told, HISTORY, board.programme.code):
        st.error(escaping.sentence(refused), icon=":material/error:")
        return
    own = next((one for one in sheets if told and one.name == SHEETS[HISTORY]), None)
    sheet = own or mapping.choose_sheet(FORM, sheets)
    found = None if own is None else guess(own)
    layout = None if found is None else found.layout
    if layout is None and sheet is not None:
        layout = mapping.layout_of(visit, FORM, sheet)
    if sheet is None or layout is None:
        st.info(words.NO_LAYOUT)
        return
    by = Reading(board, FileName(file.name, file.digest, sheet.name), _answers)
    read = lines_of(apply(layout, sheet), by)
    names: dict[str, str] = {code: one.label for code, one in board.agencies.items()}
    names |= {code: f"{code} {one.title}" for code, one in board.milestones.items()}
    questions.draw(
        FORM, [(one.field, one.question) for one in read.asked], lambda code: names.get(code, code)
    )
    st.button(
        f"Masukkan {number(len(read.lines))} baris ke tabel",
        key=FORM.field("put"),
        type="primary",
        disabled=not read.lines or any(map(by.is_open, read.asked)),
        on_click=_put,
        args=(read.lines, file),
    )


_answers: Final = partial(questions.answer, FORM)


def _put(lines: Sequence[Line], file: SheetFile) -> None:
    """Put the rows below what stands in the table; the file's name is the source without one."""
    FORM.clear()
    batch_table.put_back(lines, batch_table.FORM.typed("source") or file.name)
