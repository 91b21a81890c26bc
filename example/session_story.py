"""The coordination meetings of the example: what each resolved, and what became of it.

Invented throughout, and told to fit the sentra's own story in scenario.py. Each meeting begins
after the last report of its day, so that its frozen agenda is that of the whole day.
"""

from datetime import date, time
from typing import Final

from example.first_sessions import JANUARY, MARCH
from example.sessions import (
    AULA,
    BAPELITBANG,
    BPKAD,
    CLOSED,
    DINKES,
    DLH,
    DPMD,
    NOTED,
    PERINDAG,
    PUPR,
    Resolve,
    Session,
    Telling,
)
from rules.values import MilestoneCode, SentraCode

_APRIL: Final = Session(
    title="Rapat koordinasi sentra April 2022",
    planned_on=date(2022, 4, 20),
    held_on=date(2022, 4, 28),
    begins_at=time(9),
    place=AULA,
    present=(
        (DPMD, "Plt Kepala, operator"),
        (PERINDAG, "Sekretaris, Kabid Perindustrian"),
        (BAPELITBANG, "Perencana ekonomi"),
        (PUPR, "Kasi Penataan Bangunan"),
    ),
    absent=(BPKAD,),
    resolutions=(
        Resolve(
            "Batas lahan jemur terasi terhadap jalan lingkungan diputuskan bersama PUPR.",
            item="critical-S05",
            sentra=SentraCode("S05"),
            milestone=MilestoneCode("S05-M04"),
            owner=BPKAD,
            due_on=date(2022, 5, 20),
            told=(
                Telling(
                    date(2022, 6, 2),
                    NOTED,
                    "Dua pilihan batas disiapkan PUPR, BPKAD belum memberi jawaban.",
                ),
            ),
        ),
        Resolve(
            "Daftar hadir pelatihan sabut kelapa dan pertukangan kapal "
            "dilengkapi agar laporannya dapat diputuskan.",
            sentra=SentraCode("S01"),
            milestone=MilestoneCode("S01-M06"),
            owner=PERINDAG,
            due_on=date(2022, 5, 11),
            told=(
                Telling(
                    date(2022, 5, 9), CLOSED, "Kedua laporan sudah disetujui pimpinan awal Mei."
                ),
            ),
        ),
        Resolve(
            "Perubahan jadwal galangan bersama diusulkan, karena lahannya belum pasti.",
            sentra=SentraCode("S02"),
            milestone=MilestoneCode("S02-M07"),
            owner=PERINDAG,
            due_on=date(2022, 5, 13),
            told=(
                Telling(
                    date(2022, 5, 12),
                    CLOSED,
                    "Perubahan rencana ditetapkan dengan nomor CONTOH-050/19/2022.",
                ),
            ),
        ),
    ),
)
_MAY: Final = Session(
    title="Rapat koordinasi sentra Mei 2022",
    planned_on=date(2022, 5, 23),
    held_on=date(2022, 5, 31),
    begins_at=time(13, 30),
    place="Ruang rapat Bapelitbang, Penajam",
    present=(
        (DPMD, "Plt Kepala, operator"),
        (PERINDAG, "Kabid Perindustrian"),
        (BAPELITBANG, "Kabid Ekonomi"),
        (BPKAD, "Kasubbid Pemanfaatan Aset"),
        (PUPR, "Kasi Penataan Bangunan"),
    ),
    absent=(DINKES,),
    resolutions=(
        Resolve(
            "Surat pimpinan kepada BPKAD tentang lahan galangan dan lahan jemur dikirim.",
            item="critical-S02",
            sentra=SentraCode("S02"),
            milestone=MilestoneCode("S02-M04"),
            owner=DPMD,
            due_on=date(2022, 6, 10),
            told=(
                Telling(
                    date(2022, 6, 9),
                    CLOSED,
                    "Surat dikirim 9 Juni, tanda terima ada.",
                    "Surat CONTOH-005/61/2022, arsip DPMD (contoh)",
                ),
            ),
        ),
        Resolve(
            "Pemeriksaan DED workshop bambu dituntaskan, termasuk catatan pada rangka atap.",
            item="worsened-S08",
            sentra=SentraCode("S08"),
            milestone=MilestoneCode("S08-M05"),
            owner=PUPR,
            due_on=date(2022, 7, 8),
        ),
        Resolve(
            "Keadaan sentra tenun dilaporkan setelah kunjungan ke pelaku.",
            item="silent-DISKUKMPERINDAG",
            sentra=SentraCode("S06"),
            milestone=MilestoneCode("S06-M07"),
            owner=PERINDAG,
            due_on=date(2022, 7, 5),
            told=(Telling(date(2022, 6, 21), NOTED, "Kunjungan dijadwalkan pekan pertama Juli."),),
        ),
        Resolve(
            "Jadwal baru penyedia bengkel rotan diserahkan dan diawasi tiap dua pekan.",
            item="slipped-S07",
            sentra=SentraCode("S07"),
            milestone=MilestoneCode("S07-M09"),
            owner=PERINDAG,
            due_on=date(2022, 6, 30),
        ),
        Resolve(
            "Perjanjian pasokan bambu dengan kelompok tani ditandatangani, karena kebun bambu "
            "dibatalkan.",
            sentra=SentraCode("S08"),
            owner=PERINDAG,
            due_on=date(2022, 7, 15),
        ),
    ),
)
_JUNE: Final = Session(
    title="Rapat koordinasi sentra Juni 2022",
    planned_on=date(2022, 6, 22),
    held_on=date(2022, 6, 30),
    begins_at=time(9),
    place=AULA,
    present=(),
    absent=(DPMD, PERINDAG, BAPELITBANG, BPKAD, PUPR, DINKES, DLH),
)

SESSIONS: Final = (JANUARY, MARCH, _APRIL, _MAY)
"""The meetings that were held."""
PLANNED: Final = _JUNE
"""The meeting of the day on which the example's clock stands: the visitor opens it."""
