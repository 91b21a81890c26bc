"""argparse that speaks Indonesian: help, and what is wrong with a command that was typed."""

import argparse
import re
from collections.abc import Iterable
from typing import Final, NoReturn

# What argparse itself says, and what it means; our own types speak Indonesian already.
_COMPLAINTS: Final = (
    (r"the following arguments are required: (.*)", r"Belum diisi: \1."),
    (r"unrecognized arguments: (.*)", r"Tidak dikenal: \1."),
    (r"argument (\S+).*: expected one argument", r"\1 perlu diikuti isinya."),
    (r"argument \S+: invalid choice: '?([^']*)'? \(choose from .*\)", r"Tidak ada perintah \1."),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Pemakaian: ")


class Parser(argparse.ArgumentParser):
    """A parser whose every word is Indonesian; wrong commands end with exit code 2."""

    def __init__(self, *, prog: str, description: str) -> None:
        """Make a parser with `--help` alone."""
        super().__init__(
            prog=prog, description=description, formatter_class=_Formatter, add_help=False
        )
        self._optionals.title = "Pilihan"
        self._positionals.title = "Perintah"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """End the program with one Indonesian sentence and how the command is used."""
        self.exit(2, f"{_in_indonesian(message)}\n{self.format_usage()}")


def _in_indonesian(message: str) -> str:
    for english, indonesian in _COMPLAINTS:
        found = re.fullmatch(english, message, flags=re.DOTALL)
        if found:
            return found.expand(indonesian)
    return message
