"""The time axis shared by curve and timeline: periods as ticks, days as places on a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from charts import drawing
from charts.palette import LIGHT
from charts.screen import per_cent
from charts.sheet import Area
from rules.periods import month_number, quarter_of
from words.formats import month_name


class Zoom(StrEnum):
    """How densely the time axis is ticked."""

    MONTH = "bulan"
    QUARTER = "triwulan"
    YEAR = "tahun"


@dataclass(frozen=True, slots=True)
class Tick:
    """One period of a time axis; `year` is written under the first period of each year only."""

    start: date
    middle: date
    text: str
    year: str


_ROMAN: Final = ("I", "II", "III", "IV")
_MONTHS: Final = {Zoom.MONTH: 1, Zoom.QUARTER: 3, Zoom.YEAR: 12}


def ticks(start: date, finish: date, zoom: Zoom) -> tuple[Tick, ...]:
    """Return the periods that `start` to `finish` touches; the first and last may be cut."""
    found: list[Tick] = []
    for first, last in _periods(start, finish, _MONTHS[zoom]):
        begin, end = max(first, start), min(last, finish)
        is_named = not found or first.month == 1
        year = str(first.year) if is_named and zoom is not Zoom.YEAR else ""
        found.append(Tick(begin, begin + (end - begin) / 2, _name(first, zoom), year))
    return tuple(found)


def axis(spans: tuple[Tick, ...], start: date, finish: date) -> dict[str, Any]:
    """Return the plotly x axis for `spans`, labelled in Indonesian at the middle of each."""
    return {
        "type": "date",
        "range": [start, finish],
        "tickvals": [span.middle for span in spans],
        "ticktext": [
            span.text + (f"<br><b>{span.year}</b>" if span.year else "") for span in spans
        ],
        "hoverformat": "%-d %B %Y",
        "showgrid": False,
    }


def grid(spans: tuple[Tick, ...]) -> list[dict[str, Any]]:
    """Return the plotly shapes of the lines between periods, stronger where a year begins."""
    return [
        {
            "type": "line",
            "x0": span.start,
            "x1": span.start,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"color": _grid_colour(span), "width": 1},
        }
        for span in spans
    ]


def as_of_line(day: date) -> dict[str, Any]:
    """Return the plotly shape of the as-of line."""
    line = {"color": LIGHT.ink, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def as_of_label(text: str, day: date, *, share: float) -> dict[str, Any]:
    """Return the plotly words of the as-of line, kept inside the chart at either end."""
    return {
        "text": text,
        "x": day,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": side_of(share),
        "showarrow": False,
        "font": {"size": 12},
    }


def side_of(share: float) -> str:
    """Return the anchor that keeps words at `share` of the axis inside it."""
    if share < 0.2:  # noqa: PLR2004
        return "left"
    return "right" if share > 0.8 else "center"  # noqa: PLR2004


def share_of(day: date, start: date, finish: date) -> float:
    """Return where `day` lies from `start` (0) to `finish` (1), kept inside."""
    return min(1.0, max(0.0, (day - start).days / max(1, (finish - start).days)))


def drawn_lines(spans: tuple[Tick, ...], area: Area, start: date, finish: date) -> list[str]:
    """Return the lines between periods, drawn, stronger where a year begins."""
    lines = []
    for span in spans:
        x = area.left + share_of(span.start, start, finish) * area.width
        lines.append(drawing.line((x, area.top), (x, area.bottom), colour=_grid_colour(span)))
    return lines


def drawn_names(
    spans: tuple[Tick, ...], area: Area, start: date, finish: date, *, labels_y: float
) -> list[str]:
    """Return the names of the periods alone, drawn; years stand below the other names."""
    parts = []
    for span in spans:
        middle = area.left + share_of(span.middle, start, finish) * area.width
        if span.text:
            parts.append(_label(middle, labels_y, span.text))
        if span.year:
            parts.append(_label(max(middle, area.left + 18), labels_y + 19, span.year, weight=600))
    return parts


def as_of_drawn(area: Area, text: str, share: float) -> list[str]:
    """Return the as-of line and its words, drawn at `share` of the axis."""
    x = area.left + share * area.width
    anchors: dict[str, drawing.Anchor] = {"left": "start", "center": "middle", "right": "end"}
    return [
        as_of_stroke(area, share),
        drawing.text(x, area.top - 9, text, size=15, anchor=anchors[side_of(share)]),
    ]


def as_of_stroke(area: Area, share: float) -> str:
    """Return the as-of line alone, drawn at `share` of the axis."""
    x = area.left + share * area.width
    return drawing.line((x, area.top), (x, area.bottom), colour=LIGHT.ink, width=1.5, dash="2 4")


def told_names(spans: tuple[Tick, ...], start: date, finish: date) -> str:
    """Return the names of the periods as text of the screen; years stand below the other names."""
    names = []
    for span in spans:
        place = f"left:{per_cent(share_of(span.middle, start, finish))}"
        year = f"<b>{span.year}</b>" if span.year else ""
        if span.text or year:
            names.append(f'<span style="{place}">{span.text}{year}</span>')
    return f'<div class="periods">{"".join(names)}</div>'


def told_as_of(text: str, share: float) -> str:
    """Return the words of the as-of line as text of the screen."""
    return f'<span class="as-of {side_of(share)}" style="left:{per_cent(share)}">{text}</span>'


def _label(x: float, y: float, words: str, *, weight: int = 400) -> str:
    return drawing.text(x, y, words, size=14, weight=weight, colour=LIGHT.muted, anchor="middle")


def _grid_colour(tick: Tick) -> str:
    return "#C9C3B6" if tick.start.month == 1 else LIGHT.line


def _periods(start: date, finish: date, months: int) -> Iterator[tuple[date, date]]:
    number = month_number(start) // months * months
    while (first := date(number // 12, number % 12 + 1, 1)) <= finish:
        number += months
        yield first, date(number // 12, number % 12 + 1, 1) - timedelta(days=1)


def _name(first: date, zoom: Zoom) -> str:
    match zoom:
        case Zoom.MONTH:
            # A name for each month would not fit; its quarter's first month stands for three.
            return month_name(first) if first.month % 3 == 1 else ""
        case Zoom.QUARTER:
            return _ROMAN[quarter_of(first).number - 1]
        case Zoom.YEAR:
            return str(first.year)
