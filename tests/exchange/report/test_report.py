import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exchange.paper import Paper
from exchange.report import report
from exchange.typesetting.glyphs import shown
from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from rules.values import MilestoneCode, Moment
from rules.vocabulary import Basis
from tests.builders import a_board, a_dossier, a_moment, a_sentra
from tests.exchange.dossiers import a_full_dossier, a_hostile_dossier, a_large_dossier
from tests.exchange.typesetting.papers import bare, counted, metadata, reader, tags, words
from tests.hostile import TEXTS
from words.formats import percent, points

_POINTS_PER_MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def example(example_file: Path) -> Dossier:
    """The example on its day, compared with the end of the quarter before."""
    from models.accounts import identity
    from models.progress import queries as progress_queries
    from models.store.store import open_store
    from rules.meetings.dossier import Known, assemble
    from rules.progress.briefing import Briefing
    from settings import sqlite_url

    store = open_store(sqlite_url(example_file), backups=example_file.parent)
    with store.read() as connection:
        who = next(one for one in identity.example_actors(connection) if one.username == "dpmd")

        def brief_at(moment: Moment) -> Briefing:
            return brief(progress_queries.board(connection, who, moment.as_of), moment)

        made = assemble(a_moment(), brief_at, Known((), ()), made_by=who.name)
    store.engine.dispose()
    return made


def test_every_figure_of_every_sentra_stands_in_the_report(example: Dossier) -> None:
    told = words(report(example))
    assert len(example.briefing.sentra) == 9
    for one in example.briefing.sentra:
        row = f"{percent(one.actual)} {percent(one.planned)} {points(one.deviation)}"
        assert row in told, one.sentra.code
        assert f"Sentra {one.sentra.name}" in told
        for each in one.milestones:
            assert each.milestone.code in told


def test_the_report_of_the_example_is_light_enough_to_send(example: Dossier) -> None:
    made = report(example)
    assert len(made) < 600_000
    assert 10 <= len(reader(made).pages) <= 24


def test_the_example_says_so_on_every_page(example: Dossier) -> None:
    for page in reader(report(example)).pages:
        assert page.extract_text().count("DATA CONTOH") == 2


def test_real_data_are_not_called_an_example() -> None:
    assert "DATA CONTOH" not in words(report(a_dossier()))


def test_every_page_says_which_it_is_and_what_it_is_made_from(example: Dossier) -> None:
    pages = reader(report(example)).pages
    programme = example.briefing.programme
    for number, page in enumerate(pages, 1):
        told = " ".join(page.extract_text().split())
        assert f"Halaman {number} dari {len(pages)}" in told
        assert f"versi {programme.version}" in told
        assert f"jejak {programme.chain_head}" in told
        assert f"dibuat oleh {example.made_by}" in told


def test_the_report_is_tagged_for_who_cannot_see_it(example: Dossier) -> None:
    made = report(example)
    found = counted(made)
    assert found["/Title"] + found["/P"] > 0
    assert found["/H1"] >= 4 + 9
    assert found["/Table"] >= 3 + 9
    assert found["/THead"] == found["/Table"]
    pictures = [one for one in tags(made) if one["/S"] == "/Figure"]
    assert len(pictures) == 4 + 9
    assert all(len(str(one["/Alt"])) > 20 for one in pictures)
    assert reader(made).trailer["/Root"]["/Lang"] == "id"  # type: ignore[index]
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata(made)


@pytest.mark.parametrize("paper", Paper)
def test_the_paper_is_as_large_as_asked(paper: Paper) -> None:
    for page in reader(report(a_full_dossier(), paper)).pages:
        assert float(page.mediabox.width) == pytest.approx(paper.width * _POINTS_PER_MILLIMETRE)
        assert float(page.mediabox.height) == pytest.approx(paper.height * _POINTS_PER_MILLIMETRE)


def test_the_same_dossier_is_the_same_bytes() -> None:
    assert report(a_full_dossier()) == report(a_full_dossier())


def test_another_figure_is_another_report() -> None:
    one = a_full_dossier()
    (first, *rest) = one.briefing.sentra
    other = replace(one.briefing, sentra=(replace(first, actual=0.123), *rest))
    assert "12,3%" not in words(report(one))
    assert "12,3%" in words(report(replace(one, briefing=other)))


def test_what_changed_what_is_open_and_what_is_asked_stands_in_it() -> None:
    told = words(report(a_full_dossier()))
    for title in (
        "Keputusan yang diminta",
        "Capaian tiap sentra",
        "Perubahan sejak rapat terakhir, 31 Maret 2022",
        "Tindak lanjut rapat",
        "Tonggak capaian",
        "Kendala terbuka",
    ):
        assert title in told
    assert "aju dari 10,0% ke 40,0%" in told
    assert "umur 91 hari, terlambat 77 hari" in told
    assert "14 Jul 2022" in told


def test_no_text_breaks_the_report_or_becomes_a_command() -> None:
    told = bare(words(report(a_hostile_dossier(milestones=5))))
    assert [one for one in TEXTS if max(shown(one).split(), key=len)[:40] not in told] == []


def test_a_programme_without_sentra_has_a_report() -> None:
    made = report(a_dossier(brief(a_board(()), a_moment())))
    assert len(reader(made).pages) == 1
    assert "Belum ada sentra dalam rencana." in words(made)


def test_a_sentra_without_milestones_has_a_section() -> None:
    made = report(a_dossier(brief(a_board((a_sentra("S01", ()),)), a_moment())))
    assert "Belum ada tonggak dalam rencana." in words(made)


def test_before_the_programme_began_the_report_says_so() -> None:
    before = date(2020, 6, 30)
    briefing = brief(a_board(as_of=before), a_moment(before))
    assert "program belum dimulai" in words(report(a_dossier(briefing)))


def test_claims_are_reported_on_the_basis_asked_for() -> None:
    briefing = brief(a_board(), a_moment(basis=Basis.REPORTED))
    assert "termasuk laporan" in words(report(a_dossier(briefing)))


def test_a_chart_of_many_sentra_is_drawn_whole_between_head_and_foot() -> None:
    charts = [one for one in tags(report(a_large_dossier(40, 1))) if one["/S"] == "/Figure"]
    for one in charts:
        _, bottom, _, top = one["/A"][0]["/BBox"]
        assert bottom > 25 * _POINTS_PER_MILLIMETRE
        assert top < (Paper.A4.height - 23) * _POINTS_PER_MILLIMETRE
    assert len(charts) == 4 + 40


@pytest.mark.slow
def test_a_programme_more_than_twice_as_large_spreads_over_its_pages() -> None:
    dossier = a_large_dossier(15, 20)
    made = report(dossier)
    told = words(made)
    assert len(reader(made).pages) > 15
    codes = [each.milestone.code for one in dossier.briefing.sentra for each in one.milestones]
    assert len(codes) == 300
    missing: list[MilestoneCode] = [code for code in codes if code not in told]
    assert not missing


@pytest.mark.parametrize("milestones", [7, 14, 15, 16])
def test_no_page_begins_or_ends_with_a_single_row_of_a_table(milestones: int) -> None:
    for page in reader(report(a_large_dossier(6, milestones))).pages:
        rows = Counter(re.findall(r"S\d\d(?=-M\d\d)", page.extract_text()))
        assert all(count >= 3 for count in rows.values())
