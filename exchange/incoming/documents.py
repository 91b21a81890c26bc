"""Office documents (XLSX, DOCX): their archive looked through, a part at a time."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from exchange.incoming.active import acts
from exchange.incoming.members import FalseSizes, unpacked
from rules.evidence.files import (
    LARGEST_RATIO,
    LARGEST_UNPACKED,
    MEGABYTE,
    MOST_MEMBERS,
    FileKind,
    FileProblem,
)

_CONTENTS: Final = "[Content_Types].xml"
_ENCRYPTED: Final = 0x1

# The main part of each kind, with the type that the list of contents gives it. A document with
# macros carries another type there.
_MAIN_PARTS: Final = {
    FileKind.DOCX: ("word/document.xml", b"wordprocessingml.document.main+xml"),
    FileKind.XLSX: ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
_ACTIVE_TYPES: Final = (b"macroenabled", b"vbaproject", b"activex", b"oleobject")
_ACTIVE_PARTS: Final = ("vbaproject", "vbadata", "/activex/", "oleobject", "/macrosheets/")


def kind_of(content: bytes) -> FileKind | FileProblem:
    """Return which office document an archive is, or why it is not taken."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _problem_of(archive, content) or _kind_of(archive)
    except FalseSizes:
        return FileProblem.FALSE_SIZES
    except Exception:  # noqa: BLE001 - a broken archive raises whatever it leads the reader to
        return FileProblem.DAMAGED


def _problem_of(archive: zipfile.ZipFile, content: bytes) -> FileProblem | None:
    members = archive.infolist()
    told = sum(member.file_size for member in members)
    most = min(LARGEST_UNPACKED, LARGEST_RATIO * len(content))
    if len(members) > MOST_MEMBERS or told > most:
        return FileProblem.UNPACKS_TOO_LARGE
    if any(member.flag_bits & _ENCRYPTED for member in members):
        return FileProblem.OLD_OR_LOCKED
    if archive.comment or _hides_something(members):
        return FileProblem.TWO_KINDS
    names = [member.filename.lower() for member in members]
    is_active = any(part in name for name in names for part in _ACTIVE_PARTS) or any(
        acts(name, inside) for name, inside in unpacked(content, members)
    )
    return FileProblem.ACTIVE_CONTENT if is_active else None


def _hides_something(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether bytes stand before the archive, a name comes twice, or one leads out of it."""
    names = [member.filename.lower() for member in members]
    leads_out = any(name.startswith("/") or ".." in name.split("/") for name in names)
    first = min((member.header_offset for member in members), default=0)
    return first > 0 or len(set(names)) < len(names) or leads_out


def _kind_of(archive: zipfile.ZipFile) -> FileKind | FileProblem:
    names = set(archive.namelist())
    if _CONTENTS not in names:
        return FileProblem.UNKNOWN_KIND
    with archive.open(_CONTENTS) as opened:
        contents = opened.read(MEGABYTE).lower()
    if any(kind in contents for kind in _ACTIVE_TYPES):
        return FileProblem.ACTIVE_CONTENT
    found = [
        kind for kind, (part, type_) in _MAIN_PARTS.items() if part in names and type_ in contents
    ]
    return found[0] if len(found) == 1 else FileProblem.UNKNOWN_KIND
