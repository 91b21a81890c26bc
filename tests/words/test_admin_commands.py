from argparse import Namespace
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from rules.evidence.files import EvidenceAddress
from rules.vocabulary import Basis, Plan, Role
from words.admin_commands import Run, admin_parser


def run(options: Namespace) -> int:
    return len(vars(options))


def parsed(*words: str) -> Namespace:
    runs: defaultdict[str, Run] = defaultdict(lambda: run)
    return admin_parser(runs, ["pptx", "pdf-f4"]).parse_args(words)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("init", "--username", "admin"), {"username": "admin", "password_stdin": False}),
        (
            ("account", "--username", "a", "--name", "A", "--role", "Operator DPMD"),
            {"role": Role.DPMD_OPERATOR, "agency": None},
        ),
        (("figures",), {"as_of": None, "basis": Basis.APPROVED, "plan": Plan.FIRST}),
        (
            ("figures", "--basis", "termasuk_laporan", "--plan", "berjalan"),
            {"basis": Basis.REPORTED, "plan": Plan.CURRENT},
        ),
        (("figures", "--as-of", "2022-06-30"), {"as_of": date(2022, 6, 30)}),
        (("figures", "--as-of", "30/06/2022"), {"as_of": date(2022, 6, 30)}),
        (("dump", "--known-at", "30-06-2022"), {"known_at": date(2022, 6, 30)}),
        (("export", "PDF F4", "--meeting", "3"), {"product": "pdf-f4", "meeting": 3}),
        (("dump", "--format", "CSV", "--out", "x"), {"format": "csv", "out": Path("x")}),
        (("check", "--head", "a1", "--head", "b2"), {"known_heads": ["a1", "b2"]}),
        (("backup", "--out", "x"), {"out": Path("x")}),
        (("verify-backup", "x.zip"), {"file": Path("x.zip")}),
        (("restore", "x.zip", "--yes"), {"file": Path("x.zip"), "yes": True, "into": None}),
        (
            ("remove-evidence", "http://10.0.0.5:8501/bukti/57", "--reason", "KTP"),
            {"address": EvidenceAddress(57), "reason": "KTP", "by": None},
        ),
        (
            ("remove-evidence", "/bukti/tindak-lanjut/3/kecil", "--reason", "KTP"),
            {"address": EvidenceAddress(3, is_of_follow_up=True)},
        ),
        (("rebuild",), {}),
        (
            ("plan", "export", "x", "--as-of", "2022-06-30", "--known-at", "2022-07-01"),
            {
                "task": "export",
                "folder": Path("x"),
                "as_of": date(2022, 6, 30),
                "known_at": date(2022, 7, 1),
            },
        ),
        (("plan", "check", "x"), {"task": "check", "folder": Path("x")}),
        (
            ("token", "give", "--purpose", "Excel"),
            {"task": "give", "purpose": "Excel", "agency": None},
        ),
        (("token", "list"), {"task": "list"}),
        (("token", "revoke", "3"), {"task": "revoke", "number": 3}),
        (
            ("plan", "load", "x", "--decision", "1", "--reason", "a", "--holds-from", "2022-06-30"),
            {"decision": "1", "reason": "a", "holds_from": date(2022, 6, 30), "by": None},
        ),
    ],
)
def test_a_command_is_read_with_its_options(
    words: tuple[str, ...], options: dict[str, object]
) -> None:
    found = vars(parsed(*words))
    assert found["run"] is run
    assert {name: found[name] for name in options} == options


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("figures", "--as-of", "kemarin"),
            "kemarin bukan tanggal; tulis seperti 2022-06-30 atau 30/06/2022.",
        ),
        (("export", "pptx", "--meeting", "tiga"), "tiga bukan nomor rapat; tulis seperti 3."),
        (("token", "revoke", "tiga"), "tiga bukan nomor token; tulis seperti 3."),
        (("export", "odp"), "odp tidak dikenal; pilih pptx, pdf-f4."),
        (("dump", "--format", "xml"), "xml tidak dikenal; pilih json, csv."),
    ],
)
def test_what_cannot_be_read_is_told_in_indonesian(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        parsed(*words)
    assert end.value.code == 2
    assert sentence in capsys.readouterr().err
