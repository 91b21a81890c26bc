"""Workbooks to be filled in elsewhere: for what is owed, and for the time before the program."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from charts.stamp import stamp
from exchange import filenames, makers
from exchange.forms.maker import FormMaker
from exchange.paper import Paper
from pages.shell.commands import handed_out
from pages.shell.visit import Visit
from rules.evidence.files import FileKind
from rules.reporting.duties import reportable
from rules.values import Board, Milestone, Moment
from rules.vocabulary import Basis, Plan

_OWN: Final = "semua tonggak saya"
_SHOWN: Final = "yang tampil di daftar"


def for_reports(visit: Visit, board: Board, shown: Sequence[Milestone]) -> None:
    """Offer the workbook in which all that this person may report is reported, or what is shown."""
    opened = st.popover(
        "Unduh lembar isian", icon=":material/download:", key="report-form", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        which = st.radio("Isi", [_OWN, _SHOWN], key="report-form-of")
        asked = reportable(board, visit.actor) if which == _OWN else shown
        maker = _maker(visit, board, "report-form-paper")
        title = f"Laporan tonggak capaian: {visit.actor.agency or visit.programme.name}"
        make = makers.report_form
        _button(visit, "lembar-laporan", lambda: make()(maker, asked, title))


def for_history(visit: Visit, board: Board) -> None:
    """Offer the workbook for reports of the time before the program."""
    opened = st.popover(
        "Unduh lembar riwayat", icon=":material/download:", key="history-form", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        maker = _maker(visit, board, "history-form-paper")
        make, title = makers.history_form, f"Data awal: {visit.programme.name}"
        _button(visit, "lembar-riwayat", lambda: make()(maker, title))


def _maker(visit: Visit, board: Board, key: str) -> FormMaker:
    paper: Paper | None = st.radio(
        "Kertas", list(Paper), format_func=lambda one: one.name, key=key, horizontal=True
    )
    moment = Moment(visit.today, Basis.REPORTED, Plan.CURRENT)
    return FormMaker(board, moment, visit.actor.name, paper or Paper.A4)


def _button(visit: Visit, kind: str, make: Callable[[], bytes]) -> None:
    name = filenames.of(kind, stamp(visit.programme, visit.moment), FileKind.XLSX)
    st.download_button(
        "Unduh (Excel)",
        data=handed_out(visit, make, name),
        file_name=name,
        mime=FileKind.XLSX.media_type,
        on_click="ignore",
        type="primary",
        width="stretch",
        key=f"{kind}-now",
    )
