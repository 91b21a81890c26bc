import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pptx
import pytest
from docx import Document
from icalendar import Calendar
from pypdf import PdfReader

from exchange.makers import Sources
from exchange.products import Product, file_name, products
from rules.errors import UnusableTemplate
from rules.meetings.dossier import Dossier
from rules.meetings.meeting import Meeting
from rules.progress.briefing import brief
from tests.builders import (
    a_board,
    a_dossier,
    a_follow_up,
    a_meeting,
    a_milestone,
    a_moment,
    a_programme,
    a_sentra,
    a_state,
)

READERS: Mapping[str, Callable[[BytesIO], object]] = {
    "pptx": lambda file: next(iter(pptx.Presentation(file).slides)),
    "docx": lambda file: Document(file).paragraphs[0],
    "xlsx": lambda file: ZipFile(file).read("xl/workbook.xml").index(b"<sheet "),
    "pdf": lambda file: PdfReader(file).pages[0].extract_text(),
    "zip": lambda file: ZipFile(file).testzip() is None or pytest.fail("broken"),
    "html": lambda file: file.read().decode().index("<html"),
    "txt": lambda file: file.read().decode().index("Pesan WhatsApp"),
    "ics": lambda file: Calendar.from_ical(file.read()),
}


def opens_as(ending: str, content: bytes) -> None:
    """Let whoever reads such files read this one; what is broken raises."""
    READERS[ending](BytesIO(content))


def a_full_dossier(*, is_example: bool = False, **fields: Any) -> Dossier:
    milestones = (a_milestone("S01-M01", a_state(0.4)), a_milestone("S01-M02", a_state(1)))
    sentra = a_sentra("S01", milestones), a_sentra("S02")
    board = a_board(sentra, programme=a_programme(is_example=is_example))
    follow_ups = (a_follow_up(1), a_follow_up(2, closed=True))
    dossier = brief(board, a_moment())
    return a_dossier(dossier, follow_ups=follow_ups, meeting=a_meeting(), **fields)


def named(name: str) -> Product:
    return next(one for one in products() if one.name == name)


@pytest.mark.parametrize("product", products(), ids=lambda one: one.name)
def test_every_product_is_a_sound_file_of_its_kind_and_twice_the_same(product: Product) -> None:
    dossier = a_full_dossier(is_example=True)

    content = product.make(dossier)

    opens_as(product.ending, content)
    assert product.make(dossier) == content


def test_four_who_ask_at_once_for_different_figures_are_each_handed_their_own() -> None:
    dossiers = [a_full_dossier(is_example=True, made_by=f"Operator {at}") for at in range(4)]
    wanted = [named(name) for name in ("pptx", "pdf", "notula", "xlsx", "html", "ics", "pesan")]
    alone = [[one.make(dossier) for one in wanted] for dossier in dossiers]
    assert len({contents[0] for contents in alone}) == len(dossiers)

    with ThreadPoolExecutor(4) as pool:
        together = pool.map(lambda own: [one.make(own) for one in wanted], dossiers)

    assert list(together) == alone


@pytest.mark.parametrize(
    "product", [one for one in products() if not one.needs_meeting], ids=lambda one: one.name
)
def test_what_needs_no_meeting_is_made_of_the_barest_dossier(product: Product) -> None:
    opens_as(product.ending, product.make(a_dossier(brief(a_board([]), a_moment()))))


def test_products_are_told_apart_by_name_and_by_file() -> None:
    dossier = a_full_dossier()

    for names in (
        [one.name for one in products()],
        [one.label for one in products()],
        [file_name(one, dossier) for one in products()],
    ):
        assert len(set(names)) == len(names)
    assert {one.name for one in products() if one.needs_meeting} == {"notula", "notula-docx"}


def test_a_file_is_named_after_what_it_is_and_its_position() -> None:
    outside = a_dossier(brief(a_board(), a_moment()))
    assert file_name(named("pptx"), outside) == "paparan_2022-06-30_disetujui.pptx"
    assert file_name(named("pptx"), a_full_dossier()) == (
        f"paparan_2022-06-30_disetujui_rapat-{a_meeting().id}.pptx"
    )
    assert file_name(named("ics"), a_full_dossier(is_example=True)).startswith("contoh_kalender_")


def test_the_pack_holds_each_file_under_its_own_name() -> None:
    dossier = a_full_dossier()
    held = ZipFile(BytesIO(named("paket").make(dossier)))

    for name in ("pptx", "pdf", "notula", "notula-docx", "xlsx", "pesan", "ics"):
        product = named(name)
        assert held.read(file_name(product, dossier)) == product.make(dossier)


@pytest.mark.parametrize("meeting", [None, a_meeting(moment=None, opened_at=None)])
def test_a_meeting_that_was_not_opened_has_no_minutes(meeting: Meeting | None) -> None:
    dossier = a_dossier(brief(a_board(), a_moment()), meeting=meeting)

    assert [one.name for one in products() if not one.fits(dossier)] == ["notula", "notula-docx"]
    packed = ZipFile(BytesIO(named("paket").make(dossier))).namelist()
    assert not [one for one in packed if "notula" in one]


def test_decks_are_made_with_the_template_that_is_given_then() -> None:
    asked: list[None] = []

    def template() -> bytes:
        asked.append(None)
        return b"bukan presentasi"

    found = {one.name: one for one in products(Sources(template))}
    assert not asked

    found["pdf"].make(a_full_dossier())
    assert not asked
    for name in ("pptx", "pptx-semua", "paket"):
        with pytest.raises(UnusableTemplate):
            found[name].make(a_full_dossier())


def test_the_list_alone_imports_nothing_that_makes_files() -> None:
    heavy = "{'pptx', 'docx', 'typst', 'xlsxwriter', 'icalendar', 'pandas', 'plotly'}"
    code = f"import sys, exchange.products; print(*{heavy} & set(sys.modules))"

    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert told.strip() == ""


_FRESH = """
import sys
from exchange import products
from tests.exchange.dossiers import a_full_dossier

def at_once(make, given):
    before = set(sys.modules)
    made = tuple(map(make, given))
    print(*sorted(set(sys.modules) - before))
    return made

products.at_once = at_once
next(one for one in products.products() if one.name == "paket").make(a_full_dossier())
"""


def test_nothing_of_ours_is_imported_while_several_threads_make_files() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FRESH], capture_output=True, text=True, check=True
    )
    late = {name.partition(".")[0] for name in done.stdout.split()}
    assert late.isdisjoint({"charts", "docx", "exchange", "pptx", "rules", "words", "xlsxwriter"})
