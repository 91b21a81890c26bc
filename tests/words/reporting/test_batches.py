from dataclasses import replace
from datetime import date

import pytest

from rules.reporting.batch_preview import BatchPreview, Step
from rules.values import MilestoneCode
from rules.vocabulary import EventKind
from tests.rules.reporting.test_batch import a_batch
from tests.rules.review.test_queue import a_report
from words.reporting import batches as words
from words.reporting.batch_lines import ReadTable


@pytest.mark.parametrize(
    ("lines", "wrong", "said"),
    [
        (0, 0, "tabel masih kosong"),
        (12, 0, "12 baris terisi, semuanya siap"),
        (12, 2, "12 baris terisi, 2 perlu diperbaiki"),
    ],
)
def test_a_table_is_counted(lines: int, wrong: int, said: str) -> None:
    assert words.counted(ReadTable((), lines, ()), wrong) == said


def test_a_batch_is_told_by_its_size_and_days() -> None:
    batch = a_batch()

    assert words.title(batch) == "Data awal: 199 laporan, posisi 7 Feb 2021 sampai 28 Feb 2022"
    one_day = replace(batch, reports=1, last_on=batch.first_on)
    assert words.title(one_day) == "Data awal: 1 laporan, posisi 7 Feb 2021"
    assert words.sent(batch) == "Dikirim Operator DPMD, 2 Mar 2022 09.00 WITA"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (EventKind.APPROVED, "disetujui"),
        (EventKind.RETURNED, "dikembalikan"),
        (EventKind.WITHDRAWN, "ditarik"),
    ],
)
def test_what_became_of_a_batch_is_told_with_who_and_when(kind: EventKind, said: str) -> None:
    decided = a_batch(verdict=kind, verdict_event=a_report(kind=kind, author="Plt Kepala"))

    assert words.standing(decided) == f"{said} Plt Kepala, 20 Jun 2022 09.00 WITA"
    assert words.standing(a_batch()) == "menunggu keputusan"


def test_who_decides_reads_how_much_waits() -> None:
    queue = "Tidak ada laporan yang menunggu keputusan"
    batch = a_batch()

    assert words.to_decide(queue, 0, []) == queue
    own = "1 kiriman data awal (199 laporan) menunggu keputusan"
    assert words.to_decide(queue, 0, [batch]) == own
    assert words.to_decide("3 laporan", 3, [batch]) == f"3 laporan; {own}"
    rest = "menunggu Anda: 199 laporan dari masa sebelum program dipakai"
    assert words.waiting(1, 199) == f"Data awal {rest}"
    assert words.waiting(2, 199) == f"2 kiriman data awal {rest}"


def test_what_a_batch_changes_is_told_on_both_bases() -> None:
    found = BatchPreview(date(2021, 12, 31), Step(0, 0.291), Step(0.1, 0.05), ())

    assert words.effect(found) == (
        "Capaian program per 31 Des 2021: disetujui 0,0% → 29,1% (+29,1 pp), "
        "termasuk laporan 10,0% → 5,0% (−5,0 pp)"  # noqa: RUF001
    )


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (EventKind.REPORT, "Mengirim 1.000 dari 1.200 laporan"),
        (EventKind.APPROVED, "Menyetujui 1.000 dari 1.200 laporan"),
        (EventKind.RETURNED, "Mengembalikan 1.000 dari 1.200 laporan"),
        (EventKind.WITHDRAWN, "Menarik 1.000 dari 1.200 laporan"),
    ],
)
def test_how_far_an_act_on_a_batch_is_is_told_by_reports(deed: EventKind, said: str) -> None:
    assert words.under_way(deed, 1000, 1200) == said


@pytest.mark.parametrize(("count", "more"), [(1, ""), (8, ""), (9, " dan 1 lagi")])
def test_what_a_batch_opens_again_is_named(count: int, more: str) -> None:
    codes = [MilestoneCode(f"S01-M{number:02}") for number in range(1, count + 1)]

    assert words.reopened(codes) == f"dibuka kembali: {', '.join(codes[:8])}{more}"
