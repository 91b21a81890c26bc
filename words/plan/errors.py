"""Indonesian sentences for what can be wrong with plan files and plan revisions."""

from typing import Final

from rules.plan.errors import IllegalRevision, RevisionProblem, RowProblem, UnreadablePlan
from words.formats import number

_SHOWN_ROWS: Final = 20

_PROBLEMS: Final = {
    RevisionProblem.REASON_NEEDED: "Alasan perubahan rencana masih kosong; tuliskan alasannya.",
    RevisionProblem.DECISION_NUMBER_NEEDED: (
        "Nomor keputusan masih kosong; isi nomor surat yang mendasari perubahan rencana."
    ),
    RevisionProblem.FINISH_BEFORE_START: (
        "Rencana selesai mendahului rencana mulai; perbaiki salah satu tanggalnya."
    ),
    RevisionProblem.WEIGHT_NOT_POSITIVE: "Bobot tonggak harus lebih dari 0; perbaiki bobotnya.",
    RevisionProblem.WEIGHTS_NOT_100: (
        "Jumlah bobot tonggak satu sentra harus 100; sesuaikan bobotnya."
    ),
    RevisionProblem.NOTHING_CHANGED: (
        "Rencana tidak berubah; ubah tanggal atau bobot sebelum menyimpan."
    ),
}


def problem(value: RevisionProblem) -> str:
    """Return one sentence that names the field of a plan revision and what mends it."""
    return _PROBLEMS[value]


def row_problem(value: RowProblem) -> str:
    """Return where in a plan file something is wrong: sentra.csv baris 3 kolom bobot: …."""
    return f"{value.file} baris {number(value.row)} kolom {value.column}: {value.reason}"


def illegal_revision(value: IllegalRevision) -> str:
    """Return all that is wrong with a plan revision."""
    return " ".join(("Perubahan rencana belum tersimpan.", *map(problem, value.problems)))


def unreadable_plan(value: UnreadablePlan) -> str:
    """Return what is wrong with plan files, a row a line."""
    rows = value.problems
    lines = [f"Berkas rencana tidak dimuat: {number(len(rows))} hal perlu diperbaiki."]
    lines += [row_problem(row) for row in rows[:_SHOWN_ROWS]]
    if len(rows) > _SHOWN_ROWS:
        lines.append(f"… dan {number(len(rows) - _SHOWN_ROWS)} lagi.")
    return "\n".join(lines)
