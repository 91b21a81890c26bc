"""Charts as blocks: the drawing alone, since the page has the words around it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from charts.findings import sentence
from charts.spec import ChartSpec
from exchange.typesetting.blocks import ChartBlock

_Spec = TypeVar("_Spec", bound=ChartSpec)


def chart(spec: _Spec, draw: Callable[[_Spec], str]) -> ChartBlock:
    """Return `spec` as a block, drawn by `draw` to be read on a page."""
    svg = draw(replace(spec, stands_alone=False))
    return ChartBlock(sentence(spec.title), spec.subtitle, spec.alt, svg)
