"""The timeline on the screen: words left of their bars, or above them where it is narrow."""

from datetime import date, timedelta
from typing import Final

from charts import cells, lettering, screen, time_axis
from charts.gantt.spec import TALL, GanttGroup, GanttRow, GanttSpec, Span, side_of_note
from charts.palette import LIGHT, PLANNED_BAR

_DAY: Final = timedelta(days=1)


def html(spec: GanttSpec, ways: screen.Ways = screen.NOWHERE) -> str:
    """Return the timeline for the screen; pointing at a bar tells its days."""
    share = time_axis.share_of(spec.as_of, spec.start, spec.finish)
    lines = [
        *time_axis.drawn_lines(spec.ticks, screen.BOX, spec.start, spec.finish),
        time_axis.as_of_stroke(screen.BOX, share),
    ]
    names = time_axis.told_names(spec.ticks, spec.start, spec.finish)
    as_of = time_axis.told_as_of(spec.as_of_text, share)
    # Beside many rows the words of the axis stay in sight while one scrolls.
    is_tall = len(spec.rows) > TALL
    upper, lower = (f'<div class="axis top">{names}{as_of}</div>', "") if is_tall else ("", as_of)
    groups = "".join(_group(group, spec, ways) for group in spec.groups)
    return (
        f'<div class="plot gantt" role="group" aria-label="{lettering.attribute(spec.alt)}">{upper}'
        f'<div class="all"><div class="axis">{screen.stretched(lines)}{lower}{names}</div>'
        f"{groups}</div></div>"
    )


def _group(group: GanttGroup, spec: GanttSpec, ways: screen.Ways) -> str:
    heading = f"<h3>{lettering.attribute(group.heading)}</h3>" if group.heading else ""
    return heading + "".join(_row(row, spec, ways) for row in group.rows)


def _row(row: GanttRow, spec: GanttSpec, ways: screen.Ways) -> str:
    middle = (_place(row.current.start, spec) + _place(row.current.finish, spec)) / 2
    bars = [f'<i style="{_span(row.current, spec)};background:{PLANNED_BAR}"></i>']
    if row.done is not None:
        bars.append(f'<i style="{_span(row.done, spec)};background:{LIGHT.primary}"></i>')
    bars.append(f'<i class="first" style="{_span(row.first, spec)}"></i>')
    after = f" <small>{lettering.attribute(row.after)}</small>" if row.after else ""
    return (
        f'<div class="row"><p>'
        f"{ways.milestone(row.sentra, row.code, lettering.attribute(row.title))}{after}</p>"
        f'<div class="lane">{"".join(bars)}'
        f"{_note(row, spec)}{screen.told(row.hover, middle, 0)}</div></div>"
    )


def _place(day: date, spec: GanttSpec) -> float:
    return time_axis.share_of(day, spec.start, spec.finish)


def _span(span: Span, spec: GanttSpec) -> str:
    left, right = _place(span.start, spec), _place(span.finish + _DAY, spec)
    return f"left:{screen.per_cent(left)};width:{screen.per_cent(right - left)}"


def _note(row: GanttRow, spec: GanttSpec) -> str:
    """The note with its mark, beside the bar where it has room, else on the end of the bar."""
    side = side_of_note(row, spec)
    shares = {
        "right": _place(row.last_day + _DAY, spec),
        "left": 1 - _place(row.first_day, spec),
        "inside": 1 - _place(row.current.finish, spec),
    }
    place = f"{'left' if side == 'right' else 'right'}:{screen.per_cent(shares[side])}"
    mark = screen.image(cells.mark(row.mark), "", "mark")
    return (
        f'<span class="beside {side}" style="{place};color:{row.mark.colour}">'
        f"{mark}{lettering.attribute(row.note)}</span>"
    )
