"""A small SVG writer: escaped text, lines, bars and marks drawn as paths.

Coordinates are pixels from the top left.
"""

from collections.abc import Sequence
from html import escape
from typing import Literal

from charts.lettering import clean
from charts.palette import LIGHT, PICTURE_FONT, Mark, Shape

Anchor = Literal["start", "middle", "end"]


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
