"""What the screens of review say."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from rules.periods import WITA
from rules.progress.flags import Flags
from rules.review.queue import Decided, QueueTotals, Risk, Waiting, Worsening
from rules.review.ready_reasons import Reason
from rules.vocabulary import EventKind, Status
from tests.builders import a_milestone
from tests.rules.review.test_queue import AUTHOR, a_report, submitted, waiting
from words.review import sentences as review


@pytest.mark.parametrize("value", Reason)
def test_each_reason_is_a_sentence_of_its_own(value: Reason) -> None:
    said = review.reason(value)

    assert said[0].isupper()
    assert said[-1] in ".?"
    assert [review.reason(one) for one in Reason].count(said) == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Risk.REOPENED, "dibuka kembali, semula selesai, batal"),
        (Risk.WORSENED, "memburuk: capaian turun, kendala baru"),
        (Risk.LATE, "terlambat 45 hari, bergeser 1 kali, 30 hari"),
        (Risk.STEEP, "melonjak +30 pp"),
        (Risk.WITHOUT_EVIDENCE, "100% tanpa bukti"),
    ],
)
def test_each_risk_is_told_with_its_measure(value: Risk, said: str) -> None:
    found = replace(
        waiting(submitted(0.4, 0.7)),
        reopened=(Status.FINISHED, Status.CANCELLED),
        worsenings=(Worsening.FELL, Worsening.OBSTRUCTED),
        lateness=Flags(days_late=45, times_slipped=1, days_slipped=30),
    )

    assert review.risk(value, found) == said


@pytest.mark.parametrize("value", Worsening)
def test_each_worsening_has_its_word(value: Worsening) -> None:
    found = replace(waiting(submitted()), worsenings=(value,))

    assert review.risk(Risk.WORSENED, found) != "memburuk: "


def test_the_queue_is_told_with_its_longest_wait() -> None:
    totals = QueueTotals(reports=15, ordinary=9, longest_days=21)

    assert review.queue(totals) == "15 laporan menunggu keputusan, terlama 21 hari"
    assert review.for_leader(totals) == "15 laporan menunggu Anda, terlama 21 hari"
    assert review.shares(totals) == "9 biasa, 6 berisiko"
    assert review.queue(QueueTotals(0, 0, 0)) == "Tidak ada laporan yang menunggu keputusan"


@pytest.mark.parametrize(("days", "said"), [(0, "dikirim hari ini"), (13, "menunggu 13 hari")])
def test_waiting_is_told_in_days(days: int, said: str) -> None:
    assert review.waited(days) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (waiting(submitted(0.3, 0.45)), "berjalan 30% → 45%"),
        (waiting(submitted(0.9, 1)), "berjalan 90% → selesai 100%"),
        (waiting(submitted(None, 0.1)), "pertama: berjalan 10%"),
        (
            waiting(submitted(0.4, 0.4, status=Status.OBSTRUCTED)),
            "berjalan 40% → terkendala 40%",
        ),
    ],
)
def test_old_and_new_stand_in_one_line(found: Waiting, said: str) -> None:
    assert review.change(found) == said


def test_a_realised_value_stands_against_its_target() -> None:
    milestone = a_milestone(unit="pelaku", target=Decimal(10))
    found = waiting(submitted(), milestone)

    assert review.realised(a_report(realised_value=Decimal("2.5")), found) == "2,5 dari 10 pelaku"
    assert review.realised(a_report(), found) == "–"  # noqa: RUF001 - an en dash


@pytest.mark.parametrize(("day", "lasted"), [(30, "setelah 10 hari"), (20, "pada hari yang sama")])
def test_a_verdict_says_who_when_and_after_how_long(day: int, lasted: str) -> None:
    at = datetime(2022, 6, day, 14, 5, tzinfo=WITA)
    decision = a_report(kind=EventKind.APPROVED, author="Plt Kepala", recorded_at=at)

    said = review.verdict(Decided(a_report(), AUTHOR, decision, at))

    assert said == f"Plt Kepala, {day} Jun 2022 14.05 WITA, {lasted}"
