"""What happens in the example: how far each milestone got by when, and what stood in its way.

Invented throughout. On 30 June 2022 three sentra are on plan, two critical (one through an obstacle
that nobody resolves), one has been silent since April, and the others need attention.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from rules.values import AgencyCode, MilestoneCode, SentraCode

PINNED_ON: Final = date(2022, 6, 30)

# The last day that a report speaks of and the last that records one: on the pinned day itself the
# visitor reports, and what a visitor records comes after all of this.
LAST_EFFECTIVE: Final = date(2022, 6, 27)
LAST_RECORDED: Final = date(2022, 6, 29)

# Reports recorded from this day on still wait for the leader.
WAITING_FROM: Final = date(2022, 6, 10)

# Reports recorded from this day on that name evidence come with a picture.
PICTURED_FROM: Final = date(2022, 5, 23)

SILENT_SENTRA: Final = SentraCode("S06")
SILENT_FROM: Final = date(2022, 4, 16)


@dataclass(frozen=True, slots=True)
class Pace:
    """Days by which a sentra starts and finishes its milestones later than the first plan."""

    start: int
    finish: int


PACES: Final[Mapping[SentraCode, Pace]] = MappingProxyType(
    {
        SentraCode("S01"): Pace(8, 12),
        SentraCode("S02"): Pace(10, 20),
        SentraCode("S03"): Pace(3, 3),
        SentraCode("S04"): Pace(0, -4),
        SentraCode("S05"): Pace(15, 30),
        SentraCode("S06"): Pace(5, 6),
        SentraCode("S07"): Pace(2, 4),
        SentraCode("S08"): Pace(6, 9),
        SentraCode("S09"): Pace(0, -6),
    }
)

Course = tuple[tuple[date, float], ...]
"""Progress on given days, straight between them; it may end unfinished."""


def _in_2022(*points: tuple[int, int, float]) -> Course:
    return tuple((date(2022, month, day), progress) for month, day, progress in points)


COURSES: Final[Mapping[MilestoneCode, Course]] = MappingProxyType(
    {
        MilestoneCode(code): course
        for code, course in (
            ("S01-M05", _in_2022((1, 10, 0), (3, 15, 0.45), (6, 4, 0.7), (6, 30, 0.75))),
            ("S01-M07", _in_2022((4, 6, 0), (6, 4, 0.5), (6, 30, 0.65))),
            ("S01-M08", _in_2022((4, 11, 0), (6, 4, 0.3), (6, 30, 0.4))),
            ("S02-M04", _in_2022((1, 12, 0), (3, 9, 0.6), (6, 30, 0.65))),
            ("S02-M06", _in_2022((4, 4, 0), (6, 4, 0.75), (6, 30, 0.9))),
            ("S02-M07", _in_2022((4, 18, 0), (6, 4, 0.15), (6, 30, 0.2))),
            ("S03-M06", _in_2022((4, 4, 0), (6, 4, 0.75), (6, 30, 0.95))),
            ("S03-M07", _in_2022((4, 1, 0), (6, 4, 0.35), (6, 30, 0.5))),
            ("S04-M01", ((date(2021, 2, 1), 0), (date(2021, 3, 29), 1))),
            ("S04-M08", _in_2022((4, 1, 0), (5, 16, 0.8))),
            ("S04-M09", _in_2022((4, 1, 0), (6, 3, 1))),
            ("S04-M10", _in_2022((4, 1, 0), (5, 16, 0.8), (6, 30, 0.95))),
            ("S05-M04", _in_2022((1, 20, 0), (4, 12, 0.4), (6, 30, 0.4))),
            ("S05-M05", _in_2022((1, 31, 0), (6, 4, 0.55), (6, 30, 0.75))),
            ("S05-M06", _in_2022((4, 25, 0), (6, 4, 0.4), (6, 30, 0.55))),
            ("S05-M07", _in_2022((4, 1, 0), (5, 9, 0), (6, 4, 0.15), (6, 30, 0.25))),
            ("S06-M06", _in_2022((1, 6, 0), (4, 7, 1))),
            ("S06-M07", _in_2022((3, 7, 0), (4, 15, 0.3))),
            ("S06-M08", _in_2022((3, 14, 0), (4, 15, 0.2))),
            ("S07-M01", ((date(2021, 2, 4), 0), (date(2021, 4, 6), 1))),
            (
                "S07-M07",
                (
                    (date(2021, 10, 4), 0),
                    (date(2021, 11, 8), 0.5),
                    (date(2021, 11, 30), 0.3),
                    (date(2022, 1, 21), 1),
                ),
            ),
            ("S07-M09", _in_2022((4, 1, 0), (6, 4, 0.55), (6, 30, 0.6))),
            ("S07-M10", _in_2022((4, 1, 0), (6, 4, 0.75), (6, 30, 0.9))),
            ("S08-M05", _in_2022((1, 10, 0), (3, 25, 0.55), (5, 16, 0.7), (6, 30, 0.75))),
            ("S08-M07", _in_2022((4, 4, 0), (5, 20, 0.8), (6, 30, 0.95))),
            ("S08-M08", _in_2022((4, 4, 0), (5, 20, 0.15))),
            ("S08-M09", _in_2022((4, 1, 0), (5, 20, 0.4), (6, 30, 0.5))),
            ("S09-M06", _in_2022((4, 1, 0), (6, 2, 1))),
            ("S09-M07", _in_2022((3, 25, 0), (6, 4, 0.55), (6, 30, 0.65))),
        )
    }
)
"""The milestones that do not simply follow the pace of their sentra."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An obstacle of the example: opened and, perhaps, resolved by reports on these days."""

    milestone: MilestoneCode
    opened_on: date
    owner: AgencyCode
    description: str
    opening_note: str
    still_note: str
    closed_on: date | None = None
    closing_note: str = ""


HINDRANCES: Final = (
    Hindrance(
        MilestoneCode("S07-M05"),
        date(2021, 11, 8),
        AgencyCode("BPKAD"),
        "Berkas aset tanah bengkel rotan belum lengkap",
        "Lahan calon bengkel tercatat atas dua nama; berkas aset diminta dilengkapi.",
        "Masih menunggu berkas aset tanah dari BPKAD.",
        date(2021, 12, 20),
        "Berkas aset tanah sudah lengkap, DED dilanjutkan.",
    ),
    Hindrance(
        MilestoneCode("S03-M02"),
        date(2021, 8, 16),
        AgencyCode("BAPELITBANG"),
        "Survei nelayan tertunda pembatasan kegiatan",
        "Survei rumah tangga nelayan di Babulu Laut ditunda karena pembatasan kegiatan.",
        "Survei masih ditunda.",
        date(2021, 9, 13),
        "Survei selesai dilakukan, data sedang diolah.",
    ),
    Hindrance(
        MilestoneCode("S01-M05"),
        date(2022, 2, 14),
        AgencyCode("DLH"),
        "Persetujuan lingkungan rumah produksi belum terbit",
        "Dokumen lingkungan dikembalikan untuk perbaikan peta lokasi.",
        "Perbaikan dokumen lingkungan sudah dikirim, persetujuan belum terbit.",
        date(2022, 4, 22),
        "Persetujuan lingkungan terbit; tinggal pengesahan DED.",
    ),
    Hindrance(
        MilestoneCode("S02-M04"),
        date(2022, 3, 9),
        AgencyCode("BPKAD"),
        "Status lahan tepi air calon galangan belum jelas: sebagian masih aset pihak lain",
        "Pengukuran berhenti: sebagian lahan galangan bukan aset daerah. BPKAD diminta memastikan.",
        "Status lahan galangan belum ada kepastian dari BPKAD; DED tidak dapat disahkan.",
    ),
    Hindrance(
        MilestoneCode("S05-M04"),
        date(2022, 4, 12),
        AgencyCode("BPKAD"),
        "Lahan jemur terasi bertumpang tindih dengan jalan lingkungan",
        "Hasil ukur menunjukkan lahan jemur bertumpang tindih dengan jalan lingkungan.",
        "Pemindahan batas lahan jemur belum diputuskan.",
    ),
    Hindrance(
        MilestoneCode("S08-M05"),
        date(2022, 5, 17),
        AgencyCode("PUPR"),
        "Pemeriksaan DED workshop bambu belum selesai",
        "DED workshop bambu masih diperiksa PUPR; ada catatan pada rangka atap.",
        "Catatan PUPR atas rangka atap belum tuntas.",
    ),
    Hindrance(
        MilestoneCode("S07-M09"),
        date(2022, 6, 3),
        AgencyCode("PUPR"),
        "Harga baja ringan naik melebihi perkiraan biaya",
        "Penyedia meminta penyesuaian harga baja ringan; pekerjaan atap melambat.",
        "Pembahasan penyesuaian harga dengan PUPR masih berjalan.",
    ),
)


CANCELLED: Final = MilestoneCode("S08-M08")
CANCELLED_ON: Final = date(2022, 5, 20)
CANCELLATION_NOTE: Final = (
    "Dibatalkan (contoh): lahan kebun bambu dipakai untuk keperluan lain. Pasokan dialihkan ke "
    "kelompok tani melalui perjanjian, rumah pengawetan digabung ke workshop S08-M09."
)

# The leader returned this milestone's last report, and nobody has mended it yet.
LEFT_RETURNED: Final = MilestoneCode("S05-M07")
LEFT_RETURNED_ON: Final = date(2022, 6, 28)
