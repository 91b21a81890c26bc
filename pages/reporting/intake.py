"""Reports that come in a file: read, asked about, judged, and sent together as their loader's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import Connection
from streamlit.delta_generator import DeltaGenerator

from models.reporting import intake as loading
from models.reporting.intake import JudgedRows
from pages.reporting.sheet_parts import OpenSheet
from pages.sheets.files import SheetFile
from pages.shell import frame, progress
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.reporting.batch import BatchRow
from rules.reporting.intake import Answered, Conflict, latest_event
from rules.sheets.answers import Problem
from rules.values import Board, EventId
from rules.vocabulary import EventKind
from words.formats import number
from words.reporting.batches import under_way
from words.reporting.forms import LATEST_NAME
from words.reporting.intake import located
from words.reporting.sheet_reading import Reading
from words.reporting.sheet_rows import SheetReports, read

FORM: Final = Form("intake")
OWN: Final = "pakai berkas"
YIELD: Final = "pakai yang tercatat"


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A sheet as it stands: what it reports, what becomes of its rows, and all that is wrong."""

    by: Reading
    read: SheetReports
    rows: JudgedRows
    problems: Sequence[Problem]

    @property
    def loaded_before(self) -> list[tuple[str, datetime, int]]:
        """Who loaded rows of the file before, when, and how many."""
        counted = Counter((one.by, one.at) for one in self.rows.loaded.values())
        return [(by, at, rows) for (by, at), rows in counted.items()]


def answered(board: Board, told: Mapping[str, str]) -> Answered:
    """Return what the file answers to: what its maker knew, or what was known when it came in."""
    latest = told.get(LATEST_NAME, "")
    if latest.isdecimal():
        return Answered(EventId(int(latest)), is_exact=True)
    FORM.begin({"since": latest_event(board)})
    return Answered(FORM.typed("since"), is_exact=False)


def judged(visit: Visit, board: Board, opened: OpenSheet) -> JudgedFile:
    """Return what the sheet reports by its layout and these answers, and all that is wrong."""
    by = opened.reading(board)
    found = read(opened.applied, by)
    since = answered(board, opened.told)
    with visit.store.read() as connection:
        rows = loading.judged(
            connection,
            visit.actor,
            board,
            found.rows,
            since,
            yields=lambda one: decision(one) == YIELD,
        )
    wrong = [*found.problems, *located(rows.problems, opened.layout, opened.sheet)]
    return JudgedFile(by, found, rows, sorted(wrong, key=lambda one: one.where.row))


def decision(found: Conflict) -> str | None:
    """Return whether the file or what is recorded holds; None as long as nobody decided."""
    decided: str | None = FORM.typed(decision_name(found))
    return decided


def decision_name(found: Conflict) -> str:
    """Return the field of a decision: what is recorded once more asks anew."""
    return f"conflict-{found.row.draft.key}-{found.milestone.version}"


def decide_all(found: Sequence[Conflict], choice: str) -> None:
    """Decide all alike."""
    for one in found:
        FORM.put(decision_name(one), choice)


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
