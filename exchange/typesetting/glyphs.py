"""Which signs the installed font can show; a PDF for screen readers may hold no others."""

import re
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Final
from unicodedata import category, normalize

import fontpkg_noto_sans

from exchange.plain_text import plain

FONT: Final = Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf"
"""The upright Noto Sans in all weights."""

REPLACEMENT: Final = "\ufffd"
"""What stands for a sign that the font does not have."""

_TABLE: Final = ">4sIII"
_TABLES_FROM: Final = 12
_GROUPS: Final = 12
_GROUPS_FROM: Final = 16
# Marks that only join, turn or vary their neighbours: without the neighbour they mean nothing.
_UNSEEN: Final = re.compile("[\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def shown(text: str) -> str:
    """Return `text` as the font can show it: marks without a letter of their own left out.

    Other signs that it lacks are replaced. Accents that make one letter with theirs stay; stacked
    ones do not, since a picture with them cannot be kept in an archive.
    """
    composed = normalize("NFC", _UNSEEN.sub("", plain(text)))
    return _unknown().sub(REPLACEMENT, _stacked().sub("", composed))


@cache
def _unknown() -> re.Pattern[str]:
    """What matches a sign without a form; line breaks and tabs are signs of the setter's own."""
    spans = "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in _spans())
    return re.compile(f"[^\t\n\r\u2028\u2029{spans}]")


@cache
def _stacked() -> re.Pattern[str]:
    """What matches a sign that is written above, below or around the letter before it."""
    signs = (chr(code) for low, high in _spans() for code in range(low, high + 1))
    return re.compile("[" + "".join(sign for sign in signs if category(sign).startswith("M")) + "]")


def _spans() -> list[tuple[int, int]]:
    """The first and last code of each run of signs that the font maps to a form."""
    content = FONT.read_bytes()
    (tables,) = unpack_from(">H", content, 4)
    records = iter_unpack(_TABLE, content[_TABLES_FROM : _TABLES_FROM + 16 * tables])
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = unpack_from(">H", content, cmap + 2)
    encodings = iter_unpack(">HHI", content[cmap + 4 : cmap + 4 + 8 * count])
    starts = [cmap + offset for _, _, offset in encodings]
    full = next(at for at in starts if unpack_from(">H", content, at) == (_GROUPS,))
    (groups,) = unpack_from(">I", content, full + 12)
    first = full + _GROUPS_FROM
    return [
        (low, high) for low, high, _ in iter_unpack(">III", content[first : first + 12 * groups])
    ]
