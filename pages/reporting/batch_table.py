"""The unfinished table of Data awal: kept in the store with every change, to be found again.

A page that was left, or a session that ended, goes on from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Final

import streamlit as st
from sqlalchemy import Connection
from streamlit.delta_generator import DeltaGenerator

from models.reporting import batch_drafts, batch_queries, batches
from pages.shell import frame, progress
from pages.shell.commands import run_in_transaction, submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets.word_tables import WordTable
from rules.errors import SentraError
from rules.reporting.batch import Ground, NewBatch
from rules.reporting.errors import BatchRowProblem
from rules.values import Board, MilestoneCode
from rules.vocabulary import EventKind
from words.cells import Line
from words.formats import number
from words.reporting.batch_lines import Column, ReadTable, names, read
from words.reporting.batches import under_way

FORM: Final = Form("history")
TABLE: Final = WordTable(FORM, Column, spare=12)


@dataclass(frozen=True, slots=True)
class JudgedTable:
    """The table as it stands, and everything wrong in its rows."""

    read: ReadTable
    problems: tuple[BatchRowProblem, ...]

    @property
    def wrong_rows(self) -> int:
        """How many rows are to be mended."""
        return len({problem.row for problem in self.problems})


def take_up(visit: Visit) -> None:
    """Go on with the table that this account left, unless it stands on the screen already."""
    if TABLE.stands:
        return
    with visit.store.read() as connection:
        kept = batch_drafts.unsent_table(connection, visit.actor)
    FORM.note("source", kept.source)
    FORM.see(kept.version)
    TABLE.lay_out(kept.lines)


def judged(visit: Visit, board: Board) -> JudgedTable:
    """Return the table as it stands and what is wrong in it."""
    milestones = [one for sentra in board.sentra for one in sentra.milestones]
    table = read(TABLE.lines(), names(milestones, board.agencies.values()))
    found = (*table.problems, *batches.problems(table.rows, ground(visit, visit.today)))
    return JudgedTable(table, tuple(sorted(found, key=lambda problem: problem.row)))


# Kept like the boards: each cell that is typed asks for it again.
@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs={Visit: attrgetter("reader")})
def ground(visit: Visit, today: date) -> Ground:
    """Return what rows are judged by, kept until the programme changes."""
    with visit.store.read() as connection:
        return batch_queries.ground(connection, visit.actor, today)


def save() -> None:
    """Keep the table as it stands; where rows came below the last one, number them."""
    FORM.put("asked", value=False)
    TABLE.lay_out_where_longer()
    _keep()


def add_milestones() -> None:
    """Add a row for each milestone that is picked, to be filled in."""
    picked: Sequence[tuple[MilestoneCode, str]] = FORM.typed("picked") or ()
    lines = [
        *TABLE.filled(),
        *({Column.MILESTONE.value: f"{code} {title}"} for code, title in picked),
    ]
    FORM.put("picked", [])
    FORM.put("asked", value=False)
    TABLE.lay_out(lines)
    _keep()


def put_back(lines: Sequence[Line], source: str) -> None:
    """Lay out the rows of a batch that came back, to be mended and sent again."""
    FORM.put("source", source)
    TABLE.lay_out([*TABLE.filled(), *lines])
    _keep()


def ask() -> None:
    """Show what sending would change, before it is sent."""
    FORM.put("asked", value=True)


def unask() -> None:
    """Go back to the table."""
    FORM.put("asked", value=False)


def send(board: Board, place: DeltaGenerator) -> None:
    """Send the table that stands before its author; the second of two quick clicks finds none.

    How far it is shows in `place`.
    """
    if not FORM.typed("asked"):
        return
    milestones = [one for sentra in board.sentra for one in sentra.milestones]
    rows = read(TABLE.lines(), names(milestones, board.agencies.values())).rows
    batch = NewBatch(FORM.typed("source") or "", rows, FORM.submission)
    seen = FORM.seen_version

    said = f"{number(len(rows))} laporan terkirim, menunggu persetujuan."
    with progress.shown(place, partial(under_way, EventKind.REPORT)) as step:

        def enter(connection: Connection, visit: Visit) -> None:
            at = frame.now(visit.programme)
            batches.enter_batch(connection, visit.actor, batch, at=at, progress=step)
            batch_drafts.save_table(connection, visit.actor, "", (), seen=seen)

        submit(FORM, enter, said, typed=words())


def words() -> str:
    """Return the table as words to be copied."""
    return "\n".join((FORM.typed("source") or "", *TABLE.words())).strip()


def _keep() -> None:
    source, seen = FORM.typed("source") or "", FORM.seen_version
    kept = TABLE.filled()
    found = run_in_transaction(
        lambda connection, visit: batch_drafts.save_table(
            connection, visit.actor, source, kept, seen=seen
        ),
        typed=words(),
    )
    if isinstance(found, SentraError):
        FORM.keep_refusal(found, words())
        return
    FORM.see(found)
    FORM.forget_refusal()
