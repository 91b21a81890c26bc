"""Milestones by status and leading agency: stacked bars, the agency with most overdue first."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import plotly.graph_objects as go

from charts import drawing, findings
from charts.palette import LIGHT, TRACK, Mark, glyph, mark, template
from charts.sheet import Area, picture
from charts.spec import AgencyRow, AgencySpec
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import Agency, AgencyCode, agency_label
from rules.vocabulary import Flag, Status
from words.formats import number

_STATUSES: Final = (Status.FINISHED, Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED)
_SCREEN_ROW: Final = 56
_PICTURE_ROW: Final = 44
_NAME_WIDTH: Final = 230
_FIGURES_WIDTH: Final = 290
# Shares of the longest bar below which a segment has no room for its mark, or for its figure.
_ROOM_FOR_MARK: Final = 0.09
_ROOM_FOR_FIGURE: Final = 0.035
# A bar shorter than this leaves room for words beside it.
_ROOM_BESIDE: Final = 0.3
_MOST_NAMED: Final = 2


def spec(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> AgencySpec:
    """Return the milestones that each agency leads, most overdue first, then most milestones."""
    led: dict[AgencyCode, list[MilestoneBrief]] = defaultdict(list)
    cancelled = 0
    for one in briefing.flagged(()):
        if one.state.status is Status.CANCELLED:
            cancelled += 1
        else:
            led[one.milestone.lead].append(one)
    found = [_row(code, own, agencies) for code, own in led.items()]
    rows = tuple(sorted(found, key=lambda row: (-row.overdue, -row.total, row.label, row.code)))
    title = _finding(rows)
    left_out = f"; {number(cancelled)} tonggak batal tidak dihitung" if cancelled else ""
    return AgencySpec(
        title=title,
        subtitle=f"Tonggak menurut OPD penanggung jawab dan statusnya{left_out}",
        alt=f"Status tonggak per OPD, {findings.position(briefing.moment)}. {title}. "
        + " ".join(_sentence(row) for row in rows),
        stamp=stamp(briefing.programme, briefing.moment),
        statuses=tuple(mark(status) for status in _STATUSES),
        rows=rows,
        cancelled=cancelled,
    )


def figure(spec: AgencySpec) -> go.Figure:
    """Return the bars for the screen, each below the name of its agency."""
    positions = list(range(len(spec.rows)))
    drawn = go.Figure([*_bars(spec, positions), *_labels(spec.rows, positions, _longest(spec))])
    drawn.update_layout(
        template=template(),
        barmode="stack",
        height=_SCREEN_ROW * len(spec.rows) + 70,
        margin={"l": 4, "r": 4, "t": 52, "b": 6},
        hovermode="closest",
        showlegend=True,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 13, "color": LIGHT.ink},
        },
    )
    drawn.update_xaxes(range=[0, _longest(spec)], visible=False, fixedrange=True)
    drawn.update_yaxes(
        range=[len(spec.rows) - 0.45, -0.6],
        tickvals=positions,
        ticktext=[row.label for row in spec.rows],
        showticklabels=False,
        showgrid=False,
        fixedrange=True,
    )
    return drawn


def svg(spec: AgencySpec) -> str:
    """Return the bars as a picture, with the meaning of their colours below them."""
    body = _PICTURE_ROW * len(spec.rows) + 60
    return picture(spec, lambda area: _drawn(spec, area), body=body)


def _row(
    code: AgencyCode, own: Sequence[MilestoneBrief], agencies: Mapping[AgencyCode, Agency]
) -> AgencyRow:
    statuses = Counter(one.state.status for one in own)
    return AgencyRow(
        code=code,
        label=agency_label(agencies, code),
        counts=tuple(statuses[status] for status in _STATUSES),
        overdue=sum(Flag.OVERDUE in one.flags.raised for one in own),
    )


def _finding(rows: Sequence[AgencyRow]) -> str:
    """Who leads most of what is overdue, as a sentence."""
    overdue = sum(row.overdue for row in rows)
    if not overdue:
        return "Tidak ada tonggak yang terlambat"
    most = rows[0].overdue
    leaders = [row.label for row in rows if row.overdue == most]
    share = f"penanggung jawab {number(most)} dari {number(overdue)} tonggak yang terlambat"
    if len(leaders) == 1:
        return f"{leaders[0]} {share}"
    named = f"{number(len(leaders))} OPD"
    if len(leaders) <= _MOST_NAMED:
        named = " dan ".join(leaders)
    return f"{named} masing-masing {share}"


def _sentence(row: AgencyRow) -> str:
    return f"{row.label}: {_total(row)} ({_counts(row)}), {_overdue(row)}."


def _counts(row: AgencyRow) -> str:
    parts = zip(row.counts, (mark(status).word for status in _STATUSES), strict=True)
    return ", ".join(f"{number(count)} {word}" for count, word in parts if count)


def _beside(row: AgencyRow, longest: int) -> str:
    """The figures in words, beside a bar too short to hold them."""
    is_tight = any(0 < count / longest < _ROOM_FOR_FIGURE for count in row.counts)
    return _counts(row) if is_tight and row.total / longest < _ROOM_BESIDE else ""


def _total(row: AgencyRow) -> str:
    return f"{number(row.total)} tonggak"


def _overdue(row: AgencyRow) -> str:
    return f"{number(row.overdue)} terlambat" if row.overdue else "tidak ada yang terlambat"


def _longest(spec: AgencySpec) -> int:
    return max([1, *(row.total for row in spec.rows)])


def _bars(spec: AgencySpec, positions: list[int]) -> list[go.Bar]:
    hover = [drawing.hover_text(_sentence(row)) for row in spec.rows]
    longest = _longest(spec)
    return [
        go.Bar(
            name=f"{glyph(status.shape)} {status.word}",
            orientation="h",
            x=[row.counts[at] for row in spec.rows],
            y=positions,
            width=0.4,
            marker={"color": status.colour, "line": {"color": LIGHT.surface, "width": 1}},
            text=[_segment_text(row.counts[at], status, longest) for row in spec.rows],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 13, "color": LIGHT.surface},
            hovertext=hover,
            hoverinfo="text",
        )
        for at, status in enumerate(spec.statuses)
    ]


def _segment_text(count: int, status: Mark, longest: int) -> str:
    if count / longest < _ROOM_FOR_FIGURE:
        return ""
    figure = number(count)
    return f"{glyph(status.shape)} {figure}" if count / longest >= _ROOM_FOR_MARK else figure


def _labels(rows: Sequence[AgencyRow], positions: list[int], longest: int) -> list[go.Scatter]:
    overdue = mark(Flag.OVERDUE)
    sign = f'<span style="color:{overdue.colour}">{glyph(overdue.shape)} '
    names = [f"<b>{drawing.screen_text(row.label, 160)}</b>" for row in rows]
    figures = [
        f"{_total(row)}, {sign}<b>{_overdue(row)}</b></span>" if row.overdue else _total(row)
        for row in rows
    ]
    above = [position - 0.37 for position in positions]
    beside = [_beside(row, longest) for row in rows]
    return [
        _words([0] * len(rows), above, names, "middle right"),
        _words([longest] * len(rows), above, figures, "middle left"),
        _words([row.total for row in rows], positions, beside, "middle right", LIGHT.muted),
    ]


def _words(
    x: list[int],
    y: Sequence[float],
    words: list[str],
    side: str,
    colour: str = LIGHT.ink,
) -> go.Scatter:
    return go.Scatter(
        mode="text",
        x=x,
        y=y,
        text=words,
        textposition=side,
        textfont={"size": 13, "color": colour},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _drawn(spec: AgencySpec, area: Area) -> list[str]:
    bars = Area(area.left + _NAME_WIDTH, area.top, area.right - _FIGURES_WIDTH, area.bottom - 44)
    step = bars.height / max(1, len(spec.rows))
    parts = []
    for at, row in enumerate(spec.rows):
        parts += _drawn_row(row, spec, bars, bars.top + (at + 0.5) * step)
    return parts + _legend(spec, area.left, area.bottom - 14)


def _drawn_row(row: AgencyRow, spec: AgencySpec, bars: Area, y: float) -> list[str]:
    name = drawing.fitted(row.label, _NAME_WIDTH - 20, size=17, weight=600)
    parts = [
        drawing.text(bars.left - _NAME_WIDTH, y + 6, name, size=17, weight=600),
        drawing.rect(bars.left, y - 14, bars.width, 28, fill=TRACK),
    ]
    x = bars.left
    for count, status in zip(row.counts, spec.statuses, strict=True):
        width = bars.width * count / _longest(spec)
        parts += _drawn_segment(count, status, Area(x, y - 14, x + width, y + 14))
        x += width
    beside = _beside(row, _longest(spec))
    parts.append(drawing.text(x + 12, y + 6, beside, size=15, colour=LIGHT.muted))
    return parts + _drawn_figures(row, bars.right + 20, y)


def _drawn_segment(count: int, status: Mark, box: Area) -> list[str]:
    if not count:
        return []
    parts = [
        drawing.rect(
            box.left, box.top, box.width, box.height, fill=status.colour, stroke=LIGHT.surface
        )
    ]
    words, middle, y = number(count), box.left + box.width / 2, box.top + box.height / 2
    needed = drawing.text_width(words, 16, 600)
    white = Mark(LIGHT.surface, status.shape, status.word)
    if box.width > needed + 34:
        parts.append(drawing.shape(white, middle - needed / 2 - 4, y, 12))
        middle += 10
    if box.width > needed + 4:
        y += 6
        colour = LIGHT.surface
        parts.append(
            drawing.text(middle, y, words, size=16, weight=600, colour=colour, anchor="middle")
        )
    return parts


def _drawn_figures(row: AgencyRow, x: float, y: float) -> list[str]:
    parts = [drawing.text(x + 96, y + 6, _total(row), size=16, colour=LIGHT.muted, anchor="end")]
    if row.overdue:
        overdue = mark(Flag.OVERDUE)
        parts += [
            drawing.shape(overdue, x + 126, y, 15),
            drawing.text(x + 142, y + 6, _overdue(row), size=16, weight=600, colour=overdue.colour),
        ]
    return parts


def _legend(spec: AgencySpec, left: float, y: float) -> list[str]:
    parts = []
    x = left
    for status in spec.statuses:
        white = Mark(LIGHT.surface, status.shape, status.word)
        parts.append(drawing.rect(x, y - 16, 26, 22, fill=status.colour))
        parts.append(drawing.shape(white, x + 13, y - 5, 11))
        parts.append(drawing.text(x + 34, y, status.word, size=15, colour=LIGHT.muted))
        x += 66 + drawing.text_width(status.word, 15)
    return parts
