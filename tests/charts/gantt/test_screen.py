import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from charts import gantt
from charts.gantt.spec import TALL, GanttGroup
from charts.palette import LIGHT, PLANNED_BAR
from charts.time_axis import share_of
from rules.progress.briefing import brief
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import MilestoneCode
from tests.builders import a_board, a_moment
from tests.charts.gantt.scenes import rows_of, timeline
from tests.charts.scenes import HOSTILE, WAYS, a_briefing


def _rows(markup: str) -> list[str]:
    return markup.split('<div class="row">')[1:]


def _spans(row: str) -> list[tuple[float, float]]:
    found = re.findall(r"<i [^>]*left:([\d.]+)%;width:([\d.]+)%", row)
    return [(float(left), float(width)) for left, width in found]


def test_both_plans_are_drawn_from_their_own_days() -> None:
    spec = timeline()
    row = _rows(gantt.html(spec))[1]
    whole = (spec.finish - spec.start).days
    begin = 100 * share_of(date(2022, 1, 1), spec.start, spec.finish)
    spans = _spans(row)
    assert PLANNED_BAR in row
    assert spans[0] == pytest.approx((begin, 100 * 545 / whole), abs=0.1)
    assert spans[-1] == pytest.approx((begin, 100 * 365 / whole), abs=0.1)


def test_an_unstarted_milestone_has_no_filled_part() -> None:
    drawn = gantt.html(timeline(brief(a_board(), a_moment(date(2021, 1, 1)))))
    assert f"background:{LIGHT.primary}" not in drawn
    assert drawn.count(">belum mulai<") == 2


def test_every_milestone_stands_once_with_its_note() -> None:
    spec = timeline()
    rows = _rows(gantt.html(spec))
    assert spec.rows[0].note == "terlambat 181 hari"
    for drawn, row in zip(rows, spec.rows, strict=True):
        assert f"<p>{row.title}</p>" in drawn
        assert row.code not in drawn
        assert drawn.count(f">{row.note}<") == 1
        assert row.hover in drawn


def test_a_milestone_says_quietly_what_it_comes_after() -> None:
    briefing = a_briefing()
    first, *others = rows_of(briefing)
    code = MilestoneCode("S02-M01")
    waiting = replace(first, milestone=replace(first.milestone, after=(code,)))
    spec = gantt.spec([waiting, *others], briefing, subject="Semua", heading=lambda _: "")
    drawn, *rest = _rows(gantt.html(spec))
    assert "<small>sesudah “Kapal Rakyat: Kajian kelayakan selesai”</small>" in drawn
    assert "sesudah “Kapal Rakyat: Kajian kelayakan selesai”" in spec.rows[0].hover
    assert "sesudah" not in "".join(rest)


def test_the_axis_of_many_rows_stays_in_sight() -> None:
    spec = timeline()
    tall = replace(spec, groups=(GanttGroup("Semua", (spec.rows[0],) * (TALL + 1)),))
    assert "axis top" not in gantt.html(spec)
    drawn = gantt.html(tall)
    assert "axis top" in drawn
    assert drawn.count(spec.as_of_text + "</span>") == 1
    assert "<h3>Semua</h3>" in drawn


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_words(name: str) -> None:
    spec = timeline()
    row = replace(spec.rows[0], title=name, note=name)
    drawn = gantt.html(replace(spec, groups=(GanttGroup(name, (row,)),), alt=name))
    assert set(re.findall(r"<(\w+)", drawn)) <= {"div", "img", "span", "b", "br", "i", "p", "h3"}


def test_each_row_leads_to_its_milestone() -> None:
    spec = timeline()
    for drawn, row in zip(_rows(gantt.html(spec, WAYS)), spec.rows, strict=True):
        assert f"<a {row.sentra} {row.code}>{row.title}</a>" in drawn


def test_a_title_stands_behind_its_sentra_where_nothing_above_names_that() -> None:
    briefing = a_briefing()

    def titles(heading: Callable[[MilestoneBrief], str] | None) -> list[str]:
        spec = gantt.spec(rows_of(briefing), briefing, subject="Semua", heading=heading)
        return [row.title for row in spec.rows]

    names = {"S04": "Batik", "S02": "Kapal Rakyat"}
    plain = [row.milestone.title for row in rows_of(briefing)]
    assert titles(None) == titles(lambda row: names[row.milestone.sentra]) == plain
    assert titles(lambda row: row.milestone.lead) == [
        f"{names[row.milestone.sentra]}: {row.milestone.title}" for row in rows_of(briefing)
    ]
