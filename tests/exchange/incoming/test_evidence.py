import struct
import tomllib
import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image

from exchange.incoming import evidence
from rules.evidence.files import (
    LARGEST_FILE,
    LARGEST_PICTURE,
    LARGEST_SIDE,
    MEGABYTE,
    MOST_MEMBERS,
    MOST_PIXELS,
    THUMBNAIL_SIDE,
    FileKind,
    FileProblem,
    JudgedFile,
    RefusedFile,
)
from run import ROOT
from tests.files import MACROS, OFFICE, PDF, TAKEN, a_docx, a_picture, an_archive, an_xlsx, encoded

PICTURES = [kind for kind in FileKind if kind.is_picture]
DOCUMENTS = [kind for kind in FileKind if not kind.is_picture]
SECRET = b"GPS -1.29 116.58"
PAGE = b"<html><script>alert(1)</script></html>"


def judged(content: bytes, name: str = "bukti") -> JudgedFile:
    found = evidence.judge(name, content)
    assert isinstance(found, JudgedFile), found
    return found


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a hundred bytes that says it is enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def locked(content: bytes) -> bytes:
    """Set the bit that says that the first member needs a password, where both headers keep it."""
    place = content.index(b"PK\x01\x02")
    changed = bytearray(content)
    changed[6] |= 1
    changed[place + 8] |= 1
    return bytes(changed)


def twice_named() -> bytes:
    out = BytesIO(a_docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/document.xml", "yang lain")
    return out.getvalue()


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_is_known_by_its_content_and_kept_byte_for_byte(kind: FileKind) -> None:
    assert judged(TAKEN[kind], "Berita acara.xyz") == JudgedFile(
        f"Berita acara.xyz.{kind}", kind, TAKEN[kind]
    )


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_redrawn_with_a_thumbnail(kind: FileKind) -> None:
    found = judged(TAKEN[kind], f"Foto.{kind}")
    assert (found.name, found.kind) == (f"Foto.{kind}", kind)
    again, small = opened(found.content), opened(found.thumbnail)
    assert again.size == small.size == (64, 48)
    assert small.format == "WEBP"
    red, _, blue = again.convert("RGB").getpixel((60, 24))  # type: ignore[misc]
    assert blue > 200
    assert red < 60


@pytest.mark.parametrize("kind", PICTURES)
def test_a_judged_picture_is_taken_again(kind: FileKind) -> None:
    assert judged(judged(TAKEN[kind]).content).kind is kind


def test_a_photograph_is_turned_upright_and_loses_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010E] = SECRET.decode()
    found = judged(a_picture(exif=exif, comment=SECRET))
    assert opened(found.content).size == (48, 64)
    assert SECRET not in found.content
    assert SECRET not in (found.thumbnail or b"")
    assert not opened(found.content).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_hangs_behind_a_picture_is_left_behind(kind: str) -> None:
    found = judged(a_picture(kind) + PAGE + an_archive({"a.exe": b"MZ"}))
    assert b"<script>" not in found.content
    assert b"PK\x03\x04" not in found.content


def test_text_inside_a_picture_is_left_behind() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", PAGE.decode())
    assert b"<script>" not in judged(a_picture("PNG", pnginfo=words)).content


def test_a_large_picture_is_made_smaller_and_keeps_its_shape() -> None:
    found = judged(a_picture(size=(4000, 1000)))
    assert opened(found.content).size == (LARGEST_SIDE, LARGEST_SIDE // 4)
    assert opened(found.thumbnail).size == (THUMBNAIL_SIDE, THUMBNAIL_SIDE // 4)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("JPEG", mode) for mode in ("L", "CMYK")),
        *(("PNG", mode) for mode in ("P", "LA", "RGBA", "1", "I;16")),
        ("WEBP", "RGBA"),
    ],
)
def test_each_way_to_keep_pixels_is_taken(kind: str, mode: str) -> None:
    picture = Image.new("RGB", (40, 30), "red")
    picture = Image.new("I;16", (40, 30), 9000) if mode == "I;16" else picture.convert(mode)
    assert opened(judged(encoded(picture, kind)).content).size == (40, 30)


def test_a_photograph_of_50_megapixels_and_13_megabytes_is_taken_smaller_and_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010E] = SECRET.decode()
    large = a_picture(size=(8192, 6144), exif=exif)
    photo = large + b"\0" * (13 * MEGABYTE - len(large))

    found = judged(photo, "IMG_20220630.jpg")

    assert opened(found.content).size == (LARGEST_SIDE * 3 // 4, LARGEST_SIDE)
    assert len(found.content) < MEGABYTE
    assert SECRET not in found.content


def test_a_picture_larger_than_telephones_make_is_refused() -> None:
    photo = a_picture() + b"\0" * LARGEST_PICTURE
    assert evidence.judge("a.jpg", photo) == RefusedFile("a.jpg", FileProblem.TOO_LARGE)


def test_of_an_animation_the_first_picture_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    moving = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    assert not getattr(opened(judged(moving).content), "is_animated", False)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("program.exe", b"MZ\x90\x00" + b"\0" * 100),
        ("laporan.pdf", b"MZ\x90\x00" + b"\0" * 100),
        ("foto.jpg", b"\x7fELF\x02\x01\x01" + b"\0" * 100),
        ("halaman.pdf", PAGE),
        ("gambar.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("gambar.svg", b'<?xml version="1.0"?><svg onload="alert(1)"/>'),
        ("foto.jpg", b"GIF89a" + b"\0" * 50),
        ("suara.webp", b"RIFF\x24\0\0\0WAVEfmt "),
        ("skrip.pdf", b"#!/bin/sh\nrm -rf /\n"),
        ("teks.docx", b"Bukan dokumen"),
        ("arsip.docx", an_archive({"a.txt": "halo"})),
        ("program.docx", b"MZ" + an_archive({"a.txt": "halo"})),
        ("pdf-di-tengah.pdf", PAGE + PDF),
        ("aplikasi.xlsx", an_archive({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": "x"})),
        ("slaid.docx", a_docx(main=f"{OFFICE}presentationml.presentation.main+xml")),
    ],
)
def test_what_is_no_evidence_is_refused_whatever_it_is_called(name: str, content: bytes) -> None:
    assert evidence.judge(name, content) == RefusedFile(name, FileProblem.UNKNOWN_KIND)


@pytest.mark.parametrize(
    ("problem", "content"),
    [
        (FileProblem.EMPTY, b""),
        (FileProblem.TOO_LARGE, PDF + b"\0" * LARGEST_FILE),
        (FileProblem.OLD_OR_LOCKED, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512),
        (FileProblem.OLD_OR_LOCKED, locked(a_docx())),
        (FileProblem.DAMAGED, a_picture(size=(400, 300))[:-900]),
        (FileProblem.DAMAGED, a_picture("PNG", (400, 300))[:-60]),
        (FileProblem.DAMAGED, a_picture("WEBP", (400, 300))[:-100]),
        (FileProblem.DAMAGED, b"\xff\xd8\xff\xe0" + PAGE),
        (FileProblem.DAMAGED, b"\x89PNG\r\n\x1a\n" + PAGE),
        (FileProblem.DAMAGED, PDF[:60]),
        (FileProblem.DAMAGED, PDF + b"x" * 5000),
        (FileProblem.DAMAGED, an_xlsx()[:-80]),
        (FileProblem.DAMAGED, b"PK\x03\x04" + b"\0" * 200),
        (FileProblem.TWO_KINDS, b"%PDF-1.4\n" + PAGE + PDF),
        (FileProblem.TWO_KINDS, PDF + an_archive({"a.exe": b"MZ"}) + b"\nstartxref\n9\n%%EOF"),
        (FileProblem.TWO_KINDS, a_docx(comment=PAGE)),
        (FileProblem.TWO_KINDS, a_docx({"../../awal.bat": "x"})),
        (FileProblem.TWO_KINDS, a_docx({"/etc/passwd": "x"})),
        (FileProblem.TWO_KINDS, twice_named()),
        (FileProblem.TOO_MANY_PIXELS, huge_png(10_000, MOST_PIXELS // 10_000 + 1)),
        (FileProblem.TOO_MANY_PIXELS, huge_png(60_000, 60_000)),
        (FileProblem.TOO_MANY_PIXELS, huge_png(9_999, 9_999)),
        (FileProblem.UNPACKS_TOO_LARGE, a_docx({"word/bom.xml": b"\0" * 20 * MEGABYTE})),
        (FileProblem.UNPACKS_TOO_LARGE, a_docx({f"a{n}": "" for n in range(MOST_MEMBERS)})),
        (FileProblem.ACTIVE_CONTENT, a_docx({"word/vbaProject.bin": b"x"})),
        (FileProblem.ACTIVE_CONTENT, a_docx({"word/VBAPROJECT.BIN": b"x"})),
        (FileProblem.ACTIVE_CONTENT, a_docx({"word/activeX/activeX1.xml": "x"})),
        (FileProblem.ACTIVE_CONTENT, a_docx({"word/embeddings/oleObject1.bin": b"MZ"})),
        (FileProblem.ACTIVE_CONTENT, a_docx(main=MACROS)),
    ],
)
def test_a_hostile_or_broken_file_is_refused_with_its_reason(
    problem: FileProblem, content: bytes
) -> None:
    assert evidence.judge("bukti.pdf", content) == RefusedFile("bukti.pdf", problem)


def test_a_picture_of_just_as_many_pixels_as_are_taken_is_looked_at() -> None:
    # Its pixels are missing, which shows only once they are decoded.
    found = evidence.judge("foto.png", huge_png(10_000, MOST_PIXELS // 10_000))
    assert found == RefusedFile("foto.png", FileProblem.DAMAGED)


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    import tracemalloc

    bomb = a_docx({"word/bom.xml": b"\0" * 50 * MEGABYTE})
    tracemalloc.start()
    assert evidence.judge("bom.docx", bomb) == RefusedFile(
        "bom.docx", FileProblem.UNPACKS_TOO_LARGE
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * MEGABYTE


def test_a_document_of_two_kinds_is_neither() -> None:
    both = f"{OFFICE}wordprocessingml.document.main+xml {OFFICE}spreadsheetml.sheet.main+xml"
    found = evidence.judge("a.docx", a_docx({"xl/workbook.xml": "x"}, main=both))
    assert found == RefusedFile("a.docx", FileProblem.UNKNOWN_KIND)


def test_a_scanner_may_write_some_zeros_behind_a_pdf() -> None:
    assert judged(PDF + b"\0" * 500).kind is FileKind.PDF


def test_the_server_stops_an_upload_where_the_rule_does() -> None:
    config = ROOT / ".streamlit" / "config.toml"
    server = tomllib.loads(config.read_text(encoding="utf-8"))["server"]
    assert server["maxUploadSize"] * MEGABYTE == LARGEST_PICTURE
