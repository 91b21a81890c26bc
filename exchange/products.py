"""The files of a coordination meeting, listed once: for the pages, the command line and the pack.

What makes a file is imported when one is asked for, so that listing them costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from charts.stamp import stamp
from exchange import filenames, makers
from exchange.makers import NO_SOURCES, Maker, Sources
from exchange.parallel import at_once
from rules.evidence.files import FileKind
from rules.meetings.dossier import Dossier

_PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_ZIP: Final = "application/zip"


@dataclass(frozen=True, slots=True)
class Product:
    """A file that can be made of a dossier; one that `needs_meeting` tells of an opened one.

    `name` is what the command line calls it, `stem` what its files are called; `load` imports
    what makes it.
    """

    name: str
    label: str
    hint: str
    stem: str
    ending: str
    mime: str
    load: Callable[[], Maker]
    needs_meeting: bool = False

    def make(self, dossier: Dossier) -> bytes:
        """Return the file that is made of `dossier`."""
        return self.load()(dossier)

    def fits(self, dossier: Dossier) -> bool:
        """Whether the file can be made of `dossier`: minutes need a meeting that was opened."""
        meeting = dossier.meeting
        return not self.needs_meeting or (meeting is not None and meeting.moment is not None)


def products(sources: Sources = NO_SOURCES) -> tuple[Product, ...]:
    """Return every file, most wanted first; decks are made with what `sources` give."""
    deck, deck_of_all = _decks(sources)
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


def _decks(sources: Sources) -> tuple[Product, Product]:
    return (
        Product(
            "pptx",
            "Paparan PowerPoint",
            "Bagannya dapat disunting; satu halaman untuk tiap sentra yang perlu perhatian",
            "paparan",
            "pptx",
            _PPTX,
            partial(makers.deck_of_those_in_need, sources),
        ),
        Product(
            "pptx-semua",
            "Paparan semua sentra",
            "Seperti paparan, dengan satu halaman untuk setiap sentra",
            "paparan-semua-sentra",
            "pptx",
            _PPTX,
            partial(makers.deck_of_all, sources),
        ),
    )


_REPORTS: Final = (
    Product(
        "pdf",
        "Laporan PDF (A4)",
        "Program, perubahan, tindak lanjut, lalu setiap sentra",
        "laporan",
        "pdf",
        FileKind.PDF.media_type,
        makers.report_a4,
    ),
    Product(
        "pdf-f4",
        "Laporan PDF (F4)",
        "Laporan yang sama untuk kertas folio",
        "laporan-f4",
        "pdf",
        FileKind.PDF.media_type,
        makers.report_f4,
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
        makers.minutes_pdf,
        needs_meeting=True,
    ),
    Product(
        "notula-docx",
        "Notula Word",
        "Notula yang sama, untuk disunting",
        "notula",
        "docx",
        FileKind.DOCX.media_type,
        makers.minutes_docx,
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
        makers.workbook,
    ),
    Product(
        "gambar",
        "Gambar dan kartu",
        "Setiap bagan sebagai PNG dan SVG, dan kartu untuk WhatsApp",
        "gambar",
        "zip",
        _ZIP,
        makers.pictures,
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
        makers.messages,
    ),
    Product(
        "ics",
        "Kalender",
        "Tenggat dua belas bulan ke depan dan rapat yang direncanakan",
        "kalender",
        "ics",
        "text/calendar",
        makers.calendar,
    ),
)

_PAGE: Final = Product(
    "html",
    "Halaman tanpa internet",
    "Satu berkas yang terbuka di peramban mana pun",
    "halaman",
    "html",
    "text/html",
    makers.page,
)


def _pack(members: tuple[Product, ...]) -> Product:
    """Everything that can be made of a dossier, in one ZIP."""

    def load() -> Maker:
        pack = makers.pack()

        def make(dossier: Dossier) -> bytes:
            # Two threads that import modules naming each other would find one of them half made.
            fitting = [product for product in members if product.fits(dossier)]
            loaded = [(file_name(product, dossier), product.load()) for product in fitting]
            made = at_once(lambda member: (member[0], member[1](dossier)), loaded)
            return pack(dossier, made)

        return make

    return Product(
        "paket",
        "Paket rapat",
        "Semua berkas dalam satu ZIP, dengan halaman pembuka tanpa internet",
        "paket-rapat",
        "zip",
        _ZIP,
        load,
    )
