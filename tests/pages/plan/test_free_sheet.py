"""Action plans and other sheets of an agency's own make, taken in on Rencana."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.plan.commands import adopt_plan
from models.plan.sentra_plans import sentra_plans
from pages.shell.catalogue import PLAN
from rules.plan.table import SentraPlan, weight_sum
from rules.values import SentraCode
from tests.exchange.incoming.sheets.workbooks import written
from tests.hostile import TEXTS
from tests.pages.conftest import Desk
from tests.pages.plan.test_page import ADOPTION, NOON
from tests.pages.reading import alerts, markup_of, stands, words

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des"]


def matrix(*rows: tuple[object, ...], year: int = 2022) -> bytes:
    """Return an action plan: titles, two merged rows of heads, sentra as sections, a signature."""

    def write(book: Any) -> None:
        page = book.add_worksheet("RENCANA AKSI")
        page.merge_range("A1:Q1", f"MATRIKS RENCANA AKSI TAHUN {year}")
        for column, head in enumerate(("No", "Uraian Kegiatan", "OPD", "Satuan", "Target")):
            page.merge_range(2, column, 3, column, head)
        page.merge_range("F3:Q3", "Waktu Pelaksanaan")
        page.write_row("F4", MONTHS)
        for number, row in enumerate(rows, 4):
            page.write_row(number, 0, row)
        page.write(len(rows) + 6, 11, f"Penajam, Januari {year}")
        page.write(len(rows) + 7, 11, "Kepala Dinas")

    return written(write)


def marks(first: int, last: int) -> list[str | None]:
    return ["x" if first <= month <= last else None for month in range(1, 13)]


@pytest.fixture
def office(plan_desk: Desk) -> Desk:
    """The administrator before a draft on which nobody has reported."""
    return plan_desk.sit("admin")


def plan(desk: Desk, code: str) -> SentraPlan:
    with desk.store.read() as connection:
        return sentra_plans(connection, desk.people["admin"])[SentraCode(code)]


def dropped(desk: Desk, content: bytes) -> AppTest:
    screen = desk.open(PLAN)
    (uploader,) = screen.file_uploader
    return uploader.set_value([("matriks.xlsx", content, _XLSX)]).run()


def button(screen: AppTest, label: str) -> Any:
    return next(one for one in screen.button if one.label.startswith(label))


def field(found: Any, label: str) -> Any:
    """Return the widget with a label; that of the mapping comes before it."""
    return [one for one in found if one.label.startswith(label)][-1]


def settled(screen: AppTest) -> AppTest:
    """Answer all with the likeliest choice, and give what new milestones lack."""
    button(screen, "Pakai pilihan teratas").click()
    screen.run()
    field(screen.text_input, "Bukti yang diharapkan").set_value("Berita acara")
    screen.run()
    field(screen.radio, "Bobot").set_value("even")
    return screen.run()


def test_an_action_plan_is_taken_in_with_its_new_milestones(office: Desk) -> None:
    before = plan(office, "S01")
    known = before.rows[4]
    content = matrix(
        (None, f"Sentra {before.name}"),
        (1, known.title, "DPMD", known.unit, None, *marks(2, 5)),
        (2, "Pameran produk antar pulau", "Dinas Sihir", "kali", "3 kali", *marks(7, 9)),
    )

    screen = dropped(office, content)
    told = words(screen)
    waits = button(screen, "Ya, muat").disabled
    labels = [one.label for one in screen.selectbox]
    next(one for one in screen.selectbox if "Dinas Sihir" in one.label).set_value((("PUPR",),))
    screen = settled(screen.run())
    shown = words(screen)
    button(screen, "Ya, muat").click()
    screen.run()

    assert waits
    assert known.code is not None
    assert f"{known.code} {known.title}: " in told
    assert any("Dinas Sihir" in one for one in labels), "whom nobody knows is asked about"
    assert any("tahapnya tidak tertulis" in one for one in labels)
    assert "Ditambah: Pameran produk antar pulau" in shown
    after = plan(office, "S01")
    assert len(after.rows) == len(before.rows) + 1
    changed = next(row for row in after.rows if row.code == known.code)
    assert (changed.schedule.start, changed.schedule.finish) == (
        date(2022, 2, 1),
        date(2022, 5, 31),
    )
    assert (changed.title, changed.unit, changed.target) == (known.title, known.unit, known.target)
    added = after.rows[-1]
    assert (added.schedule.start, added.schedule.finish) == (date(2022, 7, 1), date(2022, 9, 30))
    assert (added.unit, added.expected_evidence, f"{added.target:f}".rstrip("0.")) == (
        "kali",
        "Berita acara",
        "3",
    )
    assert added.source == "matriks.xlsx · RENCANA AKSI · baris 7"
    assert weight_sum(row.schedule.weight for row in after.rows) == 100
    again = settled_again(dropped(office, content))
    assert "Lembar ini sama dengan rencana" in " ".join(alerts(again))


def settled_again(screen: AppTest) -> AppTest:
    """Leave what is asked once more as it is: whom a cell means is not kept with the plan."""
    button(screen, "Pakai pilihan teratas").click()
    return screen.run()


def test_an_adopted_plan_is_revised_by_a_sheet_and_its_decision(office: Desk) -> None:
    with office.store.write() as connection:
        adopt_plan(connection, office.people["admin"], ADOPTION, at=NOON)
    before = plan(office, "S02")
    known = before.rows[3]
    content = matrix((None, before.name), (1, known.title, None, None, None, *marks(3, 8)))

    screen = dropped(office, content)
    button(screen, "Ya, muat").click()
    refused = screen.run()
    kept = plan(office, "S02")
    field(refused.text_input, "Nomor keputusan").set_value("050/9/2022")
    field(refused.text_input, "Alasan perubahan").set_value("Lahan")
    button(refused, "Ya, muat").click()
    refused.run()

    assert kept == before
    after = next(row for row in plan(office, "S02").rows if row.code == known.code)
    assert (after.schedule.start, after.schedule.finish) == (date(2022, 3, 1), date(2022, 8, 31))


def test_what_cannot_be_read_is_told_at_its_cell_and_can_be_left_out(office: Desk) -> None:
    name = plan(office, "S03").name
    known = plan(office, "S03").rows[5]
    content = matrix(
        (None, f"Sentra {name}"),
        (1, known.title, None, None, None, *marks(3, 8)),
        (2, "Kapal baru tanpa jadwal", "DPMD", "unit", 1),
        (3, known.title, "DPMD", "unit", 1, *marks(1, 2)),
        (4, "Dermaga", "DPMD", "unit", 1, "pagi"),
    )

    screen = dropped(office, content)
    told = words(screen)
    button(screen, "Lewati").click()
    screen.run()

    assert "jadwalnya kosong" in told
    assert "sudah disebut di baris 6" in told
    assert "bukan tanda jadwal" in told
    assert stands(screen)
    assert not button(screen, "Ya, muat").disabled


def test_the_layout_is_kept_by_name_and_the_year_is_that_of_each_sheet(office: Desk) -> None:
    name = plan(office, "S03").name
    known = plan(office, "S03").rows[5]
    rows = ((None, f"Sentra {name}"), (1, known.title, None, None, None, *marks(3, 8)))
    screen = dropped(office, matrix(*rows))
    field(screen.text_input, "Nama susunan ini").set_value("Matriks OPD")
    button(screen, "Simpan susunan").click()
    screen.run()
    button(screen, "Tutup berkas").click()
    screen.run()

    screen = dropped(office, matrix(*rows, year=2023))

    assert "Memakai susunan" in words(screen)
    assert "31 Agu 2023" in words(screen)


def test_hostile_words_stay_words(office: Desk) -> None:
    rows = [(number, text, text, text, text, *marks(1, 2)) for number, text in enumerate(TEXTS, 1)]

    screen = dropped(office, matrix((None, TEXTS[0]), *rows))

    assert stands(screen)
    assert "<script>" not in markup_of(screen)
