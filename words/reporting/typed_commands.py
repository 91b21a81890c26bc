"""What can be typed after the commands on files of reports, with its help in Indonesian."""

from pathlib import Path

from words.command_line import Parser, chosen
from words.workbooks import HISTORY, REPORTS


def add_workbook(parser: Parser) -> None:
    """Add what a workbook to be filled in is asked by."""
    parser.add_argument(
        "kind",
        metavar="BENTUK",
        nargs="?",
        default=REPORTS,
        type=lambda text: chosen(text, [REPORTS, HISTORY]),
        help=f"{REPORTS} (bawaan) atau {HISTORY}",
    )
    _add_programme(parser)
    parser.add_argument("--agency", metavar="KODE", help="hanya tonggak OPD ini, misalnya DPMD")
    parser.add_argument(
        "--paper", type=lambda text: chosen(text, ["a4", "f4"]), default="a4", help="a4 atau f4"
    )
    parser.add_argument(
        "--out", metavar="BERKAS", type=Path, help="tulis ke berkas ini; bawaan: folder ini"
    )


def add_import(parser: Parser) -> None:
    """Add what a file of reports is loaded by."""
    parser.add_argument(
        "file", metavar="BERKAS", type=Path, help="lembar isian, atau berkas Excel maupun CSV"
    )
    _add_programme(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="hanya perlihatkan apa yang akan berubah"
    )
    rows = parser.add_mutually_exclusive_group()
    rows.add_argument(
        "--with-hidden",
        dest="takes_hidden",
        action="store_true",
        default=None,
        help="muat juga baris yang tersembunyi atau tersaring",
    )
    rows.add_argument(
        "--without-hidden",
        dest="takes_hidden",
        action="store_false",
        default=None,
        help="lewati baris yang tersembunyi atau tersaring",
    )
    parser.add_argument(
        "--as",
        metavar="NAMA",
        dest="username",
        help="akun yang memuat; bawaan: satu-satunya yang berhak",
    )


def _add_programme(parser: Parser) -> None:
    parser.add_argument("--program", metavar="KODE", help="bawaan: yang berjalan hari ini")
