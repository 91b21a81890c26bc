from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from exchange.sheets import workbook_writer
from exchange.sheets.tables import ColumnKind, SheetColumn, SheetTable
from tests.exchange.sheets.tabled import HOSTILE, KINDS, a_stamp, a_table


def _part(workbook: bytes, name: str) -> ET.Element:
    with ZipFile(BytesIO(workbook)) as packed:
        return ET.fromstring(packed.read(name))


def _sheet(workbook: bytes) -> ET.Element:
    return _part(workbook, "xl/worksheets/sheet1.xml")


def _texts(workbook: bytes) -> list[str]:
    strings = _part(workbook, "xl/sharedStrings.xml")
    return ["".join(one.itertext()) for one in strings.findall("{*}si")]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_becomes_a_formula_or_link_in_a_workbook(words: str) -> None:
    table = SheetTable(words, (SheetColumn(words),), ((words,),), (words,))
    workbook = workbook_writer.xlsx(table, a_stamp())
    sheet = _sheet(workbook)
    assert not sheet.findall(".//{*}f")
    assert not sheet.findall(".//{*}hyperlink")
    assert all(cell.attrib.get("t") == "s" for cell in sheet.iter() if cell.tag.endswith("}c"))


def test_a_workbook_keeps_numbers_as_numbers() -> None:
    cells = (
        _sheet(workbook_writer.xlsx(a_table(), a_stamp())).findall(".//{*}row")[-1].findall("{*}c")
    )
    values = [float((cell.find("{*}v").text) or "") for cell in cells[1:]]  # type: ignore[union-attr]
    assert values == [14.0, 12.5, 0.412, -7.7, 44742.0]
    assert all("t" not in cell.attrib or cell.attrib["t"] == "n" for cell in cells[1:])


def _numbers(workbook: bytes) -> list[str]:
    found = (cell.find("{*}v") for cell in _sheet(workbook).findall(".//{*}c"))
    return [one.text or "" for one in found if one is not None]


def test_a_share_that_ends_in_half_a_step_is_written_to_be_rounded_up() -> None:
    column = (SheetColumn("Capaian", ColumnKind.PERCENT),)
    shares = [step / 1000 + 0.0005 for step in range(1000)]
    table = SheetTable(
        "Uji", column, tuple((share,) for share in (*shares, -0.4795, 0.47950000000000004))
    )
    written = _numbers(workbook_writer.xlsx(table, a_stamp()))[-1002:]
    halves = [Decimal(10 * step + 5) / 10_000 for step in range(1000)]
    for text, half in zip(written, [*halves, Decimal("-0.4795"), Decimal("0.4795")], strict=True):
        # LibreOffice multiplies the double by 100 and cuts what lies below the half.
        assert abs(Decimal(float(text))) >= abs(half)
        assert float(text) == pytest.approx(float(half), abs=1e-15)


def test_day_basis_source_and_example_mark_stand_above_the_rows() -> None:
    made_of = a_stamp()
    workbook = workbook_writer.xlsx(a_table(), made_of)
    for words in ("30 Juni 2022", "disetujui", "rencana awal", "R&D", "DATA CONTOH"):
        assert any(words in one for one in _texts(workbook))


def test_real_data_never_say_example() -> None:
    made_of = a_stamp(is_example=False)
    assert not any("CONTOH" in one for one in _texts(workbook_writer.xlsx(a_table(), made_of)))


def test_the_header_is_frozen_filtered_and_repeated_on_paper() -> None:
    workbook = workbook_writer.xlsx(a_table(), a_stamp())
    sheet = _sheet(workbook)
    names = _part(workbook, "xl/workbook.xml").findall(".//{*}definedName")
    assert sheet.find(".//{*}pane").attrib["state"] == "frozen"  # type: ignore[union-attr]
    assert sheet.find("{*}autoFilter") is not None
    assert {one.attrib["name"] for one in names} >= {"_xlnm.Print_Titles"}
    page = sheet.find("{*}pageSetup")
    assert page is not None
    assert (page.attrib["paperSize"], page.attrib["orientation"]) == ("9", "landscape")


def test_the_same_table_is_the_same_bytes() -> None:
    assert workbook_writer.xlsx(a_table(), a_stamp()) == workbook_writer.xlsx(a_table(), a_stamp())


def test_what_paper_has_no_room_for_stays_on_the_sheet_and_is_told_of() -> None:
    workbook = workbook_writer.xlsx(replace(a_table(), printed=4), a_stamp())
    names = _part(workbook, "xl/workbook.xml").findall(".//{*}definedName")
    (area,) = (one.text for one in names if one.attrib["name"] == "_xlnm.Print_Area")
    assert (area or "").startswith("Tabel!$A$1:$D$")
    assert "Di kertas sampai kolom Capaian; mulai kolom Deviasi hanya di layar." in _texts(workbook)
    assert len(_sheet(workbook).findall(".//{*}row")[-1].findall("{*}c")) == len(KINDS)


def test_a_table_without_rows_keeps_its_header() -> None:
    empty = SheetTable("Kosong", KINDS, (), ())
    assert "Sentra" in _texts(workbook_writer.xlsx(empty, a_stamp()))


def test_a_row_is_as_tall_as_its_longest_text_and_no_taller_than_a_sheet_allows() -> None:
    columns = (SheetColumn("Catatan", width=12),)
    words = (("pendek",), ("kata yang cukup panjang untuk tiga baris",), ("x y " * 2000,))

    sheet = _sheet(workbook_writer.xlsx(SheetTable("Uji", columns, words), a_stamp()))

    heights = [float(row.get("ht", "0")) for row in sheet.iter() if row.tag.endswith("}row")]
    short, long, longest = heights[-3:]
    assert short < long < longest <= 409


def test_a_footer_of_ampersands_ends_before_a_code_begins() -> None:
    made_of = replace(a_stamp(), made_by="&" * 300)
    (footer,) = _sheet(workbook_writer.xlsx(a_table(), made_of)).findall(".//{*}oddFooter")
    words, _, rest = (footer.text or "").removeprefix("&L&8").partition("&R&8&P")
    assert rest == " / &N"
    assert words.count("&") % 2 == 0
    assert len(footer.text or "") <= 255


def test_a_sheet_names_who_made_it_above_the_rows_and_on_every_page() -> None:
    workbook = workbook_writer.xlsx(a_table(), replace(a_stamp(), made_by="Ani"))
    (footer,) = _sheet(workbook).findall(".//{*}oddFooter")
    assert "Dibuat oleh: Ani" in _texts(workbook)
    assert "dibuat oleh Ani" in (footer.text or "")
