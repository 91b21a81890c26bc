"""PDF: whole, a PDF alone, and nothing in it that acts when a reader opens it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from rules.evidence.files import LARGEST_UNPACKED, FileProblem

# Readers look for a PDF's end in its last kilobyte, and scanners do write some zeros behind it.
_END: Final = 1024
_PAGE_MARKS: Final = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?php")

# The names of what runs, starts programs, or brings another file along. They are sought in all
# bytes: a reader takes an object from wherever the file's own table sends it. None is so short that
# it turns up in compressed data by chance.
_ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|Launch|RichMedia|EmbeddedFiles?|ImportData|SubmitForm|GoToE|Rendition)"
    rb"(?![A-Za-z0-9])"
)
_LETTER: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
"""A letter of a name may be written as its number."""

# Objects may be packed into streams. Those that only other ways of packing open are not written by
# any program for offices, so nobody looks for objects there.
_STREAM: Final = re.compile(rb"stream\s{0,4}")
_PACKED: Final = b"/ObjStm"
_RARE: Final = re.compile(rb"/(?:LZW|ASCII85|ASCIIHex|RunLength)Decode")
_FORETOLD: Final = re.compile(rb"/ObjStm(?:(?!endobj|stream).)*/Predictor", re.DOTALL)
_BEGINNINGS: Final = frozenset(b"%d" % digit for digit in range(10)) | {b"", b"%"}
_FIRST: Final = 256
_PIECE: Final = 64 * 1024


def problem_of(content: bytes) -> FileProblem | None:
    """Return why a PDF is not taken."""
    if b"startxref" not in content[-2 * _END :] or b"%%EOF" not in content[-_END:]:
        return FileProblem.DAMAGED
    beginning = content[:_END].lower()
    is_page = any(mark in beginning for mark in _PAGE_MARKS)
    if is_page or zipfile.is_zipfile(BytesIO(content)):
        return FileProblem.TWO_KINDS
    return _problem_of_objects(content)


def _problem_of_objects(content: bytes) -> FileProblem | None:
    spelt = _spelt(content)
    if _PACKED in spelt:
        if b"/Encrypt" in spelt:
            return FileProblem.OLD_OR_LOCKED
        if _RARE.search(spelt) or _FORETOLD.search(spelt):
            return FileProblem.ACTIVE_CONTENT
    if _ACTIVE.search(spelt):
        return FileProblem.ACTIVE_CONTENT
    room = LARGEST_UNPACKED
    for inside in _streams(content):
        room -= len(inside)
        if room < 0:
            return FileProblem.UNPACKS_TOO_LARGE
        if _ACTIVE.search(_spelt(inside)):
            return FileProblem.ACTIVE_CONTENT
    return None


def _spelt(content: bytes) -> bytes:
    return _LETTER.sub(lambda found: bytes((int(found[1], 16),)), content)


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield what each packed stream holds that may be objects: they begin with their numbers."""
    for found in _STREAM.finditer(content):
        try:
            if inside := _unpacked(content, found.end()):
                yield inside
        except zlib.error:
            continue


def _unpacked(content: bytes, start: int) -> bytes:
    """Return the stream at `start`, empty where it does not begin as objects do."""
    unpacking = zlib.decompressobj()
    inside = bytearray(unpacking.decompress(content[start : start + _PIECE], _FIRST))
    if bytes(inside).strip()[:1] not in _BEGINNINGS:
        return b""
    waiting = unpacking.unconsumed_tail
    for place in range(start + _PIECE, len(content) + _PIECE, _PIECE):
        while waiting and not unpacking.eof and len(inside) <= LARGEST_UNPACKED:
            inside += unpacking.decompress(waiting, _PIECE)
            waiting = unpacking.unconsumed_tail
        if unpacking.eof or len(inside) > LARGEST_UNPACKED:
            break
        waiting = content[place : place + _PIECE]
    return bytes(inside)
