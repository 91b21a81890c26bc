"""Indonesian sentences for what can be wrong with accounts, passwords and posts."""

from typing import Final

from rules.accounts.errors import (
    AccountProblem,
    IllegalAccount,
    IllegalAccountChange,
    IllegalPost,
    PostProblem,
    SpentLink,
)
from rules.accounts.passwords import LEAST, LEAST_BSSN, LONGEST, REMEMBERED

_ACCOUNTS: Final = {
    AccountProblem.USERNAME_MALFORMED: (
        "Nama pengguna hanya boleh berisi huruf kecil dan angka yang diawali huruf, "
        "dengan titik, garis bawah atau tanda hubung di antaranya; paling banyak 80 huruf."
    ),
    AccountProblem.USERNAME_TAKEN: "Nama pengguna sudah dipakai; pilih nama lain.",
    AccountProblem.NAME_MISSING: "Nama orang masih kosong; isi nama lengkapnya.",
    AccountProblem.AGENCY_NEEDED: "Peran operator perlu OPD; pilih OPD orang ini.",
    AccountProblem.AGENCY_UNKNOWN: "OPD tidak dikenal; pilih kode OPD yang terdaftar.",
    AccountProblem.PASSWORD_TOO_SHORT: (
        "Kata sandi terlalu pendek; pakai kalimat yang mudah diingat, paling sedikit "
        f"{LEAST} huruf."
    ),
    AccountProblem.PASSWORD_TOO_LONG: (
        f"Kata sandi terlalu panjang; persingkat menjadi paling banyak {LONGEST} huruf."
    ),
    AccountProblem.PASSWORD_NAMES_USER: (
        "Kata sandi hampir seluruhnya nama Anda; tambahkan beberapa kata lain."
    ),
    AccountProblem.PASSWORD_REPEATS: (
        "Kata sandi mengulang huruf yang sama; pakai beberapa kata yang berbeda."
    ),
    AccountProblem.PASSWORD_KEYBOARD: (
        "Kata sandi hanya deretan tombol atau abjad; pakai beberapa kata yang berbeda."
    ),
    AccountProblem.PASSWORD_COMMON: (
        "Kata sandi ini mudah ditebak karena berisi kata yang lazim atau nama daerah dan "
        "kantor; tambahkan kata yang hanya Anda tahu."
    ),
    AccountProblem.PASSWORD_COMPOSITION: (
        f"Kata sandi perlu paling sedikit {LEAST_BSSN} huruf dengan huruf besar, huruf kecil, "
        "angka, dan tanda baca; lengkapi yang belum ada."
    ),
    AccountProblem.PASSWORD_USED_BEFORE: (
        f"Kata sandi ini termasuk {REMEMBERED} yang terakhir Anda pakai; pilih yang baru."
    ),
    AccountProblem.PASSWORD_TYPED_OTHERWISE: (
        "Kedua isian kata sandi baru berbeda; ketik ulang keduanya."
    ),
    AccountProblem.PASSWORD_NOT_THE_OLD: "Kata sandi lama tidak cocok; ketik ulang.",
    AccountProblem.EMAIL_MALFORMED: (
        "Alamat surel tidak dikenali; tulis seperti nama@kantor.go.id atau kosongkan."
    ),
    AccountProblem.EMAIL_TAKEN: "Alamat surel sudah dipakai akun lain; periksa kembali.",
    AccountProblem.LAST_ADMIN: (
        "Ini admin aktif yang terakhir; jadikan orang lain admin lebih dahulu."
    ),
    AccountProblem.OWN_ACCOUNT: (
        "Akun sendiri tidak dapat dinonaktifkan atau diatur ulang; minta admin lain melakukannya."
    ),
    AccountProblem.INACTIVE: "Akun ini tidak aktif; aktifkan kembali lebih dahulu.",
}

_POSTS: Final = {
    PostProblem.CODE_MALFORMED: (
        "Kode jabatan hanya boleh berisi huruf kecil, angka dan tanda hubung; tulis seperti "
        "kepala-dpmd."
    ),
    PostProblem.CODE_TAKEN: "Kode jabatan sudah dipakai; pilih kode lain.",
    PostProblem.TITLE_MISSING: "Nama jabatan masih kosong; tulis seperti Kepala DPMD.",
    PostProblem.NAME_MISSING: "Nama pejabat masih kosong; isi nama lengkapnya.",
    PostProblem.NIP_MALFORMED: "NIP terdiri dari 18 angka; perbaiki atau kosongkan.",
    PostProblem.FINISH_BEFORE_START: (
        "Tanggal akhir mendahului tanggal mulai; perbaiki salah satunya."
    ),
    PostProblem.OVERLAP: (
        "Pada tanggal itu jabatan sudah ada pejabatnya; akhiri dahulu masa yang lama atau "
        "pilih tanggal lain."
    ),
    PostProblem.NOBODY_TO_RELIEVE: (
        "Jabatan ini sedang kosong sehingga tidak ada yang diakhiri; catat pejabat baru saja."
    ),
    PostProblem.ACCOUNT_UNKNOWN: (
        "Akun pejabat tidak ditemukan atau tidak aktif; pilih akun lain."
    ),
}


def account_problem(value: AccountProblem) -> str:
    """Return one sentence that names the field of an account and what mends it."""
    return _ACCOUNTS[value]


def post_problem(value: PostProblem) -> str:
    """Return one sentence that names the field of a post and what mends it."""
    return _POSTS[value]


def illegal_account(value: IllegalAccount) -> str:
    """Return why an account was not created."""
    return " ".join(("Akun belum dibuat.", *map(account_problem, value.problems)))


def illegal_account_change(value: IllegalAccountChange) -> str:
    """Return why an account stays as it is."""
    return " ".join(("Perubahan akun belum tersimpan.", *map(account_problem, value.problems)))


def spent_link(value: SpentLink) -> str:
    """Return that a one-time link opens nothing any more."""
    del value
    return (
        "Tautan ini sudah dipakai atau lewat waktunya. Minta tautan baru kepada administrator, "
        "atau masuk dengan kata sandi Anda."
    )


def illegal_post(value: IllegalPost) -> str:
    """Return why a post or its holding was not recorded."""
    return " ".join(("Jabatan belum tersimpan.", *map(post_problem, value.problems)))
