"""The timeline for those who explore: each milestone's words above its bar, as on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal

import plotly.graph_objects as go

from charts import lettering, time_axis
from charts.exploring import symbol, template
from charts.gantt.spec import GanttRow, GanttSpec, Span, side_of_note
from charts.palette import BAND, LIGHT, PLANNED_BAR, glyph

_DAY: Final = timedelta(days=1)
_MILLISECONDS: Final = 86_400_000
_WORDS_HEIGHT: Final = 16
_BAR_HEIGHT: Final = 30
_HEADING_HEIGHT: Final = 38
_NARROWEST: Final = 320


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading or a row on the screen; `top` in pixels from the first, `words` as they wrap."""

    item: str | GanttRow
    top: float
    words: tuple[str, ...]

    @property
    def bar_y(self) -> float:
        """The middle of the bar below the words."""
        return self.top + _WORDS_HEIGHT * len(self.words) + 10

    @property
    def bottom(self) -> float:
        """Where the next line begins."""
        if isinstance(self.item, str):
            return self.top + _HEADING_HEIGHT
        return self.top + _WORDS_HEIGHT * len(self.words) + _BAR_HEIGHT


def figure(spec: GanttSpec) -> go.Figure:
    """Return the timeline as plotly draws it: each milestone's words above its bar."""
    lines = _lines(spec)
    height = max([_BAR_HEIGHT, *(line.bottom for line in lines)])
    share = time_axis.share_of(spec.as_of, spec.start, spec.finish)
    drawn = go.Figure(_traces(spec, lines))
    drawn.update_layout(
        template=template(),
        barmode="overlay",
        height=height + 70,
        margin={"l": 8, "r": 12, "t": 26, "b": 44},
        hovermode="closest",
        shapes=[*_bands(lines), *time_axis.grid(spec.ticks), time_axis.as_of_line(spec.as_of)],
        annotations=[
            time_axis.as_of_label(spec.as_of_text, spec.as_of, share=share),
            *_inner_notes(spec, lines),
        ],
    )
    drawn.update_xaxes(**time_axis.axis(spec.ticks, spec.start, spec.finish))
    drawn.update_yaxes(range=[height, 0], showticklabels=False, showgrid=False, fixedrange=True)
    return drawn


def _lines(spec: GanttSpec) -> list[_Line]:
    """Headings and rows as they follow each other down the screen."""
    found: list[_Line] = []
    for group in spec.groups:
        items: list[str | GanttRow] = [group.heading] if group.heading else []
        for item in (*items, *group.rows):
            top = found[-1].bottom if found else 0
            found.append(_Line(item, top, _words(item)))
    return found


def _words(item: str | GanttRow) -> tuple[str, ...]:
    """What stands above a bar, wrapped for a phone and safe as plotly markup."""
    if isinstance(item, str):
        return (f"<b>{lettering.screen_text(item, _NARROWEST, size=14)}</b>",)
    return tuple(lettering.screen_text(item.title, _NARROWEST, size=12, lines=2).split("<br>"))


def _placed(lines: Sequence[_Line]) -> list[tuple[float, GanttRow]]:
    return [(line.bar_y, line.item) for line in lines if isinstance(line.item, GanttRow)]


def _bands(lines: Sequence[_Line]) -> list[dict[str, Any]]:
    """A quiet ground behind every heading."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": line.top + 6,
            "y1": line.bottom - 6,
            "fillcolor": BAND,
            "line": {"width": 0},
            "layer": "below",
        }
        for line in lines
        if isinstance(line.item, str)
    ]


def _traces(spec: GanttSpec, lines: Sequence[_Line]) -> list[go.Bar | go.Scatter]:
    rows = _placed(lines)
    done = [(y, row, row.done) for y, row in rows if row.done is not None]
    current = _bars("rencana berjalan", [(y, row.current) for y, row in rows], height=12)
    current.update(
        marker={"color": PLANNED_BAR}, hovertext=[row.hover for _, row in rows], hoverinfo="text"
    )
    filled = _bars("realisasi", [(y, span) for y, _, span in done], height=12)
    filled.update(
        marker={"color": LIGHT.primary},
        hovertext=[row.hover for _, row, _ in done],
        hoverinfo="text",
    )
    first = _bars("rencana awal", [(y, row.first) for y, row in rows], height=17)
    first.update(
        marker={"color": "rgba(0,0,0,0)", "line": {"color": LIGHT.plan, "width": 1}},
        hoverinfo="skip",
    )
    return [
        current,
        filled,
        first,
        _notes([(y, row) for y, row in rows if side_of_note(row, spec) == "right"], "right"),
        _notes([(y, row) for y, row in rows if side_of_note(row, spec) == "left"], "left"),
        _titles(spec, lines),
    ]


def _bars(name: str, spans: Sequence[tuple[float, Span]], *, height: float) -> go.Bar:
    return go.Bar(
        name=name,
        orientation="h",
        base=[span.start for _, span in spans],
        x=[((span.finish - span.start).days + 1) * _MILLISECONDS for _, span in spans],
        y=[y for y, _ in spans],
        width=height,
    )


def _titles(spec: GanttSpec, lines: Sequence[_Line]) -> go.Scatter:
    return go.Scatter(
        name="tonggak",
        mode="text",
        x=[spec.start] * len(lines),
        y=[_middle(line) for line in lines],
        text=["<br>".join(line.words) for line in lines],
        textposition="middle right",
        textfont={"size": [14 if isinstance(line.item, str) else 12 for line in lines]},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _middle(line: _Line) -> float:
    """The middle of the words of a line."""
    if isinstance(line.item, str):
        return (line.top + line.bottom) / 2
    return line.top + _WORDS_HEIGHT * len(line.words) / 2


def _notes(rows: list[tuple[float, GanttRow]], side: Literal["right", "left"]) -> go.Scatter:
    """The notes beside their bars, each with its mark next to the bar."""
    margin = 14 * _DAY
    is_left = side == "left"
    return go.Scatter(
        name="keadaan",
        mode="markers+text",
        x=[row.first_day - margin if is_left else row.last_day + margin for _, row in rows],
        y=[y for y, _ in rows],
        text=[f"{row.note}\u00a0" if is_left else f"\u00a0{row.note}" for _, row in rows],
        textposition=f"middle {side}",
        textfont={"size": 12, "color": [row.mark.colour for _, row in rows]},
        marker={
            "symbol": [symbol(row.mark.shape) for _, row in rows],
            "color": [row.mark.colour for _, row in rows],
            "size": 9,
            "line": {"width": 1.5, "color": [row.mark.colour for _, row in rows]},
        },
        hovertext=[row.hover for _, row in rows],
        hoverinfo="text",
    )


def _inner_notes(spec: GanttSpec, lines: Sequence[_Line]) -> list[dict[str, Any]]:
    """The notes that stand on their bars, on a ground of their own."""
    return [
        {
            "text": f"{glyph(row.mark.shape)} {row.note}",
            "x": row.current.finish,
            "y": y,
            "xanchor": "right",
            "yanchor": "middle",
            "xshift": -6,
            "showarrow": False,
            "bgcolor": LIGHT.surface,
            "borderpad": 0,
            "font": {"size": 11, "color": row.mark.colour},
        }
        for y, row in _placed(lines)
        if side_of_note(row, spec) == "inside"
    ]
