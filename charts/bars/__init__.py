"""Progress per sentra as bullet bars: solid actual, hatched claim, a tick for the plan."""

from charts.bars.picture import row_svg, row_words, svg
from charts.bars.spec import BarRow, BarsSpec, spec

__all__ = ["BarRow", "BarsSpec", "row_svg", "row_words", "spec", "svg"]
