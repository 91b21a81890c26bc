"""Indonesian sentences for everything that can go wrong: what happened, and what mends it.

Those of a capability stand in its own `errors` module; `error` finds the one for any of them.
"""

from functools import singledispatch
from typing import Final, cast

from rules.audit.clock import Doubt
from rules.errors import (
    ClockDiffers,
    ClockInDoubt,
    EntryProblem,
    InvalidSetting,
    NewerSchema,
    NoProgramme,
    NotAllowed,
    NotSignedIn,
    SentraError,
    ServerAway,
    StoreInUse,
    StoreUnavailable,
    UnknownCode,
    UnreadableBoundary,
    UnstorableText,
    UnusableTemplate,
)
from rules.reporting.errors import ReportsRefused
from words.accounts import errors as accounts
from words.backup import errors as backup
from words.evidence import errors as evidence
from words.feed import errors as feed
from words.formats import instant, long_day, number
from words.meetings import errors as meetings
from words.plan import errors as plan, registers
from words.programmes import errors as programmes
from words.quarters import errors as quarters
from words.ratings import errors as ratings
from words.reporting import errors as reporting
from words.review import errors as review
from words.sheets import errors as sheets

_TOLD: Final = 5


@singledispatch
def error(value: SentraError) -> str:
    """Return in Indonesian what happened and what to do; every error class has its sentence."""
    del value
    return "Permintaan tidak dapat dipenuhi; muat ulang halaman lalu coba lagi."


@singledispatch
def problem(value: EntryProblem) -> str:
    """Return in one sentence what is wrong in a field, and what mends it.

    An error that is mended in one field says so itself.
    """
    return error(cast("SentraError", value))


problem.register(accounts.account_problem)
problem.register(accounts.post_problem)
problem.register(feed.token_problem)
problem.register(meetings.problem)
problem.register(plan.agency_problem)
problem.register(plan.plan_row_problem)
problem.register(programmes.problem)
problem.register(quarters.problem)
problem.register(ratings.problem)
problem.register(reporting.batch_problem)
problem.register(reporting.problem)
problem.register(review.decision_problem)
problem.register(sheets.layout_problem)

error.register(accounts.illegal_account)
error.register(accounts.illegal_account_change)
error.register(accounts.illegal_post)
error.register(accounts.spent_link)
error.register(backup.backup_refused)
error.register(backup.lost_store)
error.register(backup.not_copied)
error.register(backup.unusable_backup)
error.register(evidence.illegal_removal)
error.register(evidence.lost_evidence)
error.register(evidence.remaining_bytes)
error.register(evidence.withheld_evidence)
error.register(feed.illegal_token)
error.register(meetings.illegal_meeting)
error.register(meetings.meeting_changed)
error.register(plan.agencies_changed)
error.register(plan.already_adopted)
error.register(plan.illegal_agency)
error.register(plan.draft_changed)
error.register(plan.illegal_plan)
error.register(plan.plan_changed)
error.register(plan.unreadable_plan)
error.register(registers.illegal_register)
error.register(programmes.illegal_period)
error.register(programmes.period_changed)
error.register(registers.register_changed)
error.register(quarters.illegal_closing)
error.register(quarters.quarter_closed)
error.register(ratings.illegal_rating)
error.register(reporting.already_loaded)
error.register(reporting.illegal_batch)
error.register(reporting.illegal_report)
error.register(reporting.same_origin)
error.register(reporting.stale)
error.register(reporting.table_changed)
error.register(review.decided_meanwhile)
error.register(review.illegal_decision)
error.register(review.illegal_withdrawal)
error.register(sheets.illegal_layout)
error.register(sheets.layout_changed)
error.register(sheets.unreadable_sheets)


@error.register
def _reports_refused(value: ReportsRefused) -> str:
    """Return which rows were refused and why, each in the words that it would get alone."""
    first = value.rows[:_TOLD]
    told = (
        f"{reporting.place(one.row, one.column)} ({one.milestone}): {error(one.problem)}"
        for one in first
    )
    rest = len(value.rows) - len(first)
    more = [f"Masih ada {number(rest)} baris lain."] if rest else []
    return " ".join(("Tidak ada laporan yang tersimpan.", *told, *more))


@error.register
def _not_allowed(value: NotAllowed) -> str:
    return value.explanation


@error.register
def _unusable_template(value: UnusableTemplate) -> str:
    return f"Berkas itu tidak dapat dipakai sebagai templat PowerPoint: {value.reason}."


@error.register
def _unknown_code(value: UnknownCode) -> str:
    return f"Tidak ada {value.kind} dengan kode {value.code}; periksa penulisannya."


@error.register
def _not_signed_in(value: NotSignedIn) -> str:
    del value
    return "Sesi Anda sudah berakhir. Isian masih ada di halaman ini; masuk kembali di tab lain."


@error.register
def _store_unavailable(value: StoreUnavailable) -> str:
    del value
    return (
        "Basis data sedang tidak dapat dipakai (cakram penuh, terkunci, atau servernya mati), jadi "
        "belum ada yang tersimpan. Isian Anda tetap ada; coba lagi, atau hubungi administrator."
    )


@error.register
def _server_away(value: ServerAway) -> str:
    return (
        f"Server basis data di {value.place} tidak dapat dimasuki: {value.said}. Nyalakan "
        "servernya dan periksa jaringannya, atau betulkan nama, kata sandi, dan alamat pada "
        "SENTRA_DATABASE_URL, lalu jalankan lagi. Tidak ada yang diubah."
    )


@error.register
def _no_programme(value: NoProgramme) -> str:
    del value
    return "Basis data masih kosong; muat rencana program lebih dahulu."


@error.register
def _newer_schema(value: NewerSchema) -> str:
    return (
        f"Basis data ditulis oleh versi program yang lebih baru (skema {value.found}; program ini "
        f"mengenal {value.known}). Perbarui program, lalu buka lagi."
    )


@error.register
def _invalid_setting(value: InvalidSetting) -> str:
    shown = f" ({value.value})" if value.value else ""
    return f"Setelan {value.variable}{shown} tidak dapat dipakai; isi dengan {value.expected}."


@error.register
def _unreadable_boundary(value: UnreadableBoundary) -> str:
    return (
        f"Peta digambar tanpa batas wilayah: berkasnya tidak dapat dibaca ({value.reason}). "
        "Perbaiki berkas pada setelan SENTRA_BOUNDARY."
    )


@error.register
def _unstorable_text(value: UnstorableText) -> str:
    del value
    return (
        "Isian memuat tanda tersembunyi yang tidak dapat disimpan; hapus teks yang ditempel, lalu "
        "ketik sendiri."
    )


def clock_doubt(value: ClockInDoubt) -> str:
    """Return why the machine's clock is not believed, and what mends it."""
    days = number((value.clock - value.last).days)
    shift = {
        Doubt.BEHIND: "lebih awal daripada catatan terakhir",
        Doubt.AHEAD: f"{days} hari sesudah catatan terakhir",
    }
    cause = {
        Doubt.BEHIND: "catatanlah yang bertanggal salah, dan pengelola meluruskannya",
        Doubt.AHEAD: "pengelola menegaskannya sekali",
    }
    return (
        f"Jam komputer server menunjukkan {instant(value.clock)}, {shift[value.doubt]} "
        f"({instant(value.last)}). Bila jam itu salah, betulkan jamnya. Bila jam itu benar, "
        f"{cause[value.doubt]} dengan: python run.py admin clock --today TANGGAL-HARI-INI"
    )


@error.register
def _clock_in_doubt(value: ClockInDoubt) -> str:
    return f"Belum ada yang tersimpan. {clock_doubt(value)}"


@error.register
def _clock_differs(value: ClockDiffers) -> str:
    return (
        f"Anda menyebut hari ini {long_day(value.said)}, tetapi jam komputer menunjukkan "
        f"{instant(value.clock)}. Betulkan jam komputer, atau tanggal yang disebut, lalu ulangi."
    )


@error.register
def _store_in_use(value: StoreInUse) -> str:
    del value
    return (
        "Basis data sedang dipakai dasbor atau perintah lain; tutup dahulu semuanya, lalu ulangi. "
        "Tidak ada yang diubah."
    )
