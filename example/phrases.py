"""The words of the example's reports. {value}, {target} and {unit} are filled in.

No milestone of stage 7 (Ekspor) begins before the example's day, so it needs no words.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Turn(StrEnum):
    """What a report says happened since the one before it."""

    BEGUN = "begun"
    RISEN = "risen"
    FINISHED = "finished"


Wordings = tuple[str, ...]

UNCHANGED: Final[Wordings] = (
    "Tidak ada perubahan.",
    "Tidak ada perubahan sejak laporan lalu.",
    "Belum ada perkembangan; menunggu jadwal pihak terkait.",
    "Tetap, kegiatan lapangan libur bulan ini.",
)
NOT_BEGUN: Final[Wordings] = (
    "Belum dimulai, menunggu penetapan anggaran.",
    "Belum dimulai; tim teknis baru dibentuk.",
)
FALLEN: Final[Wordings] = (
    "Capaian dikoreksi turun: satu mitra menarik diri dari kesepakatan.",
    "Koreksi setelah pemeriksaan lapangan, sebagian hasil belum memenuhi syarat.",
)
NOTHING_COUNTED: Final[Wordings] = (
    "Persiapan berjalan, belum ada hasil yang dapat dihitung.",
    "Kegiatan berjalan; hasilnya dihitung pada laporan berikut.",
)
MENDED: Final[Wordings] = (
    "Perbaikan: bukti sudah dilampirkan sesuai catatan pimpinan.",
    "Diajukan ulang, angka disesuaikan dengan berita acara.",
    "Perbaikan laporan, daftar hadir lengkap sudah diarsipkan.",
)
RETURN_REASONS: Final[Wordings] = (
    "Bukti belum dilampirkan.",
    "Angka berbeda dengan berita acara, mohon diperiksa.",
    "Foto lapangan belum berkoordinat.",
    "Daftar hadir belum ditandatangani seluruh peserta.",
    "Uraian belum menyebut hasil kegiatan.",
)
LEFT_RETURNED_REASON: Final = "Kemajuan fisik belum didukung foto 0 persen; mohon dilengkapi."
APPROVALS: Final[Wordings] = ("", "", "", "Sesuai bukti.", "Lanjutkan.")
PARTIAL_EVIDENCE: Final[Wordings] = (
    "Foto lapangan",
    "Notula rapat teknis",
    "Daftar hadir",
    "Laporan bulanan",
)

# The wordings of RISEN stand in the order of the work, so that early ones fit little progress.
_DATA: Final = {
    Turn.BEGUN: (
        "Rapat awal dengan kecamatan dan perangkat setempat, daftar isian disepakati.",
        "Tim turun ke lokasi, pengumpulan data awal dimulai.",
    ),
    Turn.RISEN: (
        "Pendataan dari rumah ke rumah berjalan, baru {value} {unit} tercatat.",
        "Data sementara dirapikan: {value} dari {target} {unit}.",
        "Hasil kunjungan dicocokkan dengan catatan kelurahan dan desa.",
        "Tinggal tanda tangan berita acara; {value} {unit} sudah terverifikasi.",
    ),
    Turn.FINISHED: (
        "Selesai: {value} {unit} terverifikasi, berita acara ditandatangani bersama.",
        "Verifikasi tuntas, {value} {unit} masuk daftar pelaku.",
    ),
}
_STUDY: Final = {
    Turn.BEGUN: (
        "Kerangka kajian dibahas bersama OPD terkait.",
        "Tim penyusun ditunjuk, bahan kajian dikumpulkan.",
    ),
    Turn.RISEN: (
        "Data pasar dan bahan baku dikumpulkan dari lapangan.",
        "Naskah antara dibahas, masukan OPD ditampung.",
        "Naskah diperbaiki sesuai notula pembahasan.",
        "Naskah akhir menunggu paraf koordinasi.",
    ),
    Turn.FINISHED: (
        "Naskah akhir diserahkan dan dibahas dalam rapat koordinasi.",
        "Dokumen ditandatangani, salinan dikirim ke OPD terkait.",
    ),
}
_INSTITUTION: Final = {
    Turn.BEGUN: (
        "Sosialisasi kelembagaan kepada pelaku usaha.",
        "Calon pengurus dijaring lewat pertemuan warga.",
    ),
    Turn.RISEN: (
        "Musyawarah pertama selesai, bentuk lembaga disepakati.",
        "Rancangan AD/ART dibahas bersama pendamping.",
        "Susunan pengurus mengerucut, tinggal kesepakatan iuran.",
        "Rancangan SK pengurus dikirim untuk diparaf.",
    ),
    Turn.FINISHED: (
        "Pengurus dikukuhkan, SK dan berita acara musyawarah diarsipkan.",
        "Kepengurusan terbentuk dan sudah membuka buku kas.",
    ),
}
_SITE_PAPERS: Final = {
    Turn.BEGUN: (
        "Peninjauan lokasi bersama PUPR, kebutuhan ruang dicatat.",
        "Surat permohonan status lahan dikirim.",
    ),
    Turn.RISEN: (
        "Pengukuran lahan selesai, gambar awal disusun.",
        "Dokumen lingkungan diisi bersama pendamping.",
        "Gambar dan rencana biaya diperbaiki sesuai catatan pemeriksa.",
        "DED tinggal pengesahan.",
    ),
    Turn.FINISHED: (
        "Surat lahan, DED dan persetujuan lingkungan lengkap.",
        "Paket dokumen lengkap, siap untuk tahap pembangunan.",
    ),
}
_BUILDING: Final = {
    Turn.BEGUN: (
        "Pemilihan penyedia disiapkan, foto 0 persen diambil.",
        "Rapat awal pelaksanaan dengan penyedia, lokasi diserahkan.",
    ),
    Turn.RISEN: (
        "Pembersihan lokasi dan pondasi, bahan mulai datang.",
        "Pekerjaan struktur berlanjut, foto kemajuan diambil.",
        "Dinding dan atap dikerjakan; rapat mingguan berjalan.",
        "Pekerjaan akhir: lantai, listrik dan saluran air.",
    ),
    Turn.FINISHED: ("Pekerjaan selesai dan diterima dengan berita acara.",),
}
_TRAINING: Final = {
    Turn.BEGUN: (
        "Peserta didaftar, narasumber dihubungi.",
        "Kurikulum singkat disusun bersama instruktur.",
    ),
    Turn.RISEN: (
        "Angkatan pertama berjalan, {value} {unit} hadir tetap.",
        "Sudah {value} dari {target} {unit} mengikuti pelatihan.",
        "Angkatan berikutnya berjalan; sampai hari ini {value} {unit}.",
        "Praktik mandiri didampingi instruktur, {value} {unit} lulus uji awal.",
    ),
    Turn.FINISHED: (
        "Pelatihan tuntas untuk {value} {unit}, sertifikat dibagikan.",
        "Seluruh angkatan selesai, {value} {unit} menerima sertifikat.",
    ),
}
_QUALITY: Final = {
    Turn.BEGUN: (
        "Pendampingan pengisian berkas dimulai.",
        "Persyaratan dikumpulkan bersama kelompok.",
    ),
    Turn.RISEN: (
        "Berkas diperiksa satu per satu, kekurangannya dicatat.",
        "Tercapai {value} dari {target} {unit}.",
        "Kekurangan syarat dilengkapi bersama petugas pelayanan.",
        "Sampai laporan ini {value} {unit} tercatat lengkap.",
    ),
    Turn.FINISHED: (
        "Tuntas: {value} {unit}, salinannya diarsipkan.",
        "Semua berkas selesai diproses, salinan diarsipkan.",
    ),
}
_MARKET: Final = {
    Turn.BEGUN: (
        "Penawaran dikirim ke calon pembeli.",
        "Contoh produk dan daftar harga disiapkan.",
    ),
    Turn.RISEN: (
        "Kunjungan calon pembeli berlangsung baik, contoh produk dibawa.",
        "Sudah {value} dari {target} {unit}, dua calon lain sedang dijajaki.",
        "Tercatat {value} {unit}; surat pesanan menyusul dari OPD lain.",
    ),
    Turn.FINISHED: ("Tercapai {value} {unit}, dokumen diarsipkan.",),
}

BY_STAGE: Final[Mapping[int, Mapping[Turn, Wordings]]] = MappingProxyType(
    {
        1: _STUDY,
        2: _INSTITUTION,
        3: _BUILDING,
        4: _TRAINING,
        5: _QUALITY,
        6: _MARKET,
    }
)

BY_UNIT: Final[Mapping[str, Mapping[Turn, Wordings]]] = MappingProxyType(
    {"unit usaha": _DATA, "paket dokumen": _SITE_PAPERS}
)
"""Wordings that fit the thing counted better than those of its stage."""
