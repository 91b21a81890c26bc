"""The machine's clock against the record, in Indonesian."""

from datetime import date, datetime
from typing import Final

from rules.audit.clock import Settled
from rules.values import MilestoneCode
from words.formats import instant, long_day, number

BELIEVED: Final = "Jam komputer sejalan dengan catatan; tidak ada yang perlu ditegaskan."


def standing(clock: datetime, last: datetime | None) -> tuple[str, str]:
    """Return what the clock says, and when something was last recorded."""
    recorded = "belum ada" if last is None else instant(last)
    return f"Jam komputer: {instant(clock)}", f"Catatan terakhir: {recorded}"


def settled(found: Settled | None, clock: datetime) -> str:
    """Return what was recorded of the clock."""
    if found is None:
        return BELIEVED
    if found.span is None:
        return "Jam komputer ditegaskan benar; pencatatan berjalan lagi."
    first, last = found.span
    return (
        f"{number(found.acts)} catatan bertanggal {instant(first)} sampai {instant(last)} tetap "
        f"tertulis seperti semula, dan dihitung diketahui sejak {instant(clock)}. Sesi dan tautan "
        "dari waktu itu ditutup; pencatatan berjalan lagi dengan jam sekarang."
    )


def effective_ahead(code: MilestoneCode, effective_on: date) -> str:
    """Return that a report speaks of a day that has not come, and what mends it."""
    return (
        f"laporan {code} berlaku {long_day(effective_on)}, sesudah hari ini, jadi belum terhitung; "
        "pimpinan mengembalikannya, lalu OPD melaporkannya lagi dengan tanggal yang benar"
    )
