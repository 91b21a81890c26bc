from charts import agencies, bars, plot, s_curve
from charts.s_curve import Corner
from rules.progress.briefing import Briefing, brief
from rules.vocabulary import Basis, Plan
from tests.builders import a_board, a_moment
from tests.charts.scenes import a_briefing, a_late_briefing, a_lower_claim, an_empty_briefing


def _series(drawn: plot.Plot, name: str) -> plot.PlotSeries:
    return next(one for one in drawn.series if one.name == name)


def _agencies(briefing: Briefing) -> plot.Plot:
    return plot.of_agencies(agencies.spec(briefing, a_board().agencies))


def test_the_lines_are_those_of_the_spec_and_of_the_explored_curve() -> None:
    spec = s_curve.spec(a_briefing())
    drawn, figure = plot.of_curve(spec), s_curve.figure(spec)
    assert spec.current_plan is not None
    for line in (spec.first_plan, spec.actual, spec.current_plan):
        assert _series(drawn, line.name).values == line.values
        shown = next(trace.y for trace in figure.data if trace.name == line.name)
        assert list(shown) == [None if one is None else 100 * one for one in line.values]
    assert drawn.categories == spec.days


def test_what_is_not_known_yet_is_a_gap() -> None:
    spec = s_curve.spec(a_briefing())
    actual = _series(plot.of_curve(spec), "realisasi")
    known = [day for day, share in zip(spec.days, actual.values, strict=True) if share is not None]
    assert known[-1] == spec.as_of < spec.days[-1]


def test_the_actual_is_solid_and_a_plan_never() -> None:
    drawn = plot.of_curve(s_curve.spec(a_briefing()))
    dashes = {one.name: one.dash for one in drawn.series}
    assert dashes == {
        "realisasi": plot.Dash.SOLID,
        "rencana awal": plot.Dash.DASHED,
        "rencana berjalan": plot.Dash.DASH_DOT,
    }


def test_what_was_told_then_is_dotted_under_its_name_where_it_differs() -> None:
    spec = s_curve.spec(a_late_briefing())
    drawn = plot.of_curve(spec)
    assert spec.told is not None
    told = _series(drawn, "seperti diketahui saat itu")
    assert (told.values, told.dash) == (spec.told.values, plot.Dash.DOTTED)
    assert "titik-titik = seperti diketahui saat itu" in drawn.subtitle
    assert drawn.told == "Titik-titik = seperti diketahui saat itu"
    on_time = plot.of_curve(s_curve.spec(a_briefing()))
    assert on_time.told == ""
    assert "titik-titik" not in on_time.subtitle


def test_a_callout_stands_at_its_own_point() -> None:
    for compared in Plan:
        spec = s_curve.spec(a_briefing(a_moment(plan=compared)))
        drawn = plot.of_curve(spec)
        assert len(drawn.labels) == 3
        for label, one in zip(
            drawn.labels,
            (spec.planned_callout, spec.actual_callout, spec.other_callout),
            strict=True,
        ):
            assert one is not None
            assert label.text == one.text
            assert drawn.series[label.series].values[label.at] == one.share
            assert drawn.categories[label.at] == one.day
            assert isinstance(label.corner, Corner)
        assert [label.is_marked for label in drawn.labels] == [True, True, False]


def test_a_day_before_the_programme_has_no_position() -> None:
    from dataclasses import replace
    from datetime import date

    spec = replace(s_curve.spec(a_briefing()), as_of=date(2020, 1, 1))
    early = replace(spec, planned_callout=replace(spec.planned_callout, day=date(2020, 1, 1)))
    drawn = plot.of_curve(early)
    assert drawn.position is None
    assert "garis tegak" not in drawn.subtitle
    assert all(label.text != spec.planned_callout.text for label in drawn.labels)


def test_an_unmoved_plan_is_drawn_once() -> None:
    drawn = plot.of_curve(s_curve.spec(an_empty_briefing()))
    assert [one.name for one in drawn.series] == ["rencana awal", "realisasi"]


def test_the_figure_of_an_unmoved_plan_stands_at_its_only_line() -> None:
    compared = brief(a_board(), a_moment(plan=Plan.CURRENT))
    drawn = plot.of_curve(s_curve.spec(compared))
    planned, actual = drawn.labels
    assert planned.text.startswith("rencana berjalan ")
    assert [drawn.series[one.series].name for one in (planned, actual)] == [
        "rencana awal",
        "realisasi",
    ]


def test_the_bars_are_those_of_the_spec() -> None:
    spec = bars.spec(a_briefing(a_moment(basis=Basis.APPROVED)))
    drawn = plot.of_bars(spec)
    assert drawn.categories == tuple(row.name for row in spec.rows)
    for name, values in (
        ("realisasi", [row.actual for row in spec.rows]),
        ("dilaporkan", [row.claimed for row in spec.rows]),
        ("rencana", [row.planned for row in spec.rows]),
    ):
        assert list(_series(drawn, name).values) == values


def test_without_claims_there_is_no_series_of_claims() -> None:
    drawn = plot.of_bars(bars.spec(a_briefing(a_moment(basis=Basis.REPORTED))))
    assert [one.name for one in drawn.series] == ["realisasi", "rencana"]
    assert drawn.subtitle == "Capaian tiap sentra; rencana = rencana awal"


def test_a_lower_claim_has_its_bar_and_its_words() -> None:
    drawn = plot.of_bars(bars.spec(a_lower_claim()))
    claimed = dict(zip(drawn.categories, _series(drawn, "dilaporkan").values, strict=True))
    assert claimed == {"Rotan": 0.3, "Batik": 0.6, "Kapal": None, "Anyaman": None}
    assert "lebih rendah dari realisasi" in drawn.subtitle
    assert "lebih rendah" not in plot.of_bars(bars.spec(a_briefing())).subtitle


def test_the_words_above_native_bars_speak_of_what_is_drawn_there() -> None:
    drawn = plot.of_bars(bars.spec(a_briefing(a_moment(plan=Plan.CURRENT))))
    for one in drawn.series[1:]:
        assert f"{one.name} = " in drawn.subtitle
    assert "rencana berjalan" in drawn.subtitle
    assert not {"garis", "arsir"} & set(drawn.subtitle.split())


def test_the_agencies_are_those_of_the_spec() -> None:
    briefing = a_briefing()
    spec = agencies.spec(briefing, a_board().agencies)
    drawn = plot.of_agencies(spec)
    assert drawn.categories == tuple(row.label for row in spec.rows)
    for at, status in enumerate(spec.statuses):
        counts = [row.counts[at] for row in spec.rows]
        assert list(_series(drawn, status.word).values) == counts
    assert drawn.maximum == max(row.total for row in spec.rows)


def test_a_part_keeps_axis_and_looks() -> None:
    whole = plot.of_bars(bars.spec(a_briefing()))
    part = whole.part(1, 2)
    assert part.categories == whole.categories[1:]
    for one, full in zip(part.series, whole.series, strict=True):
        assert one.values == full.values[1:2]
    assert part.maximum == whole.maximum


def test_a_programme_without_sentra_has_empty_charts() -> None:
    empty = an_empty_briefing()
    assert plot.of_bars(bars.spec(empty)).categories == ()
    assert _agencies(empty).categories == ()
    assert _agencies(empty).maximum == 1
