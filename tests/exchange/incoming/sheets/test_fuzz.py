"""Workbooks whose insides were tampered with: each is read or refused, and nobody dies of it."""

import json
import random
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import pytest
import xlsxwriter

from exchange.incoming.sheets import child, reader
from exchange.incoming.sheets.reader import read_sheets
from rules.sheets.cells import Sheet
from rules.sheets.errors import UnreadableSheets
from tests.exchange.incoming.sheets.plainly import differences, said_in
from tests.exchange.incoming.sheets.workbooks import archived, members, written
from tests.running.soak import MUTANTS, READ_APART
from words.errors import error as told
from words.sheets.applying import apply
from words.sheets.guessing import guess

if TYPE_CHECKING:
    from rules.sheets.limits import SheetsProblem

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

    return _parts(written(write))


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
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


def read_here(content: bytes) -> list[Sheet]:
    """Return the sheets as the reading process tells of them. Raises UnreadableSheets."""
    encoder = json.JSONEncoder(default=child._coded)
    lines = [encoder.encode(one).encode() for one in child._answers(content)]
    drafts = reader._received(lines, lambda _done, _rows: None)
    assert drafts is not None
    return [one.sheet() for one in drafts]


@pytest.mark.soak
def test_a_workbook_is_read_to_its_last_cell_or_refused_in_a_sentence() -> None:
    kept = 0
    refused: set[SheetsProblem] = set()
    for content in mutants(MUTANTS):
        try:
            sheets = read_here(content)
        except UnreadableSheets as error:
            refused.add(error.problem)
        else:
            kept += 1
            # Prefixes that nobody declared stop the plain reading alone.
            with suppress(ParseError):
                assert differences(said_in(content), sheets) == []
    assert MUTANTS // 10 < kept < MUTANTS - MUTANTS // 10
    assert all(";" in told(UnreadableSheets(one)) for one in refused)


def test_what_would_be_taken_half_is_noticed() -> None:
    content = archived(_written())
    (sheet,) = read_here(content)
    assert differences(said_in(content), [sheet]) == []
    cut = replace(sheet, rows=sheet.rows[:-1], formulas={})
    assert differences(said_in(content), [cut]) == ["Rencana!B3"]
    other = replace(sheet, rows=[["Kegiatan", "Capaian", "Hari", "Jadwal"], *sheet.rows[1:]])
    assert differences(said_in(content), [other]) == ["Rencana!C1"]
    assert len(differences(said_in(content), [])) == 8


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
    # An archive also says when it was made.
    again = zip(mutants(5), mutants(5), strict=True)
    assert all(_parts(one) == _parts(other) for one, other in again)
