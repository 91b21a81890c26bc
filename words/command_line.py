"""argparse that speaks Indonesian: help, and what is wrong with a command that was typed.

Newer versions of Python hand their parsers and formatters more arguments, and word their
complaints anew: what is not ours is passed on as it comes.
"""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, NoReturn

# What argparse itself says from Python 3.11 on, and what it means; our own types speak Indonesian.
_COMPLAINTS: Final = (
    (r"the following arguments are required: (.*)", r"Belum diisi: \1."),
    (r"unrecognized arguments: (.*)", r"Tidak dikenal: \1."),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 dapat berarti \2."),
    (r"argument (\S+).*: expected (?:one|at least one) argument", r"\1 perlu diikuti isinya."),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 tidak diikuti isi: \2."),
    (
        r"argument \S+: invalid choice: (['\"]?)(.*?)\1(?:, maybe .*)? \(choose from .*\)",
        r"Tidak ada perintah \2.",
    ),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
        **newer: Any,  # noqa: ANN401 - argparse's own
    ) -> None:
        ours = "Pemakaian: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, ours, **newer)


class Parser(argparse.ArgumentParser):
    """A parser whose every word is Indonesian; wrong commands end with exit code 2."""

    def __init__(self, *, prog: str, description: str, **newer: Any) -> None:  # noqa: ANN401 - argparse's own
        """Make a parser with `--help` alone; `newer` is what later versions of argparse hand on."""
        ours = {"formatter_class": _Formatter, "add_help": False}
        super().__init__(prog=prog, description=description, **(newer | ours))
        # From Python 3.14 on: no colours in what may be read from a file, no guesses in English.
        self.color = self.suggest_on_error = False
        self._optionals.title = "Pilihan"
        self._positionals.title = "Perintah"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str, **_newer: Any) -> NoReturn:  # noqa: ANN401 - argparse's own
        """End the program with one Indonesian sentence and how the command is used."""
        self.exit(2, f"{in_indonesian(message)}\n{self.format_usage()}")


def in_indonesian(message: str) -> str:
    """Return a complaint of argparse in Indonesian, or as it is where we know no better."""
    for english, indonesian in _COMPLAINTS:
        found = re.fullmatch(english, message, flags=re.DOTALL)
        if found:
            return found.expand(indonesian)
    return message


def chosen(text: str, words: Sequence[str]) -> str:
    """Return the one of `words` that somebody typed; raise ArgumentTypeError for any other."""
    word = as_word(text)
    if word not in words:
        reason = f"{text} tidak dikenal; pilih {', '.join(words)}."
        raise argparse.ArgumentTypeError(reason)
    return word


def as_word(text: str) -> str:
    """Return a label as it is typed: in lower case, with hyphens for blanks."""
    return text.strip().lower().replace(" ", "-").replace("_", "-")
