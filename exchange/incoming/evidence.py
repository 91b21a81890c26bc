"""Evidence files as they come in: judged by their bytes alone, never by name or declared type."""

import re
from typing import Final

from exchange.incoming import documents, pictures as evidence_pictures, portable
from rules.evidence.files import (
    LARGEST_FILE,
    LARGEST_PICTURE,
    FileKind,
    FileProblem,
    JudgedFile,
    RefusedFile,
    name_as,
    shown_name,
)

_PDF: Final = b"%PDF-"
_ZIP: Final = b"PK\x03\x04"
# Office before 2007, and any office document with a password.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES: Final = {b"\xff\xd8\xff": FileKind.JPG, b"\x89PNG\r\n\x1a\n": FileKind.PNG}
# HEIC, HEIF and AVIF. No library for them is small and well kept enough to be let near uploads; an
# iPhone turns them into JPEG by itself as long as the uploader does not ask for them.
_PHONE_PICTURE: Final = re.compile(
    rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif[12]|msf1|avi[fs])", re.DOTALL
)


def judge(name: str, content: bytes) -> JudgedFile | RefusedFile:
    """Return the file as it will be kept, or why it is not taken.

    Pictures come back re-encoded, upright, without metadata, with a thumbnail; other files keep
    their bytes. The name ends as the content does.
    """
    found = _judged(content)
    if isinstance(found, FileProblem):
        return RefusedFile(shown_name(name), found)
    kind, kept, thumbnail = found
    return JudgedFile(name_as(kind, name), kind, kept, thumbnail)


_Judged = tuple[FileKind, bytes, bytes | None]


def _judged(content: bytes) -> _Judged | FileProblem:
    if not content:
        return FileProblem.EMPTY
    picture = _picture_kind(content)
    if len(content) > (LARGEST_FILE if picture is None else LARGEST_PICTURE):
        return FileProblem.TOO_LARGE
    if picture is not None:
        drawn = evidence_pictures.redrawn(content, picture)
        return drawn if isinstance(drawn, FileProblem) else (picture, *drawn)
    if content.startswith(_PDF):
        return portable.problem_of(content) or (FileKind.PDF, content, None)
    if content.startswith(_ZIP):
        document = documents.kind_of(content)
        return document if isinstance(document, FileProblem) else (document, content, None)
    return _problem_of_other(content)


def _problem_of_other(content: bytes) -> FileProblem:
    if _PHONE_PICTURE.match(content):
        return FileProblem.PHONE_FORMAT
    is_compound = content.startswith(_COMPOUND)
    return FileProblem.OLD_OR_LOCKED if is_compound else FileProblem.UNKNOWN_KIND


def _picture_kind(content: bytes) -> FileKind | None:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileKind.WEBP
    return next((kind for magic, kind in _PICTURES.items() if content.startswith(magic)), None)
