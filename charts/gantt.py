"""The timeline of milestones: first plan as an outline, current plan as a bar, filled as done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

import plotly.graph_objects as go

from charts import drawing, findings, gantt_picture, time_axis
from charts.palette import BAND, LIGHT, PLANNED_BAR, Mark, glyph, mark, symbol, template
from charts.sheet import picture
from charts.spec import GanttGroup, GanttRow, GanttSpec, Span, Zoom
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.flags import Flags
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import Moment, Schedule, State
from rules.vocabulary import Flag, Status, label
from words.formats import long_day, number, percent, short_day

_DAY: Final = timedelta(days=1)
_MILLISECONDS: Final = 86_400_000
_WORDS_HEIGHT: Final = 16
_BAR_HEIGHT: Final = 30
_HEADING_HEIGHT: Final = 38
_NARROWEST: Final = 320
# On a phone a note takes a third of the axis, so it stands where a third is free.
_NOTE_SHARE: Final = 0.34


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


def spec(
    rows: Sequence[MilestoneBrief],
    briefing: Briefing,
    *,
    subject: str,
    heading: Callable[[MilestoneBrief], str] | None = None,
    zoom: Zoom = Zoom.QUARTER,
) -> GanttSpec:
    """Return the timeline of `rows`, in their order, gathered under the heading that each has.

    Groups come in the order in which their headings first appear; without `heading` there is one.
    """
    moment, programme = briefing.moment, briefing.programme
    start, finish = _extent(rows, programme.start, max(programme.finish, moment.as_of))
    title = f"{subject}: {_finding(rows)}"
    cancelled = _cancelled(rows)
    left_out = f"; {number(cancelled)} tonggak batal tidak dihitung" if cancelled else ""
    return GanttSpec(
        title=title,
        subtitle="Kotak garis = rencana awal, batang muda = rencana berjalan, "
        f"batang tua = bagian yang selesai{left_out}",
        alt=f"Linimasa {subject}, {findings.position(moment)}: {_finding(rows)}.",
        stamp=stamp(programme, moment),
        groups=_groups(rows, moment, heading or (lambda _: "")),
        start=start,
        finish=finish,
        ticks=time_axis.ticks(start, finish, zoom),
        as_of=moment.as_of,
        as_of_text=findings.position(moment),
    )


def figure(spec: GanttSpec) -> go.Figure:
    """Return the timeline for the screen: each milestone's words above its bar, as on a phone."""
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
        shapes=[
            *_bands(lines),
            *time_axis.grid(spec.ticks),
            time_axis.as_of_line(spec.as_of),
        ],
        annotations=[
            time_axis.as_of_label(spec.as_of_text, spec.as_of, share=share),
            *_inner_notes(spec, lines),
        ],
    )
    drawn.update_xaxes(**time_axis.axis(spec.ticks, spec.start, spec.finish))
    drawn.update_yaxes(range=[height, 0], showticklabels=False, showgrid=False, fixedrange=True)
    return drawn


def svg(spec: GanttSpec) -> str:
    """Return the timeline as a picture, as tall as its rows need."""
    return picture(
        spec, lambda area: gantt_picture.drawn(spec, area), body=gantt_picture.height(spec)
    )


def _extent(rows: Sequence[MilestoneBrief], start: date, finish: date) -> tuple[date, date]:
    """The programme, widened where a milestone was moved beyond it."""
    plans = [plan for one in rows for plan in (one.milestone.first, one.milestone.current)]
    starts = [plan.start for plan in plans]
    finishes = [plan.finish for plan in plans]
    return min([start, *starts]), max([finish, *finishes])


def _finding(rows: Sequence[MilestoneBrief]) -> str:
    done = sum(one.state.status is Status.FINISHED for one in rows)
    late = sum(Flag.OVERDUE in one.flags.raised for one in rows)
    lateness = f"{number(late)} terlambat" if late else "tidak ada yang terlambat"
    counted = len(rows) - _cancelled(rows)
    return f"{number(done)} dari {number(counted)} tonggak selesai, {lateness}"


def _cancelled(rows: Sequence[MilestoneBrief]) -> int:
    return sum(one.state.status is Status.CANCELLED for one in rows)


def _groups(
    rows: Sequence[MilestoneBrief], moment: Moment, heading: Callable[[MilestoneBrief], str]
) -> tuple[GanttGroup, ...]:
    gathered: dict[str, list[GanttRow]] = {}
    for one in rows:
        gathered.setdefault(heading(one), []).append(_row(one, moment))
    return tuple(GanttGroup(words, tuple(found)) for words, found in gathered.items())


def _row(one: MilestoneBrief, moment: Moment) -> GanttRow:
    milestone, state = one.milestone, one.state
    is_finished = state.status is Status.FINISHED
    note, look = _note(state, one.flags)
    return GanttRow(
        code=milestone.code,
        title=milestone.title,
        first=_span(milestone.first),
        current=_span(milestone.current),
        progress=state.progress,
        done=_done(milestone.current, state),
        finished_on=state.effective_on if is_finished else None,
        note=note,
        mark=look,
        hover=_hover(one, note, moment),
    )


def _span(schedule: Schedule) -> Span:
    return Span(schedule.start, schedule.finish)


def _done(plan: Schedule, state: State) -> Span | None:
    """The first days of the planned bar, as many as progress is of the whole."""
    days = round(((plan.finish - plan.start).days + 1) * state.progress)
    return Span(plan.start, plan.start + timedelta(days=days - 1)) if days > 0 else None


def _note(state: State, flags: Flags) -> tuple[str, Mark]:
    """The words beside the bar: what is wrong before what is well."""
    if flags.days_late:
        return f"terlambat {flags.days_late} hari", mark(Flag.OVERDUE)
    if state.status is Status.FINISHED and state.effective_on:
        return f"selesai {short_day(state.effective_on)}", mark(state.status)
    if state.status is Status.IN_PROGRESS:
        return percent(state.progress, 0), mark(state.status)
    return label(state.status), mark(state.status)


def _hover(one: MilestoneBrief, note: str, moment: Moment) -> str:
    milestone = one.milestone
    return drawing.hover_text(
        f"{milestone.code} {milestone.title}",
        f"{note}; capaian {percent(one.state.progress, 0)}, posisi {short_day(moment.as_of)}",
        f"rencana awal {_period(milestone.first)}",
        f"rencana berjalan {_period(milestone.current)}",
        f"penanggung jawab {milestone.lead}",
    )


def _period(schedule: Schedule) -> str:
    return f"{long_day(schedule.start)} s.d. {long_day(schedule.finish)}"


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
        return (f"<b>{drawing.screen_text(item, _NARROWEST, size=14)}</b>",)
    whole = f"{item.code} {item.title}"
    lines = drawing.screen_text(whole, _NARROWEST, size=12, lines=2)
    code = drawing.screen_text(item.code, _NARROWEST, size=12)
    return tuple(lines.replace(code, f"<b>{code}</b>", 1).split("<br>"))


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
        marker={"color": PLANNED_BAR},
        hovertext=[row.hover for _, row in rows],
        hoverinfo="text",
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
        _notes([one for one in rows if _side(one[1], spec) == "right"], "right"),
        _notes([one for one in rows if _side(one[1], spec) == "left"], "left"),
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


def _side(row: GanttRow, spec: GanttSpec) -> Literal["right", "left", "inside"]:
    """Where the note of a bar has room; a bar with room on neither side is long enough inside."""
    if time_axis.share_of(_end(row), spec.start, spec.finish) <= 1 - _NOTE_SHARE:
        return "right"
    has_room = time_axis.share_of(_begin(row), spec.start, spec.finish) >= _NOTE_SHARE
    return "left" if has_room else "inside"


def _end(row: GanttRow) -> date:
    return max(row.first.finish, row.current.finish)


def _begin(row: GanttRow) -> date:
    return min(row.first.start, row.current.start)


def _notes(rows: list[tuple[float, GanttRow]], side: Literal["right", "left"]) -> go.Scatter:
    """The notes beside their bars, each with its mark next to the bar."""
    margin = 14 * _DAY
    is_left = side == "left"
    return go.Scatter(
        name="keadaan",
        mode="markers+text",
        x=[_begin(row) - margin if is_left else _end(row) + margin for _, row in rows],
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
        if _side(row, spec) == "inside"
    ]
