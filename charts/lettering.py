"""Words of known width: cleaned, cut or wrapped before anything is drawn.

Widths are those of Noto Sans, so that a picture is the same on every machine.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate, chain, takewhile
from typing import Final

_WIDTHS: Final = {
    225: "'",
    260: "ijl ",
    268: ",.:;·!J`",
    300: "()",
    325: "-[]I",
    350: "f",
    368: "t/\\{}",
    410: 'r"',
    432: "°?_",
    475: "zsc",
    505: "–vy",  # noqa: RUF001
    525: "FLxk",
    552: "S*|ETÉ",
    563: "aeéY",
    572: "$+0123456789<=>Z^~−×X",  # noqa: RUF001
    605: "VPo",
    617: "bdgpqhnuKR",
    640: "CA#B",
    732: "GDU&H",
    784: "NOQw…",
    835: "%",
    905: "@M",
    933: "Wm",
}
_ADVANCE: Final = dict(
    chain.from_iterable(((letter, width) for letter in line) for width, line in _WIDTHS.items())
)
_UNKNOWN_ADVANCE: Final = 620
_WIDE_FROM: Final = 0x2E80
_WIDE_ADVANCE: Final = 1000
_BOLD: Final = 600
# Control characters are illegal in XML; direction marks would turn a neighbour's label around.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Return `text` on one line and without characters that a picture cannot hold."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def attribute(text: str) -> str:
    """Return `text` safe inside a quoted SVG attribute."""
    return escape(clean(text), quote=True)


def screen_text(text: str, width: float, *, size: float = 13, lines: int = 1) -> str:
    """Return `text` cut to `width` and safe for plotly, which reads labels as markup."""
    return "<br>".join(
        escape(words, quote=False) for words in wrapped(text, width, size=size, lines=lines)
    )


def hover_text(*lines: str) -> str:
    """Return the lines of a hover box, wrapped and safe for plotly."""
    return "<br>".join(screen_text(words, 330, lines=4) for words in lines)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return the width of `text` in pixels, set in Noto Sans; slightly more where unsure."""
    return _pixels(_units(text), size, weight)


def fitted(text: str, width: float, *, size: float, weight: int = 400) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `width`."""
    whole = clean(text)
    if text_width(whole, size, weight) <= width:
        return whole
    units = accumulate((_advance(letter) for letter in whole), initial=_advance("…"))
    kept = sum(1 for _ in takewhile(lambda all_: _pixels(all_, size, weight) <= width, units))
    return whole[: max(0, kept - 1)].rstrip() + "…"


def wrapped(
    text: str, width: float, *, size: float, weight: int = 400, lines: int = 2
) -> tuple[str, ...]:
    """Return `text` in at most `lines` lines of `width`; the last is cut where it is too long."""
    found: list[str] = []
    rest = clean(text).split(" ")
    while rest and len(found) < lines - 1:
        taken = 1
        while taken < len(rest) and _fits(rest[: taken + 1], width, size, weight):
            taken += 1
        found.append(fitted(" ".join(rest[:taken]), width, size=size, weight=weight))
        rest = rest[taken:]
    if rest:
        found.append(fitted(" ".join(rest), width, size=size, weight=weight))
    return tuple(found)


def _pixels(units: int, size: float, weight: int) -> float:
    return units / 1000 * size * (1.065 if weight >= _BOLD else 1.0)


# Cells of tables are measured over and over until they fit, so that what was measured is kept.
@lru_cache(maxsize=16_384)
def _units(text: str) -> int:
    return sum(map(_advance, text))


@lru_cache(maxsize=4096)
def _advance(letter: str) -> int:
    if ord(letter) >= _WIDE_FROM:
        return _WIDE_ADVANCE
    return _ADVANCE.get(letter, _UNKNOWN_ADVANCE)


def _fits(words: Sequence[str], width: float, size: float, weight: int) -> bool:
    return text_width(" ".join(words), size, weight) <= width
