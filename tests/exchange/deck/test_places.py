"""Where things stand on slides: nothing dropped, cut, struck through or standing alone."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from random import Random
from typing import Any

import pptx
import pytest
from pptx.oxml.ns import qn

from exchange.deck import DeckScope, deck
from exchange.deck.text import lines_of, width_of
from rules.meetings.dossier import Dossier
from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode, Milestone
from tests.builders import (
    a_board,
    a_dossier,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)
from tests.exchange.deck import deck_reading as reading

INCH = 914_400
FULL = 100.0


def _office() -> bytes:
    """python-pptx's own empty presentation: slides of 4:3, as many offices have them."""
    buffer = BytesIO()
    pptx.Presentation().save(buffer)
    return buffer.getvalue()


def _led(count: int, agencies: int) -> tuple[Milestone, ...]:
    """Overdue milestones that many agencies lead."""
    return tuple(
        a_milestone(
            f"S01-M{number:02}",
            a_state(0.2),
            lead=AgencyCode(f"OPD{number % agencies:02}"),
            first=a_schedule(weight=FULL / count),
        )
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize("template", [None, _office()], ids=["16:9", "4:3"])
@pytest.mark.parametrize(("count", "agencies"), [(20, 20), (8, 8), (70, 2)])
def test_every_agency_is_named_with_all_that_waits_for_it(
    count: int, agencies: int, template: bytes | None
) -> None:
    dossier = a_dossier(brief(a_board((a_sentra("S01", _led(count, agencies)),)), a_moment()))
    slides = reading.slides(deck(dossier, template=template))
    late = [one for one in slides if reading.title(one).startswith(f"{count} tonggak terlambat")]
    waiting = [row[-1] for one in late for row in reading.rows(one) if row[-1] != "Menunggu"]
    assert len(dossier.briefing.blocking_agencies) == agencies
    assert sorted(waiting) == sorted(need.agency for need in dossier.briefing.needs)
    told = "\n".join(map(reading.words, slides))
    assert all(dossier.agency(code) in told for code, _ in dossier.briefing.blocking_agencies)


def _rising(sentra: str, done: float, as_of: date) -> Iterator[Milestone]:
    """A plan that rises over three years, of which `done` is done where it is due."""
    for number in range(1, 13):
        year, quarter = divmod(number - 1, 4)
        finish = date(2021 + year, 3 * quarter + 3, 28)
        share = done if finish <= as_of else 0.0
        stuck = (an_obstacle(),) if number == 3 else ()
        yield a_milestone(
            f"{sentra}-M{number:02}",
            a_state(share, obstacles=stuck),
            title="Kepastian lahan, DED rumah produksi, dokumen lingkungan (SPPL/UKL-UPL)",
            first=a_schedule(start=date(2021, 1, 1), finish=finish, weight=FULL / 12),
            current=a_schedule(start=date(2021, 1, 1), finish=finish, weight=FULL / 12),
        )


def _programme(as_of: date) -> Briefing:
    chance = Random(7)
    own = [
        a_sentra(
            f"S{number:02}",
            tuple(_rising(f"S{number:02}", chance.uniform(0.5, 1), as_of)),
            name=name,
        )
        for number, name in enumerate(("Terasi", "Kelapa dan Kerajinannya", "Rotan"), start=1)
    ]
    return brief(a_board(own, as_of=as_of), a_moment(as_of))


DAYS = [
    date(2021, 1, 1),
    date(2021, 3, 31),
    date(2021, 12, 31),
    date(2022, 6, 30),
    date(2023, 12, 31),
]


@pytest.mark.parametrize("template", [None, _office()], ids=["16:9", "4:3"])
@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_no_line_runs_through_the_words_of_a_curve(as_of: date, template: bytes | None) -> None:
    made = deck(a_dossier(_programme(as_of)), template=template, scope=DeckScope.ALL)
    shapes = [one for slide in reading.slides(made) for one in slide.shapes if one.has_chart]
    curves = [one for one in shapes if "realisasi" in str(one.chart.plots[0].series[1].name)]
    curves = [one for one in curves if one.chart.chart_type.name == "LINE"]
    assert len(curves) == 4
    for one in curves:
        words = list(_words(one))
        assert len(words) >= 2
        for (left, low), (right, high) in words:
            assert left > -0.06
            assert right < 1.02
            assert low > 0
            for line in _lines(one):
                for (start, first), (end, last) in pairwise(line):
                    for step in range(11):
                        x = start + (end - start) * step / 10
                        y = first + (last - first) * step / 10
                        assert not (left < x < right and low < y < high)


def _lines(shape: Any) -> list[list[tuple[float, float]]]:
    plot = shape.chart.plots[0]
    numbers = [float(one.get("v") or one.findtext(qn("c:v"))) for one in _points(shape)]
    span = numbers[-1] - numbers[0]
    return [
        [
            ((number - numbers[0]) / span, value)
            for number, value in zip(numbers, series.values, strict=True)
            if value is not None
        ]
        for series in plot.series
    ]


def _points(shape: Any) -> list[Any]:
    series = shape.chart.plots[0].series[0]._element
    return list(series.find(qn("c:cat")).iter(qn("c:pt")))


def _words(shape: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The rectangles of the words beside the lines, as shares of the axes."""
    space = shape.chart._chartSpace
    layout = space.chart.plotArea.find(qn("c:layout"))
    inner = {name: float(layout.find(f".//{qn('c:' + name)}").get("val")) for name in "xywh"}
    wide, tall = shape.width / INCH * inner["w"], shape.height / INCH * inner["h"]
    top = shape.chart.value_axis.maximum_scale
    for series, line in zip(shape.chart.plots[0].series, _lines(shape), strict=True):
        for label in series._element.iter(qn("c:dLbl")):
            x, y = line[int(label.find(qn("c:idx")).get("val"))]
            y -= float(label.find(f".//{qn('c:y')}").get("val")) / inner["h"] * top
            size = int(label.find(f".//{qn('a:rPr')}").get("sz")) / 100
            texts = [one.text for one in label.iter(qn("a:t"))]
            width = max(width_of(one, size=size, is_bold=True) for one in texts) / wide
            high = 0.5 * len(texts) * size / 72 / tall * top
            is_left = label.find(qn("c:dLblPos")).get("val") == "l"
            left = x - width if is_left else x
            yield (left + 0.01, y - high), (left + width - 0.01, y + high)


def _narrow() -> Dossier:
    return a_dossier(_programme(date(2022, 6, 30)), _programme(date(2022, 3, 31)))


def test_on_slides_of_4_3_tables_and_facts_stand_uncut() -> None:
    for slide in reading.slides(deck(_narrow(), template=_office(), scope=DeckScope.ALL)):
        for cells in reading.rows(slide):
            assert all("…" not in words for words in cells), cells
        for shape in slide.shapes:
            if shape.name in {"Keadaan", "Capaian program", "Capaian", "Rencana", "Deviasi"}:
                frame = shape.text_frame
                runs = [run for one in frame.paragraphs for run in one.runs]
                figure = max(runs, key=lambda run: run.font.size)
                needed = width_of(figure.text, size=figure.font.size.pt, is_bold=True)
                assert needed <= (shape.width - frame.margin_left - frame.margin_right) / INCH


def test_headers_are_as_high_as_their_titles_so_that_bars_stand_beside_their_rows() -> None:
    for slide in reading.slides(deck(_narrow(), template=_office(), scope=DeckScope.ALL)):
        for shape in slide.shapes:
            if not shape.has_table:
                continue
            for column, cell in zip(shape.table.columns, shape.table.rows[0].cells, strict=True):
                run = cell.text_frame.paragraphs[0].runs[0]
                room, size = column.width / INCH - 0.14, run.font.size.pt
                lines = lines_of(run.text, room, size=size, is_bold=True)
                assert lines * size * 1.2 / 72 + 0.09 <= shape.table.rows[0].height / INCH
                words = run.text.split()
                assert all(width_of(one, size=size, is_bold=True) <= room for one in words)


def test_lists_with_nothing_to_tell_share_the_last_page() -> None:
    slides = reading.slides(deck(a_dossier(brief(a_board(()), a_moment()))))
    assert len(slides) == 6
    assert reading.title(slides[-1]) == "Tentang angka dalam paparan ini"
    assert (
        reading.words(slides[-1]).count("Tidak ada") + reading.words(slides[-1]).count("Belum") == 4
    )


def test_a_programme_that_fell_silent_is_told_by_sentra_in_a_small_file() -> None:
    def programme(as_of: date) -> Briefing:
        own = [
            a_sentra(f"S{number:02}", tuple(_rising(f"S{number:02}", 0.5, date(2022, 5, 31))))
            for number in range(1, 10)
        ]
        return brief(a_board(own, as_of=as_of), a_moment(as_of))

    dossier = a_dossier(programme(date(2023, 12, 31)), programme(date(2022, 5, 31)))
    content = deck(dossier)
    assert dossier.changes is not None
    assert len(dossier.changes.milestones) > 50
    rows = [row for one in reading.slides(content) for row in reading.rows(one)]
    joint = [row for row in rows if "tonggak tidak dilaporkan lagi." in row[-1]]
    assert len(joint) == 9
    assert len(content) < 300_000


def test_words_under_a_title_are_not_lost_behind_their_legend() -> None:
    slides = reading.slides(deck(_narrow()))
    told = [
        one.text_frame.text for slide in slides for one in slide.shapes if one.name == "Keterangan"
    ]
    assert any(one.endswith("dibandingkan dengan rencana awal") for one in told)
