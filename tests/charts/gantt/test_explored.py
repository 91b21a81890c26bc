from datetime import date

import plotly.graph_objects as go

from charts import gantt
from rules.progress.briefing import brief
from tests.builders import a_board, a_moment
from tests.charts.gantt.scenes import timeline

_DAY = 86_400_000


def _trace(figure: go.Figure, name: str) -> go.Bar:
    return next(trace for trace in figure.data if trace.name == name)


def test_both_plans_are_drawn_from_their_own_days() -> None:
    figure = gantt.figure(timeline())
    first, current = _trace(figure, "rencana awal"), _trace(figure, "rencana berjalan")
    assert first.base[1] == current.base[1] == date(2022, 1, 1)
    assert first.x[1] == 365 * _DAY
    assert current.x[1] == 546 * _DAY


def test_an_unstarted_milestone_has_no_filled_part() -> None:
    spec = timeline(brief(a_board(), a_moment(date(2021, 1, 1))))
    assert [row.done for row in spec.rows] == [None, None]
    assert [row.note for row in spec.rows] == ["belum mulai", "belum mulai"]
    assert not _trace(gantt.figure(spec), "realisasi").x


def test_a_late_milestone_says_so_with_its_days() -> None:
    spec = timeline()
    late = spec.rows[0]
    assert late.note == "terlambat 181 hari"
    assert late.mark.word == "terlambat"
    assert late.note in gantt.svg(spec)
    shown = [text for trace in gantt.figure(spec).data for text in (trace.text or ())]
    assert any(late.note in text for text in shown)


def test_every_note_stands_once_on_the_screen() -> None:
    spec = timeline()
    figure = gantt.figure(spec)
    beside = [text for trace in figure.data if trace.name == "keadaan" for text in trace.text]
    inside = [one.text for one in figure.layout.annotations[1:]]
    assert len(beside) + len(inside) == len(spec.rows)
