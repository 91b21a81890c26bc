"""The files of a coordination meeting, listed once: for the pages, the command line and the pack.

What makes a file is imported when one is asked for, so that listing them costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from charts.stamp import stamp
from exchange import filenames
from exchange.parallel import at_once
from rules.evidence.files import FileKind
from rules.meetings.dossier import Dossier

Template = Callable[[], bytes | None]
"""Gives the office's own PPTX, or None for the look of the house, when a deck is made."""

# What makes the members of the pack.
_MAKERS: Final = ("calendar", "deck", "messages", "minutes", "pictures", "report", "workbook")
_PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_ZIP: Final = "application/zip"


@dataclass(frozen=True, slots=True)
class Product:
    """A file that can be made of a dossier; one that `needs_meeting` tells of an opened one.

    `name` is what the command line calls it, `stem` what its files are called.
    """

    name: str
    label: str
    hint: str
    stem: str
    ending: str
    mime: str
    make: Callable[[Dossier], bytes]
    needs_meeting: bool = False

    def fits(self, dossier: Dossier) -> bool:
        """Whether the file can be made of `dossier`: minutes need a meeting that was opened."""
        meeting = dossier.meeting
        return not self.needs_meeting or (meeting is not None and meeting.moment is not None)


def no_template() -> bytes | None:
    """Return no template: the look of the house."""
    return None


def products(template: Template = no_template) -> tuple[Product, ...]:
    """Return every file, most wanted first; decks are made with what `template` gives."""
    deck, deck_of_all = _decks(template)
    report, report_f4 = _REPORTS
    others = (*_MINUTES, *_FIGURES, *_REMINDERS)
    # The pack has each content once, and opens with a page of its own.
    packed = (deck, report, *others)
    return (deck, deck_of_all, report, report_f4, *others, _PAGE, _pack(packed))


def file_name(product: Product, dossier: Dossier) -> str:
    """Return the name of the file, such as paparan_2022-06-30_disetujui.pptx."""
    briefing = dossier.briefing
    meeting = None if dossier.meeting is None else dossier.meeting.id
    made_of = stamp(briefing.programme, briefing.moment)
    return filenames.of(product.stem, made_of, product.ending, meeting=meeting)


def _decks(template: Template) -> tuple[Product, Product]:
    def in_need(dossier: Dossier) -> bytes:
        from exchange.deck import deck

        return deck(dossier, template=template())

    def of_all(dossier: Dossier) -> bytes:
        from exchange.deck import Scope, deck

        return deck(dossier, template=template(), scope=Scope.ALL)

    return (
        Product(
            "pptx",
            "Paparan PowerPoint",
            "Bagannya dapat disunting; satu halaman untuk tiap sentra yang perlu perhatian",
            "paparan",
            "pptx",
            _PPTX,
            in_need,
        ),
        Product(
            "pptx-semua",
            "Paparan semua sentra",
            "Seperti paparan, dengan satu halaman untuk setiap sentra",
            "paparan-semua-sentra",
            "pptx",
            _PPTX,
            of_all,
        ),
    )


def _report_a4(dossier: Dossier) -> bytes:
    from exchange.report import report

    return report(dossier)


def _report_f4(dossier: Dossier) -> bytes:
    from exchange.report import report
    from exchange.typesetting.setting import Paper

    return report(dossier, Paper.F4)


def _minutes_pdf(dossier: Dossier) -> bytes:
    from exchange.minutes import minutes_pdf

    return minutes_pdf(dossier)


def _minutes_docx(dossier: Dossier) -> bytes:
    from exchange.minutes import minutes_docx

    return minutes_docx(dossier)


def _workbook(dossier: Dossier) -> bytes:
    from exchange.sheets.workbook import workbook

    return workbook(dossier)


def _pictures(dossier: Dossier) -> bytes:
    from exchange.pictures.album import pictures

    return pictures(dossier)


def _page(dossier: Dossier) -> bytes:
    from exchange.pack import page

    return page(dossier)


def _messages(dossier: Dossier) -> bytes:
    from exchange.messages import messages

    return messages(dossier)


def _calendar(dossier: Dossier) -> bytes:
    from exchange.calendar import calendar

    return calendar(dossier)


_REPORTS: Final = (
    Product(
        "pdf",
        "Laporan PDF (A4)",
        "Program, perubahan, tindak lanjut, lalu setiap sentra",
        "laporan",
        "pdf",
        FileKind.PDF.media_type,
        _report_a4,
    ),
    Product(
        "pdf-f4",
        "Laporan PDF (F4)",
        "Laporan yang sama untuk kertas folio",
        "laporan-f4",
        "pdf",
        FileKind.PDF.media_type,
        _report_f4,
    ),
)
_MINUTES: Final = (
    Product(
        "notula",
        "Notula PDF",
        "Hadirin, pembahasan, keputusan, dan tindak lanjut rapat",
        "notula",
        "pdf",
        FileKind.PDF.media_type,
        _minutes_pdf,
        needs_meeting=True,
    ),
    Product(
        "notula-docx",
        "Notula Word",
        "Notula yang sama, untuk disunting",
        "notula",
        "docx",
        FileKind.DOCX.media_type,
        _minutes_docx,
        needs_meeting=True,
    ),
)
_FIGURES: Final = (
    Product(
        "xlsx",
        "Buku kerja Excel",
        "Semua angka sebagai tabel dengan bagan, siap cetak",
        "angka",
        "xlsx",
        FileKind.XLSX.media_type,
        _workbook,
    ),
    Product(
        "gambar",
        "Gambar dan kartu",
        "Setiap bagan sebagai PNG dan SVG, dan kartu untuk WhatsApp",
        "gambar",
        "zip",
        _ZIP,
        _pictures,
    ),
)
_REMINDERS: Final = (
    Product(
        "pesan",
        "Pesan WhatsApp",
        "Pengingat singkat untuk setiap OPD yang ditunggu",
        "pesan",
        "txt",
        "text/plain",
        _messages,
    ),
    Product(
        "ics",
        "Kalender",
        "Tenggat dua belas bulan ke depan dan rapat yang direncanakan",
        "kalender",
        "ics",
        "text/calendar",
        _calendar,
    ),
)

_PAGE: Final = Product(
    "html",
    "Halaman tanpa internet",
    "Satu berkas yang terbuka di peramban mana pun",
    "halaman",
    "html",
    "text/html",
    _page,
)


def _pack(members: tuple[Product, ...]) -> Product:
    """Everything that can be made of a dossier, in one ZIP."""

    def make(dossier: Dossier) -> bytes:
        from exchange.pack import pack

        # Two threads that import modules naming each other would find one of them half made.
        for name in _MAKERS:
            import_module(f"exchange.{name}")
        fitting = [one for one in members if one.fits(dossier)]
        made = at_once(lambda one: (file_name(one, dossier), one.make(dossier)), fitting)
        return pack(dossier, made)

    return Product(
        "paket",
        "Paket rapat",
        "Semua berkas dalam satu ZIP, dengan halaman pembuka tanpa internet",
        "paket-rapat",
        "zip",
        _ZIP,
        make,
    )
