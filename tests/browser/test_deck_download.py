"""The deck of today's position as staff take it along: two clicks from the first screen."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from sqlalchemy import text

from rules.values import Moment
from rules.vocabulary import Basis
from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor
from words.formats import percent

pytestmark = pytest.mark.browser

DECK = "Paparan PowerPoint"
TODAY = Moment(date(2022, 6, 30), Basis.APPROVED)


def _menu(visitor: Visitor) -> Any:
    return visitor.page.locator(".st-key-files").get_by_role("button").first


def _deck(visitor: Visitor) -> Any:
    return visitor.page.get_by_role("button", name=DECK, exact=True)


def _traces(site: Site) -> list[str]:
    query = "SELECT detail FROM audit_event WHERE action = 'file.exported' ORDER BY id"
    with site.store.read() as connection:
        return list(connection.scalars(text(query)))


def test_the_deck_is_on_disk_after_two_clicks(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/")
    visitor.click(_menu(visitor))
    with visitor.page.expect_download() as taken:
        _deck(visitor).click()
    content = Path(taken.value.path()).read_bytes()
    visitor.clicks += 1

    assert visitor.clicks == 2
    assert taken.value.suggested_filename == "contoh_paparan_2022-06-30_disetujui.pptx"
    *_, trace = _traces(site)
    assert sha256(content).hexdigest() in trace
    slides = pptx.Presentation(BytesIO(content)).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) >= 3
    assert all(one.part.chart_workbook.xlsx_part is not None for one in charts)
    said = "\n".join(_words(slides))
    assert percent(site.briefing(TODAY).totals.actual) in said
    assert "Operator DPMD (contoh)" in said
    assert "DATA CONTOH" in said


def test_a_double_click_makes_and_hands_out_one_deck(fresh_site: Site, door: Door) -> None:
    visitor = door.regular(fresh_site, "dpmd").go("/")
    visitor.click(_menu(visitor))
    downloads: list[Any] = []
    visitor.page.on("download", lambda one: downloads.append(one))  # noqa: PLW0108 - no builtin

    with visitor.page.expect_download() as taken:
        _deck(visitor).dblclick(force=True, no_wait_after=True)
    assert taken.value.path().exists()
    # The runs of a session follow one another: once it is idle, the second click is answered.
    visitor.settle()

    assert len(downloads) == 1
    assert len(_traces(fresh_site)) == 1


def test_two_people_are_handed_the_same_figures_in_their_own_name(site: Site, door: Door) -> None:
    taken = {}
    for who in ("dpmd", "pengamat"):
        visitor = door.regular(site, who).go("/")
        visitor.click(_menu(visitor))
        with visitor.page.expect_download() as one:
            visitor.click(_deck(visitor))
        taken[who] = Path(one.value.path()).read_bytes()

    actual = percent(site.briefing(TODAY).totals.actual)
    for content, name in ((taken["dpmd"], "Operator DPMD"), (taken["pengamat"], "Pengamat")):
        said = "\n".join(_words(pptx.Presentation(BytesIO(content)).slides))
        assert actual in said
        assert f"{name} (contoh)" in said


def _words(slides: Any) -> list[str]:
    found = []
    for slide in slides:
        shapes = [*slide.shapes, *slide.slide_layout.shapes]
        found += [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
    return found
