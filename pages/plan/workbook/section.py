"""The plan workbook on Rencana: handed out to who may, and taken in again after a preview."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from charts.stamp import stamp
from exchange import filenames
from models.plan.commands import load_plan_files
from models.plan.files.comparing import Comparison
from models.plan.files.workbook import read_workbook
from models.plan.files.writing import written_plan
from pages.plan import markup
from pages.plan.workbook import reading
from pages.plan.workbook.reading import JudgedBook
from pages.shell import escaping, frame, notices
from pages.shell.commands import handed_out, run_prepared
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.access import Permission
from rules.changes.plan_preview import NewPlan, preview
from rules.plan.errors import UnreadablePlan
from rules.plan.legality import TEXT_LIMIT
from rules.plan.table import PlanDecision
from rules.sheets.cells import Sheet
from rules.sheets.errors import UnreadableSheets
from rules.values import Board
from words.errors import error
from words.plan import workbook as words
from words.plan.files import entry_lines
from words.plan.sentences import changes as told_changes

_FORM: Final = Form("plan-workbook", renews=True, about="plan")
_MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(visit: Visit, board: Board) -> None:
    """Draw the workbook to take along; who may change the plan drops it here again."""
    if not visit.may(Permission.EXPORT):
        return
    with st.expander("Buku rencana (Excel)", icon=":material/table_view:"):
        st.caption(words.HINT)
        _download(visit, "Unduh buku rencana", "buku-rencana", partial(reading.blank, visit))
        if visit.may(Permission.REVISE_PLAN) and visit.is_today:
            _taking_in(visit, board)


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


def _taking_in(visit: Visit, board: Board) -> None:
    given = st.file_uploader(
        "Muat buku rencana yang sudah diubah",
        type="xlsx",
        key=_FORM.field("file"),
        on_change=_FORM.forget_refusal,
    )
    _FORM.tell_refusal()
    if given is None:
        return
    try:
        book = reading.judged(visit, given.getvalue())
    except UnreadableSheets as problem:
        st.error(escaping.sentence(error(problem)), icon=":material/error:")
        return
    if book.found is None or book.problems:
        _wrong(visit, book)
    elif book.found.is_empty:
        st.info(words.SAME)
        _left_out(book)
    else:
        _confirmation(visit, board, book, book.found)


def _wrong(visit: Visit, book: JudgedBook) -> None:
    st.error(words.to_mend(len(book.problems)), icon=":material/error:")
    make = partial(reading.marked, visit, book)
    _download(visit, "Unduh dengan tanda", "buku-rencana-ditandai", make)
    st.html(markup.cells(book.problems, book.read.typed))


def _left_out(book: JudgedBook) -> None:
    if book.left_out:
        st.html(markup.cells(book.left_out, book.read.typed, caption="Tidak ikut dimuat"))


def _confirmation(visit: Visit, board: Board, book: JudgedBook, found: Comparison) -> None:
    with st.container(border=True, key="plan-book-asked"):
        st.markdown("**Muat isi buku rencana ini?**")
        if book.is_older:
            st.warning(words.PLAN_MOVED, icon=":material/sync_problem:")
            st.checkbox("Muat di atas rencana terbaru", **_FORM.widget("over"))
        _changes(visit, board, found)
        _left_out(book)
        if found.is_adopted:
            _decision(visit.today)
        st.button(
            "Ya, muat",
            key=_FORM.field("load"),
            type="primary",
            disabled=book.is_older and not _FORM.typed("over"),
            on_click=_load,
            args=(found.version, found.is_adopted),
        )


def _changes(visit: Visit, board: Board, found: Comparison) -> None:
    called = {code: agency.label for code, agency in found.agencies.items()}
    known = {sentra.code for sentra in board.sentra}
    decision = PlanDecision("", visit.today, "") if found.is_adopted else None
    for entry in found.registers:
        st.markdown(f"**{escaping.plain(f'{entry.code} {entry.name}'.strip())}**")
        st.html(markup.lines(entry_lines(entry.before, entry.after)))
    for change in found.changes:
        code = change.plan.code
        st.markdown(f"**{escaping.plain(f'{code} {change.plan.name}')}**")
        st.html(markup.lines(told_changes(change.difference, called)))
        if code in known:
            # A book neither splits nor merges, so nothing that was reported goes over.
            after = NewPlan(change.rows, {}, decision)
            st.html(markup.compared(preview(board, code, after, visit.moment)))


def _decision(today: date) -> None:
    _FORM.begin({"holds-from": today})
    number, day, why = st.columns([2, 1, 3])
    number.text_input("Nomor keputusan", **_FORM.widget("decision"), max_chars=TEXT_LIMIT)
    day.date_input(
        "Berlaku sejak", format="DD/MM/YYYY", max_value=today, **_FORM.widget("holds-from")
    )
    why.text_input("Alasan perubahan", **_FORM.widget("why"), max_chars=TEXT_LIMIT)


def _load(seen: int, is_adopted: bool) -> None:  # noqa: FBT001 - an argument of a widget
    given = _FORM.typed("file")
    if given is None:
        return
    content = given.getvalue()
    decision = None
    if is_adopted:
        number, why = _FORM.typed("decision") or "", _FORM.typed("why") or ""
        decision = PlanDecision(number, _FORM.typed("holds-from"), why)

    def load(connection: Connection, visit: Visit, sheets: tuple[Sheet, ...]) -> Comparison:
        kept = written_plan(connection, visit.actor, date.max, date.max)
        read = read_workbook(sheets, kept)
        if read.files is None:
            raise UnreadablePlan(read.problems)
        at = frame.now(visit.programme)
        return load_plan_files(connection, visit.actor, read.files, decision, seen=seen, at=at)

    typed = _FORM.words("decision", "why")
    outcome = run_prepared(lambda _: reading.sheets_of(content), load, typed=typed)
    if _FORM.is_recorded(outcome, typed):
        notices.recorded(words.LOADED)
