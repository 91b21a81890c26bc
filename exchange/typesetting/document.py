"""A document of blocks, set as PDF."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from charts.palette import LIGHT, TRACK
from charts.stamp import EXAMPLE_MARK
from exchange.paper import Paper
from exchange.typesetting import compiler
from exchange.typesetting.blocks import Block, Cover, TableBlock

_TEMPLATE: Final = compiler.FOLDER / "document.typ"
# A cell of this many letters may be longer than what is left of a page, so it goes on on the next.
_LONG: Final = 400
# In points: the size of the words on top of each page.
_RUNNING_SIZE: Final = 7.5


def pdf(cover: Cover, blocks: Sequence[Block], paper: Paper) -> bytes:
    """Return the document as a tagged PDF/UA-1 on `paper`; equal input, equal bytes."""
    stamp = cover.stamp
    words = {
        "letterhead": cover.letterhead,
        "kicker": cover.kicker,
        "title": cover.title,
        "lines": cover.lines,
    }
    content = {
        "cover": {**words, "running": cover.running(_RUNNING_SIZE), "caption": stamp.caption},
        "author": stamp.made_by,
        "example": EXAMPLE_MARK if stamp.is_example else "",
        "paper": {"width": paper.width, "height": paper.height},
        "colours": {**asdict(LIGHT), "track": TRACK},
        "blocks": [_drawn(block) for block in blocks],
    }
    return compiler.pdf(_TEMPLATE, content, stamp.as_of)


def _drawn(block: Block) -> dict[str, object]:
    """The block as the template reads it: its kind, and what it says."""
    plain = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, TableBlock):
        for row in plain["rows"]:
            for cell in row:
                cell["is_long"] = len(cell["text"]) > _LONG
    return plain
