"""The words by which the caretaker prepares, backs up and restores a store."""

from pathlib import Path

from words.command_line import Parser


def add_prepare(parser: Parser) -> None:
    """Let the parser read whether a copy is made before the store is brought to today."""
    parser.add_argument(
        "--without-copy",
        action="store_true",
        help="perbarui basis data tanpa menyalinnya dahulu; hanya bila salinan lain sudah ada",
    )


def add_backup(parser: Parser) -> None:
    """Let the parser read where a backup goes."""
    parser.add_argument(
        "--out", metavar="FOLDER", type=Path, help="folder lain dari data/local/cadangan"
    )


def add_file(parser: Parser) -> None:
    """Let the parser read which backup is meant."""
    parser.add_argument("file", metavar="BERKAS", type=Path, help="berkas pantau-cadangan_....zip")


def add_restore(parser: Parser) -> None:
    """Let the parser read which backup is put where."""
    add_file(parser)
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, help="folder data lain, misalnya untuk latihan"
    )
    parser.add_argument(
        "--yes", action="store_true", help="ganti yang ada; yang lama dipindahkan, tidak dihapus"
    )
