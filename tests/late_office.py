"""An office that begins in March 2022 with the reports of the year before, as it would type them.

The 199 reports are invented, from the example programme; each has its true effective day.
"""

import csv
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from models.reporting import batches
from models.store.store import Store
from rules.periods import WITA
from rules.reporting.batch import BatchId, NewBatch
from rules.values import Actor, Board
from rules.vocabulary import Status, label
from run import ROOT
from tests.people import Office
from words.cells import Line
from words.formats import plain_number
from words.reporting.batch_lines import Column, names, read

TYPED_AT: Final = datetime(2022, 3, 2, 9, tzinfo=WITA)
DECIDED_AT: Final = datetime(2022, 3, 14, 9, tzinfo=WITA)
SOURCE: Final = "Laporan bulanan 2021 sampai Februari 2022, arsip DPMD"
REPORTS: Final = 199
# Programme figures on what is approved once all are, worked out outside this program.
HAPPENED: Final = {
    date(2021, 3, 31): 0.010,
    date(2021, 6, 30): 0.069,
    date(2021, 9, 30): 0.168,
    date(2021, 12, 31): 0.291,
    date(2022, 2, 28): 0.365,
}


def lines() -> list[Line]:
    """Return the reports as the rows of a table, in the words of the office."""
    file = ROOT / "tests" / "late_office.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        return [_line(row) for row in csv.DictReader(opened)]


def _line(row: dict[str, str]) -> Line:
    day = date.fromisoformat(row["effective_on"])
    return {
        Column.MILESTONE: row["milestone"],
        Column.EFFECTIVE_ON: f"{day:%d/%m/%Y}",
        Column.PROGRESS: plain_number(100 * Decimal(row["progress"])),
        Column.STATUS: label(Status(row["status"])),
        Column.REALISED: plain_number(Decimal(row["realised_value"] or 0))
        if row["realised_value"]
        else "",
        Column.NOTE: row["note"],
        Column.EVIDENCE: row["evidence"],
        Column.OBSTACLE: row["obstacle"],
        Column.OWNER: row["obstacle_owner"],
    }


def a_batch(board: Board, typed: list[Line] | None = None, key: str = "data-awal") -> NewBatch:
    """Return what a table reads as, all of the late office by default."""
    milestones = [one for sentra in board.sentra for one in sentra.milestones]
    table = read(lines() if typed is None else typed, names(milestones, board.agencies.values()))
    assert not table.problems
    return NewBatch(SOURCE, table.rows, key)


def enter(office: Office, typed: list[Line] | None = None, *, by: Actor | None = None) -> BatchId:
    """Bring a table in at once, by default all of the late office as the operator of DPMD."""
    batch = a_batch(office.board(), typed)
    return enter_into(office.store, by or office.people.operator_dpmd, batch)


def enter_into(store: Store, actor: Actor, batch: NewBatch) -> BatchId:
    """Bring a batch in on the day on which the late office typed."""
    with store.write() as connection:
        return batches.enter_batch(connection, actor, batch, at=TYPED_AT)
