from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.progress import queries as progress_queries
from models.reporting import commands, queries as reporting_queries
from models.review import commands as reviewing
from models.store import engine
from pages.shell.catalogue import OVERVIEW, TASKS
from rules.periods import WITA
from rules.reporting.report import Draft, ReportEvent
from rules.values import Milestone, MilestoneCode
from rules.vocabulary import Basis, EventKind, Status, label
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, is_shown, stands, widget, words
from words.reporting.sentences import standing_evidence

DAY = date(2022, 6, 30)
NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
GALLERY = "S04-M08"
"""Reported at 80 %, weight 12, led by DISKUKMPERINDAG."""


@dataclass
class Form:
    """The form of one milestone on an open page."""

    screen: AppTest
    code: str = GALLERY

    def widget(self, name: str) -> Any:
        return widget(self.screen, f"report-{self.code}-{name}")

    def value(self, name: str) -> Any:
        return self.widget(name).value

    def fill(self, **values: Any) -> "Form":
        """Choose the status first, since it decides which other fields there are."""
        for name in sorted(values, key=lambda one: one != "status"):
            self.widget(name).set_value(values[name]).run()
        return self

    def press(self, name: str = "send") -> "Form":
        self.widget(name).click().run()
        return self

    @property
    def is_open(self) -> bool:
        return f"report-{self.code}-submission" in self.screen.session_state


def a_form(desk: Desk, code: str = GALLERY) -> Form:
    return Form(desk.open(TASKS, tonggak=code), code)


def known(desk: Desk, code: str = GALLERY) -> Milestone:
    with desk.store.read() as connection:
        return progress_queries.milestone(
            connection, desk.people["pengamat"], MilestoneCode(code), DAY
        )


def recorded(desk: Desk, code: str = GALLERY) -> tuple[ReportEvent, ...]:
    with desk.store.read() as connection:
        actor = desk.people["pengamat"]
        return reporting_queries.events(connection, actor, DAY, code=MilestoneCode(code))


def somebody_reports(desk: Desk, username: str, progress: float, code: str = GALLERY) -> None:
    draft = Draft(
        milestone=MilestoneCode(code),
        effective_on=DAY,
        status=Status.IN_PROGRESS,
        progress=progress,
        note="Dari meja lain",
        seen=known(desk, code).version,
        key=f"meja-lain-{progress}",
    )
    with desk.store.write() as connection:
        commands.report(connection, desk.people[username], draft, at=NOON)


@contextmanager
def nothing_recorded(desk: Desk) -> Iterator[None]:
    before = recorded(desk)
    yield
    assert recorded(desk) == before


def test_a_link_opens_the_form_with_what_was_last_reported(desk: Desk) -> None:
    form = a_form(desk)

    last = known(desk).states[Basis.REPORTED]
    assert form.value("status") is last.status
    assert form.value("percent") == round(100 * last.progress) == 80
    assert (form.value("note"), form.value("day")) == ("", DAY)


def test_finished_is_recorded_whole(desk: Desk) -> None:
    before = known(desk).states[Basis.APPROVED]

    form = a_form(desk).fill(
        status=Status.FINISHED, note="Serah terima.", value="1", evidence="BAST 12/2022"
    )
    assert "report-S04-M08-percent" not in [one.key for one in form.screen.number_input]
    form.press()

    state = known(desk).states[Basis.REPORTED]
    assert (state.status, state.progress, state.note) == (Status.FINISHED, 1.0, "Serah terima.")
    assert (state.realised_value, state.evidence) == (Decimal(1), "BAST 12/2022")
    assert (state.author, state.effective_on) == ("Operator DPMD (contoh)", DAY)
    assert known(desk).states[Basis.APPROVED] == before
    assert [one.value for one in form.screen.toast] == [
        "Laporan tersimpan: selesai 100%, menunggu persetujuan."
    ]
    assert not form.is_open


def test_a_third_is_recorded_as_it_was_typed(desk: Desk) -> None:
    a_form(desk).fill(status=Status.IN_PROGRESS, percent=33, note="Diukur ulang.").press()

    assert known(desk).states[Basis.REPORTED].progress == 0.33


def test_a_day_before_today_is_kept_beside_the_day_of_recording(desk: Desk) -> None:
    a_form(desk).fill(
        status=Status.FINISHED, note="Selesai pekan lalu", day=date(2022, 6, 24)
    ).press()

    last = recorded(desk)[-1]
    assert last.effective_on == date(2022, 6, 24)
    assert last.recorded_at.astimezone(WITA).date() == DAY


def test_an_obstacle_is_opened_with_who_must_act(desk: Desk) -> None:
    a_form(desk).fill(
        status=Status.OBSTRUCTED, percent=80, obstacle="Listrik belum masuk", owner="BPKAD"
    ).press()

    state = known(desk).states[Basis.REPORTED]
    (obstacle,) = state.open_obstacles
    assert state.status is Status.OBSTRUCTED
    assert (obstacle.description, obstacle.owner) == ("Listrik belum masuk", "BPKAD")


def test_obstructed_without_an_obstacle_is_told_and_nothing_typed_is_lost(desk: Desk) -> None:
    with nothing_recorded(desk):
        form = a_form(desk).fill(status=Status.OBSTRUCTED, percent=45, note="Tertahan").press()

    (sentence,) = alerts(form.screen)
    assert "Belum tersimpan: perbaiki isian yang ditandai." in words(form.screen)
    assert "Status terkendala perlu kendala yang terbuka" in sentence
    assert form.value("status") is Status.OBSTRUCTED
    assert (form.value("percent"), form.value("note")) == (45, "Tertahan")


def test_an_unreadable_quantity_is_told_and_nothing_typed_is_lost(desk: Desk) -> None:
    with nothing_recorded(desk):
        form = a_form(desk).fill(status=Status.FINISHED, note="Selesai", value="dua belas").press()

    assert alerts(form.screen) == ["Nilai realisasi bukan angka; tulis seperti 12 atau 1.250,5."]
    assert (form.value("note"), form.value("value")) == ("Selesai", "dua belas")
    form.fill(value="1.250,5").press()
    assert known(desk).states[Basis.REPORTED].realised_value == Decimal("1250.5")
    assert not alerts(form.screen)


def test_a_quantity_that_the_store_could_not_keep_is_told(desk: Desk) -> None:
    with nothing_recorded(desk):
        form = a_form(desk).fill(status=Status.FINISHED, note="Selesai", value="9" * 30).press()

    assert "Nilai realisasi terlalu besar" in alerts(form.screen)[0]
    assert form.value("value") == "9" * 30


def test_who_types_all_of_it_means_finished_and_sees_it(desk: Desk) -> None:
    form = a_form(desk).fill(percent=100)

    assert form.value("status") is Status.FINISHED
    form.press()
    assert known(desk).states[Basis.REPORTED].status is Status.FINISHED


def test_full_progress_that_still_runs_is_told(desk: Desk) -> None:
    form = a_form(desk).fill(percent=100).fill(status=Status.IN_PROGRESS)

    with nothing_recorded(desk):
        form.press()

    assert "Capaian 100% berarti selesai" in alerts(form.screen)[0]
    assert form.value("status") is Status.IN_PROGRESS


def test_only_who_may_cancel_is_offered_it(desk: Desk) -> None:
    dpmd = a_form(desk).widget("status").options
    agency = a_form(desk.sit("perindag")).widget("status").options

    assert [one for one in dpmd if one not in agency] == [label(Status.CANCELLED)]


def test_a_cancellation_by_another_agency_is_refused_in_a_sentence(desk: Desk) -> None:
    with nothing_recorded(desk):
        form = a_form(desk).fill(status=Status.CANCELLED, note="Tidak jadi dibangun")
        desk.sit("perindag")
        form.press()

    assert any("tidak boleh membatalkan" in one for one in alerts(form.screen))


def test_a_milestone_of_another_agency_is_refused_in_a_sentence(desk: Desk) -> None:
    with nothing_recorded(desk):
        form = a_form(desk).fill(status=Status.FINISHED, note="Selesai")
        desk.sit("dinkes")
        form.press()

    assert any("S04-M08 dilaporkan oleh penanggung jawab" in one for one in alerts(form.screen))
    assert form.value("note") == "Selesai"


def test_a_session_that_ended_records_nothing(desk: Desk) -> None:
    form = a_form(desk).fill(status=Status.FINISHED, note="Selesai")
    with nothing_recorded(desk):
        desk.who = None
        form.press()

    (told,) = alerts(form.screen)
    assert told == (
        "Sesi Anda sudah berakhir. Yang baru saja Anda kirim tidak tercatat. "
        "Isian yang belum terkirim kembali setelah Anda masuk lagi."
    )
    assert [one.value for one in form.screen.code] == ["Selesai"]
    assert not is_shown(form.screen)


def test_no_change_is_one_click_and_once_a_day(desk: Desk) -> None:
    before = known(desk)
    screen = desk.open(TASKS)

    widget(screen, "same-S04-M08").click().run()

    last = recorded(desk)[-1]
    state = before.states[Basis.REPORTED]
    assert (last.status, last.progress) == (state.status, state.progress)
    assert last.note == "Tidak ada perubahan."
    assert last.evidence == standing_evidence(state) != ""
    # What was reported today leaves the list.
    assert not any(one.key == "same-S04-M08" for one in screen.button)
    assert len(screen.toast) == 1


def test_the_same_click_sent_twice_records_one_report(desk: Desk) -> None:
    screen, again = desk.open(TASKS), desk.open(TASKS)

    widget(screen, "same-S04-M08").click().run()
    widget(again, "same-S04-M08").click().run()

    assert [one.note for one in recorded(desk)].count("Tidak ada perubahan.") == 1


def test_a_stale_form_keeps_what_was_typed_and_names_who_was_first(desk: Desk) -> None:
    form = a_form(desk).fill(status=Status.FINISHED, note="Serah terima kemarin")
    somebody_reports(desk, "perindag", 0.9)

    with nothing_recorded(desk):
        form.press()

    (sentence,) = alerts(form.screen)
    assert "Operator DISKUKMPERINDAG (contoh) mengirim laporan (berjalan, capaian 90,0%" in sentence
    assert form.value("note") == "Serah terima kemarin"
    assert form.value("status") is Status.FINISHED
    assert "Dari meja lain" in words(form.screen)
    assert "Isian Anda" in words(form.screen)


def test_a_stale_form_is_recorded_when_its_writer_insists(desk: Desk) -> None:
    form = a_form(desk).fill(status=Status.FINISHED, note="Serah terima kemarin")
    somebody_reports(desk, "perindag", 0.9)

    form.press().press("insist")

    state = known(desk).states[Basis.REPORTED]
    assert (state.status, state.note) == (Status.FINISHED, "Serah terima kemarin")
    assert not form.is_open
    assert len(recorded(desk)) >= 2


def test_a_writer_who_yields_leaves_what_was_recorded(desk: Desk) -> None:
    form = a_form(desk).fill(status=Status.FINISHED, note="Serah terima kemarin")
    somebody_reports(desk, "perindag", 0.9)

    form.press().press("yield")

    assert known(desk).states[Basis.REPORTED].progress == 0.9
    assert not form.is_open
    assert not alerts(form.screen)


def test_a_form_stays_although_somebody_else_finished_the_milestone(desk: Desk) -> None:
    form = a_form(desk).fill(percent=85, note="Belum selesai menurut kami")
    other = a_form(desk)
    other.fill(status=Status.FINISHED, note="Selesai").press()

    form.screen.run()

    assert form.value("note") == "Belum selesai menurut kami"
    form.press()
    assert any("berubah lebih dahulu" in one for one in alerts(form.screen))


def test_a_problem_of_the_short_way_is_gone_once_the_form_is_opened(desk: Desk) -> None:
    screen = desk.open(TASKS)
    somebody_reports(desk, "perindag", 0.9)
    widget(screen, "same-S04-M08").click().run()
    assert any("berubah lebih dahulu" in one for one in alerts(screen))

    widget(screen, "open-S04-M08").click().run()

    assert not alerts(screen)
    Form(screen).fill(status=Status.FINISHED, note="Selesai").press()
    assert known(desk).states[Basis.REPORTED].status is Status.FINISHED


def test_a_cancelled_form_records_nothing_and_closes(desk: Desk) -> None:
    form = a_form(desk).fill(note="Tidak jadi")

    with nothing_recorded(desk):
        form.press("cancel")

    assert not form.is_open
    assert stands(form.screen)


def test_what_was_typed_outlives_a_look_at_another_page(desk: Desk) -> None:
    form = a_form(desk).fill(percent=85, note="Setengah jalan")

    form.screen.switch_page(OVERVIEW.script).run()
    form.screen.switch_page(TASKS.script).run()

    assert (form.value("percent"), form.value("note")) == (85, "Setengah jalan")


def test_the_link_followed_again_opens_the_form_again(desk: Desk) -> None:
    form = a_form(desk).press("cancel")

    form.screen.switch_page(OVERVIEW.script).run()
    form.screen.query_params["tonggak"] = GALLERY
    form.screen.switch_page(TASKS.script).run()

    assert form.is_open


def test_the_link_followed_again_keeps_what_was_typed(desk: Desk) -> None:
    form = a_form(desk).fill(note="Setengah jalan")

    form.screen.switch_page(OVERVIEW.script).run()
    form.screen.query_params["tonggak"] = GALLERY
    form.screen.switch_page(TASKS.script).run()

    assert form.value("note") == "Setengah jalan"


def test_a_day_in_the_past_closes_the_forms(desk: Desk) -> None:
    screen = desk.open(TASKS, posisi="2021-12-31", tonggak=GALLERY)

    (sentence,) = alerts(screen)
    assert "Laporan dikirim pada posisi hari ini, 30 Juni 2022" in sentence
    assert not [one for one in screen.button if one.key]


def test_an_approval_does_not_make_a_form_stale(desk: Desk) -> None:
    form = a_form(desk).fill(status=Status.FINISHED, note="Selesai")
    waiting = next(one for one in reversed(recorded(desk)) if one.kind is EventKind.REPORT)
    decided = [one.report_id for one in recorded(desk) if one.kind is not EventKind.REPORT]
    if waiting.id not in decided:
        with desk.store.write() as connection:
            reviewing.decide(
                connection,
                desk.people["pimpinan"],
                waiting.id,
                EventKind.APPROVED,
                reason="",
                key="setuju",
                at=NOON,
            )

    form.press()

    assert known(desk).states[Basis.REPORTED].status is Status.FINISHED


def test_what_nobody_foresaw_is_told_and_nothing_typed_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("rahasia dapur")

    form = a_form(desk).fill(status=Status.FINISHED, note="Selesai")
    monkeypatch.setattr(commands, "report", broken)

    form.press()

    assert alerts(form.screen) == [
        "Permintaan tidak dapat dipenuhi; muat ulang halaman lalu coba lagi."
    ]
    assert form.value("note") == "Selesai"
    assert "rahasia dapur" in caplog.text
    assert not form.screen.exception


def test_a_full_disk_is_told_and_nothing_typed_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = a_form(desk).fill(status=Status.FINISHED, note="x" * 3900)
    with desk.store.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    full = (*engine._PRAGMAS, f"PRAGMA max_page_count={pages}")
    monkeypatch.setattr(engine, "_PRAGMAS", full)
    desk.store.engine.dispose()

    with nothing_recorded(desk):
        form.press()

    assert "Basis data sedang tidak dapat dipakai" in alerts(form.screen)[0]
    assert form.value("note") == "x" * 3900
