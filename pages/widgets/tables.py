"""Tables to take along."""

from collections.abc import Callable

from charts.stamp import stamp
from exchange import makers as makers_of
from exchange.sheets import tables as written
from exchange.sheets.tables import SheetTable
from pages.shell.visit import Visit
from pages.widgets import downloads
from rules.evidence.files import FileKind
from rules.values import Sentra


def offer(
    visit: Visit,
    make: Callable[[], SheetTable],
    kind: str,
    *,
    sentra: Sentra | None = None,
) -> None:
    """Offer a table as XLSX and CSV, made and written when asked for."""
    made_of = stamp(visit.programme, visit.moment, visit.actor.name)

    makers = {
        "xlsx": (FileKind.XLSX.media_type, lambda: makers_of.table()(make(), made_of)),
        "csv": ("text/csv", lambda: written.csv(make(), made_of)),
    }
    label = downloads.named("Unduh tabel", kind)
    words = downloads.MenuWords(label, ":material/table:", f"table-{kind}")
    downloads.menu(visit, words, makers, kind=kind, sentra=sentra)
