"""Verifikasi of what was sent as one: a card with its preview, decided on as one."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from models.reporting import batch_queries, batches
from models.review import batches as reviewing
from pages.shell.catalogue import AUDIT, OVERVIEW, VERIFICATION
from rules.periods import WITA
from rules.reporting.batch import Batch, BatchRow, NewBatch
from rules.reporting.report import Draft
from rules.vocabulary import EventKind, Status
from tests import late_office
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, stands, unfold, widget, words

AT = datetime(2026, 11, 1, 9, tzinfo=WITA)


@pytest.fixture
def leader(plan_desk: Desk) -> Desk:
    """The leader of a real office, before whom a year of reports waits as one batch."""
    batch = late_office.a_batch(plan_desk.board())
    with plan_desk.store.write() as connection:
        batches.enter_batch(connection, plan_desk.people["operator.dpmd"], batch, at=AT)
    return plan_desk.sit("pimpinan")


def batch_of(desk: Desk) -> Batch:
    with desk.store.read() as connection:
        (found,) = batch_queries.batches(connection, desk.people["pengamat"])
    return found


def press(screen: AppTest, name: str) -> AppTest:
    widget(screen, f"history-review-1-{name}").click()
    return screen.run()


def test_a_batch_is_one_card_and_no_report_of_it_waits_by_itself(leader: Desk) -> None:
    screen = leader.open(VERIFICATION)

    said = words(screen)
    assert stands(screen)
    assert "1 kiriman data awal (199 laporan) menunggu keputusan" in said
    assert "Data awal: 199 laporan, posisi 7 Feb 2021 sampai 28 Feb 2022" in said
    assert late_office.SOURCE in said
    assert not [one for one in screen.button if (one.key or "").endswith("-skip")]
    assert "Semua laporan sudah diputuskan" not in said


def test_the_card_shows_what_approving_changes_on_both_bases(leader: Desk) -> None:
    screen = leader.open(VERIFICATION)

    said = words(screen)
    assert said.count("0,0% → 53,0% (+53,0 pp)") == 2
    assert "0,0% → 29,1% (+29,1 pp)" in said
    assert "31 Des 2021" in said


def test_the_reports_of_a_batch_are_sent_to_who_unfolds_them(leader: Desk) -> None:
    screen = leader.open(VERIFICATION)
    assert "Rapat awal dengan kecamatan" not in markup_of(screen)

    said = words(unfold(screen, "rows-1"))
    assert "Rapat awal dengan kecamatan" in said
    assert "Kendala: Persetujuan lingkungan rumah produksi belum terbit (DLH)" in said


def test_a_batch_that_opens_again_what_was_closed_says_so(leader: Desk) -> None:
    assert "dibuka kembali: " not in words(leader.open(VERIFICATION))
    known = leader.board().milestone("S01-M14")
    assert known
    closed = Draft(
        known.code, date(2021, 3, 1), Status.FINISHED, 1, "Serah terima", known.version, ""
    )
    opened = replace(closed, effective_on=date(2021, 4, 1), status=Status.IN_PROGRESS, progress=0.5)
    batch = NewBatch("Arsip", (BatchRow(1, closed), BatchRow(2, opened)), "dua")
    with leader.store.write() as connection:
        batches.enter_batch(connection, leader.people["operator.dpmd"], batch, at=AT)

    assert "dibuka kembali: S01-M14" in words(leader.open(VERIFICATION))


def test_one_click_approves_all(leader: Desk) -> None:
    screen = press(leader.open(VERIFICATION), "approve")

    assert batch_of(leader).verdict is EventKind.APPROVED
    assert "199 laporan data awal disetujui." in screen.toast[-1].value
    assert "Tidak ada laporan yang menunggu keputusan" in words(screen)
    assert "menyetujui data awal" in words(leader.open(AUDIT))


def test_a_return_needs_its_reason_and_keeps_it(leader: Desk) -> None:
    screen = press(leader.open(VERIFICATION), "send")
    assert "perlu alasan" in alerts(screen)[0]
    assert batch_of(leader).waits

    widget(screen, "history-review-1-words").input("Angka Rotan keliru")
    screen = press(screen, "send")
    batch = batch_of(leader)
    assert batch.verdict is EventKind.RETURNED
    assert batch.verdict_event
    assert batch.verdict_event.note == "Angka Rotan keliru"
    assert "Angka Rotan keliru" in words(screen)


def test_a_decision_on_a_batch_is_changed_as_one(leader: Desk) -> None:
    screen = press(leader.open(VERIFICATION), "approve")
    screen = unfold(screen, "history-review-1-change")
    widget(screen, "history-review-1-words").input("Terlalu cepat")
    press(screen, "send")

    assert batch_of(leader).verdict is EventKind.RETURNED


def test_who_comes_second_is_told_and_keeps_the_reason(
    leader: Desk,
) -> None:
    screen = leader.open(VERIFICATION)
    with leader.store.write() as connection:
        verdict = reviewing.BatchVerdict(batch_of(leader).id, EventKind.APPROVED)
        reviewing.decide_batch(connection, leader.people["pimpinan"], verdict, at=AT)
    widget(screen, "history-review-1-words").input("Angka keliru")
    screen = press(screen, "send")

    assert "sudah diputuskan" in alerts(screen)[0]
    assert "Angka keliru" in words(screen)
    assert batch_of(leader).verdict is EventKind.APPROVED


def test_the_first_screen_tells_who_decides_that_history_waits(leader: Desk) -> None:
    said = words(leader.open(OVERVIEW))

    assert "Data awal menunggu Anda: 199 laporan dari masa sebelum program dipakai" in said
    assert "menunggu Anda" not in words(leader.sit("pengamat").open(OVERVIEW))
