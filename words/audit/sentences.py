"""The audit trail in Indonesian: acts, what changed, and what is wrong with history."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from rules.audit.actions import Action
from rules.audit.trail import Fault, FaultKind
from rules.meetings.meeting import Stage
from rules.quarters.closing import PARTS
from rules.vocabulary import Appointment, Basis, EventKind, Light, Plan, Role, Status, label
from words.formats import instant, number, percent, plain_number, short_day
from words.meetings.sentences import stage_label
from words.plan.registers import FIELDS as REGISTER_FIELDS

_ACTS: Final = {
    Action.REPORT_SUBMITTED: "mengirim laporan",
    Action.REPORT_APPROVED: "menyetujui laporan",
    Action.REPORT_RETURNED: "mengembalikan laporan",
    Action.REPORT_WITHDRAWN: "menarik laporan",
    Action.HISTORY_ENTERED: "mengirim data awal",
    Action.HISTORY_APPROVED: "menyetujui data awal",
    Action.HISTORY_RETURNED: "mengembalikan data awal",
    Action.HISTORY_WITHDRAWN: "menarik data awal",
    Action.PLAN_LOADED: "memuat rencana",
    Action.PERIOD_OPENED: "membuka periode berikut",
    Action.PLAN_DRAFTED: "mengubah draf rencana",
    Action.PLAN_ADOPTED: "menetapkan rencana",
    Action.PLAN_REVISED: "mengubah rencana",
    Action.AGENCY_ADDED: "menambah OPD",
    Action.AGENCY_CHANGED: "mengubah OPD",
    Action.AGENCIES_MERGED: "menggabungkan OPD",
    Action.MERGER_UNDONE: "membatalkan penggabungan OPD",
    Action.PROGRAMME_CHANGED: "mengubah data program",
    Action.OFFICE_DESCRIBED: "mengatur kop, nomor, dan penanda tangan notula",
    Action.THRESHOLDS_SET: "mengatur batas lampu",
    Action.SENTRA_ADDED: "menambah sentra",
    Action.SENTRA_CHANGED: "mengubah data sentra",
    Action.SENTRA_WEIGHED: "mengubah bobot sentra",
    Action.SENTRA_DISSOLVED: "membubarkan sentra",
    Action.SENTRA_RATED: "menilai sentra",
    Action.QUARTER_CLOSED: "menutup triwulan",
    Action.QUARTER_CORRECTED: "mengoreksi triwulan",
    Action.MEETING_PLANNED: "merencanakan rapat",
    Action.MEETING_REPLANNED: "mengubah rencana rapat",
    Action.MEETING_OPENED: "membuka rapat",
    Action.MEETING_RESOLVED: "mencatat keputusan rapat",
    Action.MEETING_RESOLUTION_REPLACED: "memperbaiki keputusan rapat",
    Action.MEETING_RESOLUTION_WITHDRAWN: "menarik keputusan rapat",
    Action.MEETING_ATTENDED: "mencatat kehadiran rapat",
    Action.MEETING_CLOSED: "menutup rapat",
    Action.MEETING_CANCELLED: "membatalkan rapat",
    Action.FOLLOW_UP_NOTED: "mencatat perkembangan tindak lanjut",
    Action.FOLLOW_UP_CLOSED: "menyelesaikan tindak lanjut",
    Action.FOLLOW_UP_REOPENED: "membuka kembali tindak lanjut",
    Action.ACCOUNT_CREATED: "membuat akun",
    Action.ACCOUNT_INVITED: "mengundang pemegang akun",
    Action.ACCOUNT_RESET: "mengirim tautan kata sandi baru",
    Action.ACCOUNT_DESCRIBED: "mengubah data akun",
    Action.ACCOUNT_ROLE_CHANGED: "mengubah peran akun",
    Action.ACCOUNT_DEACTIVATED: "menonaktifkan akun",
    Action.ACCOUNT_REACTIVATED: "mengaktifkan kembali akun",
    Action.PASSWORD_SET: "mengganti kata sandi",
    Action.POST_CREATED: "membuat jabatan",
    Action.POST_HELD: "mencatat pemegang jabatan",
    Action.POST_HANDED_OVER: "mencatat serah terima jabatan",
    Action.REGISTER_VOUCHED: "mencatat rencana dan daftar yang sudah ada",
    Action.STORE_RESTORED: "memulihkan cadangan",
    Action.EVIDENCE_REMOVED: "menghapus berkas bukti",
    Action.SESSION_OPENED: "masuk",
    Action.SESSION_REFUSED: "gagal masuk",
    Action.SESSION_CLOSED: "keluar",
    Action.ACT_REFUSED: "ditolak karena tidak berhak",
    Action.LAYOUT_KEPT: "menyimpan susunan berkas",
    Action.LAYOUT_FORGOTTEN: "menghapus susunan berkas",
    Action.FILE_EXPORTED: "mengunduh berkas",
    Action.TOKEN_GIVEN: "memberikan token data",
    Action.TOKEN_REVOKED: "mencabut token data",
    Action.TOKEN_USED: "membaca data dengan token",
    Action.CLOCK_CONFIRMED: "menegaskan jam komputer",
    Action.CLOCK_CORRECTED: "meluruskan waktu catatan",
}

_FIELDS: Final = {
    "absent": "tidak hadir",
    "account_id": "akun nomor",
    "acts": "catatan bertanggal salah",
    "agencies": "diundang",
    "agency": "OPD",
    "aliases": "sebutan lain",
    "approved": "capaian disetujui",
    "as_of": "posisi",
    "basis": "dasar",
    "begins_at": "pukul",
    "by": "oleh",
    "decision_number": "nomor keputusan",
    "due_on": "tenggat",
    "effective_on": "berlaku",
    "email": "surel",
    "evidence": "bukti",
    "files": "berkas",
    "finish": "selesai",
    "finish_on": "selesai",
    "first_at": "tanggal salah pertama",
    "held_on": "tanggal rapat",
    "holds_from": "berlaku sejak",
    "kind": "keputusan",
    "label": "nama singkat",
    "description": "uraian",
    "layout": "susunan",
    "last_at": "catatan terakhir",
    "light": "penilaian",
    "meeting": "rapat",
    "merged": "digabung",
    "milestone": "tonggak",
    "milestone_count": "banyaknya tonggak",
    "name": "nama",
    "needs_evidence": "wajib bukti",
    "note": "catatan",
    "origin": "dari berkas",
    "owner": "OPD pemulih",
    "place": "tempat",
    "plan": "pembanding",
    "present": "hadir",
    "previous_on": "rapat sebelumnya, posisi",
    "programme": "program",
    "progress": "capaian",
    "purpose": "keperluan",
    "realised_value": "realisasi",
    "reason": "alasan",
    "report_id": "laporan nomor",
    "reports": "banyaknya laporan",
    "revision": "revisi",
    "role": "peran",
    "sentra_count": "banyaknya sentra",
    "series": "rangkaian",
    "shape": "bentuk",
    "sha256": "SHA-256",
    "size": "besar (byte)",
    "source": "sumber",
    "stage": "tahap",
    "standing": "sebagai",
    "start": "mulai",
    "start_on": "mulai",
    "status": "status",
    "successor": "penerus",
    "text": "isi",
    "title": "jabatan",
    "valid_from": "berlaku sejak",
    "valid_to": "berlaku sampai",
    "weight": "bobot",
}

_PLAN_FIELDS: Final = {
    "after": "sesudah",
    "expected_evidence": "bukti yang diharapkan",
    "indicator": "jenis indikator",
    "lead": "penanggung jawab",
    "renja_code": "kode Renja",
    "renstra_code": "kode Renstra",
    "sipd_code": "kode SIPD",
    "source_kind": "jenis sumber",
    "supporting": "pendukung",
    "target": "target",
    "title": "judul",
    "unit": "satuan",
}
"""What the fields of a milestone are called, where others have another name for them."""

_WORDS: Final = {
    "by": {
        "owner": "pemilik akun",
        "invite": "tautan undangan",
        "reset": "tautan kata sandi baru",
        "renew": "tautan pembaruan",
    },
    "basis": {one.value: label(one) for one in Basis},
    "kind": {one.value: label(one) for one in EventKind},
    "light": {one.value: label(one) for one in Light},
    "plan": {one.value: label(one) for one in Plan},
    "role": {one.value: label(one) for one in Role},
    "stage": {one.value: stage_label(one) for one in Stage},
    "standing": {one.value: label(one) for one in Appointment},
    "status": {one.value: label(one) for one in Status},
}
_DAYS: Final = frozenset(
    {
        *("as_of", "due_on", "effective_on", "finish", "finish_on", "held_on", "previous_on"),
        *("holds_from", "start", "start_on", "valid_from", "valid_to"),
    }
)
_INSTANTS: Final = frozenset({"first_at", "last_at"})
_HUNDREDTHS: Final = 100
# So many faults are told in one warning; the check names all.
_TOLD: Final = 3

_FAULTS: Final = {
    FaultKind.GAP: "catatan jejak hilang sebelum",
    FaultKind.LINK: "catatan jejak tidak menyambung dengan sebelumnya:",
    FaultKind.HASH: "catatan jejak berubah:",
    FaultKind.ORDER: "catatan jejak bertanggal lebih awal daripada yang sebelumnya:",
    FaultKind.CHANGED: "baris berubah:",
    FaultKind.MISSING: "baris hilang:",
    FaultKind.UNAUDITED: "baris tanpa jejak:",
    FaultKind.TAKEN_UP: "baris sudah berubah sebelum ditulis lagi oleh program:",
    FaultKind.HEAD: "jejak yang pernah dicetak tidak ada lagi, riwayat terpotong:",
    FaultKind.TAIL: "ekor jejak audit terpotong, catatan yang ada / seharusnya:",
    FaultKind.TRIGGER_MISSING: "pemicu hilang:",
    FaultKind.TRIGGER_ALTERED: "pemicu berubah atau dimatikan:",
    FaultKind.TRIGGER_FOREIGN: "pemicu asing:",
}

NOBODY: Final = "tanpa akun"
"""Who acted where nobody was signed in: the command line, or somebody at the door."""


def act(action: Action) -> str:
    """Return what was done, in lower case as inside a sentence; every code has its words."""
    return _ACTS[action]


def fault(found: Fault) -> str:
    """Return what is wrong with history, and where; what people call that stands behind it."""
    called = f" ({found.name})" if found.name else ""
    return f"{_FAULTS[found.kind]} {found.where}{called}"


def history_warning(found: Sequence[Fault]) -> str:
    """Return what an administrator is told of a quick look; empty where all is well."""
    if not found:
        return ""
    told = "; ".join(fault(one) for one in found[:_TOLD])
    more = len(found) - _TOLD
    rest = f"; dan {number(more)} lainnya" if more > 0 else ""
    return (
        f"PERHATIAN: riwayat atau rencana tidak utuh: {told}{rest}. Data mungkin diubah di luar "
        "program. Jalankan python run.py admin check untuk daftar lengkapnya, bandingkan dengan "
        "cadangan, dan simpan cadangan yang lama."
    )


def fields(told: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return the name and the words of each thing that an act tells, in its order."""
    return tuple(_field(name, found) for name, found in told.items())


def _field(name: str, found: object) -> tuple[str, str]:
    """Name and words of one thing; a field of a milestone stands behind its code and a point."""
    code, point, field = name.partition(".")
    if not point:
        return _FIELDS.get(name) or REGISTER_FIELDS.get(name, _plain(name)), value(name, found)
    return f"{code} {_PLAN_FIELDS.get(field, _FIELDS.get(field, field))}", value(field, found)


def line(told: Mapping[str, object]) -> str:
    """Return the same in one line: status berjalan, capaian 45,0%."""
    return ", ".join(f"{name} {words}" for name, words in fields(told))


def value(name: str, found: object) -> str:
    """Return one value of an act as people write it."""
    if found is None or found == "":
        return "kosong"
    if name in _WORDS:
        return _WORDS[name].get(str(found), str(found))
    if isinstance(found, bool):
        return "ya" if found else "tidak"
    if isinstance(found, int):
        return _figure(name, found)
    if name in _DAYS or name in _INSTANTS:
        return _time(name, str(found))
    return _quantity(str(found)) if name == "realised_value" else str(found)


def _time(name: str, found: str) -> str:
    if name in _INSTANTS:
        return instant(datetime.fromisoformat(found))
    return short_day(date.fromisoformat(found))


def _figure(name: str, found: int) -> str:
    if name == "progress":
        return percent(found / _HUNDREDTHS**2)
    if name == "weight":
        return plain_number(Decimal(found) / _HUNDREDTHS)
    # The figures of a closed quarter are told under the code of their sentra.
    return percent(found / PARTS) if name[:1].isupper() else number(found)


def _quantity(found: str) -> str:
    try:
        return plain_number(Decimal(found))
    except InvalidOperation:
        return found


def _plain(name: str) -> str:
    return name.replace("_", " ")
