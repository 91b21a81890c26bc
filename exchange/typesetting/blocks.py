"""What a document says, block by block, before it is set as PDF or written as Word.

One list of blocks is drawn by every writer, so that two files of one meeting cannot differ.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from charts.lettering import fitted
from charts.palette import Mark
from charts.stamp import Stamp

# In points: what the mark of example data leaves of a line across the paper.
_RUNNING_WIDTH: Final = 395


@dataclass(frozen=True, slots=True)
class Cover:
    """The words at the top of a document, and the stamp that stands on each of its pages."""

    kicker: str
    title: str
    lines: tuple[str, ...]
    stamp: Stamp
    letterhead: tuple[str, ...] = ()

    def running(self, size: float) -> str:
        """Return the words on top of each page, cut to one line of letters of `size` points."""
        words = f"{self.title} · {self.kicker}" if self.kicker else self.title
        return fitted(words, _RUNNING_WIDTH, size=size)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2; `mark` stands beside it, `anchor` is what cells refer to.

    It goes to the next page where less than `room` millimetres are left on its own.
    """

    text: str
    level: int = 1
    mark: Mark | None = None
    anchor: str = ""
    room: float = 0


class Voice(StrEnum):
    """How a paragraph is said."""

    LEAD = "lead"
    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line break in it is kept."""

    text: str
    voice: Voice = Voice.PLAIN


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short texts."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """A large figure with its name, what it is out of, and how it changed."""

    name: str
    value: str
    note: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Large figures beside each other."""

    figures: tuple[BlockFigure, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BlockColumn:
    """A column of a table: its share of the width, and whether its cells are figures."""

    title: str
    width: float
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A small bar: shares in [0, 1]."""

    actual: float
    planned: float


@dataclass(frozen=True, slots=True)
class BlockCell:
    """A cell: its words, a second quiet line, a mark with its word, a bar, or a page referred to.

    `page_of` is the anchor of the heading whose page number is printed.
    """

    text: str = ""
    note: str = ""
    mark: Mark | None = None
    bar: Bar | None = None
    page_of: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows under a header that every page repeats."""

    columns: tuple[BlockColumn, ...]
    rows: tuple[tuple[BlockCell, ...], ...]


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A place to sign: as what, in which post, and by whom; what is empty is left to be written."""

    role: str
    post: str = ""
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign beside each other."""

    signers: tuple[SignedBy, ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A drawing with the words around it, and those for who cannot see it."""

    title: str
    subtitle: str
    alt: str
    svg: str


TextBlock = Heading | Paragraph | Points | Figures | Facts | TableBlock | Signatures
Block = TextBlock | ChartBlock
