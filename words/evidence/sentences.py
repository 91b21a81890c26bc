"""Indonesian sentences for evidence files: why one is not taken, what one is called."""

from collections.abc import Sequence
from typing import Final

from rules.evidence.files import (
    LARGEST_FILE,
    LARGEST_PICTURE,
    MEGABYTE,
    MOST_FILES,
    MOST_PIXELS,
    FileProblem,
    KeptFile,
    RefusedFile,
    shown_name,
)
from rules.evidence.namings import NamedFile, Naming
from words.formats import number, short_day

_KILOBYTE: Final = 1024
_TEN: Final = 10

KINDS: Final = "PDF, JPG, PNG, WEBP, XLSX atau DOCX"
LIMITS: Final = (
    f"{KINDS}; dokumen paling besar {number(LARGEST_FILE // MEGABYTE)} MB, foto paling besar "
    f"{number(LARGEST_PICTURE // MEGABYTE)} MB (diperkecil dan dilepas dari lokasinya), "
    f"paling banyak {number(MOST_FILES)} berkas satu laporan."
)

_REFUSALS: Final = {
    FileProblem.EMPTY: "kosong; periksa berkasnya, lalu pilih lagi",
    FileProblem.TOO_LARGE: (
        f"lebih dari {number(LARGEST_FILE // MEGABYTE)} MB (foto: lebih dari "
        f"{number(LARGEST_PICTURE // MEGABYTE)} MB); perkecil atau pecah menjadi beberapa berkas"
    ),
    FileProblem.TOO_MANY: (
        f"melewati batas {number(MOST_FILES)} berkas satu laporan; "
        "lepaskan berkas lain dahulu atau gabungkan menjadi satu PDF"
    ),
    FileProblem.UNKNOWN_KIND: f"bukan {KINDS} menurut isinya; simpan ulang sebagai PDF",
    FileProblem.OLD_OR_LOCKED: (
        "format Office lama atau bersandi; simpan ulang tanpa sandi sebagai XLSX, DOCX atau PDF"
    ),
    FileProblem.DAMAGED: "rusak atau terpotong; buka dan simpan ulang berkasnya, lalu pilih lagi",
    FileProblem.TWO_KINDS: (
        "menyembunyikan isi dari jenis lain; cetak ulang sebagai PDF, lalu pilih lagi"
    ),
    FileProblem.TOO_MANY_PIXELS: (
        f"lebih dari {number(MOST_PIXELS // 1_000_000)} juta piksel; perkecil ukuran gambarnya"
    ),
    FileProblem.UNPACKS_TOO_LARGE: (
        "mengembang terlalu besar ketika dibuka; pecah menjadi beberapa berkas"
    ),
    FileProblem.ACTIVE_CONTENT: (
        "berisi makro, skrip, tautan DDE, atau berkas sisipan yang dapat menjalankan program; "
        "simpan ulang tanpa itu atau cetak sebagai PDF"
    ),
    FileProblem.FALSE_SIZES: (
        "mencatat ukuran isi yang tidak sesuai kenyataan; buka dan simpan ulang, atau cetak "
        "sebagai PDF"
    ),
    FileProblem.PHONE_FORMAT: (
        "foto HEIC/HEIF; kirim sebagai JPG. Di iPhone: Pengaturan → Kamera → Format → Paling "
        "Kompatibel; di Android: matikan foto efisiensi tinggi; atau simpan ulang sebagai JPG"
    ),
}


def refusal(refused: RefusedFile) -> str:
    """Return one sentence that names the file, what is wrong with it and what mends it."""
    return f"“{shown_name(refused.name)}” {_REFUSALS[refused.problem]}."


def size(count: int) -> str:
    """Return a count of bytes as people read it: 340 KB, 1,2 MB."""
    if count < MEGABYTE:
        return f"{number(max(1, round(count / _KILOBYTE)))} KB"
    megabytes = count / MEGABYTE
    return f"{number(megabytes, 1 if megabytes < _TEN else 0)} MB"


def withheld(kept: KeptFile) -> str:
    """Return why a file is only named: ditarik, or dihapus by whom, when and why."""
    if kept.removal is None:
        return "ditarik bersama laporannya"
    gone = kept.removal
    return f"dihapus {gone.author}, {short_day(gone.on)} ({gone.reason})"


def removed(kept: KeptFile, gone: int) -> str:
    """Say to the caretaker that a file was removed, with how many files on the disk."""
    return (
        f"{gone_for_good(kept)} Di folder bukti {number(gone)} berkas terbuang. Namanya, hash, "
        "alasan, dan penghapusannya tetap tercatat di jejak audit."
    )


def gone_for_good(kept: KeptFile) -> str:
    """Say that a file was removed; or that it was before, by whom and why."""
    name = shown_name(kept.name)
    if kept.removal is not None:
        return f"Tidak ada yang berubah: “{name}” sudah {withheld(kept)}."
    return f"“{name}” dihapus untuk selamanya."


def naming(value: Naming) -> str:
    """Return what names a file: the report on a milestone, or what was told of a follow-up."""
    day = short_day(value.day)
    what = (
        f"tindak lanjut “{value.about}” dari {value.place}"
        if value.address.is_of_follow_up
        else f"{value.place}: {value.about}, laporan no. {value.number}"
    )
    more = [value.author, day, *([value.programme] if value.programme else [])]
    more += ["sudah ditarik"] if value.is_withdrawn else []
    return f"{what} ({', '.join(more)})"


def to_be_gone(value: NamedFile) -> str:
    """Say before a removal what will be gone, and that it stays so."""
    others = len(value.namings)
    count = "satu catatan" if others == 1 else f"{number(others)} catatan"
    return (
        f"Isi “{shown_name(value.kept.name)}” hilang untuk selamanya dari semua tempat yang "
        f"menyebutnya ({count} di bawah ini) dan tidak dapat dikembalikan atau dikirim lagi. Nama "
        "berkas, nama Anda, dan alasan Anda tetap terbaca di sana."
    )


def still_held(backups: Sequence[str]) -> str:
    """Say to the caretaker which backups still hold a removed file; they must go with it."""
    return (
        "PERHATIAN: cadangan ini masih memuatnya: "
        f"{', '.join(backups)}. Buat cadangan baru dengan: python run.py admin backup, lalu hapus "
        "yang lama, juga salinannya di cakram lain."
    )


def orphan(name: str) -> str:
    """Say to the caretaker that no report names the file `name` in the folder of evidence."""
    return f"PERHATIAN: berkas tanpa laporan di folder bukti, boleh dihapus: {name}"
