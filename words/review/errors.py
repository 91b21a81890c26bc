"""Indonesian sentences for why a report is not decided on, or not taken back."""

from typing import Final

from rules.review.errors import (
    DecidedMeanwhile,
    DecisionProblem,
    IllegalDecision,
    IllegalWithdrawal,
    WithdrawalProblem,
)
from rules.vocabulary import label
from words.formats import instant

_DECISIONS: Final = {
    DecisionProblem.NOT_A_REPORT: (
        "Yang dipilih bukan laporan; pilih laporan yang menunggu keputusan."
    ),
    DecisionProblem.ALREADY_DECIDED: (
        "Laporan ini sudah diputuskan; muat ulang untuk melihat keputusannya."
    ),
    DecisionProblem.OWN_REPORT: (
        "Laporan sendiri tidak dapat diputuskan; minta pimpinan lain memeriksanya."
    ),
    DecisionProblem.REASON_NEEDED: (
        "Pengembalian dan perubahan keputusan perlu alasan; tuliskan alasannya."
    ),
    DecisionProblem.WITHDRAWN: "Laporan ini sudah ditarik pengirimnya; tunggu laporan yang baru.",
    DecisionProblem.IN_BATCH: (
        "Laporan ini bagian dari data awal; putuskan seluruh kirimannya di Verifikasi."
    ),
    DecisionProblem.NOT_A_BATCH: "Kiriman data awal itu tidak ada; muat ulang halaman.",
}

_WITHDRAWALS: Final = {
    WithdrawalProblem.NOT_A_REPORT: (
        "Yang dipilih bukan laporan; pilih laporan Anda yang menunggu keputusan."
    ),
    WithdrawalProblem.NOT_OWN: (
        "Laporan hanya dapat ditarik pengirimnya; minta orang itu menariknya."
    ),
    WithdrawalProblem.ALREADY_DECIDED: (
        "Laporan ini sudah diputuskan; kirim laporan baru bila keadaannya lain."
    ),
    WithdrawalProblem.ALREADY_WITHDRAWN: (
        "Laporan ini sudah ditarik; muat ulang untuk melihatnya."
    ),
    WithdrawalProblem.IN_BATCH: (
        "Laporan ini bagian dari data awal; tarik seluruh kirimannya di halaman Data awal."
    ),
    WithdrawalProblem.NOT_A_BATCH: "Kiriman data awal itu tidak ada; muat ulang halaman.",
}


def decision_problem(value: DecisionProblem) -> str:
    """Return one sentence that says why the decision was not recorded, and what to do."""
    return _DECISIONS[value]


def withdrawal_problem(value: WithdrawalProblem) -> str:
    """Return one sentence that says why a report stays, and what to do."""
    return _WITHDRAWALS[value]


def illegal_decision(value: IllegalDecision) -> str:
    """Return why a decision was not recorded."""
    return f"Keputusan belum tersimpan. {decision_problem(value.problem)}"


def decided_meanwhile(value: DecidedMeanwhile) -> str:
    """Return who decided first, when and how."""
    latest = value.latest
    return (
        f"Keputusan Anda belum tersimpan: laporan {value.milestone} sudah {label(latest.kind)} "
        f"oleh {latest.author} pada {instant(latest.recorded_at)}."
    )


def illegal_withdrawal(value: IllegalWithdrawal) -> str:
    """Return why a report stays."""
    return f"Laporan tidak ditarik. {withdrawal_problem(value.problem)}"
