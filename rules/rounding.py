"""Figures as they are written: what is compared by eye is compared here, too."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

# Decimals beyond which a binary fraction is but the shadow of a decimal one.
_NOISE: Final = 9


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Round as spreadsheets do, halves away from zero; a rounded zero has no sign."""
    # A computed 47.95 may be 47.949999999999996; both must read 48,0, on paper as in a workbook.
    exact = round(Decimal(value), _NOISE)
    found = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return found or abs(found)


def reads_lower(share: float, than: float) -> bool:
    """Whether a share in [0, 1] is less than another where both are written to a tenth."""
    return rounded(100 * share, 1) < rounded(100 * than, 1)
