"""The deck as a whole: its pages, its figures, and that nothing typed anywhere can break it."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from math import ceil
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from pptx.enum.dml import MSO_LINE

from charts import agencies, bars, places, plot, s_curve
from charts.lettering import clean
from exchange.deck import DeckScope, deck
from exchange.deck.text import width_of
from rules.changes.change_report import ChangeKind
from rules.meetings.dossier import Dossier
from rules.progress.briefing import Briefing, brief
from rules.values import Milestone
from rules.vocabulary import Basis, Flag, Light, Status
from tests.builders import (
    a_board,
    a_dossier,
    a_follow_up,
    a_history,
    a_meeting,
    a_milestone,
    a_moment,
    a_programme,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
    revised,
)
from tests.charts.scenes import a_late_briefing, a_lower_claim
from tests.exchange.deck import deck_reading as reading
from tests.exchange.deck.deck_reading import ReadChart
from tests.exchange.dossiers import a_hostile_dossier
from tests.hostile import TEXTS
from words.changes import sentences as changes
from words.changes.by_sentra import stories
from words.formats import long_day, percent
from words.meetings import sentences as meetings
from words.progress import needs, sentences

EARLIER = date(2022, 3, 31)


def _milestones(sentra: str, count: int, chance: Random) -> Iterator[Milestone]:
    for number in range(1, count + 1):
        finish = date(2021, 3, 31) + timedelta(days=chance.randrange(900))
        planned = a_schedule(start=date(2021, 1, 1), finish=finish, weight=100 / count)
        obstacles = (an_obstacle(),) if chance.random() < 0.2 else ()
        state = a_state(round(chance.random(), 3), obstacles=obstacles)
        more = a_state(min(1.0, state.progress + 0.1), obstacles=obstacles)
        yield a_milestone(
            f"{sentra}-M{number:02}",
            state=state,
            reported=more,
            first=planned,
            title=f"Kajian {sentra} {number}",
        )


def _briefing(
    seed: int = 4, sentra: int = 9, milestones: int = 6, as_of: date = date(2022, 6, 30)
) -> Briefing:
    """A programme of `sentra` whose figures chance decides."""
    chance = Random(seed)
    own = tuple(
        a_sentra(
            f"S{number:02}",
            tuple(_milestones(f"S{number:02}", milestones, chance)),
            history=a_history((date(2021, 12, 31), chance.random() / 4)),
        )
        for number in range(1, sentra + 1)
    )
    board = a_board(own, as_of=as_of, programme=a_programme(is_example=True, chain_head="abc123"))
    return brief(board, a_moment(as_of))


def _dossier(seed: int = 4, **fields: object) -> Dossier:
    later, earlier = _briefing(seed), _briefing(seed + 1, as_of=EARLIER)
    follow_ups = (a_follow_up(), a_follow_up(2, closed=True, text="Menyusun HPP"))
    return a_dossier(later, earlier, **{"follow_ups": follow_ups, **fields})


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """Nine sentra with everything that a deck can show."""
    return _dossier()


@pytest.fixture(scope="module")
def content(dossier: Dossier) -> bytes:
    """Its deck, made once for the tests that only look."""
    return deck(dossier)


def _page(content: bytes, title: str) -> Any:
    """The first page with a title that begins so."""
    return next(one for one in reading.slides(content) if reading.title(one).startswith(title))


def _charts(content: bytes) -> list[ReadChart]:
    return [one for slide in reading.slides(content) for one in reading.charts(slide)]


def test_the_pages_stand_in_the_order_of_a_meeting(dossier: Dossier, content: bytes) -> None:
    titles = [reading.title(one) for one in reading.slides(content)]
    briefing = dossier.briefing
    assert dossier.changes is not None
    wanted = [
        briefing.programme.name,
        meetings.asks_title(dossier, 3),
        sentences.headline(briefing).rstrip("."),
        s_curve.spec(briefing).title,
        bars.spec(briefing).title,
        places.spec(briefing).title,
        agencies.spec(briefing, dossier.agencies).title,
        *(s_curve.spec_of(one, briefing).title for one in dossier.in_need),
        changes.finding(dossier.changes),
        needs.overdue(briefing),
        meetings.follow_ups_finding(dossier),
        meetings.asks_finding(dossier),
        "Tentang angka dalam paparan ini",
    ]
    # Titles are told once here, however many pages carry them.
    told = list(dict.fromkeys(re.sub(r" \(\d+/\d+\)$", "", title) for title in titles))
    assert told == wanted


def test_every_sentra_gets_its_page_when_asked(dossier: Dossier) -> None:
    titles = [reading.title(one) for one in reading.slides(deck(dossier, scope=DeckScope.ALL))]
    for one in dossier.briefing.sentra:
        wanted = s_curve.spec_of(one, dossier.briefing).title
        assert any(title.startswith(wanted) for title in titles)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_charts_show_the_figures_of_the_briefing(seed: int) -> None:
    dossier = _dossier(seed)
    briefing = dossier.briefing
    drawn = _charts(deck(dossier))
    wanted = [
        plot.of_curve(s_curve.spec(briefing)),
        plot.of_bars(bars.spec(briefing)),
        plot.of_agencies(agencies.spec(briefing, dossier.agencies)),
        *(plot.of_curve(s_curve.spec_of(one, briefing)) for one in dossier.in_need),
    ]
    assert len(drawn) == len(wanted)
    for one, spec in zip(drawn, wanted, strict=True):
        assert one.series == {each.name: list(each.values) for each in spec.series}
        assert one.alt == clean(spec.alt)


def test_the_workbook_behind_a_chart_holds_what_the_chart_shows(content: bytes) -> None:
    for one in _charts(content):
        head, *rows = one.sheet
        assert head[1 : len(one.series) + 1] == list(one.series)
        assert one.formulas == 0
        for at, row in enumerate(rows):
            shown = [values[at] for values in one.series.values()]
            for value, cell in zip(shown, row[1 : len(shown) + 1], strict=True):
                assert cell == (None if value is None else pytest.approx(value, rel=1e-12))


def test_the_future_of_the_actual_is_a_gap(content: bytes) -> None:
    curve = _charts(content)[0]
    actual = curve.series["realisasi"]
    assert None in actual
    assert actual.index(None) > 0
    assert None not in curve.series["rencana awal"]


def test_what_was_told_then_is_drawn_and_named_on_every_page_with_a_curve() -> None:
    slides = reading.slides(deck(a_dossier(a_late_briefing())))
    name = "seperti diketahui saat itu"
    curves = [one for one in slides for drawn in reading.charts(one) if name in drawn.series]
    assert len(curves) == 2
    for slide in curves:
        assert f"itik-titik = {name}" in reading.words(slide)
        (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
        told = next(one for one in chart.plots[0].series if one.name == name)
        assert told.format.line.dash_style is MSO_LINE.ROUND_DOT
    assert "itik-titik" not in "".join(map(reading.words, reading.slides(deck(_dossier()))))


def test_a_lower_claim_stands_in_the_table_of_sentra() -> None:
    slide = _page(deck(a_dossier(a_lower_claim())), bars.spec(a_lower_claim()).title)
    claimed = {row[0]: row[3] for row in reading.rows(slide)[1:]}
    assert claimed == {"Batik": "60,0%", "Rotan": "30,0%", "Anyaman": "-", "Kapal": "-"}
    assert "1 sentra dilaporkan lebih rendah dari realisasi" in reading.words(slide)


def test_one_changed_value_changes_the_deck(dossier: Dossier, content: bytes) -> None:
    first = dossier.briefing.sentra[0]
    changed = replace(first, actual=first.actual + 0.01)
    briefing = replace(dossier.briefing, sentra=(changed, *dossier.briefing.sentra[1:]))
    title = bars.spec(briefing).title
    before, after = (
        _page(one, title) for one in (content, deck(replace(dossier, briefing=briefing)))
    )
    assert percent(changed.actual) in reading.words(after)
    assert reading.words(before) != reading.words(after)
    assert [one.series for one in reading.charts(before)] != [
        one.series for one in reading.charts(after)
    ]


def test_the_table_of_sentra_tells_every_figure_and_light(dossier: Dossier, content: bytes) -> None:
    spec = bars.spec(dossier.briefing)
    rows = reading.rows(_page(content, spec.title))[1:]
    for row, cells in zip(spec.rows, rows, strict=True):
        assert cells[0] == row.name
        assert row.mark.word in cells[1]
        assert cells[2:] == [
            row.actual_text,
            row.planned_text,
            row.deviation_text,
        ]


def test_every_overdue_milestone_is_listed(dossier: Dossier, content: bytes) -> None:
    late = {one.milestone.title for one in dossier.briefing.flagged({Flag.OVERDUE})}
    title = needs.overdue(dossier.briefing)
    pages = [one for one in reading.slides(content) if reading.title(one).startswith(title)]
    told = "\n".join(reading.words(one) for one in pages)
    assert late
    assert all(title in told for title in late)


def test_every_change_is_listed_and_told_in_the_notes(dossier: Dossier, content: bytes) -> None:
    assert dossier.changes is not None
    title = changes.finding(dossier.changes)
    pages = [one for one in reading.slides(content) if reading.title(one).startswith(title[:40])]
    told = "\n".join(reading.words(one) for one in pages)
    for story in stories(dossier.changes, dossier):
        assert " ".join(story.told) in told
    for one in dossier.changes.milestones:
        assert changes.change(one, dossier) in reading.notes(pages[0])


def _where_only_deviations_changed() -> Dossier:
    """One sentra that stood still while its plan went on."""
    year = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)
    still = a_milestone("S01-M01", a_state(0.45, effective_on=date(2022, 6, 15)), first=year)
    later, earlier = (
        brief(a_board([a_sentra("S01", [still])], as_of=day), a_moment(day))
        for day in (date(2022, 6, 30), EARLIER)
    )
    return a_dossier(later, earlier)


def test_where_only_deviations_changed_they_are_listed() -> None:
    slides = reading.slides(deck(_where_only_deviations_changed()))
    finding = "hanya deviasi 1 sentra yang berubah"
    page = next(one for one in slides if finding in reading.title(one))
    _, row = reading.rows(page)
    assert row == ["● Sentra S01", "Deviasi +20,5 pp menjadi −4,5 pp."]  # noqa: RUF001


def test_a_title_about_many_changes_stands_uncut(dossier: Dossier) -> None:
    assert dossier.changes is not None
    calm, grave = (
        replace(dossier.changes.sentra[0].before, light=light)
        for light in (Light.ON_PLAN, Light.CRITICAL)
    )
    sentra = dossier.changes.sentra[0]
    lights = [replace(sentra, before=calm, after=grave), replace(sentra, before=grave, after=calm)]
    kinds = (ChangeKind.SILENT, ChangeKind.REVISED, ChangeKind.REOPENED)
    revision = revised(a_schedule(), date(2022, 5, 1))
    many = tuple(
        replace(dossier.changes.milestones[0], kind=kind, revisions=revision)
        for kind in kinds
        for _ in range(20)
    )
    september = replace(dossier.changes.since, as_of=date(2021, 9, 30))
    report = replace(dossier.changes, since=september, sentra=tuple(lights * 30), milestones=many)
    titles = [reading.title(one) for one in reading.slides(deck(replace(dossier, changes=report)))]
    assert any(title.startswith(changes.finding(report)) for title in titles)


def test_open_follow_ups_come_with_their_age_and_lately_closed_ones_behind(
    dossier: Dossier, content: bytes
) -> None:
    page = _page(content, meetings.follow_ups_finding(dossier))
    _, waiting, closed = reading.rows(page)
    assert waiting[0] == "Menuntaskan pembebasan lahan"
    assert "umur 91 hari, terlambat 77 hari" in waiting[-1]
    assert closed[0] == "Menyusun HPP"
    assert "selesai 2 Mei 2022" in closed[-1]


def test_what_was_closed_before_the_last_meeting_is_not_told_again() -> None:
    later = _briefing()
    earlier = _briefing(5, as_of=date(2022, 5, 31))
    done = (a_follow_up(2, closed=True),)
    dossier = a_dossier(later, earlier, follow_ups=done)
    slides = reading.slides(deck(dossier))
    assert all("Menyusun HPP" not in reading.words(one) for one in slides)
    assert f"{meetings.follow_ups_finding(dossier)}." in reading.words(slides[-1])


def test_every_decision_asked_names_who_what_and_until_when(
    dossier: Dossier, content: bytes
) -> None:
    told = "\n".join(
        reading.words(one) + reading.notes(one)
        for one in reading.slides(content)
        if reading.title(one).startswith(meetings.asks_finding(dossier))
    )
    assert dossier.asks
    for one in dossier.asks:
        assert meetings.ask(one, dossier) in told
        assert one.sentra.name in told


def test_the_meeting_stands_on_the_cover() -> None:
    cover = reading.slides(deck(_dossier(meeting=a_meeting())))[0]
    assert "Rapat koordinasi sentra" in reading.words(cover)
    assert "Kamis, 30 Juni 2022 pukul 09.00 WITA" in reading.words(cover)


def test_every_page_says_which_figures_these_are(content: bytes) -> None:
    for at, slide in enumerate(reading.slides(content), start=1):
        told = reading.words(slide)
        assert told.count("DATA CONTOH") >= 2
        for fact in ("Posisi 30 Juni 2022", "disetujui", "Operator DPMD"):
            assert fact in told
            assert f"{at}" in told.splitlines()


def test_what_only_a_check_needs_stands_on_the_last_page_alone(content: bytes) -> None:
    *others, last = reading.slides(content)
    for mark in ("Versi data: 1", "abc123", "Sumber: rencana tonggak capaian (draf) (DRAF)"):
        assert mark in reading.words(last)
    for slide in others:
        told = reading.words(slide) + reading.notes(slide)
        assert not any(mark in told for mark in ("abc123", "versi 1", "rencana tonggak capaian"))


def test_page_2_asks_for_three_decisions_with_obstacle_since_who_and_until_when(
    dossier: Dossier, content: bytes
) -> None:
    page = reading.slides(content)[1]
    for ask in dossier.asks[:3]:
        cause = needs.cause(ask.need, dossier.briefing)
        for fact in (
            f" {ask.sentra.name}",
            cause[1:],
            long_day(ask.need.since),
            dossier.agency(ask.need.agency),
            long_day(ask.due_on),
        ):
            assert fact in reading.words(page)
    assert dossier.asks[3].sentra.name not in reading.words(page)
    assert meetings.ask(dossier.asks[3], dossier) in reading.notes(page)


def test_no_code_of_a_milestone_stands_on_a_page_or_in_its_notes(content: bytes) -> None:
    for slide in reading.slides(content):
        assert not re.search(r"S\d\d-M\d\d", reading.words(slide) + reading.notes(slide))


def test_tables_are_in_letters_of_14_points_and_nothing_is_cut(content: bytes) -> None:
    for slide in reading.slides(content):
        assert "…" not in reading.words(slide)
        for shape in slide.shapes:
            cells = (
                [cell for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            )
            runs = [run for cell in cells for one in cell.text_frame.paragraphs for run in one.runs]
            assert all(run.font.size.pt >= 14 for run in runs)


def test_the_pages_of_sentra_have_letters_of_one_size(content: bytes) -> None:
    sizes = {
        run.font.size
        for slide in reading.slides(content)
        if reading.title(slide).startswith("Sentra ")
        for shape in slide.shapes
        if shape.name == "Uraian"
        for one in shape.text_frame.paragraphs
        for run in one.runs
    }
    assert len(sizes) == 1


def test_where_much_waits_the_story_of_a_sentra_stays_legible_and_nothing_is_cut() -> None:
    late = a_schedule(start=date(2021, 1, 1), finish=date(2022, 3, 31), weight=5.0)
    title = "Pelatihan sanitasi, pengemasan, dan keamanan pangan rumah produksi"
    own = [
        a_milestone(f"S01-M{number:02}", a_state(0.1), first=late, title=f"{title} {number}")
        for number in range(1, 21)
    ]
    cancelled = a_milestone("S01-M21", a_state(0.0, status=Status.CANCELLED), first=late)
    board = a_board([a_sentra("S01", [*own, cancelled])])
    slides = reading.slides(deck(a_dossier(brief(board, a_moment()))))

    (page,) = (one for one in slides if reading.title(one).startswith("Sentra "))
    (story,) = (shape for shape in page.shapes if shape.name == "Uraian")
    assert "Menunggu pula 18 tonggak lain." in story.text_frame.text
    runs = [run for one in story.text_frame.paragraphs for run in one.runs]
    assert all(run.font.size.pt >= 14 for run in runs)
    assert f"{title} 20" in reading.notes(page)
    summary = next(one for one in slides if "tanpa pembatalan" in reading.words(one))
    assert "…" not in reading.words(summary)


def test_figures_of_a_real_programme_carry_no_mark() -> None:
    board = a_board(programme=a_programme(is_example=False))
    content = deck(a_dossier(brief(board, a_moment())))
    assert all("CONTOH" not in reading.words(one) for one in reading.slides(content))


def test_everything_drawn_has_a_text_alternative(content: bytes) -> None:
    found = [one for slide in reading.slides(content) for one in reading.graphic_frames(slide)]
    assert len(found) > 10
    assert all(one.get("descr") for one in found)


def test_no_two_shapes_of_a_page_share_an_id(content: bytes) -> None:
    for slide in reading.slides(content):
        ids = reading.shape_ids(slide)
        assert len(ids) == len(set(ids))


def test_no_words_name_a_font_of_their_own(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith(("ppt/slides/slide", "ppt/charts/chart")):
                assert b"<a:latin" not in archive.read(name)


def test_equal_dossiers_give_equal_bytes() -> None:
    assert deck(_dossier()) == deck(_dossier())


def test_decks_made_at_the_same_time_do_not_mix() -> None:
    dossiers = [a_dossier(_briefing(seed, sentra=2)) for seed in range(4)]
    alone = [deck(one) for one in dossiers]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(deck, dossiers)) == alone


def test_the_file_says_whose_and_of_which_day_it_is(content: bytes) -> None:
    import pptx

    about = pptx.Presentation(BytesIO(content)).core_properties
    assert about.author == "Operator DPMD"
    assert (about.created.date(), about.modified.date()) == (date(2022, 6, 30),) * 2
    assert about.title == "Sembilan sentra industri kecil"


def test_a_deck_is_small_enough_to_be_sent(content: bytes) -> None:
    assert len(content) < 300_000


@pytest.mark.parametrize(
    ("sentra", "milestones", "as_of"),
    [
        (0, 0, date(2022, 6, 30)),
        (1, 1, date(2022, 6, 30)),
        (30, 1, date(2022, 6, 30)),
        (2, 60, date(2022, 6, 30)),
        (9, 6, date(2020, 6, 1)),
        (9, 6, date(2026, 6, 1)),
    ],
)
def test_extremes_are_sound_decks(sentra: int, milestones: int, as_of: date) -> None:
    briefing = _briefing(sentra=sentra, milestones=milestones, as_of=as_of)
    slides = reading.slides(deck(a_dossier(briefing), scope=DeckScope.ALL))
    told = "\n".join(reading.words(one) for one in slides)
    assert all(one.sentra.name in told for one in briefing.sentra)
    assert sentences.headline(briefing).rstrip(".") in [reading.title(one) for one in slides[1:3]]
    for slide in slides:
        assert _lowest_table(slide) < 7.0


def _lowest_table(slide: object) -> float:
    """The lowest edge of a table in inches, as high as its rows were made."""
    edges = [
        (shape.top + sum(row.height for row in shape.table.rows)) / 914_400
        for shape in slide.shapes  # type: ignore[attr-defined]
        if shape.has_table
    ]
    return max(edges, default=0.0)


def test_where_there_is_nothing_a_sentence_says_so() -> None:
    nothing = a_dossier(brief(a_board(()), a_moment(basis=Basis.APPROVED)))
    told = "\n".join(reading.words(one) for one in reading.slides(deck(nothing)))
    for sentence in (
        "Belum ada sentra dalam rencana program ini.",
        "Belum ada tonggak yang dipimpin OPD.",
        "Belum ada rapat atau akhir triwulan sebelumnya untuk dibandingkan.",
        "Tidak ada tonggak terlambat.",
        "Belum ada tindak lanjut rapat.",
        "Tidak ada yang perlu diputuskan rapat dari angka posisi ini.",
    ):
        assert sentence in told


def test_nothing_changed_and_nothing_held_is_said_too() -> None:
    done = a_sentra("S01", (a_milestone("S01-M01", state=a_state(1.0)),))
    same = brief(a_board((done,)), a_moment())
    content = deck(a_dossier(same, same), scope=DeckScope.ALL)
    told = "\n".join(reading.words(one) for one in reading.slides(content))
    assert "Sejak 30 Juni 2022 tidak ada yang berubah." in told
    assert "Tidak ada tonggak terlambat." in told


def _hostile(text: str) -> Dossier:
    stuck = a_state(0.4, obstacles=(an_obstacle(description=text),), note=text)
    own = a_sentra("S01", (a_milestone("S01-M01", state=stuck, title=text),), name=text)
    more = a_sentra("S02", (a_milestone("S02-M01", state=a_state(0.9), title=text),), name=text)
    board = a_board((own, more), programme=a_programme(name=text, source=text, chain_head="a1"))
    agencies = {code: replace(one, label=text) for code, one in board.agencies.items()}
    earlier = brief(replace(board, sentra=(a_sentra("S01", name=text),)), a_moment(EARLIER))
    return a_dossier(
        brief(replace(board, agencies=agencies), a_moment()),
        earlier,
        made_by=text,
        follow_ups=(a_follow_up(text=text, meeting_title=text),),
        meeting=a_meeting(plan=replace(a_meeting().plan, title=text)),
    )


def test_no_text_breaks_the_deck_or_runs_in_it() -> None:
    content = deck(a_hostile_dossier(), scope=DeckScope.ALL)
    slides = reading.slides(content)
    for said in (reading.words, reading.notes):
        told = [said(one) for one in slides]
        assert [one for one in TEXTS if not any(clean(one)[:20] in each for each in told)] == []
    for slide in slides:
        for chart in reading.charts(slide):
            assert chart.formulas == 0
    with ZipFile(BytesIO(content)) as archive:
        links = [
            archive.read(name)
            for name in archive.namelist()
            if name.startswith(("ppt/slides/_rels", "ppt/charts/_rels"))
        ]
    assert all(b'TargetMode="External"' not in one for one in links)


@pytest.mark.parametrize("text", [TEXTS[-1], TEXTS[-2]])
def test_words_of_any_length_keep_to_their_places(text: str) -> None:
    slides = reading.slides(deck(_hostile(text), scope=DeckScope.ALL))
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                tall = sum(_tall(one, shape.width) for one in shape.text_frame.paragraphs)
                assert tall <= shape.height / 914_400 + 0.1, shape.text_frame.text[:40]
    words = [one for one in slides[0].shapes if one.has_text_frame and one.name != "Kaki slide"]
    edges = sorted((one.top, one.top + one.height) for one in words if one.width > 2_000_000)
    assert all(above[1] <= below[0] for above, below in pairwise(edges))


def _tall(paragraph: Any, width: int) -> float:
    """The height of a paragraph in inches; a word without an end takes what its letters take."""
    size = max((run.font.size.pt for run in paragraph.runs), default=10)
    long = sum(width_of(run.text, size=size) for run in paragraph.runs)
    return ceil(0.9 * long / (width / 914_400)) * size * 1.22 / 72
