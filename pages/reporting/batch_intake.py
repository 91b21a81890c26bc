"""A file of reports of the time before the program: its rows put into the table of Data awal."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.reporting import batch_table, sheet_parts
from pages.reporting.sheet_parts import OpenSheet
from pages.sheets import files
from pages.sheets.files import SheetFile
from pages.shell import escaping
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.values import Board
from words.cells import Line
from words.formats import number
from words.reporting import intake as words
from words.reporting.sheet_lines import lines_of
from words.workbooks import HISTORY

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
        sheet_parts.draw(
            visit, FORM, board, HISTORY, lambda opened: _sections(visit, board, opened)
        )


def _sections(visit: Visit, board: Board, opened: OpenSheet) -> None:
    by = opened.reading(board)
    found = lines_of(opened.applied, by)
    sheet_parts.hidden(opened, found)
    sheet_parts.asked(opened, found, board)
    sheet_parts.wrong(opened, found.problems, by)
    sheet_parts.way_back(visit, board, opened, found, found.unread)
    waiting = words.waiting(
        {
            words.QUESTIONS: len(opened.unanswered(found)) + opened.is_hiding(found),
            words.PROBLEMS: len(found.problems),
        }
    )
    if waiting:
        st.caption(waiting)
    st.button(
        f"Masukkan {number(len(found.lines))} baris ke tabel",
        key=FORM.field("put"),
        type="primary",
        disabled=not found.lines or bool(waiting),
        on_click=_put,
        args=(found.lines, opened.file),
    )


def _put(lines: Sequence[Line], file: SheetFile) -> None:
    """Put the rows below what stands in the table; the file's name is the source without one."""
    FORM.clear()
    batch_table.put_back(lines, batch_table.FORM.typed("source") or file.name)
