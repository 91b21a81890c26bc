import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from exchange.incoming.sheets import reader
from exchange.incoming.sheets.reader import read_sheets
from rules.sheets.answers import Taken
from rules.sheets.cells import Kind, Merged, Sheet
from rules.sheets.errors import UnreadableSheets
from rules.sheets.layout import Field
from rules.sheets.limits import LARGEST_SHEETS, SheetsProblem
from tests.exchange.incoming.sheets.bombs import REFUSED, merged_everything
from tests.exchange.incoming.sheets.workbooks import (
    MAIN,
    archived,
    members,
    raw,
    table,
    worksheet,
    written,
)
from words.sheets.applying import apply
from words.sheets.guessing import guess


def the_sheet(content: bytes) -> Sheet:
    (sheet,) = read_sheets(content)
    return sheet


def refusal(content: bytes) -> SheetsProblem:
    with pytest.raises(UnreadableSheets) as refused:
        read_sheets(content)
    return refused.value.problem


def with_sheet(text: str) -> bytes:
    return archived(members({"Lembar1": ""}) | {"xl/worksheets/sheet1.xml": text.encode()})


def test_values_come_back_with_what_they_are() -> None:
    def write(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Lap. Perkembangan")
        sheet.write_row(0, 0, ["Selesai\u00a0", 40, True])
        sheet.write_number(1, 0, 0.5, workbook.add_format({"num_format": "0.0%"}))
        day = workbook.add_format({"num_format": "[$-421]dd mmmm yyyy"})
        sheet.write_datetime(1, 1, datetime(2022, 6, 30), day)
        sheet.write_datetime(1, 2, datetime(2022, 6, 30, 14), day)
        sheet.write_number(1, 3, 44742)

    sheet = the_sheet(written(write))
    assert sheet.name == "Lap. Perkembangan"
    row = [sheet.cell(1, column) for column in "ABCD"]
    assert [(one.kind, one.value) for one in row] == [
        (Kind.TEXT, "Selesai\u00a0"),
        (Kind.NUMBER, Decimal(40)),
        (Kind.BOOL, True),
        (Kind.EMPTY, None),
    ]
    assert (sheet.cell(2, "A").value, sheet.cell(2, "A").is_percent) == (Decimal("0.5"), True)
    assert [sheet.cell(2, column).value for column in "BC"] == [date(2022, 6, 30)] * 2
    assert (sheet.cell(2, "D").value, sheet.cell(2, "D").is_percent) == (Decimal(44742), False)


def test_a_percent_sign_in_quotes_is_no_percent() -> None:
    sheet = the_sheet(
        raw('<row r="1"><c r="A1" s="4"><v>5</v></c><c r="B1" s="1"><v>1</v></c></row>')
    )
    assert [sheet.cell(1, column).is_percent for column in "AB"] == [False, True]


def test_cells_keep_their_places_below_and_beside_empty_ones() -> None:
    sheet = the_sheet(raw('<row r="4"><c r="C4"><v>7</v></c></row>'))
    assert sheet.cell(4, "C").value == 7
    assert sheet.height == 4


def test_what_is_hidden_merged_and_filtered_is_told() -> None:
    def write(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_column(0, 0, ["Kepala", "a", "b"])
        sheet.merge_range("C1:D3", "satu")
        sheet.set_row(1, options={"hidden": True})
        sheet.set_column("B:C", options={"hidden": True})
        sheet.autofilter("A1:A3")
        hidden = workbook.add_worksheet("Daftar")
        hidden.write(0, 0, "x")
        hidden.hide()

    first, second = read_sheets(written(write))
    assert first.hidden_rows == {2}
    assert first.hidden_columns == {"B", "C"}
    assert first.merged == (Merged(1, 3, 3, 4),)
    assert (first.is_filtered, first.is_hidden) == (True, False)
    assert (second.is_filtered, second.is_hidden) == (False, True)


def test_days_of_an_old_macintosh_are_the_same_days() -> None:
    day = date(2022, 6, 30)

    def write(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_datetime(0, 0, day, workbook.add_format({"num_format": "dd/mm/yyyy"}))

    sheet = the_sheet(written(write, date_1904=True))
    assert sheet.cell(1, "A").value == day
    assert sheet.epoch == date(1904, 1, 1)


def test_errors_and_formulas_without_values_are_no_blanks() -> None:
    sheet = the_sheet(
        raw(
            '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
            '<c r="B1"><f>A9*2</f><v></v></c><c r="C1"><f>A9*2</f><v>6</v></c>'
            '<c r="D1" t="str"><f>IF(A9,"","")</f><v></v></c>'
            '<c r="E1"><f>IF(A9&gt;0,1)</f></c><c r="F1"><f>C1+C1</f><v/></c></row>'
        )
    )
    kinds = [sheet.cell(1, column).kind for column in "ABCDEF"]
    assert kinds == [
        *(Kind.ERROR, Kind.FORMULA, Kind.NUMBER, Kind.EMPTY, Kind.FORMULA, Kind.NUMBER),
    ]
    assert sheet.cell(1, "A").value == "#DIV/0!"
    assert sheet.cell(1, "E").formula == "IF(A9>0,1)"
    assert sheet.cell(1, "F").value == 12


def test_zeros_that_nobody_computed_are_no_values() -> None:
    rows = '<row r="1"><c r="A1"><f>B1*2</f><v>0</v></c><c r="B1"><v>0</v></c></row>'
    stale = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'
    assert the_sheet(raw(rows)).cell(1, "A").value == 0
    sheet = the_sheet(raw(rows, after=stale))
    assert (sheet.cell(1, "A").kind, sheet.cell(1, "B").value) == (Kind.FORMULA, 0)


def test_names_of_tags_may_have_a_prefix() -> None:
    text = worksheet(
        '<row r="1" hidden="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1"><f>A1+A1</f></c></row>'
    )
    for name in ("worksheet", "sheetData", "row", "c", "v", "f"):
        text = text.replace(f"<{name} ", f"<x:{name} ").replace(f"<{name}>", f"<x:{name}>")
        text = text.replace(f"</{name}>", f"</x:{name}>")
    sheet = the_sheet(with_sheet(text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')))
    assert sheet.cell(1, "A").is_percent
    assert sheet.cell(1, "B").value == 1
    assert sheet.hidden_rows == {1}


def test_cells_with_a_look_and_no_content_reach_nowhere() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert the_sheet(raw(rows)).height == 1


def test_a_csv_is_one_sheet_of_words() -> None:
    sheet = the_sheet('\ufeffKode;Capaian\nS03-M01;"0,5%"\n'.encode())
    assert [sheet.cell(2, column).text for column in "AB"] == ["S03-M01", "0,5%"]


def test_progress_is_told_row_by_row_and_may_end_the_reading() -> None:
    content = table([["a"]] * 2500)
    seen: list[tuple[int, int]] = []
    read_sheets(content, lambda done, rows: seen.append((done, rows)))
    assert seen == [(1000, 2500), (2000, 2500), (2500, 2500)]

    def cancel(_done: int, _rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_sheets(content, cancel)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", SheetsProblem.EMPTY),
        (b"x" * (LARGEST_SHEETS + 1), SheetsProblem.TOO_LARGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), SheetsProblem.OLD_OR_LOCKED),
        (b"%PDF-1.7", SheetsProblem.UNKNOWN_KIND),
        (b"<html><table></table></html>", SheetsProblem.UNKNOWN_KIND),
        (b"PK\x03\x04 and no more", SheetsProblem.DAMAGED),
        (b"\xff\xfeK\x00\x00", SheetsProblem.DAMAGED),
        (b";" * 800, SheetsProblem.TOO_MANY_CELLS),
        (b"a\n" * 60_000, SheetsProblem.TOO_MANY_CELLS),
        (archived({"word/document.xml": b"<a/>"}), SheetsProblem.UNKNOWN_KIND),
        (archived({"content.xml": b"<a/>"}), SheetsProblem.OTHER_FORMAT),
        (archived({"xl/workbook.bin": b""}), SheetsProblem.OTHER_FORMAT),
        (with_sheet(f"<!-- x -->{worksheet('')}"), SheetsProblem.UNUSUAL),
        (with_sheet(worksheet("<row><c><v>1</v></c></row>")), SheetsProblem.UNUSUAL),
        (with_sheet(worksheet('<row r="1"><c r="A1">')), SheetsProblem.DAMAGED),
        (with_sheet(worksheet('<row r="1"/>')[:-20]), SheetsProblem.DAMAGED),
    ],
    ids=lambda one: one if isinstance(one, SheetsProblem) else "",
)
def test_what_is_no_workbook_is_refused(content: bytes, problem: SheetsProblem) -> None:
    assert refusal(content) is problem


def test_sheets_of_one_name_are_refused() -> None:
    parts = members({"A": "", "B": ""})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="B"', b'name="A"')
    assert refusal(archived(parts)) is SheetsProblem.DAMAGED


def test_a_locked_member_is_refused() -> None:
    content = bytearray(raw(""))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) is SheetsProblem.OLD_OR_LOCKED


@pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED)
def test_bombs_are_refused(made: Callable[[], bytes]) -> None:
    assert refusal(made()) in set(SheetsProblem) - {SheetsProblem.TOO_SLOW}


def test_a_merged_world_is_read_without_being_spread() -> None:
    assert the_sheet(merged_everything()).height == 1


def test_a_reading_that_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableSheets) as refused:
        read_sheets(table([["a"]]), seconds=0)
    assert refused.value.problem is SheetsProblem.TOO_SLOW


@pytest.mark.parametrize("last_words", ["os.abort()", "os._exit(0)", "bytearray(1 << 40)"])
def test_a_reader_that_dies_is_a_refusal(monkeypatch: Any, last_words: str) -> None:
    monkeypatch.setattr(reader, "_START", f"import os; {last_words}")
    assert refusal(table([["a"]])) is SheetsProblem.STOPPED


def test_an_installation_without_the_package_refuses(monkeypatch: Any) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda _name: None)
    assert refusal(table([["a"]])) is SheetsProblem.STOPPED


def test_the_process_that_reads_imports_little() -> None:
    """It starts with each file: streamlit, pandas or plotly would take longer than the reading."""
    listing = "import sys; sys.path.extend(sys.argv[1:]);"
    listing += "import exchange.incoming.sheets.child; print(*sys.modules)"
    command = reader._command()
    command[command.index("-c") + 1] = listing
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    assert "python_calamine" in told
    heavy = {"streamlit", "pandas", "plotly", "sqlalchemy", "babel", "numpy"}
    assert not heavy & {name.split(".")[0] for name in told}
    assert sys.executable == command[0]


def test_a_weekly_schedule_written_without_values_is_read_to_its_end() -> None:
    """The whole way: an archive, another process, plain sums, a layout by its heads."""
    heads = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Uraian Pekerjaan</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Minggu ke</t></is></c></row>'
        '<row r="2"><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c><c r="D2"><v>3</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>RENCANA</t></is></c>'
        '<c r="B3"><v>30</v></c><c r="C3"><v>30</v></c><c r="D3"><v>40</v></c></row>'
        '<row r="4"><c r="A4" t="inlineStr"><is><t>REALISASI</t></is></c>'
        '<c r="B4"><v>20.5</v></c><c r="C4"><v>30</v></c></row>'
        '<row r="5"><c r="A5" t="inlineStr"><is><t>KUMULATIF REALISASI</t></is></c>'
        '<c r="B5"><f>B4</f><v></v></c><c r="C5"><f>B5+C4</f><v></v></c></row>'
    )
    sheet = the_sheet(raw(heads))
    found = guess(sheet)
    assert found is not None
    applied = apply(replace(found.layout, first_week=date(2022, 3, 6)), sheet)
    progress = [row.fields[Field.PROGRESS] for row in applied.rows]
    assert [one.value for one in progress if isinstance(one, Taken)] == [
        Decimal("20.5"),
        Decimal("50.5"),
    ]
    assert not applied.whole
