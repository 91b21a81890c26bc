"""The heat map as a picture, with the meaning of its colours below it."""

from collections.abc import Mapping
from typing import Any, Final

from charts import drawing, lettering
from charts.heat.spec import HeatCell, HeatSpec
from charts.heat.tones import COLOURS, MARKS, ORDER, WITH_ARROW, Tone, arrow_colour
from charts.palette import LIGHT
from charts.sheet import Area, picture
from rules.thresholds import Thresholds
from words.progress.thresholds import limit

_ROW: Final = 41
_NAME_WIDTH: Final = 210


def svg(spec: HeatSpec) -> str:
    """Return the heat map as a picture, with the meaning of its colours below it."""
    body = _ROW * len(spec.rows) + 76
    return picture(spec, lambda area: _drawn(spec, area), body=body)


def _drawn(spec: HeatSpec, area: Area) -> list[str]:
    grid = Area(area.left + _NAME_WIDTH, area.top + 30, area.right, area.bottom - 46)
    column = grid.width / max(1, len(spec.columns))
    step = grid.height / max(1, len(spec.rows))
    parts = [
        drawing.text(
            grid.left + (at + 0.5) * column,
            grid.top - 12,
            lettering.fitted(name, column - 8, size=15),
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
    return parts + _legend(area.left, area.bottom - 16, _words(spec.limits))


def _drawn_name(name: str, left: float, y: float) -> list[str]:
    words = lettering.wrapped(name, _NAME_WIDTH - 16, size=16, weight=600)
    first = y + 6 - 9 * (len(words) - 1)
    return [
        drawing.text(left, first + 18 * at, line, size=16, weight=600)
        for at, line in enumerate(words)
    ]


def _drawn_cell(cell: HeatCell, box: Area) -> list[str]:
    x, y = box.left + box.width / 2, box.top + box.height / 2
    if cell.tone is Tone.NONE:
        return [drawing.text(x, y + 6, cell.text, size=17, colour=LIGHT.muted, anchor="middle")]
    fill = COLOURS[cell.tone]
    parts = [
        drawing.rect(box.left + 2, box.top + 2, box.width - 4, box.height - 4, fill=fill, radius=4),
        drawing.text(x, y + 6, cell.text, size=17, weight=600, anchor="middle"),
    ]
    return [*parts, *_drawn_sign(cell.tone, x + 38, y)]


def _drawn_sign(tone: Tone, x: float, y: float) -> list[str]:
    if tone in MARKS:
        return [drawing.shape(MARKS[tone], x, y, 10)]
    if tone not in WITH_ARROW:
        return []
    is_down = tone is not Tone.AHEAD
    return [drawing.arrow(x, y, 11, points_down=is_down, colour=arrow_colour(tone))]


def _words(limits: Thresholds) -> Mapping[Tone, str]:
    some, many = limit(-limits.attention_below), limit(-limits.critical_below)
    return {
        Tone.FAR_BEHIND: f"tertinggal lebih dari {many} poin",
        Tone.BEHIND: f"tertinggal {some}-{many} poin",
        Tone.ON_PLAN: "sesuai rencana",
        Tone.AHEAD: f"mendahului lebih dari {some} poin",
        Tone.FINISHED: "selesai",
        Tone.NOT_DUE: "belum waktunya",
    }


def _legend(left: float, y: float, words: Mapping[Tone, str]) -> list[str]:
    parts: list[Any] = []
    x = left
    for tone in ORDER:
        parts.append(drawing.rect(x, y - 14, 22, 18, fill=COLOURS[tone], stroke=LIGHT.line))
        parts += _drawn_sign(tone, x + 11, y - 5)
        parts.append(drawing.text(x + 28, y, words[tone], size=14, colour=LIGHT.muted))
        x += 44 + lettering.text_width(words[tone], 14)
    return parts
