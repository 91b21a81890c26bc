"""Progress per sentra as bullet bars: solid actual, hatched claim, a tick for the plan."""

from typing import Final

import plotly.graph_objects as go

from charts import drawing, findings
from charts.palette import CLAIMED, LIGHT, TRACK, Shape, mark, symbol, template
from charts.sheet import Area, picture
from charts.spec import BarRow, BarsSpec
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Basis, label
from words.formats import percent, points

_SCREEN_ROW: Final = 66
_PICTURE_ROW: Final = 46
_NAME_WIDTH: Final = 270
_FIGURES_WIDTH: Final = 330


def spec(briefing: Briefing) -> BarsSpec:
    """Return the bars of all sentra, in the briefing's order: by need."""
    totals, moment = briefing.totals, briefing.moment
    finding = findings.progress(totals.actual, totals.deviation, moment)
    claims = "; arsir = dilaporkan, belum disetujui" if moment.basis is Basis.APPROVED else ""
    rows = tuple(_row(one, moment.basis) for one in briefing.sentra)
    title = findings.sentence(f"{finding}; {findings.lights(totals.lights)}")
    return BarsSpec(
        title=title,
        subtitle=f"Capaian tiap sentra: batang = realisasi, garis = {label(moment.plan)}{claims}",
        alt=f"{title}. " + " ".join(_row_sentence(row) for row in rows),
        stamp=stamp(briefing.programme, moment),
        rows=rows,
    )


def figure(spec: BarsSpec) -> go.Figure:
    """Return the bars for the screen, each with its words above and below it."""
    positions = list(range(len(spec.rows)))
    drawn = go.Figure(_traces(spec, positions))
    drawn.update_layout(
        template=template(),
        barmode="overlay",
        height=_SCREEN_ROW * len(spec.rows) + 36,
        margin={"l": 18, "r": 20, "t": 4, "b": 28},
        hovermode="closest",
    )
    drawn.update_xaxes(
        range=[0, 100],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["0%", "25%", "50%", "75%", "100%"],
        ticklabeloverflow="allow",
        fixedrange=True,
    )
    drawn.update_yaxes(
        range=[len(spec.rows) - 0.4, -0.55],
        tickvals=positions,
        ticktext=[row.name for row in spec.rows],
        showticklabels=False,
        showgrid=False,
        fixedrange=True,
    )
    return drawn


def svg(spec: BarsSpec) -> str:
    """Return the bars as a picture."""
    body = _PICTURE_ROW * len(spec.rows) + 30
    return picture(spec, lambda area: _drawn(spec, area), body=body)


def row_svg(brief: SentraBrief, *, basis: Basis) -> str:
    """Return one small bar as wide as its cell, for a row of a page or table."""
    row = _row(brief, basis)
    claimed = "" if row.claimed is None else _strip(row.claimed, CLAIMED)
    tick = (
        f'<rect x="{100 * row.planned:.2f}%" y="0" width="3" height="18" '
        f'transform="translate(-1.5)" fill="{LIGHT.ink}"/>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="18" role="img" '
        f'overflow="visible" aria-label="{drawing.attribute(_row_sentence(row))}">'
        f"{_strip(1, TRACK)}{claimed}{_strip(row.actual, LIGHT.primary)}{tick}</svg>"
    )


def row_words(brief: SentraBrief, *, basis: Basis) -> str:
    """Return what the small bar shows, for those who cannot see it."""
    return _row_sentence(_row(brief, basis))


def _row(brief: SentraBrief, basis: Basis) -> BarRow:
    is_claimed = basis is Basis.APPROVED and brief.reported > brief.actual
    return BarRow(
        code=brief.sentra.code,
        name=brief.sentra.name,
        actual=brief.actual,
        claimed=brief.reported if is_claimed else None,
        planned=brief.planned,
        mark=mark(brief.health.light),
        actual_text=percent(brief.actual),
        planned_text=percent(brief.planned),
        claimed_text=percent(brief.reported) if is_claimed else "",
        deviation_text=points(brief.deviation),
    )


def _row_sentence(row: BarRow) -> str:
    claim = f", dilaporkan {row.claimed_text}" if row.claimed_text else ""
    return (
        f"{row.name}: {row.actual_text} dari rencana {row.planned_text} "
        f"({row.deviation_text}){claim}, {row.mark.word}."
    )


def _strip(share: float, colour: str) -> str:
    return f'<rect y="3" width="{100 * share:.2f}%" height="12" fill="{colour}"/>'


def _traces(spec: BarsSpec, positions: list[int]) -> list[go.Bar | go.Scatter]:
    rows = spec.rows
    claims = [None if row.claimed is None else 100 * row.claimed for row in rows]
    return [
        _bar("jalur", positions, [100.0] * len(rows), TRACK, hover=None),
        _bar("dilaporkan", positions, claims, CLAIMED, hover=None),
        _bar(
            "realisasi",
            positions,
            [100 * row.actual for row in rows],
            LIGHT.primary,
            hover=[drawing.hover_text(_row_sentence(row)) for row in rows],
        ),
        _plan_ticks(rows, positions),
        *_labels(rows, positions),
    ]


def _bar(
    name: str,
    positions: list[int],
    values: list[float] | list[float | None],
    colour: str,
    *,
    hover: list[str] | None,
) -> go.Bar:
    hatch = {"shape": "/", "fgcolor": LIGHT.primary, "size": 6, "solidity": 0.2}
    return go.Bar(
        name=name,
        orientation="h",
        x=values,
        y=positions,
        width=0.26,
        marker={"color": colour, "pattern": hatch if name == "dilaporkan" else {}},
        hovertext=hover,
        hoverinfo="text" if hover else "skip",
    )


def _plan_ticks(rows: tuple[BarRow, ...], positions: list[int]) -> go.Scatter:
    return go.Scatter(
        name="rencana",
        mode="markers",
        x=[100 * row.planned for row in rows],
        y=positions,
        marker={
            "symbol": "line-ns",
            "size": 14,
            "line": {"width": 3, "color": LIGHT.ink},
        },
        hovertext=[drawing.hover_text(_row_sentence(row)) for row in rows],
        hoverinfo="text",
        cliponaxis=False,
    )


def _labels(rows: tuple[BarRow, ...], positions: list[int]) -> list[go.Scatter]:
    above = [position - 0.29 for position in positions]
    below = [position + 0.29 for position in positions]
    names = [f"<b>{drawing.screen_text(row.name, 230)}</b>" for row in rows]
    figures = [f"<b>{row.actual_text}</b>" for row in rows]
    plans = [f"{row.deviation_text} dari {row.planned_text}" for row in rows]
    lights = _screen_text(0, below, [f"\u00a0{row.mark.word}" for row in rows], "middle right")
    lights.update(
        mode="markers+text",
        marker={
            "symbol": [symbol(row.mark.shape) for row in rows],
            "color": [row.mark.colour for row in rows],
            "size": 11,
            "line": {"width": [2 if row.mark.shape is Shape.RING else 0 for row in rows]},
        },
        textfont={"size": 13, "color": [row.mark.colour for row in rows]},
    )
    return [
        _screen_text(0, above, names, "middle right"),
        _screen_text(100, above, figures, "middle left"),
        _screen_text(100, below, plans, "middle left", colour=LIGHT.muted),
        lights,
    ]


def _screen_text(
    x: float, positions: list[float], words: list[str], side: str, *, colour: str = LIGHT.ink
) -> go.Scatter:
    return go.Scatter(
        mode="text",
        x=[x] * len(words),
        y=positions,
        text=words,
        textposition=side,
        textfont={"size": 13, "color": colour},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _drawn(spec: BarsSpec, area: Area) -> list[str]:
    bars = Area(
        area.left + _NAME_WIDTH, area.top + 24, area.right - _FIGURES_WIDTH, area.bottom - 6
    )
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = bars.left + share * bars.width
        parts.append(drawing.line((x, bars.top), (x, bars.bottom), colour=LIGHT.line))
        parts.append(
            drawing.text(
                x, bars.top - 8, percent(share, 0), size=14, colour=LIGHT.muted, anchor="middle"
            )
        )
    step = bars.height / max(1, len(spec.rows))
    for at, row in enumerate(spec.rows):
        parts += _drawn_row(row, area, bars, bars.top + (at + 0.5) * step)
    return parts


def _drawn_row(row: BarRow, area: Area, bars: Area, y: float) -> list[str]:
    planned_x = bars.left + row.planned * bars.width
    names = drawing.wrapped(row.name, _NAME_WIDTH - 24, size=17, weight=600)
    first = y + 6 - 10 * (len(names) - 1)
    parts = [
        drawing.text(area.left, first + 20 * at, words, size=17, weight=600)
        for at, words in enumerate(names)
    ]
    parts.append(drawing.rect(bars.left, y - 11, bars.width, 22, fill=TRACK))
    if row.claimed is not None:
        parts.append(drawing.hatched(bars.left, y - 11, row.claimed * bars.width, 22))
    parts.append(drawing.rect(bars.left, y - 11, row.actual * bars.width, 22, fill=LIGHT.primary))
    parts.append(drawing.line((planned_x, y - 17), (planned_x, y + 17), colour=LIGHT.ink, width=4))
    return parts + _drawn_figures(row, bars.right + 24, y)


def _drawn_figures(row: BarRow, x: float, y: float) -> list[str]:
    return [
        drawing.text(x + 62, y + 6, row.actual_text, size=18, weight=700, anchor="end"),
        drawing.text(x + 150, y + 6, row.deviation_text, size=16, colour=LIGHT.muted, anchor="end"),
        drawing.shape(row.mark, x + 178, y, 15),
        drawing.text(x + 194, y + 6, row.mark.word, size=16, colour=row.mark.colour),
    ]
