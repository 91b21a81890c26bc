"""A small SVG writer: escaped text of known width, lines, bars and marks drawn as paths.

Coordinates are pixels from the top left. Text widths are those of Noto Sans, so that labels are
wrapped or cut before anything is drawn and the picture is the same on every machine.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate, chain, takewhile
from typing import Final, Literal

from charts.palette import LIGHT, PICTURE_FONT, Mark, Shape

Anchor = Literal["start", "middle", "end"]

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


def text(
    x: float,
    y: float,
    content: str,
    *,
    size: float = 16,
    weight: int = 400,
    colour: str = LIGHT.ink,
    anchor: Anchor = "start",
) -> str:
    """Return one line of text with its baseline at `y`."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}">{escape(clean(content))}</text>'
    )


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str,
    stroke: str = "none",
    radius: float = 0,
) -> str:
    """Return a rectangle; a negative width or height counts as zero."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, width):.1f}" height="{max(0, height):.1f}" '
        f'rx="{radius:g}" fill="{fill}" stroke="{stroke}"/>'
    )


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    colour: str,
    width: float = 1,
    dash: str = "",
) -> str:
    """Return a straight line; `dash` is a pattern such as "6 4"."""
    pattern = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{width:g}"{pattern}/>'
    )


def polyline(
    points: Sequence[tuple[float, float]],
    *,
    colour: str,
    width: float = 1,
    dash: str = "",
    fill: str = "none",
) -> str:
    """Return connected lines through `points`."""
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    pattern = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{joined}" fill="{fill}" stroke="{colour}" stroke-width="{width:g}" '
        f'stroke-linejoin="round"{pattern}/>'
    )


def disc(x: float, y: float, radius: float, *, colour: str) -> str:
    """Return a filled circle around a point."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour}"/>'


def hatched(x: float, y: float, width: float, height: float) -> str:
    """Return a bar of claimed progress: tinted and hatched, never as solid as approved."""
    from_x, step = x + 7, 7
    strokes = []
    while from_x < x + width + height:
        high = (min(from_x, x + width), y + max(0, from_x - x - width))
        low = (max(from_x - height, x), y + min(height, from_x - x))
        strokes.append(line(high, low, colour=LIGHT.primary))
        from_x += step
    return rect(x, y, width, height, fill="#DCE8EA", stroke=LIGHT.primary) + "".join(strokes)


def shape(mark: Mark, x: float, y: float, size: float) -> str:
    """Return the form of `mark` centred on a point, `size` pixels wide, drawn as a path."""
    r = size / 2
    circle = f"M{x - r:.1f} {y:.1f}a{r:g} {r:g} 0 1 0 {size:g} 0a{r:g} {r:g} 0 1 0 {-size:g} 0z"
    ring = f'fill="none" stroke="{mark.colour}" stroke-width="{size / 7:.1f}"'
    solid = f'fill="{mark.colour}"'
    match mark.shape:
        case Shape.CIRCLE:
            return f'<path d="{circle}" {solid}/>'
        case Shape.RING:
            return f'<path d="{circle}" {ring}/>'
        case Shape.HALF:
            half = f"M{x:.1f} {y - r:.1f}a{r:g} {r:g} 0 0 0 0 {size:g}z"
            return f'<path d="{circle}" {ring}/><path d="{half}" {solid}/>'
        case Shape.SQUARE:
            return f'<path d="M{x - r:.1f} {y - r:.1f}h{size:g}v{size:g}h{-size:g}z" {solid}/>'
        case Shape.TRIANGLE:
            return f'<path d="M{x:.1f} {y - r:.1f}l{r:g} {size:g}h{-size:g}z" {solid}/>'


def arrow(x: float, y: float, size: float, *, points_down: bool, colour: str) -> str:
    """Return a small triangle centred on a point: down for behind, up for ahead."""
    r = size / 2
    tip, base = (y + r, y - r) if points_down else (y - r, y + r)
    return (
        f'<path d="M{x - r:.1f} {base:.1f}L{x + r:.1f} {base:.1f}L{x:.1f} {tip:.1f}z" '
        f'fill="{colour}"/>'
    )


def window(x: float, y: float, width: float, height: float, parts: Sequence[str]) -> str:
    """Return `parts`, of which only what lies inside the rectangle is seen."""
    return (
        f'<svg x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'viewBox="{x:.1f} {y:.1f} {width:.1f} {height:.1f}">{"".join(parts)}</svg>'
    )


def document(width: float, height: float, parts: Sequence[str], *, alt: str) -> str:
    """Return a whole SVG picture with `alt` as its title for screen readers."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" font-family="{PICTURE_FONT}, sans-serif">'
        f"<title>{escape(clean(alt))}</title>{''.join(parts)}</svg>"
    )


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
