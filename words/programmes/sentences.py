"""The programmes of an office in Indonesian: where each stands, what goes on in the next."""

from datetime import date
from typing import Final

from rules.plan.legality import TEXT_LIMIT
from rules.programmes.next_period import NextPeriod
from rules.programmes.running import Standing
from rules.values import Milestone, Programme
from rules.vocabulary import Basis
from words.formats import long_day, number, percent, short_day

_STANDINGS: Final = {
    Standing.DRAFT: "draf",
    Standing.ADOPTED: "ditetapkan",
    Standing.ENDED: "berakhir",
}


def standing(value: Standing) -> str:
    """Return where a programme stands."""
    return _STANDINGS[value]


def period(value: Programme) -> str:
    """Return the first and the last day of a programme."""
    return f"{long_day(value.start)} sampai {long_day(value.finish)}"


def continues(code: str) -> str:
    """Return where a programme comes from."""
    return f"lanjutan program {code}"


def draft_of(code: str) -> str:
    """Return how far the plan of a programme can be relied on that was opened from another."""
    return f"DRAF - {continues(code)}, belum ditetapkan"


def source(own: Milestone, code: str, today: date) -> str:
    """Return where a milestone comes from: the programme, how far it was, its own source."""
    reached = percent(own.states[Basis.APPROVED].progress)
    told = f"{continues(code)}, capaian {reached} per {short_day(today)}"
    return f"{told}; semula: {own.source}"[:TEXT_LIMIT] if own.source else told


def going(milestones: int, unfinished: int) -> str:
    """Return how many milestones of a sentra go on."""
    if not unfinished:
        return "semua tonggak sudah selesai atau batal; susun tonggak baru di Rencana"
    return f"{number(milestones)} dari {number(unfinished)} tonggak yang belum selesai dilanjutkan"


def staying(obstacles: int, follow_ups: int) -> str:
    """Return what stays open in the programme before, where it can still be closed."""
    return (
        f"Tetap terbuka di program ini: {number(obstacles)} kendala dan {number(follow_ups)} "
        "tindak lanjut rapat. Keduanya dapat terus diselesaikan di sini."
    )


def opening(value: NextPeriod) -> str:
    """Return which programme is about to be opened."""
    first, last = long_day(value.start), long_day(value.said.finish)
    name = f"{value.said.name.strip()} ({value.code.strip()})"
    return f"{name}, {first} sampai {last}, dibuka sebagai draf."
