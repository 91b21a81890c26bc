"""A file of reports on Tugas saya: dropped, asked about, shown old beside new, and sent."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from pages.reporting import intake, markup, sheet_parts
from pages.reporting.intake import FORM, JudgedFile
from pages.reporting.sheet_parts import OpenSheet
from pages.sheets import files
from pages.sheets.files import SheetFile
from pages.shell import escaping
from pages.shell.visit import Visit
from rules.reporting.many import ReportChange, changes
from rules.values import Board
from words.formats import number
from words.reporting import intake as words
from words.reporting.errors import place
from words.reporting.many_lines import change
from words.workbooks import REPORTS

_MOST_ON_A_PAGE: Final = 300
_TABLE_HEIGHT: Final = 560


def way_in() -> None:
    """Ask for a file of reports."""
    with st.expander("Muat berkas Excel atau CSV", icon=":material/upload_file:"):
        files.uploader(FORM, "Berkas laporan")


def draw(visit: Visit, board: Board, file: SheetFile) -> None:
    """Draw what a file would change, and all that is asked, wrong or clashing before it is sent."""
    st.header(escaping.plain(f"Berkas {file.name}", 80), anchor=False)
    sheet_parts.draw(visit, FORM, board, REPORTS, lambda opened: _sections(visit, board, opened))


def _sections(visit: Visit, board: Board, opened: OpenSheet) -> None:
    judged = intake.judged(visit, board, opened)
    if opened.layout.spans and not judged.read.rows:
        st.info(words.PLANNED)
    _told(judged)
    sheet_parts.hidden(opened, judged.read)
    sheet_parts.asked(opened, judged.read, board)
    _conflicts(judged)
    sheet_parts.wrong(opened, judged.problems, judged.by)
    sheet_parts.way_back(visit, board, opened, judged.read, judged.problems)
    _sending(judged, board, opened)


def _told(judged: JudgedFile) -> None:
    # What waits for an answer or a mend may still become a report.
    said = len(judged.read.rows) + len(judged.read.asked) + len(judged.problems)
    for one in words.standing(said, judged.rows.same, judged.loaded_before):
        st.info(escaping.sentence(one))


def _conflicts(judged: JudgedFile) -> None:
    conflicts = judged.rows.conflicts
    if not conflicts:
        return
    st.markdown("**Sudah ada laporan yang lebih baru**")
    with st.container(horizontal=True):
        for choice in (intake.OWN, intake.YIELD):
            st.button(
                f"{choice.capitalize()} untuk semua",
                key=FORM.field(f"all-{choice}"),
                on_click=intake.decide_all,
                args=(conflicts, choice),
            )
    for one in conflicts:
        with st.container(border=True):
            st.html(markup.clash(one))
            st.radio(
                place(one.row.number, one.row.column),
                [intake.OWN, intake.YIELD],
                index=None,
                horizontal=True,
                label_visibility="collapsed",
                **FORM.widget(intake.decision_name(one)),
            )


def _open_points(judged: JudgedFile, opened: OpenSheet) -> dict[str, int]:
    """Return what must be answered, decided or mended before it can be sent."""
    undecided = [one for one in judged.rows.conflicts if intake.decision(one) is None]
    return {
        words.QUESTIONS: len(opened.unanswered(judged.read)) + opened.is_hiding(judged.read),
        words.CONFLICTS: len(undecided),
        words.PROBLEMS: len(judged.problems),
    }


def _changes(found: Sequence[ReportChange]) -> None:
    """Show what becomes of each milestone; long lists as a table to scroll, sort and search."""
    if len(found) <= _MOST_ON_A_PAGE:
        st.html(markup.changes(found))
        return
    st.dataframe(comparison(found), hide_index=True, height=_TABLE_HEIGHT, width="stretch")
    st.caption(f"{number(len(found))} laporan; cari atau urutkan dari tepi kanan atas tabel.")


def comparison(found: Sequence[ReportChange]) -> pd.DataFrame:
    """Return reports of a file beside what was last reported, a row each, all of them words.

    Columns: Dari (row of the file), Kode and Tonggak (code and title of the milestone), Terakhir
    and Menjadi (status, progress, realised value and day, before and after), Catatan.
    """
    return pd.DataFrame(
        (
            (
                place(one.row.number, one.row.column),
                one.milestone.code,
                one.milestone.title,
                *change(one.before, one.draft),
                one.draft.note,
            )
            for one in found
        ),
        columns=["Dari", "Kode", "Tonggak", "Terakhir", "Menjadi", "Catatan"],
        dtype=str,
    )


def _sending(judged: JudgedFile, board: Board, opened: OpenSheet) -> None:
    rows = judged.rows.rows
    if not rows:
        return
    st.markdown("**Yang akan dikirim**")
    _changes(changes(rows, board.milestones))
    place_of_progress = st.empty()
    if waiting := words.waiting(_open_points(judged, opened)):
        st.caption(waiting)
    st.button(
        f"Kirim semua: {number(len(rows))} laporan",
        key=FORM.field("send"),
        type="primary",
        icon=":material/send:",
        disabled=bool(waiting),
        on_click=intake.send,
        args=(rows, opened.file, place_of_progress),
    )
