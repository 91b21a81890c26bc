"""Sentra by stage: the actual share as a figure, its distance from plan as colour and arrow."""

from typing import Any, Final

import plotly.graph_objects as go

from charts import drawing, findings
from charts.palette import AHEAD, BEHIND, FAR_BEHIND, LIGHT, ON_PLAN, template
from charts.sheet import Area, picture
from charts.spec import HeatCell, HeatRow, HeatSpec, Tone
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.health import DEFAULT_THRESHOLDS
from rules.progress.sentra_brief import SentraBrief, StageBrief
from rules.progress.shares import deviation
from rules.vocabulary import STAGES, label
from words.formats import percent, points

_TOLERANCE: Final = 1e-9
_COLOURS: Final = {
    Tone.NONE: LIGHT.surface,
    Tone.FAR_BEHIND: FAR_BEHIND,
    Tone.BEHIND: BEHIND,
    Tone.ON_PLAN: ON_PLAN,
    Tone.AHEAD: AHEAD,
}
_ORDER: Final = (Tone.FAR_BEHIND, Tone.BEHIND, Tone.ON_PLAN, Tone.AHEAD)
_WORDS: Final = {
    Tone.FAR_BEHIND: "tertinggal lebih dari 10 poin",
    Tone.BEHIND: "tertinggal 5-10 poin",
    Tone.ON_PLAN: "sesuai rencana",
    Tone.AHEAD: "lebih dari 5 poin di atas rencana",
}
_WITH_ARROW: Final = frozenset({Tone.FAR_BEHIND, Tone.BEHIND, Tone.AHEAD})
_EMPTY: Final = "–"  # noqa: RUF001
_SCREEN_ROW: Final = 46
_PICTURE_ROW: Final = 41
_NAME_WIDTH: Final = 210


def spec(briefing: Briefing) -> HeatSpec:
    """Return the stages of all sentra, in the briefing's order: by need."""
    rows = tuple(_row(one) for one in briefing.sentra)
    title = _finding(rows)
    plan = label(briefing.moment.plan)
    return HeatSpec(
        title=title,
        subtitle=f"Realisasi tiap tahap; panah turun = tertinggal lebih dari 5 poin dari {plan}, "
        "panah naik = mendahului",
        alt=f"Peta panas sentra dan tahap, {findings.position(briefing.moment)}. {title}.",
        stamp=stamp(briefing.programme, briefing.moment),
        columns=tuple(_short(name) for name in STAGES.values()),
        stages=tuple(STAGES.values()),
        rows=rows,
    )


def figure(spec: HeatSpec) -> go.Figure:
    """Return the heat map for the screen; the columns' names turn upright where it is narrow."""
    positions = list(range(len(spec.rows)))
    drawn = go.Figure([_ground(spec, positions), _figures(spec), _arrows(spec)])
    drawn.update_layout(
        template=template(),
        height=_SCREEN_ROW * len(spec.rows) + 40,
        margin={"l": 104, "r": 6, "t": 28, "b": 6},
        hovermode="closest",
    )
    drawn.update_xaxes(
        side="top",
        automargin=True,
        tickvals=list(range(len(spec.columns))),
        ticktext=list(spec.columns),
        autotickangles=[0, -90],
        range=[-0.5, len(spec.columns) - 0.5],
        showgrid=False,
        fixedrange=True,
    )
    drawn.update_yaxes(
        range=[len(spec.rows) - 0.5, -0.5],
        tickvals=positions,
        ticktext=[drawing.screen_text(row.name, 96, size=12, lines=2) for row in spec.rows],
        tickfont={"color": LIGHT.ink},
        showgrid=False,
        fixedrange=True,
    )
    return drawn


def svg(spec: HeatSpec) -> str:
    """Return the heat map as a picture, with the meaning of its colours below it."""
    body = _PICTURE_ROW * len(spec.rows) + 76
    return picture(spec, lambda area: _drawn(spec, area), body=body)


def _row(brief: SentraBrief) -> HeatRow:
    cells = tuple(_cell(brief.sentra.name, one) for one in brief.stages)
    return HeatRow(brief.sentra.code, brief.sentra.name, cells)


def _cell(sentra: str, stage: StageBrief) -> HeatCell:
    heading = f"{sentra}: {STAGES[stage.stage]}"
    if stage.actual is None or stage.planned is None:
        hover = drawing.hover_text(heading, "tidak ada tonggak pada tahap ini")
        return HeatCell(None, None, 0, Tone.NONE, _EMPTY, hover)
    behind = deviation(stage.actual, stage.planned)
    hover = drawing.hover_text(
        heading,
        f"realisasi {percent(stage.actual)}, rencana {percent(stage.planned)} ({points(behind)})",
        f"{stage.milestones} tonggak",
    )
    return HeatCell(
        actual=stage.actual,
        planned=stage.planned,
        milestones=stage.milestones,
        tone=_tone(behind),
        text=percent(stage.actual, 0),
        hover=hover,
    )


def _tone(behind: float) -> Tone:
    """The tone of a deviation in points; the boundaries are those of the lights."""
    limits = DEFAULT_THRESHOLDS
    if behind < limits.critical_below - _TOLERANCE:
        return Tone.FAR_BEHIND
    if behind < limits.attention_below - _TOLERANCE:
        return Tone.BEHIND
    return Tone.AHEAD if behind > -limits.attention_below + _TOLERANCE else Tone.ON_PLAN


def _finding(rows: tuple[HeatRow, ...]) -> str:
    """The stage in which most sentra are behind, as a sentence."""
    late = {
        name: sum(row.cells[at].tone in {Tone.FAR_BEHIND, Tone.BEHIND} for row in rows)
        for at, name in enumerate(STAGES.values())
    }
    worst = max(late, key=lambda name: late[name])
    if not late[worst]:
        return "Tidak ada tahap yang tertinggal lebih dari 5 poin"
    return f"Tahap {worst} paling sering tertinggal: {late[worst]} dari {len(rows)} sentra"


def _short(stage: str) -> str:
    """The first word of a stage's name: Sarana of Sarana-prasarana."""
    return stage.replace("-", " ").replace(",", " ").split()[0]


def _ground(spec: HeatSpec, positions: list[int]) -> go.Heatmap:
    steps = len(_ORDER)
    scale = [
        [(at + edge) / steps, _COLOURS[tone]] for at, tone in enumerate(_ORDER) for edge in (0, 1)
    ]
    values = [
        [None if cell.tone is Tone.NONE else _ORDER.index(cell.tone) for cell in row.cells]
        for row in spec.rows
    ]
    return go.Heatmap(
        name="simpangan",
        x=list(range(len(spec.columns))),
        y=positions,
        z=values,
        zmin=-0.5,
        zmax=steps - 0.5,
        colorscale=scale,
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )


def _figures(spec: HeatSpec) -> go.Scatter:
    cells = _placed(spec)
    return go.Scatter(
        name="realisasi",
        mode="text",
        x=[x for x, _, _ in cells],
        y=[y - (0.1 if cell.tone in _WITH_ARROW else 0) for _, y, cell in cells],
        text=[cell.text for _, _, cell in cells],
        textfont={"size": 12, "color": LIGHT.ink},
        hovertext=[cell.hover for _, _, cell in cells],
        hoverinfo="text",
    )


def _arrows(spec: HeatSpec) -> go.Scatter:
    cells = [one for one in _placed(spec) if one[2].tone in _WITH_ARROW]
    is_ahead = [cell.tone is Tone.AHEAD for _, _, cell in cells]
    return go.Scatter(
        name="panah",
        mode="markers",
        x=[x for x, _, _ in cells],
        y=[y + 0.28 for _, y, _ in cells],
        marker={
            "size": 8,
            "symbol": ["triangle-up" if ahead else "triangle-down" for ahead in is_ahead],
            "color": [_arrow_colour(cell.tone) for _, _, cell in cells],
        },
        hoverinfo="skip",
    )


def _placed(spec: HeatSpec) -> list[tuple[int, int, HeatCell]]:
    return [
        (column, at, cell)
        for at, row in enumerate(spec.rows)
        for column, cell in enumerate(row.cells)
    ]


def _arrow_colour(tone: Tone) -> str:
    colours: dict[Tone, str] = {Tone.FAR_BEHIND: LIGHT.alarm, Tone.BEHIND: LIGHT.warning}
    return colours.get(tone, LIGHT.good)


def _drawn(spec: HeatSpec, area: Area) -> list[str]:
    grid = Area(area.left + _NAME_WIDTH, area.top + 30, area.right, area.bottom - 46)
    column = grid.width / max(1, len(spec.columns))
    step = grid.height / max(1, len(spec.rows))
    parts = [
        drawing.text(
            grid.left + (at + 0.5) * column,
            grid.top - 12,
            drawing.fitted(name, column - 8, size=15),
            size=15,
            colour=LIGHT.muted,
            anchor="middle",
        )
        for at, name in enumerate(spec.columns)
    ]
    for at, row in enumerate(spec.rows):
        top = grid.top + at * step
        parts += _drawn_name(row.name, area.left, top + step / 2)
        for place, cell in enumerate(row.cells):
            box = Area(
                grid.left + place * column, top, grid.left + (place + 1) * column, top + step
            )
            parts += _drawn_cell(cell, box)
    return parts + _legend(area.left, area.bottom - 16)


def _drawn_name(name: str, left: float, y: float) -> list[str]:
    words = drawing.wrapped(name, _NAME_WIDTH - 16, size=16, weight=600)
    first = y + 6 - 9 * (len(words) - 1)
    return [
        drawing.text(left, first + 18 * at, one, size=16, weight=600)
        for at, one in enumerate(words)
    ]


def _drawn_cell(cell: HeatCell, box: Area) -> list[str]:
    x, y = box.left + box.width / 2, box.top + box.height / 2
    if cell.tone is Tone.NONE:
        return [drawing.text(x, y + 6, cell.text, size=17, colour=LIGHT.muted, anchor="middle")]
    fill = _COLOURS[cell.tone]
    parts = [
        drawing.rect(box.left + 2, box.top + 2, box.width - 4, box.height - 4, fill=fill, radius=4),
        drawing.text(x, y + 6, cell.text, size=17, weight=600, anchor="middle"),
    ]
    return [*parts, *_drawn_arrow(cell.tone, x + 38, y)]


def _drawn_arrow(tone: Tone, x: float, y: float) -> list[str]:
    if tone not in _WITH_ARROW:
        return []
    is_down = tone is not Tone.AHEAD
    return [drawing.arrow(x, y, 11, points_down=is_down, colour=_arrow_colour(tone))]


def _legend(left: float, y: float) -> list[str]:
    parts: list[Any] = []
    x = left
    for tone in _ORDER:
        parts.append(drawing.rect(x, y - 14, 22, 18, fill=_COLOURS[tone], stroke=LIGHT.line))
        parts += _drawn_arrow(tone, x + 11, y - 5)
        parts.append(drawing.text(x + 30, y, _WORDS[tone], size=15, colour=LIGHT.muted))
        x += 62 + drawing.text_width(_WORDS[tone], 15)
    return parts
