"""Drawings small enough for a cell or a legend: a progress strip, the parts of a bar, a mark."""

from typing import Final

from charts import drawing
from charts.palette import CLAIMED, LIGHT, TRACK, Mark

_STRIP: Final = (72, 8)
_SWATCH: Final = (22, 14)


def progress(share: float) -> str:
    """Return a share in [0, 1] as a filled strip."""
    width, height = _STRIP
    track = f'<rect width="{width}" height="{height}" rx="2" fill="{TRACK}"/>'
    fill = f'<rect width="{width * share:.1f}" height="{height}" rx="2" fill="{LIGHT.primary}"/>'
    return drawing.document(width, height, [track, fill], alt="")


def mark(look: Mark) -> str:
    """Return the shape of a state; the word stands beside it."""
    return drawing.document(12, 12, [drawing.shape(look, 6, 6, 10)], alt="")


def actual_swatch() -> str:
    """Return what actual progress looks like in a bar."""
    return _swatch(LIGHT.primary)


def claimed_swatch() -> str:
    """Return what a claim that awaits approval looks like in a bar."""
    return _swatch(CLAIMED)


def lower_swatch() -> str:
    """Return what a bar looks like where less is claimed than approved."""
    size = 'width="19.5" height="6.5"'
    edge = f'fill="{LIGHT.surface}" stroke="{LIGHT.primary}" stroke-width="2.5"'
    return drawing.document(*_SWATCH, [f'<rect x="1.25" y="3.75" {size} {edge}/>'], alt="")


def plan_swatch() -> str:
    """Return what the plan's tick looks like."""
    tick = f'<rect x="10" width="3" height="14" fill="{LIGHT.ink}"/>'
    return drawing.document(*_SWATCH, [tick], alt="")


def _swatch(colour: str) -> str:
    return drawing.document(
        *_SWATCH, [f'<rect y="3" width="22" height="8" fill="{colour}"/>'], alt=""
    )
