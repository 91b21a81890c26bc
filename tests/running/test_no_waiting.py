"""No test waits for a time: what takes long on a busy machine is waited for as it happens."""

import ast
from collections.abc import Iterator
from pathlib import Path

from run import ROOT

WAITS = frozenset({"wait_for_timeout", "sleep"})

# Those that ask again and again until something is there, that pace a race, or that read as long
# as the page takes a click for the second half of another one.
ALLOWED = {
    "tests/browser/sites.py",
    "tests/browser/test_verification.py",
    "tests/browser/way/test_keyboard.py",
    "tests/models/reporters.py",
    "tests/running/databases.py",
}


def _waits(file: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        is_a_turn = [ast.unparse(one) for one in node.args] == [
            "0"
        ]  # lets others run, and waits not
        if name in WAITS and not is_a_turn:
            yield node.lineno


def test_no_test_waits_for_a_time() -> None:
    files = {file.relative_to(ROOT).as_posix(): file for file in (ROOT / "tests").rglob("*.py")}
    found = [
        f"{name}:{line}"
        for name, file in sorted(files.items())
        if name not in ALLOWED
        for line in _waits(file)
    ]
    assert found == []
