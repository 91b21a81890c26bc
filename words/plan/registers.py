"""The programme and its sentra in Indonesian: their fields, what is wrong with them, their acts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from rules.plan.acts import PlanAct
from rules.plan.errors import PlanProblem
from rules.plan.legality import TEXT_LIMIT
from rules.plan.places import is_made_up
from rules.plan.registers import (
    MOST_DAYS,
    MOST_PLACES,
    FieldProblem,
    IllegalRegister,
    RegisterChanged,
    RegisterProblem,
)
from rules.values import Place, Sentra
from rules.vocabulary import label
from words.formats import instant, long_day, number, short_day, weight
from words.plan import errors

FIELDS: Final[Mapping[str, str]] = {
    "name": "Nama",
    "region": "Nama daerah",
    "code": "Kode",
    "start": "Masa program mulai",
    "finish": "Masa program sampai",
    "rpjmd": "RPJMD",
    "rpjmd_number": "Nomor peraturan RPJMD",
    "letter": "Surat penetapan",
    "vision": "Visi",
    "letterhead": "Kop surat",
    "minutes_number": "Pola nomor notula",
    "chair_post": "Jabatan pimpinan rapat",
    "secretary_post": "Jabatan notulis",
    "product": "Produk",
    "legal_basis": "Dasar hukum",
    "places": "Lokasi",
    "weight": "Bobot",
    "sentra": "Sentra yang dilanjutkan",
    "milestones": "Tonggak yang dilanjutkan",
    "removed": "Dihapus dari draf",
    "dissolved": "Dibubarkan",
    "attention_below": "Perlu perhatian: lebih dari … pp di bawah rencana",
    "critical_below": "Kritis: lebih dari … pp di bawah rencana",
    "attention_after_days_late": "Perlu perhatian: tonggak terlambat lebih dari … hari",
    "critical_after_days_obstructed": "Kritis: kendala terbuka lebih dari … hari",
    "due_soon_days": "Jatuh tempo: … hari sebelumnya",
    "silent_days": "Tanpa laporan: sesudah … hari",
    "contracts": "Tonggak berkontrak",
    "contract_late_from": "Kontrak: batas rencana (%)",
    "contract_critical_below": "Kontrak kritis sampai batas itu: lebih dari … pp",
    "contract_late_critical_below": "Kontrak kritis di atas batas itu: lebih dari … pp",
    "thresholds_source": "Sumber aturan",
    "source": "Sumber aturan",
    "village_code": "Kode desa",
    "place_name": "Nama resmi",
    "district": "Kecamatan resmi",
    "source_name": "Nama dalam sumber",
    "source_district": "Kecamatan dalam sumber",
    "note": "Catatan",
    "coordinates": "Lintang dan bujur",
    "decision_number": "Nomor keputusan",
    "holds_from": "Berlaku sejak",
    "reason": "Alasan",
}

_DONE: Final = {"removed": "Sentra dihapus dari draf", "dissolved": "Sentra dibubarkan"}

_PROBLEMS: Final = {
    RegisterProblem.NEEDED: "isian ini kosong; tuliskan isinya",
    RegisterProblem.TOO_LONG: f"lebih dari {TEXT_LIMIT} huruf; pendekkan",
    RegisterProblem.TAKEN: "nama ini sudah dipakai sentra lain; pilih nama lain",
    RegisterProblem.NOTHING_CHANGED: "belum ada yang berubah; ubah dulu isinya",
    RegisterProblem.FINISH_BEFORE_START: "akhir program sebelum awalnya; pilih tanggal sesudahnya",
    RegisterProblem.FINISH_BEFORE_MILESTONES: (
        "ada tonggak yang selesai sesudah tanggal ini; pilih tanggal yang lebih akhir, atau "
        "majukan tonggaknya dahulu"
    ),
    RegisterProblem.NOT_POINTS: "tulis angka 0 sampai 100",
    RegisterProblem.NOT_GRAVER: "batas kritis harus lebih besar daripada batas perlu perhatian",
    RegisterProblem.NOT_STRICTER: (
        "di atas batas rencana, kontrak dinilai lebih ketat; tulis angka yang sama atau lebih kecil"
    ),
    RegisterProblem.NOT_DAYS: f"tulis banyaknya hari, 1 sampai {MOST_DAYS}",
    RegisterProblem.CONTRACT_UNKNOWN: "ada tonggak yang tidak ada dalam rencana; pilih lagi",
    RegisterProblem.NOT_WEIGHT: "tulis bobot 0,01 sampai 100",
    RegisterProblem.NOT_VILLAGE_CODE: "tulis kode wilayah seperti 64.09.01.1015, atau kosongkan",
    RegisterProblem.VILLAGE_TWICE: "desa ini disebut dua kali; hapus satu barisnya",
    RegisterProblem.NOT_COORDINATES: "tulis lintang −90 sampai 90 dan bujur −180 sampai 180",  # noqa: RUF001
    RegisterProblem.TOO_MANY_PLACES: f"lebih dari {MOST_PLACES} desa; kurangi",
    RegisterProblem.REPORTED_IN_DRAFT: (
        "sentra yang sudah dilaporkan tidak dapat dihapus dari draf; tetapkan rencana lebih "
        "dahulu, lalu bubarkan sentra ini dengan nomor keputusan"
    ),
    RegisterProblem.LAST_ONE: "program tidak dapat tanpa sentra; sisakan paling sedikit satu",
    RegisterProblem.WAITED_FOR: (
        "tonggak ini menunggu tonggak sentra yang dikeluarkan; hapus dulu kodenya dari kolom "
        "Sesudah di halaman Rencana"
    ),
    RegisterProblem.NO_NUMBER: (
        "pola ini tidak memuat {nomor}, tempat nomor rapat; tulis seperti 000.1.5/{nomor}/DPMD"
    ),
}


def field_label(name: str) -> str:
    """Return what a field is called; one that is named by a code keeps it."""
    return FIELDS.get(name, name)


def field_problem(value: FieldProblem) -> str:
    """Return what is wrong in a field and what mends it, as a sentence."""
    if isinstance(value.problem, PlanProblem):
        return errors.problem(value.problem)
    told = _PROBLEMS[value.problem]
    return f"{told[:1].upper()}{told[1:]}."


def illegal_register(value: IllegalRegister) -> str:
    """Return all that is wrong with a change of the programme or of a sentra."""
    told = [_placed(one) for one in value.problems]
    return " ".join(("Perubahan belum tersimpan.", *told))


def register_changed(value: RegisterChanged) -> str:
    """Return that somebody else was quicker."""
    return (
        f"{value.what[:1].upper()}{value.what[1:]} sudah diubah orang lain sesudah Anda "
        "membukanya. Isian Anda masih ada; bandingkan dengan yang berlaku sekarang, lalu simpan "
        "lagi."
    )


def act_line(value: PlanAct) -> str:
    """Return who did what on which decision: Siti, 1 Mar 2022 09.00; 050/7, berlaku 1 Mar 2022."""
    since = "sejak awal" if value.holds_from is None else f"sejak {short_day(value.holds_from)}"
    by = f" dengan {value.decision_number}" if value.decision_number else ""
    return f"{value.author}, {instant(value.recorded_at)}{by}; berlaku {since}"


def said(value: object) -> str:
    """Return the value of a field as people read it; blank ones are called kosong."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, tuple):
        return "; ".join(map(said, value)) or "kosong"
    if isinstance(value, Place):
        return place_text(value)
    if isinstance(value, int | float):
        return weight(abs(value))
    return str(value).strip() or "kosong"


def village(value: Place) -> str:
    """Return a village as it is picked from a list: Waru · desa Bangun Mulya."""
    return f"{value.district} · {label(value.kind)} {value.name}"


def code(value: Place) -> str:
    """Return the official code of a village, or that nobody has filled it in."""
    return "kode belum diisi" if is_made_up(value.village_code) else value.village_code


def place_text(value: Place) -> str:
    """Return a village with its district and pin: Bangun Mulya, Kec. Waru (-1,36232; 116,58518)."""
    where = f"{number(value.latitude, 5)}; {number(value.longitude, 5)}"
    return f"{value.name}, Kec. {value.district} ({where})"


def _placed(value: FieldProblem) -> str:
    where = field_label(value.field) if value.field else ""
    row = f" baris {number(value.row)}" if value.row else ""
    return f"{where}{row}: {field_problem(value)}" if where else field_problem(value)


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Return what an act made of each field: Nama: Batik menjadi Batik Tulis."""
    if before.get("removed") is True:
        return ["Sentra ditambahkan"]
    return [_change(name, before.get(name), value) for name, value in after.items()]


def weights(found: Sequence[Sentra]) -> str:
    """Return by which weights of its sentra the figures of a programme are made."""
    return uneven(found) or "Angka program adalah rata-rata sentra dengan bobot yang sama."


def uneven(found: Sequence[Sentra]) -> str:
    """Return the weights where they differ; nothing where all sentra weigh the same."""
    if len({own.weight for own in found}) <= 1:
        return ""
    ordered = sorted(found, key=lambda own: own.code)
    told = ", ".join(f"{own.name} {weight(own.weight)}" for own in ordered)
    return f"Angka program adalah rata-rata sentra menurut bobotnya: {told}."


def _change(name: str, before: object, after: object) -> str:
    if name in _DONE:
        return _DONE[name]
    return f"{field_label(name)}: {said(before)} menjadi {said(after)}"
