"""What a chart says, before anything is drawn: the screen and the picture read the same spec."""

from dataclasses import dataclass, replace
from typing import TypeVar

from charts.stamp import Stamp


@dataclass(frozen=True, kw_only=True)
class ChartSpec:
    """The words of a chart: the finding, what is shown, the finding for those who cannot see it.

    A picture that does not stand alone is only the drawing: the page around it has the words.
    """

    title: str
    subtitle: str
    alt: str
    stamp: Stamp
    stands_alone: bool = True

    @property
    def caption(self) -> str:
        """As-of day, basis, plan, source and, for example data, its mark."""
        return self.stamp.caption


_Spec = TypeVar("_Spec", bound=ChartSpec)


def signed_by(spec: _Spec, made_by: str) -> _Spec:
    """Return `spec` as it leaves the screen in a file that `made_by` makes."""
    return replace(spec, stamp=replace(spec.stamp, made_by=made_by))
