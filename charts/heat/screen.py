"""The heat map on the screen: a table, each figure on the ground of its tone."""

from charts import lettering
from charts.heat.spec import HeatCell, HeatRow, HeatSpec
from charts.heat.tones import COLOURS, MARKS, WITH_ARROW, Tone
from charts.palette import Shape, glyph
from charts.screen import NOWHERE, Ways, told
from rules.vocabulary import STAGES


def html(spec: HeatSpec, ways: Ways = NOWHERE) -> str:
    """Return the heat map for the screen; the columns' names stand upright where it is narrow."""
    names = "".join(
        f'<th scope="col" title="{lettering.attribute(stage)}"><span>{name}</span></th>'
        for name, stage in zip(spec.columns, spec.stages, strict=True)
    )
    rows = "".join(_row(row, at / max(1, len(spec.rows)), ways) for at, row in enumerate(spec.rows))
    return (
        f'<table class="plot heat"><caption>{lettering.attribute(spec.alt)}</caption>'
        f"<thead><tr><td></td>{names}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(row: HeatRow, down: float, ways: Ways) -> str:
    named = ways.sentra(row.code, lettering.attribute(row.name))
    cells = "".join(
        _cell(cell, _linked(cell, row, stage, ways), told(cell.hover, at / len(row.cells), down))
        for at, (stage, cell) in enumerate(zip(STAGES, row.cells, strict=True), start=1)
    )
    return f'<tr><th scope="row">{named}</th>{cells}</tr>'


def _linked(cell: HeatCell, row: HeatRow, stage: int, ways: Ways) -> str:
    """The figure of a cell with its sign, which leads to the milestones behind it."""
    drawn = f"{cell.text}{_sign(cell.tone)}"
    return ways.stage(row.code, stage, drawn, cell.name) if cell.milestones else drawn


def _cell(cell: HeatCell, drawn: str, hover: str) -> str:
    ground = "" if cell.tone is Tone.NONE else f' style="background:{COLOURS[cell.tone]}"'
    return f"<td{ground}>{drawn}{hover}</td>"


def _sign(tone: Tone) -> str:
    if tone in MARKS:
        return f'<i class="{tone.value}">{glyph(MARKS[tone].shape)}</i>'
    if tone not in WITH_ARROW:
        return ""
    kind = "ahead" if tone is Tone.AHEAD else "behind"
    # In the ink of the figure: its own colour on this ground is hard to read at this size.
    return f'<i class="{kind}">{glyph(Shape.TRIANGLE)}</i>'
