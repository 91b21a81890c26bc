"""Sheets of an office's own making on Tugas saya and Data awal: weekly, hidden, repeated, wrong."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from streamlit.testing.v1 import AppTest

from models.reporting.batch_drafts import unsent_table
from models.reporting.batch_queries import claims
from pages.reporting.batch_intake import FORM as HISTORY_FORM
from pages.reporting.intake import FORM, OWN
from pages.shell.catalogue import HISTORY, TASKS
from pages.shell.form_state import Form
from rules.values import MilestoneCode
from rules.vocabulary import Basis
from tests.exchange.incoming.sheets.workbooks import table, written
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, widget, words
from words.sheets.mapping import FIELDS

GALLERY = MilestoneCode("S04-M08")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[object]

WEEKS: tuple[Row, ...] = (
    ("JADWAL PELAKSANAAN PEMBANGUNAN",),
    ("No", "Uraian Pekerjaan", "Bobot", "Minggu ke", None, None),
    (None, None, None, 1, 2, 3),
    ("A", "Persiapan", 40, 20, 20, None),
    ("B", "Dinding", 60, None, None, 60),
    (None, "REALISASI", None, 62, 20, 4.5),
)
"""A weekly schedule without its plan: what a 1 of it means must be asked."""
FIRST_WEEK = date(2022, 4, 10)
ENDS = [(date(2022, 4, 10), 0.62), (date(2022, 4, 17), 0.82), (date(2022, 4, 24), 0.865)]

LIST: tuple[Row, ...] = (
    ("Kode", "Tanggal posisi", "Status", "Capaian (%)", "Kendala", "OPD kendala"),
    (GALLERY, "20/06/2022", "terkendala", "85%", "Atap bocor", "DPMD"),
)


def dropped(desk: Desk, rows: Sequence[Row] | bytes, form: Form = FORM) -> AppTest:
    """Drop a file on the page of `form`; one that lies there goes."""
    screen = desk.open(TASKS if form is FORM else HISTORY)
    if any(one.key == form.field("close") for one in screen.button):
        screen = widget(screen, form.field("close")).click().run()
    uploader = next(one for one in screen.file_uploader if form.name in str(one.key))
    content = rows if isinstance(rows, bytes) else table(rows)
    uploader.set_value(("opd.xlsx", content, XLSX)).run()
    return screen.run()


def press(screen: AppTest, name: str, form: Form = FORM) -> AppTest:
    widget(screen, form.field(name)).click()
    return screen.run()


def can_send(screen: AppTest, name: str = "send", form: Form = FORM) -> bool:
    return any(one.key == form.field(name) and not one.disabled for one in screen.button)


def recorded(desk: Desk, code: MilestoneCode = GALLERY) -> list[tuple[date, float]]:
    """Return the days and the progress of what was loaded."""
    with desk.store.read() as connection:
        told = claims(connection, desk.people["pengamat"])[code]
    return [(one.effective_on, one.progress) for one in told]


def hiding(rows: Sequence[Row], *hidden: int) -> bytes:
    def write(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Lembar1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for number in hidden:
            sheet.set_row(number - 1, None, None, {"hidden": True})

    return written(write)


def conflicts(screen: AppTest) -> list[str]:
    return [str(one.key) for one in screen.radio if str(one.key).startswith(FORM.field("conflict"))]


def scheduled(screen: AppTest) -> AppTest:
    """Answer what a weekly schedule is asked: its milestone, its first week, its scale."""
    (asked,) = (one for one in screen.selectbox if one.placeholder == "pilih artinya")
    screen = asked.set_value((GALLERY,)).run()
    first = next(one for one in screen.date_input if "minggu pertama" in one.label)
    screen = first.set_value(FIRST_WEEK).run()
    assert not can_send(screen)
    scale = next(one for one in screen.selectbox if one.label == "Angka mingguan")
    return scale.set_value(Decimal(1)).run()


def test_a_weekly_schedule_is_recorded_week_by_week_each_with_its_day(desk: Desk) -> None:
    before = recorded(desk)
    screen = dropped(desk, WEEKS)
    assert "hari terakhir minggu pertama belum diketahui" in words(screen)
    assert "jumlah rencananya bukan 100%" in words(screen)
    screen = scheduled(screen)
    # A later day is recorded already: each week is decided on by itself, though all are in one row.
    assert len(conflicts(screen)) == len(ENDS)
    screen = press(screen, f"all-{OWN}")
    assert "Sel F6" in words(screen)
    press(screen, "send")
    assert [one for one in recorded(desk) if one not in before] == ENDS

    more = (*WEEKS[:1], (*WEEKS[1], None), (*WEEKS[2], 4), *WEEKS[3:-1], (*WEEKS[-1], 3.5))
    screen = scheduled(dropped(desk, more))
    assert "3 baris sama dengan yang tercatat" in words(screen)
    assert len(conflicts(screen)) == 1


def test_the_fields_of_a_layout_come_in_their_order_on_a_phone_too(desk: Desk) -> None:
    asked = [one.label for one in dropped(desk, LIST).selectbox]
    assert [one for one in asked if one in FIELDS.values()] == list(FIELDS.values())


def test_rows_that_are_left_out_keep_nothing_out(desk: Desk) -> None:
    rows = (*LIST[:1], (None, "1/6/2022", "berjalan", "50%"), *LIST[1:])
    screen = dropped(desk, rows)
    assert "tanpa menyebut tonggak" in words(screen)
    assert not can_send(screen)

    screen = press(screen, "skip-wrong")

    assert "tanpa menyebut tonggak" not in words(screen)
    assert can_send(screen)


def test_months_without_a_year_hold_no_report_back(desk: Desk) -> None:
    rows = (
        ("Kode", "Capaian (%)", "Jan", "Feb", "Mar"),
        (GALLERY, "85%", "x", None, None),
    )
    screen = dropped(desk, rows)
    assert "tahun jadwal" not in words(screen)
    assert can_send(screen)


def test_other_heads_are_read_anew(desk: Desk) -> None:
    rows = (
        ("Nama kegiatan", "Status", "Catatan"),
        ("Kode", "Capaian (%)", "Keterangan"),
        (GALLERY, "85%", "Atap selesai"),
    )
    screen = dropped(desk, rows)
    place = FORM.field("layout-Lembar1")
    screen = widget(screen, f"{place}-head-last").set_value(2).run()
    screen = widget(screen, f"{place}-head-first").set_value(2).run()

    assert widget(screen, f"{place}-2-2-progress").value == "B"
    assert "berjalan 85%" in words(screen)


def test_an_obstacle_that_is_named_every_month_stays_one(desk: Desk) -> None:
    press(dropped(desk, LIST), "send")
    again = (*LIST, (GALLERY, "25/06/2022", "terkendala", "87%", "ATAP  BOCOR", "DPMD"))

    screen = dropped(desk, again)
    assert not conflicts(screen)
    press(screen, "send")

    state = desk.board().milestones[GALLERY].states[Basis.REPORTED]
    assert state.progress == 0.87
    assert [one.description for one in state.open_obstacles] == ["Atap bocor"]


@pytest.mark.parametrize("form", [FORM, HISTORY_FORM], ids=["laporan", "riwayat"])
def test_hidden_rows_and_rows_without_a_name_are_asked_about(desk: Desk, form: Form) -> None:
    rows = (*LIST, (None, "1/6/2022", "berjalan", "50%"), (GALLERY, "22/6/2022", None, "86%"))
    button = "send" if form is FORM else "put"
    screen = dropped(desk, hiding(rows, 2), form)
    assert "tanpa menyebut tonggak" in words(screen)
    screen = press(screen, "skip-wrong", form)
    assert not can_send(screen, button, form)

    screen = widget(screen, form.field("hidden-Lembar1")).set_value("abaikan").run()

    assert can_send(screen, button, form)
    if form is HISTORY_FORM:
        press(screen, "put", form)
        with desk.store.read() as connection:
            kept = unsent_table(connection, desk.people["dpmd"])
        assert [line["effective_on"] for line in kept.lines] == ["22/06/2022"]


@pytest.mark.parametrize(
    ("kind", "belongs"),
    [("rencana", "Ini buku rencana; muat di halaman Rencana."), ("lain", "tidak dikenal")],
)
def test_a_workbook_of_another_kind_is_told_where_it_belongs(
    desk: Desk, kind: str, belongs: str
) -> None:
    screen = dropped(desk, table([("bentuk", kind)], "_Pantau"))
    assert any(belongs in one for one in alerts(screen))
