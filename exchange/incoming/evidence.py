"""Evidence files as they come in: judged by their bytes alone, never by name or declared type."""

import zipfile
from io import BytesIO
from typing import Final

from exchange.incoming import documents, pictures as evidence_pictures
from rules.evidence.files import (
    LARGEST_FILE,
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

# Readers look for a PDF's end in its last kilobyte, and scanners do write some zeros behind it.
_PDF_END: Final = 1024
_PAGE_MARKS: Final = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?php")


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
    if len(content) > LARGEST_FILE:
        return FileProblem.TOO_LARGE
    picture = _picture_kind(content)
    if picture is not None:
        drawn = evidence_pictures.redrawn(content, picture)
        return drawn if isinstance(drawn, FileProblem) else (picture, *drawn)
    if content.startswith(_PDF):
        return _problem_of_pdf(content) or (FileKind.PDF, content, None)
    if content.startswith(_ZIP):
        document = documents.kind_of(content)
        return document if isinstance(document, FileProblem) else (document, content, None)
    is_compound = content.startswith(_COMPOUND)
    return FileProblem.OLD_OR_LOCKED if is_compound else FileProblem.UNKNOWN_KIND


def _picture_kind(content: bytes) -> FileKind | None:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileKind.WEBP
    return next((kind for magic, kind in _PICTURES.items() if content.startswith(magic)), None)


def _problem_of_pdf(content: bytes) -> FileProblem | None:
    """A PDF begins and ends as one, and is not a web page or an archive at the same time."""
    end = content[-_PDF_END:]
    if b"startxref" not in content[-2 * _PDF_END :] or b"%%EOF" not in end:
        return FileProblem.DAMAGED
    beginning = content[:_PDF_END].lower()
    is_page = any(mark in beginning for mark in _PAGE_MARKS)
    return FileProblem.TWO_KINDS if is_page or zipfile.is_zipfile(BytesIO(content)) else None
