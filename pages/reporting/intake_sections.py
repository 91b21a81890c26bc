"""A file of reports on Tugas saya: dropped, asked about, shown old beside new, and sent."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.reporting import intake, markup
from pages.reporting.intake import FORM, JudgedFile
from pages.sheets import files, mapping, marked, markup as sheets_markup, questions
from pages.sheets.files import SheetFile
from pages.shell import escaping, notices
from pages.shell.visit import Visit
from rules.reporting.many import changes
from rules.sheets.cells import Sheet
from rules.sheets.errors import UnreadableSheets
from rules.values import Board
from words.formats import number
from words.reporting import intake as words
from words.reporting.forms import REPORTS, SHEETS, identity, misfit

_MOST_CHANGES: Final = 300


def way_in() -> None:
    """Ask for a file of reports."""
    with st.expander("Muat berkas Excel atau CSV", icon=":material/upload_file:"):
        files.uploader(FORM, "Berkas laporan")


def draw(visit: Visit, board: Board, file: SheetFile) -> None:
    """Draw what a file would change, and all that is asked, wrong or clashing before it is sent."""
    st.header(escaping.plain(f"Berkas {file.name}", 80), anchor=False)
    FORM.tell_refusal()
    try:
        sheets = files.sheets_of(file)
    except UnreadableSheets as problem:
        notices.tell(problem)
    else:
        _sheets(visit, board, file, sheets)
    st.button("Tutup berkas", key=FORM.field("close"), on_click=FORM.clear)


def _sheets(visit: Visit, board: Board, file: SheetFile, sheets: Sequence[Sheet]) -> None:
    told = identity(sheets)
    if refused := misfit(told, REPORTS, board.programme.code):
        st.error(escaping.sentence(refused), icon=":material/error:")
        return
    own = next((one for one in sheets if told and one.name == SHEETS[REPORTS]), None)
    sheet = own or mapping.choose_sheet(FORM, sheets)
    layout = None if sheet is None else intake.layout_of(visit, sheet, is_own=own is not None)
    if sheet is None or layout is None:
        st.info(words.NO_LAYOUT)
        return
    since = intake.answered(board, told)
    judged = intake.judged(visit, board, file, layout, sheet, since)
    if layout.spans and not judged.read.rows:
        st.info(words.PLANNED)
    _told(judged)
    _hidden(judged)
    _questions(judged, board)
    _conflicts(judged)
    _problems(judged)
    marked.offer(visit, file, sheets, (*judged.problems, *judged.unanswered))
    _skipped()
    _sending(judged, board, file)


def _told(judged: JudgedFile) -> None:
    # What waits for an answer or a mend may still become a report.
    said = len(judged.read.rows) + len(judged.read.asked) + len(judged.problems)
    for one in words.standing(said, judged.same, judged.loaded_before):
        st.info(escaping.sentence(one))


def _hidden(judged: JudgedFile) -> None:
    if not judged.read.hidden:
        return
    st.radio(
        escaping.sentence(words.hidden(judged.read.hidden)),
        [intake.TAKE, intake.LEAVE],
        index=None,
        horizontal=True,
        **FORM.widget("hidden"),
    )


def _questions(judged: JudgedFile, board: Board) -> None:
    if not judged.read.asked:
        return
    st.markdown("**Perlu dipastikan**")
    names: dict[str, str] = {code: one.label for code, one in board.agencies.items()}
    names |= {code: f"{code} {one.title}" for code, one in board.milestones.items()}
    found = [(one.field, one.question) for one in judged.read.asked.values()]
    questions.draw(FORM, found, lambda code: names.get(code, code))


def _conflicts(judged: JudgedFile) -> None:
    if not judged.conflicts:
        return
    st.markdown("**Sudah ada laporan yang lebih baru**")
    with st.container(horizontal=True):
        for choice in (intake.OWN, intake.YIELD):
            st.button(
                f"{choice.capitalize()} untuk semua",
                key=FORM.field(f"all-{choice}"),
                on_click=intake.decide_all,
                args=(judged.conflicts, choice),
            )
    for one in judged.conflicts:
        with st.container(border=True):
            st.html(markup.clash(one))
            st.radio(
                f"Baris {number(one.row.number)}",
                [intake.OWN, intake.YIELD],
                index=None,
                horizontal=True,
                label_visibility="collapsed",
                **FORM.widget(intake.decision_name(one)),
            )


def _problems(judged: JudgedFile) -> None:
    if not judged.problems:
        return
    st.html(sheets_markup.problems(judged.problems))
    rows = sorted({one.where.row for one in judged.problems})
    st.button(
        f"Lewati {number(len(rows))} baris yang bermasalah",
        key=FORM.field("skip-wrong"),
        on_click=intake.skip,
        args=(rows,),
    )


def _skipped() -> None:
    if rows := FORM.typed("skip"):
        st.multiselect("Baris yang dilewati", list(rows), **FORM.widget("skip"))


def _sending(judged: JudgedFile, board: Board, file: SheetFile) -> None:
    if not judged.rows:
        return
    st.html(markup.changes(changes(judged.rows[:_MOST_CHANGES], board.milestones)))
    rest = len(judged.rows) - _MOST_CHANGES
    if rest > 0:
        st.caption(f"dan {number(rest)} laporan lagi")
    place = st.empty()
    st.button(
        f"Kirim semua: {number(len(judged.rows))} laporan",
        key=FORM.field("send"),
        type="primary",
        icon=":material/send:",
        disabled=judged.waits,
        on_click=intake.send,
        args=(judged.rows, file, place),
    )
