"""Zip-based files (PPTX, DOCX, XLSX, ZIP) made the same bytes for the same content."""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_CORE: Final = "docProps/core.xml"
_INSTANT: Final = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(<)")
_INNER: Final = (".xlsx", ".docx", ".pptx", ".zip")
# Packed as small as they go already: to try again only takes time.
_DENSE: Final = (*_INNER, ".png", ".jpg", ".jpeg")
_FIRST_YEAR: Final = 1980
_LAST_YEAR: Final = 2107
# Files as everybody may read them and their owner may write, whichever system packed them.
_READABLE: Final = 0o644 << 16
_UNIX: Final = 3


def repack(content: bytes, day: date) -> bytes:
    """Return the zip file `content` with `day` as every date in it, that of embedded files too.

    Members keep their order and bytes, apart from the instants in their properties: what was made
    twice from equal values is then equal. Raises BadZipFile for anything else than a zip.
    """
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(_dated(member.filename, day), _settled(member, old.read(member), day))
    return packed.getvalue()


def zipped(members: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Return a zip file of `members`, names and bytes as they are, each dated `day`."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(_dated(name, day), content)
    return packed.getvalue()


def _settled(member: ZipInfo, content: bytes, day: date) -> bytes:
    if member.filename == _CORE:
        return _INSTANT.sub(rb"\g<1>%sT00:00:00Z\g<2>" % day.isoformat().encode(), content)
    if member.filename.endswith(_INNER):
        return repack(content, day)
    return content


def _dated(name: str, day: date) -> ZipInfo:
    # A zip knows no day before 1980 and none after 2107.
    year = min(max(day.year, _FIRST_YEAR), _LAST_YEAR)
    entry = ZipInfo(name, (year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_STORED if name.lower().endswith(_DENSE) else ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
