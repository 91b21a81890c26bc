import re

import pytest

from words.command_line import Parser


def a_parser() -> Parser:
    parser = Parser(prog="admin", description="Perintah pengelola.")
    parser.add_argument("--as-of")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Command)
    commands.add_parser("figures")
    return parser


class _Command(Parser):
    def __init__(self, prog: str) -> None:
        super().__init__(prog=prog, description="")


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
