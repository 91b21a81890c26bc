"""How a plan rises from its start to its finish: evenly, in one step, or by targets of quarters."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rules.periods import Quarter
from rules.vocabulary import ShapeKind


@dataclass(frozen=True, slots=True)
class QuarterTarget:
    """How much of a milestone is planned to be done by the end of a quarter, as a share."""

    quarter: Quarter
    share: float

    @property
    def percent(self) -> float:
        """The share as people write it, to the hundredth of a percent in which it is kept."""
        return round(100 * self.share, 2)

    @classmethod
    def of(cls, year: int, number: int, percent: str | Decimal) -> "QuarterTarget":
        """Return the target that so many percent by the end of a quarter are."""
        return cls(Quarter(year, number), float(Decimal(percent) / 100))


@dataclass(frozen=True, slots=True)
class Shape:
    """How a plan rises from its start to its finish; `targets` are cumulative, by quarter."""

    kind: ShapeKind = ShapeKind.LINEAR
    targets: tuple[QuarterTarget, ...] = ()

    @property
    def code(self) -> str:
        """The shape as stores and scripts keep it: linear, step, or 2022-1:40;2022-2:100."""
        if self.kind is not ShapeKind.TARGETS:
            return self.kind.value
        return ";".join(
            f"{one.quarter.year}-{one.quarter.number}:{one.percent:g}" for one in self.targets
        )


def shape_of(code: str) -> Shape:
    """Return the shape that `code` keeps."""
    if ":" not in code:
        return Shape(ShapeKind(code))
    parts = (part.replace(":", "-").split("-") for part in code.split(";"))
    return Shape(
        ShapeKind.TARGETS,
        tuple(QuarterTarget.of(int(year), int(number), percent) for year, number, percent in parts),
    )


LINEAR: Final = Shape()
STEP: Final = Shape(ShapeKind.STEP)
