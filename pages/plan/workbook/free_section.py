"""A sheet of an agency's own make on Rencana: mapped, asked about, and taken in."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from exchange import makers
from models.plan.free_tables import load_tables
from pages.plan.workbook import confirming, free
from pages.plan.workbook.confirming import Loading
from pages.plan.workbook.free import JudgedSheet
from pages.sheets import mapping, marked, markup as sheets_markup, questions
from pages.sheets.files import SheetFile
from pages.shell import escaping
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.plan.legality import TEXT_LIMIT
from rules.sheets.answers import Problem, Question
from rules.sheets.cells import Sheet
from rules.sheets.layout import Field, Layout
from rules.values import Board
from rules.vocabulary import STAGES
from words.formats import number
from words.plan.named import stage_choice
from words.plan.sheets import sentences as words

_YEARS: Final = (2000, 2100)
_TEXTS: Final = {
    Field.UNIT: ("new-unit", "Satuan"),
    Field.TARGET: ("new-target", "Target"),
    Field.EVIDENCE: ("new-evidence", "Bukti yang diharapkan"),
}


def draw(visit: Visit, board: Board, form: Form, file: SheetFile, sheets: Sequence[Sheet]) -> None:
    """Draw which column says what, all that is asked or wrong, and what would change."""
    sheet = mapping.choose_sheet(form, sheets)
    found = None if sheet is None else mapping.layout_of(visit, form, sheet, words.FIELDS)
    if sheet is None or found is None:
        st.info(words.NO_LAYOUT)
        return
    layout = free.dated(form, found, sheet)
    judged = free.judged(visit, board, form, file, layout, sheet)
    st.caption(f"{words.schedule(layout)} {words.STAYS}".strip())
    _year(form, judged, layout)
    _hidden(form, judged)
    _given(form, judged, board)
    _questions(form, judged)
    _weighing(form, judged)
    _problems(form, judged)
    cells: list[Problem | Question[Any]] = [*judged.problems, *_open(judged)]
    marked.offer(visit, file, cells, lambda marks: makers.marked()(sheets, marks))
    _skipped(form)
    if judged.found.is_empty and not judged.waits:
        st.info(words.SAME)
    elif not judged.found.is_empty:
        load = partial(load_tables, tables=judged.read.tables)
        own = Loading(load, judged.found, words.ASKED, words.LOADED, is_ready=not judged.waits)
        confirming.draw(visit, board, form, own, undoes_newer=False)


def _open(judged: JudgedSheet) -> list[Question[Any]]:
    return [one.question for one in judged.unanswered]


def _year(form: Form, judged: JudgedSheet, layout: Layout) -> None:
    undated = any(span.year is None for span in layout.spans.values())
    if judged.read.lacks_year or form.typed("year") or (undated and layout.year is None):
        form.begin({"year": None})
        st.number_input(words.YEAR, *_YEARS, step=1, **form.widget("year"), width=320)


def _hidden(form: Form, judged: JudgedSheet) -> None:
    if judged.read.hidden:
        form.begin({"hidden": free.TAKE})
        st.radio(
            escaping.sentence(words.hidden(judged.read.hidden)),
            [free.TAKE, free.LEAVE],
            horizontal=True,
            **form.widget("hidden"),
        )


def _given(form: Form, judged: JudgedSheet, board: Board) -> None:
    """Ask once for what rows of new milestones do not say."""
    lacking = judged.read.lacking
    if not lacking:
        return
    st.markdown(f"**{words.OF_NEW}**")
    with st.container(horizontal=True, gap="small"):
        if Field.STAGE in lacking:
            form.begin({"new-stage": 0})
            st.selectbox(
                "Tahap",
                [0, *STAGES],
                format_func=lambda one: stage_choice(one) if one else words.ONE_BY_ONE,
                **form.widget("new-stage"),
                width=260,
            )
        if Field.LEAD in lacking:
            form.begin({"new-lead": None})
            st.selectbox(
                "Penanggung jawab",
                [code for code, one in board.agencies.items() if one.merged_on is None],
                format_func=lambda code: board.agencies[code].label,
                placeholder="pilih OPD",
                **form.widget("new-lead"),
                width=260,
            )
        for field, (name, label) in _TEXTS.items():
            if field in lacking:
                st.text_input(label, **form.widget(name), max_chars=TEXT_LIMIT, width=260)


def _questions(form: Form, judged: JudgedSheet) -> None:
    if not judged.read.asked:
        return
    st.markdown("**Perlu dipastikan**")
    if judged.unanswered:
        st.button(
            f"Pakai pilihan teratas untuk {number(len(judged.unanswered))} pertanyaan",
            key=form.field("answer-all"),
            on_click=questions.answer_all,
            args=(form, judged.pairs),
        )
    names = words.names(judged.by)
    questions.draw(form, judged.pairs, lambda code: names.get(code, code))


def _weighing(form: Form, judged: JudgedSheet) -> None:
    if judged.read.weighed:
        st.radio(
            escaping.sentence(words.weigh(judged.read.weighed)),
            list(words.WEIGHINGS),
            index=None,
            format_func=lambda one: words.WEIGHINGS[one],
            **form.widget("weighing"),
        )


def _problems(form: Form, judged: JudgedSheet) -> None:
    if not judged.problems:
        return
    st.html(sheets_markup.problems(judged.problems))
    rows = sorted({one.where.row for one in judged.problems})
    st.button(
        f"Lewati {number(len(rows))} baris yang bermasalah",
        key=form.field("skip-wrong"),
        on_click=_skip,
        args=(form, rows),
    )


def _skip(form: Form, rows: Sequence[int]) -> None:
    form.put("skip", sorted({*(form.typed("skip") or ()), *rows}))


def _skipped(form: Form) -> None:
    if rows := form.typed("skip"):
        st.multiselect("Baris yang dilewati", list(rows), **form.widget("skip"))
