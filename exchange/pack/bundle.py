"""One ZIP for a meeting: the page to begin with, and all files beside it."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from charts.stamp import stamp
from exchange.pack.hypertext import page_beside
from exchange.packaging import zipped
from exchange.plain_text import plain
from rules.meetings.dossier import Dossier
from words.formats import number

INDEX: Final = "buka-ini.html"
READ_ME: Final = "BACA-SAYA.txt"

_KINDS: Final = {
    ".pptx": "paparan PowerPoint",
    ".pdf": "dokumen PDF",
    ".docx": "dokumen Word",
    ".xlsx": "buku kerja Excel",
    ".zip": "gambar dan kartu",
    ".html": "halaman tanpa internet",
    ".txt": "pesan WhatsApp",
    ".ics": "kalender",
    ".png": "gambar",
    ".svg": "gambar",
}


def pack(dossier: Dossier, members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of `members`, a page that leads to each of them, and a note on what it is.

    Equal dossiers and members give equal bytes.
    """
    told = [(name, f"{_kind(name)}, {_size(content)}") for name, content in members]
    first = [(INDEX, page_beside(dossier, told)), (READ_ME, _read_me(dossier, members))]
    return zipped([*first, *members], dossier.as_of)


def _read_me(dossier: Dossier, members: Sequence[tuple[str, bytes]]) -> bytes:
    """What the ZIP holds, for people; line ends as every Windows editor shows them."""
    briefing = dossier.briefing
    made_of = stamp(briefing.programme, briefing.moment, dossier.made_by)
    lines = [
        f"Paket rapat: {briefing.programme.name}",
        "",
        *(f"{name}: {value}" for name, value in made_of.facts),
        "",
        f"Buka {INDEX} dengan peramban; tidak perlu internet.",
        "Salin seluruh isi paket ke satu folder lebih dahulu agar tautannya berfungsi.",
        "",
        "Isi paket, dengan sidik SHA-256 tiap berkas:",
        *(f"{sha256(content).hexdigest()}  {name}" for name, content in members),
        "",
    ]
    return "\r\n".join(" ".join(plain(line).split("\n")) for line in lines).encode()


def _kind(name: str) -> str:
    return _KINDS.get(PurePosixPath(name).suffix, "berkas")


def _size(content: bytes) -> str:
    return f"{number(max(1, round(len(content) / 1024)))} KB"
