"""Progress per sentra as bullet bars: solid actual, hatched claim, a tick for the plan.

Where less is claimed than approved the bar is hollow from the claim on.
"""

from charts.bars.picture import row_svg, row_words, svg
from charts.bars.spec import HIGHER, LOWER, BarRow, BarsSpec, spec

__all__ = ["HIGHER", "LOWER", "BarRow", "BarsSpec", "row_svg", "row_words", "spec", "svg"]
