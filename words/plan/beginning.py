"""The beginning of a programme in Indonesian: its steps, what each lacks, what to do first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from rules.plan.beginning import BeginningStep, Gap, Missing, StepState
from rules.plan.table import PlanRow
from words.formats import enumeration, long_day, number, short_day, weight

TITLES: Final[Mapping[BeginningStep, str]] = {
    BeginningStep.PROGRAMME: "Program",
    BeginningStep.AGENCIES: "OPD",
    BeginningStep.SENTRA: "Sentra dan lokasi",
    BeginningStep.MILESTONES: "Tonggak capaian",
    BeginningStep.PEOPLE: "Orang",
}

GUIDES: Final[Mapping[BeginningStep, str]] = {
    BeginningStep.PROGRAMME: (
        "Nama, daerah, surat, dan RPJMD tampil di setiap halaman dan berkas. Daerah lain cukup "
        "mengganti isinya di sini."
    ),
    BeginningStep.AGENCIES: "OPD dan mitra yang memimpin atau mendukung tonggak.",
    BeginningStep.SENTRA: (
        "Centang yang dipakai, ubah namanya, atau tambah sendiri. Desa diambil dari daftar atau "
        "diketik dengan titiknya."
    ),
    BeginningStep.MILESTONES: (
        "Pakai draf bawaan apa adanya, ubah tabelnya, mulai kosong, atau salin dari sentra lain. "
        "Bobot satu sentra berjumlah 100."
    ),
    BeginningStep.PEOPLE: (
        "Operator mengirim laporan, pimpinan menyetujui. Setiap orang diundang dengan tautan."
    ),
}

EXPLANATION: Final = (
    "Setiap langkah boleh ditinggalkan dan dilanjutkan siapa pun yang mengelola rencana. Laporan "
    "sudah boleh masuk sebelum rencana ditetapkan."
)

DRAFT: Final = "Rencana masih draf."

DOORS: Final = {
    "mulai": "Mulai program",
    "data-awal": "Masukkan riwayat lewat Data awal",
    "tugas-saya": "Laporkan tonggak",
    "program": "Buka periode berikut di Program",
}
"""What the ways on are called, by the path of the page to which they lead."""

_SHOWN: Final = 4


def nothing_recorded(ended: date | None) -> str:
    """Return that nobody has reported, and when the programme ended where it has."""
    if ended is None:
        return "Belum ada laporan yang tercatat, jadi belum ada yang dinilai."
    return (
        f"Masa program ini berakhir {long_day(ended)} dan belum ada laporan yang tercatat: isi "
        "riwayatnya, sesudah itu capaian dan lampu dinilai."
    )


def begun(adopted_on: date) -> str:
    """Return since when the plan holds."""
    return f"Rencana ditetapkan, berlaku {long_day(adopted_on)}; perubahan dicatat di Rencana."


def kept(kept: int, every: int) -> str:
    """Return how many sentra the draft keeps, and how many leave it."""
    return f"{number(kept)} sentra dipakai, {number(every - kept)} dikeluarkan dari draf."


def restored(codes: Sequence[str]) -> str:
    """Return for which sentra the plan that was shipped can be taken again."""
    return f"Pakai draf bawaan lagi: {enumeration(codes)}"


def headline(states: Sequence[StepState]) -> str:
    """Return how far the beginning is: Mulai program: 2 dari 5 langkah selesai."""
    done = sum(state.is_done for state in states)
    return f"Mulai program: {number(done)} dari {number(len(states))} langkah selesai"


def missing(state: StepState) -> tuple[str, ...]:
    """Return all that a step lacks, a line each; the first few of many alike."""
    told = [_told(one) for one in state.missing]
    rest = len(told) - _SHOWN
    return (*told[:_SHOWN], *([f"{number(rest)} hal lagi"] if rest > 0 else []))


def taken_out(count: int, reported: int) -> str:
    """Return how many milestones are taken out of the draft, and that reported ones stay."""
    stays = f"; {number(reported)} yang sudah dilaporkan tetap ada" if reported else ""
    return f"{number(count)} tonggak draf dikeluarkan{stays}."


def copies(rows: Iterable[PlanRow]) -> Iterator[str]:
    """Yield what a copy of each milestone would be called, and when it would be planned."""
    for row in rows:
        time = f"{short_day(row.schedule.start)} - {short_day(row.schedule.finish)}"
        yield f"{row.title}: {time}, bobot {weight(row.schedule.weight)}"


def moved_by(years: int) -> str:
    """Return how copies from another programme differ from what they are made of."""
    way = "lebih lambat" if years > 0 else "lebih awal"
    moved = f"Jadwalnya digeser {number(abs(years))} tahun {way}" if years else "Jadwalnya tetap"
    return f"{moved}; disalin sebagai tonggak baru, dan bobot tujuannya diseimbangkan ke 100."


def _told(value: Missing) -> str:
    return _GAPS[value.gap](value)


def _names(value: Missing) -> str:
    named = list(value.names[:_SHOWN])
    rest = value.count - len(named)
    return enumeration([*named, *([f"{number(rest)} lagi"] if rest > 0 else [])])


_GAPS: Final[Mapping[Gap, Callable[[Missing], str]]] = {
    Gap.NO_REGION: lambda _: "nama daerah belum diisi",
    Gap.NO_REGULATION: lambda _: "nomor peraturan RPJMD belum diisi",
    Gap.NO_AGENCY: lambda _: "belum ada OPD",
    Gap.UNNAMED_AGENCIES: lambda one: (
        f"{number(one.count)} OPD penanggung jawab tanpa nama lengkap: {_names(one)}"
    ),
    Gap.NO_SENTRA: lambda _: "belum ada sentra",
    Gap.WITHOUT_PLACE: lambda one: f"{number(one.count)} sentra tanpa lokasi: {_names(one)}",
    Gap.WITHOUT_MILESTONES: lambda one: f"{number(one.count)} sentra tanpa tonggak: {_names(one)}",
    Gap.WITHOUT_LEAD: lambda one: (
        f"{number(one.count)} tonggak tanpa penanggung jawab yang berlaku"
    ),
    Gap.WEIGHTS_NOT_100: lambda one: f"bobot {one.names[0]} berjumlah {weight(one.total)}",
    Gap.TO_MEND: lambda one: (
        f"{number(one.count)} hal perlu diperbaiki di {enumeration(one.names)}"
    ),
    Gap.NO_LEADER: lambda _: "belum ada pimpinan, yang menyetujui laporan",
    Gap.NO_OPERATOR: lambda _: "belum ada operator, yang mengirim laporan",
    Gap.AGENCIES_WITHOUT_OPERATOR: lambda one: (
        f"{number(one.count)} OPD penanggung jawab tanpa operator: {_names(one)}"
    ),
}
