"""The office's own template: which are taken, which are refused and why, and what stays of them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pptx
import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from exchange.deck import deck
from rules.errors import UnusableTemplate
from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from tests.builders import a_board, a_dossier, a_moment, a_programme
from tests.exchange.deck import deck_reading as reading

POTX = b"presentationml.template.main+xml"
PPTX = b"presentationml.presentation.main+xml"


def _saved(change: Callable[[Any], None] = lambda _: None) -> bytes:
    """A template as an office may have one, after `change`."""
    office = pptx.Presentation()
    change(office)
    buffer = BytesIO()
    office.save(buffer)
    return buffer.getvalue()


def _dossier() -> Dossier:
    board = a_board(programme=a_programme(is_example=True))
    return a_dossier(brief(board, a_moment()))


def _rewritten(template: bytes, old: bytes, new: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(template)) as read, ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for member in read.infolist():
            written.writestr(member, read.read(member).replace(old, new))
    return buffer.getvalue()


def _with_samples(office: Any) -> None:
    """Two sample slides, named by a section and a show."""
    for at in (0, 5):
        office.slides.add_slide(office.slide_layouts[at]).shapes.title.text = "Contoh lama"
    ids = [one.get("id") for one in office.slides._sldIdLst]
    office.part._element.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
            f'<p14:section name="Lama" id="{{6AEB2A4F-2D0A-4C37-9D7B-000000000001}}"><p14:sldIdLst>'
            f'<p14:sldId id="{ids[0]}"/></p14:sldIdLst></p14:section></p14:sectionLst>'
            "</p:ext></p:extLst>"
        )
    )


def test_a_deck_takes_size_theme_and_layouts_of_the_office() -> None:
    template = _rewritten(_saved(), b'<a:latin typeface="Calibri"/>', b'<a:latin typeface="Lato"/>')
    content = deck(_dossier(), template=template)
    made = pptx.Presentation(BytesIO(content))
    assert (made.slide_width, made.slide_height) == (Inches(10), Inches(7.5))
    layouts = [slide.slide_layout.name for slide in made.slides]
    assert layouts[0] == "Title Slide"
    assert set(layouts[1:]) == {"Title Only"}
    with ZipFile(BytesIO(content)) as archive:
        assert b'typeface="Lato"' in archive.read("ppt/theme/theme1.xml")


def test_everything_stands_on_the_slide_of_the_office() -> None:
    made = pptx.Presentation(BytesIO(deck(_dossier(), template=_saved())))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_pages_of_an_office_carry_footer_number_and_mark() -> None:
    for at, slide in enumerate(reading.slides(deck(_dossier(), template=_saved())), start=1):
        told = reading.words(slide)
        assert told.count("DATA CONTOH") >= 2
        assert "Posisi 30 Juni 2022" in told
        assert str(at) in told.splitlines()
        ids = reading.shape_ids(slide)
        assert len(ids) == len(set(ids))


def test_sample_slides_are_gone_with_all_that_named_them() -> None:
    content = deck(_dossier(), template=_saved(_with_samples))
    assert all("Contoh lama" not in reading.words(one) for one in reading.slides(content))
    with ZipFile(BytesIO(content)) as archive:
        assert b"sectionLst" not in archive.read("ppt/presentation.xml")
        slides = [one for one in archive.namelist() if one.startswith("ppt/slides/slide")]
    assert len(slides) == len(set(slides)) == len(reading.slides(content))


def test_nothing_asks_to_be_clicked() -> None:
    def only_contents(office: Any) -> None:
        for layout in list(office.slide_layouts):
            if layout.name not in {"Title Slide", "Two Content"}:
                office.slide_layouts.remove(layout)

    slides = reading.slides(deck(_dossier(), template=_saved(only_contents)))
    assert slides[1].slide_layout.name == "Two Content"
    for slide in slides:
        for place in slide.placeholders:
            assert place.text_frame.text.strip()


def test_a_potx_is_a_template_too() -> None:
    content = deck(_dossier(), template=_rewritten(_saved(), PPTX, POTX))
    assert len(reading.slides(content)) > 5
    with ZipFile(BytesIO(content)) as archive:
        assert POTX not in archive.read("[Content_Types].xml")


def test_a_layout_without_places_for_footers_still_gets_them() -> None:
    def bare(office: Any) -> None:
        for layout in office.slide_layouts:
            for place in list(layout.placeholders):
                if place.placeholder_format.idx >= 10:
                    place._element.getparent().remove(place._element)

    for slide in reading.slides(deck(_dossier(), template=_saved(bare))):
        assert "Posisi 30 Juni 2022" in reading.words(slide)


def test_a_template_gives_equal_bytes_too() -> None:
    template = _saved(_with_samples)
    assert deck(_dossier(), template=template) == deck(_dossier(), template=template)


def _docx() -> bytes:
    import docx

    buffer = BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"bukan zip", b"PK\x03\x04", _saved()[:4000], _docx()], ids=range(5)
)
def test_what_is_no_presentation_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        deck(_dossier(), template=content)
    assert "bukan PPTX" in refused.value.reason


def test_a_presentation_that_is_damaged_inside_is_refused() -> None:
    damaged = _rewritten(_saved(), b"<p:sldMaster ", b"<p:sldMaster <")
    with pytest.raises(UnusableTemplate):
        deck(_dossier(), template=damaged)


def test_without_a_page_that_has_a_title_it_is_refused() -> None:
    def untitled(office: Any) -> None:
        for layout in list(office.slide_layouts):
            if layout.name != "Blank":
                office.slide_layouts.remove(layout)

    with pytest.raises(UnusableTemplate) as refused:
        deck(_dossier(), template=_saved(untitled))
    assert "judul" in refused.value.reason


def test_slides_too_small_for_a_page_are_refused() -> None:
    def small(office: Any) -> None:
        office.slide_height = Inches(4)

    with pytest.raises(UnusableTemplate) as refused:
        deck(_dossier(), template=_saved(small))
    assert "ruang isi" in refused.value.reason


def test_a_file_too_large_for_a_template_is_refused() -> None:
    with pytest.raises(UnusableTemplate) as refused:
        deck(_dossier(), template=b"x" * (20 * 1024 * 1024 + 1))
    assert "20 MB" in refused.value.reason


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.bin", b"\0" * (80 * 1024 * 1024))
    with pytest.raises(UnusableTemplate) as refused:
        deck(_dossier(), template=buffer.getvalue())
    assert "terlalu besar" in refused.value.reason
