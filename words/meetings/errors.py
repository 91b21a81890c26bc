"""Indonesian sentences for what can be wrong with meetings, resolutions and follow-ups."""

from typing import Final

from rules.evidence.files import MOST_FILES
from rules.meetings.errors import IllegalMeeting, MeetingChanged, MeetingPart, MeetingProblem
from rules.meetings.legality import NAME_LIMIT, TEXT_LIMIT
from words.formats import instant, number

_PARTS: Final = {MeetingPart.PLAN: "Rincian rapat", MeetingPart.ATTENDANCE: "Daftar hadir"}
_PROBLEMS: Final = {
    MeetingProblem.TITLE_MISSING: "Judul rapat masih kosong; isi judulnya.",
    MeetingProblem.TITLE_TOO_LONG: (
        f"Judul rapat terlalu panjang; ringkas menjadi paling banyak {number(NAME_LIMIT)} huruf."
    ),
    MeetingProblem.SERIES_TOO_LONG: (
        f"Rangkaian rapat terlalu panjang; ringkas menjadi paling banyak {number(NAME_LIMIT)} "
        "huruf."
    ),
    MeetingProblem.PLACE_TOO_LONG: (
        f"Tempat rapat terlalu panjang; ringkas menjadi paling banyak {number(NAME_LIMIT)} huruf."
    ),
    MeetingProblem.NOBODY_INVITED: "Belum ada OPD yang diundang; pilih paling sedikit satu OPD.",
    MeetingProblem.AGENCY_UNKNOWN: (
        "OPD yang diundang tidak dikenal program ini; pilih OPD dari daftar."
    ),
    MeetingProblem.AS_OF_IN_FUTURE: (
        "Posisi rapat belum tiba; pilih hari ini atau hari sebelumnya."
    ),
    MeetingProblem.AS_OF_BEFORE_PROGRAMME: (
        "Posisi rapat mendahului awal program; pilih tanggal sejak program dimulai."
    ),
    MeetingProblem.NOT_PLANNED: (
        "Rapat ini sudah dibuka atau dibatalkan, jadi rencananya tetap; keadaannya terlihat "
        "di halaman rapat."
    ),
    MeetingProblem.NOT_OPEN: (
        "Rapat ini tidak sedang berlangsung, jadi catatannya tetap; keadaannya terlihat di "
        "halaman rapat."
    ),
    MeetingProblem.ANOTHER_OPEN: "Rapat lain masih berlangsung; tutup rapat itu lebih dahulu.",
    MeetingProblem.TEXT_MISSING: "Isi keputusan masih kosong; tuliskan isinya.",
    MeetingProblem.TEXT_TOO_LONG: (
        f"Teks terlalu panjang; ringkas menjadi paling banyak {number(TEXT_LIMIT)} huruf."
    ),
    MeetingProblem.OWNER_MISSING: (
        "Penanggung jawab tindak lanjut masih kosong; pilih OPD-nya atau kosongkan tenggatnya."
    ),
    MeetingProblem.DUE_MISSING: (
        "Tenggat tindak lanjut masih kosong; isi tanggalnya atau lepaskan penanggung jawabnya."
    ),
    MeetingProblem.DUE_BEFORE_MEETING: (
        "Tenggat tindak lanjut mendahului rapatnya; pilih hari rapat atau sesudahnya."
    ),
    MeetingProblem.REPLACED_ALREADY: (
        "Keputusan ini sudah diperbaiki atau dihapus; yang berlaku terlihat di halaman rapat."
    ),
    MeetingProblem.ANSWERED_ALREADY: (
        "Tindak lanjut ini sudah diisi, jadi OPD dan permintaan buktinya tidak dapat diubah, "
        "dan keputusannya tidak dapat dihapus; ubah isi atau tenggatnya saja, atau tandai "
        "selesai dengan catatan lalu catat keputusan baru."
    ),
    MeetingProblem.NOTE_MISSING: "Catatan tindak lanjut masih kosong; tuliskan hasilnya.",
    MeetingProblem.EVIDENCE_MISSING: (
        "Tindak lanjut ini diminta disertai bukti; lampirkan berkas atau tuliskan letak buktinya."
    ),
    MeetingProblem.FILES_TOO_MANY: (
        f"Berkas bukti terlalu banyak; lepaskan sampai paling banyak {number(MOST_FILES)}."
    ),
    MeetingProblem.ALREADY_CLOSED: (
        "Tindak lanjut ini sudah selesai; minta dibuka kembali bila belum tuntas."
    ),
    MeetingProblem.NOT_CLOSED: (
        "Tindak lanjut ini masih terbuka; tambahkan catatan bila ada perkembangan."
    ),
    MeetingProblem.REASON_MISSING: "Alasan masih kosong; tuliskan alasannya.",
}


def problem(value: MeetingProblem) -> str:
    """Return one sentence that says what is wrong, and what mends it."""
    return _PROBLEMS[value]


def meeting_changed(value: MeetingChanged) -> str:
    """Return who recorded what before this form was sent, and that nothing typed is lost."""
    return (
        f"{_PARTS[value.part]} belum tersimpan: {value.author} lebih dahulu mengubahnya pada "
        f"{instant(value.recorded_at)}. Isian Anda masih ada; cocokkan dengan yang tercatat, lalu "
        "simpan lagi."
    )


def illegal_meeting(value: IllegalMeeting) -> str:
    """Return all that is wrong with a meeting, a resolution or a follow-up."""
    return " ".join(("Belum tersimpan.", *map(problem, value.problems)))
