"""A plan workbook as somebody fills it in: made by the writer, changed cell by cell."""

from dataclasses import dataclass
from datetime import date

from charts.stamp import Stamp, stamp
from exchange.forms.plan import PlanBook, plan_form, plan_rows
from exchange.sheets.tables import SheetCell
from models.plan.files.workbook import written_book
from models.progress import queries as progress_queries
from models.store.store import Store
from rules.values import Actor, Moment
from rules.vocabulary import Basis, Plan

Line = dict[str, SheetCell]


@dataclass
class FilledBook:
    """The rows of each sheet by column; what is put into them goes out with `content`."""

    rows: dict[str, list[Line]]
    programme: str
    version: int
    stamped: Stamp

    def row(self, sheet: str, code: str) -> Line:
        """Return the row with a code."""
        return next(row for row in self.rows[sheet] if row.get("code") == code)

    def place(self, sheet: str, line: Line) -> int:
        """Return the row of a line as a spreadsheet counts it."""
        at = next(at for at, row in enumerate(self.rows[sheet]) if row is line)
        return self.first + at

    @property
    def first(self) -> int:
        """The first row below the heads: title, caption, a blank line and the heads above it."""
        return 5

    def content(self) -> bytes:
        """Return the workbook."""
        book = PlanBook("Buku rencana", self.programme, self.version, self.rows)
        return plan_form(book, self.stamped)


def a_book(store: Store, actor: Actor) -> FilledBook:
    """Return the workbook of the plan in force."""
    with store.read() as connection:
        written = written_book(connection, actor)
        programme = progress_queries.programme(connection)
    moment = Moment(date(2021, 5, 3), Basis.APPROVED, Plan.CURRENT)
    rows = plan_rows(written.rows, written.spare_sentra)
    return FilledBook(
        {name: [dict(row) for row in own] for name, own in rows.items()},
        written.programme,
        written.version,
        stamp(programme, moment),
    )
