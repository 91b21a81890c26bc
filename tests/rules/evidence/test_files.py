import unicodedata

import pytest
from hypothesis import given, strategies as st

from rules.evidence.files import LONGEST_NAME, FileKind, name_as, shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Berita acara 12.pdf", "Berita acara 12.pdf"),
        ("Foto é ñ 🏭.jpg", "Foto é ñ 🏭.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\a.pdf", "a.pdf"),
        ("C:\\Users\\Budi\\foto.jpg", "foto.jpg"),
        ("/", "berkas"),
        ("", "berkas"),
        ("...", "berkas"),
        ("a\x00b\x1f\x7f.pdf", "ab .pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("nol\u200blebar\ufeff.pdf", "nollebar.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("CONTOH.pdf", "CONTOH.pdf"),
        ("lpt9 .docx", "_lpt9 .docx"),
        ("con." + "a" * 300 + ".pdf", "_con." + "a" * 111 + ".pdf"),
        ('a<b>:"c"|?*.pdf', "a_b___c____.pdf"),
        (" .tersembunyi. ", "tersembunyi"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_is_shown_without_what_hides_or_leads_elsewhere(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert shown_name("a" * 300 + ".pdf") == "a" * (LONGEST_NAME - 4) + ".pdf"
    assert shown_name("a." + "b" * 300) == "a." + "b" * (LONGEST_NAME - 2)
    assert shown_name("a" * 300) == "a" * LONGEST_NAME


@given(st.text(max_size=400))
def test_any_name_becomes_a_label(sent: str) -> None:
    shown = shown_name(sent)
    assert 0 < len(shown) <= LONGEST_NAME
    assert not set('/\\<>:"|?*') & set(shown)
    assert all(unicodedata.category(sign)[0] != "C" for sign in shown)
    assert shown == shown.strip(" .")


@given(st.text(max_size=400), st.sampled_from(FileKind))
def test_a_kept_name_ends_as_its_content_does(sent: str, kind: FileKind) -> None:
    named = name_as(kind, sent)
    ending = named.rpartition(".")[2].lower()
    assert ending == kind or (kind is FileKind.JPG and ending in {"jpeg", "jpe", "jfif"})
    assert len(named) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        (FileKind.PDF, "a.pdf", "a.pdf"),
        (FileKind.PDF, "a.PDF", "a.PDF"),
        (FileKind.JPG, "a.jpeg", "a.jpeg"),
        (FileKind.JPG, "a.png", "a.jpg"),
        (FileKind.PNG, "a.exe", "a.exe.png"),
        (FileKind.PDF, "laporan v1.2", "laporan v1.2.pdf"),
        (FileKind.DOCX, "tanpa akhiran", "tanpa akhiran.docx"),
    ],
)
def test_a_name_follows_the_content(kind: FileKind, sent: str, kept: str) -> None:
    assert name_as(kind, sent) == kept


def test_each_kind_has_its_media_type() -> None:
    assert len({kind.media_type for kind in FileKind}) == len(FileKind)
    assert {kind for kind in FileKind if kind.is_picture} == {
        kind for kind in FileKind if kind.media_type.startswith("image/")
    }
