import argparse
import re
import sys
from typing import Any

import pytest

from words.command_line import Parser, _Formatter, in_indonesian


def a_parser() -> Parser:
    parser = Parser(prog="admin", description="Perintah pengelola.")
    parser.add_argument("--as-of")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Command)
    commands.add_parser("figures")
    return parser


class _Command(Parser):
    def __init__(self, prog: str, **newer: Any) -> None:
        super().__init__(prog=prog, description="", **newer)


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, object]:
    with pytest.raises(SystemExit) as end:
        a_parser().parse_args(words)
    captured = capsys.readouterr()
    return captured.out + captured.err, end.value.code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Belum diisi: command."),
        (["figures", "lebih"], "Tidak dikenal: lebih."),
        (["--as-of"], "--as-of perlu diikuti isinya."),
        (["hapus"], "Tidak ada perintah hapus."),
    ],
)
def test_a_wrong_command_is_told_in_indonesian(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, code = said(words, capsys)
    assert text.startswith(sentence)
    assert "Pemakaian: admin" in text
    assert code == 2


def test_a_complaint_of_our_own_types_keeps_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="admin", description="")
    parser.add_argument("--hari", type=int)
    with pytest.raises(SystemExit):
        parser.parse_args(["--hari", "besok"])
    assert capsys.readouterr().err.startswith("--hari: ")


def test_a_complaint_that_nobody_translated_is_still_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        a_parser().error("sesuatu yang lain")
    assert capsys.readouterr().err.startswith("sesuatu yang lain\n")


def test_help_is_indonesian_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    text, code = said(["--help"], capsys)
    assert code == 0
    assert "Perintah pengelola." in text
    assert "tampilkan bantuan ini" in text
    assert not re.search(r"usage|options|positional|show this", text)


# Newer Pythons


def test_what_a_newer_python_hands_to_a_parser_is_passed_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    older = argparse.ArgumentParser.__init__

    def newer(
        self: Any, *, color: bool = True, suggest_on_error: bool = True, **known: Any
    ) -> None:
        """As Python 3.14 and later have it, on every Python."""
        older(self, **known)
        self.color, self.suggest_on_error = color, suggest_on_error

    monkeypatch.setattr(argparse.ArgumentParser, "__init__", newer)
    parser = Parser(prog="admin", description="", color=True, suggest_on_error=True)
    assert (parser.color, parser.suggest_on_error) == (False, False)
    with pytest.raises(SystemExit):
        parser.error("unrecognized arguments: x", newer=True)
    assert capsys.readouterr().err.startswith("Tidak dikenal: x.")


def test_what_a_newer_python_hands_to_a_formatter_is_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: dict[str, object] = {}

    def add_usage(*_: object, **newer: object) -> None:
        told.update(newer)

    monkeypatch.setattr(argparse.HelpFormatter, "add_usage", add_usage)
    _Formatter("admin").add_usage(None, [], [], "", file=sys.stdout)
    assert told == {"file": sys.stdout}


def test_a_subcommand_is_named_without_the_word_for_usage() -> None:
    parser = Parser(prog="admin", description="")
    command = parser.add_subparsers(parser_class=_Command).add_parser("figures")
    assert command.prog == "admin figures"


def test_no_colour_stands_in_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in a_parser().format_help() + a_parser().format_usage()


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        # Python 3.11, 3.12
        ("argument P: invalid choice: 'hapus' (choose from 'a', 'b')", "Tidak ada perintah hapus."),
        # from 3.13 on
        ("argument P: invalid choice: 'hapus' (choose from a, b)", "Tidak ada perintah hapus."),
        # from 3.14 on, where it guesses
        (
            "argument P: invalid choice: 'figure', maybe you meant 'figures'? (choose from a, b)",
            "Tidak ada perintah figure.",
        ),
        ("argument P: invalid choice: \"it's\" (choose from 'a')", "Tidak ada perintah it's."),
        ("argument P: invalid choice: 3 (choose from 1, 2)", "Tidak ada perintah 3."),
        ("argument --out/-o FILE: expected one argument", "--out/-o perlu diikuti isinya."),
        ("argument --yes: ignored explicit argument '1'", "--yes tidak diikuti isi: '1'."),
        ("ambiguous option: --p could match --a, --b", "--p dapat berarti --a, --b."),
    ],
)
def test_each_pythons_wording_is_understood(message: str, sentence: str) -> None:
    assert in_indonesian(message) == sentence
