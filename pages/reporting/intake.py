"""Reports that come in a file: read, asked about, judged, and sent together as their loader's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

import streamlit as st
from sqlalchemy import Connection
from streamlit.delta_generator import DeltaGenerator

from models.reporting import intake as loading
from models.reporting.intake import LoadedRow
from pages.sheets import mapping, questions
from pages.sheets.files import SheetFile
from pages.shell import frame, progress
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.reporting.batch import BatchRow
from rules.reporting.intake import Answered, Conflict, conflicts, latest_event
from rules.sheets.answers import Problem, Question
from rules.sheets.cells import Sheet
from rules.sheets.layout import Layout
from rules.sheets.rows import Applied
from rules.values import Board, EventId
from rules.vocabulary import EventKind
from words.formats import number
from words.reporting.batches import under_way
from words.reporting.forms import LATEST_NAME
from words.reporting.intake import located
from words.reporting.sheet_rows import FileName, Reading, SheetReports, read
from words.sheets.applying import apply
from words.sheets.guessing import guess
from words.sheets.mapping import checking

FORM: Final = Form("intake")
OWN: Final = "pakai berkas"
YIELD: Final = "pakai yang tercatat"
TAKE: Final = "ikutkan"
LEAVE: Final = "abaikan"


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A sheet as it stands: its reports, what is wrong, what clashes, what is recorded already.

    `rows` are those that would be sent.
    """

    read: SheetReports
    rows: Sequence[BatchRow]
    problems: Sequence[Problem]
    conflicts: Sequence[Conflict]
    loaded: Mapping[str, LoadedRow]
    same: int

    @property
    def loaded_before(self) -> list[tuple[str, datetime, int]]:
        """Who loaded rows of the file before, when, and how many."""
        counted = Counter((one.by, one.at) for one in self.loaded.values())
        return [(by, at, rows) for (by, at), rows in counted.items()]

    @property
    def unanswered(self) -> list[Question[Any]]:
        """The questions that wait for an answer."""
        return [
            one.question
            for one in self.read.asked.values()
            if questions.answer(FORM, *one.key) is None
        ]

    @property
    def waits(self) -> bool:
        """Whether something must be answered, decided or mended before it can be sent."""
        undecided = any(decision(one) is None for one in self.conflicts)
        return bool(self.problems) or undecided or bool(self.unanswered) or _hides(self.read)


def _hides(found: SheetReports) -> bool:
    return bool(found.hidden) and FORM.typed("hidden") is None


def answered(board: Board, told: Mapping[str, str]) -> Answered:
    """Return what the file answers to: what its maker knew, or what was known when it came in."""
    latest = told.get(LATEST_NAME, "")
    if latest.isdecimal():
        return Answered(EventId(int(latest)), is_exact=True)
    FORM.begin({"since": latest_event(board)})
    return Answered(FORM.typed("since"), is_exact=False)


def layout_of(visit: Visit, sheet: Sheet, *, is_own: bool) -> Layout | None:
    """Return the layout: known where the workbook is ours, else as it stands on screen."""
    found = guess(sheet) if is_own else None
    return found.layout if found is not None else mapping.layout_of(visit, FORM, sheet)


def judged(
    visit: Visit, board: Board, file: SheetFile, layout: Layout, sheet: Sheet, since: Answered
) -> JudgedFile:
    """Return what the sheet reports by this layout and these answers, and all that is wrong."""
    applied = _applied(file, layout, sheet)
    name = FileName(file.name, file.digest, sheet.name)
    by = Reading(board, name, partial(questions.answer, FORM), _skipped(), _takes_hidden())
    found = read(applied, by)
    clashes = conflicts(found.rows, board.milestones, since)
    yielding = {one.row.number for one in clashes if decision(one) == YIELD}
    kept = [row for row in found.rows if row.number not in yielding]
    with visit.store.read() as connection:
        told = loading.judged(connection, visit.actor, board, kept)
    wrong = [
        *(one for one in applied.whole if isinstance(one, Problem)),
        *found.problems,
        *located(told.problems, layout, sheet),
    ]
    ordered = sorted(wrong, key=lambda one: one.where.row)
    return JudgedFile(found, told.rows, ordered, clashes, told.loaded, told.same)


def decision(found: Conflict) -> str | None:
    """Return whether the file or what is recorded holds; None as long as nobody decided."""
    decided: str | None = FORM.typed(decision_name(found))
    return decided


def decision_name(found: Conflict) -> str:
    """Return the field of a decision: what is recorded once more asks anew."""
    return f"conflict-{found.row.number}-{found.milestone.version}"


def decide_all(found: Sequence[Conflict], choice: str) -> None:
    """Decide all alike."""
    for one in found:
        FORM.put(decision_name(one), choice)


def skip(rows: Sequence[int]) -> None:
    """Leave these rows out too."""
    FORM.put("skip", sorted({*(FORM.typed("skip") or ()), *rows}))


def send(rows: Sequence[BatchRow], file: SheetFile, place: DeltaGenerator) -> None:
    """Send what stands before its loader; the second of two quick clicks finds nothing open."""
    if not FORM.is_open:
        return
    with progress.shown(place, partial(under_way, EventKind.REPORT)) as step:

        def load(connection: Connection, visit: Visit) -> None:
            at = frame.now(visit.programme)
            loading.load_reports(connection, visit.actor, rows, at=at, progress=step)

        said = f"{number(len(rows))} laporan terkirim, menunggu persetujuan."
        submit(FORM, load, said, typed=file.name)


def _skipped() -> frozenset[int]:
    return frozenset(FORM.typed("skip") or ())


def _takes_hidden() -> bool:
    return bool(FORM.typed("hidden") != LEAVE)


def _applied(file: SheetFile, layout: Layout, sheet: Sheet) -> Applied:
    """Return the rows of a sheet, and draw here how far a long one is looked through."""
    place, kept = st.empty(), _kept(file.digest, repr(layout))
    if not kept:
        with progress.shown(place, checking) as step:
            kept.append(apply(layout, sheet, step))
        place.empty()
    return kept[0]


# Each answer asks for it again, and a long sheet takes its time.
@st.cache_resource(max_entries=8, show_spinner=False)
def _kept(digest: str, described: str) -> list[Applied]:
    """Return where the rows of a sheet by a layout are kept; empty before they are read."""
    del digest, described
    return []
