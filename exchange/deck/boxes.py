"""Rectangles on a slide, in inches from its top left."""

from dataclasses import dataclass, replace
from typing import Final

from pptx.shapes.base import BaseShape
from pptx.util import Inches, Length

POINTS: Final = 72
"""Points an inch: sizes of letters are in points, places in inches."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The bottom edge."""
        return self.top + self.height

    @property
    def place(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as PowerPoint counts them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)

    def upper(self, height: float) -> "Box":
        """Return the part of this height at the top."""
        return replace(self, height=height)

    def below(self, height: float) -> "Box":
        """Return what is left under a part of this height."""
        return replace(self, top=self.top + height, height=self.height - height)

    def columns(self, *shares: float, gap: float) -> "tuple[Box, ...]":
        """Return columns side by side, as wide as their shares, with `gap` between them."""
        room = self.width - gap * (len(shares) - 1)
        left, found = self.left, []
        for share in shares:
            width = room * share / sum(shares)
            found.append(replace(self, left=left, width=width))
            left += width + gap
        return tuple(found)


def box_of(shape: BaseShape) -> Box:
    """Return where a shape stands, wherever it has its place from."""
    return Box(
        *(Length(length).inches for length in (shape.left, shape.top, shape.width, shape.height))
    )
