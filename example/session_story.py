"""The coordination meetings of the example: what each resolved, and what became of it.

Invented throughout, and told to fit the sentra's own story in scenario.py. Each meeting begins
after the last report of its day, so that its frozen agenda is that of the whole day.
"""

from datetime import date, time
from typing import Final

from example.sessions import Resolve, Session, Telling
from rules.meetings.follow_ups import FollowUpKind
from rules.values import AgencyCode, MilestoneCode, SentraCode

_DPMD, _PERINDAG, _BPKAD = map(AgencyCode, ("DPMD", "DISKUKMPERINDAG", "BPKAD"))
_DLH, _DINKES, _PUPR, _BAPELITBANG = map(AgencyCode, ("DLH", "DINKES", "PUPR", "BAPELITBANG"))
_CLOSED, _NOTED, _REOPENED = FollowUpKind.CLOSED, FollowUpKind.NOTED, FollowUpKind.REOPENED
_AULA: Final = "Aula DPMD, Penajam"

_JANUARY: Final = Session(
    title="Rapat koordinasi sentra Januari 2022",
    planned_on=date(2022, 1, 24),
    held_on=date(2022, 1, 31),
    begins_at=time(14),
    place=_AULA,
    present=(
        (_DPMD, "Plt Kepala, Kabid Usaha Ekonomi Desa"),
        (_PERINDAG, "Kabid Perindustrian"),
        (_BAPELITBANG, "Perencana ekonomi"),
        (_DLH, "Kasi Kajian Dampak Lingkungan"),
    ),
    absent=(_BPKAD,),
    resolutions=(
        Resolve(
            "Bukti dukung lahan rumah batik (S04-M04) dan merek batik desa (S04-M06) dilengkapi, "
            "karena capaiannya sudah disetujui tanpa bukti.",
            item="without_evidence-DISKUKMPERINDAG",
            sentra=SentraCode("S04"),
            milestone=MilestoneCode("S04-M04"),
            owner=_PERINDAG,
            due_on=date(2022, 2, 28),
            needs_evidence=True,
            told=(
                Telling(
                    date(2022, 3, 10),
                    _NOTED,
                    "Salinan surat lahan diminta ke pemerintah desa, belum diterima.",
                ),
                Telling(
                    date(2022, 5, 12),
                    _NOTED,
                    "Bukti permohonan merek ditemukan, surat lahan masih ditelusuri.",
                ),
            ),
        ),
        Resolve(
            "Berita acara pembentukan pengurus sentra terasi diserahkan untuk diperiksa pimpinan.",
            item="without_evidence-DPMD",
            sentra=SentraCode("S05"),
            milestone=MilestoneCode("S05-M03"),
            owner=_DPMD,
            due_on=date(2022, 2, 11),
            told=(
                Telling(
                    date(2022, 2, 9),
                    _CLOSED,
                    "Berita acara diserahkan; laporannya disetujui pimpinan 8 Februari.",
                    "Berita acara pembentukan pengurus, arsip DPMD (contoh)",
                ),
            ),
        ),
        Resolve(
            "Dokumen lingkungan rumah produksi kelapa diajukan ke DLH beserta peta lokasinya.",
            sentra=SentraCode("S01"),
            milestone=MilestoneCode("S01-M05"),
            owner=_PERINDAG,
            due_on=date(2022, 2, 14),
            told=(
                Telling(date(2022, 2, 11), _CLOSED, "Dokumen sudah diterima DLH untuk diperiksa."),
            ),
        ),
        Resolve("Setiap OPD melaporkan tonggak yang dipimpinnya paling sedikit sebulan sekali."),
    ),
)
_MARCH: Final = Session(
    title="Rapat koordinasi sentra Maret 2022",
    planned_on=date(2022, 3, 24),
    held_on=date(2022, 3, 31),
    begins_at=time(14),
    place="Ruang rapat Bapelitbang, Penajam",
    present=(
        (_DPMD, "Plt Kepala, operator"),
        (_PERINDAG, "Kabid Perindustrian"),
        (_BAPELITBANG, "Kabid Ekonomi"),
        (_DLH, "Kasi Kajian Dampak Lingkungan"),
        (_BPKAD, "Kasubbid Pemanfaatan Aset"),
        (_DINKES, "Kasi Kefarmasian"),
    ),
    resolutions=(
        Resolve(
            "Status lahan tepi air calon galangan dipastikan dan diterangkan dengan surat.",
            item="worsened-S02",
            sentra=SentraCode("S02"),
            milestone=MilestoneCode("S02-M04"),
            owner=_BPKAD,
            due_on=date(2022, 4, 14),
            needs_evidence=True,
            told=(
                Telling(
                    date(2022, 4, 20),
                    _NOTED,
                    "BPKAD memeriksa buku aset; sebagian bidang tercatat milik pihak lain.",
                ),
                Telling(
                    date(2022, 5, 10),
                    _CLOSED,
                    "Surat keterangan aset diterima dari BPKAD.",
                    "Surat keterangan aset, arsip BPKAD (contoh)",
                ),
                Telling(
                    date(2022, 5, 17),
                    _REOPENED,
                    "Surat itu hanya mencakup sebagian bidang; bidang tepi air belum diterangkan.",
                ),
            ),
        ),
        Resolve(
            "Persetujuan lingkungan rumah produksi kelapa diterbitkan setelah peta diperbaiki.",
            item="worsened-S01",
            sentra=SentraCode("S01"),
            milestone=MilestoneCode("S01-M05"),
            owner=_DLH,
            due_on=date(2022, 4, 14),
            told=(
                Telling(
                    date(2022, 4, 25),
                    _CLOSED,
                    "Persetujuan lingkungan terbit 22 April.",
                    "Salinan persetujuan lingkungan, arsip DLH (contoh)",
                ),
            ),
        ),
        Resolve(
            "Jadwal dan narasumber penyuluhan keamanan pangan terasi dipastikan.",
            item="slipped-S05",
            sentra=SentraCode("S05"),
            milestone=MilestoneCode("S05-M05"),
            owner=_DINKES,
            due_on=date(2022, 4, 8),
            told=(
                Telling(
                    date(2022, 4, 7), _CLOSED, "Narasumber bersedia; angkatan pertama 18 April."
                ),
            ),
        ),
        Resolve(
            "Lahan jemur terasi diukur bersama kelurahan sebelum DED dilanjutkan.",
            item="critical-S05",
            sentra=SentraCode("S05"),
            milestone=MilestoneCode("S05-M04"),
            owner=_PERINDAG,
            due_on=date(2022, 4, 8),
            told=(
                Telling(
                    date(2022, 4, 13),
                    _CLOSED,
                    "Pengukuran selesai 12 April; lahan bertumpang tindih dengan jalan lingkungan.",
                    "Berita acara pengukuran, arsip DISKUKMPERINDAG (contoh)",
                    is_proved=True,
                ),
            ),
        ),
    ),
)
_APRIL: Final = Session(
    title="Rapat koordinasi sentra April 2022",
    planned_on=date(2022, 4, 20),
    held_on=date(2022, 4, 28),
    begins_at=time(9),
    place=_AULA,
    present=(
        (_DPMD, "Plt Kepala, operator"),
        (_PERINDAG, "Sekretaris, Kabid Perindustrian"),
        (_BAPELITBANG, "Perencana ekonomi"),
        (_PUPR, "Kasi Penataan Bangunan"),
    ),
    absent=(_BPKAD,),
    resolutions=(
        Resolve(
            "Batas lahan jemur terasi terhadap jalan lingkungan diputuskan bersama PUPR.",
            item="critical-S05",
            sentra=SentraCode("S05"),
            milestone=MilestoneCode("S05-M04"),
            owner=_BPKAD,
            due_on=date(2022, 5, 20),
            told=(
                Telling(
                    date(2022, 6, 2),
                    _NOTED,
                    "Dua pilihan batas disiapkan PUPR, BPKAD belum memberi jawaban.",
                ),
            ),
        ),
        Resolve(
            "Daftar hadir pelatihan sabut kelapa (S01-M06) dan pertukangan kapal (S02-M05) "
            "dilengkapi agar laporannya dapat diputuskan.",
            sentra=SentraCode("S01"),
            milestone=MilestoneCode("S01-M06"),
            owner=_PERINDAG,
            due_on=date(2022, 5, 11),
            told=(
                Telling(
                    date(2022, 5, 9), _CLOSED, "Kedua laporan sudah disetujui pimpinan awal Mei."
                ),
            ),
        ),
        Resolve(
            "Perubahan jadwal galangan bersama diusulkan, karena lahannya belum pasti.",
            sentra=SentraCode("S02"),
            milestone=MilestoneCode("S02-M07"),
            owner=_PERINDAG,
            due_on=date(2022, 5, 13),
            told=(
                Telling(
                    date(2022, 5, 12),
                    _CLOSED,
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
        (_DPMD, "Plt Kepala, operator"),
        (_PERINDAG, "Kabid Perindustrian"),
        (_BAPELITBANG, "Kabid Ekonomi"),
        (_BPKAD, "Kasubbid Pemanfaatan Aset"),
        (_PUPR, "Kasi Penataan Bangunan"),
    ),
    absent=(_DINKES,),
    resolutions=(
        Resolve(
            "Surat pimpinan kepada BPKAD tentang lahan galangan dan lahan jemur dikirim.",
            item="critical-S02",
            sentra=SentraCode("S02"),
            milestone=MilestoneCode("S02-M04"),
            owner=_DPMD,
            due_on=date(2022, 6, 10),
            told=(
                Telling(
                    date(2022, 6, 9),
                    _CLOSED,
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
            owner=_PUPR,
            due_on=date(2022, 7, 8),
        ),
        Resolve(
            "Keadaan sentra tenun (S06-M07 dan S06-M08) dilaporkan setelah kunjungan ke pelaku.",
            item="silent-DISKUKMPERINDAG",
            sentra=SentraCode("S06"),
            milestone=MilestoneCode("S06-M07"),
            owner=_PERINDAG,
            due_on=date(2022, 7, 5),
            told=(Telling(date(2022, 6, 21), _NOTED, "Kunjungan dijadwalkan pekan pertama Juli."),),
        ),
        Resolve(
            "Jadwal baru penyedia bengkel rotan diserahkan dan diawasi tiap dua pekan.",
            item="slipped-S07",
            sentra=SentraCode("S07"),
            milestone=MilestoneCode("S07-M09"),
            owner=_PERINDAG,
            due_on=date(2022, 6, 30),
        ),
        Resolve(
            "Perjanjian pasokan bambu dengan kelompok tani ditandatangani, karena kebun bambu "
            "dibatalkan.",
            sentra=SentraCode("S08"),
            owner=_PERINDAG,
            due_on=date(2022, 7, 15),
        ),
    ),
)
_JUNE: Final = Session(
    title="Rapat koordinasi sentra Juni 2022",
    planned_on=date(2022, 6, 22),
    held_on=date(2022, 6, 30),
    begins_at=time(9),
    place=_AULA,
    present=(),
    absent=(_DPMD, _PERINDAG, _BAPELITBANG, _BPKAD, _PUPR, _DINKES, _DLH),
)

SESSIONS: Final = (_JANUARY, _MARCH, _APRIL, _MAY)
"""The meetings that were held."""
PLANNED: Final = _JUNE
"""The meeting of the day on which the example's clock stands: the visitor opens it."""
