"""How charts stand on the screen: words as text of the page, what is drawn as pictures among them.

Words keep their size at every width and can be selected and found; lines stretch with their box.
Streamlit takes SVG tags out of HTML, an image it leaves alone. Looks stand in the style sheet.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from charts import lettering
from charts.sheet import Area
from rules.values import MilestoneCode, SentraCode

# The box of a stretched drawing; a tenth of its units is finer than any screen.
BOX: Final = Area(0, 0, 1000, 1000)
_KEPT: Final = 'vector-effect="non-scaling-stroke"'
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Ways:
    """How the parts of a chart lead to what they stand for: each makes a link of markup.

    Charts know no addresses. Without ways the parts stay what they are.
    """

    sentra: Callable[[SentraCode, str], str] = lambda _, drawn: drawn
    pointed: Callable[[SentraCode, str], str] = lambda _, drawn: drawn
    """The same beside a link to the same sentra: for who points at it, no other stop of a key."""
    stage: Callable[[SentraCode, int, str, str], str] = lambda _code, _stage, drawn, _name: drawn
    """To the milestones of a stage of a sentra; the last are the words that name the link."""
    milestone: Callable[[SentraCode, MilestoneCode, str], str] = lambda _code, _own, drawn: drawn
    whole: Callable[[str], str] = lambda drawn: drawn
    """To what the figures of the chart sum up."""


NOWHERE: Final = Ways()


def image(svg: str, words: str, kind: str, *, place: str = "") -> str:
    """Return a drawing as an image, at a `place` in CSS where it has one.

    `words` say what it shows, empty where the text beside it does; `kind` is its class.
    """
    data = b64encode(svg.encode()).decode()
    style = f' style="{place}"' if place else ""
    return (
        f'<img class="{kind}" alt="{lettering.attribute(words)}"{style} '
        f'src="data:image/svg+xml;base64,{data}">'
    )


def stretched(parts: Iterable[str], box: Area = BOX) -> str:
    """Return lines drawn in `box` as an image that fills what it stands in; they keep their width.

    Straight lines stand sharp on the pixels.
    """
    drawn = "".join(parts).replace("<polyline ", f"<polyline {_KEPT} ")
    drawn = drawn.replace("<line ", f'<line {_KEPT} shape-rendering="crispEdges" ')
    return image(
        '<svg xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="none" '
        f'viewBox="{box.left:g} {box.top:g} {box.width:g} {box.height:g}">{drawn}</svg>',
        "",
        "lines",
    )


def chart(kind: str, alt: str, parts: Sequence[str]) -> str:
    """Return a chart of a `kind`, told as `alt` to whoever cannot see it; its links stay links."""
    words = lettering.attribute(alt)
    return f'<div class="plot {kind}" role="group" aria-label="{words}">{"".join(parts)}</div>'


def per_cent(share: float) -> str:
    """Return a share as a length of CSS."""
    return f"{100 * share:.2f}%"


def told(hover: str, across: float, down: float) -> str:
    """Return what is told of a place once somebody points there; `hover` is markup already.

    It stands towards the middle of the chart, of which `across` and `down` are shares.
    """
    side = f"{'right' if across < _HALF else 'left'} {'below' if down < _HALF else 'above'}"
    place = f"--x:{per_cent(across)};--y:{per_cent(down)}"
    return f'<span class="told {side}" style="{place}">{hover}</span>'
