"""What the page says, section by section: the blocks of the report and of the minutes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from charts import gantt, places
from charts.palette import Mark, mark
from exchange.minutes.content import minutes_content
from exchange.report.programme_part import programme
from exchange.report.sentra_part import anchor, chart, sentra
from exchange.typesetting.blocks import (
    Block,
    BlockCell,
    ChartBlock,
    Heading,
    Signatures,
    TableBlock,
)
from rules.meetings.dossier import Dossier
from rules.progress.sentra_brief import SentraBrief


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of a table; `link` is the anchor that its first cell leads to, empty for none."""

    cells: tuple[BlockCell, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A block with the name of its kind, its anchor, and the rows where it is a table."""

    kind: str
    block: Block
    anchor: str = ""
    rows: tuple[PageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSection:
    """Parts under one heading; `depth` is the level at which headings inside begin."""

    anchor: str
    title: str
    parts: tuple[PagePart, ...]
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place on the page to go to."""

    anchor: str
    text: str
    mark: Mark | None = None


def sections(dossier: Dossier) -> tuple[PageSection, ...]:
    """Return the sections of the page, in reading order."""
    found = [PageSection("program", "", tuple(_parts(programme(dossier), "program")))]
    if dossier.meeting is not None and dossier.meeting.moment is not None:
        blocks = minutes_content(dossier).blocks
        # Nobody signs a page.
        said = (block for block in blocks if not isinstance(block, Signatures))
        found.append(PageSection("rapat", "Notula rapat", tuple(_parts(said, "rapat")), depth=3))
    map_of_all = chart(places.spec(dossier.briefing), places.svg)
    found.append(PageSection("peta", "Peta", tuple(_parts((map_of_all,), "peta"))))
    own = (
        tuple(_parts(_sentra(sentra, dossier), anchor(sentra)))
        for sentra in dossier.briefing.sentra
    )
    return (*found, *(PageSection("", "", parts) for parts in own))


def links(
    found: Iterable[PageSection], dossier: Dossier
) -> tuple[tuple[PageLink, ...], tuple[PageLink, ...]]:
    """Return what the top of the page leads to: its own headings, and the sentra."""
    lights = {anchor(sentra): mark(sentra.health.light) for sentra in dossier.briefing.sentra}
    names = {anchor(sentra): sentra.sentra.name for sentra in dossier.briefing.sentra}
    own = []
    for section in found:
        if section.title:
            own.append(PageLink(section.anchor, section.title))
        elif section.anchor:
            own += [
                PageLink(part.anchor, part.block.text)
                for part in section.parts
                if isinstance(part.block, Heading) and part.block.level == 1
            ]
    return tuple(own), tuple(
        PageLink(place, names[place], light) for place, light in lights.items()
    )


def _sentra(brief: SentraBrief, dossier: Dossier) -> Iterator[Block]:
    """The blocks of the report, with the schedule below the curve: whole, a page cannot hold it."""
    briefing = dossier.briefing
    for block in sentra(brief, dossier):
        yield block
        if isinstance(block, ChartBlock) and brief.milestones:
            schedule = gantt.spec(brief.milestones, briefing, subject=f"Sentra {brief.sentra.name}")
            yield chart(schedule, gantt.svg)


def _parts(blocks: Iterable[Block], prefix: str) -> Iterator[PagePart]:
    for at, block in enumerate(blocks):
        match block:
            case Heading():
                yield PagePart("heading", block, block.anchor or f"{prefix}-{at}")
            case TableBlock():
                yield _table(block)
            case ChartBlock():
                yield PagePart("chart", block)
            case _:
                yield PagePart(type(block).__name__.lower(), block)


def _table(block: TableBlock) -> PagePart:
    """The table without its column of page numbers: on a page, the first cell leads there."""
    kept = [
        at for at in range(len(block.columns)) if not any(row[at].page_of for row in block.rows)
    ]
    rows = tuple(
        PageRow(
            tuple(row[at] for at in kept), next((cell.page_of for cell in row if cell.page_of), "")
        )
        for row in block.rows
    )
    columns = tuple(block.columns[at] for at in kept)
    return PagePart("table", replace(block, columns=columns), rows=rows)
