"""Tables to take along."""

from collections.abc import Callable

from charts.stamp import stamp
from exchange.sheets import sheets, tables as written
from exchange.sheets.tables import Table
from pages.shell.visit import Visit
from pages.widgets import downloads
from rules.evidence.files import FileKind
from rules.values import Sentra


def offer(
    visit: Visit, value: Table | Callable[[], Table], kind: str, *, sentra: Sentra | None = None
) -> None:
    """Offer a table as XLSX and CSV, written when asked for; a costly one is also made then."""
    made_of = stamp(visit.programme, visit.moment, visit.actor.name)

    def made() -> Table:
        return value() if callable(value) else value

    makers = {
        "xlsx": (FileKind.XLSX.media_type, lambda: sheets.xlsx(made(), made_of)),
        "csv": ("text/csv", lambda: written.csv(made(), made_of)),
    }
    words = downloads.MenuWords("Unduh tabel", ":material/table:", f"table-{kind}")
    downloads.menu(visit, words, makers, kind=kind, sentra=sentra)
