"""What can be typed after `python run.py admin token`."""

import argparse
from collections.abc import Callable
from typing import Final

from words.command_line import Parser


def add_token_tasks(parser: Parser) -> None:
    """Let `parser` read the tasks of data tokens; what it parses names one as `task`."""
    tasks = parser.add_subparsers(title="Perintah", metavar="PERINTAH", required=True)
    for name, (purpose, add_options) in _TASKS.items():
        own = tasks.add_parser(
            name, prog=f"{parser.prog} {name}", description=purpose, help=purpose
        )
        own.set_defaults(task=name)
        add_options(own)


def _give(parser: Parser) -> None:
    used_by = "siapa yang memakainya, misalnya Power BI Bapelitbang"
    parser.add_argument("--purpose", metavar="KEPERLUAN", required=True, help=used_by)
    parser.add_argument("--agency", metavar="KODE", help="kode OPD; bawaan: seluruh program")


def _list(_: Parser) -> None:
    """All are listed, so there is nothing to say."""


def _revoke(parser: Parser) -> None:
    parser.add_argument("number", metavar="NOMOR", type=_number, help="nomor dari daftar token")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text} bukan nomor token; tulis seperti 3.")
    return int(text)


_TASKS: Final[dict[str, tuple[str, Callable[[Parser], None]]]] = {
    "give": ("buat token baru; hurufnya ditampilkan sekali ini saja", _give),
    "list": ("semua token: untuk apa, membuka apa, terakhir dipakai", _list),
    "revoke": ("cabut token; sejak itu tidak membuka apa pun", _revoke),
}
