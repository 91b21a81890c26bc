"""A file of reports comes back: shown old beside new, asked about, and taken in whole or not."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from exchange.forms.maker import FormMaker
from exchange.forms.reports import report_form
from models.progress import queries as progress_queries
from models.reporting import commands
from models.schema.audit import audit_event
from pages.reporting.intake import FORM
from pages.shell.catalogue import TASKS
from rules.periods import WITA
from rules.reporting.report import Draft
from rules.values import Milestone, MilestoneCode, Moment
from rules.vocabulary import Basis, Plan, Status
from tests.exchange.forms.filled import filled, row_of
from tests.exchange.incoming.sheets.workbooks import table
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, stands, widget, words

NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
GALLERY = "S04-M08"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def known(desk: Desk, code: str = GALLERY) -> Milestone:
    with desk.store.read() as connection:
        return progress_queries.milestone(
            connection, desk.people["pengamat"], MilestoneCode(code), NOON.date()
        )


def form(desk: Desk) -> bytes:
    board = desk.board()
    maker = FormMaker(board, Moment(NOON.date(), Basis.REPORTED, Plan.CURRENT), "Operator")
    return report_form(maker, list(board.milestones.values()), "Laporan")


def dropped(desk: Desk, content: bytes, name: str = "laporan.xlsx") -> AppTest:
    screen = desk.open(TASKS)
    uploader = next(one for one in screen.file_uploader if "intake" in str(one.key))
    uploader.set_value((name, content, XLSX)).run()
    return screen.run()


def press(screen: AppTest, name: str) -> AppTest:
    widget(screen, FORM.field(name)).click()
    return screen.run()


def reported(desk: Desk, progress: float, key: str = "lain") -> None:
    """Somebody else reports on screen."""
    draft = Draft(
        milestone=MilestoneCode(GALLERY),
        effective_on=NOON.date(),
        status=Status.IN_PROGRESS,
        progress=progress,
        note="Lebih dahulu",
        seen=known(desk).version,
        key=key,
    )
    with desk.store.write() as connection:
        commands.report(connection, desk.people["perindag"], draft, at=NOON)


def test_a_workbook_that_comes_back_untouched_changes_nothing(desk: Desk) -> None:
    screen = dropped(desk, form(desk))

    assert stands(screen)
    assert any("Tidak ada isian" in one for one in alerts(screen))
    assert not any(one.key == FORM.field("send") for one in screen.button)


def test_what_was_filled_in_is_shown_and_sent_and_the_trail_names_its_row(desk: Desk) -> None:
    content = form(desk)
    back = filled(content, {GALLERY: {"Capaian (%)": 85, "Catatan": "Atap selesai"}})
    screen = dropped(desk, back)
    assert "berjalan 85%" in words(screen)

    screen = press(screen, "send")

    assert "1 laporan terkirim" in screen.toast[-1].value
    state = known(desk).states[Basis.REPORTED]
    assert (state.progress, state.note) == (0.85, "Atap selesai")
    with desk.store.read() as connection:
        details = connection.scalars(select(audit_event.c.detail)).all()
    assert f"laporan.xlsx · Laporan · Baris {row_of(back, GALLERY)}" in str(details[-1])


def test_of_a_long_file_every_row_is_shown_before_it_is_sent(desk: Desk) -> None:
    days = [NOON.date() - timedelta(days=back) for back in range(301)]
    lines = [f"{GALLERY};{day:%d/%m/%Y};40%;berjalan;Hari {day:%j}" for day in days]
    heads = "Kode;Tanggal posisi;Capaian (%);Status;Catatan"

    screen = dropped(desk, "\n".join((heads, *lines)).encode(), "harian.csv")

    (told,) = (one.value for one in screen.dataframe if "Menjadi" in one.value.columns)
    assert list(told.columns) == ["Dari", "Kode", "Tonggak", "Terakhir", "Menjadi", "Catatan"]
    assert list(told["Catatan"]) == [f"Hari {day:%j}" for day in days]
    assert set(told["Kode"]) == {GALLERY}
    assert told["Menjadi"][0].endswith("30 Jun 2022")


def test_the_same_file_again_changes_nothing_and_says_who_loaded_it(desk: Desk) -> None:
    back = filled(form(desk), {GALLERY: {"Capaian (%)": 85}})
    press(dropped(desk, back), "send")
    before = known(desk)

    screen = dropped(desk, back)

    assert any("sudah dimuat oleh" in one for one in alerts(screen))
    assert not any(one.key == FORM.field("send") for one in screen.button)
    assert known(desk) == before


def test_all_problems_are_told_by_sheet_row_and_column(desk: Desk) -> None:
    back = filled(
        form(desk),
        {GALLERY: {"Capaian (%)": "banyak"}, "S04-M09": {"Capaian (%)": 140}},
    )
    screen = dropped(desk, back)

    said = words(screen)
    assert "bukan persen" in said
    assert "banyak" in said
    assert not any(one.key == FORM.field("send") and not one.disabled for one in screen.button)
    screen = press(screen, "skip-wrong")
    assert "bukan persen" not in words(screen)


def test_what_was_recorded_since_is_shown_side_by_side_and_its_reader_decides(desk: Desk) -> None:
    back = filled(form(desk), {GALLERY: {"Capaian (%)": 85}})
    reported(desk, 0.9)
    screen = dropped(desk, back)
    assert "Lebih dahulu" in words(screen)
    assert widget(screen, FORM.field("send")).disabled

    keys = [str(one.key) for one in screen.radio]
    name = next(key for key in keys if key.startswith(FORM.field("conflict-")))
    widget(screen, name).set_value("pakai berkas").run()
    assert "Capaian turun" in words(screen)
    widget(screen, name).set_value("pakai yang tercatat").run()
    assert not any(one.key == FORM.field("send") for one in screen.button)
    assert known(desk).states[Basis.REPORTED].progress == 0.9


def test_words_that_may_mean_several_things_are_asked_about(desk: Desk) -> None:
    back = filled(form(desk), {GALLERY: {"Status": "belum", "Capaian (%)": 85}})
    screen = dropped(desk, back)
    assert not any(one.key == FORM.field("send") for one in screen.button)
    (asked,) = (one for one in screen.selectbox if "dapat berarti" in one.label)
    asked.set_value((Status.IN_PROGRESS,)).run()
    assert not widget(screen, FORM.field("send")).disabled
    press(screen, "send")
    assert known(desk).states[Basis.REPORTED].progress == 0.85


def test_a_workbook_of_another_programme_or_kind_is_told(desk: Desk) -> None:
    other = table([("bentuk", "riwayat"), ("skema", "1")], "_Pantau")
    screen = dropped(desk, other)
    assert any("Data awal" in one for one in alerts(screen))


def test_a_file_that_is_none_is_told_in_a_sentence(desk: Desk) -> None:
    screen = dropped(desk, b"PK\x03\x04 bukan berkas", "catatan.xlsx")
    assert any("tidak dimuat" in one for one in alerts(screen))
    assert not [one for one in press(screen, "close").button if one.key == FORM.field("close")]


@pytest.mark.parametrize("who", ["pimpinan", "pengamat", "evaluator"])
def test_who_may_not_report_gets_no_uploader(desk: Desk, who: str) -> None:
    desk.sit(who)
    assert not desk.open(TASKS).file_uploader


LIST = (
    ("LAPORAN BULANAN",),
    ("Kegiatan", "Kemajuan fisik saat ini", "Keadaan"),
    ("S04-M08 Galeri", "85%", "berjalan"),
)


def test_a_free_layout_is_mapped_on_screen_and_remembered_by_name(desk: Desk) -> None:
    screen = dropped(desk, table(LIST), "opd.xlsx")
    place = FORM.field("layout-Lembar1-progress")
    assert widget(screen, place).value is None
    screen = widget(screen, place).set_value("B").run()
    assert "berjalan 85%" in words(screen)

    widget(screen, "intake-kept-name").set_value("Laporan OPD").run()
    screen = widget(screen, "intake-kept-keep").click().run()
    screen = press(screen, "close")
    again = dropped(desk, table((*LIST, ("S04-M09", "10%", "berjalan"))), "lagi.xlsx")

    assert widget(again, place).value == "B"
    assert any("Memakai susunan" in one.value for one in again.caption)
    assert "berjalan 85%" in words(again)
    widget(again, "intake-kept-forget").click().run()
    assert widget(dropped(desk, table(LIST), "opd.xlsx"), place).value is None


def test_a_layout_needs_a_name_and_the_file_stays(desk: Desk) -> None:
    screen = dropped(desk, table(LIST), "opd.xlsx")
    screen = widget(screen, "intake-kept-keep").click().run()
    assert any("Nama susunan belum diisi" in one for one in alerts(screen))
    assert "opd" in " ".join(one.value for one in screen.header)
