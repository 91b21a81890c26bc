from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from charts import agencies, bars, s_curve
from charts.palette import glyph, mark
from charts.s_curve import CurveSpec
from exchange.plain_text import plain
from exchange.sheets.workbook import workbook
from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from rules.vocabulary import Flag, Light
from tests.builders import a_board, a_dossier, a_moment, a_programme
from tests.charts.scenes import a_late_briefing, a_lower_claim
from tests.exchange.dossiers import a_full_dossier, a_hostile_dossier, a_large_dossier
from tests.exchange.sheets.workbooks import (
    cells,
    day,
    part,
    parts,
    referred,
    rows,
    sheet,
    sheet_names,
)
from tests.exchange.typesetting.papers import bare
from tests.hostile import TEXTS

SHEETS = [
    "Ringkasan",
    "Kurva S",
    "Capaian per sentra",
    "Status per OPD",
    "Tonggak",
    "Perubahan",
    "Perubahan sentra",
    "Tindak lanjut",
    "Keputusan diminta",
]


def _chart_series(content: bytes) -> list[list[tuple[str, str, str]]]:
    """Name, categories and values of each series of each chart, as references."""
    return [
        [
            (
                one.findtext("{*}tx/{*}strRef/{*}f", ""),
                one.findtext("{*}cat//{*}f", ""),
                one.findtext("{*}val//{*}f", ""),
            )
            for one in chart.iter()
            if one.tag.endswith("}ser")
        ]
        for chart in parts(content, "xl/charts/chart")
    ]


def _near(share: float | None) -> object:
    """A workbook keeps sixteen digits."""
    return None if share is None else pytest.approx(share, rel=1e-14)


def _curve(dossier: Dossier) -> CurveSpec:
    return s_curve.spec(dossier.briefing)


def test_the_workbook_has_a_sheet_for_each_part_of_the_meeting() -> None:
    assert sheet_names(workbook(a_full_dossier())) == SHEETS


def test_the_summary_begins_with_the_figures_of_the_briefing() -> None:
    dossier = a_full_dossier()
    found = cells(workbook(dossier), "Ringkasan")
    totals = dossier.briefing.totals
    named = {value: found.get(f"C{at[1:]}") for at, value in found.items() if at[0] == "A"}
    assert named["Capaian"] == totals.actual
    assert named["Rencana"] == totals.planned
    assert named["Deviasi (poin)"] == pytest.approx(totals.deviation)
    assert named["Tonggak terlambat"] == totals.flags[Flag.OVERDUE]
    assert named["Tindak lanjut belum selesai"] == len(dossier.open_follow_ups)
    assert named["Keputusan diminta"] == len(dossier.asks)


def test_every_sentra_stands_in_the_summary_with_its_figures_and_its_marked_light() -> None:
    dossier = a_full_dossier()
    found = rows(workbook(dossier), "Ringkasan", "Kode")
    assert len(found) == len(dossier.briefing.sentra)
    for row, one in zip(found, dossier.briefing.sentra, strict=True):
        light = mark(one.health.light)
        assert row["Kode"] == one.sentra.code
        assert row["Capaian"] == one.actual
        assert row["Rencana"] == pytest.approx(one.planned)
        assert row["Keadaan"] == f"{glyph(light.shape)} {light.word}"


def test_a_light_has_its_colour_and_an_actual_its_bar() -> None:
    summary = sheet(workbook(a_full_dossier()), "Ringkasan")
    kinds = [one.attrib["type"] for one in summary.iter() if one.tag.endswith("}cfRule")]
    assert kinds.count("beginsWith") == len(Light)
    assert "dataBar" in kinds


def test_the_curve_reads_cells_that_hold_the_spec() -> None:
    dossier = a_full_dossier()
    content, spec = workbook(dossier), _curve(dossier)
    series = _chart_series(content)[0]
    named = {referred(content, name)[0]: (days, values) for name, days, values in series}
    for line in (spec.first_plan, spec.actual):
        days, values = named[line.name]
        assert [day(one) for one in referred(content, days)] == list(spec.days)
        assert referred(content, values) == [_near(share) for share in line.values]


def test_the_future_of_the_actual_is_a_gap_and_the_plan_is_dashed() -> None:
    dossier = a_full_dossier()
    content = workbook(dossier)
    chart = parts(content, "xl/charts/chart")[0]
    assert _curve(dossier).actual.values[-1] is None
    # A gap is what a chart shows that says nothing of blanks.
    assert chart.find(".//{*}dispBlanksAs") is None
    dashes = [one.attrib["val"] for one in chart.iter() if one.tag.endswith("}prstDash")]
    assert "dash" in dashes


def test_what_was_told_then_is_a_dotted_line_that_reads_its_cells() -> None:
    dossier = a_dossier(a_late_briefing())
    content, spec = workbook(dossier), _curve(dossier)
    assert spec.told is not None
    drawn = _chart_series(content)[0]
    (values,) = (values for name, _, values in drawn if referred(content, name) == [spec.told.name])
    assert referred(content, values) == [_near(share) for share in spec.told.values]
    dashes = [
        one.attrib["val"]
        for one in parts(content, "xl/charts/chart")[0].iter()
        if one.tag.endswith("}prstDash")
    ]
    assert "sysDot" in dashes


def test_a_lower_claim_has_its_cells_its_bar_and_its_words() -> None:
    dossier = a_dossier(a_lower_claim())
    content = workbook(dossier)
    drawn = {row["Sentra"]: row for row in rows(content, "Capaian per sentra", "Sentra")}
    listed = {row["Sentra"]: row for row in rows(content, "Ringkasan", "Kode")}
    assert (drawn["Rotan"]["realisasi"], drawn["Rotan"]["dilaporkan"]) == (0.5, 0.3)
    assert drawn["Kapal"]["dilaporkan"] is None
    assert listed["Rotan"]["Dilaporkan"] == 0.3
    said = " ".join(str(cell) for cell in cells(content, "Ringkasan").values())
    assert "Dilaporkan lebih rendah dari yang disetujui: Rotan (30,0%, disetujui 50,0%)." in said


def test_the_curve_has_the_upright_line_of_the_position_that_its_words_name() -> None:
    dossier = a_full_dossier()
    content, spec = workbook(dossier), _curve(dossier)
    at = spec.days.index(spec.as_of)
    first = spec.first_plan.values[at] or 0
    (line,) = parts(content, "xl/charts/chart")[0].findall(".//{*}errBars")
    for side, length in (("plus", 1 - first), ("minus", first)):
        # LibreOffice draws what stands in cells, not what stands in the chart alone.
        told = referred(content, line.findtext(f"{{*}}{side}//{{*}}f", ""))
        assert told[at] == pytest.approx(length)
        assert not any(told[:at] + told[at + 1 :])
    assert any("garis tegak" in str(value) for value in cells(content, "Kurva S").values())


def test_the_bars_read_cells_that_hold_the_specs() -> None:
    dossier = a_full_dossier()
    content = workbook(dossier)
    sentra = bars.spec(dossier.briefing)
    by_agency = agencies.spec(dossier.briefing, dossier.agencies)
    _, of_sentra, of_agencies = _chart_series(content)
    named = {referred(content, name)[0]: (rest, values) for name, rest, values in of_sentra}
    assert referred(content, named["realisasi"][0]) == [row.name for row in sentra.rows]
    assert referred(content, named["realisasi"][1]) == [row.actual for row in sentra.rows]
    assert referred(content, named["rencana"][1]) == [row.planned for row in sentra.rows]
    for at, (name, labels, values) in enumerate(of_agencies):
        assert referred(content, name) == [by_agency.statuses[at].word]
        assert referred(content, labels) == [row.label for row in by_agency.rows]
        assert referred(content, values) == [row.counts[at] for row in by_agency.rows]


def test_every_chart_says_what_it_shows_to_who_cannot_see_it() -> None:
    dossier = a_full_dossier()
    drawings = parts(workbook(dossier), "xl/drawings/drawing")
    told = [
        one.attrib["descr"] for drawn in drawings for one in drawn.iter() if "descr" in one.attrib
    ]
    assert told == [
        _curve(dossier).alt,
        bars.spec(dossier.briefing).alt,
        agencies.spec(dossier.briefing, dossier.agencies).alt,
    ]


def test_every_milestone_change_follow_up_and_ask_has_its_row() -> None:
    dossier = a_full_dossier()
    content = workbook(dossier)
    assert dossier.changes is not None
    milestones = rows(content, "Tonggak", "Kode")
    assert [row["Kode"] for row in milestones] == [
        one.milestone.code for one in dossier.briefing.flagged(())
    ]
    changed = rows(content, "Perubahan", "Kode")
    assert [(row["Kode"], row["Capaian kini"]) for row in changed] == [
        (one.milestone.code, one.after.progress) for one in dossier.changes.milestones
    ]
    assert len(rows(content, "Perubahan sentra", "Sentra")) == len(dossier.changes.sentra)
    owed = rows(content, "Tindak lanjut", "Nomor")
    assert [(row["Nomor"], row["Terlambat (hari)"]) for row in owed] == [
        (one.resolution.id, one.days_late(dossier.as_of)) for one in dossier.follow_ups
    ]
    asked = rows(content, "Keputusan diminta", "Sentra")
    assert [day(row["Tenggat"]) for row in asked] == [one.due_on for one in dossier.asks]


def test_the_same_dossier_is_the_same_bytes() -> None:
    assert workbook(a_full_dossier()) == workbook(a_full_dossier())


def test_example_data_and_their_maker_are_named_on_every_sheet_and_every_page() -> None:
    content = workbook(a_full_dossier())
    for name in SHEETS:
        told = " ".join(str(value) for value in cells(content, name).values())
        footer = sheet(content, name).findtext(".//{*}oddFooter", "")
        for words in (told, footer):
            assert "DATA CONTOH" in words
            assert "ibuat oleh" in words


def test_real_data_never_say_example() -> None:
    dossier = a_full_dossier()
    real = replace(dossier.briefing, programme=a_programme(is_example=False))
    content = workbook(replace(dossier, briefing=real))
    assert not any("CONTOH" in str(cells(content, name)) for name in SHEETS)


def test_no_text_becomes_a_formula_or_a_link() -> None:
    content = workbook(a_hostile_dossier())
    told = {bare(str(one)) for name in SHEETS for one in cells(content, name).values()}
    assert [one for one in TEXTS if not any(bare(plain(one))[:200] in each for each in told)] == []
    for name in SHEETS:
        found = sheet(content, name)
        assert not found.findall(".//{*}c/{*}f")
        assert not found.findall(".//{*}hyperlink")
    for chart in parts(content, "xl/charts/chart"):
        for one in chart.iter():
            if one.tag.endswith("}f"):
                assert referred(content, one.text or "")
    assert not [one for one in part(content, "xl/workbook.xml").iter() if "external" in one.tag]


@pytest.mark.parametrize(
    "dossier",
    [
        a_dossier(brief(a_board(()), a_moment())),
        a_large_dossier(30, 1),
        a_large_dossier(1, 60),
        a_dossier(brief(a_board(), a_moment())),
        a_dossier(brief(a_board(), a_moment(a_programme().start.replace(year=2020)))),
    ],
    ids=["no sentra", "thirty sentra", "sixty milestones", "no reports", "before the start"],
)
def test_the_extremes_are_whole_workbooks_of_less_than_100_kilobytes(dossier: Dossier) -> None:
    content = workbook(dossier)
    assert sheet_names(content) == SHEETS
    assert len(rows(content, "Ringkasan", "Kode")) == len(dossier.briefing.sentra)
    assert len(content) < 100_000


def test_a_chart_is_printed_on_a_page_of_its_own() -> None:
    found = sheet(workbook(a_full_dossier()), "Kurva S")
    breaks = [one for one in found.iter() if one.tag.endswith("}brk")]
    page = found.find("{*}pageSetup")
    assert len(breaks) == 1
    assert page is not None
    assert page.attrib["orientation"] == "landscape"
    assert int(page.attrib.get("scale", "100")) >= 80


def test_a_first_moment_says_that_there_is_nothing_to_compare_with() -> None:
    content = workbook(a_dossier(brief(a_board(), a_moment())))
    told = cells(content, "Perubahan").values()
    assert "Belum ada posisi sebelumnya sebagai pembanding." in told
    assert ET.tostring(sheet(content, "Perubahan"))
