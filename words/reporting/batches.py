"""What is said of reports of the time before the program that are brought in as one."""

from collections.abc import Sequence
from typing import Final

from rules.reporting.batch import Batch
from rules.reporting.batch_preview import BatchPreview, Step
from rules.values import MilestoneCode
from rules.vocabulary import EventKind
from words.formats import instant, number, percent, points, short_day
from words.reporting.batch_lines import ReadTable

_VERDICTS: Final = {
    EventKind.REPORT: "menunggu keputusan",
    EventKind.APPROVED: "disetujui",
    EventKind.RETURNED: "dikembalikan",
    EventKind.WITHDRAWN: "ditarik",
}
_NAMED: Final = 8


# To report is to send.
_DEEDS: Final = {
    EventKind.REPORT: "Mengirim",
    EventKind.APPROVED: "Menyetujui",
    EventKind.RETURNED: "Mengembalikan",
    EventKind.WITHDRAWN: "Menarik",
}


def under_way(deed: EventKind, done: int, reports: int) -> str:
    """Return how far an act on a batch is: Menyetujui 120 dari 199 laporan."""
    return f"{_DEEDS[deed]} {number(done)} dari {number(reports)} laporan"


def counted(table: ReadTable, wrong: int) -> str:
    """Return how many rows a table has and how many of them are to be mended."""
    if not table.lines:
        return "tabel masih kosong"
    ready = f"{number(table.lines)} baris terisi"
    return f"{ready}, {number(wrong)} perlu diperbaiki" if wrong else f"{ready}, semuanya siap"


def title(batch: Batch) -> str:
    """Return what a batch is: Data awal: 199 laporan, 7 Feb 2021 sampai 28 Feb 2022."""
    span = short_day(batch.first_on)
    if batch.last_on != batch.first_on:
        span = f"{span} sampai {short_day(batch.last_on)}"
    return f"Data awal: {number(batch.reports)} laporan, posisi {span}"


def sent(batch: Batch) -> str:
    """Return who sent a batch, and when."""
    return f"Dikirim {batch.author}, {instant(batch.recorded_at)}"


def standing(batch: Batch) -> str:
    """Return what became of a batch, and who decided when."""
    words = _VERDICTS[batch.verdict]
    event = batch.verdict_event
    return words if event is None else f"{words} {event.author}, {instant(event.recorded_at)}"


def to_decide(queue: str, queued: int, waiting: Sequence[Batch]) -> str:
    """Return how much waits for a decision: the `queue` in words, and what was sent as one."""
    if not waiting:
        return queue
    reports = number(sum(batch.reports for batch in waiting))
    own = f"{number(len(waiting))} kiriman data awal ({reports} laporan) menunggu keputusan"
    return f"{queue}; {own}" if queued else own


def waiting(batches: int, reports: int) -> str:
    """Return how much of the time before the program waits for the reader."""
    which = "Data awal" if batches == 1 else f"{number(batches)} kiriman data awal"
    return f"{which} menunggu Anda: {number(reports)} laporan dari masa sebelum program dipakai"


def step(value: Step) -> str:
    """Return a share without and with a batch: 0,0% → 29,1% (+29,1 pp)."""
    rise = points(100 * (value.after - value.before))
    return f"{percent(value.before)} → {percent(value.after)} ({rise})"


def reopened(codes: Sequence[MilestoneCode]) -> str:
    """Return which milestones a batch opens again: dibuka kembali: S04-M01, S08-M08 dan 2 lagi."""
    named, rest = codes[:_NAMED], len(codes) - _NAMED
    more = f" dan {number(rest)} lagi" if rest > 0 else ""
    return f"dibuka kembali: {', '.join(named)}{more}"


def effect(found: BatchPreview) -> str:
    """Return what a batch changes of the whole programme."""
    return (
        f"Capaian program per {short_day(found.day)}: disetujui {step(found.approved)}, "
        f"termasuk laporan {step(found.reported)}"
    )
