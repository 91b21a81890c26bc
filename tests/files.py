"""Evidence files for tests: one of each kind that is taken, made anew and tiny."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlsxwriter
from PIL import Image

from rules.evidence.files import FileKind

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
OFFICE = "application/vnd.openxmlformats-officedocument."
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **fields: Any) -> bytes:
    """Return a picture whose left half is red and whose right half is blue."""
    picture = Image.new(fields.pop("mode", "RGB"), size, fields.pop("colour", "red"))
    picture.paste("blue", (size[0] // 2, 0, *size))
    return encoded(picture, kind, **fields)


def encoded(picture: Image.Image, kind: str, **fields: Any) -> bytes:
    """Return `picture` as the bytes of a file."""
    out = BytesIO()
    picture.save(out, format=kind, **fields)
    return out.getvalue()


def an_archive(members: Mapping[str, bytes | str], comment: bytes = b"") -> bytes:
    """Return a ZIP archive of `members`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def a_docx(
    also: Mapping[str, bytes | str] | None = None,
    main: str = f"{OFFICE}wordprocessingml.document.main+xml",
    comment: bytes = b"",
) -> bytes:
    """Return a Word document with the members `also`."""
    contents = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    own = {
        "[Content_Types].xml": contents,
        "word/document.xml": "<document>Berita acara</document>",
    }
    return an_archive({**own, **(also or {})}, comment)


def an_xlsx() -> bytes:
    """Return an Excel workbook."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Pelaku").write_string(0, 0, "Nama")
    return out.getvalue()


TAKEN = {
    FileKind.PDF: PDF,
    FileKind.JPG: a_picture(),
    FileKind.PNG: a_picture("PNG"),
    FileKind.WEBP: a_picture("WEBP"),
    FileKind.XLSX: an_xlsx(),
    FileKind.DOCX: a_docx(),
}
