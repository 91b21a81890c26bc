"""A process that loads a file of reports, to be killed while it does: `python -m ... STORE`."""

import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from models.progress import queries as progress_queries
from models.reporting.intake import load_reports
from models.store.store import Store, open_store
from rules.periods import WITA
from rules.reporting.batch import BatchRow
from rules.reporting.intake import row_key
from rules.reporting.report import Draft
from rules.values import AccountId, Actor, AgencyCode, EventId
from rules.vocabulary import Role, Status

NOON = datetime(2021, 2, 1, 12, tzinfo=WITA)
OPERATOR = Actor(AccountId(1), "operator.dpmd", "Operator", Role.DPMD_OPERATOR, AgencyCode("DPMD"))
ROWS = 60


def rows_of(store: Store, digest: str, most: int = ROWS) -> list[BatchRow]:
    """Return the rows of a file: a report on each of the first milestones."""
    with store.read() as connection:
        board = progress_queries.board(connection, OPERATOR, NOON.date())
    return [
        BatchRow(row, _draft(one.code, row_key("P", digest, "Laporan", str(row)), one.version))
        for row, one in enumerate(list(board.milestones.values())[:most], 7)
    ]


def _draft(code: str, key: str, seen: EventId) -> Draft:
    return Draft(
        milestone=code,  # type: ignore[arg-type]
        effective_on=date(2021, 1, 31),
        status=Status.IN_PROGRESS,
        progress=0.5,
        note="Dari berkas",
        seen=seen,
        key=key,
        origin="laporan.xlsx · Laporan · baris 7",
    )


def _say(done: int, total: int) -> None:
    sys.stdout.write(f"{done} {total}\n")
    sys.stdout.flush()


def main(url: str) -> None:
    """Load a file, saying each report as it is written and at last that all is recorded."""
    store = open_store(url, backups=Path(tempfile.gettempdir()))
    rows = rows_of(store, "berkas")
    with store.write() as connection:
        load_reports(connection, OPERATOR, rows, at=NOON, progress=_say)
    _say(ROWS, ROWS)


if __name__ == "__main__":
    main(sys.argv[1])
