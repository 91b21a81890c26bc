"""What is wrong with the next programme, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from rules.plan.registers import FieldProblem
from rules.programmes.errors import IllegalPeriod, PeriodChanged, PeriodProblem
from rules.programmes.next_period import MOST_YEARS
from words.plan import registers

_PROBLEMS: Final[Mapping[PeriodProblem, str]] = {
    PeriodProblem.CODE_MALFORMED: (
        "Kode memuat 1 sampai 40 huruf, angka, titik, garis, atau garis bawah, tanpa spasi; "
        "tulis seperti sentra-2025-2029."
    ),
    PeriodProblem.CODE_TAKEN: "Kode ini sudah dipakai program lain; tulis kode lain.",
    PeriodProblem.START_TOO_EARLY: (
        "Program berikut harus mulai sesudah awal program ini; pilih tanggal yang lebih akhir."
    ),
    PeriodProblem.NO_SENTRA: "Belum ada sentra yang dilanjutkan; pilih paling sedikit satu.",
    PeriodProblem.SENTRA_UNKNOWN: (
        "Ada sentra pilihan yang bukan lagi bagian program ini; periksa pilihan sentranya."
    ),
    PeriodProblem.MILESTONE_DONE: (
        "Ada tonggak pilihan yang kini sudah selesai atau batal; periksa pilihan tonggaknya."
    ),
    PeriodProblem.MILESTONE_ALONE: (
        "Ada tonggak pilihan yang sentranya tidak dilanjutkan; pilih sentranya juga."
    ),
    PeriodProblem.MANY_YEARS: f"Masa program paling lama {MOST_YEARS} tahun; majukan akhirnya.",
}


def problem(value: FieldProblem | PeriodProblem) -> str:
    """Return what is wrong in a field and what mends it, as a sentence."""
    if isinstance(value, PeriodProblem):
        return _PROBLEMS[value]
    return registers.field_problem(value)


def illegal_period(value: IllegalPeriod) -> str:
    """Return all that is wrong with the next programme."""
    told = [f"{registers.field_label(one.field)}: {problem(one)}" for one in value.problems]
    return " ".join(("Periode berikut belum dibuka.", *told))


def period_changed(value: PeriodChanged) -> str:
    """Return that somebody else was quicker."""
    del value
    return (
        "Rencana sudah diubah, atau periode lain dibuka, sesudah Anda membuka isian ini; belum ada "
        "yang tersimpan. Isian Anda masih ada; periksa ringkasannya, lalu buka lagi."
    )
