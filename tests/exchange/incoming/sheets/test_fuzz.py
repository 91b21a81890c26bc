"""Workbooks whose insides were tampered with: each is read or refused, and nobody dies of it."""

import random
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pytest
import xlsxwriter

from exchange.incoming.sheets import child
from exchange.incoming.sheets.reader import read_sheets
from rules.sheets.errors import UnreadableSheets
from rules.sheets.limits import SheetsProblem
from tests.exchange.incoming.sheets.workbooks import archived, members, written
from tests.running.soak import MUTANTS, READ_APART
from words.errors import error
from words.sheets.applying import apply
from words.sheets.guessing import guess

ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Kegiatan</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Capaian</t></is></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Pendataan</t></is></c>'
    '<c r="B2" s="1"><v>0.5</v></c><c r="C2"><f>SUM(B2:B3)</f></c><c r="D2" t="e"><v>#N/A</v></c>'
    '<c r="E2" s="3"><v>44742</v></c><c r="F2" t="b"><v>1</v></c></row>'
)
NASTY = (
    *(
        b"",
        b"0",
        b"-1",
        b"1e999",
        b"NaN",
        b"4294967296",
        b"99999999999999999999",
        b"A1",
        b"XFD1048576",
    ),
    *(b"&#0;", b"&amp;", b"\xff\xfe", b"\0", b"<c>", b"]]>", b"\xf0\x9f\x92\xa5", b't="s"', b"s"),
)


def _written() -> dict[str, bytes]:
    """Return the parts of a workbook of xlsxwriter, which has shared strings and merged ranges."""

    def write(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Rencana")
        sheet.write_row(0, 0, ["Kegiatan", "Capaian", "Tanggal"])
        sheet.write_row(1, 0, ["Pendataan", 0.5, "30/6/2022"])
        sheet.write_formula(2, 1, "=SUM(B1:B2)")
        sheet.merge_range("D1:F1", "Jadwal")

    with zipfile.ZipFile(BytesIO(written(write))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(chance: random.Random, part: bytes) -> bytes:
    """Return a part with one or a few of its tags, values or bytes changed."""
    for _ in range(chance.randint(1, 3)):
        spots = [*re.finditer(rb'"[^"]*"|<[^<>]*>|>[^<>]+<', part)] or [*re.finditer(rb"^", part)]
        spot = chance.choice(spots)
        start, end = spot.span()
        how = chance.randrange(5)
        if how == 0:
            part = part[: start + 1] + chance.choice(NASTY) + part[max(start + 1, end - 1) :]
        elif how == 1:
            part = part[:start] + part[end:]
        elif how == 2:
            part = part[:end] + part[start:end] * chance.choice((1, 2, 50)) + part[end:]
        elif how == 3 and part:
            place = chance.randrange(len(part))
            part = part[:place] + bytes([chance.randrange(256)]) + part[place + 1 :]
        else:
            part = part[: chance.randrange(len(part) + 1)]
    return part


def mutants(count: int) -> Iterator[bytes]:
    """Yield workbooks that differ from sound ones within their parts; always the same."""
    chance = random.Random(20220630)
    sound = (members({"Lembar1": ROWS, "Lembar2": ROWS}), _written())
    for _ in range(count):
        parts = dict(chance.choice(sound))
        name = chance.choice(sorted(parts))
        what = chance.randrange(20)
        if what == 0:
            del parts[name]
        elif what == 1:
            parts[name] = parts[chance.choice(sorted(parts))]
        else:
            parts[name] = _changed(chance, parts[name])
        yield archived(parts)


def told(content: bytes) -> SheetsProblem | None:
    """Return why the reading process would refuse a file, read here; None where it reads it."""
    last: dict[str, object] = {}
    for last in child._answers(content):  # noqa: B007 - the last is looked at
        pass
    return SheetsProblem(str(last["problem"])) if "problem" in last else None


@pytest.mark.soak
def test_no_workbook_makes_its_reader_stumble() -> None:
    outcomes = [told(one) for one in mutants(MUTANTS)]
    refused = [one for one in outcomes if one is not None]
    assert len(refused) > MUTANTS // 10
    assert len(refused) < MUTANTS
    assert all(";" in error(UnreadableSheets(one)) for one in refused)


@pytest.mark.soak
def test_what_is_read_of_them_can_be_laid_out() -> None:
    read = 0
    for content in mutants(READ_APART):
        with suppress(UnreadableSheets):
            for sheet in read_sheets(content):
                found = guess(sheet)
                if found is not None:
                    apply(found.layout, sheet)
                    read += 1
    assert read > READ_APART // 10


def test_the_same_workbooks_are_tried_each_time() -> None:
    again = zip(mutants(5), mutants(5), strict=True)
    assert all(len(one) == len(other) for one, other in again)
