"""The first two coordination meetings of the example, as session_story.py has them."""

from datetime import date, time
from typing import Final

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
    REOPENED,
    Resolve,
    Session,
    Telling,
)
from rules.values import MilestoneCode, SentraCode

JANUARY: Final = Session(
    title="Rapat koordinasi sentra Januari 2022",
    planned_on=date(2022, 1, 24),
    held_on=date(2022, 1, 31),
    begins_at=time(14),
    place=AULA,
    present=(
        (DPMD, "Plt Kepala, Kabid Usaha Ekonomi Desa"),
        (PERINDAG, "Kabid Perindustrian"),
        (BAPELITBANG, "Perencana ekonomi"),
        (DLH, "Kasi Kajian Dampak Lingkungan"),
    ),
    absent=(BPKAD,),
    resolutions=(
        Resolve(
            "Bukti dukung lahan rumah batik dan merek batik desa dilengkapi, "
            "karena capaiannya sudah disetujui tanpa bukti.",
            item="without_evidence-DISKUKMPERINDAG",
            sentra=SentraCode("S04"),
            milestone=MilestoneCode("S04-M04"),
            owner=PERINDAG,
            due_on=date(2022, 2, 28),
            needs_evidence=True,
            told=(
                Telling(
                    date(2022, 3, 10),
                    NOTED,
                    "Salinan surat lahan diminta ke pemerintah desa, belum diterima.",
                ),
                Telling(
                    date(2022, 5, 12),
                    NOTED,
                    "Bukti permohonan merek ditemukan, surat lahan masih ditelusuri.",
                ),
            ),
        ),
        Resolve(
            "Berita acara pembentukan pengurus sentra terasi diserahkan untuk diperiksa pimpinan.",
            item="without_evidence-DPMD",
            sentra=SentraCode("S05"),
            milestone=MilestoneCode("S05-M03"),
            owner=DPMD,
            due_on=date(2022, 2, 11),
            told=(
                Telling(
                    date(2022, 2, 9),
                    CLOSED,
                    "Berita acara diserahkan; laporannya disetujui pimpinan 8 Februari.",
                    "Berita acara pembentukan pengurus, arsip DPMD (contoh)",
                ),
            ),
        ),
        Resolve(
            "Dokumen lingkungan rumah produksi kelapa diajukan ke DLH beserta peta lokasinya.",
            sentra=SentraCode("S01"),
            milestone=MilestoneCode("S01-M05"),
            owner=PERINDAG,
            due_on=date(2022, 2, 14),
            told=(
                Telling(date(2022, 2, 11), CLOSED, "Dokumen sudah diterima DLH untuk diperiksa."),
            ),
        ),
        Resolve("Setiap OPD melaporkan tonggak yang dipimpinnya paling sedikit sebulan sekali."),
    ),
)
MARCH: Final = Session(
    title="Rapat koordinasi sentra Maret 2022",
    planned_on=date(2022, 3, 24),
    held_on=date(2022, 3, 31),
    begins_at=time(14),
    place="Ruang rapat Bapelitbang, Penajam",
    present=(
        (DPMD, "Plt Kepala, operator"),
        (PERINDAG, "Kabid Perindustrian"),
        (BAPELITBANG, "Kabid Ekonomi"),
        (DLH, "Kasi Kajian Dampak Lingkungan"),
        (BPKAD, "Kasubbid Pemanfaatan Aset"),
        (DINKES, "Kasi Kefarmasian"),
    ),
    resolutions=(
        Resolve(
            "Status lahan tepi air calon galangan dipastikan dan diterangkan dengan surat.",
            item="worsened-S02",
            sentra=SentraCode("S02"),
            milestone=MilestoneCode("S02-M04"),
            owner=BPKAD,
            due_on=date(2022, 4, 14),
            needs_evidence=True,
            told=(
                Telling(
                    date(2022, 4, 20),
                    NOTED,
                    "BPKAD memeriksa buku aset; sebagian bidang tercatat milik pihak lain.",
                ),
                Telling(
                    date(2022, 5, 10),
                    CLOSED,
                    "Surat keterangan aset diterima dari BPKAD.",
                    "Surat keterangan aset, arsip BPKAD (contoh)",
                ),
                Telling(
                    date(2022, 5, 17),
                    REOPENED,
                    "Surat itu hanya mencakup sebagian bidang; bidang tepi air belum diterangkan.",
                ),
            ),
        ),
        Resolve(
            "Persetujuan lingkungan rumah produksi kelapa diterbitkan setelah peta diperbaiki.",
            item="worsened-S01",
            sentra=SentraCode("S01"),
            milestone=MilestoneCode("S01-M05"),
            owner=DLH,
            due_on=date(2022, 4, 14),
            told=(
                Telling(
                    date(2022, 4, 25),
                    CLOSED,
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
            owner=DINKES,
            due_on=date(2022, 4, 8),
            told=(
                Telling(
                    date(2022, 4, 7), CLOSED, "Narasumber bersedia; angkatan pertama 18 April."
                ),
            ),
        ),
        Resolve(
            "Lahan jemur terasi diukur bersama kelurahan sebelum DED dilanjutkan.",
            item="critical-S05",
            sentra=SentraCode("S05"),
            milestone=MilestoneCode("S05-M04"),
            owner=PERINDAG,
            due_on=date(2022, 4, 8),
            told=(
                Telling(
                    date(2022, 4, 13),
                    CLOSED,
                    "Pengukuran selesai 12 April; lahan bertumpang tindih dengan jalan lingkungan.",
                    "Berita acara pengukuran, arsip DISKUKMPERINDAG (contoh)",
                    is_proved=True,
                ),
            ),
        ),
    ),
)
