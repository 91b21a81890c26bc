"""The papers that offices print on, for every kind of file."""

from enum import Enum


class Paper(Enum):
    """Width and height in millimetres, upright, and the number that workbooks know it by.

    F4 is the folio of Indonesian offices, 8.5 x 13 inches.
    """

    A4 = (210.0, 297.0, 9)
    F4 = (215.9, 330.2, 14)

    @property
    def width(self) -> float:
        """Millimetres from the left to the right edge."""
        return self.value[0]

    @property
    def height(self) -> float:
        """Millimetres from the top to the bottom edge."""
        return self.value[1]

    @property
    def sheet_code(self) -> int:
        """The number of the paper in a workbook."""
        return self.value[2]
