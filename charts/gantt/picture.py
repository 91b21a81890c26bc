"""The timeline as a picture: titles left, bars in the middle, what is notable to the right."""

from datetime import timedelta
from typing import Final

from charts import drawing, lettering, time_axis
from charts.gantt.spec import TALL, GanttRow, GanttSpec, Span
from charts.palette import LIGHT, PLANNED_BAR
from charts.sheet import Area, picture

_DAY: Final = timedelta(days=1)
_ROW: Final = 28
_HEADING: Final = 34
_AXIS: Final = 84
_UPPER_AXIS: Final = 44
_TITLE_WIDTH: Final = 450
_NOTE_WIDTH: Final = 170


def svg(spec: GanttSpec) -> str:
    """Return the timeline as a picture, as tall as its rows need."""
    return picture(spec, lambda area: _drawn(spec, area), body=_height(spec))


def _height(spec: GanttSpec) -> float:
    """Return the pixels that headings, rows and axis need."""
    headings = sum(bool(group.heading) for group in spec.groups)
    return _ROW * len(spec.rows) + _HEADING * headings + _AXIS + _upper_axis(spec)


def _drawn(spec: GanttSpec, area: Area) -> list[str]:
    """Return the rows, drawn into `area`; the axis stands above tall ones, too."""
    top = area.top + 26 + _upper_axis(spec)
    plot = Area(area.left + _TITLE_WIDTH, top, area.right - _NOTE_WIDTH, area.bottom - 52)
    parts = time_axis.drawn_lines(spec.ticks, plot, spec.start, spec.finish)
    for y in (plot.bottom + 22, *([plot.top - 50] if _upper_axis(spec) else [])):
        parts += time_axis.drawn_names(spec.ticks, plot, spec.start, spec.finish, labels_y=y)
    y = plot.top + 4
    for group in spec.groups:
        if group.heading:
            parts += _drawn_heading(group.heading, area, y)
            y += _HEADING
        for row in group.rows:
            parts += _drawn_row(row, spec, plot, y + _ROW / 2)
            y += _ROW
    share = time_axis.share_of(spec.as_of, spec.start, spec.finish)
    return parts + time_axis.as_of_drawn(plot, spec.as_of_text, share)


def _upper_axis(spec: GanttSpec) -> int:
    return _UPPER_AXIS if len(spec.rows) > TALL else 0


def _drawn_heading(words: str, area: Area, y: float) -> list[str]:
    whole = lettering.fitted(words, area.width - 16, size=16, weight=700)
    return [
        drawing.rect(area.left, y + 5, area.width, _HEADING - 8, fill="#EFEBE2"),
        drawing.text(area.left + 8, y + 24, whole, size=16, weight=700),
    ]


def _drawn_row(row: GanttRow, spec: GanttSpec, plot: Area, y: float) -> list[str]:
    left = plot.left - _TITLE_WIDTH
    title = lettering.fitted(row.title, _TITLE_WIDTH - 16, size=14)
    done = [row.done] if row.done else []
    return [
        drawing.text(left, y + 5, title, size=14),
        _drawn_span(row.current, spec, plot, y, fill=PLANNED_BAR),
        *[_drawn_span(span, spec, plot, y, fill=LIGHT.primary) for span in done],
        _drawn_span(row.first, spec, plot, y, fill="none", stroke=LIGHT.plan),
        drawing.shape(row.mark, plot.right + 18, y, 12),
        drawing.text(plot.right + 32, y + 5, row.note, size=14, colour=row.mark.colour),
    ]


def _drawn_span(
    span: Span, spec: GanttSpec, plot: Area, y: float, *, fill: str, stroke: str = "none"
) -> str:
    """A bar, or an outline a little taller than a bar so that both stay visible."""
    half = 6 if stroke == "none" else 9
    left = plot.left + time_axis.share_of(span.start, spec.start, spec.finish) * plot.width
    after = span.finish + _DAY
    right = plot.left + time_axis.share_of(after, spec.start, spec.finish) * plot.width
    return drawing.rect(left, y - half, right - left, 2 * half, fill=fill, stroke=stroke)
