import re
from html import escape

import pytest

from charts import heat
from charts.heat.tones import COLOURS, Tone
from tests.charts.scenes import HOSTILE, WAYS, a_briefing, an_empty_briefing, with_stages


def _cells(markup: str) -> list[str]:
    return re.findall(r"<td[ >].*?</td>", markup.partition("<tbody>")[2])


def test_a_stage_without_milestones_is_blank_not_zero() -> None:
    spec = heat.spec(a_briefing())
    export = spec.rows[0].cells[6]
    assert export.actual is None
    assert export.text == "–"  # noqa: RUF001
    blank = _cells(heat.html(spec))[6]
    assert blank.startswith("<td>–<")  # noqa: RUF001


def test_each_cell_shows_its_figure_on_its_tone_and_tells_the_rest() -> None:
    spec = heat.spec(a_briefing())
    cells = [cell for row in spec.rows for cell in row.cells]
    for drawn, cell in zip(_cells(heat.html(spec)), cells, strict=True):
        assert f">{cell.text}<" in drawn
        assert cell.hover in drawn
        assert (COLOURS[cell.tone] in drawn) == (cell.tone is not Tone.NONE)


@pytest.mark.parametrize(
    ("actual", "planned", "arrow"),
    [(0.4, 0.65, "behind"), (0.4, 0.46, "behind"), (0.4, 0.4, ""), (0.4, 0.3, "ahead")],
)
def test_a_cell_away_from_its_plan_carries_an_arrow(
    actual: float, planned: float, arrow: str
) -> None:
    drawn = heat.html(heat.spec(with_stages(actual, planned)))
    assert re.findall(r'<i class="(\w+)"', drawn) == [arrow] * 7 * bool(arrow)


def test_what_is_done_and_what_is_not_yet_due_look_different() -> None:
    done, ahead_of_time = (
        _cells(heat.html(heat.spec(with_stages(share, share))))[0] for share in (1.0, 0.0)
    )
    grounds = [re.findall(r"background:(#\w{6})", cell) for cell in (done, ahead_of_time)]
    assert grounds[0] != grounds[1]
    assert "●" in done
    assert "○" in ahead_of_time


def test_it_is_a_table_with_names_and_the_finding_as_its_caption() -> None:
    spec = heat.spec(a_briefing())
    drawn = heat.html(spec)
    assert f"<caption>{escape(spec.alt)}</caption>" in drawn
    assert drawn.count('scope="col"') == len(spec.columns)
    assert drawn.count('scope="row"') == len(spec.rows)
    assert all(f'title="{escape(stage)}"' in drawn for stage in spec.stages)


def test_a_programme_without_sentra_has_no_rows() -> None:
    assert not _cells(heat.html(heat.spec(an_empty_briefing())))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_words(name: str) -> None:
    tags = set(re.findall(r"<(\w+)", heat.html(heat.spec(a_briefing(name=name)))))
    table = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert tags <= table | {"span", "br", "i"}


def test_each_name_leads_to_its_sentra_and_each_figure_to_the_milestones_behind_it() -> None:
    drawn = heat.html(heat.spec(a_briefing()), WAYS)
    assert '<th scope="row"><a S04>Batik</a></th>' in drawn
    assert "<a S04-1 'Batik: Penetapan & kajian, 40%'>40%<" in drawn
    # A stage without milestones counts nothing.
    assert "<a S04-7" not in drawn
