"""What makes each file, imported when it is asked for and not before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from charts.stamp import Stamp
from exchange.forms.maker import FilledForm, FormMaker
from exchange.sheets.tables import SheetTable
from rules.meetings.dossier import Dossier
from rules.sheets.cells import Sheet
from rules.values import Milestone

Maker = Callable[[Dossier], bytes]


def _no_template() -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class Sources:
    """What decks are made of besides a dossier, read when one is made.

    `template` gives the office's own PPTX, or None for the look of the house; `evidence` the bytes
    of a photograph by their hash, and without it none is shown.
    """

    template: Callable[[], bytes | None] = _no_template
    evidence: Callable[[str], bytes] | None = None


NO_SOURCES: Final = Sources()
"""The look of the house, without photographs."""


def deck_of_those_in_need(sources: Sources) -> Maker:
    """Return what makes the deck with a page for each sentra that needs attention."""
    from exchange.deck import deck

    return lambda dossier: deck(dossier, template=sources.template(), evidence=sources.evidence)


def deck_of_all(sources: Sources) -> Maker:
    """Return what makes the deck with a page for every sentra."""
    from exchange.deck import DeckScope, deck

    return lambda dossier: deck(
        dossier,
        template=sources.template(),
        evidence=sources.evidence,
        scope=DeckScope.ALL,
    )


def report_a4() -> Maker:
    """Return what makes the report on A4."""
    from exchange.report import report

    return report


def report_f4() -> Maker:
    """Return what makes the report on the folio of Indonesian offices."""
    from exchange.paper import Paper
    from exchange.report import report

    return lambda dossier: report(dossier, Paper.F4)


def minutes_pdf() -> Maker:
    """Return what makes the minutes as PDF."""
    from exchange.minutes import minutes_pdf

    return minutes_pdf


def minutes_docx() -> Maker:
    """Return what makes the minutes as a Word document."""
    from exchange.minutes import minutes_docx

    return minutes_docx


def workbook() -> Maker:
    """Return what makes the workbook of all figures."""
    from exchange.sheets.workbook import workbook

    return workbook


def pictures() -> Maker:
    """Return what makes the ZIP of charts and cards."""
    from exchange.pictures.archive import pictures

    return pictures


def page() -> Maker:
    """Return what makes the page that needs no internet."""
    from exchange.pack import page

    return page


def messages() -> Maker:
    """Return what makes the reminders for WhatsApp."""
    from exchange.messages import messages

    return messages


def calendar() -> Maker:
    """Return what makes the calendar."""
    from exchange.calendar import calendar

    return calendar


def pack() -> Callable[[Dossier, Sequence[tuple[str, bytes]]], bytes]:
    """Return what packs files that are made into one ZIP."""
    from exchange.pack import pack

    return pack


def table() -> Callable[[SheetTable, Stamp], bytes]:
    """Return what makes a workbook of one table."""
    from exchange.sheets.workbook_writer import xlsx

    return xlsx


def plan_workbook() -> Callable[..., bytes]:
    """Return what makes the workbook of the plan; also of one that came back, with marks."""
    from exchange.forms.plan import plan_workbook

    return plan_workbook


def report_form() -> Callable[[FormMaker, Sequence[Milestone], str], bytes]:
    """Return what makes the workbook in which an agency reports."""
    from exchange.forms.reports import report_form

    return report_form


def history_form() -> Callable[[FormMaker, str], bytes]:
    """Return what makes the workbook for reports of the time before the program."""
    from exchange.forms.reports import history_form

    return history_form


def marked_form() -> Callable[[FormMaker, FilledForm], bytes]:
    """Return what makes a form of ours again as it was filled in, its wrong cells marked."""
    from exchange.forms.reports import marked_form

    return marked_form


def marked() -> Callable[[Sequence[Sheet], Mapping[tuple[str, str], str]], bytes]:
    """Return what makes a workbook with marks at the cells of sheets that came in."""
    from exchange.forms.marked import marked

    return marked


def picture() -> Callable[[str], bytes]:
    """Return what makes a PNG of an SVG."""
    from exchange.pictures.png import rasterized

    return rasterized
