"""Text files of separated cells, as Excel saves them in Indonesia and elsewhere."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import StringIO
from typing import Final

_SEPARATORS: Final = (",", ";", "\t")
"""What stands between cells: the files' own, that of an Indonesian Excel, that of pasted cells."""

_UNREADABLE: Final = "huruf tidak terbaca; simpan ulang sebagai 'CSV UTF-8'"


class NotSeparated(Exception):
    """Bytes are no text of separated cells; the message says in Indonesian what mends them."""


def separated(content: bytes) -> list[list[str]]:
    """Return the cells of a text, row by row. Raises NotSeparated."""
    try:
        # Excel writes a byte order mark, which the decoders take away: before UTF-8, and where it
        # saves as Unicode text, which has two bytes a letter.
        is_wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotSeparated(_UNREADABLE) from error
    if "\0" in text:
        # Two bytes a letter, without a mark that says so: no store keeps that sign either.
        raise NotSeparated(_UNREADABLE)
    opened = StringIO(text, newline="")
    try:
        return list(csv.reader(opened, delimiter=_separator(text), strict=True))
    except csv.Error as error:
        reason = f"susunan CSV rusak ({error}); periksa tanda kutip yang tidak ditutup"
        raise NotSeparated(reason) from error


def _separator(text: str) -> str:
    """Return what stands most often between the titles of columns."""
    header = next(iter(text.splitlines()), "")
    return max(_SEPARATORS, key=header.count)
