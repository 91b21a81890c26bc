from datetime import date

import pytest

from charts.gantt.spec import Span
from charts.time_axis import Zoom
from rules.progress.briefing import brief
from rules.vocabulary import Status
from tests.builders import a_board, a_milestone, a_moment, a_sentra, a_state
from tests.charts.gantt.scenes import timeline


def test_rows_are_gathered_in_the_order_their_headings_appear() -> None:
    spec = timeline()
    assert [group.heading for group in spec.groups] == ["Sentra S04", "Sentra S02"]
    assert [row.code for row in spec.rows] == ["S04-M01", "S04-M02", "S02-M01"]


def test_the_filled_part_is_progress_of_the_current_plan() -> None:
    spec = timeline()
    assert spec.rows[0].done == Span(date(2021, 1, 1), date(2021, 5, 26))
    assert spec.rows[2].done == Span(date(2021, 1, 1), date(2021, 12, 31))


def test_a_finished_milestone_says_when() -> None:
    finished = timeline().rows[2]
    assert finished.finished_on == date(2021, 11, 30)
    assert finished.note == "selesai 30 Nov 2021"


def test_the_title_counts_finished_and_late() -> None:
    assert timeline().title == "Semua sentra: 1 dari 3 tonggak selesai, 1 terlambat"


def test_cancelled_milestones_are_shown_but_not_counted_and_said() -> None:
    own = [
        a_milestone("S01-M01", a_state(1.0)),
        a_milestone("S01-M02", a_state(0.2, status=Status.CANCELLED)),
    ]
    briefing = brief(a_board((a_sentra("S01", own),)), a_moment())
    spec = timeline(briefing)
    assert spec.title == "Semua sentra: 1 dari 1 tonggak selesai, tidak ada yang terlambat"
    assert spec.subtitle.endswith("; 1 tonggak batal tidak dihitung")
    assert [row.note for row in spec.rows][1] == "batal"
    assert "batal" not in timeline().subtitle


@pytest.mark.parametrize(("zoom", "count"), [(Zoom.YEAR, 3), (Zoom.QUARTER, 12), (Zoom.MONTH, 36)])
def test_zoom_changes_the_ticks_only(zoom: Zoom, count: int) -> None:
    spec = timeline(zoom=zoom)
    assert len(spec.ticks) == count
    assert (spec.start, spec.finish) == (date(2021, 1, 1), date(2023, 12, 31))


def test_the_hover_names_both_plans_and_the_lead() -> None:
    hover = timeline().rows[1].hover
    for words in ("1 Januari 2022 s.d. 31 Desember 2022", "30 Juni 2023", "DPMD"):
        assert words in hover
