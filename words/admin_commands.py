"""What can be typed after `python run.py admin`, with its help in Indonesian."""

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from rules.vocabulary import Basis, Plan, Role, label
from words.backup.command import add_backup, add_file, add_prepare, add_restore
from words.command_line import Parser, as_word, chosen
from words.evidence.command import add_removal
from words.feed.command import add_token_tasks
from words.reporting.typed_commands import add_import, add_workbook

Run = Callable[..., int]


def admin_parser(runs: Mapping[str, Run], formats: Sequence[str]) -> Parser:
    """Return the parser of all commands; what it parses names one of `runs` as `run`.

    `formats` are the names of the files that `export` can make.
    """
    parser = Parser(
        prog="python run.py admin",
        description="Perintah pengelola: menyiapkan, memeriksa, dan mengeluarkan data.",
    )
    commands = parser.add_subparsers(title="Perintah", metavar="PERINTAH", required=True)
    export = ("berkas rapat: paparan, laporan, Excel, pesan, ...", partial(_add_export, formats))
    for name, (purpose, add_options) in (_COMMANDS | {"export": export}).items():
        own = commands.add_parser(
            name, prog=f"{parser.prog} {name}", description=purpose, help=purpose
        )
        own.set_defaults(run=runs[name])
        add_options(own)
    return parser


def _add_init(parser: Parser) -> None:
    parser.add_argument("--database", metavar="URL", help="basis data lain dari data/local")
    parser.add_argument("--username", help="nama pengguna administrator; ditanyakan bila kosong")
    parser.add_argument("--name", help="nama lengkapnya; ditanyakan bila kosong")
    _add_password(parser)


def _add_account(parser: Parser) -> None:
    parser.add_argument("--username", required=True, help="nama pengguna")
    parser.add_argument("--name", required=True, help="nama lengkap")
    roles = ", ".join(as_word(label(role)) for role in Role)
    parser.add_argument("--role", required=True, type=_role, help=f"peran: {roles}")
    parser.add_argument("--agency", help="kode OPD, misalnya DPMD; wajib bagi operator")
    _add_password(parser)


def _add_password(parser: Parser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", help="baca kata sandi dari masukan standar"
    )


def _add_figures(parser: Parser) -> None:
    _add_day(parser)
    parser.add_argument(
        "--basis",
        type=_basis,
        default=Basis.APPROVED,
        help="disetujui (bawaan) atau termasuk-laporan",
    )
    parser.add_argument(
        "--plan", type=_plan, default=Plan.FIRST, help="awal (bawaan) atau berjalan"
    )
    parser.add_argument("--out", metavar="BERKAS", type=Path, help="tulis ke berkas ini")


def _add_export(formats: Sequence[str], parser: Parser) -> None:
    parser.add_argument(
        "product",
        metavar="BENTUK",
        type=lambda text: chosen(text, formats),
        help=", ".join(formats),
    )
    _add_day(parser)
    parser.add_argument("--basis", type=_basis, help="disetujui (bawaan) atau termasuk-laporan")
    parser.add_argument("--plan", type=_plan, help="awal (bawaan) atau berjalan")
    parser.add_argument(
        "--meeting", metavar="NOMOR", type=_number, help="posisi dan notula rapat yang sudah dibuka"
    )
    parser.add_argument(
        "--template", metavar="BERKAS", type=Path, help="templat PowerPoint milik kantor"
    )
    parser.add_argument(
        "--address", metavar="ALAMAT", default="", help="alamat dasbor, untuk tautan dalam berkas"
    )
    parser.add_argument(
        "--out", metavar="TUJUAN", type=Path, help="berkas atau folder; bawaan: folder ini"
    )


def _add_dump(parser: Parser) -> None:
    _add_day(parser)
    known = partial(chosen, words=("json", "csv"))
    parser.add_argument("--format", type=known, default="json", help="json (bawaan) atau csv")
    parser.add_argument("--out", metavar="TUJUAN", type=Path, help="berkas json, atau folder csv")


def _add_programme(parser: Parser) -> None:
    parser.add_argument("--program", metavar="KODE", help="bawaan: yang berjalan hari ini")


def _add_day(parser: Parser) -> None:
    _add_programme(parser)
    parser.add_argument(
        "--as-of", metavar="TANGGAL", type=_day, help="posisi per tanggal, misalnya 2022-06-30"
    )
    parser.add_argument(
        "--known-at",
        metavar="TANGGAL",
        type=_day,
        help="hanya yang sudah tercatat sampai akhir tanggal ini; bawaan: semua",
    )


def _add_plan(parser: Parser) -> None:
    tasks = parser.add_subparsers(title="Perintah", metavar="PERINTAH", required=True)
    for name, (purpose, add_options) in _PLAN_TASKS.items():
        own = tasks.add_parser(
            name, prog=f"{parser.prog} {name}", description=purpose, help=purpose
        )
        own.set_defaults(task=name)
        own.add_argument(
            "folder", metavar="FOLDER", type=Path, help="folder kelima berkas CSV, atau .xlsx"
        )
        add_options(own)


def _add_loading(parser: Parser) -> None:
    _add_programme(parser)
    parser.add_argument(
        "--decision", metavar="NOMOR", help="nomor keputusan; wajib bila rencana sudah ditetapkan"
    )
    parser.add_argument("--reason", metavar="ALASAN", help="alasan perubahan")
    since = "berlaku sejak, misalnya 2022-06-30"
    parser.add_argument("--holds-from", metavar="TANGGAL", type=_day, help=since)
    parser.add_argument("--over-newer", action="store_true", help="muat di atas rencana terbaru")
    parser.add_argument("--by", metavar="NAMA", help="akun yang memuat; bawaan: yang satu berhak")


def _add_check(parser: Parser) -> None:
    parser.add_argument(
        "--head",
        metavar="JEJAK",
        dest="known_heads",
        action="append",
        default=[],
        help="jejak dari cetakan atau cadangan, misalnya a1b2c3d4e5f6; boleh berulang",
    )


def _add_clock(parser: Parser) -> None:
    parser.add_argument(
        "--today",
        metavar="TANGGAL",
        type=_day,
        help="tanggal hari ini menurut kalender Anda, misalnya 2022-06-30: menegaskan jam komputer "
        "dan meluruskan catatan yang bertanggal di depannya",
    )


def _add_nothing(_: Parser) -> None:
    """Some commands need no word more."""


_PLAN_TASKS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "export": ("tulis rencana yang berlaku sebagai berkas CSV", _add_day),
    "check": ("periksa berkas rencana tanpa mengubah apa pun", _add_programme),
    "load": ("muat berkas rencana: seluruhnya, atau tidak sama sekali", _add_loading),
}

_COMMANDS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "prepare": ("siapkan basis data; buat data contoh bila belum ada apa pun", add_prepare),
    "init": ("buat basis data nyata dengan administrator pertama", _add_init),
    "account": ("tambah akun", _add_account),
    "figures": ("angka program dan tiap sentra sebagai JSON", _add_figures),
    "dump": ("seluruh catatan, untuk menghitung ulang setiap angka", _add_dump),
    "workbook": (
        "lembar isian Excel: laporan, atau riwayat dari masa lampau",
        add_workbook,
    ),
    "import": ("muat laporan dari berkas: seluruhnya, atau tidak sama sekali", add_import),
    "plan": ("rencana sebagai berkas: tulis, periksa, muat", _add_plan),
    "token": ("token data untuk Excel dan Power BI: beri, lihat, cabut", add_token_tasks),
    "check": ("periksa setelan, basis data, rencana, dan jejak audit", _add_check),
    "clock": ("periksa jam komputer terhadap catatan terakhir, atau tegaskan", _add_clock),
    "backup": ("cadangkan basis data dan berkas bukti, juga selagi dipakai", add_backup),
    "verify-backup": ("periksa apakah sebuah cadangan utuh", add_file),
    "restore": ("pulihkan cadangan; yang lama dipindahkan, tidak dihapus", add_restore),
    "remove-evidence": ("hapus berkas bukti untuk selamanya", add_removal),
    "rebuild": ("susun ulang ringkasan dari riwayat laporan", _add_nothing),
}


_AS_OFFICES_WRITE: Final = re.compile(r"([0-9]{2})[-/.]([0-9]{2})[-/.]([0-9]{4})")


def _day(text: str) -> date:
    """Return the day that somebody typed, as scripts or as offices write it."""
    written = _AS_OFFICES_WRITE.fullmatch(text)
    try:
        return date.fromisoformat("-".join(reversed(written.groups())) if written else text)
    except ValueError:
        reason = f"{text} bukan tanggal; tulis seperti 2022-06-30 atau 30/06/2022."
        raise argparse.ArgumentTypeError(reason) from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text} bukan nomor rapat; tulis seperti 3.")
    return int(text)


def _basis(text: str) -> Basis:
    return Basis(chosen(text, [basis.value for basis in Basis]))


def _plan(text: str) -> Plan:
    return Plan(chosen(text, [plan.value for plan in Plan]))


def _role(text: str) -> Role:
    roles = {as_word(label(role)): role for role in Role}
    return roles[chosen(text, list(roles))]
