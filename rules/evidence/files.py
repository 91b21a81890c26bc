"""Evidence as files: what is taken, within which limits, and under which name it is shown."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NewType

from rules.values import EventId

EvidenceId = NewType("EvidenceId", int)

MEGABYTE: Final = 1024 * 1024

LARGEST_FILE: Final = 10 * MEGABYTE
"""Bytes of one document, which is kept as it comes in."""
LARGEST_PICTURE: Final = 25 * MEGABYTE
"""Bytes of one picture as it comes in, made smaller; .streamlit/config.toml stops larger."""
MOST_FILES: Final = 8
"""Files of one report."""

LARGEST_SIDE: Final = 2560
"""Pixels of a kept picture's longer side: a page of A4 at 220 dots an inch."""
THUMBNAIL_SIDE: Final = 320
MOST_PIXELS: Final = 65_000_000
"""Pixels of a picture as it comes in: what telephones call 64 megapixels."""

MOST_MEMBERS: Final = 500
LARGEST_UNPACKED: Final = 100 * MEGABYTE
LARGEST_RATIO: Final = 100
"""What an office document may hold: members, bytes unpacked, and bytes unpacked per byte."""

LONGEST_NAME: Final = 120
LONGEST_REASON: Final = 500
"""Letters of the reason why a file is removed."""
_NAMELESS: Final = "berkas"
_SIGNS_OF_SYSTEMS: Final = frozenset('<>:"|?*')
_DEVICES: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(10)}
)


class FileKind(StrEnum):
    """What a file is by its content; the value is the ending that its name then has."""

    PDF = "pdf"
    JPG = "jpg"
    PNG = "png"
    WEBP = "webp"
    XLSX = "xlsx"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """The type under which the file is handed out."""
        return _MEDIA_TYPES[self]

    @property
    def is_picture(self) -> bool:
        """Whether it is kept re-encoded, and has a thumbnail."""
        return self in _PICTURES


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES: Final = {
    FileKind.PDF: "application/pdf",
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
    FileKind.DOCX: f"{_OFFICE}wordprocessingml.document",
}
_PICTURES: Final = frozenset({FileKind.JPG, FileKind.PNG, FileKind.WEBP})
_ENDINGS: Final = frozenset({*FileKind, "jpeg", "jpe", "jfif"})

THUMBNAIL_KIND: Final = FileKind.WEBP


class FileProblem(StrEnum):
    """Why a file is not taken as evidence."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    UNKNOWN_KIND = "unknown_kind"
    OLD_OR_LOCKED = "old_or_locked"
    DAMAGED = "damaged"
    TWO_KINDS = "two_kinds"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    ACTIVE_CONTENT = "active_content"
    FALSE_SIZES = "false_sizes"
    PHONE_FORMAT = "phone_format"


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is not taken, by the name that its sender knows it by."""

    name: str
    problem: FileProblem


@dataclass(frozen=True, slots=True, weakref_slot=True)
class JudgedFile:
    """A file as it will be kept: its content found to be of `kind`; pictures have a thumbnail."""

    name: str
    kind: FileKind
    content: bytes
    thumbnail: bytes | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """Who took the bytes of a file away for good, on which day in Penajam, and why."""

    author: str
    on: date
    reason: str


class Withheld(StrEnum):
    """Why a file that is named is handed out no more."""

    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes are kept already; both hashes are SHA-256 in hexadecimal.

    With a `removal` they are gone; one that `is_withdrawn` belongs to a report that was taken back.
    """

    name: str
    kind: FileKind
    sha256: str
    size: int
    thumbnail: str | None = None
    removal: Removal | None = None
    is_withdrawn: bool = False

    @property
    def withheld(self) -> Withheld | None:
        """Why it is handed out no more; None for one that is."""
        if self.removal is not None:
            return Withheld.REMOVED
        return Withheld.WITHDRAWN if self.is_withdrawn else None


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that a report names."""

    id: EvidenceId
    report_id: EventId
    kept: KeptFile


@dataclass(frozen=True, slots=True)
class EvidenceAddress:
    """Which file somebody means: its number, among those of reports or of follow-ups."""

    number: int
    is_of_follow_up: bool = False

    @property
    def shown(self) -> str:
        """The address as links carry it."""
        return f"/bukti/{'tindak-lanjut/' * self.is_of_follow_up}{self.number}"


def shown_name(name: str) -> str:
    """Return a sender's name for a file, safe as a label: no path, no sign that hides or reorders.

    It is never used on a disk of ours.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if sign.isspace() else sign for sign in last)
    # Control, formatting (for one, right-to-left overrides), lone surrogates, private use.
    letters = (sign for sign in seen if unicodedata.category(sign)[0] != "C")
    plain = "".join("_" if sign in _SIGNS_OF_SYSTEMS else sign for sign in letters)
    words = " ".join(plain.split()).strip(" .") or _NAMELESS
    is_device = words.partition(".")[0].strip().upper() in _DEVICES
    return _shortened(f"_{words}" if is_device else words)


def name_as(kind: FileKind, name: str) -> str:
    """Return the shown name of a file with the ending of what it is, whatever it was called."""
    clean = shown_name(name)
    stem, dot, ending = clean.rpartition(".")
    if dot and _kind_named(ending) is kind:
        return clean
    base = stem if dot and ending.lower() in _ENDINGS else clean
    return f"{base[: LONGEST_NAME - len(kind) - 1]}.{kind}"


def _kind_named(ending: str) -> FileKind | None:
    lower = ending.lower()
    if lower not in _ENDINGS:
        return None
    return FileKind(lower) if lower in set(FileKind) else FileKind.JPG


def _shortened(name: str) -> str:
    """Cut a name to what a column holds; its ending stays where there is room for it."""
    stem, dot, ending = name.rpartition(".")
    room = LONGEST_NAME - len(dot + ending)
    if len(name) <= LONGEST_NAME or room <= 0:
        return name[:LONGEST_NAME].strip(" .")
    return (stem if dot else ending)[:room].strip(" .") + dot + ending
