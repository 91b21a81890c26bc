from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from charts import gantt
from charts.gantt import GanttSpec
from charts.gantt.spec import Span
from charts.time_axis import Zoom
from rules.progress.briefing import (
    Briefing,
    MilestoneBrief,
    brief,
)
from rules.vocabulary import Status
from tests.builders import a_board, a_milestone, a_moment, a_sentra, a_state
from tests.charts.scenes import HOSTILE, a_briefing

_DAY = 86_400_000


def _rows(briefing: Briefing) -> list[MilestoneBrief]:
    return [row for one in briefing.sentra for row in one.milestones]


def _spec(briefing: Briefing | None = None, zoom: Zoom = Zoom.QUARTER) -> GanttSpec:
    chosen = briefing or a_briefing()
    return gantt.spec(
        _rows(chosen),
        chosen,
        subject="Semua sentra",
        heading=lambda one: f"Sentra {one.milestone.sentra}",
        zoom=zoom,
    )


def _trace(figure: go.Figure, name: str) -> go.Bar:
    return next(trace for trace in figure.data if trace.name == name)


def test_rows_are_gathered_in_the_order_their_headings_appear() -> None:
    spec = _spec()
    assert [group.heading for group in spec.groups] == ["Sentra S04", "Sentra S02"]
    assert [row.code for row in spec.rows] == ["S04-M01", "S04-M02", "S02-M01"]


def test_both_plans_are_drawn_from_their_own_days() -> None:
    figure = gantt.figure(_spec())
    first, current = _trace(figure, "rencana awal"), _trace(figure, "rencana berjalan")
    assert first.base[1] == current.base[1] == date(2022, 1, 1)
    assert first.x[1] == 365 * _DAY
    assert current.x[1] == 546 * _DAY


def test_the_filled_part_is_progress_of_the_current_plan() -> None:
    spec = _spec()
    assert spec.rows[0].done == Span(date(2021, 1, 1), date(2021, 5, 26))
    assert spec.rows[2].done == Span(date(2021, 1, 1), date(2021, 12, 31))


def test_an_unstarted_milestone_has_no_filled_part() -> None:
    spec = _spec(brief(a_board(), a_moment(date(2021, 1, 1))))
    assert [row.done for row in spec.rows] == [None, None]
    assert [row.note for row in spec.rows] == ["belum mulai", "belum mulai"]
    assert not _trace(gantt.figure(spec), "realisasi").x


def test_a_late_milestone_says_so_with_its_days() -> None:
    spec = _spec()
    late = spec.rows[0]
    assert late.note == "terlambat 181 hari"
    assert late.mark.word == "terlambat"
    assert late.note in gantt.svg(spec)
    shown = [text for trace in gantt.figure(spec).data for text in (trace.text or ())]
    assert any(late.note in text for text in shown)


def test_a_finished_milestone_says_when() -> None:
    finished = _spec().rows[2]
    assert finished.finished_on == date(2021, 11, 30)
    assert finished.note == "selesai 30 Nov 2021"


def test_every_note_stands_once_on_the_screen() -> None:
    spec = _spec()
    figure = gantt.figure(spec)
    beside = [text for trace in figure.data if trace.name == "keadaan" for text in trace.text]
    inside = [one.text for one in figure.layout.annotations[1:]]
    assert len(beside) + len(inside) == len(spec.rows)


def test_the_title_counts_finished_and_late() -> None:
    assert _spec().title == "Semua sentra: 1 dari 3 tonggak selesai, 1 terlambat"


def test_cancelled_milestones_are_shown_but_not_counted_and_said() -> None:
    own = [
        a_milestone("S01-M01", a_state(1.0)),
        a_milestone("S01-M02", a_state(0.2, status=Status.CANCELLED)),
    ]
    briefing = brief(a_board((a_sentra("S01", own),)), a_moment())
    spec = _spec(briefing)
    assert spec.title == "Semua sentra: 1 dari 1 tonggak selesai, tidak ada yang terlambat"
    assert spec.subtitle.endswith("; 1 tonggak batal tidak dihitung")
    assert [row.note for row in spec.rows][1] == "batal"
    assert "batal" not in _spec().subtitle


@pytest.mark.parametrize(("zoom", "count"), [(Zoom.YEAR, 3), (Zoom.QUARTER, 12), (Zoom.MONTH, 36)])
def test_zoom_changes_the_ticks_only(zoom: Zoom, count: int) -> None:
    spec = _spec(zoom=zoom)
    assert len(spec.ticks) == count
    assert (spec.start, spec.finish) == (date(2021, 1, 1), date(2023, 12, 31))


def test_the_hover_names_both_plans_and_the_lead() -> None:
    hover = _spec().rows[1].hover
    for words in ("1 Januari 2022 s.d. 31 Desember 2022", "30 Juni 2023", "DPMD"):
        assert words in hover


def test_the_picture_grows_with_its_rows() -> None:
    briefing = a_briefing()
    many = gantt.spec(_rows(briefing) * 42, briefing, subject="Semua")
    assert float(ET.fromstring(gantt.svg(many)).attrib["height"]) > 126 * 28


@pytest.mark.parametrize(("rows", "axes"), [(24, 1), (25, 2)])
def test_a_tall_picture_has_its_axis_above_the_rows_too(rows: int, axes: int) -> None:
    briefing = a_briefing()
    spec = gantt.spec(_rows(briefing)[:1] * rows, briefing, subject="Semua")
    texts = [one for one in ET.fromstring(gantt.svg(spec)).iter() if one.tag.endswith("}text")]
    years = [float(one.attrib["y"]) for one in texts if one.text == "2022"]
    first_row = min(float(one.attrib["y"]) for one in texts if one.text == spec.rows[0].code)
    assert len(years) == axes
    assert (min(years) < first_row) is (axes > 1)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_title_or_heading_breaks_the_picture(name: str) -> None:
    briefing = a_briefing(name=name)
    spec = gantt.spec(_rows(briefing), briefing, subject=name, heading=lambda _: name)
    assert not ET.fromstring(gantt.svg(spec)).findall(".//{*}script")
    words = next(trace for trace in gantt.figure(spec).data if trace.name == "tonggak")
    assert not any("<script" in text for text in words.text)


def test_no_milestones_are_still_a_picture() -> None:
    briefing = a_briefing()
    spec = gantt.spec((), briefing, subject="Batik")
    assert spec.title == "Batik: 0 dari 0 tonggak selesai, tidak ada yang terlambat"
    assert ET.fromstring(gantt.svg(spec)).attrib["width"] == "1200"
    assert gantt.figure(spec).layout.height > 0
