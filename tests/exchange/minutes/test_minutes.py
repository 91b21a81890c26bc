from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import chain

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from exchange.minutes import minutes_docx, minutes_pdf
from exchange.minutes.content import minutes_content
from exchange.paper import Paper
from exchange.plain_text import plain
from exchange.typesetting import document
from exchange.typesetting.blocks import (
    Facts,
    Figures,
    Heading,
    Paragraph,
    Points,
    Signatures,
    TableBlock,
    TextBlock,
)
from exchange.typesetting.glyphs import shown
from exchange.word import document as word
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUpEvent, FollowUpKind
from rules.meetings.meeting import Meeting
from rules.meetings.office import Office, Signer, Signers
from rules.meetings.resolutions import MeetingId
from rules.progress.key_figures import key_figures
from rules.vocabulary import Appointment
from tests.builders import a_dossier, a_follow_up, a_meeting, a_programme, a_resolution
from tests.exchange.dossiers import a_full_dossier, a_hostile_dossier, a_late_dossier
from tests.exchange.typesetting.papers import bare, counted, metadata, reader, squeezed, words
from tests.hostile import TEXTS
from words.formats import enumeration, percent

NOON = datetime(2022, 6, 30, 4, tzinfo=UTC)


def _word(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def _word_text(content: bytes) -> str:
    made = _word(content)
    texts = [paragraph.text for paragraph in made.paragraphs]
    texts += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return squeezed(" ".join(texts))


def _texts(block: TextBlock) -> list[str]:
    match block:
        case Heading() | Paragraph():
            return [block.text]
        case Points():
            return list(block.texts)
        case Figures():
            return [text for one in block.figures for text in (one.name, one.value, one.note)]
        case Facts():
            return list(chain.from_iterable(block.pairs))
        case TableBlock():
            titles = [column.title for column in block.columns]
            return titles + [
                part for row in block.rows for cell in row for part in (cell.text, cell.note)
            ]
        case Signatures():
            return [
                part for one in block.signers for part in (one.role, one.post, one.name, one.nip)
            ]


def _meeting(dossier: Dossier) -> Meeting:
    assert dossier.meeting is not None
    return dossier.meeting


def test_both_files_say_everything_that_the_minutes_say() -> None:
    _say_everything(a_full_dossier(), at_least=40)


def test_both_files_say_every_hostile_text_of_the_minutes() -> None:
    dossier = a_hostile_dossier(milestones=5)
    said = [part for block in minutes_content(dossier).blocks for part in _texts(block)]
    assert [one for one in TEXTS if not any(one.strip() in part for part in said)] == []
    _say_everything(dossier, at_least=300)


def _say_everything(dossier: Dossier, *, at_least: int) -> None:
    on_paper = bare(words(minutes_pdf(dossier)))
    in_word = bare(_word_text(minutes_docx(dossier)))
    said = [part for block in minutes_content(dossier).blocks for part in _texts(block)]
    assert len(said) > at_least
    for one in said:
        assert bare(plain(one)) in in_word
        # What is longer than a page has the foot of one and the head of the next inside it.
        if len(one) < 2000:
            assert _stands(bare(shown(one)), on_paper)


def _stands(text: str, on_paper: str) -> bool:
    """Whether `text` is there, whole or in two parts around a page's end."""
    parts = ((text[:at], text[at:]) for at in range(len(text) + 1))
    return any(before in on_paper and after in on_paper for before, after in parts)


def test_the_minutes_tell_who_came_what_was_decided_and_who_must_act() -> None:
    told = words(minutes_pdf(a_full_dossier()))
    for part in (
        "Konsep notula: Rapat Galangan bersama",
        "Kamis, 30 Juni 2022 pukul 09.00 WITA",
        "Triwulanan",
        "posisi per 31 Maret 2022",
        "DPMD hadir Galangan bersama",
        "Bapelitbang belum dicatat",
        "Galangan bersama butir 1 (DPMD, paling lambat 14 Juli 2022)",
        "Keputusan rapat secara umum",
        "Galangan bersama umum",
        "Umur 91 hari, terlambat 77 hari",
        "Pimpinan rapat",
        "Notulis",
    ):
        assert part in told


def test_a_closed_meeting_has_minutes_and_an_open_one_a_draft() -> None:
    draft = a_full_dossier()
    closed = replace(draft, meeting=replace(_meeting(draft), closed_at=NOON))
    assert minutes_content(draft).cover.title.startswith("Konsep notula: ")
    assert minutes_content(closed).cover.title.startswith("Notula: ")


def test_the_minutes_keep_the_figures_that_the_meeting_saw() -> None:
    dossier = a_full_dossier()
    now = key_figures(dossier.briefing)
    same = replace(dossier, meeting=replace(_meeting(dossier), key_figures=now))
    assert "sejak rapat 31 Mar 2022" in words(minutes_pdf(same))
    seen = replace(now, actual=0.123)
    frozen = replace(_meeting(dossier), key_figures=seen)
    other = words(minutes_pdf(replace(dossier, meeting=frozen)))
    assert "12,3%" in other
    assert "Per 30 Juni 2022 (disetujui), capaian 12,3%, rencana" in other
    assert percent(now.actual) not in other.partition("Pembahasan dan keputusan")[0]


def test_both_files_tell_what_happened_apart_from_what_was_only_reported_since() -> None:
    dossier = a_late_dossier()
    for told in (words(minutes_pdf(dossier)), _word_text(minutes_docx(dossier))):
        position = told.partition("Posisi program")[2].partition("Pembahasan dan keputusan")[0]
        happened, _, learnt = position.partition("Baru dilaporkan")
        assert "1 tonggak maju, dan 1 tonggak selesai" in happened
        assert "pp baru dilaporkan sejak rapat 31 Mar 2022" in told
        assert "tentang hari sampai 31 Maret 2022: 1 tonggak maju." in learnt
        assert "bukan kemajuan" in learnt
    assert "Baru dilaporkan" not in words(minutes_pdf(a_full_dossier()))


def test_what_this_meeting_decided_is_no_older_follow_up() -> None:
    dossier = a_full_dossier()
    (waiting,) = dossier.follow_ups
    resolution = replace(waiting.resolution, meeting=_meeting(dossier).id)
    own = replace(dossier, follow_ups=(replace(waiting, resolution=resolution),))
    assert "umur 91 hari, terlambat" not in words(minutes_pdf(own))
    assert "Tidak ada." in words(minutes_pdf(own))


def test_what_happens_after_the_closing_changes_no_minutes() -> None:
    dossier = a_full_dossier()
    assert dossier.meeting is not None
    closed = replace(dossier, meeting=replace(dossier.meeting, closed_at=NOON))
    (waiting,) = closed.follow_ups
    later = NOON + timedelta(hours=1)
    done = FollowUpEvent(FollowUpKind.CLOSED, "Lahan sudah bebas", "", "operator", later)
    of_another = a_resolution(99, meeting=MeetingId(2), recorded_at=later)
    follow_ups = (replace(waiting, history=(done,)), a_follow_up(99, resolution=of_another))
    assert minutes_content(replace(closed, follow_ups=follow_ups)) == minutes_content(closed)


def test_items_without_a_decision_stand_in_one_line() -> None:
    dossier = a_full_dossier()
    silent = replace(dossier, meeting=replace(_meeting(dossier), resolutions=()))
    told = words(minutes_pdf(silent))
    count = len(dossier.agenda)
    assert count > 2
    told_of = enumeration([str(at) for at in range(1, count + 1)])
    assert told.count(f"Dibahas tanpa keputusan: butir {told_of}.") == 1
    assert "Belum ada tindak lanjut yang diputuskan." in told


def test_the_minutes_carry_letterhead_and_number_of_the_office() -> None:
    office = Office(("PEMERINTAH KABUPATEN", "DINAS PMD"), "000.1.5/{nomor}/DPMD/{tahun}")
    dossier = replace(a_full_dossier(), office=office)
    number = f"000.1.5/{_meeting(dossier).id}/DPMD/2022"
    for told in (words(minutes_pdf(dossier)), _word_text(minutes_docx(dossier))):
        assert "PEMERINTAH KABUPATEN DINAS PMD" in told
        assert number in told


def test_whoever_held_the_posts_on_that_day_signs() -> None:
    chair = Signer("Kepala DPMD", Appointment.ACTING, "Ahmad", "197001011990011001")
    secretary = Signer("Kabid Ekonomi", name="Siti", nip="198001012005012002")
    dossier = replace(a_full_dossier(), signers=Signers(chair, secretary))
    for told in (words(minutes_pdf(dossier)), _word_text(minutes_docx(dossier))):
        for part in (
            "Plt. Kepala DPMD",
            "Ahmad",
            chair.nip,
            "Kabid Ekonomi",
            "Siti",
            secretary.nip,
        ):
            assert part in told


def test_evidence_is_asked_for_where_it_was() -> None:
    dossier = a_full_dossier()
    first, *rest = _meeting(dossier).resolutions
    asked = replace(first, needs_evidence=True)
    other = replace(dossier, meeting=replace(_meeting(dossier), resolutions=(asked, *rest)))
    assert "dengan bukti" not in words(minutes_pdf(dossier))
    assert "paling lambat 14 Juli 2022, dengan bukti" in words(minutes_pdf(other))


def test_a_meeting_of_which_nothing_was_noted_has_minutes() -> None:
    dossier = a_dossier(meeting=a_meeting(agenda=(), plan=replace(a_meeting().plan, agencies=())))
    told = words(minutes_pdf(dossier))
    assert "Tidak ada OPD yang diundang." in told
    assert "Tidak ada butir agenda dari data" in told


def test_no_meeting_has_no_minutes() -> None:
    with pytest.raises(ValueError, match="without a meeting"):
        minutes_pdf(a_dossier())


def test_the_minutes_are_tagged_for_who_cannot_see_them() -> None:
    made = minutes_pdf(a_full_dossier())
    found = counted(made)
    assert found["/H1"] == 5
    assert found["/Table"] == found["/THead"] == 3
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata(made)


def test_the_same_minutes_are_the_same_bytes() -> None:
    assert minutes_pdf(a_full_dossier()) == minutes_pdf(a_full_dossier())
    assert minutes_docx(a_full_dossier()) == minutes_docx(a_full_dossier())


@pytest.mark.parametrize("paper", Paper)
def test_both_files_are_as_large_as_asked(paper: Paper) -> None:
    page = reader(minutes_pdf(a_full_dossier(), paper)).pages[0]
    assert float(page.mediabox.width) == pytest.approx(paper.width * 72 / 25.4)
    (section,) = _word(minutes_docx(a_full_dossier(), paper)).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width.mm == pytest.approx(paper.width, abs=0.1)
    assert section.page_height.mm == pytest.approx(paper.height, abs=0.1)


def test_the_word_document_has_headings_tables_and_the_stamp_on_every_page() -> None:
    made = _word(minutes_docx(a_full_dossier()))
    headings = [one.text for one in made.paragraphs if "Heading1" in one._p.xml]
    assert headings[:2] == ["Kehadiran", "Posisi program"]
    repeated = [row for table in made.tables for row in table.rows if "w:tblHeader" in row._tr.xml]
    assert len(repeated) == 3
    (section,) = made.sections
    assert "DATA CONTOH" in section.header.paragraphs[0].text
    foot = " ".join(one.text for one in section.footer.paragraphs)
    assert "jejak" not in foot
    assert "dibuat oleh Operator DPMD" in foot
    assert "PAGE" in section.footer._element.xml
    assert made.core_properties.author == "Operator DPMD"
    assert made.core_properties.language == "id-ID"
    assert made.core_properties.created == datetime(2022, 6, 30, tzinfo=UTC)


def _tables(dossier: Dossier) -> list[WordTable]:
    return _word(minutes_docx(dossier)).tables


def test_whoever_signs_in_word_finds_a_line_for_name_and_number_on_one_page() -> None:
    signing = _tables(a_full_dossier())[-1]
    lines = [cell for row in signing.rows for cell in row.cells if cell.text in {"Nama", "NIP"}]
    assert [cell.text for cell in lines] == ["Nama", "Nama", "NIP", "NIP"]
    assert all("w:bottom" in cell._tc.xml for cell in lines)
    assert all("w:cantSplit" in row._tr.xml for row in signing.rows)
    assert all("w:keepNext" in row._tr.xml for row in signing.rows[:-1])


@pytest.mark.parametrize("lines", range(0, 56, 8))
def test_nobody_signs_an_empty_page(lines: int) -> None:
    texts = ("Keputusan rapat",) * lines
    earlier = Heading("Keputusan"), Points(texts), Heading("Sisa"), Paragraph("Tidak ada.")
    made = minutes_content(a_full_dossier())
    minutes = replace(made, blocks=(*earlier, made.blocks[-1]))
    pages = [
        page.extract_text()
        for page in reader(document.pdf(minutes.cover, minutes.blocks, Paper.A4)).pages
    ]
    signed = next(page for page in pages if "Pimpinan rapat" in page)
    assert "Tidak ada." in signed

    body = _word(word.docx(minutes.cover, minutes.blocks, Paper.A4))
    (last,) = (one for one in body.paragraphs if one.text == "Tidak ada.")
    assert last.paragraph_format.keep_with_next


def test_the_figures_of_the_word_minutes_stand_on_one_line() -> None:
    (blocks,) = (
        one for one in minutes_content(a_full_dossier()).blocks if isinstance(one, Figures)
    )
    told = [
        [cell.text for cell in row.cells]
        for table in _tables(a_full_dossier())
        for row in table.rows
    ]
    assert [one.value for one in blocks.figures] in told
    assert [one.note for one in blocks.figures] in told


def test_the_tables_of_the_word_minutes_begin_where_the_words_of_the_page_begin() -> None:
    for table in _tables(a_full_dossier()):
        margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
        widths = {one.tag: int(one.get(qn("w:w"))) for one in margins}
        assert widths[qn("w:left")] == 0
        assert widths[qn("w:top")] > 0


def test_a_long_title_takes_one_line_on_top_of_each_page_of_either_file() -> None:
    dossier = a_full_dossier("Rapat koordinasi triwulanan " * 9)
    (section,) = _word(minutes_docx(dossier)).sections
    running, _, mark = section.header.paragraphs[0].text.partition("\t")
    assert running.startswith("Konsep notula: Rapat Rapat koordinasi")
    assert len(running) < 120
    assert mark == "DATA CONTOH"


def test_real_data_are_not_called_an_example() -> None:
    dossier = a_full_dossier()
    real = replace(dossier, briefing=replace(dossier.briefing, programme=a_programme()))
    assert "DATA CONTOH" not in words(minutes_pdf(real))
    assert "DATA CONTOH" not in _word(minutes_docx(real)).sections[0].header.paragraphs[0].text
